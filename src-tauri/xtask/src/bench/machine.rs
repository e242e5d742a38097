//! The machine, the day and the commit that figures belong to.

use crate::process::{command, output};
use std::fs;

/// A line of BENCH.md each.
pub(super) fn describe() -> Vec<(&'static str, String)> {
    vec![
        ("processor", format!("{}, {} cores", field("/proc/cpuinfo", "model name"), cores())),
        ("memory", memory()),
        ("system", field("/etc/os-release", "PRETTY_NAME").trim_matches('"').to_owned()),
        ("kernel", said("uname", &["-sr"])),
        ("date", said("date", &["-u", "+%Y-%m-%d %H:%M UTC"])),
        ("commit", commit()),
        ("load before", fs::read_to_string("/proc/loadavg").unwrap_or_default().trim().to_owned()),
    ]
}

fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

fn memory() -> String {
    let kib: u64 = field("/proc/meminfo", "MemTotal").trim_end_matches(" kB").parse().unwrap_or_default();
    format!("{:.1} GiB", kib as f64 / f64::from(1 << 20))
}

fn commit() -> String {
    let is_changed = !said("git", &["status", "--porcelain", "--untracked-files=no"]).is_empty();
    let commit = said("git", &["rev-parse", "--short=12", "HEAD"]);
    if is_changed { format!("{commit}, with changes") } else { commit }
}

/// What stands after the name, a colon or an equals sign.
fn field(file: &str, name: &str) -> String {
    let text = fs::read_to_string(file).unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix(name));
    line.map_or_else(|| "unknown".to_owned(), |rest| rest.trim_start_matches([' ', '\t', ':', '=']).to_owned())
}

fn said(program: &str, words: &[&str]) -> String {
    output(command(program).args(words)).map_or_else(|_| "unknown".to_owned(), |said| said.trim().to_owned())
}

//! The child's side: bounds itself, reads the film, prints reports, and ends.

use std::io::{self, Write};
use std::path::Path;
use std::process::exit;
use std::time::Instant;

use super::demux::{self, Film, Source};
use super::facts::Facts;
use super::pictures;
use super::protocol::{CHILD, Report, Task};

/// Call it first thing in `main`: in a child it does the child's work and ends the process; elsewhere it returns at once.
pub fn run_if_child() {
    let mut args = std::env::args_os().skip(1);
    if args.next().is_none_or(|first| first != CHILD) {
        return;
    }
    let Some(task) = Task::from_args(args) else { exit(2) };
    let ended = bound(&task).and_then(|()| run(&task)).or_else(|error| say(&Report::Failed(error.to_string())));
    exit(if ended.is_ok() { 0 } else { 1 })
}

/// Kernel limits, so that a film cannot take the machine along. Windows has only the parent's clock.
#[cfg(unix)]
fn bound(task: &Task) -> io::Result<()> {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let limit = |most| Rlimit { current: Some(most), maximum: Some(most) };
    setrlimit(Resource::Core, limit(0))?;
    setrlimit(Resource::Cpu, limit(task.time.as_secs() + 1))?;
    // macOS refuses or ignores it: there the clock has to do.
    if let Err(error) = setrlimit(Resource::As, limit(task.memory_bytes)) {
        writeln!(io::stderr(), "no memory limit: {error}")?;
    }
    Ok(())
}

#[cfg(not(unix))]
fn bound(_: &Task) -> io::Result<()> {
    Ok(())
}

fn run(task: &Task) -> io::Result<()> {
    let started_at = Instant::now();
    let mut source = Source::open(&task.film)?;
    let container = demux::container(&mut source)?;
    // Said before the headers are read: a header may be what brings this process down.
    say(&Report::Facts(Facts { container, ..Facts::default() }))?;
    let Film { facts, video } = demux::read(&mut source, container)?;
    say(&Report::Facts(facts))?;

    let Some(track) = video else { return say(&Report::NoPictures("not 8-bit 4:2:0 H.264 in MP4".into())) };
    let drawn = match pictures::draw(&mut source.reader, &track, started_at + task.time / 2) {
        Ok(Some(drawn)) => drawn,
        Ok(None) => return say(&Report::NoPictures("no frame decodes".into())),
        Err(error) => return say(&Report::NoPictures(error.to_string())),
    };
    save(&drawn, &task.out_dir)?;
    say(&Report::Pictures)
}

fn save(drawn: &pictures::Drawn, out_dir: &Path) -> io::Result<()> {
    use super::protocol::{POSTER_NAME, STRIP_NAME};
    pictures::save(&drawn.poster, out_dir, POSTER_NAME)?;
    pictures::save(&drawn.strip, out_dir, STRIP_NAME)
}

fn say(report: &Report) -> io::Result<()> {
    let mut line = serde_json::to_vec(report)?;
    line.push(b'\n');
    let mut out = io::stdout().lock();
    out.write_all(&line)?;
    out.flush()
}

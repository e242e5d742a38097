//! Other programs, run to their end; and this one's memory.

use std::{fs, process::Stdio};

use tokio::process::Command;

use super::{Done, Failure};

/// Runs a program without its output; an error when it does not end well.
pub(crate) async fn run(command: &mut Command) -> Done {
    let status = command.stdin(Stdio::null()).stdout(Stdio::null()).status().await?;
    if status.success() { Ok(()) } else { Err(format!("{command:?} ended with {status}").into()) }
}

/// A size that the kernel knows of this process, in MiB: `VmRSS`, or `VmHWM`, its peak.
pub(crate) fn memory(name: &str) -> Result<f64, Failure> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find(|line| line.starts_with(name)).ok_or("the kernel does not say")?;
    let kib: f64 = line.split_whitespace().nth(1).ok_or("the kernel says nothing")?.parse()?;
    Ok(kib / 1024.0)
}

/// Lets the peak begin anew.
pub(crate) fn forget_peak() -> Done {
    Ok(fs::write("/proc/self/clear_refs", "5")?)
}

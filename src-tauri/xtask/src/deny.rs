//! cargo-deny: bans, licences and sources always; advisories where their database can be fetched.

use crate::process::{command, run};
use crate::stages::Outcome;
use crate::tools;
use anyhow::Result;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// How long the advisory database may take to arrive.
const PATIENCE: Duration = Duration::from_secs(60);

/// What depends on this tree alone.
pub(crate) fn rules() -> Result<Outcome> {
    run(deny()?.args(["check", "bans", "licenses", "sources"]))?;
    Ok(Outcome::Passed)
}

/// Known faults of the dependencies.
pub(crate) fn advisories() -> Result<Outcome> {
    if !ends_well_within(deny()?.args(["fetch", "db"]), PATIENCE)? {
        return Ok(Outcome::Skipped("the advisory database cannot be fetched from here".into()));
    }
    run(deny()?.args(["check", "--disable-fetch", "advisories"]))?;
    Ok(Outcome::Passed)
}

fn deny() -> Result<Command> {
    let mut deny = command(tools::cargo_deny()?);
    deny.args(["--all-features", "--config", ".cargo/deny.toml"]);
    Ok(deny)
}

fn ends_well_within(command: &mut Command, limit: Duration) -> Result<bool> {
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
    let began = Instant::now();
    while began.elapsed() < limit {
        if let Some(status) = child.try_wait()? {
            return Ok(status.success());
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    child.kill()?;
    child.wait()?;
    Ok(false)
}

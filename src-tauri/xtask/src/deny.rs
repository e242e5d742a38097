//! `cargo xtask audit`: cargo-deny over the dependencies. It says nothing of our code, so it is no stage of the suite: it is run
//! when a dependency changes and before a release.

use crate::process::{command, run};
use crate::tools;
use anyhow::{Result, bail};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// How long the advisory database may take to arrive.
const PATIENCE: Duration = Duration::from_secs(60);

/// Checks bans, licences and sources, then known faults. Fails when their database cannot be fetched: nothing was checked then.
pub(crate) fn audit() -> Result<()> {
    run(deny()?.args(["check", "bans", "licenses", "sources"]))?;
    if !ends_well_within(deny()?.args(["fetch", "db"]), PATIENCE)? {
        bail!("bans, licences and sources are well; the advisory database cannot be fetched from here");
    }
    run(deny()?.args(["check", "--disable-fetch", "advisories"]))
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

//! Node and npm: their versions, and the commands of `ui/package.json`.

use crate::place;
use crate::process::{command, output};
use anyhow::{Context, Result, bail};
use std::process::Command;

/// The oldest node that Vite and ESLint run on.
const OLDEST: (u32, u32) = (20, 19);

/// Fails with plain words when node or npm is missing or too old.
pub(crate) fn check() -> Result<()> {
    let wanted = format!("Dailies needs node {}.{} or later, with npm", OLDEST.0, OLDEST.1);
    let version = output(command("node").arg("--version")).with_context(|| wanted.clone())?;
    output(command(NPM).arg("--version")).with_context(|| wanted.clone())?;
    if read(version.trim()).is_none_or(|version| version < OLDEST) {
        bail!("{wanted}; this is node {}", version.trim());
    }
    Ok(())
}

const NPM: &str = if cfg!(windows) { "npm.cmd" } else { "npm" };

/// `npm` in `ui/`.
pub(crate) fn npm(words: &[&str]) -> Command {
    let mut npm = command(NPM);
    npm.current_dir(place::ui()).args(words).env("NPM_CONFIG_FUND", "false").env("NPM_CONFIG_AUDIT", "false");
    npm.env("NPM_CONFIG_UPDATE_NOTIFIER", "false");
    npm
}

/// Major and minor of `v20.19.1`.
fn read(version: &str) -> Option<(u32, u32)> {
    let mut parts = version.strip_prefix('v')?.split('.').map(str::parse);
    Some((parts.next()?.ok()?, parts.next()?.ok()?))
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn reads_major_and_minor() {
        assert_eq!(read("v20.19.1"), Some((20, 19)));
        assert_eq!(read("v8.0.0"), Some((8, 0)));
        assert_eq!(read("twenty"), None);
    }
}

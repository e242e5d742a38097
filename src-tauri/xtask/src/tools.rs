//! Programs that cargo installs: taken from `PATH`, or from `target/tools`, or installed there once.

use crate::cargo::cargo;
use crate::place;
use crate::process::{find, run};
use anyhow::Result;
use std::path::PathBuf;

/// The door between a WebDriver client and the window.
pub(crate) fn tauri_driver() -> Result<PathBuf> {
    installed("tauri-driver", "^2", &[])
}

/// The judge of licences, bans and sources. Unoptimised: it builds in a third of the time and is quick enough.
pub(crate) fn cargo_deny() -> Result<PathBuf> {
    installed("cargo-deny", "^0.20", &["--debug"])
}

fn installed(program: &str, version: &str, how: &[&str]) -> Result<PathBuf> {
    if let Some(found) = find(program) {
        return Ok(found);
    }
    let root = place::target().join("tools");
    let file = root.join("bin").join(format!("{program}{}", std::env::consts::EXE_SUFFIX));
    if !file.is_file() {
        println!("Installing {program} into {} (once; it takes some minutes)", root.display());
        run(cargo(&["install", program, "--locked", "--version", version]).args(how).arg("--root").arg(&root))?;
    }
    Ok(file)
}

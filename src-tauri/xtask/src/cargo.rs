//! Cargo, always with the same packages and features: another choice would build the dependencies once more.

use crate::place::Build;
use crate::process::{command, run};
use anyhow::Result;
use std::process::Command;

/// Every package, and the page embedded in the program rather than fetched from a development server.
pub(crate) const ALL: [&str; 3] = ["--workspace", "--features", "tauri/custom-protocol"];

/// The cargo that runs this program.
pub(crate) fn cargo(words: &[&str]) -> Command {
    let mut cargo = command(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.args(words);
    cargo
}

/// The window's program, and the one that examines films for it.
const PROGRAMS: [&str; 4] = ["--bin", "dailies", "--bin", "dailies-media"];

/// Builds the program at `place::app()`.
pub(crate) fn build_app() -> Result<()> {
    println!("Building the program (cargo build)");
    run(cargo(&["build"]).args(PROGRAMS).args(ALL))
}

/// Builds the program and all that the tests need, as the tests are built: what depends on nothing of ours is compiled once.
pub(crate) fn build_all() -> Result<()> {
    run(cargo(&["build", "--all-targets"]).args(ALL))
}

/// Builds all that `bench` measures and measures with.
pub(crate) fn build_measured(build: Build) -> Result<()> {
    let mut cargo = cargo(&["build", "--example", "seed", "--example", "measure"]);
    cargo.args(PROGRAMS);
    if build == Build::Release {
        println!("Building the program and what measures it, optimised (the first time takes a quarter of an hour)");
        cargo.arg("--release");
    }
    run(cargo.args(ALL))
}

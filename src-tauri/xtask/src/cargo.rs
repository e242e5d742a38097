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

/// Builds the program and all that the tests need, as the tests are built, and fails on any warning of rustc or clippy.
pub(crate) fn build_all() -> Result<()> {
    run(linted(&["build", "--all-targets"]).args(ALL))
}

/// The same cargo with clippy as the compiler of our own packages. Clippy's driver is rustc with more lints, so one pass both
/// checks the code and makes the programs; `cargo clippy` would check all dependencies once more, in a third of the suite's
/// time. The variables are those that `cargo clippy` itself sets.
pub(crate) fn linted(words: &[&str]) -> Command {
    let mut cargo = cargo(words);
    cargo.env("RUSTC_WORKSPACE_WRAPPER", "clippy-driver").env("CLIPPY_ARGS", "-Dwarnings__CLIPPY_HACKERY__");
    cargo
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

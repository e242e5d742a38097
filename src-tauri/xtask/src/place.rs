//! Where things lie.

use std::env;
use std::path::{Path, PathBuf};

/// The top of the working tree.
pub(crate) fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here).to_owned()
}

/// The page's sources.
pub(crate) fn ui() -> PathBuf {
    root().join("ui")
}

/// Where cargo builds: `CARGO_TARGET_DIR`, or `target` at the top.
pub(crate) fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |dir| root().join(dir))
}

/// How it was built, as cargo calls the folder.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Build {
    Debug,
    Release,
}

/// What a build makes, by its path in the folder of that build.
pub(crate) fn built(build: Build, program: &str) -> PathBuf {
    let folder = match build {
        Build::Debug => "debug",
        Build::Release => "release",
    };
    target().join(folder).join(format!("{program}{}", env::consts::EXE_SUFFIX))
}

/// The program that `cargo::build_app` makes.
pub(crate) fn app() -> PathBuf {
    built(Build::Debug, "dailies")
}

/// The films that seeded libraries share, kept for the next one.
pub(crate) fn films() -> PathBuf {
    target().join("seed-films")
}

/// The library of `cargo xtask dev --browser`, kept from run to run.
pub(crate) fn dev_library() -> PathBuf {
    target().join("dev-library")
}

/// What is made for measuring, kept for the next run.
pub(crate) fn bench() -> PathBuf {
    target().join("bench")
}

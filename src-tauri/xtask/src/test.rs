//! `cargo xtask test`: every check there is, in stages.

use crate::bus::Session;
use crate::cargo::{ALL, build_all, cargo, linted};
use crate::node::npm;
use crate::process::{run, succeeds};
use crate::stages::Stages;
use crate::{place, setup, tools, tour, ui};
use anyhow::Result;

/// Stages that need the built programs.
const NEED_PROGRAMS: [&str; 4] = ["rust: tests", "page: in Chromium", "run: the tour", "window: main job"];

pub(crate) fn test() -> Result<()> {
    let mut stages = Stages::new();
    if stages.run("set-up", set_up) {
        stages.run("rust: format", || run(&mut cargo(&["fmt", "--all", "--check"])));
        // The page is embedded in the program.
        if stages.run("page: build", ui::build) {
            programs(&mut stages);
        } else {
            stages.cannot_run("rust: build and clippy", "the page was not built");
            NEED_PROGRAMS.iter().for_each(|name| stages.cannot_run(name, "the page was not built"));
        }
    }
    stages.finish()
}

fn set_up() -> Result<()> {
    setup::for_test()?;
    ui::install()?;
    tools::tauri_driver().map(drop)
}

/// Builds the programs while the page is checked, which leaves a core free most of the time, then tries them.
fn programs(stages: &mut Stages) {
    let page = Stages::beside(vec![
        ("page: types", npm(&["run", "check"])),
        ("page: types canary", npm(&["run", "canary"])),
        ("page: lint", npm(&["run", "lint"])),
        ("page: tests", npm(&["run", "test"])),
    ]);
    let is_built = stages.run("rust: build and clippy", build_all);
    stages.join(page);
    if is_built {
        stages.run("rust: tests", rust_tests);
        stages.run("page: in Chromium", in_chromium);
        stages.run("run: the tour", tour::check);
        stages.run("window: main job, formats, composing", tour::smoke);
    } else {
        NEED_PROGRAMS.iter().for_each(|name| stages.cannot_run(name, "the programs were not built"));
    }
}

/// All tests of all packages, with a real keychain, and the examples built. Nextest where it is installed.
fn rust_tests() -> Result<()> {
    let session = Session::new()?;
    if succeeds(&mut cargo(&["nextest", "--version"])) {
        session.run(linted(&["nextest", "run"]).args(ALL))?;
        session.run(linted(&["test", "--doc"]).args(ALL))
    } else {
        session.run(linted(&["test"]).args(ALL))
    }
}

/// The page in a browser, over the studio without a window.
fn in_chromium() -> Result<()> {
    Session::new()?.run(npm(&["run", "e2e"]).env("CARGO_TARGET_DIR", place::target()))
}

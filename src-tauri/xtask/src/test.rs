//! `cargo xtask test`: every check there is, in stages.

use crate::bus::Session;
use crate::cargo::{ALL, build_all, cargo};
use crate::node::npm;
use crate::process::{run, succeeds};
use crate::stages::{Outcome, Stages};
use crate::{deny, place, setup, tools, tour, ui};
use anyhow::Result;
use std::process::Command;

pub(crate) fn test() -> Result<()> {
    let mut stages = Stages::new();
    if stages.run("set-up", || passed(set_up())) {
        rust_rules(&mut stages);
        page(&mut stages);
        programs(&mut stages);
    }
    stages.finish()
}

fn set_up() -> Result<()> {
    setup::for_test()?;
    ui::install()?;
    tools::cargo_deny()?;
    tools::tauri_driver().map(drop)
}

fn rust_rules(stages: &mut Stages) {
    stages.run("rust: format", || shown(&mut cargo(&["fmt", "--all", "--check"])));
    stages.run("rust: dependencies", deny::rules);
    stages.run("rust: advisories", deny::advisories);
}

fn page(stages: &mut Stages) {
    stages.run("page: types", || shown(&mut npm(&["run", "check"])));
    stages.run("page: types canary", || shown(&mut npm(&["run", "canary"])));
    stages.run("page: lint", || shown(&mut npm(&["run", "lint"])));
    stages.run("page: tests", || shown(&mut npm(&["run", "test"])));
}

/// The page is embedded in the program, so its build comes before all that compiles the shell.
fn programs(stages: &mut Stages) {
    const NEED_PROGRAM: [&str; 4] = ["rust: tests", "page: in Chromium", "run: the tour", "window: main job"];
    const NEED_PAGE: [&str; 2] = ["rust: clippy", "program: build"];
    if !stages.run("page: build", || passed(ui::build())) {
        NEED_PAGE.iter().chain(&NEED_PROGRAM).for_each(|name| stages.cannot_run(name, "the page was not built"));
        return;
    }
    stages.run("rust: clippy", || shown(cargo(&["clippy", "--all-targets"]).args(ALL).args(["--", "-D", "warnings"])));
    if !stages.run("program: build", || passed(build_all())) {
        NEED_PROGRAM.iter().for_each(|name| stages.cannot_run(name, "the programs were not built"));
        return;
    }
    stages.run("rust: tests", || passed(rust_tests()));
    stages.run("page: in Chromium", || passed(in_chromium()));
    stages.run("run: the tour", || passed(tour::check()));
    stages.run("window: main job, formats, composing", || passed(tour::smoke()));
}

/// All tests of all packages, with a real keychain, and the examples built. Nextest where it is installed.
fn rust_tests() -> Result<()> {
    let session = Session::new()?;
    if succeeds(&mut cargo(&["nextest", "--version"])) {
        session.run(cargo(&["nextest", "run"]).args(ALL))?;
        session.run(cargo(&["test", "--doc"]).args(ALL))
    } else {
        session.run(cargo(&["test"]).args(ALL))
    }
}

/// The page in a browser, over the studio without a window.
fn in_chromium() -> Result<()> {
    Session::new()?.run(npm(&["run", "e2e"]).env("CARGO_TARGET_DIR", place::target()))
}

fn shown(command: &mut Command) -> Result<Outcome> {
    passed(run(command))
}

fn passed(done: Result<()>) -> Result<Outcome> {
    done.map(|()| Outcome::Passed)
}

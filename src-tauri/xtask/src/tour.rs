//! The real window on a virtual display, driven by the scripts of `ui/e2e/window`.

use crate::bus::Session;
use crate::display::Virtual;
use crate::process::command;
use crate::{place, tools};
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::Path;
use std::process::Command;

/// What the tour takes pictures of, in this order (`ui/e2e/window/main-job.mjs`).
const PICTURES: [&str; 5] = ["1-welcome", "2-composer", "3-running", "4-clip", "5-theatre"];
/// The least bytes of a picture that shows something: one colour all over compresses to a fifth of it.
const LEAST_BYTES: u64 = 20_000;

/// Shows the tour, and fails where a picture of it is missing or empty.
pub(crate) fn check() -> Result<()> {
    show()?;
    for name in PICTURES {
        let file = place::target().join("tour").join(format!("{name}.png"));
        let bytes = fs::metadata(&file).with_context(|| format!("there is no {}", file.display()))?.len();
        if bytes < LEAST_BYTES {
            bail!("{} shows nothing: it has {bytes} bytes", file.display());
        }
    }
    Ok(())
}

/// Shows the main job, and says where its pictures lie.
pub(crate) fn show() -> Result<()> {
    let pictures = place::target().join("tour");
    if pictures.exists() {
        fs::remove_dir_all(&pictures).context("cannot clear the last tour's pictures")?;
    }
    fs::create_dir_all(&pictures).context("cannot make a folder for the tour's pictures")?;
    println!("There is no display: a tour of the window on a virtual one.");
    drive(command("node").arg("ui/e2e/window/tour.mjs").arg(&pictures))?;
    println!("The tour's pictures lie in {}", pictures.display());
    Ok(())
}

/// Does the main job in the window and checks what is seen.
pub(crate) fn smoke() -> Result<()> {
    let specs = ["ui/e2e/window/smoke.mjs", "ui/e2e/window/formats.mjs", "ui/e2e/window/compose.mjs"];
    drive(command("node").args(["--test", "--test-reporter=spec", "--test-concurrency=1"]).args(specs))
}

/// Runs a script with a display, a keychain and the programs that it drives.
pub(crate) fn drive(script: &mut Command) -> Result<()> {
    drive_program(&place::app(), script)
}

/// The same with another build of the program.
pub(crate) fn drive_program(app: &Path, script: &mut Command) -> Result<()> {
    let log = place::target().join("window.log");
    script.env("DAILIES_APP", app).env("TAURI_DRIVER", tools::tauri_driver()?).env("DAILIES_LOG_FILE", &log);
    let session = Session::new()?;
    let display = Virtual::start()?;
    display.hold(script);
    session.run(script).with_context(|| format!("see also {}", log.display()))
}

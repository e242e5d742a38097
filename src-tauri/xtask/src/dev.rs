//! `cargo xtask dev`: the studio while it is worked on, with hot reload of the page.

use crate::cargo::{ALL, cargo};
use crate::node::npm;
use crate::place::{self, Build};
use crate::process::{command, run};
use crate::{display, setup, ui};
use anyhow::{Context, Result, bail};
use std::io::{BufRead, BufReader};
use std::process::{Child, Stdio};

/// Shows the real window. Tauri's command line builds and starts it again when Rust changes.
pub(crate) fn window() -> Result<()> {
    if !display::is_there() {
        bail!("there is no display; `cargo xtask dev --browser` serves the page to any browser");
    }
    setup::for_run()?;
    ui::install()?;
    run(command("node").args(["ui/node_modules/@tauri-apps/cli/tauri.js", "dev", "--", "--bin", "dailies"]))
}

/// Serves the page to any browser, over the studio without a window and a library of its own.
pub(crate) fn browser() -> Result<()> {
    setup::for_build()?;
    ui::install()?;
    run(cargo(&["build", "--bin", "headless"]).args(ALL))?;
    let studio = Studio::start()?;
    println!("The library lies in {}. Ctrl+C ends.", place::dev_library().display());
    run(npm(&["run", "dev"]).env("DAILIES_STUDIO", &studio.address))
}

/// The studio without a window; it ends with its value.
struct Studio {
    program: Child,
    address: String,
}

impl Studio {
    fn start() -> Result<Self> {
        let mut program = command(place::built(Build::Debug, "headless"))
            .args(["--port", "0", "--no-keychain", "--page", &ui::dev_url()?, "--data"])
            .arg(place::dev_library())
            .stdout(Stdio::piped())
            .spawn()
            .context("cannot start the studio")?;
        let mut address = String::new();
        if let Some(said) = program.stdout.take() {
            BufReader::new(said).read_line(&mut address).context("cannot read the studio's address")?;
        }
        if address.trim().is_empty() {
            bail!("the studio ended before it listened: {}", program.wait()?);
        }
        Ok(Self { program, address: address.trim().to_owned() })
    }
}

impl Drop for Studio {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

//! `cargo xtask package`: the .deb, by Tauri's bundler.

use crate::process::{command, run};
use crate::{place, setup, ui};
use anyhow::Result;

pub(crate) fn package() -> Result<()> {
    setup::for_build()?;
    ui::install()?;
    run(command("node").args(["ui/node_modules/@tauri-apps/cli/tauri.js", "build", "--bundles", "deb"]))?;
    println!("The package lies in {}", place::target().join("release/bundle/deb").display());
    Ok(())
}

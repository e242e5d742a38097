//! `cargo xtask pictures`: the README's pictures, taken of the real window on a seeded library, in both themes.

use crate::cargo::{ALL, build_app, cargo};
use crate::place::{self, Build};
use crate::process::{command, run};
use crate::seed::{self, Files, Wish};
use crate::{setup, tour, ui};
use anyhow::{Context, Result};
use std::env;
use std::fs;

/// Clips of the library that is shown: some screens of the gallery.
const CLIPS: u32 = 60;

pub(crate) fn pictures() -> Result<()> {
    setup::for_tour()?;
    ui::install()?;
    ui::build()?;
    build_app()?;
    run(cargo(&["build", "--quiet", "--example", "seed"]).args(ALL))?;
    let data = env::temp_dir().join(format!("dailies-pictures-{}", std::process::id()));
    let taken = take(&Wish { clips: CLIPS, data: data.clone(), files: Files::Linked });
    fs::remove_dir_all(&data).with_context(|| format!("cannot remove {}", data.display()))?;
    taken
}

/// Seeds the library and takes the pictures into the README's folder.
fn take(wish: &Wish) -> Result<()> {
    seed::make(Build::Debug, wish)?;
    let folder = place::root().join(".readme");
    tour::drive(command("node").arg("ui/e2e/window/pictures.mjs").arg(&folder).arg(&wish.data))
}

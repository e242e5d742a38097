//! `cargo xtask run`: Dailies, built and started. Without a display: a tour of it.

use crate::process::{self, command};
use crate::{cargo, display, place, setup, tour, ui};
use anyhow::Result;

pub(crate) fn run() -> Result<()> {
    setup::for_run()?;
    ui::install()?;
    ui::build()?;
    cargo::build_app()?;
    if display::is_there() {
        println!("Starting Dailies. Close its window to end.");
        return process::run(&mut command(place::app()));
    }
    tour::show()
}

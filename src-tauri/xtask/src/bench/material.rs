//! What is measured with: libraries and a film, made once and kept in `target/bench`.

use crate::place::{self, Build};
use crate::process::{command, run};
use crate::seed::{self, Files, Wish};
use anyhow::{Context, Result};
use std::fs;
use std::path::PathBuf;

/// How much of everything.
pub(super) struct Size {
    pub(super) build: Build,
    /// Clips of the library that is only rows.
    pub(super) rows: u32,
    pub(super) many: u32,
    pub(super) few: u32,
    pub(super) posters: u32,
    pub(super) bytes: u64,
    pub(super) rounds: u32,
    /// Of what takes seconds each.
    pub(super) slow_rounds: u32,
    /// Of a scroll.
    pub(super) seconds: u32,
}

/// What is promised of.
pub(super) const FULL: Size = Size {
    build: Build::Release,
    rows: 1_000_000,
    many: 100_000,
    few: 1_000,
    posters: 3_000,
    bytes: 1 << 30,
    rounds: 31,
    slow_rounds: 5,
    seconds: 10,
};

/// Only to see that everything runs, unoptimised: these figures mean nothing.
pub(super) const SMALL: Size = Size {
    build: Build::Debug,
    rows: 5_000,
    many: 2_000,
    few: 200,
    posters: 100,
    bytes: 16 << 20,
    rounds: 3,
    slow_rounds: 1,
    seconds: 1,
};

/// A library with so many clips.
pub(super) fn library(build: Build, clips: u32, files: Files) -> Result<PathBuf> {
    let kind = if files == Files::None { "rows" } else { "clips" };
    let data = place::bench().join(format!("{kind}-{clips}"));
    if data.join("library.sqlite").exists() {
        return Ok(data);
    }
    println!("Making a library of {clips} clips in {}", data.display());
    // Under another name until it is whole.
    let making = place::bench().join("making");
    if making.exists() {
        fs::remove_dir_all(&making)?;
    }
    seed::make(build, &Wish { clips, data: making.clone(), files })?;
    fs::rename(&making, &data).with_context(|| format!("cannot keep {}", data.display()))?;
    Ok(data)
}

/// Ten seconds of 720p, half a megabyte a second: of one quality throughout, as relays send them.
pub(super) fn film() -> Result<PathBuf> {
    let film = place::bench().join("film.mp4");
    if film.exists() {
        return Ok(film);
    }
    fs::create_dir_all(place::bench())?;
    let making = place::bench().join("making.mp4");
    let mut ffmpeg = command("ffmpeg");
    ffmpeg.args(["-v", "error", "-y", "-f", "lavfi", "-i", "testsrc2=size=1280x720:rate=24:duration=10"]);
    ffmpeg.args(["-vf", "noise=alls=6:allf=t", "-c:v", "libx264", "-profile:v", "high", "-pix_fmt", "yuv420p"]);
    ffmpeg.args(["-g", "48", "-crf", "23", "-movflags", "+faststart"]).arg(&making);
    run(&mut ffmpeg)?;
    fs::rename(&making, &film)?;
    Ok(film)
}

/// A folder for downloads.
pub(super) fn downloads() -> Result<PathBuf> {
    let folder = place::bench().join("download");
    fs::create_dir_all(&folder)?;
    Ok(folder)
}

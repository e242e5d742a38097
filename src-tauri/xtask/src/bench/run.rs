//! Runs the program that measures a row.

use super::figure::{self, Figure};
use super::material::{self, Size};
use super::rows::Row;
use crate::process::{command, find, run};
use crate::seed::Files;
use crate::{place, tour};
use anyhow::{Result, bail};
use std::fs;
use std::path::PathBuf;
use std::process::Command;

/// The figures of a row.
pub(super) fn measure(row: &Row, size: &Size) -> Result<Vec<Figure>> {
    if let Some(missing) = row.needs.iter().find(|program| find(program).is_none()) {
        bail!("{missing} is not installed");
    }
    let figures = place::bench().join("figures.jsonl");
    fs::create_dir_all(place::bench())?;
    fs::write(&figures, "")?;
    let mut program = program(row.name, size)?;
    program.env("DAILIES_FIGURES", &figures);
    match row.name {
        "start" | "scroll" => tour::drive_program(&place::built(size.build, "dailies"), &mut program)?,
        _ => run(&mut program)?,
    }
    figure::read(&figures)
}

fn program(name: &str, size: &Size) -> Result<Command> {
    let rounds = size.rounds.to_string();
    let slow_rounds = size.slow_rounds.to_string();
    let mut measure = command(place::built(size.build, "examples/measure"));
    measure.arg(name);
    match name {
        "page" => measure.arg(rows(size)?).arg(rounds),
        "search" => measure.arg(rows(size)?).arg(slow_rounds),
        "poster" | "strip" => measure.arg(place::built(size.build, "dailies-media")).arg(material::film()?).arg(rounds),
        "loopback" => measure.arg(linked(size, size.many)?).arg(size.posters.to_string()).arg(rounds),
        "download" => measure.arg(material::downloads()?).arg(size.bytes.to_string()).arg(slow_rounds),
        "layout" => return Ok(script(name, [size.many.to_string(), size.few.to_string(), rounds])),
        "start" => return Ok(script(name, [linked(size, size.many)?, linked(size, 0)?, slow_rounds])),
        "scroll" => {
            let (many, few) = (linked(size, size.many)?, linked(size, size.few)?);
            return Ok(script(name, [many, few, size.seconds.to_string(), slow_rounds]));
        }
        _ => bail!("there is no row {name}"),
    };
    Ok(measure)
}

/// A library of rows only.
fn rows(size: &Size) -> Result<PathBuf> {
    material::library(size.build, size.rows, Files::None)
}

/// A library whose clips have their files.
fn linked(size: &Size, clips: u32) -> Result<String> {
    Ok(material::library(size.build, clips, Files::Linked)?.display().to_string())
}

fn script<const N: usize>(name: &str, words: [String; N]) -> Command {
    let mut script = command("node");
    script.arg(format!("ui/bench/{name}.mjs")).args(words);
    script
}

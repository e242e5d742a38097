//! `cargo xtask bench`: what is promised of size and speed, each beside something else in the same run, as a table.
//!
//! ```text
//! rows (promises) -> material (libraries, a film) -> run (core's `measure`, ui/bench/*.mjs) -> figure -> report
//! ```
//! It measures nothing itself, and no test depends on a time.

mod figure;
mod machine;
mod material;
mod report;
mod rows;
mod run;
mod target;

use crate::{cargo, place, setup, ui};
use anyhow::{Context, Result, bail};
use report::Outcome;
use rows::{ROWS, Row};
use std::fs;

pub(crate) fn bench(words: &[&str]) -> Result<()> {
    let (is_small, rows) = read(words)?;
    setup::for_bench()?;
    ui::install()?;
    ui::build()?;
    let size = if is_small { &material::SMALL } else { &material::FULL };
    cargo::build_measured(size.build)?;
    let machine = machine::describe();
    let outcomes: Vec<Outcome> = rows.into_iter().map(|row| (row, measure(row, size))).collect();
    println!("\n{}", report::table(&outcomes));
    if is_small {
        println!("\nThese were small sizes: the figures mean nothing, and BENCH.md is as it was.");
    } else if outcomes.len() == ROWS.len() {
        let file = place::root().join("BENCH.md");
        fs::write(&file, report::document(&outcomes, &machine)).context("cannot write BENCH.md")?;
        println!("\nAlso in {}", file.display());
    } else {
        println!("\nOnly some rows: BENCH.md is as it was.");
    }
    judge(&outcomes)
}

/// The size, and the rows that were named; all of them when none was.
fn read(words: &[&str]) -> Result<(bool, Vec<&'static Row>)> {
    let names: Vec<&str> = words.iter().copied().filter(|word| *word != "--small").collect();
    let known = |name: &&str| ROWS.iter().any(|row| row.name == *name);
    if let Some(unknown) = names.iter().find(|name| !known(name)) {
        let rows: Vec<&str> = ROWS.iter().map(|row| row.name).collect();
        bail!("there is no row {unknown}; there are {}", rows.join(", "));
    }
    let rows = ROWS.iter().filter(|row| names.is_empty() || names.contains(&row.name)).collect();
    Ok((words.len() > names.len(), rows))
}

fn measure(row: &'static Row, size: &material::Size) -> Result<Vec<figure::Figure>, String> {
    println!("\n=== {}", row.name);
    let measured = run::measure(row, size).map_err(|error| format!("{error:#}"));
    if let Err(why) = &measured {
        println!("left out: {why}");
    }
    measured
}

/// A target that was missed is told, not an error: it is what one runs this for.
fn judge(outcomes: &[Outcome]) -> Result<()> {
    let failed: Vec<&str> = outcomes.iter().filter(|(_, figures)| figures.is_err()).map(|(row, _)| row.name).collect();
    println!("{} missed, {} rows left out", report::missed(outcomes).len(), failed.len());
    if failed.is_empty() { Ok(()) } else { bail!("left out: {}", failed.join(", ")) }
}

#[cfg(test)]
mod tests {
    use super::{ROWS, read};

    #[test]
    fn without_names_all_rows_are_measured() {
        let (is_small, rows) = read(&["--small"]).unwrap_or((false, Vec::new()));
        assert!(is_small);
        assert_eq!(rows.len(), ROWS.len());
    }

    #[test]
    fn named_rows_alone_are_measured_in_the_tables_order() {
        let (is_small, rows) = read(&["strip", "page"]).unwrap_or((true, Vec::new()));
        assert!(!is_small);
        assert_eq!(rows.iter().map(|row| row.name).collect::<Vec<_>>(), ["page", "strip"]);
        assert!(read(&["speed"]).is_err());
    }
}

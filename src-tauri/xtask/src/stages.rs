//! Named stages: each is announced, timed and counted. A failed stage does not stop the next one.

use crate::process::{captured, name};
use anyhow::{Error, Result, bail};
use std::process::Command;
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// What came of a stage.
struct Record {
    name: &'static str,
    took: Duration,
    /// Why it failed, where it did.
    failure: Option<String>,
}

/// The stages run so far.
pub(crate) struct Stages {
    records: Vec<Record>,
    began: Instant,
}

/// Stages that run beside others. Their output is held back until they are joined.
pub(crate) struct Beside(JoinHandle<Vec<(Record, String)>>);

impl Stages {
    pub(crate) fn new() -> Self {
        Self { records: Vec::new(), began: Instant::now() }
    }

    /// Runs one stage. True if it did not fail, for the stages that need it.
    pub(crate) fn run(&mut self, name: &'static str, stage: impl FnOnce() -> Result<()>) -> bool {
        println!("\n=== {name}");
        let began = Instant::now();
        let failure = stage().err().map(in_words);
        self.end(Record { name, took: began.elapsed(), failure })
    }

    /// Starts commands, one after another, each a stage of its own, beside the stages that follow.
    pub(crate) fn beside(stages: Vec<(&'static str, Command)>) -> Beside {
        Beside(thread::spawn(move || stages.into_iter().map(held_back).collect()))
    }

    /// Waits for what runs beside and prints what it said.
    pub(crate) fn join(&mut self, beside: Beside) {
        let Ok(ended) = beside.0.join() else { return self.cannot_run("page", "its thread panicked") };
        for (record, output) in ended {
            println!("\n=== {}\n{}", record.name, output.trim_end());
            self.end(record);
        }
    }

    /// Notes a stage that cannot be run because an earlier one failed.
    pub(crate) fn cannot_run(&mut self, name: &'static str, why: &str) {
        self.records.push(Record { name, took: Duration::ZERO, failure: Some(format!("not run: {why}")) });
    }

    /// Prints the table, and fails when a stage did.
    pub(crate) fn finish(self) -> Result<()> {
        println!("\n=== Summary");
        for record in &self.records {
            let note = record.failure.as_deref().and_then(|why| why.lines().next()).unwrap_or_default();
            println!("{:<8}{:<37}{:>9}  {note}", word(record), record.name, seconds(record.took));
        }
        let failed: Vec<_> = self.records.iter().filter(|record| record.failure.is_some()).collect();
        let passed = self.records.len() - failed.len();
        println!("{passed} passed, {} failed in {}", failed.len(), seconds(self.began.elapsed()));
        if !failed.is_empty() {
            bail!("failed: {}", failed.iter().map(|record| record.name).collect::<Vec<_>>().join(", "));
        }
        Ok(())
    }

    fn end(&mut self, record: Record) -> bool {
        record.failure.iter().for_each(|why| println!("{why}"));
        println!("--- {}: {} in {}", record.name, word(&record), seconds(record.took));
        let is_passed = record.failure.is_none();
        self.records.push(record);
        is_passed
    }
}

/// Runs one stage and returns what it printed.
fn held_back((stage, mut command): (&'static str, Command)) -> (Record, String) {
    let began = Instant::now();
    let (output, failure) = match captured(&mut command) {
        Ok((output, true)) => (output, None),
        Ok((output, false)) => (output, Some(format!("{} failed", name(&command)))),
        Err(error) => (String::new(), Some(in_words(error))),
    };
    (Record { name: stage, took: began.elapsed(), failure }, output)
}

#[expect(clippy::needless_pass_by_value, reason = "as `map` hands it over")]
fn in_words(error: Error) -> String {
    format!("{error:#}")
}

fn word(record: &Record) -> &'static str {
    if record.failure.is_some() { "FAILED" } else { "passed" }
}

fn seconds(took: Duration) -> String {
    format!("{:.1} s", took.as_secs_f64())
}

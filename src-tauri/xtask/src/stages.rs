//! Named stages: each is announced, timed and counted. A failed stage does not stop the next one.

use anyhow::{Result, bail};
use std::time::{Duration, Instant};

/// What came of a stage.
pub(crate) enum Outcome {
    Passed,
    /// It could not be run here; the reason is shown in the summary.
    Skipped(String),
}

enum Record {
    Passed,
    Skipped(String),
    Failed(String),
}

/// The stages run so far.
pub(crate) struct Stages {
    records: Vec<(&'static str, Duration, Record)>,
    began: Instant,
}

impl Stages {
    pub(crate) fn new() -> Self {
        Self { records: Vec::new(), began: Instant::now() }
    }

    /// Runs one stage. True if it did not fail, for the stages that need it.
    pub(crate) fn run(&mut self, name: &'static str, stage: impl FnOnce() -> Result<Outcome>) -> bool {
        println!("\n=== {name}");
        let began = Instant::now();
        let record = match stage() {
            Ok(Outcome::Passed) => Record::Passed,
            Ok(Outcome::Skipped(why)) => Record::Skipped(why),
            Err(error) => Record::Failed(format!("{error:#}")),
        };
        if let Record::Failed(why) = &record {
            println!("{why}");
        }
        let went_on = !matches!(record, Record::Failed(_));
        println!("--- {name}: {} in {}", word(&record), seconds(began.elapsed()));
        self.records.push((name, began.elapsed(), record));
        went_on
    }

    /// Notes a stage that cannot be run because an earlier one failed.
    pub(crate) fn cannot_run(&mut self, name: &'static str, why: &str) {
        self.records.push((name, Duration::ZERO, Record::Failed(format!("not run: {why}"))));
    }

    /// Prints the table, and fails when a stage did.
    pub(crate) fn finish(self) -> Result<()> {
        println!("\n=== Summary");
        for (name, took, record) in &self.records {
            let note = match record {
                Record::Passed => String::new(),
                Record::Skipped(note) | Record::Failed(note) => format!("  {}", first_line(note)),
            };
            println!("{:<8}{name:<24}{:>9}{note}", word(record), seconds(*took));
        }
        let count = |wanted: fn(&Record) -> bool| self.records.iter().filter(|(_, _, record)| wanted(record)).count();
        let failed = count(|record| matches!(record, Record::Failed(_)));
        let skipped = count(|record| matches!(record, Record::Skipped(_)));
        let passed = count(|record| matches!(record, Record::Passed));
        println!("{passed} passed, {failed} failed, {skipped} skipped in {}", seconds(self.began.elapsed()));
        if failed > 0 {
            bail!("failed: {}", self.failed_names().join(", "));
        }
        Ok(())
    }

    fn failed_names(&self) -> Vec<&str> {
        let failed = self.records.iter().filter(|(_, _, record)| matches!(record, Record::Failed(_)));
        failed.map(|(name, _, _)| *name).collect()
    }
}

fn word(record: &Record) -> &'static str {
    match record {
        Record::Passed => "passed",
        Record::Skipped(_) => "skipped",
        Record::Failed(_) => "FAILED",
    }
}

fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or_default()
}

fn seconds(took: Duration) -> String {
    format!("{:.1} s", took.as_secs_f64())
}

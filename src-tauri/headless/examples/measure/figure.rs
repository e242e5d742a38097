//! What a measurement says: a line of JSON for each line of the table, appended to the file that `DAILIES_FIGURES` names.

use std::{fs::File, io::Write as _};

use serde::Serialize;

use super::Done;

/// One line of the table.
#[derive(Debug, Serialize)]
pub(crate) struct Figure {
    /// Which line.
    pub(crate) line: &'static str,
    /// How ours did, in `unit`.
    pub(crate) ours: f64,
    /// How the other did; `None` where the target is a number of its own.
    pub(crate) theirs: Option<f64>,
    /// `ms`, `/s`, `MiB`.
    pub(crate) unit: &'static str,
    /// What else is worth knowing.
    pub(crate) note: String,
}

impl Figure {
    /// Writes it down; on standard output where no file is named.
    pub(crate) fn say(&self) -> Done {
        let mut line = serde_json::to_vec(self)?;
        line.push(b'\n');
        match std::env::var_os("DAILIES_FIGURES") {
            Some(file) => File::options().create(true).append(true).open(file)?.write_all(&line)?,
            None => std::io::stdout().write_all(&line)?,
        }
        Ok(())
    }
}

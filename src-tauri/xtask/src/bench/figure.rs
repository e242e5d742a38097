//! What the measuring programs wrote down: lines of JSON in one file.

use anyhow::{Context, Result};
use serde::Deserialize;
use std::fs;
use std::path::Path;

/// One line, as it was measured.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub(super) struct Figure {
    /// Which line of which row.
    pub(super) line: String,
    pub(super) ours: f64,
    /// `None` where the target is a number of its own.
    pub(super) theirs: Option<f64>,
    /// `ms`, `/s`, `MiB`; empty for a count.
    pub(super) unit: String,
    /// What else is worth knowing.
    pub(super) note: String,
}

/// All that a file holds.
pub(super) fn read(file: &Path) -> Result<Vec<Figure>> {
    let text = fs::read_to_string(file).with_context(|| format!("nothing was measured: {}", file.display()))?;
    text.lines().map(parse).collect()
}

fn parse(line: &str) -> Result<Figure> {
    serde_json::from_str(line).with_context(|| format!("no figure: {line}"))
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn reads_a_line_with_and_without_the_other() {
        let both = parse(r#"{"line":"strip","ours":1.5,"theirs":3,"unit":"ms","note":""}"#).map(|figure| figure.theirs);
        assert_eq!(both.ok(), Some(Some(3.0)));
        let one =
            parse(r#"{"line":"scroll.long","ours":0,"theirs":null,"unit":"","note":""}"#).map(|figure| figure.theirs);
        assert_eq!(one.ok(), Some(None));
        assert!(parse("a word").is_err());
    }
}

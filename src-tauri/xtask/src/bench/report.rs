//! The table, for the screen and for BENCH.md.

use super::figure::Figure;
use super::rows::{Line, ROWS, Row};
use super::target::Target;

/// What came of a row: its figures, or why there are none.
pub(super) type Outcome = (&'static Row, Result<Vec<Figure>, String>);

const HEAD: [&str; 7] = ["what", "against", "ours", "theirs", "ratio", "target", "met"];

/// In columns, for the screen.
pub(super) fn table(outcomes: &[Outcome]) -> String {
    let rows = cells(outcomes);
    let widths: Vec<usize> =
        (0..HEAD.len()).map(|at| rows.iter().map(|row| row[at].chars().count()).max().unwrap_or(0)).collect();
    let padded = |row: &[String; 7]| {
        let cells = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:<width$}"));
        cells.collect::<Vec<_>>().join("  ").trim_end().to_owned()
    };
    rows.iter().map(padded).collect::<Vec<_>>().join("\n")
}

/// BENCH.md.
pub(super) fn document(outcomes: &[Outcome], machine: &[(&str, String)]) -> String {
    let mut text = String::from(
        "# What is promised of size, measured\n\n\
         Written by `cargo xtask bench`. Each line sets two things beside each other that were done in turns in the same run, so that\n\
         the machine falls out of it; the figures are medians unless they say otherwise.\n\n",
    );
    for (name, value) in machine {
        text.push_str(&format!("- {name}: {value}\n"));
    }
    text.push('\n');
    for (at, row) in cells(outcomes).iter().enumerate() {
        text.push_str(&format!("| {} |\n", row.join(" | ")));
        if at == 0 {
            text.push_str("|---|---|---|---|---|---|---|\n");
        }
    }
    text.push_str(&misses(outcomes));
    text.push_str("\n## How each is measured\n");
    for row in ROWS {
        text.push_str(&format!("- **{}**: {}\n", row.name, row.how));
    }
    text.push_str(&notes(outcomes));
    text
}

/// The lines whose target was missed.
pub(super) fn missed(outcomes: &[Outcome]) -> Vec<(&'static Line, &Figure)> {
    lines(outcomes).filter(|(line, figure)| !line.target.is_met(figure.ours, figure.theirs)).collect()
}

fn lines(outcomes: &[Outcome]) -> impl Iterator<Item = (&'static Line, &Figure)> {
    outcomes.iter().flat_map(|(row, figures)| {
        let figures = figures.as_deref().unwrap_or_default();
        row.lines.iter().filter_map(move |line| Some((line, figures.iter().find(|figure| figure.line == line.name)?)))
    })
}

fn misses(outcomes: &[Outcome]) -> String {
    let missed = missed(outcomes);
    if missed.is_empty() {
        return String::new();
    }
    let lines = missed.iter().map(|(line, figure)| {
        let shortfall = line.target.shortfall(figure.ours, figure.theirs, &figure.unit);
        let why = line.why.map(|why| format!(": {why}")).unwrap_or_default();
        format!("- {} ({}): {shortfall}{why}\n", line.what, line.name)
    });
    format!("\n## Missed\n{}", lines.collect::<String>())
}

fn notes(outcomes: &[Outcome]) -> String {
    let noted: String = lines(outcomes)
        .filter(|(_, figure)| !figure.note.is_empty())
        .map(|(line, figure)| format!("- {}: {}\n", line.name, figure.note))
        .collect();
    if noted.is_empty() { noted } else { format!("\n## Notes of this run\n{noted}") }
}

fn cells(outcomes: &[Outcome]) -> Vec<[String; 7]> {
    let mut rows = vec![HEAD.map(str::to_owned)];
    for (row, figures) in outcomes {
        for line in row.lines {
            rows.push(match figures {
                Ok(figures) => cells_of(line, figures.iter().find(|figure| figure.line == line.name)),
                Err(why) => left_out(line, why.lines().next().unwrap_or_default()),
            });
        }
    }
    rows
}

fn cells_of(line: &Line, figure: Option<&Figure>) -> [String; 7] {
    let Some(figure) = figure else { return left_out(line, "not measured") };
    let (ours, theirs, unit) = (figure.ours, figure.theirs, figure.unit.as_str());
    let amount = |value: f64| format!("{} {unit}", rounded(value)).trim_end().to_owned();
    let ratio = line.target.ratio(ours, theirs).map_or_else(String::new, |ratio| format!("{}x", rounded(ratio)));
    let met = if line.target.is_met(ours, theirs) { "yes" } else { "NO" };
    [
        line.what.to_owned(),
        line.against.to_owned(),
        amount(ours),
        theirs.map(amount).unwrap_or_default(),
        ratio,
        line.target.words(unit),
        met.to_owned(),
    ]
}

fn left_out(line: &Line, why: &str) -> [String; 7] {
    let target: Target = line.target;
    let mut cells = [line.what, line.against, "", "", "", "", ""].map(str::to_owned);
    cells[5] = target.words("");
    cells[6] = format!("left out: {why}");
    cells
}

/// Three digits that count.
fn rounded(value: f64) -> String {
    match value.abs() {
        size if size >= 100.0 => format!("{value:.0}"),
        size if size >= 10.0 => format!("{value:.1}"),
        size if size >= 1.0 || size == 0.0 => format!("{value:.2}"),
        _ => format!("{value:.3}"),
    }
}

#[cfg(test)]
mod tests {
    use super::{Outcome, document, missed, rounded, table};
    use crate::bench::figure::Figure;
    use crate::bench::rows::ROWS;

    fn outcomes(ratio: f64) -> Vec<Outcome> {
        let figure = |line: &str| Figure {
            line: line.to_owned(),
            ours: ratio * 100.0,
            theirs: Some(100.0),
            unit: "ms".to_owned(),
            note: "a note".to_owned(),
        };
        let outcome = |row: &'static super::Row| match row.name {
            "poster" => (row, Err("ffmpeg is not installed".to_owned())),
            _ => (row, Ok(row.lines.iter().map(|line| figure(line.name)).collect())),
        };
        ROWS.iter().map(outcome).collect()
    }

    #[test]
    fn a_row_that_was_left_out_says_why_and_is_not_missed() {
        let text = table(&outcomes(1.0));
        assert!(text.contains("left out: ffmpeg is not installed"), "{text}");
        assert!(missed(&outcomes(1.0)).iter().all(|(line, _)| !line.name.starts_with("poster")));
    }

    #[test]
    fn what_is_missed_is_told_with_its_shortfall() {
        let text = document(&outcomes(2.0), &[("machine", "of cards".to_owned())]);
        assert!(text.contains("- machine: of cards"), "{text}");
        assert!(text.contains("33 % above the target"), "{text}");
        assert!(text.contains("a note"), "{text}");
    }

    #[test]
    fn three_digits_count() {
        assert_eq!([1234.5, 12.345, 1.2345, 0.12345, 0.0].map(rounded), ["1234", "12.3", "1.23", "0.123", "0.00"]);
    }
}

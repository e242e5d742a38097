//! Parses a catalogue file into its valid entries and a list of mistakes with their positions.
//!
//! A mistake invalidates only its own entry. The rules for values are in `lint`; this module handles TOML and
//! positions.

use std::{collections::BTreeSet, ops::Range};

use serde::Deserialize as _;
use toml::{
    Spanned,
    de::{DeTable, DeValue, ValueDeserializer},
};

use super::{Entry, lint};
use dailies_model::CatalogueMistake;

/// Maximum size of a file, in bytes.
const MAX_BYTES: usize = 1024 * 1024;
/// Maximum number of reported mistakes: each is looked up in the text, and nobody reads more.
const MOST_MISTAKES: usize = 100;

/// A mistake with its byte position, before that is converted to line and column.
struct Mistake {
    at: usize,
    message: String,
}

/// Returns the valid entries of a file, in its order, and its first mistakes, at most [`MOST_MISTAKES`].
pub(super) fn read(text: &str) -> (Vec<Entry>, Vec<CatalogueMistake>) {
    if text.len() > MAX_BYTES {
        let message = "the file is longer than 1 MB: nothing of it is used".to_owned();
        return (Vec::new(), vec![CatalogueMistake { line: 1, column: 1, message }]);
    }
    let (file, errors) = DeTable::parse_recoverable(text);
    let mut mistakes: Vec<_> = errors.iter().map(|error| of_toml(error, 0)).collect();
    let mut broken: Vec<_> = mistakes.iter().map(|mistake| mistake.at).collect();
    broken.sort_unstable();
    let mut entries = Vec::new();
    for (key, value) in file.into_inner() {
        if key.get_ref() != "model" {
            let message = format!("unknown field `{}`: a model begins with `[[model]]`", key.get_ref());
            mistakes.push(Mistake { at: key.span().start, message });
        } else if let DeValue::Array(models) = value.get_ref() {
            entries = sound(&models.iter().cloned().collect::<Vec<_>>(), &broken, &mut mistakes);
        } else {
            let message = "`model` is a list: write `[[model]]`".to_owned();
            mistakes.push(Mistake { at: key.span().start, message });
        }
    }
    mistakes.sort_by_key(|mistake| mistake.at);
    mistakes.truncate(MOST_MISTAKES);
    (entries, mistakes.into_iter().map(|mistake| placed(text, mistake)).collect())
}

/// Returns the entries without a mistake. `broken` has the sorted positions of syntax errors; entries that contain one
/// are skipped.
fn sound(models: &[Spanned<DeValue<'_>>], broken: &[usize], mistakes: &mut Vec<Mistake>) -> Vec<Entry> {
    let mut seen = BTreeSet::new();
    let mut entries = Vec::new();
    for (index, model) in models.iter().enumerate() {
        let own = model.span().start..models.get(index + 1).map_or(usize::MAX, |next| next.span().start);
        let next = broken.partition_point(|at| *at < own.start);
        if broken.get(next).is_some_and(|at| own.contains(at)) {
            continue;
        }
        match Entry::deserialize(ValueDeserializer::from(model.clone())) {
            Err(error) => mistakes.push(of_toml(&error, own.start)),
            Ok(entry) => {
                let mut found = lint::lint(&entry);
                if !seen.insert(entry.id.clone()) {
                    found.push(lint::LintFinding::at(["id"], format!("the model `{}` is described twice", entry.id)));
                }
                if found.is_empty() {
                    entries.push(entry);
                }
                mistakes.extend(
                    found
                        .into_iter()
                        .map(|finding| Mistake { at: place(model, &finding.path).start, message: finding.message }),
                );
            }
        }
    }
    entries
}

/// Returns the byte range of the value at `path`, or of the deepest part of the path that exists.
fn place(value: &Spanned<DeValue<'_>>, path: &[String]) -> Range<usize> {
    let inner = path.split_first().and_then(|(step, rest)| match value.get_ref() {
        DeValue::Table(table) => {
            let (key, inner) = table.iter().find(|(key, _)| key.get_ref() == step)?;
            Some(if rest.is_empty() { narrowed(&key.span(), &inner.span()) } else { place(inner, rest) })
        }
        DeValue::Array(array) => Some(place(array.get(step.parse::<usize>().ok()?)?, rest)),
        _ => None,
    });
    inner.unwrap_or_else(|| value.span())
}

/// Returns the byte range of a value; that of its key if it has none of its own, such as a table with a header.
fn narrowed(key: &Range<usize>, value: &Range<usize>) -> Range<usize> {
    if value.start >= key.start { value.clone() } else { key.clone() }
}

fn of_toml(error: &toml::de::Error, start: usize) -> Mistake {
    let at = error.span().map_or(start, |span| span.start);
    Mistake { at, message: error.message().trim().replace('\n', "; ") }
}

fn placed(text: &str, mistake: Mistake) -> CatalogueMistake {
    let mut at = mistake.at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    let before = &text[..at];
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX).saturating_add(1);
    CatalogueMistake {
        line: count(before.matches('\n').count()),
        column: count(before[line_start..].chars().count()),
        message: mistake.message,
    }
}

#[cfg(test)]
mod tests;

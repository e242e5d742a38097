//! The copy of an answer that is stored with its job for the user to read: JSON, limited in length, without secrets. Values
//! whose names look like secrets are hidden, and URLs are cut to host and path, because the query may be a signature.
//!
//! The relay's own key was removed before, by `answer`. The program never parses what is stored.

use serde_json::{Map, Value};

use super::{
    answer::{Answer, Content},
    secret_words::{HIDDEN, clean_words, is_secret},
    transcript::Transcript,
};

/// The outcome of a request, with the redacted answer to store with the job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exchange<T> {
    /// The outcome.
    pub outcome: T,
    /// The redacted answer, if there was one.
    pub answer: Option<String>,
}

impl<T> Exchange<T> {
    /// An outcome without an answer.
    pub const fn without_answer(outcome: T) -> Self {
        Self { outcome, answer: None }
    }

    /// Maps the outcome.
    pub fn map<U>(self, read: impl FnOnce(T) -> U) -> Exchange<U> {
        Exchange { outcome: read(self.outcome), answer: self.answer }
    }
}

/// Length at which a stored answer is cut, in bytes.
const LONGEST: usize = 64 * 1024;
/// Length at which one string is cut, in bytes, so that a picture in an answer does not displace the rest.
const LONGEST_TEXT: usize = 4 * 1024;
/// Redacts an answer.
pub fn of_answer(answer: &Answer) -> String {
    whole(&match &answer.content {
        Content::Json(value) => clean(value),
        Content::Text(text) => Value::String(clean_text(text)),
    })
}

/// Redacts a streamed answer: its error, or its text.
pub fn of_transcript(said: &Transcript) -> String {
    said.error.as_ref().map_or_else(|| whole(&Value::String(clean_text(&said.text))), of_answer)
}

fn whole(value: &Value) -> String {
    let mut text = value.to_string();
    text.truncate(text.floor_char_boundary(LONGEST));
    text
}

fn clean(value: &Value) -> Value {
    match value {
        Value::String(text) => Value::String(clean_text(text)),
        Value::Array(items) => items.iter().map(clean).collect(),
        Value::Object(fields) => Value::Object(fields.iter().map(clean_field).collect::<Map<_, _>>()),
        plain => plain.clone(),
    }
}

fn clean_field((name, value): (&String, &Value)) -> (String, Value) {
    // `total_tokens` counts words.
    let is_count = value.is_number() && name.to_lowercase().ends_with("tokens");
    let is_hidden = is_secret(name) && !is_count && !value.is_boolean() && !value.is_null();
    (clean_text(name), if is_hidden { Value::from(HIDDEN) } else { clean(value) })
}

/// Redacts a string. Some relays pass on another's answer as JSON in a string.
fn clean_text(text: &str) -> String {
    let nested = serde_json::from_str(text)
        .ok()
        .filter(|value: &Value| value.is_object() || value.is_array() || value.is_string());
    let mut clean = match nested {
        Some(value) => clean(&value).to_string(),
        None => clean_words(text),
    };
    if clean.len() > LONGEST_TEXT {
        clean.truncate(clean.floor_char_boundary(LONGEST_TEXT));
        clean.push('…');
    }
    clean
}

#[cfg(test)]
mod tests;

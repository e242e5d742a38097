//! The copy of an answer that is stored with its job for the user to read: JSON, limited in length, without secrets. Values
//! whose names look like secrets are hidden, and URLs are cut to host and path, because the query may be a signature.
//!
//! The relay's own key was removed before, by `answer`. The program never parses what is stored.

use serde_json::{Map, Value};

use super::{
    answer::{Answer, Content},
    transcript::Transcript,
    url_redaction,
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
const HIDDEN: &str = "•••";

/// Parts of field names that mean a secret, in lower case without separators.
const SECRETS: &[&str] =
    &["key", "token", "secret", "authorization", "password", "passwd", "credential", "signature", "cookie"];
/// Field names that mean a secret only as the whole name.
const WHOLE_SECRETS: &[&str] = &["sign", "sig", "session", "sessionid", "jwt"];
/// Names that contain one of `SECRETS` but are harmless.
const HARMLESS: &[&str] = &["keyframe", "keyword"];
/// Characters that no URL contains (RFC 3986 section 2).
const ENDS: [char; 3] = ['"', '<', '>'];

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

fn is_secret(name: &str) -> bool {
    let name: String = name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    let is_told = SECRETS.iter().any(|secret| name.contains(secret)) || WHOLE_SECRETS.contains(&name.as_str());
    is_told && !HARMLESS.iter().any(|harmless| name.contains(harmless))
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

/// Hides secrets that follow their names in a text, word by word.
pub(super) fn clean_words(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut before = Before::default();
    for piece in text.split_inclusive(is_end) {
        let word = piece.trim_end_matches(is_end);
        clean += &if before.hides(word) { HIDDEN.to_owned() } else { clean_word(word) };
        clean += &piece[word.len()..];
    }
    clean
}

fn is_end(c: char) -> bool {
    c.is_whitespace() || ENDS.contains(&c)
}

/// What precedes a word: a secret's name, as in `"key": "..."`, or `Bearer`.
#[derive(Default)]
struct Before {
    is_name: bool,
    is_told: bool,
}

impl Before {
    /// Whether the next word is that secret. It is then what stands before the one after it.
    fn hides(&mut self, word: &str) -> bool {
        let tells = |c| matches!(c, ':' | '=' | '：');
        if !word.contains(char::is_alphanumeric) {
            self.is_told |= word.contains(tells);
            return false;
        }
        let hides = self.is_name && (self.is_told || word.starts_with(tells));
        let scheme = word.to_lowercase();
        let is_bearer =
            scheme.ends_with("bearer") || (hides && matches!(scheme.as_str(), "basic" | "digest" | "token"));
        *self = Self { is_name: is_bearer || is_secret(word), is_told: is_bearer || word.ends_with(tells) };
        hides
    }
}

fn clean_word(word: &str) -> String {
    let is_address = word.contains("//");
    let place = url_redaction::without_secrets(word);
    match place.split_once(['=', ':', '：']) {
        Some((name, value)) if !is_address && !value.is_empty() && is_secret(name) => {
            format!("{}{HIDDEN}", &place[..place.len() - value.len()])
        }
        _ if place.starts_with("sk-") => HIDDEN.to_owned(),
        _ => place,
    }
}

#[cfg(test)]
mod tests;

//! Hides secrets in a text: what follows a secret's name, such as `key=`, and what begins as a key does. What a URL may hold is
//! removed by `url_redaction`.

use super::url_redaction;

/// What stands where a secret stood.
pub(super) const HIDDEN: &str = "•••";

/// Parts of field names that mean a secret, in lower case without separators.
const SECRETS: &[&str] =
    &["key", "token", "secret", "authorization", "password", "passwd", "credential", "signature", "cookie"];
/// Field names that mean a secret only as the whole name.
const WHOLE_SECRETS: &[&str] = &["sign", "sig", "session", "sessionid", "jwt"];
/// Names that contain one of `SECRETS` but are harmless.
const HARMLESS: &[&str] = &["keyframe", "keyword"];
/// Characters that no URL contains (RFC 3986 section 2).
const ENDS: [char; 3] = ['"', '<', '>'];

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

/// Returns whether a name means that its value is a secret.
pub(super) fn is_secret(name: &str) -> bool {
    let name: String = name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    let is_told = SECRETS.iter().any(|secret| name.contains(secret)) || WHOLE_SECRETS.contains(&name.as_str());
    is_told && !HARMLESS.iter().any(|harmless| name.contains(harmless))
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

//! Lenient reading of relays' JSON: integers of any length, JSON inside of strings, and field names in any spelling.
//!
//! All functions have limits and use an explicit stack instead of recursion. They do not interpret fields.

use std::borrow::Cow;

use serde_json::Value;

/// JSON inside of a text inside of JSON is read this deep.
const MOST_LEVELS: u8 = 4;
/// How much text is tried as JSON in all, in bytes.
const MOST_NESTED: usize = 4 * 1024 * 1024;
/// Whole numbers of more digits may not fit into 64 bits.
const SAFE_DIGITS: usize = 18;
/// The length of a field name that is looked at, in characters.
const LONGEST_NAME: usize = 64;
/// How deep the description of a task may lie, and how many objects are looked at.
const MOST_WRAPPERS: usize = 5;
const MOST_OBJECTS: usize = 32;

/// How many fields of an object are looked at for another spelling of a name.
const MOST_FIELDS: usize = 256;

/// Fields that hold the description of a task, or a part of it.
const WRAPPERS: &[&str] = &[
    "data",
    "output",
    "outputs",
    "result",
    "results",
    "response",
    "resp",
    "task",
    "tasks",
    "taskinfo",
    "taskresult",
    "taskstatus",
    "job",
    "jobs",
    "status",
    "state",
    "payload",
    "prediction",
    "predictions",
    "generation",
    "generations",
    "creations",
    "operation",
    "interaction",
    "detail",
    "content",
    "video",
    "item",
    "items",
    "info",
    "body",
    "respdata",
    "resultjson",
];

/// Reads JSON. A whole number that no 64 bits hold becomes a text of the same digits: task ids are such numbers, and
/// rounded they name another task. (serde_json's `arbitrary_precision` would do it for every crate of the program.)
pub(super) fn parse(text: &[u8]) -> serde_json::Result<Value> {
    serde_json::from_slice(&with_long_numbers_as_texts(text))
}

fn with_long_numbers_as_texts(text: &[u8]) -> Cow<'_, [u8]> {
    let mut exact = Vec::new();
    let (mut copied, mut at) = (0, 0);
    while at < text.len() {
        match text[at] {
            b'"' => at = end_of_text(text, at),
            b'-' | b'0'..=b'9' => {
                let end = end_of_number(text, at);
                if is_long(&text[at..end]) {
                    exact.extend_from_slice(&text[copied..at]);
                    exact.push(b'"');
                    exact.extend_from_slice(&text[at..end]);
                    exact.push(b'"');
                    copied = end;
                }
                at = end;
            }
            _ => at += 1,
        }
    }
    if copied == 0 {
        return Cow::Borrowed(text);
    }
    exact.extend_from_slice(&text[copied..]);
    Cow::Owned(exact)
}

/// Where the text that begins at `start` is over.
fn end_of_text(text: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while at < text.len() {
        match text[at] {
            b'\\' => at += 2,
            b'"' => return at + 1,
            _ => at += 1,
        }
    }
    text.len()
}

fn end_of_number(text: &[u8], start: usize) -> usize {
    let is_number = |byte: &u8| byte.is_ascii_digit() || matches!(byte, b'-' | b'+' | b'.' | b'e' | b'E');
    start + text[start..].iter().take_while(|byte| is_number(byte)).count()
}

fn is_long(number: &[u8]) -> bool {
    let digits = number.strip_prefix(b"-").unwrap_or(number);
    let fits = || str::from_utf8(number).is_ok_and(|text| text.parse::<u64>().is_ok() || text.parse::<i64>().is_ok());
    digits.len() > SAFE_DIGITS && digits[0] != b'0' && digits.iter().all(u8::is_ascii_digit) && !fits()
}

/// `value` with the JSON in its texts in their place. Some relays hand on another's answer as a text.
pub(super) fn unfolded(value: &Value) -> Value {
    let mut whole = value.clone();
    let mut left = MOST_NESTED;
    let mut open = vec![(&mut whole, 0)];
    while let Some((value, level)) = open.pop() {
        if let Value::String(text) = value
            && level < MOST_LEVELS
            && text.trim_start().starts_with(['{', '['])
            && text.len() <= left
        {
            left -= text.len();
            if let Ok(inner) = parse(text.trim().as_bytes()) {
                *value = inner;
                open.push((value, level + 1));
                continue;
            }
        }
        match value {
            Value::Array(items) => open.extend(items.iter_mut().map(|item| (item, level))),
            Value::Object(fields) => open.extend(fields.values_mut().map(|field| (field, level))),
            _ => {}
        }
    }
    whole
}

/// The objects of an answer that may describe its task, the outermost first.
pub(super) fn objects(answer: &Value) -> Vec<&Value> {
    let mut found = Vec::new();
    let mut next = vec![answer];
    for _ in 0..=MOST_WRAPPERS {
        let level = std::mem::take(&mut next);
        for value in level {
            let object = match value {
                Value::Array(items) => items.iter().find(|item| item.is_object()),
                other => Some(other).filter(|other| other.is_object()),
            };
            if let Some(object) = object.filter(|_| found.len() < MOST_OBJECTS) {
                found.push(object);
                next.extend(wrapped(object));
            }
        }
    }
    found
}

/// What stands in an object's wrappers; also in the only field of an object, where its name is that of the task.
fn wrapped(object: &Value) -> Vec<&Value> {
    let fields = object.as_object();
    let only = fields.filter(|fields| fields.len() == 1).and_then(|fields| fields.iter().next());
    let only = only.filter(|(name, _)| name.contains(|c: char| c.is_ascii_digit())).map(|(_, value)| value);
    let mut wrapped: Vec<_> = WRAPPERS.iter().filter_map(|wrapper| field(object, wrapper)).collect();
    if wrapped.is_empty() {
        wrapped.extend(only);
    }
    wrapped
}

/// An object's field of this plain name that is not null.
pub(super) fn field<'a>(object: &'a Value, name: &str) -> Option<&'a Value> {
    let fields = object.as_object()?;
    let exact = fields.get(name).filter(|value| !value.is_null());
    let mut others = fields.iter().take(MOST_FIELDS);
    exact.or_else(|| others.find(|(other, value)| is_named(other, name) && !value.is_null()).map(|(_, value)| value))
}

/// Whether a field has this plain name: in lower case, and without what separates words.
pub(super) fn is_named(field: &str, plain: &str) -> bool {
    field.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).eq(plain.chars())
}

/// The words of a field name or of a status, in lower case: `lastFrame_URL` has three.
pub(super) fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut before = ' ';
    for c in name.chars().take(LONGEST_NAME) {
        let begins = !before.is_alphanumeric()
            || (c.is_uppercase() && before.is_lowercase())
            || (c.is_ascii_digit() != before.is_ascii_digit() && !is_size(before, c));
        if c.is_alphanumeric() {
            if begins {
                words.push(String::new());
            }
            if let Some(word) = words.last_mut() {
                word.extend(c.to_lowercase());
            }
        }
        before = c;
    }
    words
}

/// `720p` and `4k` are one word.
const fn is_size(before: char, c: char) -> bool {
    before.is_ascii_digit() && matches!(c, 'p' | 'P' | 'k' | 'K')
}

/// A value as a text: its words, or its digits.
pub(super) fn plain(value: &Value) -> Option<String> {
    match value {
        Value::String(text) if !text.trim().is_empty() => Some(text.trim().to_owned()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests;

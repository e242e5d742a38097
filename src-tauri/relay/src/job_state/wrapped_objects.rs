//! Objects that may describe a task in wrappers that nobody documents: `videoTask`, `TaskDetail`, `generations_by_pk`.

use std::collections::VecDeque;

use serde_json::Value;

use crate::json;

/// How deep they may lie, how many are looked at, and how many fields of each.
const MOST_DEPTH: u8 = 8;
const MOST_OBJECTS: usize = 64;
const MOST_FIELDS: usize = 64;
/// Names of wrappers hold one of these.
const WRAPPERS: &[&str] =
    &["task", "job", "generation", "video", "detail", "response", "result", "data", "info", "work"];
/// Names with one of these hold something else, whose state is not the job's.
const OTHERS: &[&str] = &[
    "input",
    "source",
    "reference",
    "parent",
    "previous",
    "remix",
    "callback",
    "hook",
    "notif",
    "upload",
    "moderat",
    "request",
    "param",
    "meta",
    "user",
    "billing",
    "usage",
    "history",
    "model",
    "sub",
];

/// The objects in wrappers, the outermost first.
pub(super) fn objects(answer: &Value) -> Vec<&Value> {
    let mut found = Vec::new();
    let mut open = VecDeque::from([(answer, 0)]);
    while let Some((value, depth)) = open.pop_front() {
        let object = match value {
            Value::Array(items) => items.first(),
            other => Some(other),
        };
        let Some(fields) = object.and_then(Value::as_object) else { continue };
        if found.len() == MOST_OBJECTS {
            break;
        }
        found.extend(object);
        if depth < MOST_DEPTH {
            let inner = fields.iter().take(MOST_FIELDS).filter(|(name, field)| is_container(field) && is_wrapper(name));
            open.extend(inner.map(|(_, field)| (field, depth + 1)));
        }
    }
    found
}

const fn is_container(value: &Value) -> bool {
    matches!(value, Value::Object(_) | Value::Array(_))
}

fn is_wrapper(name: &str) -> bool {
    let plain = json::words(name).concat();
    let holds = |words: &[&str]| words.iter().any(|word| plain.contains(word));
    holds(WRAPPERS) && !holds(OTHERS)
}

//! The name that a relay gives to the job that it took. A paid job is found again by it alone, so that every place is read
//! in which relays and makers put it; but the name of a request, of an error or of a source is none.

use serde_json::Value;

use super::{
    json,
    state::{self, State},
};
use dailies_model::RemoteId;

/// Names are not longer, in bytes.
const LONGEST: usize = 512;
/// How much of an answer is searched for a name, in values.
const MOST_VALUES: usize = 10_000;

/// The places of the documents (reference section 9), before all others.
const PLACES: &[&str] = &["/task_id", "/id", "/data/task_id", "/data/id"];
/// Fields that name nothing but a task, in plain names.
const OF_TASK: &[&str] = &["taskid"];
const OF_JOB: &[&str] =
    &["jobid", "generationid", "videoid", "predictionid", "operationid", "interactionid", "promptid", "taskuuid"];
/// Fields that name a task where nothing better does.
const OF_ANY: &[&str] = &["id", "uuid"];
/// Of a request that went well it is the task, where the answer names no other.
const OF_REQUEST: &[&str] = &["requestid"];
/// What holds other jobs' names.
const OTHERS: &[&str] =
    &["input", "inputs", "source", "remixof", "remixedfrom", "parent", "error", "request", "metadata", "params"];

/// The name in an answer that took the job.
pub(super) fn of(answer: &Value) -> Option<RemoteId> {
    let answer = &json::unfolded(answer);
    let placed = PLACES.iter().filter_map(|place| answer.pointer(place)).find_map(name);
    let id = placed
        .or_else(|| in_objects(answer, OF_TASK))
        .or_else(|| in_objects(answer, OF_JOB))
        .or_else(|| in_objects(answer, OF_ANY))
        .or_else(|| operation(answer))
        .or_else(|| bare(&answer["data"], |_| true))
        .or_else(|| bare(&answer["result"], |_| true))
        .or_else(|| bare(answer, |name| name.contains(|c: char| c.is_ascii_digit())))
        .or_else(|| anywhere(answer))
        .or_else(|| in_objects(answer, OF_REQUEST))?;
    Some(RemoteId(id))
}

/// The name in an answer that is a text: the name alone, such as `task_01k`.
pub(super) fn of_text(text: &str) -> Option<RemoteId> {
    let text = text.trim();
    let is_plain = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_:.".contains(&byte));
    let has_digit = text.bytes().any(|byte| byte.is_ascii_digit());
    (is_plain && has_digit && text.len() >= 8 && text.len() <= LONGEST).then(|| RemoteId(text.to_owned()))
}

/// The name in an answer of success that speaks of an error too: a task that was made and failed at once. The name of the
/// request is then only what the relay's log calls it.
pub(super) fn of_refusing(answer: &Value) -> Option<RemoteId> {
    let answer = &json::unfolded(answer);
    let placed = PLACES.iter().filter_map(|place| answer.pointer(place)).find_map(name);
    placed.or_else(|| in_objects(answer, OF_TASK)).map(RemoteId)
}

/// The name of a task in an answer that says that something broke: nothing but a task's name counts there, for a request
/// and an error have names too.
pub(super) fn of_broken(answer: &Value) -> Option<RemoteId> {
    in_objects(&json::unfolded(answer), OF_TASK).map(RemoteId)
}

/// Whether a job of this name can be asked for at a path: a `.` or `..` would be another path, also when it is encoded
/// (WHATWG URL, "single-dot path segment").
pub(super) fn is_usable(id: &RemoteId) -> bool {
    !matches!(id.as_str().trim(), "" | "." | "..")
}

fn in_objects(answer: &Value, names: &[&str]) -> Option<String> {
    let objects = json::objects(answer);
    names.iter().find_map(|plain| objects.iter().filter_map(|object| json::field(object, plain)).find_map(name))
}

/// Google names a long-running job by a path: `operations/1`, `models/veo/operations/1`.
fn operation(answer: &Value) -> Option<String> {
    let objects = json::objects(answer);
    let mut names = objects.iter().filter_map(|object| json::field(object, "name")).filter_map(name);
    names.find(|name| name.starts_with("operations/") || name.contains("/operations/"))
}

/// A name that stands alone: no sentence, no word for a state, no address.
fn bare(value: &Value, is_fit: impl FnOnce(&str) -> bool) -> Option<String> {
    let is_long_number = value.as_u64().is_some_and(|number| number >= 100_000);
    let name = name(value).filter(|_| value.is_string() || is_long_number)?;
    let has_digit = name.contains(|c: char| c.is_ascii_digit());
    let is_plain = !name.contains(char::is_whitespace) && !name.contains("://") && name.is_ascii();
    (is_plain && (has_digit || state::of_word(&name) == State::Unknown) && is_fit(&name)).then_some(name)
}

/// A task's name wherever else it stands.
fn anywhere(answer: &Value) -> Option<String> {
    let mut open = std::collections::VecDeque::from([answer]);
    for _ in 0..MOST_VALUES {
        match open.pop_front()? {
            Value::Array(items) => open.extend(items.iter().take(MOST_VALUES)),
            Value::Object(fields) => {
                for (field, value) in fields.iter().take(MOST_VALUES) {
                    let plain = json::words(field).concat();
                    let is_task = OF_TASK.contains(&plain.as_str()) || OF_JOB.contains(&plain.as_str());
                    match name(value).filter(|_| is_task) {
                        Some(name) => return Some(name),
                        None if OTHERS.contains(&plain.as_str()) => {}
                        None => open.push_back(value),
                    }
                }
            }
            _ => {}
        }
    }
    None
}

fn name(value: &Value) -> Option<String> {
    json::plain(value).filter(|name| name.len() <= LONGEST)
}

#[cfg(test)]
mod tests;

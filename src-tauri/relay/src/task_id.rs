//! The name that a relay gives to the job that it took. A paid job is found again by it alone, so that every place is read
//! in which relays and makers put it; but the name of a request, of an error or of a source is none.

use serde_json::Value;

use super::{
    job_state::{self, State},
    json,
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
/// Fields that may name another thing too: they count in an answer of success that has none of the above.
const OF_ORDER: &[&str] = &[
    "taskno",
    "tid",
    "orderno",
    "orderid",
    "runid",
    "workflowrunid",
    "executionid",
    "inferenceid",
    "submitid",
    "historyrecordid",
    "processid",
    "batchid",
    "messageid",
];
/// Fields that hold a task's name alone, or a list of such.
const BARE: &[&str] = &["data", "result", "task", "job", "tasks", "jobs", "taskids", "jobids", "videoids", "ids"];
/// Fields that hold a description of a task, or a list of such.
const DESCRIBED: &[&str] = &["task", "job", "request", "video", "videos", "clip", "clips", "generation", "prediction"];
const OF_DESCRIBED: &[&str] = &["id", "uid", "uuid"];
/// Of a request that went well it is the task, where the answer names no other.
const OF_REQUEST: &[&str] = &["requestid"];
/// Addresses that ask after a task.
const ADDRESSES: &[&str] = &["statusurl", "pollingurl", "pollurl", "geturl", "get"];
/// What stands in a sentence before a task's name.
const SENTENCES: &[&str] = &["任务id", "任务编号", "task id", "task_id", "taskid", "job id", "submitted:", "提交成功:"];
/// What holds other jobs' names.
const OTHERS: &[&str] =
    &["input", "inputs", "source", "remixof", "remixedfrom", "parent", "error", "request", "metadata", "params"];
/// Where an error names the task that it is about.
const ERRORS: &[&str] = &["error", "metadata"];
/// What an object with an `id` calls itself that is no task.
const NO_TASKS: &[&str] =
    &["account", "user", "list", "error", "request", "model", "organization", "customer", "project", "session", "key"];
/// What a program writes for a name that it has not.
const NO_NAMES: &[&str] = &["0", "null", "undefined", "none", "nil", "false", "nan"];
/// A word that is taken for a name where no field says so is this long at least.
const SHORTEST: usize = 6;

/// The name in an answer that took the job.
pub(super) fn of(answer: &Value) -> Option<RemoteId> {
    let answer = &json::unfolded(answer);
    let id = sure(answer)
        .or_else(|| described(answer))
        .or_else(|| in_objects(answer, OF_ORDER))
        .or_else(|| of_addresses(answer))
        .or_else(|| in_objects(answer, &["name"]).filter(|name| is_id_like(name)))
        .or_else(|| of_sentences(answer))?;
    Some(RemoteId(id))
}

/// Whether an answer names its job where names of jobs stand.
pub(super) fn is_sure(answer: &Value) -> bool {
    sure(&json::unfolded(answer)).is_some()
}

fn sure(answer: &Value) -> Option<String> {
    placed(answer)
        .or_else(|| in_objects(answer, OF_TASK))
        .or_else(|| in_objects(answer, OF_JOB))
        .or_else(|| in_objects(answer, OF_ANY))
        .or_else(|| operation(answer))
        .or_else(|| in_bare(answer, |_| true))
        .or_else(|| bare(answer, |name| name.contains(|c: char| c.is_ascii_digit())))
        .or_else(|| anywhere(answer))
        .or_else(|| in_objects(answer, OF_REQUEST))
}

/// The name in an answer that is a text: the name alone, such as `task_01k`.
pub(super) fn of_text(text: &str) -> Option<RemoteId> {
    let text = text.trim();
    (is_id_like(text) && text.len() >= 8).then(|| text.to_owned()).or_else(|| of_sentence(text)).map(RemoteId)
}

/// The name in an answer of success that speaks of an error too: a task that was made and failed at once. The name of the
/// request is then only what the relay's log calls it.
pub(super) fn of_refusing(answer: &Value) -> Option<RemoteId> {
    let answer = &json::unfolded(answer);
    placed(answer).or_else(|| in_objects(answer, OF_TASK)).map(RemoteId)
}

/// The name of a task in an answer that says that something broke: nothing but a task's name counts there, for a request
/// and an error have names too.
pub(super) fn of_broken(answer: &Value) -> Option<RemoteId> {
    let answer = &json::unfolded(answer);
    in_objects(answer, OF_TASK).or_else(|| of_error(answer)).or_else(|| working(answer)).map(RemoteId)
}

/// What is most likely the name of a task in an answer that speaks of an error, unless that is a decision about the request.
pub(super) fn likely(answer: &Value) -> Option<RemoteId> {
    let answer = &json::unfolded(answer);
    let in_data = || answer.pointer("/data/id").and_then(name);
    in_objects(answer, OF_JOB).or_else(in_data).or_else(|| in_bare(answer, is_id_like)).map(RemoteId)
}

/// The name at the end of an address: `/v1/tasks/ID`, `/requests/ID/status`.
pub(super) fn of_url(url: &str) -> Option<String> {
    let path = url.split(['?', '#']).next()?;
    let path = path.split_once("://").map_or(path, |(_, rest)| rest.split_once('/').map_or("", |(_, path)| path));
    let mut segments = path.rsplit('/').filter(|segment| !matches!(*segment, "" | "status" | "result" | "content"));
    let (id, before) = (segments.next()?, segments.next());
    (before.is_some() && is_id_like(id)).then(|| id.to_owned())
}

/// Whether a job of this name can be asked for at a path: a `.` or `..` would be another path, also when it is encoded
/// (WHATWG URL, "single-dot path segment").
pub(super) fn is_usable(id: &RemoteId) -> bool {
    !matches!(id.as_str().trim(), "" | "." | "..")
}

fn placed(answer: &Value) -> Option<String> {
    let fits = |place: &&&str| **place != "/id" || is_task(answer);
    PLACES.iter().filter(fits).filter_map(|place| answer.pointer(place)).find_map(name)
}

/// Whether the `id` of an object may be a task's, by what the object calls itself.
fn is_task(object: &Value) -> bool {
    let kind = object["object"].as_str().unwrap_or_default().to_lowercase();
    !NO_TASKS.contains(&kind.as_str())
}

fn in_objects(answer: &Value, names: &[&str]) -> Option<String> {
    let objects = json::objects(answer);
    let fits = |plain: &str, object: &Value| plain != "id" || is_task(object);
    names.iter().find_map(|plain| {
        let fields =
            objects.iter().filter(|object| fits(plain, object)).filter_map(|object| json::field(object, plain));
        fields.into_iter().find_map(name)
    })
}

/// The task that an error is about.
fn of_error(answer: &Value) -> Option<String> {
    let errors = ERRORS.iter().filter_map(|field| json::field(answer, field));
    let inner = errors.clone().flat_map(|error| ERRORS.iter().filter_map(|field| json::field(error, field)));
    errors.chain(inner).filter_map(|error| json::field(error, "taskid")).find_map(name)
}

/// The name of an object that is a job at work, or a video.
fn working(answer: &Value) -> Option<String> {
    let is_at_work = |object: &&Value| {
        let state = object["status"].as_str().map(job_state::of_word);
        object["object"] == "video" || matches!(state, Some(State::Queued | State::Running | State::Succeeded))
    };
    json::objects(answer)
        .into_iter()
        .filter(is_at_work)
        .filter(|object| is_task(object))
        .find_map(|object| name(&object["id"]))
}

/// A name that is all that a field holds, or the first of a list.
fn in_bare(answer: &Value, is_fit: impl Fn(&str) -> bool) -> Option<String> {
    BARE.iter().filter_map(|field| json::field(answer, field)).find_map(|value| match value {
        Value::Array(items) => items.first().and_then(|item| bare(item, &is_fit)),
        value => bare(value, &is_fit),
    })
}

/// The name in a description that the walk through the usual wrappers does not reach.
fn described(answer: &Value) -> Option<String> {
    let objects = json::objects(answer);
    let held = |field: &'static str| objects.iter().filter_map(move |object| json::field(object, field));
    DESCRIBED.iter().flat_map(|field| held(field)).find_map(|value| {
        let task = if let Value::Array(items) = value { items.first()? } else { value };
        OF_DESCRIBED.iter().filter_map(|plain| json::field(task, plain)).find_map(name)
    })
}

fn of_addresses(answer: &Value) -> Option<String> {
    let urls = json::field(answer, "urls").into_iter().chain(json::objects(answer));
    let addresses = urls.flat_map(|object| ADDRESSES.iter().filter_map(|plain| json::field(object, plain)));
    addresses.filter_map(Value::as_str).find_map(of_url)
}

fn of_sentences(answer: &Value) -> Option<String> {
    let said = ["message", "msg", "description", "detail"].iter().filter_map(|field| json::field(answer, field));
    said.filter_map(Value::as_str).find_map(of_sentence)
}

/// The name in a sentence: `Task submitted: ID`.
fn of_sentence(text: &str) -> Option<String> {
    let text = &text[..text.floor_char_boundary(LONGEST)];
    let lower = text.to_ascii_lowercase().replace('：', ":").replace("提交成功，", "提交成功:");
    let plain = text.replace('：', ":").replace("提交成功，", "提交成功:");
    let at = SENTENCES.iter().filter_map(|mark| lower.find(mark).map(|at| at + mark.len())).max()?;
    let rest = plain[at..].trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '=' | '"' | '#' | '`'));
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_')).unwrap_or(rest.len());
    Some(&rest[..end]).filter(|name| is_id_like(name)).map(str::to_owned)
}

/// Whether a word looks like a name: no sentence, with a digit, and not short.
fn is_id_like(word: &str) -> bool {
    let is_plain = word.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_:.".contains(&byte));
    let has_digit = word.bytes().any(|byte| byte.is_ascii_digit());
    is_plain && has_digit && (SHORTEST..=LONGEST).contains(&word.len())
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
    (is_plain && (has_digit || job_state::of_word(&name) == State::Unknown) && is_fit(&name)).then_some(name)
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
    // As MongoDB writes its names.
    let value = value.get("$oid").unwrap_or(value);
    let is_name = |name: &String| name.len() <= LONGEST && !NO_NAMES.contains(&name.to_ascii_lowercase().as_str());
    json::plain(value).filter(is_name)
}

#[cfg(test)]
mod tests;

//! Reads a job's state from an answer. Each relay and provider has its own status words; an unknown word is classified by its
//! parts, in English and Chinese. What follows from a state is decided in `task_status`.

mod state_words;
mod wrapped_objects;

use serde_json::Value;

use super::{error_reason, json};
pub(super) use state_words::of_word;

/// The state of a job.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    /// It waits to be worked on.
    Queued,
    /// It is worked on, or rests and goes on later.
    Running,
    /// It is done.
    Succeeded,
    /// It is over without being done.
    Ended(Ending),
    /// The relay knows no such job.
    Missing,
    /// `ok`, or a number whose meaning no document tells: it may be about the answer only. Whether a film is there decides.
    Unclear,
    /// A word that nobody documents.
    Unknown,
}

/// How a job ended that did not succeed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ending {
    /// For no reason that the word tells.
    Failed,
    /// The relay kept it no longer.
    Expired,
    /// Somebody or something broke it off.
    Cancelled,
    /// It took too long.
    TimedOut,
    /// It was turned down.
    Rejected,
    /// Its content was not allowed.
    Moderated,
    /// There was no money for it.
    OutOfCredit,
}

/// The state that an answer reports.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ReportedState {
    pub(super) state: State,
    /// The relay's own word.
    pub(super) word: String,
    /// What the answer tells after the first, where that is something else: an answer that went well may be about a job
    /// that did not.
    pub(super) beneath: Option<(State, String)>,
}

/// Where states stand, in plain names; the more telling first.
const NAMES: &[&str] = &[
    "taskstatus",
    "status",
    "state",
    "jobstatus",
    "videostatus",
    "generationstatus",
    "statusstr",
    "statusname",
    "statustext",
    "statusdesc",
    "taskstate",
    "runstatus",
    "phase",
    "stage",
    "successflag",
    "done",
    "completed",
    "finished",
    "isfinished",
    "isfinish",
    "iscompleted",
    "failed",
    "isfailed",
];
/// Names for the word inside of a state that is an object.
const INNER: &[&str] = &["type", "code", "value", "name"];
/// Where an object says that something went wrong, in plain names.
const ERRORS: &[&str] = &[
    "error",
    "errors",
    "failreason",
    "failurereason",
    "failedreason",
    "failure",
    "errormessage",
    "errormsg",
    "errmsg",
    "failmsg",
    "failmessage",
    "failuremessage",
    "errordetail",
    "errordetails",
];

/// Returns the first state that an answer reports; `None` if there is none.
pub(super) fn of(answer: &Value) -> Option<ReportedState> {
    let mut told: Vec<_> = json::objects(answer).into_iter().flat_map(of_object).collect();
    if told.iter().all(|(state, _)| matches!(state, State::Unclear | State::Unknown | State::Succeeded)) {
        told.extend(
            wrapped_objects::objects(answer).into_iter().flat_map(of_object).filter(|(state, _)| is_known(*state)),
        );
    }
    let mut known = told.iter().filter(|(state, _)| is_known(*state));
    let (state, word) = known.next().or_else(|| told.first())?.clone();
    let beneath = known.find(|(other, _)| *other != state).cloned();
    Some(ReportedState { state, word, beneath })
}

const fn is_known(state: State) -> bool {
    !matches!(state, State::Unclear | State::Unknown)
}

/// Whether a word may be about the answer and not about the job: `success` is what many gateways call both.
pub(super) fn is_of_answer(word: &str) -> bool {
    ["success", "succeed", "ok"].contains(&word.trim().to_lowercase().as_str())
}

/// Whether a word that nobody documents is one for a rest, or for nothing: an error beside it may be an old one.
pub(super) fn may_go_on(word: &str) -> bool {
    let rests = [
        "unknown",
        "undefined",
        "pause",
        "hold",
        "held",
        "suspend",
        "throttl",
        "limit",
        "overload",
        "preempt",
        "ok",
        "true",
        "yes",
    ];
    let parts = json::words(word);
    word.trim().is_empty() || parts.iter().any(|part| rests.iter().any(|rest| part.starts_with(rest)))
}

/// Every state that one object tells, the more telling first.
fn of_object(object: &Value) -> Vec<(State, String)> {
    let mut told: Vec<_> = NAMES.iter().filter_map(|name| of_field(object, name)).collect();
    if told.is_empty() && json::field(object, "failedat").is_some_and(is_told) && has_error(object) {
        told.push((State::Ended(Ending::Failed), "failed".to_owned()));
    }
    told
}

fn of_field(object: &Value, name: &str) -> Option<(State, String)> {
    let value = word_of(json::field(object, name)?);
    let is_end = matches!(name, "failed" | "isfailed");
    let state = match value {
        Value::Bool(true) if is_end => State::Ended(Ending::Failed),
        _ if is_end => return None,
        Value::String(word) if word.trim().parse::<f64>().is_ok() => numbered(object, name, word.trim())?,
        Value::String(word) => of_word(word),
        Value::Number(number) => numbered(object, name, &number.to_string())?,
        Value::Bool(is_done) => of_flag(object, name, *is_done)?,
        _ => return None,
    };
    Some((state, json::plain(value).unwrap_or_default()))
}

/// The word of a state that is written as `{"type": ..}` or as a list.
fn word_of(value: &Value) -> &Value {
    let inner = match value {
        Value::Object(_) => INNER.iter().find_map(|name| json::field(value, name)),
        Value::Array(items) => items.first(),
        _ => None,
    };
    inner.filter(|inner| inner.is_string()).unwrap_or(value)
}

/// What `done: true` and the like say. What is over with an error is no success.
fn of_flag(object: &Value, name: &str, is_done: bool) -> Option<State> {
    match (name, is_done) {
        ("done" | "isfinished" | "isfinish" | "iscompleted" | "completed" | "finished", true) => {
            let is_failed = has_error(object) || json::field(object, "success") == Some(&Value::Bool(false));
            Some(if is_failed { State::Ended(Ending::Failed) } else { State::Succeeded })
        }
        ("done" | "isfinished" | "isfinish" | "iscompleted", false) => Some(State::Running),
        _ => None,
    }
}

/// Whether an answer says of its job that something went wrong.
pub(super) fn tells_error(answer: &Value) -> bool {
    json::objects(answer).into_iter().any(has_error)
}

/// Whether an object does. Older relays put the film of a job that succeeded there, which is no error.
fn has_error(object: &Value) -> bool {
    let mut errors = ERRORS.iter().filter_map(|name| json::field(object, name));
    errors.any(|error| {
        let is_address = error.as_str().is_some_and(|text| text.trim_start().starts_with("http"));
        is_told(error) && !is_address && error_reason::of(error).is_some_and(|reason| reason.message.is_some())
    })
}

/// Whether an `error` field says that there is one.
pub(super) fn is_told(error: &Value) -> bool {
    match error {
        Value::Null | Value::Bool(false) => false,
        Value::String(text) => !text.trim().is_empty(),
        Value::Array(items) => !items.is_empty(),
        Value::Object(fields) => fields.values().any(|field| match field {
            Value::String(text) => !text.trim().is_empty(),
            Value::Number(number) => number.as_f64() != Some(0.0),
            other => !other.is_null(),
        }),
        Value::Bool(true) | Value::Number(_) => true,
    }
}

/// Numbers as makers document them: `successFlag` of kie, `status` of PixVerse, whose answers have `ErrCode`, `Resp` and
/// no other word. A number that is an HTTP status or zero is about the answer.
fn numbered(object: &Value, name: &str, number: &str) -> Option<State> {
    let is_pixverse =
        name == "status" && json::field(object, "customerpaths").or(json::field(object, "outputwidth")).is_some();
    let has_works =
        json::field(object, "works").is_some_and(|works| works.as_array().is_some_and(|all| !all.is_empty()));
    Some(match (name, number) {
        // Kling's own numbers.
        ("status", "99") if has_works => State::Succeeded,
        ("successflag", "0") => State::Running,
        ("successflag", "1") => State::Succeeded,
        ("successflag", _) => State::Ended(Ending::Failed),
        ("status", "1") if is_pixverse => State::Succeeded,
        ("status", "5") if is_pixverse => State::Running,
        ("status", "6") if is_pixverse => State::Ended(Ending::Cancelled),
        ("status", "7") if is_pixverse => State::Ended(Ending::Moderated),
        ("status", "8") if is_pixverse => State::Ended(Ending::Failed),
        (_, number) if number == "0" || (number.len() == 3 && number.starts_with(['1', '2', '3', '4', '5'])) => {
            return None;
        }
        _ => State::Unclear,
    })
}

#[cfg(test)]
mod tests;

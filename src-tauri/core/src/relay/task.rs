//! A job as relays describe it: every place and every spelling that a status, a name, an address or a reason was seen in
//! (reference section 9). Common to all formats; what is not there stays unread, and nothing here fails.

use serde_json::Value;

use super::{
    answer::{Answer, Content},
    complaint::Complaint,
    meaning,
    outcome::{Phase, Refusal, Report, ResultUrl, Submission},
    refusal, submission,
};
use crate::model::{Charged, Failure, Meaning, RemoteId};

const IDS: &[&str] = &["/task_id", "/id", "/data/task_id", "/data/id"];
/// The places that name nothing but a task, not the error or the request.
const TASK_IDS: &[&str] = &["/task_id", "/data/task_id"];
const STATUSES: &[&str] = &["/status", "/data/status"];
const SUCCEEDED: &[&str] = &[
    "success",
    "succeeded",
    "completed",
    "complete",
    "done",
    "finish",
    "finished",
    "video_generation_completed",
    "video_upsampling_completed",
];
const FAILED: &[&str] =
    &["failure", "failed", "fail", "error", "cancelled", "canceled", "expired", "video_generation_failed"];
const QUEUED: &[&str] = &["not_start", "submitted", "queued", "pending"];
const PROGRESSES: &[&str] = &["/progress", "/data/progress"];
const URLS: &[&str] = &[
    "/data/output",
    "/data/outputs/0",
    "/detail/upsample_video_url",
    "/video_url",
    "/detail/video_url",
    "/metadata/url",
    "/result_url",
    "/url",
    "/data/url",
    "/data/video_url",
];
const REASONS: &[&str] = &["/fail_reason", "/data/fail_reason"];
const LAST_REASONS: &[&str] = &["/message", "/detail/video_generation_error", "/detail/error_message"];

/// Moderation from here on is about the finished clip: the third stage is why a job dies at 90 % and more (section 8).
const NEARLY_DONE: u8 = 90;

/// What the answer to a submit says.
pub(super) fn parse_submit(answer: &Answer) -> Submission {
    let id = match &answer.content {
        Content::Json(value) if answer.is_success() => id(value),
        Content::Json(value) => task_id(value),
        Content::Text(_) => None,
    };
    submission::of(answer, id)
}

/// What the answer to a poll says.
pub(super) fn parse_poll(answer: &Answer) -> Result<Report, Refusal> {
    match &answer.content {
        Content::Json(value) if answer.is_success() => report(value),
        _ => None,
    }
    .ok_or_else(|| refusal::of(answer))
}

/// The name of the task that was made.
fn id(answer: &Value) -> Option<RemoteId> {
    at(answer, IDS).find_map(name).or_else(|| name(&answer["data"])).map(RemoteId)
}

/// A name that can be nothing but a task's, wherever it stands.
fn task_id(answer: &Value) -> Option<RemoteId> {
    at(answer, TASK_IDS).find_map(name).map(RemoteId)
}

/// How the task stands; `None` when the answer is about no task.
fn report(task: &Value) -> Option<Report> {
    let progress = at(task, PROGRESSES).find_map(percent);
    let phase = match status(task) {
        Some(status) => phase(task, &status, progress),
        // No status, but a film: nothing is left to wait for, and the download checks what it is.
        None => match result_url(task) {
            Some(url) => Phase::Succeeded { results: vec![url] },
            None if progress.is_some() || task_id(task).is_some() => Phase::Running,
            None => return None,
        },
    };
    Some(Report { phase, progress })
}

/// The relay's word for how a task stands, in lower case.
pub(super) fn status(task: &Value) -> Option<String> {
    at(task, STATUSES).find_map(Value::as_str).map(|status| status.trim().to_lowercase())
}

/// The status counts, whatever old errors the answer still carries (section 3).
fn phase(task: &Value, status: &str, progress: Option<u8>) -> Phase {
    let url = || result_url(task);
    match status {
        _ if SUCCEEDED.contains(&status) => match url() {
            Some(url) => Phase::Succeeded { results: vec![url] },
            None => Phase::FinishedWithoutResult,
        },
        // The clip is there, only not in its larger size.
        "video_upsampling_failed" => match url() {
            Some(url) => Phase::Succeeded { results: vec![url] },
            None => Phase::Failed(failure_of(&complaint(task), progress)),
        },
        _ if FAILED.contains(&status) => Phase::Failed(failure_of(&complaint(task), progress)),
        _ if QUEUED.contains(&status) => Phase::Queued,
        _ => Phase::Running,
    }
}

fn result_url(task: &Value) -> Option<ResultUrl> {
    at(task, URLS).filter_map(Value::as_str).find_map(ResultUrl::parse)
}

/// Why a task failed. Of what the words may mean only what concerns the job counts: a relay's trouble with the key or the
/// credit that it has with its own provider is not the user's.
pub(super) fn failure_of(complaint: &Complaint, progress: Option<u8>) -> Failure {
    let text = complaint.text();
    let told = meaning::of_text(&text);
    let stage = meaning::stage(&text);
    let meaning = match told {
        Some(Meaning::ModerationPrompt | Meaning::ModerationPicture | Meaning::ModerationResult) => match stage {
            Some(stage) => stage,
            None if progress.is_some_and(|percent| percent >= NEARLY_DONE) => Meaning::ModerationResult,
            None => Meaning::ModerationPrompt,
        },
        Some(Meaning::Picture) => Meaning::Picture,
        _ => Meaning::Generation,
    };
    complaint.failure(meaning, charged(&text, meaning, stage))
}

/// Only the relay knows what a failed job cost, unless it says that the money is back, or that it refused the prompt,
/// which is before anything is generated.
fn charged(text: &str, meaning: Meaning, stage: Option<Meaning>) -> Charged {
    let refused_prompt = meaning == Meaning::ModerationPrompt && stage == Some(Meaning::ModerationPrompt);
    if refused_prompt || meaning::is_refunded(text) { Charged::No } else { Charged::Unknown }
}

fn complaint(task: &Value) -> Complaint {
    let error = &task["error"];
    if let Some(reason) = words(task, REASONS) {
        return Complaint::saying(reason);
    }
    match error {
        Value::String(text) if !text.trim().is_empty() => Complaint::saying(text.clone()),
        Value::Object(fields) if !fields.is_empty() => Complaint::of_fields(error),
        _ => words(task, LAST_REASONS).map(Complaint::saying).unwrap_or_default(),
    }
}

fn words(task: &Value, places: &[&str]) -> Option<String> {
    at(task, places).filter_map(Value::as_str).find(|text| !text.trim().is_empty()).map(str::to_owned)
}

/// Percent, of "37%", "37", 37 or 0.37. A number written with a point is a share when it is at most 1: 1.0 is all of it,
/// 1 is one percent. A percent sign settles it.
fn percent(value: &Value) -> Option<u8> {
    let (number, is_share) = match value {
        Value::Number(number) => (number.as_f64()?, number.is_f64()),
        Value::String(text) => {
            let text = text.trim();
            let digits = text.strip_suffix('%');
            (digits.unwrap_or(text).trim_end().parse().ok()?, digits.is_none() && text.contains('.'))
        }
        _ => return None,
    };
    let percent = if is_share && number <= 1.0 { number * 100.0 } else { number };
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it lies between 0 and 100")]
    (percent >= 0.0).then(|| percent.round().min(100.0) as u8)
}

fn name(value: &Value) -> Option<String> {
    match value {
        Value::String(text) if !text.trim().is_empty() => Some(text.trim().to_owned()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

fn at<'a>(value: &'a Value, places: &'a [&'a str]) -> impl Iterator<Item = &'a Value> {
    places.iter().filter_map(|place| value.pointer(place))
}

#[cfg(test)]
mod tests;

//! Reads a job's status from an answer: state, progress, result URLs, reason of failure (reference section 9). Common to all
//! formats; missing fields are tolerated.

use serde_json::Value;

use super::{
    answer::{Answer, Content},
    classify_error,
    error_body::ErrorBody,
    job_state::{self, Ending, ReportedState, State},
    json,
    outcome::{JobStatus, Phase, PollError, ResultUrl, SubmitOutcome},
    poll_error, results, submit_outcome, task_id,
};
use dailies_model::{Charged, Failure, Meaning, Medium};

const PROGRESSES: &[&str] = &["progress", "taskprogress", "progresspercent", "percent", "percentage"];
/// Where a task says why it failed, in plain names; the more telling first.
const REASONS: &[&str] = &[
    "failreason",
    "error",
    "errors",
    "errormessage",
    "errormsg",
    "errmsg",
    "failmsg",
    "failmessage",
    "failurereason",
    "failedreason",
    "failuremessage",
    "taskstatusmsg",
    "failure",
    "errordetail",
    "errordetails",
    "statusmessage",
    "statusmsg",
    "message",
    "detail",
    "details",
    "videogenerationerror",
    "msg",
    "baseresp",
    "reason",
    "description",
    "errorinfo",
    "errinfo",
    "failedmsg",
    "errordesc",
    "errordescription",
    "exceptionmessage",
    "exception",
    "resultmsg",
    "taskmsg",
    "statusdetail",
    "raimediafilteredreasons",
    "remark",
    "cause",
    "logs",
];
/// A state in these words is no reason by itself.
const PLAIN_FAILURES: &[&str] = &["failed", "failure", "fail", "error", "false"];

/// What is said of a job that is done, and of no answer.
const DONE: &[&str] = &["completed", "succeeded", "finished"];

/// Moderation from here on is about the finished clip: the third stage is why a job dies at 90 % and more (section 8).
const NEARLY_DONE: u8 = 90;

/// What the answer to a submit says.
pub(super) fn parse_submit(answer: &Answer) -> SubmitOutcome {
    let all = match &answer.content {
        Content::Json(value) if answer.is_success() && !ErrorBody::is_in(answer) => {
            finished(value).filter(|_| says_all(value) || !task_id::is_sure(value))
        }
        _ => None,
    };
    all.unwrap_or_else(|| submit_outcome::of(answer, submit_outcome::id_of(answer)))
}

/// Whether the answer to a submit is about a job that is done. Some relays are done at once, and know its name no more. A
/// `success` may be that of the submit, and a film without a state the one that was sent.
fn says_all(answer: &Value) -> bool {
    let is_done = status(answer).is_some_and(|word| DONE.contains(&word.trim()));
    is_done || (answer["created"].is_number() && answer["data"].is_array() && job_state::of(answer).is_none())
}

fn finished(answer: &Value) -> Option<SubmitOutcome> {
    match report(answer, Medium::Film)?.phase {
        Phase::Succeeded { results } => Some(SubmitOutcome::Finished { results }),
        _ => None,
    }
}

/// What the answer to a poll says.
pub(super) fn parse_poll(medium: Medium, answer: &Answer) -> Result<JobStatus, PollError> {
    match &answer.content {
        Content::Json(value) if answer.is_success() && is_missing(value) => return Err(poll_error::gone(answer)),
        Content::Json(value) if answer.is_success() => report(value, medium),
        // Some relays have nothing to say of a job that goes on (reference of xAI's videos).
        Content::Text(text) if matches!(answer.status, 202 | 204) && text.trim().is_empty() => {
            Some(JobStatus { phase: Phase::Running, progress: None })
        }
        Content::Json(value) => final_report(value, medium),
        Content::Text(_) => None,
    }
    .or_else(|| turned_down(answer))
    .ok_or_else(|| poll_error::of(answer))
}

/// An end that a relay tells with a status of failure: a film, or a failure that names its task. Without a name it may be
/// the question that failed, not the task.
fn final_report(answer: &Value, medium: Medium) -> Option<JobStatus> {
    let report = report(answer, medium)?;
    let word = status(answer)?;
    let is_end = match report.phase {
        Phase::Succeeded { .. } => job_state::of_word(&word) == State::Succeeded,
        Phase::Failed(_) => task_id::of_refusing(answer).is_some() && !matches!(word.trim(), "error" | "fail"),
        _ => false,
    };
    is_end.then_some(report)
}

/// A job that moderation ended, where an answer about it says no more than that. A refusal may be about the account.
fn turned_down(answer: &Answer) -> Option<JobStatus> {
    let is_about_job = match &answer.content {
        Content::Json(value) if answer.is_success() => task_id::of_refusing(value).is_some(),
        Content::Json(_) => answer.status == 422,
        Content::Text(_) => false,
    };
    let error = is_about_job.then(|| ErrorBody::of(answer))?;
    let is_moderated = matches!(
        classify_error::by_text(&error.text()),
        Some(Meaning::Moderation | Meaning::ModerationPrompt | Meaning::ModerationPicture | Meaning::ModerationResult)
    );
    let phase = || Phase::Failed(failure_of(&error, Ending::Moderated, None));
    let is_end = is_moderated && !poll_error::goes_on(answer.status, &error);
    is_end.then(|| JobStatus { phase: phase(), progress: None })
}

fn is_missing(answer: &Value) -> bool {
    job_state::of(answer).is_some_and(|told| told.state == State::Missing)
}

/// How the task stands; `None` when the answer is about no task.
fn report(answer: &Value, medium: Medium) -> Option<JobStatus> {
    let task = &json::unfolded(answer);
    let progress = json::objects(task)
        .into_iter()
        .find_map(|object| PROGRESSES.iter().filter_map(|name| json::field(object, name)).find_map(percent));
    let phase = match job_state::of(task) {
        Some(told) => phase(task, &told, medium, progress),
        // No status, but a film: nothing is left to wait for, and the download checks what it is.
        None => match succeeded(results::likely(task, medium, is_underway(progress))) {
            Some(phase) => phase,
            None if has_error(task) => return None,
            None if progress.is_some() || task_id::of(answer).is_some() => Phase::Running,
            None => return None,
        },
    };
    Some(JobStatus { phase, progress })
}

/// Whether the percent says that a job goes on.
fn is_underway(progress: Option<u8>) -> bool {
    progress.is_some_and(|percent| percent < 100)
}

fn has_error(task: &Value) -> bool {
    json::field(task, "error").is_some_and(job_state::is_told)
}

/// The relay's word for how a task stands, in lower case.
pub(super) fn status(task: &Value) -> Option<String> {
    job_state::of(task).map(|told| told.word.to_lowercase())
}

/// The status counts, whatever old errors the answer still carries (section 3).
fn phase(task: &Value, told: &ReportedState, medium: Medium, progress: Option<u8>) -> Phase {
    let found = || succeeded(results::of(task, medium));
    let failed = |ending, word: &str| Phase::Failed(failure_of(&error(task, word), ending, None));
    match told.state {
        State::Succeeded => match (found(), &told.beneath) {
            _ if is_withheld(task) => Phase::Failed(Failure::silent(Meaning::ModerationResult, Charged::Unknown)),
            (Some(phase), _) => phase,
            (None, Some((State::Ended(ending), word))) => failed(*ending, word),
            (None, Some((State::Queued | State::Running, _))) => Phase::Running,
            (None, _) if job_state::is_of_answer(&told.word) && says_nothing_of_its_end(task, progress) => {
                Phase::Running
            }
            (None, _) => filtered(task).map_or(Phase::FinishedWithoutResult, Phase::Failed),
        },
        // The clip is there, only not in its larger size.
        State::Ended(ending) if told.word.eq_ignore_ascii_case("video_upsampling_failed") => {
            found().unwrap_or_else(|| failed(ending, &told.word))
        }
        State::Ended(ending) => {
            let ended = filtered(task).map_or_else(|| failed(ending, &told.word), Phase::Failed);
            despite_end(task, medium, ended)
        }
        State::Queued => Phase::Queued,
        State::Running | State::Missing => Phase::Running,
        State::Unclear => undecided(succeeded(results::likely(task, medium, false)), task, &told.word),
        // A percent that stays at zero may be one that the relay never sets.
        State::Unknown if is_underway(progress) && progress != Some(0) => Phase::Running,
        State::Unknown => undecided(succeeded(results::certain(task, medium)), task, &told.word),
    }
}

/// The film of a job that is called failed for another reason than its content: a callback that did not arrive, a part
/// that is missing. What the download brings shows whether it is one.
fn despite_end(task: &Value, medium: Medium, failed: Phase) -> Phase {
    let is_withheld = matches!(&failed, Phase::Failed(failure) if is_moderation(failure.meaning));
    let film = if is_withheld { None } else { succeeded(results::despite_end(task, medium)) };
    film.unwrap_or(failed)
}

const fn is_moderation(meaning: Meaning) -> bool {
    matches!(
        meaning,
        Meaning::Moderation | Meaning::ModerationPrompt | Meaning::ModerationPicture | Meaning::ModerationResult
    )
}

/// A job whose state nobody documents is over when there is a film, or a reason why there is none.
fn undecided(film: Option<Phase>, task: &Value, word: &str) -> Phase {
    let failed = || Phase::Failed(failure_of(&error(task, ""), Ending::Failed, None));
    match film {
        Some(film) => film,
        None if job_state::tells_error(task) && !job_state::may_go_on(word) => failed(),
        None => Phase::Running,
    }
}

/// Whether an answer that went well says nothing yet of how its job ended.
fn says_nothing_of_its_end(task: &Value, progress: Option<u8>) -> bool {
    is_underway(progress) || (progress.is_none() && has_no_data(task))
}

fn has_no_data(task: &Value) -> bool {
    task.get("data").is_some_and(|data| match data {
        Value::Object(fields) => fields.is_empty(),
        Value::Array(items) => items.is_empty(),
        other => other.is_null(),
    })
}

fn succeeded(results: Vec<ResultUrl>) -> Option<Phase> {
    (!results.is_empty()).then_some(Phase::Succeeded { results })
}

/// xAI calls a film that its moderation keeps back done.
fn is_withheld(task: &Value) -> bool {
    json::objects(task).into_iter().any(|object| json::field(object, "respectmoderation") == Some(&Value::Bool(false)))
}

/// Why Google's moderation kept back the films of a task that is done.
fn filtered(task: &Value) -> Option<Failure> {
    let objects = json::objects(task).into_iter();
    let mut holders = objects.flat_map(|object| [Some(object), json::field(object, "generatevideoresponse")]).flatten();
    let holder = holders.find(|object| {
        let count = json::field(object, "raimediafilteredcount").and_then(Value::as_u64);
        count.is_some_and(|count| count > 0) || json::field(object, "raimediafilteredreasons").is_some()
    })?;
    let error = ErrorBody::of_task(holder, &["raimediafilteredreasons"]);
    Some(failure_of(&error, Ending::Moderated, None))
}

/// Why a task ended. Of what the words may mean only what concerns the job counts: a relay's trouble with the key or the
/// credit that it has with its own provider is not the user's. `told_before` is the percent that the relay told before the
/// end; what it tells at the end says nothing of when that was.
pub(super) fn failure_of(error: &ErrorBody, ending: Ending, told_before: Option<u8>) -> Failure {
    let text = error.text();
    let meaning = match classify_error::by_text(&text) {
        Some(
            told @ (Meaning::Moderation
            | Meaning::ModerationPrompt
            | Meaning::ModerationPicture
            | Meaning::ModerationResult
            | Meaning::Picture),
        ) => told,
        _ => match ending {
            Ending::Failed if classify_error::is_timeout(&text) => Meaning::TimedOut,
            Ending::Failed => Meaning::Generation,
            Ending::Expired => Meaning::Expired,
            Ending::Cancelled => Meaning::Cancelled,
            Ending::TimedOut => Meaning::TimedOut,
            Ending::Rejected => Meaning::Rejected,
            Ending::Moderated => Meaning::Moderation,
            Ending::OutOfCredit => Meaning::Balance,
        },
    };
    let failure = error.failure(meaning, charged(&text, meaning));
    at_stage(failure, told_before)
}

/// A failure with the stage of moderation that the progress before the end tells, where the words told none.
pub fn at_stage(failure: Failure, told_before: Option<u8>) -> Failure {
    let is_nearly_done = told_before.is_some_and(|percent| percent >= NEARLY_DONE);
    match failure.meaning {
        Meaning::Moderation if is_nearly_done => Failure { meaning: Meaning::ModerationResult, ..failure },
        _ => failure,
    }
}

/// Only the relay knows what a failed job cost, unless it says that the money is back, or that it refused the prompt,
/// which is before anything is generated.
fn charged(text: &str, meaning: Meaning) -> Charged {
    if meaning == Meaning::ModerationPrompt || classify_error::is_refunded(text) {
        Charged::No
    } else {
        Charged::Unknown
    }
}

/// What a task that ended says of it: its reason, or at least the word for its state.
fn error(task: &Value, word: &str) -> ErrorBody {
    let error = ErrorBody::of_task(task, REASONS);
    let is_plain = PLAIN_FAILURES.contains(&word.trim().to_lowercase().as_str());
    if error.is_empty() && !is_plain { ErrorBody::from_text(word.to_owned()) } else { error }
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

#[cfg(test)]
mod tests;

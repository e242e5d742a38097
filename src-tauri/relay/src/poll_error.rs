//! Classifies failed polls and decides whether to poll again. Polls are free, so in doubt they are repeated.

use super::{
    answer::Answer,
    classify_error,
    error_body::ErrorBody,
    outcome::{PollError, Retry},
    submit_outcome,
};
use dailies_model::{Charged, Meaning};

/// Phrases in error answers which mean that the job is still running.
const GOING_ON: &[&str] = &[
    "in progress",
    "in_progress",
    "in queue",
    "in_queue",
    "queued",
    "being processed",
    "is processing",
    "still processing",
    "still running",
    "still generating",
    "is generating",
    "is pending",
    "not completed",
    "not complete yet",
    "not yet complete",
    "not finished",
    "not ready",
    "处理中",
    "生成中",
    "进行中",
    "排队中",
    "审核中",
    "未完成",
    "尚未",
];

/// Classifies an answer without a status. The job was accepted before, so whether it is charged is unknown.
pub(super) fn of(answer: &Answer) -> PollError {
    if (300..400).contains(&answer.status) {
        let failure = dailies_model::Failure { charged: Charged::Unknown, ..submit_outcome::redirected(answer) };
        return PollError { failure, retry: Retry::Never };
    }
    let error = ErrorBody::of(answer);
    let meaning = match ErrorBody::find(answer) {
        None if answer.is_success() => Meaning::Unreadable,
        _ => error.meaning(answer.status),
    };
    let retry = if goes_on(answer.status, &error) { later(answer) } else { retry(answer, meaning) };
    PollError { failure: error.failure(meaning, Charged::Unknown), retry }
}

/// Returns whether an error answer means that the job is still running.
pub(super) fn goes_on(status: u16, error: &ErrorBody) -> bool {
    let text = error.text().to_lowercase();
    let is_told =
        GOING_ON.iter().any(|mark| text.contains(mark)) && classify_error::by_text(&text) != Some(Meaning::Gone);
    status == 409 || (is_told && matches!(status, 200..=299 | 400 | 404 | 422 | 423))
}

/// Returns the error for a successful answer whose status word says that there is no such task.
pub(super) fn gone(answer: &Answer) -> PollError {
    PollError { failure: ErrorBody::of(answer).failure(Meaning::Gone, Charged::Unknown), retry: Retry::Gone }
}

fn later(answer: &Answer) -> Retry {
    Retry::Later { after_ms: answer.retry_after_ms }
}

fn retry(answer: &Answer, meaning: Meaning) -> Retry {
    let later = later(answer);
    match (answer.status, meaning) {
        (_, Meaning::Gone) => Retry::Gone,
        (408 | 425 | 429 | 499 | 500.., _) => later,
        (400..=499, _) | (_, Meaning::Key | Meaning::Permission | Meaning::Balance) => Retry::Never,
        _ => later,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn told(status: u16, message: &str) -> (Meaning, Retry) {
        let error = of(&Answer::json(status, json!({"error": {"message": message, "type": "x"}})));
        assert_eq!(error.failure.charged, Charged::Unknown);
        (error.failure.meaning, error.retry)
    }

    const LATER: Retry = Retry::Later { after_ms: None };

    #[test]
    fn what_the_user_has_to_mend_is_not_polled_again() {
        assert_eq!(told(401, "no such key"), (Meaning::Key, Retry::Never));
        assert_eq!(told(403, "group"), (Meaning::Permission, Retry::Never));
        assert_eq!(told(400, "bad id"), (Meaning::Invalid, Retry::Never));
        assert_eq!(told(200, "invalid token"), (Meaning::Key, Retry::Never));
    }

    #[test]
    fn a_task_that_is_not_known_is_gone() {
        assert_eq!(told(404, "nothing here"), (Meaning::Gone, Retry::Gone));
        assert_eq!(told(400, "task_not_exist"), (Meaning::Gone, Retry::Gone));
        assert_eq!(of(&Answer::text(404, "<html></html>")).retry, Retry::Gone);
    }

    #[test]
    fn what_passes_is_polled_later() {
        assert_eq!(told(500, "oops"), (Meaning::Server, LATER));
        assert_eq!(told(503, "busy"), (Meaning::Server, LATER));
        assert_eq!(told(200, "something"), (Meaning::Invalid, LATER));
        let page = of(&Answer::text(200, "<html><title>Wait</title></html>"));
        assert_eq!((page.failure.meaning, page.retry), (Meaning::Unreadable, LATER));
    }

    #[test]
    fn a_job_that_is_at_work_goes_on_whatever_the_status() {
        for (status, message) in [
            (400, "Request is still in progress"),
            (409, "task is processing"),
            (409, "conflict"),
            (400, "Video generation not completed yet"),
            (404, "the video is not ready"),
            (422, "视频生成中，请稍后"),
        ] {
            assert_eq!(told(status, message).1, LATER, "{status} {message}");
        }
        assert_eq!(of(&Answer::json(400, json!({"detail": "Request is still in progress"}))).retry, LATER);
        assert_eq!(told(404, "task not found, or not ready").1, Retry::Gone);
        assert_eq!(told(401, "still in progress").1, Retry::Never);
    }

    #[test]
    fn a_relay_that_asks_to_wait_is_obeyed() {
        let answer = Answer { retry_after_ms: Some(9000), ..Answer::text(429, "") };
        assert_eq!(of(&answer).retry, Retry::Later { after_ms: Some(9000) });
    }

    #[test]
    fn a_redirect_is_not_followed() {
        let error = of(&Answer::text(302, ""));
        assert_eq!((error.failure.meaning, error.retry), (Meaning::Invalid, Retry::Never));
    }
}

//! Detects error messages after which the relay may still have accepted the job: a timeout, a lost connection, a duplicate job.
//! Such a job is never reported as free of charge, and never sent again by the program.

use super::{classify_error, error_body::ErrorBody};
use dailies_model::Meaning;

/// A connection that ended after the request may have gone out, or an answer that nobody could read.
const CUT: &[&str] = &[
    "connection reset",
    "connection closed",
    "connection aborted",
    "connection error",
    "connection terminat",
    "connection was ",
    "connect error",
    "reset by peer",
    "reset before",
    "econnreset",
    "disconnect",
    "broken pipe",
    "unexpected eof",
    ": eof",
    "socket hang up",
    "do request failed",
    "no response",
    "invalid character '<'",
    "after submit",
    "连接重置",
    "连接中断",
    "连接断开",
];
/// A job that is there already.
const THERE: &[&str] = &[
    "already submitted",
    "already been submitted",
    "already exists",
    "already in progress",
    "already queued",
    "duplicate request",
    "duplicate task",
    "duplicate submission",
    "check task list",
    "check the task list",
    "check your task",
    "任务已存在",
    "任务已提交",
    "重复提交",
    "重复请求",
    "查看任务",
];
/// What a relay says of a request that it would not have.
const BLAMED: &[&str] = &[
    "invalid",
    "is required",
    "must be",
    "must not",
    "should be",
    "missing",
    "not support",
    "unsupported",
    "参数",
    "不能为空",
    "不支持",
    "缺少",
    "无效",
    "格式",
];
/// What a relay has too much of; then what it says of the next one is that this does not have the job.
const BUSY: &[&str] =
    &["busy", "overload", "capacity", "saturat", "unavailable", "too many", "饱和", "繁忙", "负载", "过载"];
/// Words that decide nothing in an answer which says that something broke: they may stand in a page, or speak of a later step.
const WEAK: &[&str] = &["forbidden", "copyright", "policies", "safety check"];

/// Whether a refusal of success or 4xx leaves it open.
pub(super) fn is_open(error: &ErrorBody, meaning: Meaning) -> bool {
    use Meaning::{Balance, Gone, Key, NotOffered, Permission, Picture};
    if matches!(meaning, Balance | Gone | Key | NotOffered | Permission | Picture) {
        return false;
    }
    let text = error.text().to_lowercase();
    let is_blamed = || holds(&text, BLAMED);
    let has_broken = matches!(error.status(), Some(408 | 500..=502 | 504..)) && !is_verdict(meaning);
    holds(&text, CUT) || holds(&text, THERE) || ((has_broken || classify_error::is_timeout(&text)) && !is_blamed())
}

/// Whether an answer which says that something broke decides about the request all the same.
pub(super) fn is_decided(error: &ErrorBody, status: u16) -> bool {
    let text = error.text().to_lowercase();
    let clear = WEAK.iter().fold(text.clone(), |text, weak| text.replace(weak, ""));
    let meaning = classify_error::by_status_and_text(error.status().unwrap_or(status), &clear);
    is_verdict(meaning) && !is_cut(&text) && !is_markup(&text)
}

/// Whether an answer of status 503 says no more than that the relay does not have the job now.
pub(super) fn is_only_busy(error: &ErrorBody) -> bool {
    let text = error.text().to_lowercase();
    let is_of_another = text.contains("upstream") && !holds(&text, BUSY);
    !is_cut(&text) && !holds(&text, THERE) && !is_markup(&text) && !is_of_another
}

fn is_cut(text: &str) -> bool {
    classify_error::is_timeout(text) || holds(text, CUT)
}

/// Whether a page stands in a text, whose words are not the relay's.
fn is_markup(text: &str) -> bool {
    holds(text, &["<html", "<!doctype", "</"])
}

fn holds(text: &str, marks: &[&str]) -> bool {
    marks.iter().any(|mark| text.contains(mark))
}

/// Whether a meaning is a decision about this request, so that even an answer of status 500 says that it was not accepted.
pub(super) fn is_verdict(meaning: Meaning) -> bool {
    use Meaning::{
        Balance, Key, Moderation, ModerationPicture, ModerationPrompt, ModerationResult, NotOffered, Permission,
        Picture,
    };
    matches!(
        meaning,
        Balance
            | Key
            | Moderation
            | ModerationPicture
            | ModerationPrompt
            | ModerationResult
            | NotOffered
            | Permission
            | Picture
    )
}

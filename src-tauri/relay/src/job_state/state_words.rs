//! What one word for a state means.

use super::{Ending, State};
use crate::json;

/// What words come down to by their parts, as the beginnings of those, the more telling ending first.
const ENDINGS: &[(Ending, &[&str])] = &[
    (
        Ending::Moderated,
        &[
            "moderat",
            "violat",
            "block",
            "censor",
            "nsfw",
            "unsafe",
            "flagged",
            "sensitive",
            "prohibit",
            "banned",
            "copyright",
            "recitation",
            "infring",
            "filtered",
            "safety",
            "illegal",
            "policy",
            "nudity",
        ],
    ),
    (
        Ending::OutOfCredit,
        &["budget", "quota", "credit", "balance", "insufficient", "arrear", "overdue", "unpaid", "payment"],
    ),
    (Ending::TimedOut, &["timeout", "timedout", "deadline"]),
    (Ending::Expired, &["expir"]),
    (
        Ending::Cancelled,
        &[
            "cancel",
            "abort",
            "terminat",
            "kill",
            "revok",
            "interrupt",
            "stopped",
            "deleted",
            "removed",
            "discard",
            "halt",
            "withdr",
            "quit",
        ],
    ),
    (Ending::Rejected, &["reject", "deni", "deny", "declin", "refus", "forbid", "disallow", "restrict"]),
    (
        Ending::Failed,
        &[
            "fail",
            "error",
            "exceed",
            "exhaust",
            "crash",
            "dead",
            "died",
            "invalid",
            "unsuccess",
            "incomplete",
            "unable",
            "unsupported",
            "exception",
            "fatal",
            "broken",
            "skipped",
            "lost",
            "dropped",
            "memory",
            "evict",
            "undeliver",
            "bad",
            "gave",
            "missed",
        ],
    ),
];
/// Words of the money row say something only beside one of these.
const SHORT_OF_MONEY: &[&str] =
    &["exceed", "exhaust", "insufficient", "low", "empty", "out", "no", "arrear", "overdue", "unpaid", "required"];
/// Words that are whole failures, and such that are ones after `not` or `no`.
const FAILURES: &[&str] = &["err", "oom", "ko", "nok"];
const NOT_DONE: &[&str] = &["success", "result", "output"];
const NOT_ALLOWED: &[&str] = &["allow", "approv", "pass", "permit"];
/// The words of the moderation row that also name a step of the work, and what makes them one.
const CHECKS: &[&str] = &["moderat", "safety", "sensitive", "policy", "copyright"];
const CHECKED: &[&str] = &["pass", "approv", "check", "review", "clear"];
/// A success of one of these is that of a step.
const STEPS: &[&str] = &["text", "upload", "lyrics", "prompt", "first", "preprocess"];
const QUEUED: &[&str] = &[
    "queue", "enqueue", "requeue", "inqueue", "pend", "wait", "submit", "accept", "creat", "schedul", "receiv",
    "backlog", "new", "todo", "initial",
];
const SUCCEEDED: &[&str] = &[
    "succe",
    "complet",
    "done",
    "finish",
    "ready",
    "available",
    "deliver",
    "generated",
    "fulfil",
    "finaliz",
    "finalis",
];
const MISSING: &[&str] = &["notfound", "notexist", "taskunknown", "nosuchtask"];
/// A word with one of these is about what is to come.
const TO_COME: &[&str] = &["retry", "retri", "request", "progress", "process", "failover"];

const ENDINGS_ZH: &[(Ending, &[&str])] = &[
    (
        Ending::Moderated,
        &[
            "违规",
            "违禁",
            "敏感",
            "屏蔽",
            "拦截",
            "封禁",
            "审核失败",
            "审核不通过",
            "审核未通过",
            "不合规",
            "风控",
            "涉黄",
        ],
    ),
    (Ending::OutOfCredit, &["余额不足", "额度不足", "积分不足", "欠费"]),
    (Ending::TimedOut, &["超时"]),
    (Ending::Expired, &["过期", "失效"]),
    (Ending::Cancelled, &["取消", "终止", "中止", "中断", "停止", "删除", "作废", "撤销", "已关闭"]),
    (Ending::Rejected, &["拒绝", "驳回", "不通过", "未通过", "禁止"]),
    (Ending::Failed, &["失败", "错误", "异常", "未成功", "出错", "无法生成"]),
];
const QUEUED_ZH: &[&str] = &["排队", "队列", "等待", "待", "提交", "已创建", "未开始"];
const RUNNING_ZH: &[&str] = &["未完成", "处理中", "生成中", "进行", "渲染", "正在", "重试"];
const SUCCEEDED_ZH: &[&str] = &["成功", "完成", "完毕", "已生成", "就绪", "结束"];

/// What one word for a state means.
pub(crate) fn of_word(word: &str) -> State {
    let plain = word.trim().to_lowercase();
    if let Some(state) = in_chinese(&plain) {
        return state;
    }
    let parts = json::words(word.trim());
    let is = |stems: &[&str]| parts.iter().any(|part| stems.iter().any(|stem| part.starts_with(stem)));
    let has = |words: &[&str]| parts.iter().any(|part| words.contains(&part.as_str()));
    let joined = parts.concat();
    let goes_on = parts.last().is_some_and(|part| part.ends_with("ing"));
    match ending(&parts) {
        _ if MISSING.contains(&joined.as_str()) => State::Missing,
        _ if is(&["retry", "retri"]) => State::Running,
        Some(Ending::Cancelled) if has(&["requested", "pending", "request"]) => State::Running,
        Some(ending) => State::Ended(ending),
        None if has(&["not", "un"]) && is(&["start", "begin", "begun", "submit"]) => State::Queued,
        None if has(&["to"]) && is(&["start", "begin", "run"]) => State::Queued,
        None if joined == "notstart" || is(QUEUED) && !goes_on_otherwise(&parts) => State::Queued,
        // `not_failed`: a film decides.
        None if has(&["not"]) && is(&["fail"]) => State::Unknown,
        None if goes_on || has(&["not", "unfinished"]) || is_check(&parts) => State::Running,
        None if joined == "processed" => State::Succeeded,
        None if is(TO_COME) => State::Running,
        // A film decides whether that was the last step.
        None if is(SUCCEEDED) && parts.len() == 2 && STEPS.contains(&parts[0].as_str()) => State::Unknown,
        None if is(SUCCEEDED) => State::Succeeded,
        None if ["ok", "true", "yes"].contains(&joined.as_str()) => State::Unclear,
        None => State::Unknown,
    }
}

/// `initializing`, `creating`, `submitting`: work, though its beginning is that of a word for waiting.
fn goes_on_otherwise(parts: &[String]) -> bool {
    let waits = |part: &String| ["pending", "waiting", "queueing", "queuing"].contains(&part.as_str());
    parts.last().is_some_and(|part| part.ends_with("ing")) && !parts.iter().any(waits)
}

/// How a job ended whose word has these parts. `cancelling` is still to come.
fn ending(parts: &[String]) -> Option<Ending> {
    if let Some(ending) = denied(parts) {
        return Some(ending);
    }
    let is_over = |part: &&String| !part.ends_with("ing") && !part.starts_with("failover");
    let begins = |stems: &[&str]| parts.iter().filter(is_over).any(|part| begins_with(part, stems));
    let is_without = parts.iter().any(|part| part == "no" || part == "without");
    if is_without && !begins(&["budget", "quota", "credit", "balance"]) || follows(parts, "not", &["fail"]) {
        return None;
    }
    let is_timed_out = parts.windows(2).any(|pair| pair[0].starts_with("time") && pair[1] == "out");
    if is_timed_out || (begins(&["time", "duration"]) && begins(&["exceed"])) {
        return Some(Ending::TimedOut);
    }
    ENDINGS.iter().find_map(|(ending, stems)| {
        let counts = match ending {
            Ending::OutOfCredit => begins(SHORT_OF_MONEY),
            Ending::Moderated => !is_check(parts),
            _ => true,
        };
        let is_whole = *ending == Ending::Failed && parts.iter().any(|part| FAILURES.contains(&part.as_str()));
        ((begins(stems) && counts) || is_whole).then_some(*ending)
    })
}

/// How a job ended of which something is denied: `not_allowed`, `no_result`.
fn denied(parts: &[String]) -> Option<Ending> {
    let is_denied = |stems: &[&str]| follows(parts, "not", stems) || follows(parts, "no", stems);
    match () {
        () if is_denied(NOT_ALLOWED) && parts.iter().any(|part| begins_with(part, CHECKS)) => Some(Ending::Moderated),
        () if is_denied(NOT_ALLOWED) => Some(Ending::Rejected),
        () if is_denied(NOT_DONE) => Some(Ending::Failed),
        () => None,
    }
}

/// Whether a word names a check that goes on or went well: `in_moderation`, `moderation_passed`.
fn is_check(parts: &[String]) -> bool {
    let begins = |stems: &[&str]| parts.iter().any(|part| begins_with(part, stems));
    let is_step = parts.first().is_some_and(|first| first == "in") || begins(CHECKED);
    let is_turned_down = ENDINGS.iter().any(|(ending, stems)| match ending {
        Ending::Moderated => stems.iter().any(|stem| !CHECKS.contains(stem) && begins(&[*stem])),
        _ => begins(stems),
    });
    begins(CHECKS) && is_step && !is_turned_down
}

/// Whether a word that begins with one of these stems comes right after `first`.
fn follows(parts: &[String], first: &str, stems: &[&str]) -> bool {
    parts.windows(2).any(|pair| pair[0] == first && begins_with(&pair[1], stems))
}

fn begins_with(part: &str, stems: &[&str]) -> bool {
    stems.iter().any(|stem| part.starts_with(stem))
}

fn in_chinese(word: &str) -> Option<State> {
    let holds = |marks: &[&str]| marks.iter().any(|mark| word.contains(mark));
    if word.is_ascii() {
        return None;
    }
    let ended = ENDINGS_ZH.iter().find(|(_, marks)| holds(marks)).map(|(ending, _)| *ending);
    match ended {
        Some(ending) if !word.ends_with('中') && !holds(&["重试"]) => Some(State::Ended(ending)),
        _ if holds(QUEUED_ZH) => Some(State::Queued),
        _ if word.ends_with('中') || holds(RUNNING_ZH) => Some(State::Running),
        _ if holds(SUCCEEDED_ZH) => Some(State::Succeeded),
        _ if word.contains(|c: char| c.is_ascii_alphabetic()) => None,
        _ => Some(State::Unknown),
    }
}

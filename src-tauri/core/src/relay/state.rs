//! A relay's words for how a job stands. Each relay and each maker has words of its own, so that a word that is not in a
//! list is read by its parts, in English and in Chinese. What follows from a state is not decided here.

use serde_json::Value;

use super::json;

/// How a job stands.
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

/// What an answer tells of the state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Told {
    pub(super) state: State,
    /// The relay's own word.
    pub(super) word: String,
    /// What an object inside of the first tells, where that is something else: an answer that went well may be about a
    /// job that did not.
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
    "runstatus",
    "phase",
    "successflag",
    "done",
    "completed",
    "finished",
    "isfinished",
    "iscompleted",
];

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
        ],
    ),
    (Ending::OutOfCredit, &["budget", "quota", "credit", "balance", "insufficient", "arrear", "overdue", "unpaid"]),
    (Ending::TimedOut, &["timeout", "timedout", "deadline"]),
    (Ending::Expired, &["expir"]),
    (
        Ending::Cancelled,
        &["cancel", "abort", "terminat", "kill", "revok", "interrupt", "stopped", "deleted", "removed", "discard"],
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
        ],
    ),
];
/// Words of the money row say something only beside one of these.
const SHORT_OF_MONEY: &[&str] =
    &["exceed", "exhaust", "insufficient", "low", "empty", "out", "no", "arrear", "overdue", "unpaid"];
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
const TO_COME: &[&str] = &["retry", "retri", "request", "progress", "process"];

const ENDINGS_ZH: &[(Ending, &[&str])] = &[
    (Ending::Moderated, &["违规", "违禁", "敏感", "屏蔽", "拦截", "封禁", "审核失败", "审核不通过", "审核未通过"]),
    (Ending::OutOfCredit, &["余额不足", "额度不足", "积分不足", "欠费"]),
    (Ending::TimedOut, &["超时"]),
    (Ending::Expired, &["过期", "失效"]),
    (Ending::Cancelled, &["取消", "终止", "中止", "中断", "停止", "删除", "作废", "撤销"]),
    (Ending::Rejected, &["拒绝", "驳回", "不通过", "未通过", "禁止"]),
    (Ending::Failed, &["失败", "错误", "异常", "未成功", "出错"]),
];
const QUEUED_ZH: &[&str] = &["排队", "队列", "等待", "待", "提交", "已创建", "未开始"];
const RUNNING_ZH: &[&str] = &["未完成", "处理中", "生成中", "进行", "渲染", "正在", "重试"];
const SUCCEEDED_ZH: &[&str] = &["成功", "完成", "完毕", "已生成", "就绪", "结束"];

/// The first state that an answer tells; `None` when it tells none.
pub(super) fn of(answer: &Value) -> Option<Told> {
    let told: Vec<_> = json::objects(answer).into_iter().filter_map(of_object).collect();
    let mut known = told.iter().filter(|(state, _)| !matches!(state, State::Unclear | State::Unknown));
    let (state, word) = known.next().or_else(|| told.first())?.clone();
    let beneath = known.find(|(other, _)| *other != state).cloned();
    Some(Told { state, word, beneath })
}

fn of_object(object: &Value) -> Option<(State, String)> {
    NAMES.iter().find_map(|name| {
        let value = json::field(object, name)?;
        let state = match (value, *name) {
            (Value::String(word), _) if word.trim().parse::<f64>().is_ok() => numbered(object, name, word.trim())?,
            (Value::String(word), _) => of_word(word),
            (Value::Number(number), _) => numbered(object, name, &number.to_string())?,
            (Value::Bool(true), "done" | "isfinished" | "iscompleted" | "completed" | "finished") => {
                match json::field(object, "error").is_some_and(is_told) {
                    true => State::Ended(Ending::Failed),
                    false => State::Succeeded,
                }
            }
            (Value::Bool(false), "done" | "isfinished" | "iscompleted") => State::Running,
            _ => return None,
        };
        Some((state, json::plain(value).unwrap_or_default()))
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
    Some(match (name, number) {
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

/// What one word for a state means.
pub(super) fn of_word(word: &str) -> State {
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
        None if joined == "notstart" || is(QUEUED) && !goes_on_otherwise(&parts) => State::Queued,
        None if goes_on || has(&["not", "unfinished"]) => State::Running,
        None if is(TO_COME) => State::Running,
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
    let begins = |stems: &[&str]| {
        parts.iter().any(|part| !part.ends_with("ing") && stems.iter().any(|stem| part.starts_with(stem)))
    };
    let pair = |first: &str, second: &str| parts.windows(2).any(|pair| pair[0].starts_with(first) && pair[1] == second);
    if parts.iter().any(|part| part == "no" || part == "without") && !begins(&["budget", "quota", "credit", "balance"])
    {
        return None;
    }
    if pair("time", "out") || (begins(&["time", "duration"]) && begins(&["exceed"])) {
        return Some(Ending::TimedOut);
    }
    ENDINGS.iter().find_map(|(ending, stems)| {
        let is_short = *ending != Ending::OutOfCredit || begins(SHORT_OF_MONEY);
        (begins(stems) && is_short).then_some(*ending)
    })
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
        _ => Some(State::Unknown),
    }
}

#[cfg(test)]
mod tests;

//! Finds the error message in an answer. Relays wrap the error of a provider, which wraps that of its model, as objects, lists
//! and JSON in strings; the innermost message is returned. Its classification is done by `classify_error`.

use serde_json::Value;

use super::json;

/// Complaints lie no deeper in each other.
const MOST_DEPTH: u8 = 12;
/// How many entries of a list are said, and how much of a text is read, in bytes.
const MOST_ENTRIES: usize = 8;
const LONGEST_TEXT: usize = 64 * 1024;

/// Where an object says why, in plain names; the innermost first.
const SAID: &[&str] = &[
    "error",
    "errors",
    "innererror",
    "message",
    "msg",
    "messageen",
    "failreason",
    "failurereason",
    "failedreason",
    "errormessage",
    "errormsg",
    "errmsg",
    "failmsg",
    "failuremessage",
    "failure",
    "taskstatusmsg",
    "statusmessage",
    "statusmsg",
    "baseresp",
    "detail",
    "details",
    "reason",
    "description",
    "cause",
    "en",
    "text",
    "title",
    "info",
];
/// What says no more than the state does; it counts where nothing else is said.
const GENERIC: &[&str] = &[
    "task failed",
    "the task failed",
    "job failed",
    "generation failed",
    "video generation failed",
    "request failed",
    "failed",
    "failure",
    "fail",
    "error",
    "任务失败",
    "生成失败",
    "视频生成失败",
];
const SAID_IN_CHINESE: &[&str] = &["messagezh", "msgzh", "messagecn", "zh", "zhcn"];
/// Where an object names its error for programs.
const CODES: &[&str] = &["code", "errorcode", "errcode", "failcode", "failurecode", "statuscode", "errortype", "type"];
/// What is said where all is well.
const NOTHING: &[&str] = &[
    "",
    "success",
    "succeed",
    "succeeded",
    "ok",
    "none",
    "null",
    "nil",
    "<nil>",
    "undefined",
    "no error",
    "query ok",
    "query success",
    "成功",
    "查询成功",
    "操作成功",
    "请求成功",
];

/// Why something did not work, in the relay's words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct ErrorReason {
    /// Codes and types, the innermost first; separated by spaces.
    pub(super) code: String,
    pub(super) message: Option<String>,
    pub(super) message_zh: Option<String>,
}

/// The reason in a value; `None` when it says nothing.
pub(super) fn of(value: &Value) -> Option<ErrorReason> {
    read(value, MOST_DEPTH)
}

/// The reason of a task that ended: the first of these names that says something, the outermost object first.
pub(super) fn of_task(task: &Value, names: &[&str]) -> Option<ErrorReason> {
    let objects = json::objects(task);
    let said = || {
        names.iter().flat_map(|name| {
            objects.iter().filter_map(|object| Some(read(json::field(object, name)?, MOST_DEPTH)?.within(object)))
        })
    };
    let coded =
        || objects.iter().map(|object| ErrorReason::default().within(object)).find(|reason| !reason.code.is_empty());
    let telling = || said().find(|reason| reason.message.as_ref().is_some_and(|words| !is_generic(words)));
    telling().or_else(|| said().find(|reason| reason.message.is_some())).or_else(|| said().next()).or_else(coded)
}

fn is_generic(words: &str) -> bool {
    GENERIC.contains(&words.trim_end_matches(['.', '!', '。', '！']).trim().to_lowercase().as_str())
}

fn read(value: &Value, depth: u8) -> Option<ErrorReason> {
    let depth = depth.checked_sub(1)?;
    match value {
        Value::String(text) => of_text(text, depth),
        Value::Number(number) => Some(ErrorReason { message: Some(number.to_string()), ..ErrorReason::default() }),
        Value::Array(items) => of_list(items, depth),
        Value::Object(_) => of_object(value, depth),
        Value::Null | Value::Bool(_) => None,
    }
}

fn of_object(object: &Value, depth: u8) -> Option<ErrorReason> {
    let mut said = SAID.iter().filter_map(|name| {
        let value = json::field(object, name)?;
        // A number says something only where a sentence is due.
        let is_code = value.is_number() && matches!(*name, "error" | "errors" | "detail" | "failure");
        read(value, depth).filter(|_| !is_code)
    });
    let first = said.next();
    let has_words = |reason: &ErrorReason| reason.message.is_some();
    let best = match first {
        Some(first) if !has_words(&first) => said.find(has_words).or(Some(first)),
        first => first.or_else(|| by_field(object)),
    };
    let zh = SAID_IN_CHINESE.iter().find_map(|name| json::field(object, name)).and_then(json::plain);
    let mut reason = best.unwrap_or_default().within_error(object);
    reason.message_zh = reason.message_zh.or(zh);
    reason.message = reason.message.map(|message| at_field(object, message)).or_else(|| reason.message_zh.clone());
    (reason != ErrorReason::default()).then_some(reason)
}

/// What is said of each field of a request: `{"prompt":["is too long"]}`.
fn by_field(object: &Value) -> Option<ErrorReason> {
    let told = object.as_object()?.iter().take(MOST_ENTRIES).map(|(field, said)| {
        let said = said.as_array()?.first()?.as_str().filter(|said| !said.contains("://"))?;
        Some(format!("{field}: {said}"))
    });
    let told: Vec<_> = told.collect::<Option<_>>()?;
    (!told.is_empty()).then(|| ErrorReason { message: Some(told.join("; ")), ..ErrorReason::default() })
}

/// FastAPI says beside each message which field it is about.
fn at_field(object: &Value, message: String) -> String {
    let place = json::field(object, "loc").and_then(Value::as_array);
    let names: Vec<_> = place.into_iter().flatten().filter_map(json::plain).filter(|name| name != "body").collect();
    if names.is_empty() { message } else { format!("{}: {message}", names.join(".")) }
}

fn of_list(items: &[Value], depth: u8) -> Option<ErrorReason> {
    let said: Vec<_> = items.iter().take(MOST_ENTRIES).filter_map(|item| read(item, depth)).collect();
    let joined = |text: fn(&ErrorReason) -> Option<&str>| {
        let texts: Vec<_> = said.iter().filter_map(text).collect();
        (!texts.is_empty()).then(|| texts.join("; "))
    };
    let code: Vec<_> = said.iter().map(|reason| reason.code.as_str()).filter(|code| !code.is_empty()).collect();
    (!said.is_empty()).then(|| ErrorReason {
        code: code.join(" "),
        message: joined(|reason| reason.message.as_deref()),
        message_zh: joined(|reason| reason.message_zh.as_deref()),
    })
}

/// A text, or what the JSON in it says: `upstream said: {"error":{...}}`.
fn of_text(text: &str, depth: u8) -> Option<ErrorReason> {
    let text = text.trim();
    let text = &text[..text.floor_char_boundary(LONGEST_TEXT)];
    if NOTHING.contains(&text.to_lowercase().as_str()) {
        return None;
    }
    let plain = |text: &str| Some(ErrorReason { message: Some(text.to_owned()), ..ErrorReason::default() });
    let Some(start) = text.find(['{', '[']) else { return plain(text) };
    let end = text.rfind(['}', ']']).map_or(text.len(), |at| at + 1);
    let inner = text.get(start..end).and_then(|inner| json::parse(inner.as_bytes()).ok());
    let inner = inner.filter(|inner| inner.is_object() || inner.is_array()).and_then(|inner| read(&inner, depth));
    match inner {
        Some(inner) if inner.message.is_some() => Some(inner),
        Some(inner) => Some(ErrorReason {
            message: Some(text[..start].trim().to_owned()).filter(|before| !before.is_empty()),
            ..inner
        }),
        None => quoted(text).map_or_else(|| plain(text), plain),
    }
}

/// The sentence behind the last `"message":` of what looks like JSON and is none: cut off, or in another language's quotes.
fn quoted(text: &str) -> Option<&str> {
    let names = ["message", "msg", "detail", "error"];
    names.iter().find_map(|name| {
        let (at, _) =
            text.rmatch_indices(name).find(|(at, _)| text[at + name.len()..].starts_with(['"', '\'', '\\']))?;
        let rest = text[at + name.len()..].trim_start_matches(['"', '\'', '\\', ' ']).strip_prefix(':')?;
        let rest = rest.trim_start_matches([' ', '\\']);
        let quote = rest.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
        let said = rest[1..].split([quote, '\\']).next().unwrap_or_default().trim();
        (said.chars().count() > 2).then_some(said)
    })
}

impl ErrorReason {
    /// With the codes of the error around it.
    fn within_error(mut self, error: &Value) -> Self {
        for name in CODES {
            self.add(json::field(error, name));
        }
        self
    }

    /// With the codes of the task around it, whose `type` is no error's.
    fn within(mut self, task: &Value) -> Self {
        for name in CODES.iter().filter(|name| **name != "type") {
            self.add(json::field(task, name));
        }
        self
    }

    fn add(&mut self, code: Option<&Value>) {
        let Some(code) = code.and_then(json::plain) else { return };
        let is_good = code == "0" || code.parse().is_ok_and(|code: u32| (200..300).contains(&code));
        let is_known = self.code.split(' ').any(|known| known == code);
        if !is_good && !is_known && !NOTHING.contains(&code.to_lowercase().as_str()) {
            let space = if self.code.is_empty() { "" } else { " " };
            self.code = format!("{}{space}{code}", self.code);
        }
    }
}

#[cfg(test)]
mod tests;

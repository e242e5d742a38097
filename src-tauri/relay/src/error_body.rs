//! The error in an answer, in any of the shapes that relays give it (reference section 8).

use serde_json::Value;

use super::{
    answer::{Answer, Content},
    classify_error,
    error_reason::{self, ErrorReason},
    sanitize,
};
use dailies_model::{Charged, Failure, Meaning};

/// Status words of success.
const GOOD: &[&str] = &["", "success", "succeed", "succeeded", "ok", "accepted", "created", "queued", "submitted"];
const GOOD_WORDS: &[&str] =
    &["success", "成功", "accepted", "queued", "submitted", "排队", "已提交", "已存在", "操作完成", "提交完成"];
/// Words that turn a word of success into a failure: unsuccessful, not accepted, a full queue.
const BAD_WORDS: &[&str] = &[
    "unsuccess",
    "fail",
    "not ",
    "error",
    "invalid",
    "full",
    "too many",
    "limit",
    "失败",
    "未成功",
    "不成功",
    "错误",
    "不足",
    "已满",
    "过多",
    "上限",
    "超过",
    "请勿",
    "稍后",
];

/// The error that an answer reports.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct ErrorBody(ErrorReason);

impl ErrorBody {
    /// Returns the error in an answer of one of the relays' JSON shapes; `None` for others, such as a gateway's HTML page.
    pub(super) fn find(answer: &Answer) -> Option<Self> {
        let Content::Json(value) = &answer.content else { return None };
        let has_error = matches!(&value["error"], Value::Object(fields) if !fields.is_empty())
            || matches!(&value["error"], Value::String(text) if !text.trim().is_empty());
        let has_shape =
            has_error || says_no(value) || (!answer.is_success() && error_reason::of(&value["message"]).is_some());
        has_shape.then(|| Self(error_reason::of(value).unwrap_or_default()))
    }

    /// Returns whether an answer reports an error in its body, whatever its status.
    pub(super) fn is_in(answer: &Answer) -> bool {
        Self::find(answer).is_some()
    }

    /// Returns the error in an answer, or the whole body as its text if it has no error message.
    pub(super) fn of(answer: &Answer) -> Self {
        Self::find(answer).unwrap_or_else(|| match &answer.content {
            Content::Json(value) => {
                let reason = error_reason::of(value).filter(|reason| reason.message.is_some());
                reason.map_or_else(|| Self::from_text(value.to_string()), Self)
            }
            Content::Text(text) => Self::from_text(text.clone()),
        })
    }

    /// Returns the reason of a failed task, from the first of these fields that has one.
    pub(super) fn of_task(task: &Value, names: &[&str]) -> Self {
        Self(error_reason::of_task(task, names).unwrap_or_default())
    }

    /// An error with these words.
    pub(super) fn from_text(text: String) -> Self {
        Self(ErrorReason { message: Some(text), ..ErrorReason::default() })
    }

    /// Returns whether it has neither code nor text.
    pub(super) fn is_empty(&self) -> bool {
        self.0 == ErrorReason::default()
    }

    /// Returns code and texts joined, for classification. Not sanitized, so not to be shown.
    pub(super) fn text(&self) -> String {
        let ErrorReason { code, message, message_zh } = &self.0;
        [code.as_str(), message.as_deref().unwrap_or(""), message_zh.as_deref().unwrap_or("")].join(" ")
    }

    /// Classifies the error. A status inside the body takes precedence over the HTTP status.
    pub(super) fn meaning(&self, status: u16) -> Meaning {
        classify_error::by_status_and_text(self.status().unwrap_or(status), &self.text())
    }

    /// Returns the HTTP status that the body names.
    pub(super) fn status(&self) -> Option<u16> {
        self.0.code.split(' ').find_map(|code| code.parse().ok()).filter(|code| (400..600).contains(code))
    }

    /// Returns a failure with the sanitized text of this error.
    pub(super) fn failure(&self, meaning: Meaning, charged: Charged) -> Failure {
        let [shown, zh] =
            [&self.0.message, &self.0.message_zh].map(|text| text.as_deref().and_then(sanitize::plain_text));
        let code = || sanitize::plain_text(&self.0.code);
        Failure { meaning, charged, words: shown.or_else(|| zh.clone()).or_else(code), words_zh: zh }
    }
}

/// Whether an object without `error` says itself that it is no success: `{"code","message","data"}` of a task, `success`,
/// or MiniMax's `base_resp`.
fn says_no(value: &Value) -> bool {
    let base = &value["base_resp"]["status_code"];
    let is_code_told = is_error_code(&value["code"]) && !says_yes(value);
    is_code_told || is_error_code(base) || value["success"] == Value::Bool(false)
}

/// Whether the words beside a code speak of success: some relays count otherwise, `{"code":1,"description":"提交成功"}`.
fn says_yes(value: &Value) -> bool {
    let words = ["message", "msg", "description"].map(|name| value[name].as_str().unwrap_or_default());
    words.iter().any(|words| {
        let words = words.trim().to_lowercase();
        let is_good =
            (!words.is_empty() && GOOD.contains(&words.as_str())) || GOOD_WORDS.iter().any(|yes| words.contains(yes));
        is_good && !BAD_WORDS.iter().any(|no| words.contains(no))
    })
}

fn is_error_code(code: &Value) -> bool {
    match code {
        Value::String(code) => {
            let code = code.trim().to_ascii_lowercase();
            !GOOD.contains(&code.as_str()) && code.parse().map_or(true, |number| !is_good_number(number))
        }
        Value::Number(code) => !code.as_i64().is_some_and(is_good_number),
        _ => false,
    }
}

const fn is_good_number(code: i64) -> bool {
    matches!(code, 0 | 200..=299 | 10_000 | 20_000)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn told(status: u16, value: Value) -> Option<(Meaning, Option<String>, Option<String>)> {
        let error = ErrorBody::find(&Answer::json(status, value))?;
        let failure = error.failure(error.meaning(status), Charged::No);
        Some((failure.meaning, failure.words, failure.words_zh))
    }

    #[test]
    fn this_relays_shape_is_read_in_both_languages() {
        let error = json!({"error": {"message": "no such key", "message_zh": "密钥无效", "type": "auth"}});
        assert_eq!(told(401, error), Some((Meaning::Key, Some("no such key".into()), Some("密钥无效".into()))));
    }

    #[test]
    fn the_open_relays_shape_is_read_with_its_code() {
        let error = json!({"error": {"message": "busy", "type": "new_api_error", "code": "model_not_found"}});
        assert_eq!(told(503, error), Some((Meaning::NotOffered, Some("busy".into()), None)));
    }

    #[test]
    fn the_shape_of_tasks_is_read() {
        let error = json!({"code": "insufficient_user_quota", "message": "用户额度不足", "data": null});
        assert_eq!(told(403, error), Some((Meaning::Balance, Some("用户额度不足".into()), None)));
    }

    #[test]
    fn a_status_inside_an_answer_of_status_200_counts() {
        assert_eq!(told(200, json!({"code": 401, "message": "who?"})), Some((Meaning::Key, Some("who?".into()), None)));
        assert_eq!(
            told(200, json!({"success": false, "message": "no"})),
            Some((Meaning::Invalid, Some("no".into()), None))
        );
        assert_eq!(told(200, json!({"error": "bad"})), Some((Meaning::Invalid, Some("bad".into()), None)));
    }

    #[test]
    fn what_says_that_all_is_well_is_no_complaint() {
        for value in [
            json!({"code": "success", "message": "", "data": {}}),
            json!({"code": 0, "message": "ok"}),
            json!({"message": "queued"}),
            json!({"error": null}),
            json!({"error": {}}),
            json!({"error": ""}),
        ] {
            assert_eq!(told(200, value.clone()), None, "{value}");
        }
    }

    #[test]
    fn success_is_counted_in_many_ways() {
        for value in [
            json!({"code": 22, "description": "排队中，前面还有1个任务"}),
            json!({"code": 21, "description": "任务已存在"}),
            json!({"code": 20_000, "message": "", "data": "t"}),
            json!({"code": "20000"}),
            json!({"code": "0000", "msg": ""}),
            json!({"code": "00000"}),
            json!({"code": 1, "msg": "ok"}),
            json!({"code": 100, "message": "Accepted"}),
            json!({"code": "accepted"}),
        ] {
            assert_eq!(told(200, value.clone()), None, "{value}");
        }
        for value in [
            json!({"code": 23, "description": "排队已满，请稍后"}),
            json!({"code": 1, "msg": ""}),
            json!({"code": 1, "msg": "not accepted"}),
            json!({"code": "00001", "msg": "bad"}),
            json!({"code": 1, "msg": "提交失败"}),
        ] {
            assert!(told(200, value.clone()).is_some(), "{value}");
        }
    }

    #[test]
    fn words_only_in_chinese_are_shown_to_everybody() {
        let error = json!({"error": {"message": "", "message_zh": "参数错误", "type": "x"}});
        assert_eq!(told(400, error), Some((Meaning::Invalid, Some("参数错误".into()), Some("参数错误".into()))));
    }
}

//! The error in an answer, in any of the shapes that relays give it (reference section 8).

use serde_json::Value;

use super::{
    answer::{Answer, Content},
    meaning, words,
};
use crate::model::{Charged, Failure, Meaning};

/// What an answer complains of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Complaint {
    /// Code and type, as far as there are any.
    code: String,
    message: Option<String>,
    message_zh: Option<String>,
}

impl Complaint {
    /// The complaint that a relay put into one of its own shapes. A gateway's page is none.
    pub(super) fn find(answer: &Answer) -> Option<Self> {
        let Content::Json(value) = &answer.content else { return None };
        let error = &value["error"];
        match error {
            Value::Object(fields) if !fields.is_empty() => Some(Self::of_fields(error)),
            Value::String(text) if !text.trim().is_empty() => {
                Some(Self { message: Some(text.clone()), ..Self::of_fields(value) })
            }
            _ => (says_no(value) || (!answer.is_success() && value["message"].is_string()))
                .then(|| Self::of_fields(value)),
        }
    }

    /// The complaint of an answer, or all of the answer where it has none.
    pub(super) fn of(answer: &Answer) -> Self {
        Self::find(answer).unwrap_or_else(|| {
            Self::saying(match &answer.content {
                Content::Json(value) => value.to_string(),
                Content::Text(text) => text.clone(),
            })
        })
    }

    /// Somebody's words as a complaint.
    pub(super) fn saying(text: String) -> Self {
        Self { message: Some(text), ..Self::default() }
    }

    /// Code, type and messages of one object.
    pub(super) fn of_fields(fields: &Value) -> Self {
        let code = ["code", "type"].map(|name| match &fields[name] {
            Value::String(text) => text.clone(),
            Value::Number(number) => number.to_string(),
            _ => String::new(),
        });
        Self { code: code.join(" "), message: text(&fields["message"]), message_zh: text(&fields["message_zh"]) }
    }

    /// All that it says, to look for meanings in. Not to be shown.
    pub(super) fn text(&self) -> String {
        [self.code.as_str(), self.message.as_deref().unwrap_or(""), self.message_zh.as_deref().unwrap_or("")].join(" ")
    }

    /// What it means under this status. A status inside an answer of status 200 counts more than the 200.
    pub(super) fn meaning(&self, status: u16) -> Meaning {
        let inner = self.code.split(' ').find_map(|code| code.parse().ok()).filter(|code| (400..600).contains(code));
        meaning::of_refusal(inner.unwrap_or(status), &self.text())
    }

    /// A failure in these words.
    pub(super) fn failure(&self, meaning: Meaning, charged: Charged) -> Failure {
        let [shown, zh] = [&self.message, &self.message_zh].map(|text| text.as_deref().and_then(words::plain));
        let code = || words::plain(&self.code);
        Failure { meaning, charged, words: shown.or_else(|| zh.clone()).or_else(code), words_zh: zh }
    }
}

/// Whether an object without `error` says itself that it is no success: `{"code","message","data"}` of a task, or `success`.
fn says_no(value: &Value) -> bool {
    let by_code = match &value["code"] {
        Value::String(code) => {
            !matches!(code.trim().to_ascii_lowercase().as_str(), "" | "success" | "ok" | "0" | "200")
        }
        Value::Number(code) => !matches!(code.as_i64(), Some(0 | 200)),
        _ => false,
    };
    by_code || value["success"] == Value::Bool(false)
}

fn text(value: &Value) -> Option<String> {
    value.as_str().filter(|text| !text.trim().is_empty()).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn told(status: u16, value: Value) -> Option<(Meaning, Option<String>, Option<String>)> {
        let complaint = Complaint::find(&Answer::json(status, value))?;
        let failure = complaint.failure(complaint.meaning(status), Charged::No);
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
    fn words_only_in_chinese_are_shown_to_everybody() {
        let error = json!({"error": {"message": "", "message_zh": "参数错误", "type": "x"}});
        assert_eq!(told(400, error), Some((Meaning::Invalid, Some("参数错误".into()), Some("参数错误".into()))));
    }
}

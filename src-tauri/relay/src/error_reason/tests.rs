use proptest::prelude::*;
use serde_json::json;

use super::*;

fn said(value: &Value) -> Option<String> {
    of(value).and_then(|reason| reason.message)
}

#[test]
fn the_innermost_sentence_is_found() {
    let nested = r#"upstream said: {"error":{"message":"{\"error\":{\"code\":\"InvalidParameter\",\"message\":\"Error while downloading image: 403\"}}"}}"#;
    for (value, sentence) in [
        (json!("plain words"), "plain words"),
        (json!(42), "42"),
        (json!(["first words", "second"]), "first words; second"),
        (json!({"code": "X", "message": "inner words"}), "inner words"),
        (json!({"message": {"code": "X", "message": "inner words"}}), "inner words"),
        (json!({"message": "outer", "error": {"message": "inner"}}), "inner"),
        (json!({"message": nested}), "Error while downloading image: 403"),
        (json!(nested), "Error while downloading image: 403"),
        (json!(r#"{"error":{"message":"deep words","code":"x"}}"#), "deep words"),
        (json!({"errors": [{"message": "a"}, {"message": "b"}]}), "a; b"),
        (json!({"detail": "not this"}), "not this"),
        (
            json!({"detail": [{"loc": ["body", "prompt"], "msg": "field required", "type": "missing"}]}),
            "prompt: field required",
        ),
        (json!({"base_resp": {"status_code": 1008, "status_msg": "insufficient balance"}}), "insufficient balance"),
        (json!({"code": 5, "data": null, "msg": "no"}), "no"),
        (json!(r#"relay: {"error": {"message": "cut off he"#), "cut off he"),
        (json!("{'error': {'message': 'in Python'}}"), "in Python"),
        (json!("bad [seed] given"), "bad [seed] given"),
    ] {
        assert_eq!(said(&value).as_deref(), Some(sentence), "{value}");
    }
}

#[test]
fn what_says_nothing_is_no_reason() {
    for value in [json!(""), json!(null), json!(true), json!({}), json!([]), json!("SUCCESS"), json!({"message": "ok"})]
    {
        assert_eq!(of(&value), None, "{value}");
    }
}

#[test]
fn codes_and_both_languages_come_along() {
    let reason = of(&json!({"error": {"message": "busy", "message_zh": "忙", "code": 503, "type": "x"}})).unwrap();
    assert_eq!((reason.code.as_str(), reason.message_zh.as_deref()), ("503 x", Some("忙")));
    let both = of(&json!({"message": {"en": "no", "zh": "不"}})).unwrap();
    assert_eq!((both.message.as_deref(), both.message_zh.as_deref()), (Some("no"), Some("不")));
}

#[test]
fn long_and_deep_texts_end() {
    let mut deep = json!("x");
    for _ in 0..100 {
        deep = json!({ "error": deep });
    }
    assert_eq!(of(&deep), None);
    for text in ["{".repeat(1 << 20), "message\"".repeat(1 << 17), "[{\"message\":".repeat(1 << 16)] {
        let _ = of(&json!(text));
    }
}

proptest! {
    #[test]
    fn no_text_is_too_strange(text in "(?s)([{}\\[\\]\"':\\\\ ]|message|error|视|.){0,60}") {
        let _ = of(&json!(text));
    }
}

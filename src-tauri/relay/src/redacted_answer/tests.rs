use proptest::prelude::*;
use serde_json::json;

use super::*;

fn kept(value: Value) -> Value {
    serde_json::from_str(&of_answer(&Answer::json(200, value))).unwrap()
}

#[test]
fn what_an_answer_says_stays_and_what_opens_doors_goes() {
    let told = json!({
        "task_id": "t1", "status": "SUCCESS", "progress": "100%", "api_key": "abc", "x-Api-Key": ["abc"],
        "data": {"output": "https://user:abc@cdn.example/film.mp4?sig=abc&x=1#abc", "width": 640},
        "headers": {"Authorization": "Bearer abc", "Set-Cookie": {"a": "abc"}},
        "usage": {"total_tokens": 12, "token": 12, "has_token": true, "token_id": null},
        "keyframes": [1, 2], "keyword": "quay", "sign": "abc", "design": "oak",
        "raw": "{\"client_secret\":\"abc\",\"url\":\"https://cdn.example/a?abc\"}",
        "https://cdn.example/b?abc": 1,
    });
    assert_eq!(
        kept(told),
        json!({
            "task_id": "t1", "status": "SUCCESS", "progress": "100%", "api_key": "•••", "x-Api-Key": "•••",
            "data": {"output": "https://cdn.example/film.mp4", "width": 640},
            "headers": {"Authorization": "•••", "Set-Cookie": "•••"},
            "usage": {"total_tokens": 12, "token": "•••", "has_token": true, "token_id": null},
            "keyframes": [1, 2], "keyword": "quay", "sign": "•••", "design": "oak",
            "raw": "{\"client_secret\":\"•••\",\"url\":\"https://cdn.example/a\"}",
            "https://cdn.example/b": 1,
        })
    );
}

#[test]
fn a_text_keeps_its_words() {
    for (text, clean) in [
        (
            "✅ 视频生成成功，[点击这里](https://cdn.example/a.mp4?sig=abc) 查看",
            "✅ 视频生成成功，[点击这里](https://cdn.example/a.mp4 查看",
        ),
        ("What? Nothing, at 12:30 // sorry.", "What? Nothing, at 12:30 // sorry."),
        ("Invalid token: abc (key=abc)", "Invalid token: ••• (key=•••"),
        ("Authorization: Bearer abc", "Authorization: ••• •••"),
        ("<a href=\"/login?token=abc\">", "<a href=\"/login\">"),
        (r#"upstream said {"api_key": "abc"} and stopped"#, r#"upstream said {"api_key": "•••"} and stopped"#),
        ("sk-abc is no key", "••• is no key"),
        ("Authorization: Basic abc", "Authorization: ••• •••"),
        (r#"{"sign":"abc"} and "session": "abc""#, r#"{"sign":"•••"} and "session": "•••""#),
        ("cdn.example/a.mp4&sign=abc", "cdn.example/a.mp4&sign="),
    ] {
        assert_eq!(kept(json!(text)), json!(clean));
        assert_eq!(of_answer(&Answer::text(502, text)), json!(clean).to_string());
    }
}

#[test]
fn a_long_answer_is_cut() {
    let long = kept(json!({"b64_json": "A".repeat(1_000_000), "status": "done"}));
    assert_eq!(
        (long["b64_json"].as_str().unwrap().len(), &long["status"]),
        (LONGEST_TEXT + '…'.len_utf8(), &json!("done"))
    );
    let many = of_answer(&Answer::json(200, json!(vec!["黄昏"; 20_000])));
    assert!(many.len() <= LONGEST && many.len() > LONGEST - 4, "{}", many.len());
}

const CANARY: &str = "c4n4ry";

/// A value with the canary in one of the ways in which relays let secrets out.
fn leak() -> impl Strategy<Value = Value> {
    let name = prop::sample::select(vec![
        "key",
        "api_key",
        "apiKey",
        "X-API-KEY",
        "access_token",
        "token",
        "Authorization",
        "clientSecret",
        "secret_id",
    ]);
    let text = prop::sample::select(vec![
        "https://cdn.example/a.mp4?sig=c4n4ry",
        "[点击](https://cdn.example/a.mp4?X-Amz-Signature=a&b=(c4n4ry)) 查看视频~~~",
        "地址https://u:c4n4ry@cdn.example/a，http://c4n4ry@b.example:80/c?d#e 完",
        "https://a.example/?u=https://b.example/?sig=黄c4n4ry,https://c.example/?'c4n4ry'",
        "https://a.example/film.mp4#c4n4ry",
        "Bearer c4n4ry",
        "api_key=c4n4ry",
        r#"error: {\"code\":1,\"token\":\"c4n4ry\"}"#,
        r#"error: {"secret": c4n4ry}"#,
    ]);
    prop_oneof![
        (name, leaf()).prop_map(|(name, value)| json!({ name: [value, CANARY, {"a": CANARY}] })),
        text.prop_map(Value::from),
    ]
}

fn leaf() -> impl Strategy<Value = Value> {
    prop_oneof![any::<i32>().prop_map(Value::from), "[a-z 黄昏/:?&=#@\"]{0,12}".prop_map(Value::from)]
}

/// Anything around a leak: deeper, beside other things, or as JSON in a text.
fn nested() -> impl Strategy<Value = Value> {
    leak().prop_recursive(5, 24, 3, |inner| {
        prop_oneof![
            (leaf(), inner.clone()).prop_map(|(leaf, inner)| json!([leaf, inner])),
            ("[a-z_]{1,6}", inner.clone(), leaf()).prop_map(|(name, inner, leaf)| json!({ name: inner, "more": leaf })),
            inner.prop_map(|inner| Value::String(inner.to_string())),
        ]
    })
}

proptest! {
    #[test]
    fn no_secret_is_kept_however_deep_it_lies(value in nested()) {
        let kept = of_answer(&Answer::json(200, value));
        prop_assert!(!kept.contains(CANARY), "{}", kept);
    }

    #[test]
    fn any_text_can_be_kept(text in ".{0,200}") {
        let _ = of_answer(&Answer::text(500, &text));
    }
}

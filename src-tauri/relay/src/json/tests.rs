use proptest::prelude::*;
use serde_json::json;

use super::*;

#[test]
fn a_number_of_any_length_keeps_its_digits() {
    let digits = "1234567890123456789012345";
    for (text, value) in [
        (format!("{{\"id\":{digits}}}"), json!({ "id": digits })),
        (format!("[{digits},-{digits}]"), json!([digits, format!("-{digits}")])),
        ("18446744073709551616".to_owned(), json!("18446744073709551616")),
        ("18446744073709551615".to_owned(), json!(u64::MAX)),
        ("-9223372036854775808".to_owned(), json!(i64::MIN)),
        (format!("\"{digits} \\\" {digits}\""), json!(format!("{digits} \" {digits}"))),
        (format!("{digits}.5"), json!(1.234_567_890_123_456_8e24)),
        (format!("{digits}e2"), json!(1.234_567_890_123_456_8e26)),
    ] {
        assert_eq!(parse(text.as_bytes()).unwrap(), value, "{text}");
    }
    assert!(parse(b"00000000000000000000001").is_err());
}

#[test]
fn json_in_texts_is_read_in_its_place() {
    let inner = json!({"resultUrls": ["u"], "again": json!({"id": 7}).to_string()}).to_string();
    let value = unfolded(&json!({"data": {"resultJson": inner, "prompt": "{a|b} [x]"}}));
    let expected = json!({"data": {"resultJson": {"resultUrls": ["u"], "again": {"id": 7}}, "prompt": "{a|b} [x]"}});
    assert_eq!(value, expected);
}

#[test]
fn the_objects_of_a_task_come_from_outside_to_inside() {
    let answer = json!({"data": [{"a": 1, "task": {"b": 2}}], "OUTPUT": {"c": 3}, "input": {"d": 4}});
    let found: Vec<_> = objects(&answer).into_iter().skip(1).cloned().collect();
    assert_eq!(found, [json!({"a": 1, "task": {"b": 2}}), json!({"c": 3}), json!({"b": 2})]);
    assert_eq!(objects(&json!({"8f2c": {"status": "x"}})).len(), 2);
}

#[test]
fn names_are_the_same_in_every_spelling() {
    for name in ["task_id", "taskId", "taskID", "TaskId", "TASK-ID"] {
        assert!(is_named(name, "taskid"), "{name}");
    }
    assert_eq!(words("lastFrame_URL"), ["last", "frame", "url"]);
    assert_eq!(words("video_720p_url2"), ["video", "720p", "url", "2"]);
    assert_eq!(words("TIMED_OUT"), ["timed", "out"]);
}

proptest! {
    #[test]
    fn any_bytes_are_read_as_serde_would(text in "[0-9eE.+\\-\"\\\\{}\\[\\]:, a\u{89c6}]{0,40}") {
        let exact = parse(text.as_bytes());
        let plain: serde_json::Result<Value> = serde_json::from_str(&text);
        // Only what held a long number may differ.
        if !text.as_bytes().windows(SAFE_DIGITS + 1).any(|digits| digits.iter().all(u8::is_ascii_digit)) {
            prop_assert_eq!(exact.ok(), plain.ok());
        }
    }
}

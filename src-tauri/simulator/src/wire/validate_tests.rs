//! Every field of a unified submit, wrong and right.

use super::order;
use crate::clip::Shape;
use serde_json::{Value, json};

const DOT: &str = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

fn with(changes: &Value) -> Value {
    let mut body = json!({ "model": "sora-2-pro", "prompt": "a calm sea" });
    for (name, value) in changes.as_object().unwrap() {
        if value == "(none)" {
            body.as_object_mut().unwrap().remove(name);
        } else {
            body[name] = value.clone();
        }
    }
    body
}

#[test]
fn each_wrong_field_is_named_in_both_languages() {
    let table = [
        ("prompt", json!({ "prompt": "(none)" })),
        ("prompt", json!({ "prompt": " \n" })),
        ("prompt", json!({ "prompt": 7 })),
        ("prompt", json!({ "prompt": "x".repeat(10_001) })),
        ("model", json!({ "model": "(none)" })),
        ("model", json!({ "model": ["sora-2"] })),
        ("seed", json!({ "seed": 7 })),
        ("images", json!({ "images": DOT })),
        ("images", json!({ "images": [1] })),
        ("images", json!({ "images": ["not base64!"] })),
        ("images", json!({ "images": ["aGVsbG8gd29ybGQ="] })),
        ("images", json!({ "images": ["ftp://example.com/a.png"] })),
        ("images", json!({ "model": "veo3.1", "images": [DOT, DOT, DOT] })),
        ("images", json!({ "model": "veo3-fast-frames", "images": [DOT, DOT, DOT] })),
        ("images", json!({ "model": "veo2-fast-components", "images": [DOT, DOT, DOT, DOT] })),
        ("videos", json!({ "videos": "https://example.com/a.mp4" })),
        ("videos", json!({ "videos": [DOT] })),
        ("aspect_ratio", json!({ "aspect_ratio": "1:1" })),
        ("aspect_ratio", json!({ "aspect_ratio": 1.78 })),
        ("aspect_ratio", json!({ "aspect_ratio": null })),
        ("duration", json!({ "duration": 10 })),
        ("duration", json!({ "duration": "12" })),
        ("duration", json!({ "model": "sora-2", "duration": "25" })),
        ("duration", json!({ "model": "veo3", "duration": 0 })),
        ("duration", json!({ "model": "veo3", "duration": 61 })),
        ("duration", json!({ "model": "veo3", "duration": 7.5 })),
        ("size", json!({ "size": 720 })),
        ("size", json!({ "size": "huge" })),
        ("resolution", json!({ "resolution": 1080 })),
        ("resolution", json!({ "resolution": "4K" })),
        ("hd", json!({ "hd": "true" })),
        ("hd", json!({ "model": "sora-2", "hd": true })),
        ("watermark", json!({ "watermark": 0 })),
        ("private", json!({ "private": "no" })),
        ("notify_hook", json!({ "notify_hook": "example.com/hook" })),
        ("notify_hook", json!({ "notify_hook": false })),
        ("enhance_prompt", json!({ "enhance_prompt": 1 })),
        ("enable_upsample", json!({ "enable_upsample": "yes" })),
        ("character_url", json!({ "character_timestamps": "1,3" })),
        ("character_url", json!({ "character_url": "cat.mp4", "character_timestamps": "1,3" })),
        ("character_timestamps", json!({ "character_url": "https://example.com/a.mp4" })),
        (
            "character_timestamps",
            json!({ "character_url": "https://example.com/a.mp4", "character_timestamps": "1,1.5" }),
        ),
        (
            "character_timestamps",
            json!({ "character_url": "https://example.com/a.mp4", "character_timestamps": "1,5" }),
        ),
        (
            "character_timestamps",
            json!({ "character_url": "https://example.com/a.mp4", "character_timestamps": "3,1" }),
        ),
        (
            "character_timestamps",
            json!({ "character_url": "https://example.com/a.mp4", "character_timestamps": [1, 3] }),
        ),
    ];
    for (field, changes) in table {
        let error = order(&with(&changes)).expect_err(&changes.to_string());
        assert_eq!(error.status.as_u16(), 400, "{changes}");
        assert!(error.message.contains(&format!("`{field}`")), "{changes}: {}", error.message);
        assert!(error.message_zh.contains(&format!("`{field}`")), "{changes}: {}", error.message_zh);
        assert!(error.message_zh.contains("参数"), "{}", error.message_zh);
    }
}

#[test]
fn each_right_field_is_taken() {
    let table = [
        json!({ "images": [DOT, "https://example.com/b.jpg"], "aspect_ratio": "9:16", "duration": "25", "hd": true }),
        json!({ "images": [format!("data:image/png;base64,{DOT}")] }),
        json!({ "videos": ["https://example.com/a.mp4"], "watermark": false, "private": true }),
        json!({ "size": "1280x720", "resolution": "780P", "notify_hook": "https://example.com/hook" }),
        json!({ "model": "veo3.1", "images": [DOT, DOT], "enhance_prompt": true, "enable_upsample": true }),
        json!({ "model": "veo3", "duration": 8 }),
        json!({ "model": "sora-2", "duration": "15", "hd": false }),
        json!({ "character_url": "https://example.com/a.mp4", "character_timestamps": "1,3" }),
    ];
    for changes in table {
        assert!(order(&with(&changes)).is_ok(), "{changes}: {:?}", order(&with(&changes)));
    }
}

#[test]
fn the_order_is_what_was_sent() {
    let sent =
        with(&json!({ "images": [format!("data:image/png;base64,{DOT}")], "aspect_ratio": "9:16", "duration": "15" }));
    let order = order(&sent).unwrap();
    assert_eq!((order.seconds, order.shape, order.fine), (15, Shape::Portrait, false));
    assert_eq!(order.opening.as_deref(), Some(DOT));
}

#[test]
fn an_unknown_model_is_not_on_offer() {
    let error = order(&with(&json!({ "model": "kling-3" }))).unwrap_err();
    assert_eq!((error.status.as_u16(), error.kind), (400, "model_not_found"));
    assert!(error.message_zh.contains("无可用渠道"));
}

#[test]
fn a_list_is_not_a_submit() {
    assert_eq!(order(&json!([])).unwrap_err().status.as_u16(), 400);
}

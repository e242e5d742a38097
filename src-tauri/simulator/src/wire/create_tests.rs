//! Fields and statuses of the create format.

use super::{answer, order, veo_status};
use crate::clip::Shape;
use crate::task::{JobRequest, Task, TaskId};
use crate::timeline::{Failure, Moment, Step};
use serde_json::{Value, json};

fn with(changes: &Value) -> Value {
    let mut body = json!({ "model": "sora-2", "prompt": "a calm sea" });
    for (name, value) in changes.as_object().unwrap() {
        body[name] = value.clone();
    }
    body
}

fn task(model: &str, fine: bool, number: u64) -> Task {
    let order = JobRequest { model: model.into(), prompt: "a calm sea".into(), fine, ..JobRequest::default() };
    Task { id: TaskId("sora-2:task_1".into()), number, submitted_at: 5, order, body: Value::Null, deleted: false }
}

fn at(step: Step, percent: u8) -> Moment {
    Moment { step, percent, started_at: Some(6), finished_at: None }
}

#[test]
fn the_documents_full_body_is_taken() {
    let body = json!({
        "images": [], "model": "sora-2-pro", "orientation": "portrait", "prompt": "make animate", "size": "large",
        "duration": 25, "watermark": false, "private": true,
        "character_url": "https://example.com/a.mp4", "character_timestamps": "1,3",
    });
    let order = order(&body).unwrap();
    assert_eq!((order.seconds, order.shape, order.fine), (25, Shape::Portrait, true));
}

#[test]
fn each_wrong_field_is_named() {
    let table = [
        ("duration", json!({ "duration": "10" })),
        ("duration", json!({ "duration": 25 })),
        ("orientation", json!({ "orientation": "9:16" })),
        ("size", json!({ "size": "1080p" })),
        ("watermark", json!({ "watermark": null })),
        ("aspect_ratio", json!({ "aspect_ratio": "16:9" })),
        ("character_url", json!({ "character_timestamps": "1,3" })),
        ("orientation", json!({ "model": "veo3.1", "orientation": "portrait" })),
        ("aspect_ratio", json!({ "model": "veo3.1", "aspect_ratio": "1:1" })),
        (
            "images",
            json!({ "model": "veo3.1", "images": ["http://e.x/1", "http://e.x/2", "http://e.x/3", "http://e.x/4"] }),
        ),
    ];
    for (field, changes) in table {
        let error = order(&with(&changes)).expect_err(&changes.to_string());
        assert!(error.message.contains(&format!("`{field}`")), "{changes}: {}", error.message);
    }
    assert_eq!(order(&with(&json!({ "model": "kling-v2.6" }))).unwrap_err().kind, "model_not_found");
}

#[test]
fn an_upsample_goes_on_after_the_generation() {
    let words = |fine, step, percent| veo_status(&task("veo3.1", fine, 1), at(step, percent));
    assert_eq!(words(true, Step::InProgress, 40), "video_generating");
    assert_eq!(words(true, Step::InProgress, 75), "video_generation_completed");
    assert_eq!(words(true, Step::InProgress, 90), "video_upsampling");
    assert_eq!(words(true, Step::Success, 100), "video_upsampling_completed");
    assert_eq!(words(true, Step::Failure(Failure::Moderation), 94), "video_upsampling_failed");
    assert_eq!(words(false, Step::InProgress, 90), "video_generating");
    assert_eq!(words(false, Step::Success, 100), "video_generation_completed");
    assert_eq!(words(false, Step::Failure(Failure::Error), 60), "video_generation_failed");
}

#[test]
fn a_completed_answer_may_carry_an_old_error_and_another_id() {
    let plain = answer(&task("sora-2", false, 1), at(Step::Success, 100), "http://r/files/a.mp4");
    assert_eq!((&plain["status"], &plain["detail"]["error_message"]), (&json!("completed"), &json!("")));
    assert_ne!(plain["id"], "sora-2:task_1");
    let stale = answer(&task("veo3", true, 3), at(Step::Success, 100), "http://r/files/a.mp4");
    assert_eq!(stale["detail"]["video_generation_error"], "PUBLIC_ERROR_MINOR_UPSTREAM");
    assert_eq!(stale["detail"]["upsample_video_url"], "http://r/files/a.mp4?quality=1080p");
    assert_eq!(stale["error"], Value::Null);
}

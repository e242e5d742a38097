//! Every odd answer, by its name.

use super::{poll, submit};
use crate::task::{JobRequest, Task, TaskId};
use crate::timeline::{Failure, Moment, Step};
use serde_json::{Value, json};

fn task(shape: &str) -> Task {
    let order = JobRequest { prompt: format!("a sea [shape: {shape}]"), ..JobRequest::default() };
    Task { id: TaskId("t1".into()), number: 1, submitted_at: 0, order, body: Value::Null, deleted: false }
}

fn at(step: Step, percent: u8) -> Moment {
    Moment { step, percent, started_at: None, finished_at: None }
}

fn polled(shape: &str, step: Step, answer: Value) -> Value {
    poll(&task(shape), at(step, 37), answer, "http://r/files/a.mp4")
}

#[test]
fn the_id_is_where_it_was_asked_for() {
    let table = [
        ("id-task-id", "/task_id"),
        ("id-id", "/id"),
        ("id-data", "/data"),
        ("id-data-task-id", "/data/task_id"),
        ("id-data-id", "/data/id"),
    ];
    for (name, place) in table {
        assert_eq!(submit(&task(name), json!({ "task_id": "t1" })).pointer(place), Some(&json!("t1")), "{name}");
    }
    assert_eq!(submit(&task("nothing"), json!({ "task_id": "t1" })), json!({ "task_id": "t1" }));
}

#[test]
fn the_url_is_where_it_was_asked_for_and_nowhere_else() {
    let table = [
        ("url-output", "/data/output"),
        ("url-outputs", "/data/outputs/0"),
        ("url-upsample", "/detail/upsample_video_url"),
        ("url-video-url", "/video_url"),
        ("url-detail", "/detail/video_url"),
        ("url-metadata", "/metadata/url"),
        ("url-result-url", "/result_url"),
        ("url-url", "/url"),
        ("url-data-url", "/data/url"),
        ("url-data-video-url", "/data/video_url"),
    ];
    for (name, place) in table {
        let usual = json!({ "data": { "output": "u" }, "video_url": "u", "detail": { "video_url": "u" } });
        let answer = polled(name, Step::Success, usual);
        assert_eq!(answer.pointer(place), Some(&json!("http://r/files/a.mp4")), "{name}");
        assert_eq!(answer.to_string().matches("a.mp4").count() + answer.to_string().matches("\"u\"").count(), 1);
    }
    assert_eq!(polled("url-url", Step::InProgress, json!({ "data": null })), json!({ "data": null }));
}

#[test]
fn the_status_is_said_in_other_words() {
    let status = |shape: &str, step| polled(shape, step, json!({ "status": "SUCCESS" }))["status"].clone();
    for word in ["success", "succeeded", "completed", "done", "finish"] {
        assert_eq!(status(&format!("status-{word}"), Step::Success), word);
        assert_eq!(status(&format!("status-{word}"), Step::InProgress), "SUCCESS", "only at the end");
    }
    for word in ["failure", "failed", "error", "cancelled", "expired"] {
        assert_eq!(status(&format!("status-{word}"), Step::Failure(Failure::Error)), word);
    }
    assert_eq!(status("status-unknown", Step::Queued), "reticulating");
    assert_eq!(status("status-spaces", Step::Success), "  SUCCESS ");
    assert_eq!(status("status-case", Step::Success), "success");
}

#[test]
fn the_progress_has_another_form() {
    let progress = |form: &str| polled(&format!("progress-{form}"), Step::InProgress, json!({ "progress": 1 }));
    assert_eq!(progress("percent")["progress"], "37%");
    assert_eq!(progress("37")["progress"], "37");
    assert_eq!(progress("number")["progress"], 37);
    assert_eq!(progress("share")["progress"], 0.37);
    assert_eq!(progress("missing"), json!({}));
}

#[test]
fn the_reason_is_where_it_was_asked_for() {
    let table = [
        ("reason-fail-reason", "/fail_reason"),
        ("reason-error", "/error"),
        ("reason-error-message", "/error/message"),
        ("reason-error-message-zh", "/error/message_zh"),
        ("reason-message", "/message"),
        ("reason-detail", "/detail/video_generation_error"),
    ];
    for (name, place) in table {
        let usual = json!({ "fail_reason": "r", "error": null });
        let answer = polled(name, Step::Failure(Failure::Error), usual);
        assert!(answer.pointer(place).unwrap().as_str().unwrap().contains("失败"), "{name}: {answer}");
    }
}

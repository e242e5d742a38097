use serde_json::json;

use super::*;

fn id(answer: &Value) -> Option<String> {
    of(answer).map(|id| id.0)
}

#[test]
fn a_task_id_is_found_in_all_its_places() {
    for answer in [
        json!({"task_id": "t1"}),
        json!({"id": "t1", "request_id": "r"}),
        json!({"taskId": "t1"}),
        json!({"taskID": "t1"}),
        json!({"TaskId": "t1", "RequestId": "r"}),
        json!({"data": {"task_id": "t1"}, "request_id": "r", "code": 0}),
        json!({"data": {"taskId": "t1"}, "code": 200, "msg": "success"}),
        json!({"code": 200, "data": [{"status": "submitted", "task_id": "t1"}]}),
        json!({"output": {"task_id": "t1", "task_status": "PENDING"}, "request_id": "r-1"}),
        json!({"result": {"task_id": "t1"}}),
        json!({"result": {"id": "t1"}}),
        json!({"task": {"id": "t1", "status": "queued"}}),
        json!({"code": "success", "data": "t1"}),
        json!({"data": json!({"task_id": "t1"}).to_string()}),
        json!({"status": "IN_QUEUE", "request_id": "t1", "response_url": "https://q/x", "status_url": "https://q/x/status"}),
        json!({"request_id": "t1"}),
        json!({"job_id": "t1"}),
        json!({"generation_id": "t1", "status": "queued"}),
        json!({"video_id": "t1"}),
        json!({"prediction": {"id": "t1"}}),
        json!({"Resp": {"video_id": "t1"}, "ErrCode": 0}),
        json!({"a": {"b": [{"c": {"taskId": "t1"}}]}}),
        json!("t1"),
    ] {
        assert_eq!(id(&answer).as_deref(), Some("t1"), "{answer}");
    }
    assert_eq!(
        id(&json!({"name": "models/veo/operations/1", "done": false})).as_deref(),
        Some("models/veo/operations/1")
    );
    assert_eq!(id(&json!({"data": 1_234_567})).as_deref(), Some("1234567"));
    assert_eq!(id(&json!({"data": {"id": 42}})).as_deref(), Some("42"));
}

#[test]
fn what_names_no_task_is_no_id() {
    for answer in [
        json!({}),
        json!({"data": null}),
        json!({"task_id": " "}),
        json!({"code": "success", "data": "ok"}),
        json!({"data": "queued"}),
        json!({"data": "please wait a moment"}),
        json!({"status": "queued", "model": "sora-2"}),
        json!({"input": {"task_id": "other"}}),
        json!("queued"),
        json!(200),
    ] {
        assert_eq!(id(&answer), None, "{answer}");
    }
}

#[test]
fn a_broken_answer_names_only_a_task() {
    assert_eq!(of_broken(&json!({"error": {"message": "x"}, "data": {"task_id": "t1"}})), Some(RemoteId("t1".into())));
    assert_eq!(of_broken(&json!({"id": "err_1", "request_id": "r", "error": {"message": "x"}})), None);
}

#[test]
fn a_text_is_an_id_when_it_is_nothing_else() {
    assert_eq!(of_text(" task_01k5x\n"), Some(RemoteId("task_01k5x".into())));
    for text in ["", "accepted", "OK 200", "<html>123</html>", "502 Bad Gateway", "ok200"] {
        assert_eq!(of_text(text), None, "{text}");
    }
}

#[test]
fn a_dot_is_no_name() {
    for name in [".", "..", " .. ", ""] {
        assert!(!is_usable(&RemoteId(name.into())), "{name}");
    }
    assert!(is_usable(&RemoteId("...".into())) && is_usable(&RemoteId("a/..".into())));
}

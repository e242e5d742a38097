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
fn a_rarer_place_is_read_where_no_better_is() {
    let id = "task_01k5x9";
    for answer in [
        json!({"videos": [{"id": id}]}),
        json!({"clips": [{"id": id}]}),
        json!({"data": [id]}),
        json!({"tasks": [id]}),
        json!({"task_ids": [id]}),
        json!({"ids": [id]}),
        json!({"task": id}),
        json!({"taskNo": id}),
        json!({"tid": id}),
        json!({"data": {"order_id": id}}),
        json!({"orderNo": id}),
        json!({"run_id": id}),
        json!({"workflow_run_id": id}),
        json!({"execution_id": id}),
        json!({"inference_id": id}),
        json!({"submit_id": id}),
        json!({"history_record_id": id}),
        json!({"process_id": id}),
        json!({"batch_id": id}),
        json!({"message_id": id}),
        json!({"request": {"id": id}}),
        json!({"id": {"$oid": id}}),
        json!({"ok": true, "response": {"task": {"uid": id}}}),
        json!({"name": id}),
        json!({"status_url": format!("https://q.example/sora/requests/{id}/status?x=1")}),
        json!({"polling_url": format!("https://q.example/v1/tasks/{id}")}),
        json!({"urls": {"get": format!("https://q.example/v1/predictions/{id}")}}),
        json!({"message": format!("任务已提交，任务ID：{id}")}),
        json!({"message": format!("Task submitted: {id}")}),
        json!({"id": 0, "data": {"video_id": id}}),
        json!({"id": "null", "data": {"video_id": id}}),
        json!({"id": "acct_77", "object": "account", "job": {"id": id}}),
        json!({"task_id": "undefined", "job_id": id}),
        json!({"message_id": "m_0000001", "request_id": id}),
        json!({"batch_id": "m_0000001", "id": id}),
    ] {
        assert_eq!(of(&answer).map(|id| id.0).as_deref(), Some(id), "{answer}");
    }
    assert_eq!(of_text(&format!("Task submitted: {id}.")), Some(RemoteId(id.into())));
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
        json!({"trace_id": "0af7651916cd43dd", "user_id": 77, "model_id": "sora-2"}),
        json!({"name": "sora"}),
        json!({"id": 0}),
        json!({"task_id": "None"}),
        json!({"message": "the task id is not known yet"}),
        json!({"id": "acct_77", "object": "account"}),
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

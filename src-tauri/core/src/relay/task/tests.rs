//! Every place and every spelling, one by one.

use proptest::prelude::*;
use serde_json::json;

use super::*;

fn phase_of(task: &Value) -> Phase {
    report(task).unwrap().phase
}

fn failed(task: &Value) -> Failure {
    match phase_of(task) {
        Phase::Failed(failure) => failure,
        other => panic!("{other:?}"),
    }
}

fn url_of(task: &Value) -> String {
    match phase_of(task) {
        Phase::Succeeded { results } => results[0].as_str().to_owned(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_task_id_is_found_in_all_its_places_in_order() {
    let mut answer = json!({"task_id": "a", "id": "b", "data": {"task_id": "c", "id": "d"}});
    assert_eq!(id(&answer), Some(RemoteId("a".into())));
    answer["task_id"] = json!(" ");
    assert_eq!(id(&answer), Some(RemoteId("b".into())));
    answer["id"] = json!(null);
    assert_eq!(id(&answer), Some(RemoteId("c".into())));
    answer["data"] = json!({"id": 42});
    assert_eq!(id(&answer), Some(RemoteId("42".into())));
    answer["data"] = json!("task_01k");
    assert_eq!(id(&answer), Some(RemoteId("task_01k".into())));
    answer["data"] = json!(null);
    assert_eq!(id(&answer), None);
}

#[test]
fn synonyms_of_success_are_success() {
    for status in ["SUCCESS", "succeeded", " Completed ", "done", "finish", "complete", "finished"] {
        assert_eq!(url_of(&json!({"status": status, "url": "https://cdn.example/a.mp4"})), "https://cdn.example/a.mp4");
    }
}

#[test]
fn synonyms_of_failure_are_failure() {
    for status in ["FAILURE", "failed", " Error", "cancelled", "canceled", "expired", "fail"] {
        assert_eq!(failed(&json!({"status": status})).meaning, Meaning::Generation, "{status}");
    }
}

#[test]
fn what_waits_is_queued() {
    for status in ["NOT_START", "SUBMITTED", "QUEUED", "pending"] {
        assert_eq!(phase_of(&json!({"status": status})), Phase::Queued, "{status}");
    }
}

#[test]
fn an_unknown_status_is_still_running() {
    for status in ["IN_PROGRESS", "processing", "video_upsampling", "unknown", "打包中", ""] {
        assert_eq!(phase_of(&json!({"status": status, "url": "https://a.example/x"})), Phase::Running, "{status}");
    }
}

#[test]
fn a_status_inside_data_is_read() {
    let task = json!({"code": "success", "data": {"task_id": "t", "status": "IN_PROGRESS", "progress": "40%"}});
    assert_eq!(report(&task), Some(Report { phase: Phase::Running, progress: Some(40) }));
}

#[test]
fn a_result_url_is_found_in_all_its_places_in_order() {
    let mut task = json!({"status": "SUCCESS"});
    for place in [
        "/data/video_url",
        "/data/url",
        "/url",
        "/result_url",
        "/metadata/url",
        "/detail/video_url",
        "/video_url",
        "/detail/upsample_video_url",
        "/data/output",
    ] {
        let url = format!("https://cdn.example{place}");
        let (parent, field) = place.rsplit_once('/').unwrap();
        let object = match parent.strip_prefix('/') {
            Some(parent) => &mut task[parent],
            None => &mut task,
        };
        object[field] = json!(url);
        assert_eq!(url_of(&task), url);
    }
}

#[test]
fn several_outputs_give_the_first() {
    let task = json!({"status": "SUCCESS", "data": {"output": "", "outputs": ["https://cdn.example/1", "https://cdn.example/2"]}});
    assert_eq!(url_of(&task), "https://cdn.example/1");
}

#[test]
fn what_is_no_web_address_is_passed_over() {
    let task = json!({"status": "SUCCESS", "data": {"output": "file:///etc/passwd"}, "url": "https://cdn.example/a"});
    assert_eq!(url_of(&task), "https://cdn.example/a");
}

#[test]
fn a_film_without_a_status_is_taken() {
    assert_eq!(url_of(&json!({"task_id": "t", "data": {"output": "https://cdn.example/a"}})), "https://cdn.example/a");
}

#[test]
fn completed_without_a_url_is_not_a_failure() {
    assert_eq!(phase_of(&json!({"status": "SUCCESS", "data": {"output": null}})), Phase::FinishedWithoutResult);
}

#[test]
fn progress_is_read_in_all_its_forms() {
    for (value, percent) in [
        (json!("37%"), Some(37)),
        (json!(" 37 % "), Some(37)),
        (json!("37"), Some(37)),
        (json!(37), Some(37)),
        (json!(0.37), Some(37)),
        (json!("0.37"), Some(37)),
        (json!(37.4), Some(37)),
        (json!(1), Some(1)),
        (json!("1"), Some(1)),
        (json!("1%"), Some(1)),
        (json!("1.0%"), Some(1)),
        (json!(1.0), Some(100)),
        (json!("1.0"), Some(100)),
        (json!("100%"), Some(100)),
        (json!(250), Some(100)),
        (json!(0), Some(0)),
        (json!(0.29), Some(29)),
        (json!(-1), None),
        (json!("NaN"), None),
        (json!("soon"), None),
        (json!(""), None),
        (json!(null), None),
    ] {
        assert_eq!(super::percent(&value), percent, "{value}");
    }
}

#[test]
fn the_reason_of_a_failure_is_found_in_all_its_places_in_order() {
    let mut task = json!({"status": "FAILURE"});
    let words = |task: &Value| failed(task).words;
    assert_eq!(words(&task), None);
    task["detail"] = json!({"video_generation_error": "e"});
    assert_eq!(words(&task).as_deref(), Some("e"));
    task["message"] = json!("d");
    assert_eq!(words(&task).as_deref(), Some("d"));
    task["error"] = json!({"message": "c", "message_zh": "丙"});
    assert_eq!(words(&task).as_deref(), Some("c"));
    assert_eq!(failed(&task).words_zh.as_deref(), Some("丙"));
    task["error"] = json!("b");
    assert_eq!(words(&task).as_deref(), Some("b"));
    task["fail_reason"] = json!("a");
    assert_eq!(words(&task).as_deref(), Some("a"));
}

#[test]
fn moderation_is_told_apart_by_stage() {
    let told = |reason: &str, progress: u8| {
        let failure = failed(&json!({"status": "FAILURE", "fail_reason": reason, "progress": progress}));
        (failure.meaning, failure.charged)
    };
    assert_eq!(told("moderation_blocked", 10), (Meaning::ModerationPrompt, Charged::Unknown));
    assert_eq!(told("moderation_blocked", 95), (Meaning::ModerationResult, Charged::Unknown));
    assert_eq!(told("提示词审核未通过", 10), (Meaning::ModerationPrompt, Charged::No));
    assert_eq!(told("the image shows real people", 95), (Meaning::ModerationPicture, Charged::Unknown));
    assert_eq!(told("moderation_blocked, refunded", 95), (Meaning::ModerationResult, Charged::No));
}

#[test]
fn a_relays_trouble_with_its_own_provider_is_not_the_users() {
    let failure = failed(&json!({"status": "FAILURE", "fail_reason": "upstream: invalid api key"}));
    assert_eq!((failure.meaning, failure.charged), (Meaning::Generation, Charged::Unknown));
}

fn any_json() -> impl Strategy<Value = Value> {
    let names = prop::sample::select(vec![
        "status", "data", "error", "progress", "task_id", "id", "output", "outputs", "detail", "url", "message", "code",
    ]);
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        ".{0,12}".prop_map(Value::from),
        prop::sample::select(vec!["SUCCESS", "failed", "37%", "https://a.example/"]).prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 32, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map(names.clone(), inner, 0..6)
                .prop_map(|fields| fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()),
        ]
    })
}

proptest! {
    #[test]
    fn no_json_is_too_strange(value in any_json()) {
        let _ = id(&value);
        if let Some(report) = report(&value) {
            prop_assert!(report.progress.is_none_or(|percent| percent <= 100));
        }
    }
}

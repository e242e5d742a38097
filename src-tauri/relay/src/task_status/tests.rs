//! Every place and every spelling, one by one.

use proptest::prelude::*;
use serde_json::json;

use super::*;
use dailies_model::RemoteId;

fn report(task: &Value) -> Option<JobStatus> {
    super::report(task, Medium::Film)
}

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
        Phase::Succeeded { results } => {
            assert_eq!(results.len(), 1, "{task}");
            results[0].as_str().to_owned()
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn synonyms_of_success_are_success() {
    for status in ["SUCCESS", "succeeded", " Completed ", "done", "finish", "complete", "finished"] {
        assert_eq!(url_of(&json!({"status": status, "url": "https://cdn.example/a.mp4"})), "https://cdn.example/a.mp4");
    }
}

#[test]
fn synonyms_of_failure_are_failure() {
    for (status, meaning) in [
        ("FAILURE", Meaning::Generation),
        ("failed", Meaning::Generation),
        (" Error", Meaning::Generation),
        ("fail", Meaning::Generation),
        ("cancelled", Meaning::Cancelled),
        ("canceled", Meaning::Cancelled),
        ("aborted", Meaning::Cancelled),
        ("expired", Meaning::Expired),
        ("timeout", Meaning::TimedOut),
        ("rejected", Meaning::Rejected),
        ("blocked", Meaning::Moderation),
        ("budget_exceeded", Meaning::Balance),
    ] {
        let failure = failed(&json!({"status": status, "fail_reason": "why"}));
        assert_eq!((failure.meaning, failure.words.as_deref()), (meaning, Some("why")), "{status}");
    }
}

#[test]
fn a_state_without_a_reason_is_shown_itself() {
    assert_eq!(failed(&json!({"status": "budget_exceeded"})).words.as_deref(), Some("budget_exceeded"));
    assert_eq!(failed(&json!({"status": "failed"})).words, None);
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
    assert_eq!(report(&task), Some(JobStatus { phase: Phase::Running, progress: Some(40) }));
}

#[test]
fn a_result_url_is_found_in_all_its_places_in_order() {
    let mut task = json!({"status": "SUCCESS"});
    for place in [
        "/data/url",
        "/url",
        "/metadata/url",
        "/data/video_url",
        "/result_url",
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
fn several_outputs_give_all() {
    let task = json!({"status": "SUCCESS", "data": {"output": "", "outputs": ["https://cdn.example/1", "https://cdn.example/2"]}});
    let Phase::Succeeded { results } = phase_of(&task) else { panic!("no films") };
    assert_eq!(
        results.iter().map(ResultUrl::as_str).collect::<Vec<_>>(),
        ["https://cdn.example/1", "https://cdn.example/2"]
    );
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
fn moderation_is_told_apart_by_the_words_or_by_the_progress_before_the_end() {
    let told = |reason: &str, before: Option<u8>| {
        let failure = failed(&json!({"status": "FAILURE", "fail_reason": reason, "progress": "100%"}));
        let failure = at_stage(failure, before);
        (failure.meaning, failure.charged)
    };
    assert_eq!(told("moderation_blocked", None), (Meaning::Moderation, Charged::Unknown));
    assert_eq!(told("moderation_blocked", Some(10)), (Meaning::Moderation, Charged::Unknown));
    assert_eq!(told("moderation_blocked", Some(95)), (Meaning::ModerationResult, Charged::Unknown));
    assert_eq!(told("提示词审核未通过", Some(10)), (Meaning::ModerationPrompt, Charged::No));
    assert_eq!(told("the image shows real people", Some(95)), (Meaning::ModerationPicture, Charged::Unknown));
    assert_eq!(told("moderation_blocked, refunded", Some(95)), (Meaning::ModerationResult, Charged::No));
    assert_eq!(told("生成超时，已退回积分", None), (Meaning::TimedOut, Charged::No));
}

#[test]
fn a_done_job_of_a_failed_answer_and_the_other_way_round() {
    let phase = |answer: Value| phase_of(&answer);
    assert_eq!(phase(json!({"status": "success", "data": {"status": "processing"}})), Phase::Running);
    assert!(matches!(phase(json!({"status": "ok", "data": {"status": "failed"}})), Phase::Failed(_)));
    assert_eq!(phase(json!({"status": "ok", "progress": 30})), Phase::Running);
    let withheld = json!({"status": "done", "video": {"url": "https://a.example/x.mp4", "respect_moderation": false}});
    assert_eq!(failed(&withheld).meaning, Meaning::ModerationResult);
}

#[test]
fn an_answer_that_only_names_its_job_goes_on() {
    assert_eq!(phase_of(&json!({"request_id": "r1", "id": "t_r1"})), Phase::Running);
    assert_eq!(report(&json!({"message": "hello"})), None);
    assert_eq!(report(&json!({"id": "t", "error": {"message": "busy"}})), None);
    let empty = parse_poll(Medium::Film, &Answer::text(202, ""));
    assert_eq!(empty, Ok(JobStatus { phase: Phase::Running, progress: None }));
    let missing = parse_poll(Medium::Film, &Answer::json(200, json!({"status": "not_found"}))).unwrap_err();
    assert_eq!(missing.failure.meaning, Meaning::Gone);
}

#[test]
fn a_submit_that_is_done_at_once_keeps_its_film() {
    let url = "https://cdn.example/a.mp4";
    for body in [
        json!({"id": "t1", "status": "completed", "video_url": url}),
        json!({"id": "t1", "created": 1, "data": [{"url": url}]}),
        json!({"created": 1, "data": [{"video_url": url}]}),
        json!({"videos": [{"id": "v1", "url": url}], "status": "completed"}),
        json!({"order_id": "o1", "video_url": url}),
    ] {
        let SubmitOutcome::Finished { results } = parse_submit(&Answer::json(200, body.clone())) else {
            panic!("{body}")
        };
        assert_eq!(results[0].as_str(), url, "{body}");
    }
    for body in [
        json!({"id": "t1", "status": "queued", "video_url": url}),
        json!({"id": "t1", "status": "success", "video_url": url}),
        json!({"id": "t1", "video_url": url}),
        json!({"id": "t1", "status": "completed"}),
    ] {
        assert_eq!(
            parse_submit(&Answer::json(200, body.clone())),
            SubmitOutcome::Accepted(RemoteId("t1".into())),
            "{body}"
        );
    }
}

#[test]
fn an_end_is_told_with_any_status() {
    let poll = |status, body: &Value| parse_poll(Medium::Film, &Answer::json(status, body.clone()));
    let film = json!({"id": "t1", "status": "completed", "video_url": "https://cdn.example/a.mp4"});
    for status in [400, 500, 502] {
        assert!(matches!(poll(status, &film).unwrap().phase, Phase::Succeeded { .. }), "{status}");
        for word in ["failed", "FAILURE"] {
            let body = json!({"id": "t1", "status": word, "fail_reason": "boom"});
            let Phase::Failed(failure) = poll(status, &body).unwrap().phase else { panic!("{status} {word}") };
            assert_eq!((failure.meaning, failure.words.as_deref()), (Meaning::Generation, Some("boom")));
        }
    }
    // What may be about the question only does not end the job.
    for body in [
        json!({"status": "failed", "message": "oops"}),
        json!({"status": "error", "id": "req_1", "message": "oops"}),
        json!({"id": "t1", "status": "processing"}),
        json!({"id": "t1", "status": "completed"}),
    ] {
        assert!(poll(500, &body).is_err(), "{body}");
    }
    for (status, body) in [
        (422, json!({"detail": [{"loc": ["body"], "msg": "flagged", "type": "content_policy_violation"}]})),
        (200, json!({"id": "t1", "error": {"code": "moderation_blocked", "message": "Your request was blocked."}})),
    ] {
        let Phase::Failed(failure) = poll(status, &body).unwrap().phase else { panic!("{body}") };
        assert_eq!((failure.meaning, failure.charged), (Meaning::Moderation, Charged::Unknown), "{body}");
    }
    for (status, message) in [(400, "视频审核中"), (422, "视频审核中"), (400, "account blocked: it violates our terms")]
    {
        assert!(poll(status, &json!({"error": {"message": message}})).is_err(), "{message}");
    }
}

#[test]
fn a_film_that_googles_moderation_keeps_back_is_a_failure() {
    let words = "The video was filtered for a third party's name. You have not been charged for this attempt.";
    let inner = json!({"raiMediaFilteredCount": 1, "raiMediaFilteredReasons": [words]});
    for task in [
        json!({"done": true, "response": {"generateVideoResponse": inner}}),
        json!({"status": "failed", "response": {"generateVideoResponse": inner}}),
        json!({"status": "completed", "data": inner}),
    ] {
        let failure = failed(&task);
        let told = (failure.meaning, failure.charged, failure.words.as_deref());
        assert_eq!(told, (Meaning::Moderation, Charged::No, Some(words)), "{task}");
    }
    let silent = failed(&json!({"done": true, "response": {"generateVideoResponse": {"raiMediaFilteredCount": 1}}}));
    assert_eq!((silent.meaning, silent.charged), (Meaning::Moderation, Charged::Unknown));
}

#[test]
fn a_reason_is_found_under_rarer_names() {
    for name in [
        "errorInfo",
        "error_info",
        "err_info",
        "failed_msg",
        "result_msg",
        "task_msg",
        "remark",
        "status_detail",
        "error_desc",
        "exception",
        "exception_message",
        "cause",
        "logs",
    ] {
        let task = json!({"status": "failed", name: "bad pixels"});
        assert_eq!(failed(&task).words.as_deref(), Some("bad pixels"), "{task}");
    }
    for (task, words) in [
        (json!({"status": "failed", "error": {"info": "bad pixels"}}), "bad pixels"),
        (json!({"status": "failed", "errors": {"prompt": ["is too long"]}}), "prompt: is too long"),
        (
            json!({"status": "failed", "error": "task failed", "data": {"error": {"message": "bad pixels"}}}),
            "bad pixels",
        ),
        (json!({"status": "failed", "error": "Task failed."}), "Task failed."),
        (json!({"message": "query ok", "data": {"status": "failed", "reason": "bad pixels"}}), "bad pixels"),
    ] {
        assert_eq!(failed(&task).words.as_deref(), Some(words), "{task}");
    }
}

#[test]
fn a_reason_is_found_however_it_is_wrapped() {
    for (task, words) in [
        (
            json!({"status": "failed", "data": {"error": {"message": "inner reason"}}, "fail_reason": ""}),
            "inner reason",
        ),
        (json!({"status": "failed", "data": {"error": "inner err string"}}), "inner err string"),
        (json!({"status": "failed", "data": {"message": "data message"}}), "data message"),
        (json!({"status": "failed", "error_message": "em", "failure": "f"}), "em"),
        (json!({"status": "failed", "fail_reason": 42}), "42"),
        (json!({"status": "failed", "fail_reason": ["first words", "second"]}), "first words; second"),
        (
            json!({"code": 0, "message": "SUCCEED", "data": {"task_status": "failed", "task_status_msg": "bad pixels"}}),
            "bad pixels",
        ),
        (json!({"status": "Fail", "base_resp": {"status_code": 1027, "status_msg": "no such thing"}}), "no such thing"),
        (
            json!({"data": {"state": "fail", "failCode": "500", "failMsg": "went wrong"}, "code": 200, "msg": "success"}),
            "went wrong",
        ),
        (json!({"state": "failed", "failure_reason": "went wrong"}), "went wrong"),
        (json!({"output": {"task_status": "FAILED", "code": "X", "message": "went wrong"}}), "went wrong"),
        (json!({"status": "failed", "detail": [{"loc": ["body", "x"], "msg": "went wrong"}]}), "x: went wrong"),
        (json!({"done": true, "error": {"code": 3, "message": "went wrong"}}), "went wrong"),
    ] {
        assert_eq!(failed(&task).words.as_deref(), Some(words), "{task}");
    }
}

#[test]
fn no_reason_shows_a_signature() {
    let words =
        failed(&json!({"status": "FAILURE", "fail_reason": "https://cdn.example/a.mp4?Expires=1&Signature=SECRET"}))
            .words;
    assert_eq!(words.as_deref(), Some("https://cdn.example/a.mp4"));
}

#[test]
fn an_accepted_answer_is_read_for_its_id_and_a_refusal_for_its_reason() {
    use SubmitOutcome::{Accepted, Refused};
    let id = || Accepted(RemoteId("t1".into()));
    for (status, body) in [
        (200, json!({"id": "t1", "error": {"code": "x", "message": "failed to start"}, "status": "failed"})),
        (202, json!({"request_id": "t1"})),
        (201, json!({"code": 1, "description": "Submit success", "result": "t1"})),
        (500, json!({"task_id": "t1", "error": "upstream"})),
        (400, json!({"data": {"task_id": "t1"}, "message": "slow"})),
    ] {
        assert_eq!(parse_submit(&Answer::json(status, body.clone())), id(), "{body}");
    }
    for body in [
        json!({"code": 1102, "message": "Account balance not enough", "request_id": "rq"}),
        json!({"task_id": "", "base_resp": {"status_code": 1008, "status_msg": "insufficient balance"}}),
    ] {
        let Refused(failure) = parse_submit(&Answer::json(200, body.clone())) else { panic!("{body}") };
        assert_eq!((failure.meaning, failure.charged), (Meaning::Balance, Charged::No));
    }
    let at_once = json!({"created": 1, "data": [{"video_url": "https://cdn.example/a.mp4"}]});
    assert!(matches!(parse_submit(&Answer::json(200, at_once)), SubmitOutcome::Finished { .. }));
    assert_eq!(parse_submit(&Answer::text(200, "task_t1_0001")), Accepted(RemoteId("task_t1_0001".into())));
}

#[test]
fn a_relays_trouble_with_its_own_provider_is_not_the_users() {
    let failure = failed(&json!({"status": "FAILURE", "fail_reason": "upstream: invalid api key"}));
    assert_eq!((failure.meaning, failure.charged), (Meaning::Generation, Charged::Unknown));
}

const U: &str = "https://cdn.example/f/one?sig=1";

#[test]
fn a_film_counts_more_than_a_word_for_an_end_that_is_not_about_it() {
    for word in [
        "completed_with_errors",
        "partially_failed",
        "CALLBACK_EXCEPTION",
        "callback_failed",
        "webhook_failed",
        "billing_failed",
        "not_failed",
        "terminated",
        "expired",
        "failed",
    ] {
        assert_eq!(url_of(&json!({"status": word, "data": {"output": U}})), U, "{word}");
    }
    assert_eq!(url_of(&json!({"status": "failed", "error": "callback timeout", "video_url": U})), U);
    for answer in [
        json!({"status": "failed", "url": U}),
        json!({"status": "failed", "input": {"video_url": U}}),
        json!({"status": "failed", "error": {"message": "moderation_blocked"}, "video_url": U}),
        json!({"status": "blocked", "video_url": U}),
        json!({"status": "failed", "message": "see https://x.example/a.mp4"}),
    ] {
        failed(&answer);
    }
}

#[test]
fn a_word_that_nobody_documents_is_a_success_when_the_film_is_there() {
    for word in [
        "SUCC",
        "sucess",
        "over",
        "ended",
        "rendered",
        "processed",
        "uploaded",
        "upload_success",
        "published",
        "saved",
        "closed",
        "ACTIVE",
        "✅ completed",
        "审核通过",
        "已出片",
        "100%",
    ] {
        assert_eq!(url_of(&json!({"status": word, "data": {"output": U}})), U, "{word}");
    }
    for answer in [
        json!({"status": "over", "data": {"output": ""}}),
        json!({"status": "warm", "url": U}),
        json!({"status": "warm", "progress": 30, "video_url": U}),
    ] {
        assert_eq!(phase_of(&answer), Phase::Running, "{answer}");
    }
}

#[test]
fn a_word_that_nobody_documents_is_a_failure_when_the_reason_is_there() {
    for (answer, words) in [
        (json!({"status": "kaput", "fail_reason": "boom"}), "boom"),
        (json!({"status": 3, "fail_reason": "boom"}), "boom"),
        (json!({"status": -1, "error": {"message": "boom"}}), "boom"),
        (json!({"finished": true, "success": false, "message": "boom"}), "boom"),
        (json!({"finished": true, "error_message": "boom"}), "boom"),
        (json!({"isFailed": true, "error": "boom"}), "boom"),
        (json!({"failed": true, "error": "boom"}), "boom"),
        (json!({"id": "t1", "failed_at": 1_700_000_000, "error": "boom"}), "boom"),
    ] {
        assert_eq!(failed(&answer).words.as_deref(), Some(words), "{answer}");
    }
    for answer in [
        json!({"status": "unknown", "error": "busy"}),
        json!({"status": "paused", "error": "an old one"}),
        json!({"status": "kaput", "error": {"code": 0, "message": ""}}),
        json!({"status": "ok", "error": "busy"}),
    ] {
        assert_eq!(phase_of(&answer), Phase::Running, "{answer}");
    }
}

#[test]
fn an_answer_that_went_well_does_not_hide_how_the_job_stands() {
    for answer in [
        json!({"code": 200, "status": "success", "data": {"task_id": "t1", "progress": "30%", "video_url": ""}}),
        json!({"status": "success", "data": {"stage": "rendering"}}),
        json!({"status": "success", "state": "processing"}),
        json!({"status": "success", "video_status": "processing"}),
        json!({"status": "success", "data": {"videoTask": {"status": "processing"}}}),
        json!({"status": "success", "data": null}),
    ] {
        assert_eq!(phase_of(&answer), Phase::Running, "{answer}");
    }
    for answer in [
        json!({"status": "success", "state": "failed", "error": "boom"}),
        json!({"status": "ok", "state": "failed"}),
        json!({"status": "ok", "job_status": "failed"}),
    ] {
        failed(&answer);
    }
    assert_eq!(phase_of(&json!({"status": "completed", "data": null})), Phase::FinishedWithoutResult);
    assert_eq!(phase_of(&json!({"status": "SUCCESS", "progress": "100%"})), Phase::FinishedWithoutResult);
    let empty = json!({"status": "SUCCESS", "progress": "100%", "data": {}});
    assert_eq!(phase_of(&empty), Phase::FinishedWithoutResult);
}

#[test]
fn a_page_without_a_state_is_no_film() {
    for answer in [
        json!({"task_id": "t1", "progress": 30, "url": "https://x.example/page/task/1"}),
        json!({"task_id": "t1", "url": "https://x.example/page/task/1"}),
        json!({"id": "t1", "progress": "10%", "url": "https://app.example/tasks/1"}),
        json!({"id": "t1", "progress": "10%", "data": {"output": U}}),
    ] {
        assert_eq!(phase_of(&answer), Phase::Running, "{answer}");
    }
    assert_eq!(url_of(&json!({"id": "t1", "progress": "100%", "url": U})), U);
    assert_eq!(url_of(&json!({"id": "t1", "progress": "10%", "video_url": U})), U);
    assert_eq!(url_of(&json!({"id": "t1", "completed_at": 1, "url": U})), U);
}

#[test]
fn of_several_tasks_only_the_one_that_was_asked_for_counts() {
    let own = json!({"id": "t1", "status": "completed", "url": U});
    let id = RemoteId("t1".into());
    let generation = dailies_model::Generation::of(dailies_model::ModelId("m".into()), String::new());
    for status in ["failed", "queued", "completed"] {
        let other = json!({"id": "t0", "status": status, "error": "x", "url": "https://cdn.example/f/other"});
        let answer = Answer::json(200, json!({"data": [other, own]}));
        let inquiry = crate::PollParams {
            format: dailies_model::Format::Unified,
            medium: Medium::Film,
            id: &id,
            generation: &generation,
        };
        let Phase::Succeeded { results } = crate::parse_poll(&inquiry, &answer).unwrap().phase else {
            panic!("{status}")
        };
        assert_eq!(results[0].as_str(), U, "{status}");
    }
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
        let _ = (task_id::of(&value), task_id::of_broken(&value));
        if let Some(report) = report(&value) {
            prop_assert!(report.progress.is_none_or(|percent| percent <= 100));
        }
    }
}

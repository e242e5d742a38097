use serde_json::json;

use super::*;

#[test]
fn words_of_an_end_end_the_job() {
    use Ending::*;
    for (word, ending) in [
        ("FAILURE", Failed),
        ("failed", Failed),
        (" Error", Failed),
        ("fail", Failed),
        ("video_generation_failed", Failed),
        ("processing_failed", Failed),
        ("unsuccessful", Failed),
        ("incomplete", Failed),
        ("limit_exceeded", Failed),
        ("crashed", Failed),
        ("timeout", TimedOut),
        ("TIMED_OUT", TimedOut),
        ("time_limit_exceeded", TimedOut),
        ("deadline_exceeded", TimedOut),
        ("expired", Expired),
        ("EXPIRE", Expired),
        ("cancel", Cancelled),
        ("canceled", Cancelled),
        ("CANCELLED", Cancelled),
        ("user_cancelled", Cancelled),
        ("aborted", Cancelled),
        ("terminated", Cancelled),
        ("killed", Cancelled),
        ("interrupted", Cancelled),
        ("rejected", Rejected),
        ("denied", Rejected),
        ("refused", Rejected),
        ("declined", Rejected),
        ("blocked", Moderated),
        ("violation", Moderated),
        ("content_policy_violation", Moderated),
        ("banned", Moderated),
        ("NSFW", Moderated),
        ("moderated", Moderated),
        ("budget_exceeded", OutOfCredit),
        ("not_allowed", Rejected),
        ("not_approved", Rejected),
        ("not_passed", Rejected),
        ("moderation_not_passed", Moderated),
        ("moderation_check_failed", Moderated),
        ("not_successful", Failed),
        ("no_result", Failed),
        ("halted", Cancelled),
        ("withdrawn", Cancelled),
        ("quit", Cancelled),
        ("dropped", Failed),
        ("suspended_by_policy", Moderated),
        ("content_policy", Moderated),
        ("nudity", Moderated),
        ("ERR", Failed),
        ("oom", Failed),
        ("out_of_memory", Failed),
        ("ko", Failed),
        ("nok", Failed),
        ("evicted", Failed),
        ("undeliverable", Failed),
        ("bad_request", Failed),
        ("gave_up", Failed),
        ("missed", Failed),
        ("payment_required", OutOfCredit),
        ("已关闭", Cancelled),
        ("无法生成", Failed),
        ("触发风控", Moderated),
        ("涉黄", Moderated),
        ("内容不合规", Moderated),
        ("InsufficientQuota", OutOfCredit),
        ("insufficient_balance", OutOfCredit),
        ("生成失败", Failed),
        ("任务超时", TimedOut),
        ("已取消", Cancelled),
        ("已拒绝", Rejected),
        ("审核未通过", Moderated),
        ("已过期", Expired),
        ("余额不足", OutOfCredit),
    ] {
        assert_eq!(of_word(word), State::Ended(ending), "{word}");
    }
}

#[test]
fn words_of_success_are_success() {
    for word in [
        "SUCCESS",
        "succeeded",
        "succeed",
        " Completed ",
        "done",
        "finish",
        "complete",
        "finished",
        "video_generation_completed",
        "ready",
        "partial_success",
        "成功",
        "已完成",
        "生成完毕",
    ] {
        assert_eq!(of_word(word), State::Succeeded, "{word}");
    }
}

#[test]
fn what_waits_is_queued() {
    for word in [
        "NOT_START",
        "NotStarted",
        "SUBMITTED",
        "QUEUED",
        "pending",
        "IN_QUEUE",
        "InQueue",
        "queueing",
        "waiting",
        "created",
        "scheduled",
        "排队中",
        "待处理",
        "ready_to_start",
        "等待中",
        "已提交",
    ] {
        assert_eq!(of_word(word), State::Queued, "{word}");
    }
}

#[test]
fn what_goes_on_is_running() {
    for word in [
        "IN_PROGRESS",
        "processing",
        "running",
        "generating",
        "dreaming",
        "initializing",
        "preparing",
        "video_upsampling",
        "cancelling",
        "cancel_requested",
        "retrying",
        "failed_retrying",
        "not_ready",
        "completing",
        "打包中",
        "处理中",
        "生成中",
        "取消中",
        "未完成",
        "moderation_passed",
        "in_moderation",
        "safety_check",
        "checking_safety",
        "failover",
    ] {
        assert_eq!(of_word(word), State::Running, "{word}");
    }
    for word in
        ["paused", "throttled", "suspended", "requires_action", "unknown", "held", "", "TEXT_SUCCESS", "not_failed"]
    {
        assert_eq!(of_word(word), State::Unknown, "{word}");
    }
}

fn told(answer: &Value) -> State {
    of(answer).unwrap().state
}

#[test]
fn a_state_is_found_in_all_its_places() {
    for answer in [
        json!({"status": "processing"}),
        json!({"state": "processing"}),
        json!({"task_status": "processing"}),
        json!({"taskStatus": "processing"}),
        json!({"data": {"task_status": "processing"}, "code": 0}),
        json!({"data": {"state": "processing"}}),
        json!({"output": {"task_status": "RUNNING"}, "request_id": "r"}),
        json!({"task": {"status": "running"}}),
        json!({"data": [{"status": "running"}]}),
        json!({"status": 200, "data": {"status": "running"}}),
        json!({"status": {"status_str": "running"}}),
        json!({"name": "operations/1", "done": false}),
        json!({"stage": "rendering"}),
        json!({"taskState": "processing"}),
        json!({"statusText": "processing"}),
        json!({"status_desc": "生成中"}),
        json!({"status": {"type": "RUNNING"}}),
        json!({"status": {"code": "RUNNING"}}),
        json!({"status": ["running"]}),
        json!({"data": {"videoTask": {"status": "running"}}}),
        json!({"taskDetail": {"status": "running"}}),
        json!({"Response": {"TaskDetail": {"AigcVideoTask": {"Status": "RUNNING"}}}}),
        json!({"generations_by_pk": {"status": "RUNNING"}}),
        json!({"data": {"successFlag": 0}}),
        json!({"Resp": {"status": 5, "outputWidth": 1}}),
    ] {
        assert_eq!(told(&answer), State::Running, "{answer}");
    }
    assert_eq!(of(&json!({"code": 200, "message": "ok"})), None);
    assert_eq!(told(&json!({"done": true, "response": {}})), State::Succeeded);
    assert_eq!(told(&json!({"done": true, "error": {"code": 3, "message": "no"}})), State::Ended(Ending::Failed));
    assert_eq!(told(&json!({"status": 3})), State::Unclear);
    assert_eq!(told(&json!({"isFinish": true})), State::Succeeded);
    assert_eq!(told(&json!({"data": {"status": 99, "works": [{"resource": {"resource": "x"}}]}})), State::Succeeded);
    assert_eq!(of(&json!({"callback": {"status": "failed"}, "input": {"task": {"status": "failed"}}})), None);
}

#[test]
fn a_job_in_an_answer_that_went_well_is_told_apart() {
    let answer = of(&json!({"status": "success", "data": {"status": "processing"}})).unwrap();
    assert_eq!((answer.state, answer.beneath), (State::Succeeded, Some((State::Running, "processing".to_owned()))));
    let same = of(&json!({"status": "SUCCESS", "data": {"status": "succeeded"}})).unwrap();
    assert_eq!((same.state, same.beneath), (State::Succeeded, None));
}

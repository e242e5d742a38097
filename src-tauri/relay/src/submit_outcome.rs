//! Decides whether a submit was accepted, and with that whether the user was charged (reference sections 8 and 9).
//!
//! A job is `Refused` or `NotNow` only if the answer itself says that it was not accepted; it cost nothing then. Everything
//! else, such as a gateway's error page or an unreadable answer, is `Lost`: the relay behind the gateway may be working on
//! the job, so whether it was charged is unknown.

use super::{
    answer::{Answer, Content},
    error_body::ErrorBody,
    outcome::SubmitOutcome,
    submit_ambiguity, task_id,
};
use dailies_model::{Charged, Failure, Meaning, RemoteId};

/// The name of the job that an answer to a submit tells, in its body or its headers.
pub(super) fn id_of(answer: &Answer) -> Option<RemoteId> {
    let has_taken = answer.is_success();
    let told = match &answer.content {
        Content::Json(value) if has_taken && !ErrorBody::is_in(answer) => task_id::of(value),
        Content::Json(value) => {
            let sure = if has_taken { task_id::of_refusing(value) } else { task_id::of_broken(value) };
            sure.or_else(|| task_id::likely(value).filter(|_| !is_about_request(answer)))
        }
        Content::Text(text) if has_taken => task_id::of_text(text),
        Content::Text(_) => None,
    };
    told.or_else(|| answer.job.clone().map(RemoteId).filter(|_| !ErrorBody::is_in(answer)))
}

/// Whether an error is a decision about the request. What looks like a job's name beside it is then another thing's.
fn is_about_request(answer: &Answer) -> bool {
    let error = ErrorBody::of(answer);
    let meaning = error.meaning(answer.status);
    let is_no = submit_ambiguity::is_verdict(meaning) || matches!(meaning, Meaning::Gone | Meaning::Rate);
    is_no || (answer.is_success() && matches!(error.status(), Some(400..=499)))
}

/// What the answer to a submit comes to, `id` being the task id that the format found in it.
pub(super) fn of(answer: &Answer, id: Option<RemoteId>) -> SubmitOutcome {
    let error = ErrorBody::of(answer);
    let meaning = error.meaning(answer.status);
    let refused = || SubmitOutcome::Refused(error.failure(meaning, Charged::No));
    let not_now = || SubmitOutcome::NotNow {
        failure: error.failure(meaning, Charged::No),
        retry_after_ms: answer.retry_after_ms,
    };
    let lost = |meaning| SubmitOutcome::Lost(error.failure(meaning, Charged::Unknown));
    let has_shape = ErrorBody::find(answer).is_some();

    match (answer.status, id) {
        // A name that cannot be asked for is none.
        (200..=299 | 500..=599, Some(id)) if !task_id::is_usable(&id) => lost(Meaning::Unreadable),
        (200..=299, Some(id)) => SubmitOutcome::Accepted(id),
        // An id that arrived is never lost, not even in an answer that says that the relay broke or would not have it.
        (400..=599, Some(id)) if task_id::is_usable(&id) && meaning != Meaning::Gone => SubmitOutcome::Accepted(id),
        (200..=299, None) if has_shape && submit_ambiguity::is_open(&error, meaning) => lost(Meaning::Server),
        (200..=299, None) if has_shape => refused(),
        (200..=299, None) => lost(Meaning::Unreadable),
        // "See other" is what follows a request that was worked on (RFC 9110 section 15.4.4).
        (303, Some(id)) if task_id::is_usable(&id) => SubmitOutcome::Accepted(id),
        (303, _) => SubmitOutcome::Lost(Failure { charged: Charged::Unknown, ..redirected(answer) }),
        (300..=399, _) => SubmitOutcome::Refused(redirected(answer)),
        // Both speak of time, not of a refusal: the request may have gone further than the answer.
        (408 | 499, _) => lost(Meaning::Server),
        (429, _) if meaning != Meaning::Balance => not_now(),
        (400..=499, _) if submit_ambiguity::is_open(&error, meaning) => lost(Meaning::Server),
        (400..=499, _) => refused(),
        _ if has_shape && submit_ambiguity::is_decided(&error, answer.status) => refused(),
        (503, _) if has_shape && submit_ambiguity::is_only_busy(&error) => not_now(),
        _ => lost(Meaning::Server),
    }
}

/// A redirect is not followed: the key belongs to one origin. No relay redirects what it accepted.
pub(super) fn redirected(answer: &Answer) -> Failure {
    let to = answer.redirect_origin.as_deref().unwrap_or("another address of its own");
    let words = format!("The relay answered {} and points to {to}.", answer.status);
    ErrorBody::from_text(words).failure(Meaning::Invalid, Charged::No)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn error(message: &str) -> Value {
        json!({"error": {"message": message, "message_zh": "错误", "type": "relay_error"}})
    }

    fn parse(status: u16, body: &Value) -> SubmitOutcome {
        let answer = Answer::json(status, body.clone());
        of(&answer, id_of(&answer))
    }

    fn name(submission: &SubmitOutcome) -> (&'static str, Option<Meaning>) {
        match submission {
            SubmitOutcome::Accepted(_) => ("accepted", None),
            SubmitOutcome::Finished { .. } => ("finished", None),
            SubmitOutcome::Refused(failure) => ("refused", Some(failure.meaning)),
            SubmitOutcome::NotNow { failure, .. } => ("not now", Some(failure.meaning)),
            SubmitOutcome::Lost(failure) => ("lost", Some(failure.meaning)),
        }
    }

    #[test]
    fn every_status_has_its_outcome() {
        use Meaning::*;
        for (status, body, outcome, meaning) in [
            (400, error("bad duration"), "refused", Invalid),
            (400, error("blocked by moderation: prompt"), "refused", ModerationPrompt),
            (401, error("no such key"), "refused", Key),
            (403, error("group not allowed"), "refused", Permission),
            (403, error("insufficient_user_quota"), "refused", Balance),
            (404, error("no such path"), "refused", Gone),
            (404, error("model_not_found"), "refused", NotOffered),
            (408, error("request timeout"), "lost", Server),
            (413, error("too large"), "refused", Picture),
            (429, error("slow down"), "not now", Rate),
            (429, error("insufficient_user_quota"), "refused", Balance),
            (500, error("internal error"), "lost", Server),
            (500, error("moderation_blocked"), "refused", Moderation),
            (502, error("upstream"), "lost", Server),
            (503, error("overloaded"), "not now", Server),
            (503, error("无可用渠道"), "refused", NotOffered),
            (504, error("timeout"), "lost", Server),
            (524, json!("a timeout occurred"), "lost", Server),
        ] {
            let got = of(&Answer::json(status, body.clone()), None);
            assert_eq!(name(&got), (outcome, Some(meaning)), "{status} {body}");
        }
    }

    #[test]
    fn what_leaves_open_whether_the_job_was_taken_is_never_called_free() {
        let page = "upstream returned: <html>504 Gateway Time-out<footer>Copyright. Terms and policies</footer></html>";
        for (status, body) in [
            (503, error("Request timed out waiting for upstream response")),
            (503, error("upstream connect error or disconnect/reset before headers")),
            (503, error("lost the upstream after submit")),
            (502, error(page)),
            (503, error(page)),
            (500, error("failed to store result: 403 Forbidden")),
            (500, error("context deadline exceeded while waiting for safety check")),
            (400, error("do request failed: context deadline exceeded (Client.Timeout exceeded)")),
            (400, error("read tcp: connection reset by peer")),
            (400, error("invalid character '<' looking for beginning of value")),
            (409, error("duplicate request, task already submitted")),
            (200, json!({"code": 504, "message": "upstream timeout"})),
            (200, json!({"code": 500, "msg": "Internal error, please check task list"})),
            (200, json!({"code": 500, "msg": "系统异常"})),
            (200, error("Post \"https://up.example/v1/videos\": context deadline exceeded")),
        ] {
            let got = parse(status, &body);
            assert_eq!(name(&got), ("lost", Some(Meaning::Server)), "{status} {body}");
            let SubmitOutcome::Lost(failure) = got else { panic!() };
            assert_eq!(failure.charged, Charged::Unknown);
        }
    }

    #[test]
    fn a_usual_refusal_stays_one() {
        use Meaning::*;
        for (status, body, outcome, meaning) in [
            (400, error("invalid timeout value"), "refused", Invalid),
            (400, error("Error while downloading image: timeout"), "refused", Picture),
            (401, error("the session timed out"), "refused", Key),
            (200, json!({"code": 500, "msg": "用户余额不足"}), "refused", Balance),
            (200, json!({"code": 500, "msg": "参数错误"}), "refused", Invalid),
            (200, json!({"code": 500, "msg": "prompt is required"}), "refused", Invalid),
            (200, json!({"code": 400, "msg": "bad duration", "data": "req_12345678"}), "refused", Invalid),
            (403, json!({"code": 403, "message": "no", "data": {"id": "log_12345678"}}), "refused", Permission),
            (429, json!({"message": "slow down", "job_id": "another_job_1"}), "not now", Rate),
            (500, error("Your request was rejected by our safety system"), "refused", Moderation),
            (503, error("upstream is busy"), "not now", Server),
            (503, error("上游负载已饱和"), "not now", Rate),
            (503, error("service temporarily unavailable"), "not now", Server),
        ] {
            let got = parse(status, &body);
            assert_eq!(name(&got).0, outcome, "{status} {body}");
            if !(status == 200 && meaning == Invalid) {
                assert_eq!(name(&got).1, Some(meaning), "{status} {body}");
            }
        }
    }

    #[test]
    fn a_job_that_was_named_is_accepted_whatever_is_said_beside_it() {
        let id = "task_01k5x9";
        for (status, body) in [
            (503, json!({"error": {"message": "busy"}, "job_id": id})),
            (502, json!({"id": id, "object": "video", "status": "queued", "error": {"message": "x"}})),
            (400, json!({"id": id, "object": "video", "status": "in_progress", "error": {"message": "x"}})),
            (400, json!({"code": "timeout", "message": "upstream timeout", "data": {"id": id}})),
            (502, json!({"code": "timeout", "message": "upstream timeout", "data": id})),
            (400, json!({"error": {"message": "x"}, "video_id": id})),
            (400, json!({"error": {"message": "x"}, "generation_id": id})),
            (400, json!({"error": {"message": "timeout", "task_id": id}})),
            (502, json!({"error": {"message": "x", "metadata": {"task_id": id}}})),
            (500, json!({"detail": "x", "prediction": {"id": id, "status": "starting"}})),
            (200, json!({"code": 22, "description": "排队中，前面还有1个任务", "result": id})),
            (200, json!({"code": 21, "description": "任务已存在", "result": id})),
            (200, json!({"code": 20_000, "message": "ok", "data": id})),
            (200, json!({"code": 20_000, "message": "ok", "data": {"job_id": id}})),
            (200, json!({"code": "0000", "msg": "操作完成", "data": {"requestId": id}})),
            (200, json!({"code": "00000", "data": {"jobId": id}})),
            (200, json!({"code": 1, "msg": "ok", "result": {"generation_id": id}})),
            (200, json!({"code": 100, "message": "Accepted", "result": id})),
            (200, json!({"code": 7, "message": "hm", "data": id})),
        ] {
            assert_eq!(parse(status, &body), SubmitOutcome::Accepted(RemoteId(id.into())), "{status} {body}");
        }
    }

    #[test]
    fn a_see_other_follows_what_was_worked_on() {
        let named = Answer { job: Some("task_01k5x".into()), ..Answer::text(303, "") };
        assert_eq!(of(&named, id_of(&named)), SubmitOutcome::Accepted(RemoteId("task_01k5x".into())));
        let SubmitOutcome::Lost(failure) = of(&Answer::text(303, ""), None) else { panic!("not lost") };
        assert_eq!(failure.charged, Charged::Unknown);
    }

    #[test]
    fn a_gateways_page_says_nothing_about_acceptance() {
        for status in [500, 502, 503, 504, 520, 522, 524] {
            let got = of(&Answer::text(status, "<html><title>Bad gateway</title></html>"), None);
            assert_eq!(name(&got), ("lost", Some(Meaning::Server)), "{status}");
        }
    }

    #[test]
    fn a_success_that_names_no_task_is_lost_and_keeps_the_words() {
        for (answer, words) in [
            (Answer::text(200, "<html><title>Welcome</title></html>"), Some("Welcome")),
            (Answer::json(200, json!({"message": "queued"})), Some("queued")),
            (Answer::text(200, ""), None),
        ] {
            let SubmitOutcome::Lost(failure) = of(&answer, None) else { panic!("{answer:?}") };
            assert_eq!((failure.meaning, failure.charged), (Meaning::Unreadable, Charged::Unknown));
            assert_eq!(failure.words.as_deref(), words);
        }
    }

    #[test]
    fn an_error_with_status_200_is_a_refusal_by_its_meaning() {
        let got = of(&Answer::json(200, error("insufficient_user_quota")), None);
        assert_eq!(name(&got), ("refused", Some(Meaning::Balance)));
    }

    #[test]
    fn a_name_that_arrived_is_kept_even_beside_an_error() {
        let id = RemoteId("t1".into());
        assert_eq!(of(&Answer::json(200, error("slow")), Some(id.clone())), SubmitOutcome::Accepted(id));
    }

    #[test]
    fn a_name_that_cannot_be_asked_for_is_no_name() {
        for name in [".", ".."] {
            let got = of(&Answer::json(200, json!({ "id": name })), Some(RemoteId(name.into())));
            let SubmitOutcome::Lost(failure) = got else { panic!("{got:?}") };
            assert_eq!((failure.meaning, failure.charged), (Meaning::Unreadable, Charged::Unknown));
        }
    }

    #[test]
    fn a_task_in_a_refusal_is_watched_unless_the_relay_does_not_know_it() {
        let id = || Some(RemoteId("t1".into()));
        assert_eq!(of(&Answer::json(422, error("slow")), id()), SubmitOutcome::Accepted(RemoteId("t1".into())));
        assert_eq!(name(&of(&Answer::json(400, error("task_not_exist")), id())), ("refused", Some(Meaning::Gone)));
    }

    #[test]
    fn a_redirect_is_refused_and_its_origin_is_told() {
        let answer = Answer { redirect_origin: Some("https://login.example".into()), ..Answer::text(307, "") };
        let SubmitOutcome::Refused(failure) = of(&answer, None) else { panic!("not refused") };
        assert_eq!(failure.words.as_deref(), Some("The relay answered 307 and points to https://login.example."));
    }

    #[test]
    fn retry_after_is_passed_on() {
        let answer = Answer { retry_after_ms: Some(7000), ..Answer::text(429, "") };
        let got = of(&answer, None);
        assert!(matches!(got, SubmitOutcome::NotNow { retry_after_ms: Some(7000), .. }), "{got:?}");
    }

    #[test]
    fn only_what_was_refused_is_known_to_be_free() {
        let charged = |status| match of(&Answer::json(status, error("x")), None) {
            SubmitOutcome::Refused(failure) | SubmitOutcome::NotNow { failure, .. } | SubmitOutcome::Lost(failure) => {
                failure.charged
            }
            SubmitOutcome::Accepted(_) | SubmitOutcome::Finished { .. } => panic!("accepted"),
        };
        assert_eq!(
            [charged(400), charged(429), charged(503), charged(500)],
            [Charged::No, Charged::No, Charged::No, Charged::Unknown]
        );
    }
}

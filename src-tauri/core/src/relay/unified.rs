//! The unified format: `/v2/videos/generations` (reference section 2).

use serde_json::{Map, Value};

use super::Order;
use super::{
    answer::{Answer, Content},
    outcome::{Refusal, Report, Submission},
    refusal,
    request::{Request, number_as, percent_encoded},
    submission, task,
};
use crate::model::{Medium, RemoteId};

const fn path(medium: Medium) -> &'static str {
    match medium {
        Medium::Film => "/v2/videos/generations",
        Medium::Still => "/v2/images/generations",
        Medium::Sound => "/v2/audio/generations",
    }
}

/// A field that the user leaves to the model is not sent.
pub(super) fn submit_request(order: &Order<'_>) -> Request {
    let Order { generation, rules, .. } = order;
    let mut fields = Map::new();
    fields.insert("model".to_owned(), generation.model.as_str().into());
    fields.insert("prompt".to_owned(), generation.prompt.as_str().into());
    if let Some(ratio) = generation.aspect_ratio {
        fields.insert("aspect_ratio".to_owned(), ratio.to_string().into());
    }
    if let (Some(seconds), Some(lengths)) = (generation.duration_s, &rules.duration) {
        fields.insert(lengths.field.clone(), number_as(lengths.as_, seconds));
    }
    Request::post_json(path(order.medium), fields)
}

pub(super) fn poll_request(medium: Medium, id: &RemoteId) -> Request {
    Request::get(format!("{}/{}", path(medium), percent_encoded(id.as_str())))
}

pub(super) fn parse_submit(answer: &Answer) -> Submission {
    let id = match &answer.content {
        Content::Json(value) if answer.is_success() => task::id(value),
        Content::Json(value) => task::task_id(value),
        Content::Text(_) => None,
    };
    submission::of(answer, id)
}

pub(super) fn parse_poll(answer: &Answer) -> Result<Report, Refusal> {
    let json = |value: &Value| answer.is_success().then(|| task::report(value)).flatten();
    match &answer.content {
        Content::Json(value) => json(value),
        Content::Text(_) => None,
    }
    .ok_or_else(|| refusal::of(answer))
}

#[cfg(test)]
mod tests {
    use insta::{assert_debug_snapshot, assert_snapshot};
    use proptest::prelude::*;
    use reqwest::header::HeaderMap;
    use serde_json::json;

    use super::*;
    use crate::{
        catalogue::{Lengths, NumberAs, Rules},
        model::{AspectRatio, Format, Generation, ModelId},
        relay::Body,
    };

    fn generation() -> Generation {
        Generation {
            aspect_ratio: Some(AspectRatio { width: 9, height: 16 }),
            duration_s: Some(10),
            ..Generation::of(ModelId("sora-2".into()), "A cat \"in\" the rain\n雨中的猫".into())
        }
    }

    fn request(generation: &Generation, as_: NumberAs) -> Request {
        let duration = Lengths { field: "duration".into(), as_, values: vec![10], default: None };
        let rules = Rules { duration: Some(duration), ..Rules::default() };
        let order = Order { format: Format::Unified, medium: Medium::Film, generation, rules: &rules, pictures: &[] };
        submit_request(&order)
    }

    fn sent(generation: &Generation, duration_as: NumberAs) -> String {
        let request = request(generation, duration_as);
        let Body::Json(text) = &request.body else { panic!("{request:?}") };
        format!("{} {}\n{text}", request.method, request.path)
    }

    #[test]
    fn a_submit_carries_what_was_asked_for() {
        assert_snapshot!(sent(&generation(), NumberAs::Text), @r#"
        POST /v2/videos/generations
        {"aspect_ratio":"9:16","duration":"10","model":"sora-2","prompt":"A cat \"in\" the rain\n雨中的猫"}
        "#);
    }

    #[test]
    fn other_models_take_the_duration_as_a_number_and_nothing_that_was_not_asked_for() {
        let generation = Generation { model: ModelId("wan-2.5".into()), aspect_ratio: None, ..generation() };
        assert_snapshot!(sent(&generation, NumberAs::Integer), @r#"
        POST /v2/videos/generations
        {"duration":10,"model":"wan-2.5","prompt":"A cat \"in\" the rain\n雨中的猫"}
        "#);
    }

    #[test]
    fn a_poll_names_the_task_and_carries_nothing() {
        assert_debug_snapshot!(poll_request(Medium::Film, &RemoteId("sora-2:task_01k/x".into())), @r#"
        Request {
            method: GET,
            path: "/v2/videos/generations/sora-2%3Atask_01k%2Fx",
            body: Empty,
        }
        "#);
    }

    #[test]
    fn an_accepted_submit_gives_the_task_id() {
        let answer = Answer::json(200, json!({"task_id": "f0aa213c-c09e-4e19-a0e5-c698fe48acf1"}));
        assert_debug_snapshot!(parse_submit(&answer), @r#"
        Accepted(
            RemoteId(
                "f0aa213c-c09e-4e19-a0e5-c698fe48acf1",
            ),
        )
        "#);
    }

    #[test]
    fn a_task_id_in_a_broken_answer_is_not_lost() {
        let broken = |body| parse_submit(&Answer::json(500, body));
        assert_eq!(
            broken(json!({"task_id": "t1", "error": {"message": "x"}})),
            Submission::Accepted(RemoteId("t1".into()))
        );
        let of_request = broken(json!({"id": "req_1", "error": {"message": "x"}}));
        assert!(matches!(of_request, Submission::Lost(_)), "{of_request:?}");
    }

    #[test]
    fn a_running_task_is_reported() {
        let answer =
            Answer::json(200, json!({"task_id": "t", "status": "IN_PROGRESS", "progress": "37%", "data": null}));
        assert_debug_snapshot!(parse_poll(&answer), @r"
        Ok(
            Report {
                phase: Running,
                progress: Some(
                    37,
                ),
            },
        )
        ");
    }

    #[test]
    fn a_finished_task_gives_its_film_and_shows_only_its_origin() {
        let url = "https://cdn.example/a.mp4?signature=secret";
        let answer = Answer::json(
            200,
            json!({"task_id": "t", "status": "SUCCESS", "progress": "100%", "data": {"output": url}}),
        );
        assert_debug_snapshot!(parse_poll(&answer), @r"
        Ok(
            Report {
                phase: Succeeded {
                    url: ResultUrl(https://cdn.example/…),
                },
                progress: Some(
                    100,
                ),
            },
        )
        ");
    }

    #[test]
    fn a_failed_task_gives_its_reason() {
        let answer =
            Answer::json(200, json!({"task_id": "t", "status": "FAILURE", "fail_reason": "提示词违规", "data": null}));
        assert_debug_snapshot!(parse_poll(&answer), @r#"
        Ok(
            Report {
                phase: Failed(
                    Failure {
                        meaning: ModerationPrompt,
                        charged: No,
                        words: Some(
                            "提示词违规",
                        ),
                        words_zh: None,
                    },
                ),
                progress: None,
            },
        )
        "#);
    }

    #[test]
    fn a_refused_poll_does_not_end_the_job() {
        let answer =
            Answer::json(404, json!({"error": {"message": "no such task", "message_zh": "无此任务", "type": "x"}}));
        assert_debug_snapshot!(parse_poll(&answer), @r#"
        Err(
            Refusal {
                failure: Failure {
                    meaning: Gone,
                    charged: Unknown,
                    words: Some(
                        "no such task",
                    ),
                    words_zh: Some(
                        "无此任务",
                    ),
                },
                retry: Gone,
            },
        )
        "#);
    }

    #[test]
    fn a_report_counts_only_with_a_status_of_success() {
        assert!(parse_poll(&Answer::json(500, json!({"status": "failed", "message": "oops"}))).is_err());
    }

    proptest! {
        #[test]
        fn no_answer_is_too_strange(status in 100u16..600, body in prop::collection::vec(any::<u8>(), 0..200)) {
            let answer = Answer::read(status, &HeaderMap::new(), &body, None);
            let _ = parse_poll(&answer);
            let accepted = matches!(parse_submit(&answer), Submission::Accepted(_));
            prop_assert!(!accepted || answer.is_success());
        }

        #[test]
        fn the_same_generation_gives_the_same_bytes(prompt in ".{0,60}") {
            let generation = Generation { prompt: prompt.clone(), ..generation() };
            let request = request(&generation, NumberAs::Text);
            prop_assert_eq!(request.body_hash(), self::request(&generation, NumberAs::Text).body_hash());
            let Body::Json(text) = request.body else { panic!() };
            let value: Value = serde_json::from_str(&text).unwrap();
            prop_assert_eq!(&value["prompt"], &Value::from(prompt));
        }
    }
}

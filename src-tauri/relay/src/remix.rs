//! Remixes: `POST /v1/videos/{id}/remix`, another version of a clip that the relay made (reference section 4).

use dailies_model::RemixSource;
use serde_json::{Map, Value};

use super::{
    SubmitParams,
    answer::{Answer, Content},
    fields, json, openai,
    outcome::SubmitOutcome,
    request::{Request, percent_encoded},
    submit_outcome, task_status,
};

const SUFFIX: &str = "/remix";

/// Another version of a clip: what is not said anew stays as it was.
pub(super) fn submit_request(order: &SubmitParams<'_>, source: &RemixSource) -> Request {
    let mut fields = Map::new();
    fields.insert("prompt".to_owned(), order.generation.prompt.as_str().into());
    fields.extend(fields::size(order.generation, order.rules).map(|size| ("size".to_owned(), size.into())));
    Request::post_json(&format!("{}{SUFFIX}", openai::path(&source.remote_id)), fields)
}

/// Whether a request asks for a remix.
pub(super) fn is_remix(request: &Request) -> bool {
    request.path.ends_with(SUFFIX)
}

/// What the answer to a remix says. The id of the clip that is remixed, which the request itself names, is never the id of
/// the new job: an answer that names no other describes the source, and so do its films.
pub(super) fn parse_submit(request: &Request, answer: &Answer) -> SubmitOutcome {
    let source = request.path.rsplit('/').nth(1);
    let is_source = |text: &str| source == Some(percent_encoded(text.trim()).as_str());
    let names_source = submit_outcome::id_of(answer).is_some_and(|id| is_source(id.as_str()));
    let rest = without(answer, is_source);
    match task_status::parse_submit(&rest) {
        SubmitOutcome::Accepted(id) if is_source(id.as_str()) => submit_outcome::of(&rest, None),
        SubmitOutcome::Finished { .. } if names_source && submit_outcome::id_of(&rest).is_none() => {
            submit_outcome::of(&rest, None)
        }
        submission => submission,
    }
}

/// Returns the answer with `null` for every text that `is_gone`.
fn without(answer: &Answer, is_gone: impl Fn(&str) -> bool) -> Answer {
    let mut rest = answer.clone();
    rest.job = rest.job.filter(|job| !is_gone(job));
    if let Content::Json(value) = &mut rest.content {
        *value = json::unfolded(value);
        let mut open = vec![value];
        while let Some(value) = open.pop() {
            match value {
                Value::Array(items) => open.extend(items),
                Value::Object(fields) => open.extend(fields.values_mut()),
                Value::String(text) if is_gone(text) => *value = Value::Null,
                Value::Number(number) if is_gone(&number.to_string()) => *value = Value::Null,
                _ => {}
            }
        }
    }
    rest
}

#[cfg(test)]
mod tests {
    use dailies_model::{Charged, Meaning, RemoteId};
    use serde_json::json;

    use super::*;

    fn parse(source: &str, answer: &Answer) -> SubmitOutcome {
        let path = format!("/v1/videos/{}/remix", percent_encoded(source));
        parse_submit(&Request::post_json(&path, Map::new()), answer)
    }

    #[test]
    fn a_refusal_that_repeats_the_source_is_one() {
        let source = "task:01k5x9";
        for (status, body) in [
            (400, json!({"error": {"message": "remix is not supported"}, "task_id": source})),
            (400, json!({"error": {"message": "no", "task_id": source}})),
            (404, json!({"error": {"message": "no"}, "video_id": source})),
            (
                422,
                json!({"code": "invalid", "message": format!("task id: {source} cannot be remixed"), "data": source}),
            ),
            (200, json!({"error": {"message": "remix is not supported"}, "id": source})),
        ] {
            let got = parse(source, &Answer::json(status, body.clone()));
            let SubmitOutcome::Refused(failure) = got else { panic!("{body}: {got:?}") };
            assert_eq!(failure.charged, Charged::No, "{body}");
        }
    }

    #[test]
    fn an_answer_that_describes_the_source_names_no_job() {
        let source = "123456789";
        for body in [
            json!({"id": source}),
            json!({"id": 123_456_789}),
            json!({"data": json!({ "task_id": source }).to_string()}),
            json!({"id": source, "status": "completed", "video_url": "https://cdn.example/source.mp4"}),
        ] {
            let got = parse(source, &Answer::json(200, body.clone()));
            let SubmitOutcome::Lost(failure) = got else { panic!("{body}: {got:?}") };
            assert_eq!((failure.meaning, failure.charged), (Meaning::Unreadable, Charged::Unknown), "{body}");
        }
        let header = Answer { job: Some(source.into()), ..Answer::json(202, json!({})) };
        assert!(matches!(parse(source, &header), SubmitOutcome::Lost(_)));
        assert!(matches!(parse("task_01k5x9", &Answer::text(200, "task id: task_01k5x9")), SubmitOutcome::Lost(_)));
    }

    #[test]
    fn the_job_that_is_named_beside_the_source_is_accepted() {
        for (status, body) in [
            (200, json!({"id": "video_2", "remixed_from_video_id": "video_1"})),
            (200, json!({"task_id": "video_1", "id": "video_2"})),
            (200, json!({"data": {"id": "video_1", "new": {"task_id": "video_2"}}})),
            (502, json!({"error": {"message": "x"}, "task_id": "video_2"})),
        ] {
            let got = parse("video_1", &Answer::json(status, body.clone()));
            assert_eq!(got, SubmitOutcome::Accepted(RemoteId("video_2".into())), "{body}");
        }
    }

    #[test]
    fn only_the_id_in_the_path_is_the_source() {
        for id in ["v1", "videos", "remix"] {
            let got = parse("video_1", &Answer::json(200, json!({ "id": id })));
            assert_eq!(got, SubmitOutcome::Accepted(RemoteId(id.into())), "{id}");
        }
    }
}

//! Jobs in lists, as relays tell more or less of them.

use dailies_model::{ClipId, Format, RemixSource};
use insta::assert_snapshot;
use serde_json::json;

use super::*;
use crate::{Retry, fixture::Fixture};

const SENT_AT_S: i64 = 1_700_000_000;
const RULES: &str = r#"
    duration = { field = "seconds", as = "text", values = [8] }
    sizes = [{ aspect = "9:16", size = "720x1280" }]
"#;

fn sample() -> Fixture {
    Fixture::new("sora-2", RULES).with(|generation| {
        generation.prompt = "a cat".into();
        generation.aspect_ratio = "9:16".parse().ok();
        generation.duration_s = Some(8);
    })
}

fn sought() -> LostJobQuery {
    LostJobQuery::of(&sample().order(Format::Openai), Timestamp(SENT_AT_S * 1000 + 500))
}

/// A job as OpenAI lists it, with no prompt.
fn job(id: &str, after_s: i64) -> Value {
    json!({"id": id, "object": "video", "model": "sora-2", "status": "completed", "progress": 100, "seconds": "8",
        "size": "720x1280", "created_at": SENT_AT_S + after_s, "remixed_from_video_id": null})
}

fn told(id: &str, after_s: i64, prompt: &str) -> Value {
    let mut job = job(id, after_s);
    job["prompt"] = json!(prompt);
    job
}

fn page(jobs: &[Value]) -> JobPage {
    parse_list(&Answer::json(200, json!({"object": "list", "data": jobs, "has_more": false}))).unwrap()
}

/// What was sent by the relay's clock.
fn timed() -> LostJobQuery {
    LostJobQuery { is_by_relays_clock: true, ..sought() }
}

fn find(jobs: &[Value]) -> LookupResult {
    find_in_list(&timed(), &[page(jobs)], &[])
}

fn found(id: &str) -> LookupResult {
    LookupResult::Found(RemoteId(id.into()))
}

#[test]
fn what_was_sent_is_sought() {
    let sought = sought();
    assert_eq!((sought.seconds.as_deref(), sought.size.as_deref()), (Some("8"), Some("720x1280")));
    assert_eq!((sought.model, sought.prompt.as_str()), (Some(ModelId("sora-2".into())), "a cat"));
}

#[test]
fn the_list_is_asked_for_page_by_page() {
    assert_snapshot!(list_request(None).shown(), @"GET /v1/videos?limit=100&order=desc");
    assert_snapshot!(list_request(Some("a:1")).shown(), @"GET /v1/videos?limit=100&order=desc&after=a%3A1");
}

#[test]
fn the_only_job_of_that_time_is_it() {
    assert_eq!(find(&[job("new", 3000), job("it", 2), job("old", -3000)]), found("it"));
}

#[test]
fn a_clock_may_be_two_minutes_behind_and_ten_ahead() {
    for (after_s, finding) in [
        (-119, found("it")),
        (-121, LookupResult::Unclear),
        (599, found("it")),
        (602, LookupResult::Unclear),
        (-700, LookupResult::NotHere),
    ] {
        assert_eq!(find(&[job("it", after_s)]), finding, "{after_s}");
    }
}

#[test]
fn a_job_that_differs_is_not_it() {
    for (field, value) in [("model", "veo3"), ("remixed_from_video_id", "v1")] {
        let mut job = job("it", 1);
        job[field] = json!(value);
        assert_eq!(find(&[job]), LookupResult::NotHere, "{field}");
    }
    assert_eq!(find(&[told("it", 700, "a dog")]), LookupResult::NotHere);
    for (field, value) in [("seconds", "4"), ("size", "1280x720")] {
        let mut job = job("it", 700);
        job[field] = json!(value);
        assert_eq!(find(&[job]), LookupResult::NotHere, "{field}");
    }
}

#[test]
fn a_job_of_the_moment_by_the_same_model_is_unclear_however_the_rest_is_written() {
    for (field, value) in
        [("seconds", "4"), ("size", "1280x720"), ("prompt", "A CAT"), ("prompt", "a c"), ("prompt", "喵")]
    {
        let mut job = job("it", 1);
        job[field] = json!(value);
        assert_eq!(find(&[job]), LookupResult::Unclear, "{field}");
    }
    assert_eq!(find(&[job("it", 8 * 3600 + 1)]), LookupResult::Unclear);
    assert_eq!(find(&[job("it", 8 * 3600 + 1800)]), LookupResult::NotHere);
}

#[test]
fn an_item_is_read_in_every_spelling() {
    let item = |created: Value| json!({"taskId": "it", "model": "sora-2", "createdAt": created});
    assert_eq!(find(&[item(json!(SENT_AT_S + 1))]), found("it"));
    assert_eq!(find(&[item(json!((SENT_AT_S + 1) * 1_000_000))]), found("it"));
    assert_eq!(find(&[item(json!(0))]), LookupResult::Unclear);
    assert_eq!(find(&[json!({"task_id": "it", "prompt": "a cat", "created_at": SENT_AT_S})]), found("it"));
}

#[test]
fn a_page_of_more_that_cannot_be_asked_for_proves_nothing() {
    let numbered =
        |jobs: Value| parse_list(&Answer::json(200, json!({"data": jobs, "total": 300, "page": 1}))).unwrap();
    assert_eq!(find_in_list(&timed(), &[numbered(json!([job("z", 3000)]))], &[]), LookupResult::Unclear);
    let reaching_back = numbered(json!([job("z", 9000), job("y", -3000)]));
    assert_eq!(find_in_list(&timed(), &[reaching_back], &[]), LookupResult::NotHere);
}

#[test]
fn several_that_fit_leave_it_open_unless_the_list_tells_prompts() {
    assert_eq!(find(&[job("a", 2), job("b", 1)]), LookupResult::Unclear);
    assert_eq!(find(&[told("a", 20, "a cat"), told("b", 1, " a cat\n"), told("c", 0, "a dog")]), found("b"));
}

#[test]
fn a_name_that_another_job_has_is_not_given_twice() {
    let page = page(&[told("a", 2, "a cat"), told("b", 5, "a cat")]);
    let taken = [RemoteId("a".into())];
    assert_eq!(find_in_list(&sought(), std::slice::from_ref(&page), &taken), found("b"));
    let taken = [RemoteId("a".into()), RemoteId("b".into())];
    assert_eq!(find_in_list(&timed(), &[page], &taken), LookupResult::NotHere);
}

#[test]
fn a_list_that_was_not_read_to_the_end_proves_nothing() {
    let listing = |jobs: Value| parse_list(&Answer::json(200, json!({"data": jobs, "has_more": true}))).unwrap();
    let recent = listing(json!([job("z", 3000)]));
    assert_eq!(recent.next(&sought()), Some("z"));
    assert_eq!(find_in_list(&sought(), &[recent], &[]), LookupResult::Unclear);
    let reaching_back = listing(json!([job("z", 3000), job("y", -3000)]));
    assert_eq!(reaching_back.next(&timed()), None);
    let later = listing(json!([job("z", 9000), job("y", -3000)]));
    assert_eq!(find_in_list(&timed(), &[later], &[]), LookupResult::NotHere);
}

#[test]
fn a_list_in_the_wrong_order_is_read_to_its_end() {
    let oldest_first = json!({"data": [job("a", -9000), job("b", -3000)], "has_more": true});
    let page = parse_list(&Answer::json(200, oldest_first)).unwrap();
    assert_eq!(page.next(&sought()), Some("b"));
}

#[test]
fn a_remix_is_found_by_its_source() {
    let sample = sample().with(|generation| {
        let remote_id = RemoteId("v1".into());
        generation.remix_of = Some(RemixSource { clip_id: ClipId(1), remote_id });
    });
    let sought = LostJobQuery::of(&sample.order(Format::Openai), Timestamp(SENT_AT_S * 1000));
    let mut remix = job("it", 1);
    remix["remixed_from_video_id"] = json!("v1");
    remix["model"] = json!("sora_video2");
    assert_eq!(find_in_list(&sought, &[page(&[remix, job("other", 1)])], &[]), LookupResult::Unclear);
    let mut near = job("near", 1);
    near["remixed_from_video_id"] = json!("video_v1");
    assert_eq!(find_in_list(&sought, &[page(&[near])], &[]), LookupResult::Unclear);
    let mut other = job("other", 1);
    other["remixed_from_video_id"] = json!("v2");
    assert_eq!(find_in_list(&sought, &[page(&[other])], &[]), LookupResult::NotHere);
}

#[test]
fn a_relay_without_a_list_says_so() {
    let error = parse_list(&Answer::json(404, json!({"error": {"message": "no such path"}}))).unwrap_err();
    assert_eq!(error.retry, Retry::Gone);
}

#[test]
fn a_wrong_clock_of_ours_is_put_right_by_the_answers_date() {
    let now = Timestamp(SENT_AT_S * 1000 + 60_000);
    for off_ms in [-86_400_000_i64, -700_000, 700_000, 86_400_000] {
        let list = json!({"data": [job("it", 2)], "has_more": false});
        let answer = Answer { sent_at: Some(now), ..Answer::json(200, list) };
        let page = parse_list(&answer).unwrap();
        let ours = LostJobQuery { sent_at: sought().sent_at.plus_ms(off_ms), ..sought() };
        let sought = ours.by_clock_of(&page, now.plus_ms(off_ms));
        assert_eq!(find_in_list(&sought, &[page], &[]), found("it"), "{off_ms}");
    }
}

#[test]
fn without_the_relays_clock_a_job_of_another_time_is_unclear() {
    assert_eq!(find_in_list(&sought(), &[page(&[job("it", 86_400)])], &[]), LookupResult::Unclear);
    assert_eq!(find_in_list(&sought(), &[page(&[told("it", 86_400, "a dog")])], &[]), LookupResult::NotHere);
}

#[test]
fn a_model_by_another_name_is_unclear() {
    for model in ["sora_video2", "openai/sora-2-2025", "video-large"] {
        let mut other = job("it", 1);
        other["model"] = json!(model);
        assert_eq!(find(&[other.clone()]), LookupResult::Unclear, "{model}");
        other["prompt"] = json!("a cat");
        assert_eq!(find(&[other]), LookupResult::Unclear, "{model}");
    }
}

#[test]
fn lengths_sizes_and_times_are_read_in_every_spelling() {
    let mut other = job("it", 1);
    other["seconds"] = json!(8.0);
    other["size"] = json!("720*1280");
    other["created_at"] = json!("2023-11-14T22:13:21Z");
    assert_eq!(find(&[other.clone()]), found("it"));
    other["created_at"] = json!((SENT_AT_S + 1) * 1000);
    assert_eq!(find(&[other]), found("it"));
}

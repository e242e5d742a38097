//! Snapshots of what is sent, and the answers of section 4.

use dailies_model::{ClipId, Format, PictureRole, RemixSource, Toggle};
use insta::{assert_debug_snapshot, assert_snapshot};
use serde_json::json;

use super::*;
use crate::{
    SubmitOutcome,
    fixture::{Fixture, png},
    task_status::parse_submit,
};
use dailies_model::Meaning;

const SORA: &str = r#"
    duration = { field = "seconds", as = "text", values = [4, 8, 12] }
    sizes = [
        { aspect = "16:9", size = "1280x720" }, { aspect = "9:16", size = "720x1280" },
        { aspect = "16:9", hd = true, size = "1792x1024" }, { aspect = "9:16", hd = true, size = "1024x1792" },
    ]
    pictures = { field = "input_reference", max = 1, roles = ["first"], by = ["file", "url"], match_size = true }
    remix = true
    toggles = { hd = { field = "size" } }
"#;

fn sora() -> Fixture {
    Fixture::new("sora-2", SORA).with(|generation| {
        generation.aspect_ratio = "9:16".parse().ok();
        generation.duration_s = Some(8);
    })
}

fn sent(sample: &Fixture) -> String {
    crate::submit_request(&sample.order(Format::Openai)).shown()
}

#[test]
fn a_submit_without_a_picture_is_json() {
    assert_snapshot!(sent(&sora()), @r#"
    POST /v1/videos
    {"model":"sora-2","prompt":"A cat \"in\" the rain\n雨中的猫","seconds":"8","size":"720x1280"}
    "#);
}

#[test]
fn a_submit_with_a_picture_file_is_a_form() {
    assert_snapshot!(sent(&sora().picture(PictureRole::First, png())), @r#"
    POST /v1/videos
    model=sora-2
    prompt=A cat "in" the rain
    雨中的猫
    seconds=8
    size=720x1280
    input_reference=<picture.png, image/png, 5 bytes>
    "#);
}

#[test]
fn a_picture_with_an_address_is_fetched_by_the_relay() {
    let sample = sora()
        .picture(PictureRole::First, Attachment::Url("https://a.example/1.png".into()))
        .with(|generation| generation.toggles = [(Toggle::Hd, true)].into());
    assert_snapshot!(sent(&sample), @r#"
    POST /v1/videos
    {"input_reference":{"image_url":"https://a.example/1.png"},"model":"sora-2","prompt":"A cat \"in\" the rain\n雨中的猫","seconds":"8","size":"1024x1792"}
    "#);
}

#[test]
fn a_remix_says_only_what_changes() {
    let sample = sora().with(|generation| {
        let remote_id = RemoteId("video_099c:5197".into());
        generation.remix_of = Some(RemixSource { clip_id: ClipId(1), remote_id });
    });
    assert_snapshot!(sent(&sample), @r#"
    POST /v1/videos/video_099c%3A5197/remix
    {"prompt":"A cat \"in\" the rain\n雨中的猫","size":"720x1280"}
    "#);
}

#[test]
fn a_poll_retrieves_the_job() {
    assert_snapshot!(poll_request(&RemoteId("video_8a60".into())).shown(), @"GET /v1/videos/video_8a60");
}

#[test]
fn an_accepted_submit_gives_the_id() {
    let answer = json!({"id": "video_8a60", "object": "video", "model": "sora_video2", "status": "queued",
        "progress": 0, "created_at": 1, "seconds": "10", "size": "1280x720", "remixed_from_video_id": null,
        "error": null, "detail": {}});
    assert_eq!(parse_submit(&Answer::json(200, answer)), SubmitOutcome::Accepted(RemoteId("video_8a60".into())));
}

fn poll(answer: Value) -> JobStatus {
    parse_poll(&RemoteId("video:8a60".into()), &Answer::json(200, answer)).unwrap()
}

#[test]
fn a_running_job_is_reported() {
    let report = poll(json!({"id": "video:8a60", "object": "video", "status": "in_progress", "progress": 37}));
    assert_eq!(report, JobStatus { phase: Phase::Running, progress: Some(37) });
    let unknown = poll(json!({"id": "video:8a60", "object": "video", "status": "unknown", "progress": 0}));
    assert_eq!(unknown.phase, Phase::Running);
}

#[test]
fn a_finished_job_without_an_address_has_its_clip_at_the_relay() {
    let answer = json!({"id": "another", "object": "video", "status": "completed", "progress": 100, "error": null});
    let Phase::Succeeded { results } = poll(answer).phase else { panic!("no clip") };
    let url = &results[0];
    assert_eq!(url.as_str(), "/v1/videos/video%3A8a60/content");
    assert_debug_snapshot!(url, @"ResultUrl(/v1/videos/video%3A8a60/content)");
}

#[test]
fn an_address_in_the_metadata_comes_first() {
    let answer = json!({"id": "v", "status": "completed", "metadata": {"url": "https://cdn.example/a.mp4?s=secret"}});
    let Phase::Succeeded { results } = poll(answer).phase else { panic!("no clip") };
    let url = &results[0];
    assert_eq!(url.as_str(), "https://cdn.example/a.mp4?s=secret");
    assert_debug_snapshot!(url, @"ResultUrl(https://cdn.example/…)");
}

#[test]
fn a_failed_job_gives_its_code_and_message() {
    let answer = json!({"id": "v", "status": "failed", "progress": 95,
        "error": {"code": "moderation_blocked", "message": "Your request was blocked."}});
    let Phase::Failed(failure) = poll(answer).phase else { panic!("not failed") };
    // The progress of the final answer does not tell when the end came.
    assert_eq!(failure.meaning, Meaning::Moderation);
    assert_eq!(failure.words.as_deref(), Some("Your request was blocked."));
}

#[test]
fn only_a_list_answers_the_question_whether_there_is_one() {
    assert_snapshot!(probe_request().shown(), @"GET /v1/videos?limit=1");
    assert!(parse_probe(&Answer::json(200, json!({"object": "list", "data": [], "has_more": false}))));
    for answer in [
        Answer::json(404, json!({"error": {"message": "no such path"}})),
        Answer::json(200, json!({"error": {"message": "no such path"}})),
        Answer::text(200, "<html></html>"),
    ] {
        assert!(!parse_probe(&answer), "{answer:?}");
    }
}

//! Snapshots of what is sent, and the status zoo of section 3.

use dailies_model::{Cameo, Charged, Format, Meaning, PictureRole};
use insta::assert_snapshot;
use serde_json::json;

use super::*;
use crate::{
    Attachment, SubmitOutcome,
    fixture::{Fixture, png},
    task_status::parse_submit,
};

const SORA: &str = r#"
    aspect = { field = "orientation", values = ["16:9", "9:16"], wire = { "16:9" = "landscape", "9:16" = "portrait" }, default = "16:9" }
    duration = { field = "duration", values = [10, 15], default = 10 }
    resolution = { field = "size", values = ["720P", "1080P"], wire = { "720P" = "small", "1080P" = "large" }, default = "720P" }
    pictures = { field = "images", max = 4, roles = ["reference"] }
    cameo = true
    toggles = { watermark = { field = "watermark", default = true }, private = { field = "private", default = false } }
"#;
const VEO: &str = r#"
    aspect = { field = "aspect_ratio", values = ["16:9", "9:16"] }
    pictures = { field = "images", max = 3, roles = ["reference"] }
    toggles = { enhance_prompt = { field = "enhance_prompt" }, upsample = { field = "enable_upsample" } }
"#;

fn sent(sample: &Fixture) -> String {
    submit_request(&sample.order(Format::Create)).shown()
}

#[test]
fn every_field_that_the_documents_require_is_sent() {
    assert_snapshot!(sent(&Fixture::new("sora-2", SORA)), @r#"
    POST /v1/video/create
    {"duration":10,"images":[],"model":"sora-2","orientation":"landscape","private":false,"prompt":"A cat \"in\" the rain\n雨中的猫","size":"small","watermark":true}
    "#);
}

#[test]
fn a_submit_with_everything() {
    let sample = Fixture::new("sora-2-pro", SORA)
        .picture(PictureRole::Reference, Attachment::Url("https://a.example/1.png".into()))
        .picture(PictureRole::Reference, png())
        .with(|generation| {
            generation.aspect_ratio = "9:16".parse().ok();
            generation.duration_s = Some(15);
            generation.resolution = Some("1080P".into());
            generation.cameo =
                Some(Cameo { url: "https://a.example/c.mp4".into(), clip_id: None, start_ms: 1000, end_ms: 3000 });
            generation.toggles = [(Toggle::Watermark, false), (Toggle::Private, true)].into();
        });
    assert_snapshot!(sent(&sample), @r#"
    POST /v1/video/create
    {"character_timestamps":"1,3","character_url":"https://a.example/c.mp4","duration":15,"images":["https://a.example/1.png","data:image/png;base64,wolQTkc="],"model":"sora-2-pro","orientation":"portrait","private":true,"prompt":"A cat \"in\" the rain\n雨中的猫","size":"large","watermark":false}
    "#);
}

#[test]
fn a_veo_submit_has_its_own_fields() {
    let sample = Fixture::new("veo3.1", VEO).with(|generation| {
        generation.aspect_ratio = "16:9".parse().ok();
        generation.toggles = [(Toggle::Upsample, true), (Toggle::EnhancePrompt, false)].into();
    });
    assert_snapshot!(sent(&sample), @r#"
    POST /v1/video/create
    {"aspect_ratio":"16:9","enable_upsample":true,"enhance_prompt":false,"images":[],"model":"veo3.1","prompt":"A cat \"in\" the rain\n雨中的猫"}
    "#);
}

#[test]
fn a_poll_asks_by_the_id_from_create_percent_encoded() {
    let poll = poll_request(&RemoteId("sora-2:task_01k9009g8ef1esae6388chgcpx".into()));
    assert_snapshot!(poll.shown(), @"GET /v1/video/query?id=sora-2%3Atask_01k9009g8ef1esae6388chgcpx");
}

#[test]
fn an_accepted_submit_gives_the_id() {
    let answer = json!({"id": "sora-2:task_01k", "status": "pending", "status_update_time": 1_762_010_645_686_u64, "error": null});
    assert_eq!(parse_submit(&Answer::json(200, answer)), SubmitOutcome::Accepted(RemoteId("sora-2:task_01k".into())));
}

fn phase(upsample: bool, status: &str, small: Option<&str>, large: Option<&str>) -> Phase {
    let sample =
        Fixture::new("veo3.1", VEO).with(|generation| generation.toggles = [(Toggle::Upsample, upsample)].into());
    let answer = json!({"id": "other", "status": status, "video_url": small, "status_update_time": 1,
        "detail": {"video_url": small, "upsample_video_url": large, "video_generation_error": "an old error"}});
    parse_poll(&sample.generation, &Answer::json(200, answer)).unwrap().phase
}

fn clip(phase: &Phase) -> Option<&str> {
    match phase {
        Phase::Succeeded { results } => Some(results[0].as_str()),
        _ => None,
    }
}

const SMALL: Option<&str> = Some("https://cdn.example/small.mp4");
const LARGE: Option<&str> = Some("https://cdn.example/large.mp4");

#[test]
fn every_status_of_the_format_is_known() {
    assert_eq!(phase(false, "pending", None, None), Phase::Queued);
    for status in ["processing", "image_downloading", "video_generating", "video_upsampling"] {
        assert_eq!(phase(true, status, SMALL, None), Phase::Running, "{status}");
    }
    for status in ["completed", "success", "video_upsampling_completed"] {
        assert_eq!(clip(&phase(true, status, SMALL, LARGE)), LARGE, "{status}");
    }
    for status in ["failed", "error", "video_generation_failed"] {
        assert!(matches!(phase(false, status, None, None), Phase::Failed(_)), "{status}");
    }
}

#[test]
fn a_generated_clip_is_final_unless_a_larger_one_is_to_come() {
    assert_eq!(clip(&phase(false, "video_generation_completed", SMALL, None)), SMALL);
    assert_eq!(phase(true, "video_generation_completed", SMALL, None), Phase::Running);
    assert_eq!(clip(&phase(true, "video_generation_completed", SMALL, LARGE)), LARGE);
    assert_eq!(clip(&phase(true, "completed", SMALL, None)), SMALL);
}

#[test]
fn a_clip_that_could_not_be_made_larger_is_taken_as_it_is() {
    assert_eq!(clip(&phase(true, "video_upsampling_failed", SMALL, None)), SMALL);
    let Phase::Failed(failure) = phase(true, "video_upsampling_failed", None, None) else { panic!("not failed") };
    assert_eq!((failure.meaning, failure.charged), (Meaning::Generation, Charged::Unknown));
}

#[test]
fn old_errors_beside_a_status_of_success_do_not_count() {
    assert_eq!(clip(&phase(false, "completed", SMALL, None)), SMALL);
}

#[test]
fn a_failure_gives_the_reason_in_its_detail() {
    let Phase::Failed(failure) = phase(false, "failed", None, None) else { panic!("not failed") };
    assert_eq!(failure.words.as_deref(), Some("an old error"));
}

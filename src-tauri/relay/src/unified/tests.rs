//! Snapshots of what is sent, and the answers of section 2.

use dailies_model::{Cameo, Format, PictureRole, Toggle, VideoSource};
use http::header::HeaderMap;
use insta::{assert_debug_snapshot, assert_snapshot};
use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::{
    Answer, Attachment, SubmitOutcome,
    fixture::{Fixture, png},
    task_status::{parse_poll, parse_submit},
};

const SORA: &str = r#"
    aspect = { field = "aspect_ratio", values = ["16:9", "9:16"] }
    duration = { field = "duration", as = "text", values = [10, 15] }
    pictures = { field = "images", max = 4, roles = ["reference"] }
    cameo = true
    notify_hook = "notify_hook"
    toggles = { hd = { field = "hd" }, watermark = { field = "watermark" }, private = { field = "private" } }
"#;
const VEO: &str = r#"
    aspect = { field = "aspect_ratio", values = ["16:9", "9:16"] }
    pictures = { field = "images", max = 2, roles = ["first", "last"] }
    toggles = { enhance_prompt = { field = "enhance_prompt", default = true }, upsample = { field = "enable_upsample" } }
"#;
const OTHER: &str = r#"
    aspect = { field = "ratio", values = ["16:9"] }
    duration = { field = "duration", values = [5] }
    resolution = { field = "resolution", values = ["720P"] }
    videos = 1
    seed = "seed"
    toggles = { fixed_camera = { field = "camerafixed" }, sound = { field = "generate_audio" }, return_last_frame = { field = "return_last_frame" } }
"#;

fn sora() -> Fixture {
    Fixture::new("sora-2", SORA).with(|generation| {
        generation.aspect_ratio = "9:16".parse().ok();
        generation.duration_s = Some(10);
    })
}

fn sent(sample: &Fixture) -> String {
    submit_request(&sample.order(Format::Unified)).shown()
}

#[test]
fn a_text_to_video_submit_carries_what_was_asked_for_and_no_pictures() {
    assert_snapshot!(sent(&sora()), @r#"
    POST /v2/videos/generations
    {"aspect_ratio":"9:16","duration":"10","model":"sora-2","prompt":"A cat \"in\" the rain\n雨中的猫"}
    "#);
}

#[test]
fn a_sora_submit_with_everything() {
    let sample = sora().picture(PictureRole::Reference, png()).with(|generation| {
        generation.toggles = [(Toggle::Hd, false), (Toggle::Watermark, false), (Toggle::Private, true)].into();
        generation.cameo =
            Some(Cameo { url: "https://a.example/c.mp4".into(), clip_id: None, start_ms: 1000, end_ms: 3500 });
        generation.notify_hook = Some("https://a.example/done".into());
    });
    assert_snapshot!(sent(&sample), @r#"
    POST /v2/videos/generations
    {"aspect_ratio":"9:16","character_timestamps":"1,3.5","character_url":"https://a.example/c.mp4","duration":"10","hd":false,"images":["data:image/png;base64,wolQTkc="],"model":"sora-2","notify_hook":"https://a.example/done","private":true,"prompt":"A cat \"in\" the rain\n雨中的猫","watermark":false}
    "#);
}

#[test]
fn a_veo_submit_with_its_first_and_last_frame() {
    let url = |name| Attachment::Url(format!("https://a.example/{name}.png"));
    let sample = Fixture::new("veo3.1", VEO)
        .picture(PictureRole::Last, url("last"))
        .picture(PictureRole::First, url("first"))
        .with(|generation| generation.toggles = [(Toggle::Upsample, true)].into());
    assert_snapshot!(sent(&sample), @r#"
    POST /v2/videos/generations
    {"enable_upsample":true,"enhance_prompt":true,"images":["https://a.example/first.png","https://a.example/last.png"],"model":"veo3.1","prompt":"A cat \"in\" the rain\n雨中的猫"}
    "#);
}

#[test]
fn another_models_submit_of_a_video() {
    let sample = Fixture::new("seedance", OTHER).with(|generation| {
        generation.aspect_ratio = "16:9".parse().ok();
        generation.duration_s = Some(5);
        generation.resolution = Some("720P".into());
        generation.seed = Some(dailies_model::Seed(7));
        generation.videos = vec![VideoSource::Url("https://a.example/v.mp4".into())];
        generation.toggles =
            [(Toggle::FixedCamera, true), (Toggle::Sound, false), (Toggle::ReturnLastFrame, true)].into();
    });
    assert_snapshot!(sent(&sample), @r#"
    POST /v2/videos/generations
    {"camerafixed":true,"duration":5,"generate_audio":false,"model":"seedance","prompt":"A cat \"in\" the rain\n雨中的猫","ratio":"16:9","resolution":"720P","return_last_frame":true,"seed":7,"videos":["https://a.example/v.mp4"]}
    "#);
}

#[test]
fn each_medium_has_its_own_scope() {
    let id = RemoteId("t".into());
    for (medium, scope) in [(Medium::Film, "videos"), (Medium::Still, "images"), (Medium::Sound, "audio")] {
        let submit = submit_request(&SubmitParams { medium, ..sora().order(Format::Unified) });
        assert_eq!(submit.path, format!("/v2/{scope}/generations"));
        assert_eq!(poll_request(medium, &id).path, format!("/v2/{scope}/generations/t"));
    }
}

#[test]
fn a_poll_names_the_task_and_carries_nothing() {
    let poll = poll_request(Medium::Film, &RemoteId("sora-2:task_01k/x".into()));
    assert_snapshot!(poll.shown(), @"GET /v2/videos/generations/sora-2%3Atask_01k%2Fx");
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
        SubmitOutcome::Accepted(RemoteId("t1".into()))
    );
    let of_request = broken(json!({"id": "req_1", "error": {"message": "x"}}));
    assert!(matches!(of_request, SubmitOutcome::Lost(_)), "{of_request:?}");
}

#[test]
fn a_running_task_is_reported() {
    let answer = Answer::json(200, json!({"task_id": "t", "status": "IN_PROGRESS", "progress": "37%", "data": null}));
    assert_debug_snapshot!(parse_poll(Medium::Film, &answer), @r"
    Ok(
        JobStatus {
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
    let answer =
        Answer::json(200, json!({"task_id": "t", "status": "SUCCESS", "progress": "100%", "data": {"output": url}}));
    assert_debug_snapshot!(parse_poll(Medium::Film, &answer), @r"
    Ok(
        JobStatus {
            phase: Succeeded {
                results: [
                    ResultUrl(https://cdn.example/…),
                ],
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
    assert_debug_snapshot!(parse_poll(Medium::Film, &answer), @r#"
    Ok(
        JobStatus {
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
    assert_debug_snapshot!(parse_poll(Medium::Film, &answer), @r#"
    Err(
        PollError {
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
    assert!(parse_poll(Medium::Film, &Answer::json(500, json!({"status": "failed", "message": "oops"}))).is_err());
}

proptest! {
    #[test]
    fn no_answer_is_too_strange(status in 100u16..600, body in prop::collection::vec(any::<u8>(), 0..200)) {
        let answer = Answer::read(status, &HeaderMap::new(), &body, None);
        let _ = parse_poll(Medium::Film, &answer);
        let accepted = matches!(parse_submit(&answer), SubmitOutcome::Accepted(_));
        prop_assert!(!accepted || answer.is_success());
    }

    #[test]
    fn the_same_generation_gives_the_same_bytes(prompt in ".{0,60}") {
        let sample = sora().picture(PictureRole::Reference, png()).with(|generation| generation.prompt = prompt.clone());
        let request = submit_request(&sample.order(Format::Unified));
        prop_assert_eq!(request.body_hash(), submit_request(&sample.order(Format::Unified)).body_hash());
        prop_assert_eq!(&request.value()["prompt"], &serde_json::Value::from(prompt));
    }
}

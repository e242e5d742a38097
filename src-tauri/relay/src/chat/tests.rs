//! Snapshots of what is sent, and answers as they end.

use dailies_model::{Format, PictureRole};
use insta::assert_snapshot;

use super::*;
use crate::{
    Attachment,
    fixture::{Fixture, png},
};

const SORA: &str = r#"
    aspect = { field = "prompt", values = ["16:9", "9:16"], wire = { "16:9" = "横屏", "9:16" = "竖屏" } }
    duration = { field = "prompt", values = [10, 15] }
    pictures = { field = "messages", max = 4, roles = ["reference"] }
    toggles = { hd = { field = "高清" } }
"#;

fn sent(sample: &Fixture) -> String {
    submit_request(&sample.order(Format::Chat)).shown()
}

#[test]
fn a_submit_is_a_streamed_message() {
    assert_snapshot!(sent(&Fixture::new("sora_video2-portrait", "")), @r#"
    POST /v1/chat/completions
    {"messages":[{"content":"A cat \"in\" the rain\n雨中的猫","role":"user"}],"model":"sora_video2-portrait","stream":true}
    "#);
}

#[test]
fn shape_length_and_hd_stand_before_the_prompt_and_pictures_after_it() {
    let sample = Fixture::new("sora_video2", SORA)
        .picture(PictureRole::Reference, Attachment::Url("https://a.example/1.png".into()))
        .picture(PictureRole::Reference, png())
        .with(|generation| {
            generation.aspect_ratio = "9:16".parse().ok();
            generation.duration_s = Some(15);
            generation.toggles = [(Toggle::Hd, true)].into();
        });
    assert_snapshot!(sent(&sample), @r#"
    POST /v1/chat/completions
    {"messages":[{"content":[{"text":"竖屏 15s 高清 A cat \"in\" the rain\n雨中的猫","type":"text"},{"image_url":{"url":"https://a.example/1.png"},"type":"image_url"},{"image_url":{"url":"data:image/png;base64,wolQTkc="},"type":"image_url"}],"role":"user"}],"model":"sora_video2","stream":true}
    "#);
}

#[test]
fn only_what_is_set_stands_before_the_prompt() {
    let prefix = |change: fn(&mut dailies_model::Generation)| {
        let sample = Fixture::new("sora_video2", SORA).with(change);
        prompt(&sample.order(Format::Chat)).split("A cat").next().unwrap().to_owned()
    };
    assert_eq!(prefix(|_| {}), "");
    assert_eq!(prefix(|generation| generation.duration_s = Some(10)), "10s ");
    assert_eq!(prefix(|generation| generation.toggles = [(Toggle::Hd, false)].into()), "");
    assert_eq!(prefix(|generation| generation.aspect_ratio = "16:9".parse().ok()), "横屏 ");
}

#[test]
fn what_the_prompt_says_itself_is_neither_repeated_nor_contradicted() {
    let sent = |words: &str| {
        let sample = Fixture::new("sora_video2", SORA).with(|generation| {
            generation.prompt = words.to_owned();
            generation.aspect_ratio = "9:16".parse().ok();
            generation.duration_s = Some(15);
            generation.toggles = [(Toggle::Hd, true)].into();
        });
        prompt(&sample.order(Format::Chat))
    };
    for (words, expected) in [
        ("动起来", "竖屏 15s 高清 动起来"),
        ("竖屏 动起来", "15s 高清 竖屏 动起来"),
        ("横屏 动起来", "15s 高清 横屏 动起来"),
        ("动起来，10秒", "竖屏 高清 动起来，10秒"),
        ("(竖屏,15s,高清) 海", "(竖屏,15s,高清) 海"),
    ] {
        assert_eq!(sent(words), expected);
    }
}

#[test]
fn the_documents_own_example_is_what_is_sent() {
    let sample = Fixture::new("sora_video2", SORA).with(|generation| {
        generation.prompt = "动起来".to_owned();
        generation.aspect_ratio = "9:16".parse().ok();
    });
    assert_eq!(prompt(&sample.order(Format::Chat)), "竖屏 动起来");
}

#[test]
fn the_last_progress_counts() {
    for (text, percent) in [
        ("进度：37%", Some(37)),
        ("> 🏃 进度: 12.6 %\n进度：80％\n", Some(80)),
        ("Progress: 5% ... 20%", Some(20)),
        ("进度：37%\n进度：4", Some(37)),
        ("progress: 250%", Some(100)),
        ("100% cotton", None),
        ("进度：视%", None),
        ("", None),
    ] {
        assert_eq!(progress(text), percent, "{text}");
    }
}

fn ended(text: &str, end: StreamEnd) -> SubmitOutcome {
    conclude(&Transcript { text: text.to_owned(), error: None, tokens: None, films: Vec::new(), end })
}

fn failure(submission: &SubmitOutcome) -> (&'static str, Meaning, Charged) {
    match submission {
        SubmitOutcome::Refused(failure) => ("refused", failure.meaning, failure.charged),
        SubmitOutcome::Lost(failure) => ("lost", failure.meaning, failure.charged),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_link_is_the_result_however_the_stream_ended() {
    let text = "进度：90%\n✅ 视频生成成功，[点击这里](https://cdn.example/a.mp4) 查看视频~~~";
    for end in [StreamEnd::Done, StreamEnd::Closed, StreamEnd::Broken] {
        let SubmitOutcome::Finished { results } = ended(text, end) else { panic!("{end:?}") };
        let url = &results[0];
        assert_eq!(url.as_str(), "https://cdn.example/a.mp4");
    }
}

#[test]
fn a_stream_without_a_link_that_was_not_done_is_lost() {
    let lost = ("lost", Meaning::Network, Charged::Unknown);
    for text in ["", "进度：37%", "[a](https://cdn.example/a.mp", "第1次生成失败，正在重试\n进度：5%"]
    {
        for end in [StreamEnd::Closed, StreamEnd::Broken] {
            assert_eq!(failure(&ended(text, end)), lost, "{text}");
        }
    }
    assert_eq!(failure(&ended("❌ 生成失败", StreamEnd::Broken)), lost, "more may have been on its way");
}

#[test]
fn a_stream_that_says_that_it_failed_is_over() {
    for text in ["进度：37%\n❌ 生成失败：内部异常", "Error: upstream", "Generation failed"] {
        for end in [StreamEnd::Done, StreamEnd::Closed] {
            assert_eq!(failure(&ended(text, end)), ("refused", Meaning::Generation, Charged::Unknown), "{text}");
        }
    }
    let SubmitOutcome::Refused(told) = ended("进度：37%\n❌ 生成失败：图片审核未通过", StreamEnd::Done)
    else {
        panic!()
    };
    assert_eq!(told.meaning, Meaning::ModerationPicture);
    assert_eq!(told.words.as_deref(), Some("❌ 生成失败：图片审核未通过"));
    let late = ended("进度：95%\n❌ 生成失败：moderation_blocked", StreamEnd::Done);
    assert_eq!(failure(&late), ("refused", Meaning::ModerationResult, Charged::Unknown));
}

#[test]
fn done_without_a_link_is_a_failure_to_show() {
    assert_eq!(failure(&ended("好的。", StreamEnd::Done)), ("refused", Meaning::NoResult, Charged::Unknown));
}

#[test]
fn an_error_in_the_stream_is_a_failure() {
    let with = |text: &str, message: &str| {
        let error = Answer::json(200, serde_json::json!({"error": {"message": message, "type": "x"}}));
        failure(&conclude(&Transcript {
            text: text.to_owned(),
            error: Some(error),
            tokens: None,
            films: Vec::new(),
            end: StreamEnd::Closed,
        }))
    };
    assert_eq!(with("", "insufficient_user_quota"), ("refused", Meaning::Balance, Charged::No));
    assert_eq!(with("", "upstream timeout"), ("refused", Meaning::Invalid, Charged::Unknown));
    assert_eq!(with("进度：37%", "upstream timeout"), ("refused", Meaning::TimedOut, Charged::Unknown));
}

#[test]
fn an_answer_at_once_is_concluded_too() {
    let message = serde_json::json!({"choices": [{"message": {"content": "[a](https://cdn.example/a.mp4)"}}]});
    assert!(matches!(parse_submit(&Answer::json(200, message)), SubmitOutcome::Finished { .. }));
    let refused = parse_submit(&Answer::json(401, serde_json::json!({"error": {"message": "no such key"}})));
    assert_eq!(failure(&refused), ("refused", Meaning::Key, Charged::No));
    let lost = parse_submit(&Answer::text(502, "<html></html>"));
    assert_eq!(failure(&lost), ("lost", Meaning::Server, Charged::Unknown));
}

#[test]
fn the_film_is_found_beside_and_inside_of_the_text() {
    const U: &str = "https://cdn.example/v?id=1";
    for message in [
        serde_json::json!({"content": [{"type": "video_url", "video_url": {"url": U}}]}),
        serde_json::json!({"content": [{"type": "video", "video": U}]}),
        serde_json::json!({"content": "", "video": {"url": U}}),
        serde_json::json!({"video": {"url": U}}),
        serde_json::json!({"content": "done", "videos": [{"url": U}]}),
        serde_json::json!({"content": "done", "reasoning_content": "✅ [video](https://cdn.example/v?id=1)"}),
        serde_json::json!({"content": format!("<video src='{U}'></video>")}),
        serde_json::json!({"content": U}),
        serde_json::json!({"content": format!("视频链接：{U}")}),
        serde_json::json!({"content": format!("![video]({U})")}),
        serde_json::json!({"content": serde_json::json!({"video_url": U}).to_string()}),
        serde_json::json!({"content": format!("done\n```json\n{{\"video_url\": \"{U}\"}}\n```")}),
    ] {
        let answer = Answer::json(200, serde_json::json!({"choices": [{"message": message}]}));
        let SubmitOutcome::Finished { results } = parse_submit(&answer) else { panic!("{answer:?}") };
        assert_eq!(results.iter().map(ResultUrl::as_str).collect::<Vec<_>>(), [U], "{answer:?}");
    }
    let bare = Answer::json(200, serde_json::json!({"data": [{"url": U}]}));
    assert!(matches!(parse_submit(&bare), SubmitOutcome::Finished { .. }));
    let page = ended("Sorry, see https://x.example/policy for what is allowed", StreamEnd::Done);
    assert_eq!(failure(&page), ("refused", Meaning::NoResult, Charged::Unknown));
}

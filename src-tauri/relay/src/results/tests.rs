//! Finished answers of relays and makers, and what in them is no result.

use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::json as texts;

const U: &str = "https://cdn.example/f/one?sig=1";
const V: &str = "https://cdn.example/f/two?sig=2";
const FILM: &str = "https://cdn.example/f/film.mp4?sig=1";
const PICTURE: &str = "https://cdn.example/f/cover.jpg";

fn found_as(answer: &Value, medium: Medium) -> Vec<String> {
    of(&texts::unfolded(answer), medium).iter().map(|url| url.as_str().to_owned()).collect()
}

fn found(answer: &Value) -> Vec<String> {
    found_as(answer, Medium::Film)
}

#[test]
fn every_finished_shape_yields_exactly_the_film() {
    for answer in [
        // Relays.
        json!({"data": {"output": U}}),
        json!({"data": {"outputs": [U]}}),
        json!({"data": {"outputs": ["", U]}}),
        json!({"data": U}),
        json!({"video_url": U, "thumbnail_url": PICTURE}),
        json!({"videoUrl": U, "coverUrl": V}),
        json!({"videourl": U, "coverurl": V}),
        json!({"detail": {"video_url": V, "upsample_video_url": U}}),
        json!({"metadata": {"url": U}}),
        json!({"result_url": U}),
        json!({"url": U, "status_url": V}),
        json!({"download_url": U}),
        json!({"downloadUrl": U, "posterUrl": V}),
        json!({"file_url": U}),
        json!({"uri": U}),
        json!({"output": U, "input": {"video_url": V}}),
        json!({"output": [U], "urls": {"get": V, "cancel": V, "stream": V, "web": V}}),
        json!({"output": {"url": U}}),
        json!({"output": {"video": U, "thumbnail": V}}),
        json!({"outputs": [{"type": "video", "url": U}, {"type": "image", "url": V}]}),
        json!({"result": {"url": U}}),
        json!({"result": {"video_url": U, "last_frame_url": V, "first_frame_url": V}}),
        json!({"videos": [{"url": U, "cover": V}]}),
        json!({"video_urls": [U]}),
        json!({"data": [{"url": U}]}),
        json!({"data": {"data": {"output": U}}}),
        json!({"works": [{"video": {"resource": U}, "cover": {"resource": V}}]}),
        json!({"media": {"url": U, "preview_url": V}}),
        json!({"generations": [{"encodings": {"source": {"path": U}, "source_wm": {"path": V}, "thumbnail": {"path": V}}}]}),
        // new-api, in all builds.
        json!({"code": "success", "data": {"status": "SUCCESS", "fail_reason": U, "properties": {"input": V}}}),
        json!({"code": "success", "data": {"result_url": U, "data": {"content": {"video_url": U, "last_frame_url": V}}}}),
        json!({"code": "success", "data": {"url": U, "format": "mp4", "metadata": {"duration": 5}}}),
        json!({"code": "success", "data": {"fail_reason": "", "data": {"id": "cgt", "content": {"video_url": U}}}}),
        // Makers.
        json!({"id": "cgt-1", "content": {"video_url": U, "last_frame_url": V}, "usage": {"total_tokens": 1}}),
        json!({"task": {"content": {"url": U}, "resolution": "768P"}}),
        json!({"file": {"file_id": 1, "filename": "out.mp4", "download_url": U, "backup_download_url": V}}),
        json!({"output": {"task_status": "SUCCEEDED", "video_url": U, "orig_prompt": V}, "usage": {"video_duration": 5}}),
        json!({"data": {"task_result": {"videos": [{"id": "v", "url": U, "watermark_url": V, "duration": "5"}]}}}),
        json!({"video": {"url": U, "content_type": "video/mp4", "file_name": "output.mp4"}, "seed": 1}),
        json!({"status": "COMPLETED", "video": {"url": U}, "response_url": V, "status_url": V, "cancel_url": V}),
        json!({"response": {"generateVideoResponse": {"generatedSamples": [{"video": {"uri": U}}]}}}),
        json!({"output_video": {"uri": U, "mime_type": "video/mp4"}}),
        json!({"polling_url": V, "unsigned_urls": [V], "urls": [U]}),
        json!({"polling_url": V, "unsigned_urls": [U]}),
        json!({"video": {"url": U, "duration": 6, "respect_moderation": true}}),
        json!({"assets": {"video": U, "image": V, "progress_video": V}}),
        json!({"output": [U], "createdAt": "2026-01-01"}),
        json!({"creations": [{"id": "1", "url": U, "cover_url": V, "watermarked_url": V}]}),
        json!({"video_result": [{"url": U, "cover_image_url": V}]}),
        json!({"results": {"videos": [{"url": U}], "timings": {"inference": 1}}}),
        json!({"code": 200, "data": {"resultJson": json!({"resultUrls": [U], "resultWaterMarkUrls": [V]}).to_string(), "param": json!({"input": {"image_urls": [V]}}).to_string()}}),
        json!({"code": 200, "data": {"result": {"videos": [{"url": [U], "expires_at": 1}]}}}),
        json!({"status": "Completed", "data": {"videos": [{"url": U, "mimeType": "video/mp4"}], "raiMediaFilteredCount": 0}}),
        json!({"results": [U], "task_info": {"can_cancel": false}}),
        json!({"content": {"result_url": U}}),
        json!({"data": {"outputs": [U], "urls": {"get": V}}}),
        json!({"jobs": [{"results": {"raw": {"url": U, "type": "video"}, "min": {"url": V, "type": "video"}}}]}),
        json!({"ErrCode": 0, "Resp": {"id": 1, "status": 1, "url": U}}),
        json!({"data": {"video_url": U, "image_url": V, "audio_url": V}}),
    ] {
        assert_eq!(found(&answer), [U], "{answer}");
    }
}

#[test]
fn what_is_no_result_is_never_taken() {
    for answer in [
        json!({"cover_url": FILM, "thumbnail": U, "poster": U, "preview_image": U}),
        json!({"last_frame_url": U, "first_frame": U, "end_frame": PICTURE}),
        json!({"input": {"video_url": FILM}, "inputs": [FILM], "input_video": FILM}),
        json!({"source_video_url": FILM, "reference_video": FILM, "remix_source": FILM, "remixed_from": {"url": FILM}}),
        json!({"callback_url": U, "webhook": U, "webhook_events_filter": []}),
        json!({"status_url": U, "response_url": U, "cancel_url": U, "polling_url": U, "get_url": U}),
        json!({"docs": "https://docs.example/videos", "docs_url": U, "help": U, "logo_url": U}),
        json!({"url": "https://docs.example/guide"}),
        json!({"url": "https://relay.example/v1/videos/1/status"}),
        json!({"audio_url": "https://cdn.example/a.mp3", "music": U}),
        json!({"url": "https://cdn.example/a.mp3"}),
        json!({"video_url": PICTURE}),
        json!({"data": {"output": "file:///etc/passwd"}}),
        json!({"content": [{"type": "video_url", "video_url": {"url": FILM}, "role": "reference_video"}]}),
        json!({"messages": [{"role": "user", "content": FILM}]}),
        json!({"request": {"video_url": FILM}, "params": json!({"video_url": FILM}).to_string()}),
        json!({"prompt": format!("like {FILM}"), "logs": [format!("reads {FILM}")]}),
        json!({"origin_task": {"video_url": FILM}, "preview_url": FILM, "template": {"video_url": FILM}}),
        json!({"message": format!("see {U}"), "video_name": "a/b.mp4", "usage": {"video": U}}),
        json!({"website": U, "homepage": U, "share_url": U, "billing_url": U}),
        json!({"data": {"output": "video.mp4"}, "file_name": "a/b.mp4x"}),
        json!({"data": "ok", "output": null, "result": true}),
        json!({"output": "https://cdn.example/list.m3u8"}),
        json!({"mime_type": "image/png", "url": U}),
    ] {
        assert_eq!(found(&answer), [""; 0], "{answer}");
    }
}

#[test]
fn a_film_in_a_doubtful_place_is_taken_for_want_of_another() {
    for answer in [
        json!({"upstream_response": {"video_url": FILM}}),
        json!({"upstream": {"data": {"url": FILM}}}),
        json!({"model_output": {"video_url": FILM}}),
        json!({"api_response": {"video_url": FILM}}),
        json!({"query_result": {"video_url": FILM}}),
        json!({"request_output": {"video_url": FILM}}),
        json!({"template_result": {"video_url": FILM}}),
        json!({"progress_result": {"video_url": FILM}}),
        json!({"task_status_info": {"video_url": FILM}}),
        json!({"GetVideoTaskResponse": {"video_url": FILM}}),
        json!({"image_to_video": {"video_url": FILM}}),
        json!({"image2video_url": FILM}),
        json!({"video_with_audio_url": FILM}),
        json!({"lip_sync": {"audio_video": FILM}}),
        json!({"video": {"source": FILM}}),
        json!({"sources": [{"src": FILM, "type": "video/mp4"}]}),
        json!({"stream_url": FILM}),
        json!({"share_url": FILM}),
        json!({"video_web_url": FILM}),
        json!({"user_video_url": FILM}),
        json!({"character_video_url": FILM}),
        json!({"styled_video_url": FILM}),
        json!({"storyboard_video_url": FILM}),
        json!({"frame_interpolated_video_url": FILM}),
        json!({"masked_video": FILM}),
        json!({"pose_video_url": FILM}),
        json!({"controlnet_video": FILM}),
        json!({"embed_url": FILM, "get_url": V}),
        json!({"video_name": FILM}),
        json!({"video_key": FILM}),
        json!({"filename": FILM}),
        json!({"output": {"frames": {"video": FILM}}}),
        json!({"usage": {"output_video": FILM}}),
        json!({"website_url": FILM}),
        json!({"message": format!("Done! [video]({FILM})")}),
        json!({"msg": FILM}),
        json!({"messages": [{"content": FILM}]}),
        json!({"description": format!("ready: {FILM}")}),
    ] {
        assert_eq!(found(&answer), [FILM], "{answer}");
        let mut better = answer;
        better["result_url"] = json!(U);
        assert_eq!(found(&better), [U], "{better}");
    }
    assert_eq!(found(&json!({"address": U})), [U]);
    assert_eq!(certain(&json!({"message": FILM, "user_video_url": FILM}), Medium::Film), []);
}

#[test]
fn an_address_is_read_as_it_was_meant() {
    for (text, url) in [
        ("https://h.example/f.mp4?a=1&amp;b=2", "https://h.example/f.mp4?a=1&b=2"),
        ("https://h.example/f.mp4?a=1\\u0026b=2", "https://h.example/f.mp4?a=1&b=2"),
        ("http:\\/\\/h.example\\/f.mp4", "http://h.example/f.mp4"),
        ("https%3A%2F%2Fh.example%2Ff.mp4%3Fa%3D1", "https://h.example/f.mp4?a=1"),
        ("https://h.example/f.mp4?a='x'", "https://h.example/f.mp4?a=%27x%27"),
        ("'https://h.example/f.mp4'", "https://h.example/f.mp4"),
        ("https://h.example/视频 成片.mp4?a=1", "https://h.example/%E8%A7%86%E9%A2%91%20%E6%88%90%E7%89%87.mp4?a=1"),
        ("h.example:8443/x.mp4", "https://h.example:8443/x.mp4"),
        ("./files/x.mp4", "/files/x.mp4"),
        ("/files/signed?a=1", "/files/signed?a=1"),
        ("<video src=\"https://h.example/v?id=1\"></video>", "https://h.example/v?id=1"),
        ("<source src=https://h.example/v?id=1 type=video/mp4>", "https://h.example/v?id=1"),
        ("<a href='https://h.example/v?id=1'>film</a>", "https://h.example/v?id=1"),
        ("视频地址：https://h.example/v?id=1", "https://h.example/v?id=1"),
        ("Video: https://h.example/v?id=1", "https://h.example/v?id=1"),
        ("Result: {\"video_url\":\"https://h.example/v?id=1\"}", "https://h.example/v?id=1"),
    ] {
        assert_eq!(found(&json!({"data": {"output": text}})), [url], "{text}");
    }
    for text in ["see https://docs.example/guide", "no address: a/b c", "https://a.example/x and https://b.example/y"] {
        assert_eq!(found(&json!({"data": {"output": text}})), [""; 0], "{text}");
    }
}

#[test]
fn several_outputs_are_several_films_each_once() {
    for answer in [
        json!({"data": {"outputs": [U, V, U]}}),
        json!({"data": {"output": U, "outputs": [U, V]}}),
        json!({"videos": [{"url": U}, {"url": V}]}),
        json!({"video": {"url": U}, "videos": [{"url": U}, {"url": V}]}),
        json!({"output": {"video_1": U, "video_2": V}}),
        json!({"outputs": {"108": {"videos": [{"url": U}]}, "210": {"videos": [{"url": V}]}}}),
        json!({"videos": [{"url": U, "height": 720, "width": 1280}, {"url": V, "height": 1280, "width": 720}]}),
        json!({"videos": [{"url": U, "height": 720}, {"url": V, "height": 1280}]}),
        json!({"videos": [{"url": U, "label": "1080"}, {"url": V, "label": "1081"}]}),
        json!({"url": format!("{U},{V}")}),
        json!({"url": format!("{U} ; {V}\n")}),
        json!({"content": [{"text": U}, {"text": V}]}),
        json!({"creations": [{"url": U, "cover_url": PICTURE}, {"url": V, "cover_url": PICTURE}]}),
    ] {
        assert_eq!(found(&answer), [U, V], "{answer}");
    }
}

#[test]
fn a_second_film_by_name_is_fetched_too() {
    let mut both = found(&json!({"video_url": U, "second_video_url": V}));
    both.sort();
    assert_eq!(both, [U, V]);
}

#[test]
fn a_text_may_link_to_several_films() {
    let other = "https://cdn.example/f/other.mp4";
    let answer = json!({"choices": [{"message": {"content": format!("✅ [1]({FILM}) [2]({other}), [help](https://x.example/)")}}]});
    assert_eq!(found(&answer), [FILM, other]);
}

#[test]
fn one_film_in_several_qualities_is_one() {
    for answer in [
        json!({"videos": [{"url": V, "quality": "480p"}, {"url": U, "quality": "1080p"}]}),
        json!({"url_480p": V, "url_1080p": U}),
        json!({"video_url": V, "hd_video_url": U}),
        json!({"video_url": V, "upscaled_video_url": U}),
        json!({"video_url": V, "nwm_video_url": U}),
        json!({"video_url": V, "video_url_without_watermark": U}),
        json!({"video_url": V, "clean_url": U}),
        json!({"video_url": V, "download_url_no_watermark": U}),
        json!({"first_clip_url": V, "video_list": [{"video_url": U}]}),
        json!({"encodings": {"ld": {"path": V}, "md": {"path": V}, "source": {"path": U}, "source_wm": {"path": V}}}),
        json!({"videos": [{"url": V, "width": 640, "height": 360}, {"url": U, "width": 1280, "height": 720}]}),
        json!({"video_url": U, "video_url_watermark": V}),
        json!({"watermark_video_url": V, "video_url_no_watermark": U}),
        json!({"resource_without_watermark": U, "resource": V}),
        json!({"videos": [{"url": V, "watermark": true}, {"url": U, "watermark": false}]}),
    ] {
        assert_eq!(found(&answer), [U], "{answer}");
    }
}

#[test]
fn an_address_at_the_relay_itself_is_a_path() {
    for (answer, url) in [
        (json!({"data": {"output": "/files/a.mp4"}}), "/files/a.mp4"),
        (json!({"data": {"output": "files/a.mp4"}}), "/files/a.mp4"),
        (json!({"video_url": "/v1/videos/v1/content"}), "/v1/videos/v1/content"),
        (json!({"data": {"output": "//cdn.example/a.mp4"}}), "https://cdn.example/a.mp4"),
        (json!({"data": {"output": "cdn.example/a.mp4"}}), "https://cdn.example/a.mp4"),
        (json!({"data": {"output": format!(" <{FILM}> ")}}), FILM),
        (json!({"data": {"output": format!("[video]({FILM})")}}), FILM),
        (json!({"choices": [{"message": {"role": "assistant", "content": format!("done: [play]({FILM})")}}]}), FILM),
        (json!({"url": "https://cdn.example/get?file=a.mp4&x=1"}), "https://cdn.example/get?file=a.mp4&x=1"),
    ] {
        assert_eq!(found(&answer), [url], "{answer}");
    }
}

#[test]
fn a_name_that_tells_a_film_counts_more_than_one_that_tells_an_address() {
    assert_eq!(found(&json!({"url": "https://relay.example/task/1", "video": {"url": U}})), [U]);
    assert_eq!(found(&json!({"url": "https://relay.example/task/1", "foo": FILM})), [FILM]);
    assert_eq!(found(&json!({"anything": {"at": {"all": FILM}}})), [FILM]);
}

#[test]
fn without_a_state_only_what_can_be_nothing_else_counts() {
    let certain = |answer: Value| certain(&answer, Medium::Film).len();
    assert_eq!(certain(json!({"data": {"output": U}})), 1);
    assert_eq!(certain(json!({"data": {"videos": [{"url": FILM}]}})), 1);
    assert_eq!(certain(json!({"result": {"link": U}})), 0);
    let sent = json!({"image_url": PICTURE, "images": [PICTURE]});
    assert_eq!(super::certain(&sent, Medium::Still), []);
    assert_eq!(despite_end(&sent, Medium::Still), []);
}

#[test]
fn other_media_are_found_by_their_own_names() {
    let picture = json!({"data": [{"url": PICTURE, "thumbnail_url": V}]});
    assert_eq!(found_as(&picture, Medium::Still), [PICTURE]);
    assert_eq!(found_as(&json!({"images": [{"url": U}], "video_url": V}), Medium::Still), [U]);
    let songs = json!({"data": {"data": [{"audio_url": U, "image_url": V, "video_url": V}, {"audio_url": V}]}});
    assert_eq!(found_as(&songs, Medium::Sound), [U, V]);
}

#[test]
fn a_large_answer_is_searched_to_a_limit() {
    let many = json!({"videos": vec![json!({"url": FILM, "x": vec![1; 100]}); 5_000], "y": vec!["http://a ".repeat(500); 500]});
    assert_eq!(found(&many), [FILM]);
    let long: Vec<_> = std::iter::once(json!({ "video_url": FILM })).chain(vec![json!(0); 60_000]).collect();
    assert_eq!(found(&json!({ "data": long })), [FILM], "it is searched from its beginning");
    let mut deep = json!({ "url": FILM });
    for _ in 0..100 {
        deep = json!({ "data": deep });
    }
    assert_eq!(found(&deep), [""; 0]);
    let _ = found(&json!({ "output": "http".repeat(1 << 20) }));
    let _ = found(&json!({ "a_".repeat(1 << 20): FILM }));
}

proptest! {
    #[test]
    fn no_text_is_too_strange(name in "(url|video|_|[A-Z]|视|\\PC){0,9}", text in "(https?://|/|\\.mp4|[?#&=,; (\\[\\])]|视|\\PC){0,12}") {
        let _ = found(&json!({ name: { "url": &text, "output": [&text] } }));
    }
}

//! Tags, faults, odd answers and plain mistakes, in every format.

use crate::relay::{client, error, get, json, post, start, until};
use dailies_simulator::{Fault, Route, Simulator};
use reqwest::Response;
use serde_json::{Value, json};

/// Path and body of a submit in each format, with `prompt` in the place where its tags are read.
fn submits(prompt: &str) -> [(&'static str, Value); 7] {
    let url = format!("https://example.com/{}", prompt.replace(' ', ""));
    [
        ("/v2/videos/generations", json!({ "model": "sora-2", "prompt": prompt })),
        ("/v2/images/generations", json!({ "model": "seedream-4.0", "prompt": prompt })),
        ("/v2/audio/generations", json!({ "model": "speech-02-hd", "prompt": prompt })),
        ("/v1/video/create", json!({ "model": "veo3.1", "prompt": prompt })),
        ("/v1/videos", json!({ "model": "sora-2", "prompt": prompt })),
        (
            "/v1/chat/completions",
            json!({ "model": "sora_video2", "messages": [{ "role": "user", "content": prompt }] }),
        ),
        ("/sora/v1/characters", json!({ "timestamps": "1,3", "url": url })),
    ]
}

async fn send(sim: &Simulator, path: &str, body: &Value) -> reqwest::Result<Response> {
    post(sim, path).json(body).send().await
}

#[tokio::test]
async fn every_format_refuses_as_the_tags_say() {
    let sim = start().await;
    let table = [
        ("[fail: moderation-prompt]", 400, "moderation_blocked", "prompt"),
        ("[fail: picture]", 400, "moderation_blocked", "picture `"),
        ("[fail: model]", 503, "new_api_error", "无可用渠道"),
        ("[fail: quota]", 429, "insufficient_user_quota", "balance"),
    ];
    for (tag, status, kind, word) in table {
        for (path, body) in submits(&format!("a cat {tag}")) {
            let refused = error(send(&sim, path, &body).await.unwrap(), status).await;
            assert_eq!(refused["type"], kind, "{path} {tag}");
            assert!(refused["message"].as_str().unwrap().contains(word), "{path} {tag}: {refused}");
            assert_eq!(refused.get("code").is_some(), status == 503);
        }
    }
    assert_eq!(sim.accepted_count(), 0);
}

#[tokio::test]
async fn every_format_drops_as_the_tags_say() {
    let sim = start().await;
    for (path, body) in submits("a cat [drop: before]") {
        assert!(send(&sim, path, &body).await.is_err(), "{path}");
    }
    assert_eq!(sim.accepted_count(), 0);
    let all = submits("a cat [drop: after]");
    for (path, body) in &all {
        assert!(send(&sim, path, body).await.is_err(), "{path}");
    }
    assert_eq!(sim.submits(), all.map(|(_, body)| body));
}

#[tokio::test]
async fn faults_of_a_submit_wait_for_every_format_but_the_characters() {
    let sim = start().await;
    for (path, body) in submits("a cat") {
        let on = if path.contains("characters") { Route::Character } else { Route::Submit };
        sim.add_fault(Fault::Status { on, status: 429, retry_after_s: Some(2) });
        error(send(&sim, path, &body).await.unwrap(), 429).await;
    }
    assert_eq!(sim.accepted_count(), 0);
}

#[tokio::test]
async fn polls_and_lists_have_their_faults() {
    let sim = start().await;
    for path in ["/v2/videos/generations/x", "/v1/video/query?id=x", "/v1/videos/x"] {
        sim.add_fault(Fault::BadGateway { on: Route::Poll });
        assert_eq!(get(&sim, path).await.status().as_u16(), 502, "{path}");
        error(get(&sim, path).await, 404).await;
    }
    sim.add_fault(Fault::Status { on: Route::List, status: 404, retry_after_s: None });
    error(get(&sim, "/v1/videos").await, 404).await;
    json(get(&sim, "/v1/videos").await, 200).await;
}

async fn content(sim: &Simulator, prompt: &str) -> String {
    let sent = send(sim, "/v1/videos", &json!({ "prompt": prompt, "seconds": "4" })).await.unwrap();
    let path = format!("/v1/videos/{}", json(sent, 200).await["id"].as_str().unwrap());
    until(sim, &path, |job| job["status"] == "completed").await;
    path + "/content"
}

#[tokio::test]
async fn the_content_goes_wrong_as_files_do() {
    let sim = start().await;
    let path = content(&sim, "sea [file: truncated]").await;
    assert!(get(&sim, &path).await.bytes().await.is_err());
    let path = content(&sim, "sea [file: garbage]").await;
    assert!(get(&sim, &path).await.text().await.unwrap().contains("<html>"));
    let path = content(&sim, "sea [no url]").await;
    error(get(&sim, &path).await, 404).await;
    let path = content(&sim, "sea [file: expired]").await;
    error(get(&sim, &path).await, 403).await;
    assert_eq!(get(&sim, &path).await.status().as_u16(), 200);
    sim.add_fault(Fault::TruncatedFile);
    assert!(get(&sim, &path).await.bytes().await.is_err());
}

#[tokio::test]
async fn odd_answers_come_on_request() {
    let sim = start().await;
    let prompt = "sea [shape: id-data] [shape: status-finish] [shape: progress-share] [shape: url-outputs]";
    for path in ["/v2/videos/generations", "/v1/video/create", "/v1/videos"] {
        let sent = send(&sim, path, &json!({ "model": "sora-2", "prompt": prompt })).await.unwrap();
        let id = json(sent, 200).await["data"].as_str().unwrap().to_owned();
        let poll = match path {
            "/v1/video/create" => format!("/v1/video/query?id={id}"),
            _ => format!("{path}/{id}"),
        };
        let task = until(&sim, &poll, |task| task["status"] == "finish").await;
        assert_eq!(task["progress"], 1.0, "{path}");
        assert_eq!(get(&sim, task["data"]["outputs"][0].as_str().unwrap()).await.status().as_u16(), 200);
    }
}

#[tokio::test]
async fn plain_mistakes_are_told_in_the_relays_shape() {
    let sim = start().await;
    let url = |path: &str| format!("{}{path}", sim.address());
    error(client().put(url("/v1/videos")).send().await.unwrap(), 405).await;
    error(client().get(url("/v1/chat/completions")).send().await.unwrap(), 405).await;
    error(client().delete(url("/v2/videos/generations")).send().await.unwrap(), 405).await;
    error(client().get(url("/v1/video/query?id=%ff")).send().await.unwrap(), 404).await;
    error(client().get(url("/v1/videos/%ff")).send().await.unwrap(), 400).await;
    error(client().post(url("/v1/videos")).body("{}").send().await.unwrap(), 415).await;
    let broken = client().post(url("/v1/videos")).header("content-type", "multipart/form-data").body("x");
    error(broken.send().await.unwrap(), 400).await;
    error(client().get(url("/v3/videos")).send().await.unwrap(), 404).await;
}

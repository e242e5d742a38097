//! The create format.

use crate::relay::{error, get, is_mp4, json, post, start, until};
use serde_json::{Value, json};

async fn create(sim: &dailies_simulator::Simulator, model: &str, prompt: &str) -> String {
    let sent = post(sim, "/v1/video/create").json(&json!({ "model": model, "prompt": prompt }));
    json(sent.send().await.unwrap(), 200).await["id"].as_str().unwrap().to_owned()
}

fn query(id: &str) -> String {
    format!("/v1/video/query?id={}", id.replace(':', "%3A"))
}

fn ended(answer: &Value) -> bool {
    answer["status"].as_str().is_some_and(|status| {
        ["completed", "failed", "video_generation_completed", "video_upsampling_completed"].contains(&status)
    })
}

#[tokio::test]
async fn a_prompt_becomes_a_file() {
    let sim = start().await;
    let id = create(&sim, "sora-2", "a calm sea").await;
    assert!(id.starts_with("sora-2:task_01"), "{id}");
    let answer = until(&sim, &query(&id), ended).await;
    assert_eq!(answer["status"], "completed");
    assert_ne!(answer["id"], id.as_str());
    assert!(is_mp4(get(&sim, answer["video_url"].as_str().unwrap()).await).await);
    error(get(&sim, &query(answer["id"].as_str().unwrap())).await, 404).await;
    error(get(&sim, "/v1/video/query").await, 400).await;
}

#[tokio::test]
async fn an_upsampled_clip_has_a_url_of_its_own() {
    let sim = start().await;
    let body =
        json!({ "model": "veo3.1-pro", "prompt": "海边的灯塔", "enable_upsample": true, "aspect_ratio": "9:16" });
    let sent = json(post(&sim, "/v1/video/create").json(&body).send().await.unwrap(), 200).await;
    assert_eq!(sent["status"], "pending");
    let path = query(sent["id"].as_str().unwrap());
    let answer = until(&sim, &path, |answer| answer["status"] == "video_upsampling_completed").await;
    assert!(is_mp4(get(&sim, answer["detail"]["upsample_video_url"].as_str().unwrap()).await).await);
}

#[tokio::test]
async fn failures_are_told_three_times() {
    let sim = start().await;
    let id = create(&sim, "sora-2", "a calm sea [fail: moderation]").await;
    let answer = until(&sim, &query(&id), ended).await;
    assert_eq!((&answer["status"], &answer["video_url"]), (&json!("failed"), &Value::Null));
    assert!(answer["error"].as_str().unwrap().contains("审核"));
    assert!(answer["detail"]["video_generation_error"].as_str().unwrap().contains("moderation"));
}

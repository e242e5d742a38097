//! The unified format beyond Sora and Veo: other models, stills, sounds.

use crate::relay::{error, get, is_mp4, json, post, start, until};
use dailies_simulator::Simulator;
use serde_json::{Value, json};

async fn made(sim: &Simulator, scope: &str, body: Value) -> (String, Value) {
    let sent = post(sim, &format!("/v2/{scope}/generations")).json(&body).send().await.unwrap();
    let id = json(sent, 200).await["task_id"].as_str().unwrap().to_owned();
    let done = |task: &Value| task["status"] == "SUCCESS" || task["status"] == "FAILURE";
    let task = until(sim, &format!("/v2/{scope}/generations/{id}"), done).await;
    (id, task)
}

fn output(task: &Value) -> &str {
    task["data"]["output"].as_str().unwrap()
}

#[tokio::test]
async fn stills_are_png() {
    let sim = start().await;
    let (id, task) = made(&sim, "images", json!({ "model": "gpt-image-1", "prompt": "海", "size": "1024x1024" })).await;
    assert!(output(&task).ends_with(".png"));
    let file = get(&sim, output(&task)).await;
    assert_eq!(file.headers()["content-type"], "image/png");
    let picture = image::load_from_memory(&file.bytes().await.unwrap()).unwrap();
    assert_eq!(picture.width(), picture.height());
    error(get(&sim, &format!("/v2/videos/generations/{id}")).await, 404).await;
    error(get(&sim, &output(&task).replace(".png", ".mp4")).await, 404).await;
}

#[tokio::test]
async fn sounds_are_wav() {
    let sim = start().await;
    let (_, task) = made(&sim, "audio", json!({ "model": "music-1.5", "prompt": "rain", "duration": 2 })).await;
    assert!(output(&task).ends_with(".wav"));
    let file = get(&sim, output(&task)).await;
    assert_eq!(file.headers()["content-type"], "audio/wav");
    let bytes = file.bytes().await.unwrap();
    assert_eq!((&bytes[..4], &bytes[8..16]), (&b"RIFF"[..], &b"WAVEfmt "[..]));
    assert_eq!(bytes.len(), 44 + 2 * 16_000 * 2, "two seconds of 16 kHz in 16 bits");
    assert!(bytes[44..].iter().any(|byte| *byte != 0), "it is not silent");
}

#[tokio::test]
async fn every_model_for_films_makes_one() {
    let sim = start().await;
    let table = [
        ("grok-video-3", json!({ "ratio": "1:1", "duration": 6 })),
        ("seedance-1.5-pro", json!({ "ratio": "21:9", "duration": 2, "generate_audio": true, "seed": 3 })),
        ("kling-v2.6", json!({ "aspect_ratio": "1:1", "duration": 2 })),
        ("hailuo-2.3", json!({ "resolution": "1080P", "duration": 2 })),
        ("viduq2-pro", json!({ "aspect_ratio": "3:4", "duration": 2 })),
        ("wan2.6", json!({ "size": "1024x768", "duration": 2 })),
        ("ray-2", json!({ "videos": ["https://example.com/a.mp4"], "duration": 2 })),
        ("gen4-turbo", json!({ "images": ["https://example.com/a.png"], "duration": 2 })),
    ];
    for (model, mut body) in table {
        body["model"] = model.into();
        body["prompt"] = "a calm sea".into();
        let (_, task) = made(&sim, "videos", body).await;
        assert!(is_mp4(get(&sim, output(&task)).await).await, "{model}");
    }
}

#[tokio::test]
async fn a_scope_that_does_not_exist_is_no_path() {
    let sim = start().await;
    let sent = post(&sim, "/v2/books/generations").json(&json!({ "model": "sora-2", "prompt": "sea" }));
    error(sent.send().await.unwrap(), 404).await;
    let sent = post(&sim, "/v2/audio/generations").json(&json!({ "model": "sora-2", "prompt": "sea" }));
    assert_eq!(error(sent.send().await.unwrap(), 400).await["type"], "model_not_found");
}

#[tokio::test]
async fn everything_on_offer_is_listed() {
    let sim = start().await;
    let list = json(get(&sim, "/v1/models").await, 200).await;
    let ids: Vec<_> = list["data"].as_array().unwrap().iter().map(|model| model["id"].as_str().unwrap()).collect();
    for id in [
        "sora-2",
        "veo3.1-pro",
        "grok-video-3",
        "seedream-4.0",
        "speech-02-hd",
        "sora_video2-portrait-hd-15s",
        "gpt-4o",
    ] {
        assert!(ids.contains(&id), "{id}");
    }
}

//! The OpenAI format.

use crate::relay::{client, error, get, is_mp4, json, png, post, start, until};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use dailies_simulator::Simulator;
use reqwest::multipart::{Form, Part};
use serde_json::{Value, json};

async fn create(sim: &Simulator, prompt: &str) -> String {
    let sent = post(sim, "/v1/videos").json(&json!({ "model": "sora-2", "prompt": prompt, "seconds": "4" }));
    let job = json(sent.send().await.unwrap(), 200).await;
    assert_eq!((&job["object"], &job["status"]), (&json!("video"), &json!("queued")));
    job["id"].as_str().unwrap().to_owned()
}

async fn ended(sim: &Simulator, id: &str) -> Value {
    let done = |job: &Value| job["status"] == "completed" || job["status"] == "failed";
    until(sim, &format!("/v1/videos/{id}"), done).await
}

async fn completed(sim: &Simulator, prompt: &str) -> String {
    let id = create(sim, prompt).await;
    assert_eq!(ended(sim, &id).await["status"], "completed");
    id
}

fn form(size: &'static str, picture: Vec<u8>) -> Form {
    let file = Part::bytes(picture).file_name("first.png").mime_str("image/png").unwrap();
    let texts = Form::new().text("prompt", "a calm sea").text("model", "sora-2").text("seconds", "8");
    texts.text("size", size).part("input_reference", file)
}

#[tokio::test]
async fn a_form_with_a_picture_becomes_a_file() {
    let sim = start().await;
    let picture = png(1280, 720);
    let told = json!({ "bytes": picture.len(), "type": "image/png" });
    let sent = post(&sim, "/v1/videos").multipart(form("1280x720", picture)).send().await.unwrap();
    let job = json(sent, 200).await;
    assert_eq!(
        (&job["seconds"], &job["size"], &job["prompt"]),
        (&json!("8"), &json!("1280x720"), &json!("a calm sea"))
    );
    let path = format!("/v1/videos/{}", job["id"].as_str().unwrap());
    let done = until(&sim, &path, |job| job["status"] == "completed").await;
    assert_eq!(done["expires_at"].as_i64().unwrap() - done["completed_at"].as_i64().unwrap(), 3600);
    assert!(!done.to_string().contains("http"), "it names no URL");
    assert!(is_mp4(get(&sim, &format!("{path}/content")).await).await);
    assert_eq!(sim.submits()[0]["input_reference"], told);
}

#[tokio::test]
async fn a_picture_of_another_size_is_refused() {
    let sim = start().await;
    for sent in [
        post(&sim, "/v1/videos").multipart(form("1280x720", png(1279, 720))),
        post(&sim, "/v1/videos").json(&json!({
            "prompt": "a calm sea", "size": "720x1280",
            "input_reference": { "image_url": format!("data:image/png;base64,{}", STANDARD.encode(png(1280, 720))) },
        })),
    ] {
        let refused = error(sent.send().await.unwrap(), 400).await;
        assert_eq!(refused["message"], "Inpaint image must match the requested width and height");
    }
    let fits = json!({
        "prompt": "a calm sea", "size": "720x1280",
        "input_reference": { "image_url": format!("data:image/png;base64,{}", STANDARD.encode(png(720, 1280))) },
    });
    json(post(&sim, "/v1/videos").json(&fits).send().await.unwrap(), 200).await;
    assert_eq!(sim.accepted_count(), 1);
}

#[tokio::test]
async fn each_wrong_field_is_named() {
    let sim = start().await;
    let table = [
        ("prompt", json!({ "prompt": "" })),
        ("seconds", json!({ "seconds": 4 })),
        ("seconds", json!({ "seconds": "5" })),
        ("seconds", json!({ "seconds": "25" })),
        ("size", json!({ "size": "640x360" })),
        ("duration", json!({ "duration": "10" })),
        ("input_reference", json!({ "input_reference": { "file_id": "file_1" } })),
        ("input_reference", json!({ "input_reference": "http://example.com/a.png" })),
    ];
    for (field, changes) in table {
        let mut body = json!({ "model": "sora-2", "prompt": "sea" });
        body.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
        let refused = error(post(&sim, "/v1/videos").json(&body).send().await.unwrap(), 400).await;
        assert!(refused["message"].as_str().unwrap().contains(&format!("`{field}`")), "{changes}: {refused}");
    }
    let other = post(&sim, "/v1/videos").json(&json!({ "model": "kling-v2.6", "prompt": "sea" }));
    assert_eq!(error(other.send().await.unwrap(), 400).await["type"], "model_not_found");
    error(post(&sim, "/v1/videos").body("prompt=sea").send().await.unwrap(), 415).await;
    assert_eq!(sim.accepted_count(), 0);
}

#[tokio::test]
async fn the_content_comes_at_the_end_in_ranges_and_variants() {
    let sim = Simulator::start(dailies_simulator::Config { key: Some("sk-x".into()), ..crate::relay::config() });
    let sim = sim.await.unwrap();
    let url = |rest: &str| format!("{}/v1/videos{rest}", sim.address());
    let with = |request: reqwest::RequestBuilder| request.bearer_auth("sk-x").send();
    let sent = client().post(url("")).json(&json!({ "prompt": "a calm sea [slow]" }));
    let job = json(with(sent).await.unwrap(), 200).await;
    let id = job["id"].as_str().unwrap();
    let content = url(&format!("/{id}/content"));
    error(client().get(&content).send().await.unwrap(), 401).await;
    let early = error(with(client().get(&content)).await.unwrap(), 400).await;
    assert!(early["message"].as_str().unwrap().contains("not completed yet"), "{early}");
    while json(with(client().get(url(&format!("/{id}")))).await.unwrap(), 200).await["status"] != "completed" {
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    let part = with(client().get(&content).header("range", "bytes=4-7")).await.unwrap();
    assert_eq!(part.status().as_u16(), 206);
    assert_eq!(part.bytes().await.unwrap(), "ftyp");
    for variant in ["thumbnail", "spritesheet"] {
        let picture = with(client().get(format!("{content}?variant={variant}"))).await.unwrap();
        assert_eq!(picture.headers()["content-type"], "image/jpeg");
        image::load_from_memory(&picture.bytes().await.unwrap()).unwrap();
    }
    error(with(client().get(format!("{content}?variant=gif"))).await.unwrap(), 400).await;
}

#[tokio::test]
async fn a_completed_video_is_remixed() {
    let sim = start().await;
    let id = completed(&sim, "a calm sea").await;
    let again = post(&sim, &format!("/v1/videos/{id}/remix")).json(&json!({ "prompt": "at night" }));
    let job = json(again.send().await.unwrap(), 200).await;
    assert_eq!((&job["remixed_from_video_id"], &job["prompt"]), (&json!(id), &json!("at night")));
    assert_eq!((&job["seconds"], &job["size"]), (&json!("4"), &json!("720x1280")));
    let running = create(&sim, "a calm sea [slow]").await;
    for (of, status) in [(running.as_str(), 400), ("video_none", 404)] {
        let refused = post(&sim, &format!("/v1/videos/{of}/remix")).json(&json!({ "prompt": "at night" }));
        error(refused.send().await.unwrap(), status).await;
    }
}

#[tokio::test]
async fn a_film_of_any_format_is_remixed_by_its_own_task_unless_it_is_private() {
    let sim = start().await;
    let remix = async |id: &str| {
        let path = format!("/v1/videos/{}/remix", id.replace(':', "%3A"));
        post(&sim, &path).json(&json!({ "prompt": "at night" })).send().await.unwrap()
    };
    let unified = async |private: bool| {
        let body = json!({ "model": "sora-2", "prompt": "a calm sea", "aspect_ratio": "9:16", "private": private });
        let sent = json(post(&sim, "/v2/videos/generations").json(&body).send().await.unwrap(), 200).await;
        let id = sent["task_id"].as_str().unwrap().to_owned();
        until(&sim, &format!("/v2/videos/generations/{id}"), |task| task["status"] == "SUCCESS").await;
        id
    };
    let job = json(remix(&unified(false).await).await, 200).await;
    assert_eq!((&job["seconds"], &job["size"]), (&json!("10"), &json!("720x1280")));
    assert_eq!(ended(&sim, job["id"].as_str().unwrap()).await["status"], "completed");
    error(remix(&unified(true).await).await, 400).await;
    let body = json!({ "model": "sora-2", "prompt": "a calm sea" });
    let sent = json(post(&sim, "/v1/video/create").json(&body).send().await.unwrap(), 200).await;
    let id = sent["id"].as_str().unwrap().replace(':', "%3A");
    until(&sim, &format!("/v1/video/query?id={id}"), |task| task["status"] == "completed").await;
    json(remix(&id).await, 200).await;
}

#[tokio::test]
async fn videos_are_listed_in_pages_and_deleted() {
    let sim = start().await;
    let mut ids = Vec::new();
    for _ in 0..3 {
        ids.push(completed(&sim, "a calm sea").await);
    }
    let list = async |query: &str| json(get(&sim, &format!("/v1/videos{query}")).await, 200).await;
    let names = |page: &Value| page["data"].as_array().unwrap().iter().map(|job| job["id"].clone()).collect::<Vec<_>>();
    let first = list("?limit=2").await;
    assert_eq!(names(&first), [ids[2].as_str(), ids[1].as_str()]);
    assert_eq!((&first["has_more"], &first["last_id"]), (&json!(true), &json!(ids[1])));
    let next = list(&format!("?limit=2&after={}", ids[1])).await;
    assert_eq!((names(&next), &next["has_more"]), (vec![json!(ids[0])], &json!(false)));
    assert_eq!(names(&list("?order=asc").await)[0], ids[0].as_str());
    for wrong in ["?limit=0", "?limit=101", "?limit=x", "?order=up", "?after=video_none"] {
        error(get(&sim, &format!("/v1/videos{wrong}")).await, 400).await;
    }
    let path = format!("/v1/videos/{}", ids[1]);
    let gone = client().delete(format!("{}{path}", sim.address())).send().await.unwrap();
    assert_eq!(json(gone, 200).await, json!({ "id": ids[1], "object": "video.deleted", "deleted": true }));
    error(get(&sim, &path).await, 404).await;
    error(get(&sim, &format!("{path}/content")).await, 404).await;
    assert_eq!(names(&list("").await).len(), 2);
    assert_eq!(sim.accepted_count(), 3, "the journal keeps it");
}

#[tokio::test]
async fn a_failure_has_code_and_message() {
    let sim = start().await;
    let id = create(&sim, "a calm sea [fail: moderation]").await;
    let job = ended(&sim, &id).await;
    assert_eq!((&job["status"], &job["error"]["code"]), (&json!("failed"), &json!("moderation_blocked")));
    error(get(&sim, &format!("/v1/videos/{id}/content")).await, 400).await;
}

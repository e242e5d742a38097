//! Characters.

use crate::relay::{client, error, get, json, post, start, until};
use dailies_simulator::{Fault, Route, Simulator};
use serde_json::{Value, json};

async fn send(sim: &Simulator, body: &Value) -> reqwest::Response {
    post(sim, "/sora/v1/characters").json(body).send().await.unwrap()
}

#[tokio::test]
async fn a_character_is_made_of_a_url_or_of_a_finished_task() {
    let sim = start().await;
    let film =
        post(&sim, "/v1/videos").json(&json!({ "prompt": "a cat [slow]", "seconds": "4" })).send().await.unwrap();
    let id = json(film, 200).await["id"].as_str().unwrap().to_owned();
    let of_task = json!({ "timestamps": "1,3", "from_task": id });
    error(send(&sim, &of_task).await, 400).await;
    until(&sim, &format!("/v1/videos/{id}"), |job| job["status"] == "completed").await;
    for body in [of_task, json!({ "timestamps": "1,3", "url": "https://example.com/cat.mp4" })] {
        let made = json(send(&sim, &body).await, 200).await;
        assert!(made["id"].as_str().unwrap().starts_with("ch_"));
        assert!(made["permalink"].as_str().unwrap().ends_with(made["username"].as_str().unwrap()));
        let picture = client().get(made["profile_picture_url"].as_str().unwrap()).send().await.unwrap();
        assert_eq!(picture.headers()["content-type"], "image/jpeg");
        image::load_from_memory(&picture.bytes().await.unwrap()).unwrap();
        assert_eq!(sim.submits().last(), Some(&body));
    }
    let journal = json(get(&sim, "/_sim/submits").await, 200).await;
    assert_eq!(journal["submits"][2]["format"], "character");
    assert_eq!(journal["submits"][0]["path"], "/v1/videos");
}

#[tokio::test]
async fn a_wrong_request_is_refused() {
    let sim = start().await;
    let url = "https://example.com/cat.mp4";
    let table = [
        (400, json!({ "timestamps": "1,3" })),
        (400, json!({ "timestamps": "1,3", "url": url, "from_task": "video_1" })),
        (400, json!({ "url": url })),
        (400, json!({ "timestamps": "1,5", "url": url })),
        (400, json!({ "timestamps": "1,3", "url": "cat.mp4" })),
        (400, json!({ "timestamps": "1,3", "url": url, "name": "cat" })),
        (404, json!({ "timestamps": "1,3", "url": url, "model": "sora-2" })),
        (404, json!({ "timestamps": "1,3", "from_task": "video_none" })),
    ];
    for (status, body) in table {
        error(send(&sim, &body).await, status).await;
    }
    sim.add_fault(Fault::Status { on: Route::Character, status: 401, retry_after_s: None });
    error(send(&sim, &json!({ "timestamps": "1,3", "url": url })).await, 401).await;
    assert_eq!(sim.accepted_count(), 0);
}

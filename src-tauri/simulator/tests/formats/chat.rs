//! The chat format: films and writing.

use crate::relay::{error, get, is_mp4, json, png, post, start};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use dailies_simulator::{Fault, Route, Simulator};
use serde_json::{Value, json};

fn body(model: &str, text: &str) -> Value {
    json!({ "model": model, "stream": true, "messages": [{ "role": "user", "content": text }] })
}

async fn events(sim: &Simulator, body: &Value) -> reqwest::Result<String> {
    let answer = post(sim, "/v1/chat/completions").json(body).send().await?;
    assert_eq!(answer.headers()["content-type"], "text/event-stream");
    answer.text().await
}

/// The text that a stream's events spell.
fn spelt(events: &str) -> String {
    assert!(events.ends_with("data: [DONE]\n\n"), "{events}");
    let chunks = events.lines().filter_map(|line| line.strip_prefix("data: ")).filter(|data| *data != "[DONE]");
    chunks
        .filter_map(|data| {
            serde_json::from_str::<Value>(data).unwrap()["choices"][0]["delta"]["content"].as_str().map(str::to_owned)
        })
        .collect()
}

fn link(text: &str) -> &str {
    let (_, rest) = text.split_once("✅ 视频生成成功，[点击这里](").unwrap();
    let (url, after) = rest.split_once(')').unwrap();
    assert_eq!(after, " 查看视频~~~");
    url
}

#[tokio::test]
async fn a_film_is_told_of_in_a_stream() {
    let sim = start().await;
    let text = spelt(&events(&sim, &body("sora_video2-portrait", "a calm sea")).await.unwrap());
    assert!(text.contains("进度："), "{text}");
    assert!(link(&text).ends_with(".mp4"));
    assert!(is_mp4(get(&sim, link(&text)).await).await);
    assert_eq!(sim.submits(), [body("sora_video2-portrait", "a calm sea")]);
}

#[tokio::test]
async fn a_film_is_told_of_at_the_end() {
    let sim = start().await;
    let parts = json!([
        { "type": "text", "text": "竖屏 动起来" },
        { "type": "image_url", "image_url": { "url": format!("data:image/png;base64,{}", STANDARD.encode(png(20, 20))) } },
        { "type": "image_url", "image_url": { "url": "https://example.com/b.jpg", "detail": "low" } },
    ]);
    let sent = json!({ "model": "sora_video2", "messages": [{ "role": "user", "content": parts }] });
    let answer = json(post(&sim, "/v1/chat/completions").json(&sent).send().await.unwrap(), 200).await;
    assert_eq!(answer["object"], "chat.completion");
    link(answer["choices"][0]["message"]["content"].as_str().unwrap());
    assert!(answer["usage"]["total_tokens"].is_u64());
}

#[tokio::test]
async fn a_failure_is_told_in_the_text() {
    let sim = start().await;
    let text = spelt(&events(&sim, &body("sora_video2", "a calm sea [fail: moderation]")).await.unwrap());
    assert!(text.contains("❌ 视频生成失败：") && text.contains("审核"), "{text}");
}

#[tokio::test]
async fn a_dropped_stream_breaks_half_way() {
    let sim = start().await;
    assert!(events(&sim, &body("sora_video2", "a calm sea [drop: after]")).await.is_err());
    assert_eq!(sim.accepted_count(), 1);
    sim.add_fault(Fault::DropAfter { on: Route::Submit });
    assert!(events(&sim, &body("sora_video2", "a calm sea")).await.is_err());
    assert_eq!(sim.accepted_count(), 2);
    assert!(events(&sim, &body("gpt-4o", "a calm sea [drop: after]")).await.is_err());
    assert!(events(&sim, &body("sora_video2", "a calm sea [drop: before]")).await.is_err());
    assert_eq!(sim.accepted_count(), 2);
}

#[tokio::test]
async fn a_writer_improves_translates_and_describes() {
    let sim = start().await;
    let ask = async |system: &str, content: Value| {
        let messages = json!([{ "role": "system", "content": system }, { "role": "user", "content": content }]);
        let sent = json!({ "model": "gpt-4.1-mini", "stream": true, "messages": messages });
        spelt(&events(&sim, &sent).await.unwrap())
    };
    assert!(ask("Improve the prompt.", json!("A lighthouse at dusk")).await.starts_with("A lighthouse at dusk. "));
    assert_eq!(ask("Translate to English.", json!("黄昏，小船")).await, "Dusk, a small boat.");
    let picture = json!({ "url": format!("data:image/png;base64,{}", STANDARD.encode(png(64, 36))) });
    let described = ask("Describe the picture.", json!([{ "type": "image_url", "image_url": picture }])).await;
    assert!(described.contains("wide picture") && described.contains("red"), "{described}");
    assert_eq!(sim.accepted_count(), 0);
}

#[tokio::test]
async fn writing_has_faults_of_its_own() {
    let sim = start().await;
    sim.add_fault(Fault::Status { on: Route::Chat, status: 429, retry_after_s: Some(3) });
    spelt(&events(&sim, &body("sora_video2", "a calm sea")).await.unwrap());
    let sent = post(&sim, "/v1/chat/completions").json(&body("gpt-4o", "sea")).send().await.unwrap();
    error(sent, 429).await;
}

#[tokio::test]
async fn a_wrong_request_is_refused() {
    let sim = start().await;
    let table = [
        json!({ "model": "sora-2", "messages": [{ "role": "user", "content": "sea" }] }),
        json!({ "model": "gpt-4o", "messages": [] }),
        json!({ "model": "gpt-4o", "messages": [{ "role": "system", "content": "sea" }] }),
        json!({ "model": "gpt-4o", "messages": [{ "role": "poet", "content": "sea" }] }),
        json!({ "model": "gpt-4o", "messages": [{ "role": "user", "content": 7 }] }),
        json!({ "model": "gpt-4o", "messages": [{ "role": "user", "content": [{ "type": "sound" }] }] }),
        json!({ "model": "gpt-4o", "stream": "yes", "messages": [{ "role": "user", "content": "sea" }] }),
        json!({ "model": "sora_video2", "messages": [{ "role": "user", "content": "" }] }),
    ];
    for sent in table {
        error(post(&sim, "/v1/chat/completions").json(&sent).send().await.unwrap(), 400).await;
    }
}

//! The simulator over real HTTP: what it accepts, how it fails on request, how it serves files, what it keeps.

#![expect(clippy::unwrap_used, reason = "a test says what it expects by failing")]

use dailies_simulator::{Config, Control, Fault, Quality, Route, Simulator};
use reqwest::{Client, Method, Response, StatusCode};
use serde_json::{Value, json};
use std::path::Path;
use std::sync::LazyLock;
use std::time::Duration;

fn config() -> Config {
    Config { speed: 2000.0, quality: Quality::Tiny, control: Control::Open, ..Config::default() }
}

async fn start() -> Simulator {
    Simulator::start(config()).await.unwrap()
}

/// One client for all, without pooling, so that each request has a connection of its own.
static CLIENT: LazyLock<Client> = LazyLock::new(|| {
    let _ = rustls::crypto::ring::default_provider().install_default();
    Client::builder().pool_max_idle_per_host(0).no_proxy().build().unwrap()
});

fn client() -> &'static Client {
    &CLIENT
}

fn body(prompt: &str) -> Value {
    json!({ "model": "veo3-fast", "prompt": prompt, "duration": 2, "aspect_ratio": "16:9" })
}

async fn try_submit(sim: &Simulator, prompt: &str) -> reqwest::Result<Response> {
    client().post(format!("{}/v2/videos/generations", sim.address())).json(&body(prompt)).send().await
}

async fn submit(sim: &Simulator, prompt: &str) -> String {
    let answer: Value = try_submit(sim, prompt).await.unwrap().json().await.unwrap();
    answer["task_id"].as_str().unwrap().to_owned()
}

async fn poll(sim: &Simulator, id: &str) -> Response {
    client().get(format!("{}/v2/videos/generations/{id}", sim.address())).send().await.unwrap()
}

async fn ended(sim: &Simulator, id: &str) -> Value {
    for _ in 0..1000 {
        let task: Value = poll(sim, id).await.json().await.unwrap();
        if task["status"] == "SUCCESS" || task["status"] == "FAILURE" {
            return task;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("the task did not end");
}

async fn link(sim: &Simulator, id: &str) -> String {
    ended(sim, id).await["data"]["output"].as_str().unwrap().to_owned()
}

async fn finished(sim: &Simulator, prompt: &str) -> String {
    let id = submit(sim, prompt).await;
    link(sim, &id).await
}

async fn get(url: &str, headers: &[(&str, &str)]) -> Response {
    let request = headers.iter().fold(client().get(url), |request, (name, value)| request.header(*name, *value));
    request.send().await.unwrap()
}

async fn error(response: Response, status: u16) -> Value {
    assert_eq!(response.status().as_u16(), status);
    let answer: Value = response.json().await.unwrap();
    for field in ["message", "message_zh", "type"] {
        assert!(answer["error"][field].as_str().is_some_and(|text| !text.is_empty()), "{answer}");
    }
    answer["error"].clone()
}

#[tokio::test]
async fn a_prompt_becomes_a_file() {
    let sim = start().await;
    let id = submit(&sim, "dusk over the sea").await;
    let task = ended(&sim, &id).await;
    assert_eq!(
        (&task["status"], &task["progress"], &task["fail_reason"]),
        (&json!("SUCCESS"), &json!("100%"), &json!(""))
    );
    let file = get(task["data"]["output"].as_str().unwrap(), &[]).await;
    assert_eq!(file.headers()["content-type"], "video/mp4");
    assert_eq!(&file.bytes().await.unwrap()[4..8], b"ftyp");
    assert_eq!((sim.accepted_count(), sim.submits()), (1, vec![body("dusk over the sea")]));
    sim.stop().await;
}

#[tokio::test]
async fn the_key_is_checked_where_there_is_one() {
    let sim = Simulator::start(Config { key: Some("sk-demo".into()), ..config() }).await.unwrap();
    let models = format!("{}/v1/models", sim.address());
    assert_eq!(error(get(&models, &[]).await, 401).await["type"], "authentication_error");
    error(get(&models, &[("authorization", "Bearer sk-other")]).await, 401).await;
    error(try_submit(&sim, "sea").await.unwrap(), 401).await;
    let list: Value = get(&models, &[("authorization", "Bearer sk-demo")]).await.json().await.unwrap();
    let ids: Vec<_> = list["data"].as_array().unwrap().iter().map(|model| model["id"].as_str().unwrap()).collect();
    assert!(["sora-2", "sora-2-pro", "veo3.1", "gpt-4.1-mini"].iter().all(|id| ids.contains(id)), "{ids:?}");
    assert_eq!(sim.accepted_count(), 0);
}

#[tokio::test]
async fn a_wrong_submit_is_answered_in_both_languages() {
    let sim = start().await;
    let url = format!("{}/v2/videos/generations", sim.address());
    let wrong = client().post(&url).json(&json!({ "model": "sora-2", "prompt": "sea", "duration": 10 })).send();
    let wrong = error(wrong.await.unwrap(), 400).await;
    assert!(wrong["message"].as_str().unwrap().contains("duration"));
    error(client().post(&url).body("{").send().await.unwrap(), 400).await;
    let unknown = client().post(&url).json(&json!({ "model": "kling", "prompt": "sea" })).send().await.unwrap();
    assert_eq!(error(unknown, 400).await["type"], "model_not_found");
    error(poll(&sim, "nobody").await, 404).await;
    error(get(&format!("{}/v1/other", sim.address()), &[]).await, 404).await;
    assert_eq!(sim.accepted_count(), 0);
}

#[tokio::test]
async fn tags_refuse_at_submit() {
    let sim = start().await;
    let refused = error(try_submit(&sim, "sea [fail: moderation-prompt]").await.unwrap(), 400).await;
    assert_eq!(refused["type"], "moderation_blocked");
    let broke = error(try_submit(&sim, "sea [fail: quota]").await.unwrap(), 429).await;
    assert_eq!(broke["type"], "insufficient_user_quota");
    assert_eq!(sim.accepted_count(), 0);
}

#[tokio::test]
async fn tags_fail_later() {
    let sim = start().await;
    for (prompt, progress, word) in [("sea [fail: moderation]", "94%", "审核"), ("sea [fail: error]", "60%", "失败")]
    {
        let id = submit(&sim, prompt).await;
        let task = ended(&sim, &id).await;
        assert_eq!(
            (&task["status"], &task["data"], &task["progress"]),
            (&json!("FAILURE"), &Value::Null, &json!(progress))
        );
        assert!(task["fail_reason"].as_str().unwrap().contains(word), "{task}");
    }
    let id = submit(&sim, "sea [no url]").await;
    let task = ended(&sim, &id).await;
    assert_eq!((&task["status"], &task["data"]), (&json!("SUCCESS"), &json!({})));
}

#[tokio::test]
async fn dropped_connections_have_no_answer() {
    let sim = start().await;
    assert!(try_submit(&sim, "sea [drop: before]").await.is_err());
    sim.add_fault(Fault::DropBefore { on: Route::Submit });
    assert!(try_submit(&sim, "sea").await.is_err());
    assert_eq!(sim.accepted_count(), 0);
    assert!(try_submit(&sim, "sea [drop: after]").await.is_err());
    sim.add_fault(Fault::DropAfter { on: Route::Submit });
    assert!(try_submit(&sim, "sea").await.is_err());
    assert_eq!(sim.accepted_count(), 2);
    submit(&sim, "sea").await;
}

#[tokio::test]
async fn faults_spoil_submits_once() {
    let sim = start().await;
    sim.add_fault(Fault::Status { on: Route::Submit, status: 429, retry_after_s: Some(7) });
    sim.add_fault(Fault::Status { on: Route::Submit, status: 500, retry_after_s: None });
    sim.add_fault(Fault::BadGateway { on: Route::Submit });
    sim.add_fault(Fault::Answer {
        on: Route::Submit,
        status: 200,
        body: "[]".into(),
        content_type: "text/plain".into(),
    });
    let slow_down = try_submit(&sim, "sea").await.unwrap();
    assert_eq!(slow_down.headers()["retry-after"], "7");
    error(slow_down, 429).await;
    error(try_submit(&sim, "sea").await.unwrap(), 500).await;
    let page = try_submit(&sim, "sea").await.unwrap();
    assert_eq!((page.status().as_u16(), page.text().await.unwrap().contains("<html>")), (502, true));
    assert_eq!(try_submit(&sim, "sea").await.unwrap().text().await.unwrap(), "[]");
    assert_eq!(sim.accepted_count(), 0);
    sim.add_fault(Fault::Slow { on: Route::Submit, delay_ms: 1 });
    let id = submit(&sim, "sea").await;
    sim.add_fault(Fault::PollNotFound);
    error(poll(&sim, &id).await, 404).await;
    assert_eq!(poll(&sim, &id).await.status(), StatusCode::OK);
}

#[tokio::test]
async fn files_come_in_ranges() {
    let sim = start().await;
    let url = finished(&sim, "sea").await;
    let whole = get(&url, &[]).await;
    let etag = whole.headers()["etag"].to_str().unwrap().to_owned();
    let bytes = whole.bytes().await.unwrap();
    let part = get(&url, &[("range", "bytes=100-199"), ("if-range", &etag)]).await;
    assert_eq!(part.status(), StatusCode::PARTIAL_CONTENT);
    assert_eq!(part.headers()["content-range"], format!("bytes 100-199/{}", bytes.len()).as_str());
    assert_eq!(part.bytes().await.unwrap(), bytes[100..200]);
    let other = get(&url, &[("range", "bytes=100-199"), ("if-range", "\"old\"")]).await;
    assert_eq!((other.status(), other.bytes().await.unwrap().len()), (StatusCode::OK, bytes.len()));
    assert_eq!(get(&url, &[("if-none-match", &etag)]).await.status(), StatusCode::NOT_MODIFIED);
    assert_eq!(get(&url, &[("range", "bytes=99999999-")]).await.status(), StatusCode::RANGE_NOT_SATISFIABLE);
    let head = client().request(Method::HEAD, &url).send().await.unwrap();
    assert_eq!(head.headers()["content-length"], bytes.len().to_string().as_str());
}

#[tokio::test]
async fn a_key_at_the_files_is_refused() {
    let sim = start().await;
    let url = finished(&sim, "sea").await;
    assert_eq!(error(get(&url, &[("authorization", "Bearer sk-demo")]).await, 400).await["type"], "key_leaked");
}

#[tokio::test]
async fn files_go_wrong_on_request() {
    let sim = start().await;
    let tagged = finished(&sim, "sea [file: truncated]").await;
    assert!(get(&tagged, &[]).await.bytes().await.is_err());
    let tagged = finished(&sim, "sea [file: garbage]").await;
    let page = get(&tagged, &[]).await;
    assert_eq!((page.status(), page.headers()["content-type"].clone()), (StatusCode::OK, "text/html".parse().unwrap()));
    let url = finished(&sim, "sea").await;
    sim.add_fault(Fault::TruncatedFile);
    assert!(get(&url, &[]).await.bytes().await.is_err());
    sim.add_fault(Fault::GarbageFile);
    assert!(get(&url, &[]).await.text().await.unwrap().contains("<html>"));
    assert_eq!(&get(&url, &[]).await.bytes().await.unwrap()[4..8], b"ftyp");
}

#[tokio::test]
async fn an_expired_link_is_renewed_by_a_poll() {
    let sim = start().await;
    for prompt in ["sea [file: expired]", "sea"] {
        let id = submit(&sim, prompt).await;
        let old = link(&sim, &id).await;
        if prompt == "sea" {
            sim.add_fault(Fault::ExpiredLink);
        }
        error(get(&old, &[]).await, 403).await;
        error(get(&old, &[]).await, 403).await;
        let new = link(&sim, &id).await;
        assert_ne!(old, new);
        assert_eq!(get(&new, &[]).await.status(), StatusCode::OK);
    }
}

#[tokio::test]
async fn the_control_paths_speak_json() {
    let sim = start().await;
    let faults = format!("{}/_sim/faults", sim.address());
    let sent = json!([{ "fault": "status", "status": 500, "times": 2 }, { "fault": "expired_link" }]);
    let listed: Value = client().post(&faults).json(&sent).send().await.unwrap().json().await.unwrap();
    assert_eq!(listed.as_array().unwrap().len(), 3);
    error(try_submit(&sim, "sea").await.unwrap(), 500).await;
    assert_eq!(client().delete(&faults).send().await.unwrap().status(), StatusCode::NO_CONTENT);
    submit(&sim, "sea").await;
    error(client().post(&faults).json(&json!({ "fault": "nothing" })).send().await.unwrap(), 400).await;
    let submits: Value = get(&format!("{}/_sim/submits", sim.address()), &[]).await.json().await.unwrap();
    let told = json!({ "format": "unified", "path": "/v2/videos/generations", "body": body("sea") });
    assert_eq!(submits, json!({ "accepted": 1, "bodies": [body("sea")], "submits": [told] }));
}

#[tokio::test]
async fn tasks_survive_a_restart() {
    let dir = tempfile::tempdir().unwrap();
    let durable = |speed| Config { state_dir: Some(dir.path().to_owned()), speed, ..config() };
    let first = Simulator::start(durable(1.0)).await.unwrap();
    let id = submit(&first, "aurora").await;
    let task: Value = poll(&first, &id).await.json().await.unwrap();
    assert_eq!((&task["status"], &task["data"]), (&json!("NOT_START"), &Value::Null));
    first.stop().await;
    let second = Simulator::start(durable(5000.0)).await.unwrap();
    assert_eq!((second.accepted_count(), second.submits()), (1, vec![body("aurora")]));
    let film = get(&link(&second, &id).await, &[]).await.bytes().await.unwrap();
    second.stop().await;
    remove_clips(dir.path());
    let third = Simulator::start(durable(5000.0)).await.unwrap();
    submit(&third, "aurora").await;
    assert_eq!(third.accepted_count(), 2);
    assert_eq!(get(&link(&third, &id).await, &[]).await.bytes().await.unwrap(), film, "rendered again, the same");
}

fn remove_clips(state: &Path) {
    for clip in std::fs::read_dir(state.join("clips")).unwrap() {
        std::fs::remove_file(clip.unwrap().path()).unwrap();
    }
}

#[tokio::test]
async fn a_taken_port_is_named() {
    let sim = start().await;
    let port = sim.address().rsplit(':').next().unwrap().parse().unwrap();
    let error = Simulator::start(Config { port, ..config() }).await.unwrap_err();
    assert!(error.to_string().starts_with(&format!("cannot listen on 127.0.0.1:{port}")), "{error}");
}

#[tokio::test]
async fn dropping_it_stops_it() {
    let sim = start().await;
    let models = format!("{}/v1/models", sim.address());
    assert_eq!(get(&models, &[]).await.status(), StatusCode::OK);
    drop(sim);
    while client().get(&models).send().await.is_ok() {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn no_web_page_is_answered_on_any_path() {
    let sim = start().await;
    let port = sim.address().rsplit_once(':').unwrap().1.to_owned();
    let here = |name: &str| format!("{name}:{port}");
    for path in ["/v1/models", "/v2/videos/generations/x", "/files/x", "/api/pricing", "/_sim/submits", "/nothing"] {
        let url = format!("{}{path}", sim.address());
        for host in ["evil.example", &here("evil.example"), "127.0.0.1", "127.0.0.1:1", "localhost"] {
            error(get(&url, &[("host", host)]).await, 403).await;
        }
        for origin in ["https://evil.example", "null", &sim.address()] {
            error(get(&url, &[("origin", origin)]).await, 403).await;
        }
    }
    for name in ["127.0.0.1", "localhost"] {
        let answer = get(&format!("{}/v1/models", sim.address()), &[("host", &here(name))]).await;
        assert_eq!(answer.status(), StatusCode::OK, "{name}");
    }
}

#[tokio::test]
async fn without_leave_nobody_steers_it() {
    let sim = Simulator::start(Config { control: Control::Closed, ..config() }).await.unwrap();
    for path in ["/_sim/faults", "/_sim/submits"] {
        error(get(&format!("{}{path}", sim.address()), &[]).await, 404).await;
    }
    assert_eq!(Config::default().control, Control::Closed);
}

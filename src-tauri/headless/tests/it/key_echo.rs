//! A relay that repeats the key wherever it can, in every spelling: none of it is written down, told or logged.

use std::{path::Path, sync::Arc};

use axum::{
    Json, Router,
    extract::Request,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use dailies_core::model::{Connection, Format, Generation, Job, JobState, ModelId};
use serde_json::{Value, json};
use tokio::net::TcpListener;

use crate::support::{KEY, Room, drain};

/// The key in every spelling that a relay may find for it.
fn spellings() -> Vec<String> {
    let spelt = |one: fn(u8) -> String| KEY.bytes().map(one).collect::<String>();
    vec![
        KEY.to_owned(),
        KEY.to_uppercase(),
        KEY.replace('-', "%2D"),
        KEY.replace('-', "%252d"),
        KEY.replace('-', "&#45;"),
        KEY.replace('-', "&#x2D;"),
        KEY.replace('-', "\\u002d"),
        KEY.replace('-', "\\\\u002d"),
        spelt(|byte| format!("%{byte:02x}")),
        spelt(|byte| format!("&#{byte};")),
        spelt(|byte| format!("{byte:02x}")),
        STANDARD.encode(KEY),
        STANDARD.encode(format!("Bearer {KEY}")),
        STANDARD.encode(format!("u:{KEY}")),
        KEY[..20].to_owned(),
        KEY[4..].to_owned(),
    ]
}

/// What must be nowhere: each spelling, without what its ends may share with others.
fn traces() -> Vec<String> {
    let mut traces = spellings();
    for trace in traces.iter_mut().filter(|trace| trace.len() > 24) {
        *trace = trace[4..trace.len() - 4].to_owned();
    }
    traces
}

fn echo() -> Value {
    let nested = json!({ "request": { "headers": { "x": format!("Bearer {KEY}") } } }).to_string();
    json!({ "said": spellings(), "nested": nested, "deeper": json!(nested).to_string(), KEY: KEY })
}

fn message() -> String {
    format!("the request was refused: {}", spellings().join(" , "))
}

/// Accepts one job in each format, tells of a film of its own, and gives a page in its place; refuses all else.
async fn answer(origin: Arc<str>, request: Request) -> Response {
    let (path, method) = (request.uri().path().to_owned(), request.method().clone());
    let mut headers = HeaderMap::new();
    headers.insert(header::ETAG, format!("\"{KEY}\"").parse().unwrap());
    headers.insert(header::LAST_MODIFIED, KEY.parse().unwrap());
    headers.insert(header::LOCATION, format!("https://{KEY}.example/").parse().unwrap());
    headers.insert("x-echo", KEY.parse().unwrap());
    let body = match (method.as_str(), path.as_str()) {
        ("POST", "/v2/videos/generations") => json!({ "task_id": "task-1", "echo": echo() }),
        ("GET", "/v2/videos/generations/task-1") => {
            let film = format!("{origin}/files/film.mp4");
            json!({ "task_id": "task-1", "status": "SUCCESS", "data": { "output": film }, "echo": echo(), "fail_reason": message() })
        }
        (_, path) if path.starts_with("/files/") || path.ends_with("/content") => {
            return (StatusCode::OK, headers, message()).into_response();
        }
        ("POST", "/v1/chat/completions") => {
            let delta = |c: char| json!({ "choices": [{ "delta": { "content": c.to_string() } }] });
            let stream: String = message().chars().map(|c| format!("data: {}\n\n", delta(c))).collect();
            return (headers, stream).into_response();
        }
        ("GET", "/v1/models") => {
            json!({ "data": [{ "id": "sora-2" }, { "id": "sora_video2" }, { "id": KEY }], "echo": echo() })
        }
        _ => {
            let body =
                json!({ "error": { "message": message(), "message_zh": message(), "code": KEY }, "echo": echo() });
            return (StatusCode::BAD_REQUEST, headers, Json(body)).into_response();
        }
    };
    (headers, Json(body)).into_response()
}

async fn hostile_relay() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let origin: Arc<str> = format!("http://{}", listener.local_addr().unwrap()).into();
    let own = origin.clone();
    let app = Router::new().fallback(move |request: Request| answer(own.clone(), request));
    tokio::spawn(async move { axum::serve(listener, app).await });
    origin.to_string()
}

fn assert_clean(what: &str, bytes: &[u8]) {
    let lower = bytes.to_ascii_lowercase();
    for trace in traces() {
        let trace = trace.to_ascii_lowercase();
        let at = lower.windows(trace.len()).position(|window| window == trace.as_bytes());
        let around = at
            .map(|at| String::from_utf8_lossy(&bytes[at.saturating_sub(80)..(at + 120).min(bytes.len())]).into_owned());
        assert_eq!(around, None, "{what} holds {trace}");
    }
}

/// How many files were looked through.
fn assert_files_clean(folder: &Path) -> usize {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let looked = entries.map(|path| {
        if path.is_dir() {
            return assert_files_clean(&path);
        }
        assert_clean(&path.display().to_string(), &std::fs::read(&path).unwrap());
        1
    });
    looked.sum()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_that_comes_back_in_every_spelling_stays_nowhere() {
    let address = hostile_relay().await;
    let room = Room::open().await;
    let mut changes = room.studio.changes();
    let connection: Connection = room.connect(&address).await;
    let mut replies: Vec<String> = Vec::new();
    let tested: Value = room.call("test_connection", json!({ "id": connection.id })).await;
    replies.push(tested.to_string());
    let tried = json!({ "base_url": address, "key": KEY, "proxy": { "way": "system" } });
    replies.push(room.call::<Value>("try_connection", tried).await.to_string());

    let mut jobs: Vec<Job> = Vec::new();
    for (format, model) in [
        (Format::Unified, "sora-2"),
        (Format::Create, "sora-2"),
        (Format::Openai, "sora-2"),
        (Format::Chat, "sora_video2"),
    ] {
        room.prefer(format).await;
        let job = room.generate_one(Generation::of(ModelId(model.to_owned()), "dunes".to_owned())).await;
        let ended = crate::support::patiently("an end", async {
            loop {
                let now = room.job(&job).await;
                let has_ended = matches!(
                    now.state,
                    JobState::Failed | JobState::Stopped | JobState::Unknown | JobState::ResultMissing
                );
                if has_ended {
                    return now;
                }
                tokio::time::sleep(std::time::Duration::from_millis(20)).await;
            }
        });
        jobs.push(ended.await);
    }
    for job in &jobs {
        replies.push(serde_json::to_string(job).unwrap());
    }
    assert!(jobs.iter().any(|job| job.failure.as_ref().is_some_and(|failure| failure.words.is_some())));

    for reply in replies {
        assert_clean("a reply", reply.as_bytes());
    }
    for change in drain(&mut changes) {
        assert_clean("a change", serde_json::to_string(&change).unwrap().as_bytes());
    }
    assert!(assert_files_clean(room.folder.path()) >= 3, "the database and its log");
}

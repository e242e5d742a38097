//! A relay that answers what a test wrote down, serves one film from its own origin, and lets the test say how fast.

use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};

use axum::{
    Json, Router,
    body::{Body, Bytes},
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header},
    response::{IntoResponse, Response},
};
use futures::{StreamExt, stream};
use serde_json::Value;
use tokio::{net::TcpListener, sync::Semaphore};

/// The task's id in every script.
pub(crate) const ID: &str = "task-7";

/// A film of a few seconds.
const FILM: &[u8] = include_bytes!("../../../media/tests/fixtures/films/black-first.mp4");
/// Pieces in which it is served.
pub(crate) const PIECES: usize = 6;

/// An answer of the relay. In its body `$ID` stands for the task's id and `$U` for the address of the film.
#[derive(Clone)]
pub(crate) struct Answer {
    status: u16,
    headers: Vec<(&'static str, String)>,
    body: Value,
}

impl Answer {
    pub(crate) fn ok(body: Value) -> Self {
        Self { status: 200, headers: Vec::new(), body }
    }

    pub(crate) fn error(status: u16) -> Self {
        Self {
            status,
            ..Self::ok(serde_json::json!({ "error": { "message": "upstream error", "type": "server_error" } }))
        }
    }

    pub(crate) fn with_header(mut self, name: &'static str, value: &str) -> Self {
        self.headers.push((name, value.to_owned()));
        self
    }
}

/// What the relay does.
pub(crate) struct Script {
    /// The answers to submits, then to polls; the last of each repeats.
    pub(crate) submits: Vec<Answer>,
    pub(crate) polls: Vec<Answer>,
    /// Whether `/v1/videos/{id}/content` serves the film.
    pub(crate) has_content: bool,
    /// Whether each piece of the film waits for [`Relay::let_through`].
    pub(crate) is_gated: bool,
}

impl Default for Script {
    fn default() -> Self {
        Self {
            submits: vec![Answer::ok(serde_json::json!({ "id": "$ID", "task_id": "$ID", "status": "queued" }))],
            polls: vec![Answer::ok(serde_json::json!({ "status": "SUCCESS", "progress": "100%", "task_id": "$ID" }))],
            has_content: false,
            is_gated: false,
        }
    }
}

/// What is asked of the relay.
pub(crate) struct Stage {
    script: Mutex<Script>,
    address: String,
    gate: Semaphore,
    submitted: AtomicU32,
    polled: AtomicU32,
    contents: AtomicU32,
    bodies: Mutex<Vec<Bytes>>,
}

/// The running relay.
pub(crate) struct Relay(Arc<Stage>);

impl Relay {
    pub(crate) async fn start(script: Script) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let stage = Arc::new(Stage {
            script: Mutex::new(script),
            address: format!("http://{}", listener.local_addr().unwrap()),
            gate: Semaphore::new(0),
            submitted: AtomicU32::new(0),
            polled: AtomicU32::new(0),
            contents: AtomicU32::new(0),
            bodies: Mutex::default(),
        });
        let app = Router::new().fallback(answer).with_state(stage.clone());
        tokio::spawn(async move { axum::serve(listener, app).await });
        Self(stage)
    }

    pub(crate) fn address(&self) -> &str {
        &self.0.address
    }

    /// The address of the film.
    pub(crate) fn film(&self) -> String {
        format!("{}/film.mp4", self.0.address)
    }

    /// From now on polls are answered so.
    pub(crate) fn set_polls(&self, polls: Vec<Answer>) {
        self.0.script.lock().unwrap().polls = polls;
    }

    /// Lets so many more pieces of the film through.
    pub(crate) fn let_through(&self, pieces: usize) {
        self.0.gate.add_permits(pieces);
    }

    pub(crate) fn submitted(&self) -> u32 {
        self.0.submitted.load(Ordering::SeqCst)
    }

    /// The bodies of the submits, byte by byte.
    pub(crate) fn bodies(&self) -> Vec<Bytes> {
        self.0.bodies.lock().unwrap().clone()
    }

    pub(crate) fn polled(&self) -> u32 {
        self.0.polled.load(Ordering::SeqCst)
    }

    /// How often the content address was asked for.
    pub(crate) fn contents(&self) -> u32 {
        self.0.contents.load(Ordering::SeqCst)
    }
}

async fn answer(State(stage): State<Arc<Stage>>, request: Request) -> Response {
    let path = request.uri().path().to_owned();
    if path == "/film.mp4" {
        return film(stage, request.headers());
    }
    if path == format!("/v1/videos/{ID}/content") {
        stage.contents.fetch_add(1, Ordering::SeqCst);
        let has_content = stage.script.lock().unwrap().has_content;
        return if has_content { film(stage, request.headers()) } else { StatusCode::NOT_FOUND.into_response() };
    }
    let script = |counter: &AtomicU32, of: fn(&Script) -> &Vec<Answer>| {
        let count = counter.fetch_add(1, Ordering::SeqCst) as usize;
        let script = stage.script.lock().unwrap();
        let answers = of(&script);
        answers.get(count).or(answers.last()).unwrap().clone()
    };
    let method = request.method().clone();
    if method == Method::POST {
        let body = axum::body::to_bytes(request.into_body(), usize::MAX).await.unwrap();
        stage.bodies.lock().unwrap().push(body);
    }
    let told = match method {
        Method::POST => script(&stage.submitted, |script| &script.submits),
        _ if path.ends_with(ID) => script(&stage.polled, |script| &script.polls),
        _ => return StatusCode::NOT_FOUND.into_response(),
    };
    let body = told.body.to_string().replace("$ID", ID).replace("$U", &format!("{}/film.mp4", stage.address));
    let headers =
        told.headers.iter().map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_str(value).unwrap()));
    let headers: HeaderMap = headers.collect();
    let body: Value = serde_json::from_str(&body).unwrap();
    (StatusCode::from_u16(told.status).unwrap(), headers, Json(body)).into_response()
}

/// The film, or what comes after a part of it, piece by piece.
fn film(stage: Arc<Stage>, headers: &HeaderMap) -> Response {
    let range = headers
        .get(header::RANGE)
        .and_then(|range| range.to_str().ok()?.strip_prefix("bytes=")?.strip_suffix('-')?.parse().ok());
    let start: usize = range.unwrap_or(0);
    let pieces: Vec<_> = FILM[start..].chunks(FILM.len().div_ceil(PIECES)).collect();
    let is_gated = stage.script.lock().unwrap().is_gated;
    let body = stream::iter(pieces).then(move |piece| {
        let stage = stage.clone();
        async move {
            if is_gated {
                stage.gate.acquire().await.unwrap().forget();
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
            Ok::<_, std::io::Error>(piece)
        }
    });
    let range = format!("bytes {start}-{}/{}", FILM.len() - 1, FILM.len());
    let told = [
        (header::CONTENT_LENGTH, (FILM.len() - start).to_string()),
        (header::CONTENT_RANGE, range),
        (header::ETAG, "\"v1\"".to_owned()),
        (header::CONTENT_TYPE, "video/mp4".to_owned()),
    ];
    let status = if start > 0 { StatusCode::PARTIAL_CONTENT } else { StatusCode::OK };
    (status, told, Body::from_stream(body)).into_response()
}

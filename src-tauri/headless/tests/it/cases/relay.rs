//! A relay that answers by a script: one job, what it says to the submit and to each poll, and how it serves the film.

use std::{
    path::Path,
    sync::{Arc, Mutex},
};

use axum::{
    Router,
    body::{Body, Bytes},
    extract::State,
    http::{HeaderValue, Method, StatusCode, Uri, header},
    response::Response,
};
use dailies_core::model::Format;
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::net::TcpListener;

/// A case as it lies in a file: `$ID` stands for the job's id, `$U` for the address of a whole film at the relay.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Case {
    pub(super) format: Format,
    pub(super) submit: Value,
    /// The last one repeats.
    pub(super) polls: Vec<Value>,
    /// What `/content` answers: `404` or `clip`.
    pub(super) content: String,
}

/// The id that stands for `$ID`.
pub(super) const ID: &str = "task_case_0001";
/// What a case writes before a body that is no JSON of its own.
const RAW: &str = "<raw text> ";

/// How the film is sent.
#[derive(Debug, Clone)]
pub(super) struct Film {
    pub(super) bytes: Bytes,
    pub(super) ending: &'static str,
    /// Whether the answer has a `Content-Length`.
    pub(super) tells_length: bool,
}

/// A relay with one job.
pub(super) struct Scripted {
    pub(super) address: String,
    told: Arc<Mutex<Told>>,
}

/// What the relay was asked.
#[derive(Debug, Default)]
struct Told {
    submits: usize,
    polls: Vec<String>,
    fetches: usize,
}

#[derive(Clone)]
struct Script {
    case: Case,
    film: Film,
    url: String,
    compress: Coded,
    told: Arc<Mutex<Told>>,
}

/// A body in a coding, with that coding's name.
pub(super) type Coded = fn(&[u8]) -> (Option<&'static str>, Vec<u8>);

/// As it is.
pub(super) fn plain(body: &[u8]) -> (Option<&'static str>, Vec<u8>) {
    (None, body.to_vec())
}

impl Case {
    pub(super) fn read(file: &Path) -> Self {
        serde_json::from_slice(&std::fs::read(file).unwrap())
            .unwrap_or_else(|error| panic!("{}: {error}", file.display()))
    }
}

impl Scripted {
    pub(super) async fn start(case: Case, film: Film, compress: Coded) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let told = Arc::new(Mutex::default());
        let url = format!("{address}/files/film.{}", film.ending);
        let script = Script { case, film, url, compress, told: Arc::clone(&told) };
        let router = Router::new().fallback(answer).with_state(script);
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { address, told }
    }

    /// The paths of all polls, each once.
    pub(super) fn polled(&self) -> Vec<String> {
        let mut polls = self.told.lock().unwrap().polls.clone();
        polls.dedup();
        polls
    }

    /// How often the film was asked for.
    pub(super) fn fetches(&self) -> usize {
        self.told.lock().unwrap().fetches
    }

    pub(super) fn submits(&self) -> usize {
        self.told.lock().unwrap().submits
    }
}

async fn answer(State(script): State<Script>, method: Method, uri: Uri) -> Response {
    let path = uri.path();
    let missing = || script.said(&json!({"http": 404, "body": {"error": {"message": "no such path"}}}));
    match path {
        _ if method == Method::POST => {
            script.told.lock().unwrap().submits += 1;
            script.said(&script.case.submit)
        }
        "/v1/models" => script.said(&json!({"data": [{"id": "sora-2"}]})),
        // No list of jobs: what became of one is only known by its id.
        "/v1/videos" | "/api/pricing" | "/api/status" => missing(),
        _ if path.starts_with("/dashboard") => missing(),
        _ if path.starts_with("/files/") => script.film(),
        _ if path.ends_with("/content") && script.case.content == "clip" => script.film(),
        _ if path.ends_with("/content") => missing(),
        _ => {
            let at = {
                let mut told = script.told.lock().unwrap();
                told.polls.push(uri.to_string());
                told.polls.len() - 1
            };
            let polls = &script.case.polls;
            script.said(&polls[at.min(polls.len() - 1)])
        }
    }
}

impl Script {
    /// An answer of the script: a body, or `{http, headers, body}`.
    fn said(&self, answer: &Value) -> Response {
        let status = answer["http"].as_u64().map_or(200, |status| u16::try_from(status).unwrap());
        let body = if answer["http"].is_u64() { &answer["body"] } else { answer };
        let text = match body {
            Value::String(text) if text.starts_with(RAW) => text[RAW.len()..].to_owned(),
            Value::Null => String::new(),
            other => other.to_string(),
        };
        let text = text.replace("$ID", ID).replace("$U", &self.url);
        self.sent(status, "application/json", text.as_bytes())
    }

    fn film(&self) -> Response {
        self.told.lock().unwrap().fetches += 1;
        let mut response =
            self.sent(200, if self.film.ending == "webm" { "video/webm" } else { "video/mp4" }, &self.film.bytes);
        if !self.film.tells_length {
            let whole = futures::stream::iter([Ok::<_, std::convert::Infallible>(self.film.bytes.clone())]);
            *response.body_mut() = Body::from_stream(whole);
        }
        response
    }

    fn sent(&self, status: u16, kind: &'static str, body: &[u8]) -> Response {
        let (coding, body) = (self.compress)(body);
        let mut response = Response::new(Body::from(body));
        *response.status_mut() = StatusCode::from_u16(status).unwrap();
        response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
        if let Some(coding) = coding {
            response.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static(coding));
        }
        response
    }
}

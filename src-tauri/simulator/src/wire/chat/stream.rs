//! An answer in the shape of the chat format: whole, or as server-sent events.

use axum::Json;
use axum::body::{Body, Bytes};
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};
use std::io;
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};
use tokio_stream::wrappers::UnboundedReceiverStream;

/// One answer on its way: its id, and whose it is.
#[derive(Debug, Clone)]
pub(super) struct ChatAnswer {
    id: String,
    created: i64,
    model: &'static str,
}

/// The open end of a stream of events.
#[derive(Debug)]
pub(super) struct Stream {
    talk: ChatAnswer,
    out: UnboundedSender<io::Result<Bytes>>,
}

impl ChatAnswer {
    pub(super) fn new(model: &'static str, now_ms: i64) -> Self {
        Self { id: format!("chatcmpl-{:032x}", rand::random::<u128>()), created: now_ms / 1000, model }
    }

    /// The whole text at once.
    pub(super) fn whole(&self, asked: &str, text: &str) -> Response {
        let message = json!({ "role": "assistant", "content": text });
        let mut answer =
            self.shell("chat.completion", &json!([{ "index": 0, "message": message, "finish_reason": "stop" }]));
        answer["usage"] = usage(asked, text);
        Json(answer).into_response()
    }

    /// An open stream and the response that carries it.
    pub(super) fn stream(self) -> (Stream, Response) {
        let (out, events) = unbounded_channel();
        let body = Body::from_stream(UnboundedReceiverStream::new(events));
        let response = ([(CONTENT_TYPE, "text/event-stream")], body).into_response();
        (Stream { talk: self, out }, response)
    }

    fn shell(&self, object: &str, choices: &Value) -> Value {
        json!({ "id": self.id, "object": object, "created": self.created, "model": self.model, "choices": choices })
    }
}

impl Stream {
    /// Sends a piece of text.
    pub(super) fn say(&self, text: &str) {
        self.send(&json!([{ "index": 0, "delta": { "role": "assistant", "content": text }, "finish_reason": null }]));
    }

    /// Ends the answer; `usage` follows where it was asked for.
    pub(super) fn end(self, usage: Option<Value>) {
        self.send(&json!([{ "index": 0, "delta": {}, "finish_reason": "stop" }]));
        if let Some(usage) = usage {
            let mut last = self.talk.shell("chat.completion.chunk", &json!([]));
            last["usage"] = usage;
            self.event(&last.to_string());
        }
        self.event("[DONE]");
    }

    /// Breaks the connection under the stream.
    pub(super) fn cut(self) {
        let _ = self.out.send(Err(io::ErrorKind::ConnectionAborted.into()));
    }

    /// Whether nobody listens any more.
    pub(super) fn is_closed(&self) -> bool {
        self.out.is_closed()
    }

    fn send(&self, choices: &Value) {
        self.event(&self.talk.shell("chat.completion.chunk", choices).to_string());
    }

    fn event(&self, data: &str) {
        // A listener who left is seen by `is_closed`.
        let _ = self.out.send(Ok(format!("data: {data}\n\n").into()));
    }
}

/// Tokens, guessed at four letters each.
pub(super) fn usage(asked: &str, text: &str) -> Value {
    let [prompt, completion] = [asked, text].map(|text| text.chars().count().div_ceil(4));
    json!({ "prompt_tokens": prompt, "completion_tokens": completion, "total_tokens": prompt + completion })
}

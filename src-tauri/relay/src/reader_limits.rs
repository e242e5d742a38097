//! Drives every reader of relays' texts with hostile input.

use std::hint::black_box;

use dailies_growth::{Reader, assert_flat, assert_linear};
use dailies_model::{Medium, ModelId, RemoteId};
use http::header::HeaderMap;
use serde_json::json;

use super::{
    Answer, account,
    answer::Content,
    chat, classify_error, job_list, json_repair, redacted_answer, results, sanitize, select_task, task_status,
    text_links,
    transcript::{StreamEnd, Transcript, TranscriptBuilder},
};
use crate::{Key, catalogue::Catalogue};

/// Every reader of a relay's text.
const READERS: &[Reader] = &[
    ("answer", |text| {
        black_box(redacted_answer::of_answer(&read(text)));
    }),
    ("chat link", |text| {
        black_box((text_links::film(text, true), text_links::any(text)));
    }),
    ("chat stream", |text| {
        black_box(redacted_answer::of_transcript(&streamed(text)));
    }),
    ("chat stream in small pieces", |text| {
        black_box(chat::conclude(&streamed(text)));
    }),
    ("chat text", |text| {
        black_box(chat::conclude(&streamed(&delta(text))));
    }),
    ("chat progress", |text| {
        black_box(chat::progress(chat::tail(text)));
    }),
    ("list of models", |text| {
        let _ = black_box(account::parse_models(&models(text)));
    }),
    ("list of jobs", |text| {
        let _ = black_box(job_list::parse_list(&read(text)));
    }),
    ("submit", |text| {
        let _ = black_box(task_status::parse_submit(&read(text)));
    }),
    ("pasted link", |text| {
        black_box(results::pasted(text, None));
    }),
    ("finished poll", |text| {
        let _ = black_box(task_status::parse_poll(Medium::Film, &finished(text)));
    }),
    ("several tasks", |text| {
        black_box(select_task::select(&read(text), &RemoteId("a".to_owned())));
    }),
    ("failed poll", |text| {
        let _ = black_box(task_status::parse_poll(Medium::Film, &failed(text)));
    }),
    ("meaning", |text| {
        black_box((classify_error::by_text(text), classify_error::moderation_stage(text)));
    }),
    ("repaired JSON", |text| {
        black_box((json_repair::parse(text.as_bytes()), json_repair::one(text)));
    }),
    ("catalogue", |text| {
        let _ = black_box(Catalogue::load(text));
    }),
    ("words", |text| {
        black_box(sanitize::plain_text(text));
    }),
];

fn read(text: &str) -> Answer {
    Answer::read(200, &HeaderMap::new(), text.as_bytes(), key().as_ref())
}

fn key() -> Option<Key> {
    "sk-canary-0123456789".parse().ok()
}

/// A chat answer that comes a few bytes at a time.
fn streamed(text: &str) -> Transcript {
    let key = key();
    let mut transcript = TranscriptBuilder::new(key.as_ref());
    for piece in text.as_bytes().chunks(7) {
        if transcript.push(piece) {
            let _ = chat::progress(chat::tail(transcript.text()));
        }
    }
    transcript.finish(StreamEnd::Closed)
}

fn delta(text: &str) -> String {
    format!("data: {}\n\n", json!({"choices": [{"delta": {"content": text}}]}))
}

fn models(text: &str) -> Answer {
    let ids: Vec<_> = (0..text.len() / 16).map(|at| json!({ "id": ModelId(format!("{at}")) })).collect();
    Answer { content: Content::Json(json!({ "data": ids })), ..read("") }
}

fn finished(text: &str) -> Answer {
    Answer { content: Content::Json(json!({"status": "success", "output": text, "message": text})), ..read("") }
}

fn failed(text: &str) -> Answer {
    Answer { content: Content::Json(json!({"status": "failed", "error": {"message": text}})), ..read("") }
}

#[test]
fn work_grows_as_the_text_does() {
    assert_linear(READERS);
}

#[test]
fn no_text_exhausts_the_stack() {
    assert_flat(READERS);
}

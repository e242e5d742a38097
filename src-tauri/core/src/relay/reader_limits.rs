//! Every reader of a relay's words in one list, for the tests that drive them all.

use std::hint::black_box;

use dailies_model::{Medium, ModelId, RemoteId};
use reqwest::header::HeaderMap;
use serde_json::json;

use super::{
    Answer, account,
    answer::Content,
    chat, kept, links, listing, meaning, repair, results, several, task,
    transcript::{End, Said, Transcript},
    words,
};
use crate::secret::Key;

/// A reader with its name.
type Reader = (&'static str, fn(&str));

/// Every reader of a relay's text.
pub(crate) const READERS: &[Reader] = &[
    ("answer", |text| {
        black_box(kept::answer(&read(text)));
    }),
    ("chat link", |text| {
        black_box((links::film(text, true), links::any(text)));
    }),
    ("chat stream", |text| {
        black_box(kept::said(&streamed(text)));
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
        let _ = black_box(listing::parse_list(&read(text)));
    }),
    ("submit", |text| {
        let _ = black_box(task::parse_submit(&read(text)));
    }),
    ("pasted link", |text| {
        black_box(results::pasted(text, None));
    }),
    ("finished poll", |text| {
        let _ = black_box(task::parse_poll(Medium::Film, &finished(text)));
    }),
    ("several tasks", |text| {
        black_box(several::narrowed(&read(text), &RemoteId("a".to_owned())));
    }),
    ("failed poll", |text| {
        let _ = black_box(task::parse_poll(Medium::Film, &failed(text)));
    }),
    ("meaning", |text| {
        black_box((meaning::of_text(text), meaning::stage(text)));
    }),
    ("repaired JSON", |text| {
        black_box((repair::parse(text.as_bytes()), repair::one(text)));
    }),
    ("words", |text| {
        black_box(words::plain(text));
    }),
];

fn read(text: &str) -> Answer {
    Answer::read(200, &HeaderMap::new(), text.as_bytes(), key().as_ref())
}

fn key() -> Option<Key> {
    "sk-canary-0123456789".parse().ok()
}

/// A chat answer that comes a few bytes at a time.
fn streamed(text: &str) -> Said {
    let key = key();
    let mut transcript = Transcript::new(key.as_ref());
    for piece in text.as_bytes().chunks(7) {
        if transcript.push(piece) {
            let _ = chat::progress(chat::tail(transcript.text()));
        }
    }
    transcript.finish(End::Closed)
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

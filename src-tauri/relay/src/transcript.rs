//! The answer of a chat model (reference section 5), streamed or not: its text without the key, or its error. The text is
//! interpreted by `chat` and `prompt_writing`.

use dailies_model::Medium;
use serde_json::Value;

use super::{
    answer::{self, Answer, Content},
    error_body::ErrorBody,
    json, json_repair,
    outcome::ResultUrl,
    results,
    sse_parser::SseParser,
    stream_redactor::StreamRedactor,
    text_links,
};
use crate::Key;

/// Builds a transcript from a stream.
#[derive(Debug)]
pub struct TranscriptBuilder<'k> {
    key: Option<&'k Key>,
    events: SseParser,
    redactor: StreamRedactor<'k>,
    text: String,
    error: Option<Answer>,
    tokens: Option<u64>,
    films: Vec<ResultUrl>,
    is_done: bool,
    /// Whether the model has finished; the relay may still send the token count.
    has_stopped: bool,
}

/// A complete answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Transcript {
    /// All of its text.
    pub text: String,
    /// The error that the relay put into it.
    pub error: Option<Answer>,
    /// Tokens of prompt and answer together, if the relay reports them.
    pub tokens: Option<u64>,
    /// The films that it names beside its text.
    pub films: Vec<ResultUrl>,
    /// How it ended.
    pub end: StreamEnd,
}

/// How an answer ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StreamEnd {
    /// Completely.
    Done,
    /// The connection was closed without a sign that the answer is complete.
    Closed,
    /// The connection broke, or the answer was too long.
    Broken,
}

impl<'k> TranscriptBuilder<'k> {
    /// An empty one, from which `key` is removed as it grows.
    pub fn new(key: Option<&'k Key>) -> Self {
        let (events, redactor) = (SseParser::default(), StreamRedactor::new(key));
        Self {
            key,
            events,
            redactor,
            text: String::new(),
            error: None,
            tokens: None,
            films: Vec::new(),
            is_done: false,
            has_stopped: false,
        }
    }

    /// Reads an event stream that was sent with another content type; `None` if the answer is none.
    pub fn of_unlabelled(answer: &Answer, key: Option<&'k Key>) -> Option<Transcript> {
        match &answer.content {
            Content::Text(text) if answer.is_success() && text.trim_start().starts_with("data:") => {
                let mut transcript = Self::new(key);
                transcript.push(text.as_bytes());
                Some(transcript.finish(StreamEnd::Closed))
            }
            _ => None,
        }
    }

    /// Adds received bytes. Returns whether the text grew.
    pub fn push(&mut self, bytes: &[u8]) -> bool {
        let before = self.text.len();
        for event in self.events.push(bytes) {
            self.hear(&event);
        }
        self.text.len() != before
    }

    /// Returns the text so far.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns whether the stream is complete or failed.
    pub fn is_over(&self) -> bool {
        self.is_done || self.error.is_some()
    }

    /// Flushes the buffers and returns the transcript with its end.
    pub fn finish(mut self, end: StreamEnd) -> Transcript {
        if let Some(event) = self.events.finish() {
            self.hear(&event);
        }
        self.text += &self.redactor.finish();
        let end = if self.is_done || (self.has_stopped && end == StreamEnd::Closed) { StreamEnd::Done } else { end };
        Transcript { text: self.text, error: self.error, tokens: self.tokens, films: self.films, end }
    }

    /// Processes one event. Some relays omit the empty line between events; then each line is one.
    fn hear(&mut self, event: &str) {
        match event.trim() {
            "" => {}
            "[DONE]" => self.is_done = true,
            json => match serde_json::from_str(json) {
                Ok(value) => self.take(value),
                Err(_) if event.contains('\n') => event.lines().for_each(|line| self.hear(line)),
                Err(_) => json_repair::one(json).into_iter().for_each(|value| self.take(value)),
            },
        }
    }

    fn take(&mut self, chunk: Value) {
        self.tokens = tokens(&chunk).or(self.tokens);
        let choice = &chunk["choices"][0];
        if let Some(text) = content(&choice["delta"]["content"]) {
            self.text += &self.redactor.push(&text);
        } else if let Some(text) = content(&choice["message"]["content"]) {
            // A whole message stands for all of its pieces.
            self.redactor.finish();
            self.text = self.redactor.push(&text);
        }
        self.has_stopped |= choice["finish_reason"] == "stop";
        let answer = Answer::of_event(answer::keyless(chunk, self.key));
        if let Content::Json(chunk) = &answer.content
            && !chunk["choices"][0]["delta"]["content"].is_string()
        {
            self.films.extend(films(chunk));
        }
        if ErrorBody::find(&answer).is_some() {
            self.error = Some(answer);
        }
    }
}

impl Transcript {
    /// Reads an answer that was not streamed; `None` if it is not one of a chat model.
    pub fn read(answer: &Answer) -> Option<Self> {
        match &answer.content {
            Content::Json(value) if answer.is_success() => {
                let text = content(&value["choices"][0]["message"]["content"])?;
                Some(Self { text, error: None, tokens: tokens(value), films: films(value), end: StreamEnd::Done })
            }
            Content::Text(_) => TranscriptBuilder::of_unlabelled(answer, None),
            _ => None,
        }
    }
}

/// Returns the token count that an answer reports.
fn tokens(value: &Value) -> Option<u64> {
    value["usage"]["total_tokens"].as_u64().filter(|tokens| *tokens > 0)
}

/// Returns the result URLs in an answer or event: in the message's parts, beside it, or in the model's reasoning text.
pub fn films(answer: &Value) -> Vec<ResultUrl> {
    let found = results::likely(&json::unfolded(answer), Medium::Film, false);
    match answer["choices"][0]["message"]["reasoning_content"].as_str() {
        Some(thought) if found.is_empty() => text_links::films(thought, true),
        _ => found,
    }
}

/// A text, or the texts of a message's parts.
fn content(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Array(parts) => Some(parts.iter().filter_map(|part| part["text"].as_str()).collect()),
        _ => None,
    }
}

#[cfg(test)]
mod tests;

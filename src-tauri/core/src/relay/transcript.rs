//! What a chat model says (reference section 5), streamed or at once: its text without the key, or the error in its place.
//! What the text means is for `chat` and `prompt_writing` to say.

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
use crate::secret::Key;

/// An answer that is still coming in.
#[derive(Debug)]
pub(super) struct TranscriptBuilder<'k> {
    key: Option<&'k Key>,
    events: SseParser,
    redactor: StreamRedactor<'k>,
    text: String,
    error: Option<Answer>,
    tokens: Option<u64>,
    films: Vec<ResultUrl>,
    is_done: bool,
    /// Whether the model said that it has no more to say; the relay may still tell what it cost.
    has_stopped: bool,
}

/// An answer that is over.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Transcript {
    /// All of its text.
    pub text: String,
    /// The error that the relay put into it.
    pub error: Option<Answer>,
    /// How many tokens were read and written in all, where the relay tells it.
    pub tokens: Option<u64>,
    /// The films that it names beside its text.
    pub films: Vec<ResultUrl>,
    /// How it ended.
    pub end: StreamEnd,
}

/// How an answer ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum StreamEnd {
    /// As it should.
    Done,
    /// The relay closed the connection, but did not say that this is all.
    Closed,
    /// The connection broke, or the answer was too long.
    Broken,
}

impl<'k> TranscriptBuilder<'k> {
    pub(super) fn new(key: Option<&'k Key>) -> Self {
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

    /// A stream that does not call itself one, and came at once; `None` when it is none.
    pub(super) fn of_unlabelled(answer: &Answer, key: Option<&'k Key>) -> Option<Transcript> {
        match &answer.content {
            Content::Text(text) if answer.is_success() && text.trim_start().starts_with("data:") => {
                let mut transcript = Self::new(key);
                transcript.push(text.as_bytes());
                Some(transcript.finish(StreamEnd::Closed))
            }
            _ => None,
        }
    }

    /// Takes in what came; whether there is more text now.
    pub(super) fn push(&mut self, bytes: &[u8]) -> bool {
        let before = self.text.len();
        for event in self.events.push(bytes) {
            self.hear(&event);
        }
        self.text.len() != before
    }

    /// The text so far.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Whether nothing more is to be expected.
    pub(super) fn is_over(&self) -> bool {
        self.is_done || self.error.is_some()
    }

    /// All of it, when the connection ended in this way.
    pub(super) fn finish(mut self, end: StreamEnd) -> Transcript {
        if let Some(event) = self.events.finish() {
            self.hear(&event);
        }
        self.text += &self.redactor.finish();
        let end = if self.is_done || (self.has_stopped && end == StreamEnd::Closed) { StreamEnd::Done } else { end };
        Transcript { text: self.text, error: self.error, tokens: self.tokens, films: self.films, end }
    }

    /// One event. Some relays leave out the empty line between two: then each line is one.
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
    /// An answer that came at once; `None` when it is none of a chat model.
    pub(super) fn read(answer: &Answer) -> Option<Self> {
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

/// What an answer says that it cost, in tokens.
fn tokens(value: &Value) -> Option<u64> {
    value["usage"]["total_tokens"].as_u64().filter(|tokens| *tokens > 0)
}

/// The films that an answer or a piece of one names: as parts of the message, beside it, or in what the model thought.
pub(super) fn films(answer: &Value) -> Vec<ResultUrl> {
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

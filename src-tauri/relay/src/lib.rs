//! What relays speak: builds requests and interprets answers (reference sections 1 to 9), by the [`catalogue`] of models.
//!
//! Each wire format is one pure module (`unified`, `create`, `openai`, `chat`), which builds a [`Request`] and reads task id
//! and status from an [`Answer`]. The modules that interpret answers are shared by all formats.
//! Nothing here sends, retries, waits, reads a clock or keeps state: `dailies_core` does.

pub mod account;
mod answer;
mod base_url;
pub mod catalogue;
pub mod character_api;
pub mod chat;
mod classify_error;
mod create;
mod error_body;
mod error_reason;
mod fields;
#[cfg(test)]
mod fixture;
mod job_list;
mod job_state;
mod json;
mod json_repair;
mod key;
mod key_search;
pub mod openai;
mod outcome;
mod picture_preparation;
mod poll_error;
pub mod prompt_writing;
#[cfg(test)]
mod reader_limits;
pub mod redact;
pub mod redacted_answer;
mod remix;
mod request;
mod results;
mod sanitize;
mod secret_words;
mod select_task;
mod sse_parser;
mod stream_redactor;
mod submit_ambiguity;
mod submit_outcome;
mod task_id;
mod task_status;
mod text_links;
pub mod transcript;
mod unified;
mod url_redaction;

pub use answer::{Answer, Content};
pub use base_url::{Address, AddressError, Transport, is_loopback, normalize_base_url};
pub use character_api::{CharacterSource, RelayCharacter, character_request};
pub use fields::size;
pub use http::Method;
pub use job_list::{JobPage, LookupResult, LostJobQuery, find_in_list, list_request, parse_list};
pub use key::{Key, KeyError, last_four};
pub use openai::content_path;
pub use outcome::{JobStatus, Phase, PollError, ResultUrl, Retry, SubmitOutcome};
pub use picture_preparation::preparation;
pub use prompt_writing::{WritingInput, WritingOutput};
pub use redacted_answer::Exchange;
pub use request::{Body, FilePart, Request};
pub use results::pasted;
pub use task_status::at_stage;

use dailies_model::{Format, Generation, Medium, RemoteId};

use crate::catalogue::Rules;

/// Parameters of a submit.
#[derive(Debug, Clone, Copy)]
pub struct SubmitParams<'a> {
    /// The wire format.
    pub format: Format,
    /// The kind of result.
    pub medium: Medium,
    /// The generation, already checked against the catalogue.
    pub generation: &'a Generation,
    /// The catalogue's rules for this model in this format.
    pub rules: &'a Rules,
    /// The generation's pictures, in order.
    pub pictures: &'a [Attachment],
}

/// A picture of a generation as it is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Attachment {
    /// A URL that the relay downloads itself.
    Url(String),
    /// The file's bytes.
    File {
        /// Such as `image/png`.
        media_type: &'static str,
        /// All of it.
        bytes: bytes::Bytes,
    },
}

/// Parameters of a poll.
#[derive(Debug, Clone, Copy)]
pub struct PollParams<'a> {
    /// The format in which the job was submitted.
    pub format: Format,
    /// The kind of result.
    pub medium: Medium,
    /// The relay's task id.
    pub id: &'a RemoteId,
    /// The generation, which tells what results to expect.
    pub generation: &'a Generation,
}

/// The request that submits a generation. The same generation gives the same bytes, so that [`Request::body_hash`]
/// can be stored before they are sent.
pub fn submit_request(order: &SubmitParams<'_>) -> Request {
    match order.format {
        Format::Unified => unified::submit_request(order),
        Format::Create => create::submit_request(order),
        Format::Openai => match &order.generation.remix_of {
            Some(source) => remix::submit_request(order, source),
            None => openai::submit_request(order),
        },
        Format::Chat => chat::submit_request(order),
    }
}

/// The request that asks how a job stands; `None` in a format whose jobs have no name. It never starts one.
pub fn poll_request(inquiry: &PollParams<'_>) -> Option<Request> {
    match inquiry.format {
        Format::Unified => Some(unified::poll_request(inquiry.medium, inquiry.id)),
        Format::Create => Some(create::poll_request(inquiry.id)),
        Format::Openai => Some(openai::poll_request(inquiry.id)),
        Format::Chat => None,
    }
}

/// Interprets the answer to a submit.
pub fn parse_submit(format: Format, request: &Request, answer: &Answer) -> SubmitOutcome {
    match format {
        Format::Openai if remix::is_remix(request) => remix::parse_submit(request, answer),
        Format::Unified | Format::Create | Format::Openai => task_status::parse_submit(answer),
        Format::Chat => chat::parse_submit(answer),
    }
}

/// Interprets the answer to a poll.
pub fn parse_poll(inquiry: &PollParams<'_>, answer: &Answer) -> Result<JobStatus, PollError> {
    let answer = &*select_task::select(answer, inquiry.id);
    match inquiry.format {
        Format::Unified | Format::Chat => task_status::parse_poll(inquiry.medium, answer),
        Format::Create => create::parse_poll(inquiry.generation, answer),
        Format::Openai => openai::parse_poll(inquiry.id, answer),
    }
}

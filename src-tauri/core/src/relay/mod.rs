//! What Dailies says to a relay and what it makes of the answers (reference sections 1 to 9).
//!
//! A wire format is one pure file (`unified`, `create`, `openai`, `chat`): it writes a [`Request`] and finds a job's name
//! and report in an [`Answer`]. What an answer means is the same for all formats and lies beside it; [`Relay`] alone does
//! I/O. Nothing here retries, waits, reads a clock or keeps state: that is the queue's part. Films are fetched by
//! `download`.

mod account;
mod address;
mod addresses;
mod answer;
mod characters;
mod chat;
mod clients;
mod complaint;
mod create;
mod demo;
mod doubt;
mod fields;
mod http;
mod json;
mod kept;
mod links;
mod listing;
mod meaning;
mod openai;
mod outcome;
mod preparation;
mod proxy;
#[cfg(test)]
pub(crate) mod readers;
mod reason;
mod redaction;
mod refusal;
mod remix;
mod repair;
mod request;
mod results;
#[cfg(test)]
mod sample;
mod several;
mod sse;
mod state;
mod submission;
mod task;
mod task_id;
mod transcript;
mod unified;
mod veil;
mod words;
mod writing;

pub use address::{Address, AddressError, Transport, normalize_base_url};
pub use answer::{Answer, Content};
pub use characters::{Character, CharacterSource, character_request};
pub use demo::{Demo, DemoAddress};
pub use fields::size;
pub use http::{DEMO_URL, Relay, RelayError, Target, install_tls};
pub use kept::Heard;
pub use listing::{Finding, Page, Sought, find_in_list, list_request, parse_list};
pub use openai::content_path;
pub use outcome::{Phase, Refusal, Report, ResultUrl, Retry, Submission};
pub use preparation::preparation;
pub use proxy::{ProxyError, parse_proxy};
pub use request::{Body, FilePart, Request};
pub use reqwest::Method;
pub use results::pasted;
pub use task::at_stage;
pub use writing::{Writing, Written};

use dailies_model::{Format, Generation, Medium, RemoteId};

use crate::catalogue::Rules;

/// What is to be submitted.
#[derive(Debug, Clone, Copy)]
pub struct Order<'a> {
    /// In this format.
    pub format: Format,
    /// To make this.
    pub medium: Medium,
    /// What is asked for; the catalogue has nothing against it.
    pub generation: &'a Generation,
    /// How that is written for this model in this format.
    pub rules: &'a Rules,
    /// The generation's pictures, in their order.
    pub pictures: &'a [Attachment],
}

/// A picture of a generation as it is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Attachment {
    /// The relay fetches it itself.
    Url(String),
    /// Its file, as it is.
    File {
        /// Such as `image/png`.
        media_type: &'static str,
        /// All of it.
        bytes: bytes::Bytes,
    },
}

/// A job that is asked after.
#[derive(Debug, Clone, Copy)]
pub struct Inquiry<'a> {
    /// In the format that it was submitted in.
    pub format: Format,
    /// What it makes.
    pub medium: Medium,
    /// The relay's name for it.
    pub id: &'a RemoteId,
    /// What was asked for, which tells what is still to come.
    pub generation: &'a Generation,
}

/// The request that submits a generation. The same generation gives the same bytes, so that [`Request::body_hash`]
/// can be stored before they are sent.
pub fn submit_request(order: &Order<'_>) -> Request {
    match order.format {
        Format::Unified => unified::submit_request(order),
        Format::Create => create::submit_request(order),
        Format::Openai => openai::submit_request(order),
        Format::Chat => chat::submit_request(order),
    }
}

/// The request that asks how a job stands; `None` in a format whose jobs have no name. It never starts one.
pub fn poll_request(inquiry: &Inquiry<'_>) -> Option<Request> {
    match inquiry.format {
        Format::Unified => Some(unified::poll_request(inquiry.medium, inquiry.id)),
        Format::Create => Some(create::poll_request(inquiry.id)),
        Format::Openai => Some(openai::poll_request(inquiry.id)),
        Format::Chat => None,
    }
}

/// What the answer to a submit says.
pub fn parse_submit(format: Format, request: &Request, answer: &Answer) -> Submission {
    match format {
        Format::Openai if remix::is_remix(request) => remix::parse_submit(request, answer),
        Format::Unified | Format::Create | Format::Openai => task::parse_submit(answer),
        Format::Chat => chat::parse_submit(answer),
    }
}

/// What the answer to a poll says.
pub fn parse_poll(inquiry: &Inquiry<'_>, answer: &Answer) -> Result<Report, Refusal> {
    let answer = &*several::narrowed(answer, inquiry.id);
    match inquiry.format {
        Format::Unified | Format::Chat => task::parse_poll(inquiry.medium, answer),
        Format::Create => create::parse_poll(inquiry.generation, answer),
        Format::Openai => openai::parse_poll(inquiry.id, answer),
    }
}

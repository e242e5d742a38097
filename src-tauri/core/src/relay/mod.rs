//! What Dailies says to a relay and what it makes of the answers (reference sections 1, 2, 7, 8 and 9).
//!
//! A wire format is one pure file (`unified`): it writes a [`Request`] and finds a job's name and report in an
//! [`Answer`]. What an answer means is the same for all formats and lies beside it; [`Relay`] alone does I/O.
//! Nothing here retries, waits, reads a clock or keeps state: that is the queue's part. Films are fetched by
//! `download`, which never sees a key.

mod account;
mod address;
mod answer;
mod complaint;
mod http;
mod meaning;
mod outcome;
mod refusal;
mod request;
mod submission;
mod task;
mod unified;
mod words;

pub use address::{Address, AddressError, Transport, normalize_base_url};
pub use answer::{Answer, Content};
pub use http::{DEMO_URL, Relay, RelayError, Target, install_tls};
pub use outcome::{Phase, Refusal, Report, ResultUrl, Retry, Submission};
pub use request::{Body, Request};
pub use reqwest::Method;

use crate::{
    catalogue::Wire,
    model::{Format, Generation, RemoteId},
};

/// The request that submits a generation. The same generation gives the same bytes, so that [`Request::body_hash`]
/// can be stored before they are sent.
pub fn submit_request(format: Format, generation: &Generation, wire: Wire) -> Request {
    match format {
        Format::Unified => unified::submit_request(generation, wire),
    }
}

/// The request that asks how a job stands. It never starts one.
pub fn poll_request(format: Format, id: &RemoteId) -> Request {
    match format {
        Format::Unified => unified::poll_request(id),
    }
}

/// What the answer to a submit says.
pub fn parse_submit(format: Format, answer: &Answer) -> Submission {
    match format {
        Format::Unified => unified::parse_submit(answer),
    }
}

/// What the answer to a poll says.
pub fn parse_poll(format: Format, answer: &Answer) -> Result<Report, Refusal> {
    match format {
        Format::Unified => unified::parse_poll(answer),
    }
}

//! HTTP I/O. The key is sent in one sensitive header, to the relay's own origin only.

use std::time::Duration;

use dailies_model::{Charged, Failure, Meaning, PlainHttp, is_plain_http};
use dailies_relay::{
    Answer, Body, FilePart, Key, PollError, Request, Retry, SubmitOutcome,
    transcript::{StreamEnd, Transcript, TranscriptBuilder},
};
use reqwest::{
    Client, RequestBuilder, Response,
    header::{ACCEPT_ENCODING, AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderValue},
    multipart,
};
use tokio::{task, time::timeout};
use zeroize::Zeroizing;

use super::{Relay, Target, clients::ClientSet};
use crate::content_encoding::Decoder;

/// Some relays answer a submit only when they have uploaded its pictures themselves.
const SUBMIT_LIMIT: Duration = Duration::from_secs(120);
/// The slowest line that a submit is given time for.
const BYTES_A_SECOND: usize = 32 * 1024;
const ASK_LIMIT: Duration = Duration::from_secs(30);
/// A chat that makes a film takes as long as the film does. One that goes on for longer is broken, however much it says.
const CHAT_LIMIT: Duration = Duration::from_secs(2 * 60 * 60);
/// A film by chat is told of by its stream: a film of 15 s in HD may take some 13 minutes, and not every relay says how it
/// goes on meanwhile.
const FILM_SILENCE: Duration = Duration::from_secs(20 * 60);
/// A relay that does not stream says nothing at all until the film is made.
const FILM_LIMIT: Duration = Duration::from_secs(60 * 60);
/// A model that writes says something sooner.
const WRITING_SILENCE: Duration = Duration::from_secs(5 * 60);
/// No answer of a relay's is larger; what is behind that is not read.
const LARGEST_ANSWER: usize = 16 * 1024 * 1024;
/// An answer that is read in less than a millisecond.
const SHORT_ANSWER: usize = 64 * 1024;

/// Why a request got no answer.
#[derive(Clone, Copy)]
pub(super) enum TransportError {
    /// Not sent: the target's address is invalid.
    Address,
    /// Not sent: it would be unencrypted, and the user has not allowed that.
    Encryption,
    /// Not sent: no connection.
    Connection,
    /// The request may have been sent.
    Answer,
}

impl TransportError {
    /// Returns the failure of a paid request, with whether it may have been charged.
    pub(super) const fn failure(self) -> Failure {
        match self {
            Self::Address => Failure::silent(Meaning::Invalid, Charged::No),
            Self::Encryption => Failure::silent(Meaning::PlainHttp, Charged::No),
            Self::Connection => Failure::silent(Meaning::Network, Charged::No),
            Self::Answer => Failure::silent(Meaning::Network, Charged::Unknown),
        }
    }

    /// Returns the outcome of a submit that failed this way.
    pub(super) const fn submit_outcome(self) -> SubmitOutcome {
        match self {
            Self::Address | Self::Encryption => SubmitOutcome::Refused(self.failure()),
            Self::Connection => SubmitOutcome::NotNow { failure: self.failure(), retry_after_ms: None },
            Self::Answer => SubmitOutcome::Lost(self.failure()),
        }
    }

    /// Returns the failure of a free request.
    pub(super) fn free_failure(self) -> Failure {
        Failure { charged: Charged::No, ..self.failure() }
    }

    /// Returns the error of a poll that failed this way.
    pub(super) const fn poll_error(self) -> PollError {
        let (meaning, retry) = match self {
            Self::Address => (Meaning::Invalid, Retry::Never),
            Self::Encryption => (Meaning::PlainHttp, Retry::Never),
            Self::Connection | Self::Answer => (Meaning::Network, Retry::Later { after_ms: None }),
        };
        PollError { failure: Failure::silent(meaning, Charged::Unknown), retry }
    }
}

impl Relay {
    /// Sends a free request.
    pub(super) async fn ask(&self, target: &Target, request: &Request) -> Result<Answer, TransportError> {
        let sending = self.prepare(target, request, |clients| &clients.asks).await?;
        answer(sending.timeout(ASK_LIMIT).send().await.map_err(transport_error)?, target).await
    }

    /// Sends a paid request, once. No layer repeats it: the connection is new, redirects are not followed, and reqwest's
    /// retries are off.
    pub(super) async fn send(&self, target: &Target, request: &Request) -> Result<Answer, TransportError> {
        let sending = self.prepare(target, request, |clients| &clients.submits).await?;
        answer(sending.timeout(limit(&request.body)).send().await.map_err(transport_error)?, target).await
    }

    /// Like `send`, but reads an event stream as it arrives, with limits for silence and total time. Other content types are
    /// read as a normal answer.
    pub(super) async fn converse(
        &self,
        target: &Target,
        request: &Request,
        timeouts: ChatTimeouts,
        on_text: impl FnMut(&str) + Send,
    ) -> Result<ChatReply, TransportError> {
        let sending = self.prepare(target, request, |clients| &clients.chats).await?.timeout(CHAT_LIMIT).send();
        let response = timeout(timeouts.first_byte, sending)
            .await
            .map_err(|_| TransportError::Answer)?
            .map_err(transport_error)?;
        let kind = response.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        if response.status().is_success() && kind.to_ascii_lowercase().starts_with("text/event-stream") {
            return Ok(ChatReply::Stream(listen(response, target.key.as_ref(), timeouts.silence, on_text).await));
        }
        let answer =
            timeout(timeouts.first_byte, answer(response, target)).await.map_err(|_| TransportError::Answer)??;
        Ok(TranscriptBuilder::of_unlabelled(&answer, target.key.as_ref())
            .map_or(ChatReply::Answer(answer), ChatReply::Stream))
    }

    async fn prepare(
        &self,
        target: &Target,
        request: &Request,
        choose: impl FnOnce(&ClientSet) -> &Client,
    ) -> Result<RequestBuilder, TransportError> {
        let base = self.resolve(&target.base_url).await.ok_or(TransportError::Address)?;
        if is_plain_http(&base) && target.plain_http == PlainHttp::Refuse {
            return Err(TransportError::Encryption);
        }
        let url = format!("{}{}", base.as_str().trim_end_matches('/'), request.path);
        let clients = self.clients.for_url(&base, &target.proxy).ok_or(TransportError::Address)?;
        let mut sending = choose(&clients).request(request.method.clone(), url).header(ACCEPT_ENCODING, "identity");
        if let Some(key) = self.key_of(target).await {
            sending = sending.header(AUTHORIZATION, authorization(&key).ok_or(TransportError::Address)?);
        }
        Ok(match &request.body {
            Body::Empty => sending,
            Body::Json(text) => sending.header(CONTENT_TYPE, "application/json").body(text.clone()),
            Body::Multipart { fields, file } => sending.multipart(form(fields, file).ok_or(TransportError::Address)?),
        })
    }
}

/// Timeouts of a chat.
#[derive(Clone, Copy)]
pub(super) struct ChatTimeouts {
    /// Until the headers of the answer; also for the whole body of one that is not streamed.
    pub(super) first_byte: Duration,
    /// Between two pieces of a stream.
    pub(super) silence: Duration,
}

impl ChatTimeouts {
    /// For a model that makes films.
    pub(super) const FILM: Self = Self { first_byte: FILM_LIMIT, silence: FILM_SILENCE };
    /// For a model that writes.
    pub(super) const WRITING: Self = Self { first_byte: WRITING_SILENCE, silence: WRITING_SILENCE };
}

/// The answer to a chat request.
pub(super) enum ChatReply {
    Stream(Transcript),
    Answer(Answer),
}

/// Returns the timeout of a submit, which grows with the body so that a slow uplink does not cut it off.
fn limit(body: &Body) -> Duration {
    SUBMIT_LIMIT + Duration::from_secs((body.size_bytes() / BYTES_A_SECOND) as u64)
}

async fn answer(response: Response, target: &Target) -> Result<Answer, TransportError> {
    let (status, headers) = (response.status(), response.headers().clone());
    let body = match body(response).await {
        Ok(body) => body,
        // A status of refusal says enough without all of its words; one of success says nothing without its task id.
        Err(error) if status.is_success() => return Err(transport_error(error)),
        Err(_) => Vec::new(),
    };
    read(status.as_u16(), headers, body, target.key.clone()).await
}

/// Reads an answer; a long one off the async threads, which it would hold up.
async fn read(status: u16, headers: HeaderMap, body: Vec<u8>, key: Option<Key>) -> Result<Answer, TransportError> {
    if body.len() <= SHORT_ANSWER {
        return Ok(Answer::read(status, &headers, &body, key.as_ref()));
    }
    let reading = task::spawn_blocking(move || Answer::read(status, &headers, &body, key.as_ref()));
    reading.await.map_err(|_| TransportError::Answer)
}

/// Reads a stream to its end; `on_text` is called with the whole text after each piece. Silence beyond the limit breaks it.
async fn listen(
    mut response: Response,
    key: Option<&Key>,
    silence: Duration,
    mut on_text: impl FnMut(&str) + Send,
) -> Transcript {
    let mut decoder = Decoder::new(response.headers(), LARGEST_ANSWER);
    let mut transcript = TranscriptBuilder::new(key);
    let mut size = 0;
    let end = loop {
        let chunk = match timeout(silence, response.chunk()).await {
            Ok(Ok(Some(chunk))) => chunk,
            Ok(Ok(None)) => {
                transcript.push(&rest(&mut decoder));
                break StreamEnd::Closed;
            }
            Ok(Err(error)) => {
                transport_error(error);
                break StreamEnd::Broken;
            }
            Err(_) => break StreamEnd::Broken,
        };
        if transcript.push(&readable(&mut decoder, &chunk)) {
            on_text(transcript.text());
        }
        size += chunk.len();
        if transcript.is_over() || size > LARGEST_ANSWER {
            break StreamEnd::Broken;
        }
    };
    let told = transcript.text().len();
    let said = transcript.finish(end);
    // The last word is held back until it is sure that no key is in it.
    if said.text.len() > told {
        on_text(&said.text);
    }
    said
}

/// The file is not copied, and its length is known, so that the form is not sent in chunks.
fn form(fields: &[(String, String)], file: &FilePart) -> Option<multipart::Form> {
    let part = multipart::Part::stream_with_length(file.bytes.clone(), file.bytes.len() as u64)
        .file_name(file.file_name())
        .mime_str(file.media_type)
        .ok()?;
    let form = fields.iter().fold(multipart::Form::new(), |form, (name, value)| form.text(name.clone(), value.clone()));
    Some(form.part(file.field.clone(), part))
}

fn authorization(key: &Key) -> Option<HeaderValue> {
    let text = Zeroizing::new(format!("Bearer {}", key.expose()));
    let mut value = HeaderValue::from_str(&text).ok()?;
    value.set_sensitive(true);
    Some(value)
}

async fn body(mut response: Response) -> Result<Vec<u8>, reqwest::Error> {
    let mut decoder = Decoder::new(response.headers(), LARGEST_ANSWER);
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await? {
        body.extend(readable(&mut decoder, &chunk));
        if body.len() >= LARGEST_ANSWER {
            body.truncate(LARGEST_ANSWER);
            return Ok(body);
        }
    }
    body.extend(rest(&mut decoder));
    body.truncate(LARGEST_ANSWER);
    Ok(body)
}

/// Returns what a piece of an answer makes readable. What cannot be decoded is left out, as if the answer had ended there: its
/// reader sees that it is not whole.
fn readable(decoder: &mut Decoder, piece: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    if let Err(error) = decoder.push(piece, &mut bytes) {
        tracing::debug!(%error, "an answer is not in the coding that it names");
    }
    bytes
}

/// Returns the rest of an answer that is over.
fn rest(decoder: &mut Decoder) -> Vec<u8> {
    let mut bytes = Vec::new();
    if let Err(error) = decoder.finish(&mut bytes) {
        tracing::debug!(%error, "an answer ends early");
    }
    bytes
}

/// `is_connect` covers name, connection, proxy tunnel and TLS: all that comes before the first byte of a request.
fn transport_error(error: reqwest::Error) -> TransportError {
    let failed = match () {
        () if error.is_builder() => TransportError::Address,
        () if error.is_connect() => TransportError::Connection,
        () => TransportError::Answer,
    };
    let error = error.without_url();
    tracing::debug!(error = &error as &dyn std::error::Error, "no answer from the relay");
    failed
}

//! Sends requests to relays. The key goes into one sensitive header, to the relay's own origin, and nowhere else.

use std::time::Duration;

use reqwest::{
    Client, ClientBuilder, Response,
    header::{AUTHORIZATION, CONTENT_TYPE, HeaderValue},
    multipart, redirect, retry,
};
use url::Url;

use super::{
    Inquiry, account, address,
    answer::Answer,
    outcome::{Refusal, Report, Retry, Submission},
    parse_poll, parse_submit, poll_request,
    request::{Body, FilePart, Request},
};
use crate::{
    model::{Charged, Failure, Format, Meaning, ModelId, Proxy},
    secret::Key,
};

const CONNECT_LIMIT: Duration = Duration::from_secs(10);
/// Some relays answer a submit only when they have uploaded its pictures themselves.
const SUBMIT_LIMIT: Duration = Duration::from_secs(120);
const ASK_LIMIT: Duration = Duration::from_secs(30);
/// No answer of a relay's is larger; what is behind that is not read.
const LARGEST_ANSWER: usize = 4 * 1024 * 1024;
const USER_AGENT: &str = concat!("Dailies/", env!("CARGO_PKG_VERSION"));
/// What a base URL says for the built-in relay, whose port changes with every run.
pub const DEMO_URL: &str = "demo:";

/// Makes `ring` the program's cryptography, once; more calls do nothing. [`Relay::new`] does it too.
pub fn install_tls() {
    let _ = rustls::crypto::ring::default_provider().install_default();
}

/// Why no relay can be spoken to at all.
#[derive(Debug, thiserror::Error)]
pub enum RelayError {
    /// The client could not be made: the system's certificates cannot be read, for example.
    #[error("cannot set up https: {0}")]
    Client(#[from] reqwest::Error),
}

/// Where to send, and with what key.
#[derive(Debug, Clone)]
pub struct Target {
    /// A normal base URL, or `demo:` for the built-in relay.
    pub base_url: String,
    /// The key, unless the relay takes none.
    pub key: Option<Key>,
    /// The way there.
    pub proxy: Proxy,
}

/// Speaks to relays.
#[derive(Debug)]
pub struct Relay {
    /// Through the system's proxy, where there is one.
    remote: Clients,
    /// To this computer, where no proxy leads.
    local: Clients,
    demo: Option<Url>,
}

/// Why there is no answer.
enum Lack {
    /// It cannot be sent at all: the address of the target is none.
    Address,
    /// Nothing was sent: there was no connection.
    Connection,
    /// Something may have been sent.
    Answer,
}

impl Relay {
    /// `demo` is where the built-in relay listens in this run.
    pub fn new(demo: Option<Url>) -> Result<Self, RelayError> {
        install_tls();
        Ok(Self { remote: Clients::new(Client::builder)?, local: Clients::new(|| Client::builder().no_proxy())?, demo })
    }

    /// The URL that a stored base URL means in this run; `None` when there is no such relay.
    pub fn resolve(&self, base_url: &str) -> Option<Url> {
        if base_url == DEMO_URL { self.demo.clone() } else { Url::parse(base_url).ok() }
    }

    /// Sends a paid request, once. It is not repeated on any layer: the connection is new (so that nothing is replayed
    /// that met a connection just closed), redirects are not followed, and reqwest retries nothing.
    pub async fn submit(&self, target: &Target, format: Format, request: &Request) -> Submission {
        match self.exchange(target, request, |clients| &clients.submits).await {
            Ok(answer) => parse_submit(format, &answer),
            Err(Lack::Address) => Submission::Refused(Failure::silent(Meaning::Invalid, Charged::No)),
            Err(Lack::Connection) => {
                Submission::NotNow { failure: Failure::silent(Meaning::Network, Charged::No), retry_after_ms: None }
            }
            Err(Lack::Answer) => Submission::Lost(Failure::silent(Meaning::Network, Charged::Unknown)),
        }
    }

    /// Asks how a job stands.
    pub async fn poll(&self, target: &Target, inquiry: &Inquiry<'_>) -> Result<Report, Refusal> {
        let refusal = |meaning, retry| Refusal { failure: Failure::silent(meaning, Charged::Unknown), retry };
        let Some(request) = poll_request(inquiry) else { return Err(refusal(Meaning::Gone, Retry::Never)) };
        match self.exchange(target, &request, |clients| &clients.asks).await {
            Ok(answer) => parse_poll(inquiry, &answer),
            Err(Lack::Address) => Err(refusal(Meaning::Invalid, Retry::Never)),
            Err(Lack::Connection | Lack::Answer) => Err(refusal(Meaning::Network, Retry::Later { after_ms: None })),
        }
    }

    /// Asks what the relay offers to this key; this is also how a connection is tested.
    pub async fn list_models(&self, target: &Target) -> Result<Vec<ModelId>, Failure> {
        match self.exchange(target, &account::models_request(), |clients| &clients.asks).await {
            Ok(answer) => account::parse_models(&answer),
            Err(Lack::Address) => Err(Failure::silent(Meaning::Invalid, Charged::No)),
            Err(Lack::Connection | Lack::Answer) => Err(Failure::silent(Meaning::Network, Charged::No)),
        }
    }

    async fn exchange(
        &self,
        target: &Target,
        request: &Request,
        choose: impl FnOnce(&Clients) -> &Client,
    ) -> Result<Answer, Lack> {
        let base = self.resolve(&target.base_url).ok_or(Lack::Address)?;
        let url = format!("{}{}", base.as_str().trim_end_matches('/'), request.path);
        let clients = if address::is_loopback(&base) { &self.local } else { &self.remote };
        let mut sending = choose(clients).request(request.method.clone(), url);
        if let Some(key) = &target.key {
            sending = sending.header(AUTHORIZATION, authorization(key).ok_or(Lack::Address)?);
        }
        sending = match &request.body {
            Body::Empty => sending,
            Body::Json(text) => sending.header(CONTENT_TYPE, "application/json").body(text.clone()),
            Body::Multipart { fields, file } => sending.multipart(form(fields, file).ok_or(Lack::Address)?),
        };
        let response = sending.send().await.map_err(lack)?;
        let (status, headers) = (response.status(), response.headers().clone());
        let body = match body(response).await {
            Ok(body) => body,
            // A status of refusal says enough without all of its words; one of success says nothing without its task id.
            Err(error) if status.is_success() => return Err(lack(error)),
            Err(_) => Vec::new(),
        };
        Ok(Answer::read(status.as_u16(), &headers, &body, target.key.as_ref()))
    }
}

/// One client for what costs money, one for what does not.
#[derive(Debug)]
struct Clients {
    submits: Client,
    asks: Client,
}

impl Clients {
    fn new(builder: impl Fn() -> ClientBuilder) -> Result<Self, RelayError> {
        let builder = || {
            builder()
                .user_agent(USER_AGENT)
                .connect_timeout(CONNECT_LIMIT)
                .redirect(redirect::Policy::none())
                .referer(false)
                .retry(retry::never())
        };
        Ok(Self {
            submits: builder().timeout(SUBMIT_LIMIT).pool_max_idle_per_host(0).http1_only().build()?,
            asks: builder().timeout(ASK_LIMIT).build()?,
        })
    }
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
    let mut value = HeaderValue::from_str(&format!("Bearer {}", key.expose())).ok()?;
    value.set_sensitive(true);
    Some(value)
}

async fn body(mut response: Response) -> Result<Vec<u8>, reqwest::Error> {
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await? {
        body.extend_from_slice(&chunk);
        if body.len() >= LARGEST_ANSWER {
            body.truncate(LARGEST_ANSWER);
            break;
        }
    }
    Ok(body)
}

/// `is_connect` covers name, connection, proxy tunnel and TLS: all that comes before the first byte of a request.
fn lack(error: reqwest::Error) -> Lack {
    let lack = match () {
        () if error.is_builder() => Lack::Address,
        () if error.is_connect() => Lack::Connection,
        () => Lack::Answer,
    };
    let error = error.without_url();
    tracing::debug!(error = &error as &dyn std::error::Error, "no answer from the relay");
    lack
}

#[cfg(test)]
mod tests;

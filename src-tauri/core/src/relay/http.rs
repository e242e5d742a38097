//! Sends requests to relays. The key goes into one sensitive header, to the relay's own origin, and nowhere else.

use std::time::Duration;

use reqwest::{
    Client, RequestBuilder, Response,
    header::{AUTHORIZATION, CONTENT_TYPE, HeaderValue},
    multipart,
};
use url::Url;

use super::{
    Inquiry, account,
    answer::Answer,
    characters::{self, Character, CharacterSource},
    chat,
    clients::{Clients, Ways},
    listing::{Finding, Page, Sought, find_in_list, list_request, parse_list},
    openai,
    outcome::{Refusal, Report, Retry, Submission},
    parse_poll, parse_submit, poll_request,
    request::{Body, FilePart, Request},
    transcript::{End, Said, Transcript},
    writing::{self, Writing},
};
use crate::{
    model::{Balance, Charged, Failure, Format, Meaning, ModelId, ModelPrice, Proxy, RemoteId, Timestamp},
    secret::Key,
};

/// Some relays answer a submit only when they have uploaded its pictures themselves.
const SUBMIT_LIMIT: Duration = Duration::from_secs(120);
const ASK_LIMIT: Duration = Duration::from_secs(30);
/// No answer of a relay's is larger; what is behind that is not read.
const LARGEST_ANSWER: usize = 4 * 1024 * 1024;
/// A list is read no further; with the time in question not reached, nothing is concluded.
const MOST_PAGES: usize = 5;
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
    ways: Ways,
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

impl Lack {
    /// Why what may cost something brought nothing, and whether it did.
    const fn failure(self) -> Failure {
        match self {
            Self::Address => Failure::silent(Meaning::Invalid, Charged::No),
            Self::Connection => Failure::silent(Meaning::Network, Charged::No),
            Self::Answer => Failure::silent(Meaning::Network, Charged::Unknown),
        }
    }

    /// Why a question about the account brought nothing.
    fn free(self) -> Failure {
        Failure { charged: Charged::No, ..self.failure() }
    }

    /// Why a question about a job brought nothing.
    const fn refusal(self) -> Refusal {
        let (meaning, retry) = match self {
            Self::Address => (Meaning::Invalid, Retry::Never),
            Self::Connection | Self::Answer => (Meaning::Network, Retry::Later { after_ms: None }),
        };
        Refusal { failure: Failure::silent(meaning, Charged::Unknown), retry }
    }
}

impl Relay {
    /// `demo` is where the built-in relay listens in this run.
    pub fn new(demo: Option<Url>) -> Result<Self, RelayError> {
        install_tls();
        Ok(Self { ways: Ways::new()?, demo })
    }

    /// The URL that a stored base URL means in this run; `None` when there is no such relay.
    pub fn resolve(&self, base_url: &str) -> Option<Url> {
        if base_url == DEMO_URL { self.demo.clone() } else { Url::parse(base_url).ok() }
    }

    /// Sends a paid request, once. In the chat format this takes as long as the job, and `progress` is told its percent.
    pub async fn submit(
        &self,
        target: &Target,
        format: Format,
        request: &Request,
        mut progress: impl FnMut(u8) + Send,
    ) -> Submission {
        let answered = match format {
            Format::Chat => {
                let mut told = None;
                let heard = |text: &str| {
                    let percent = chat::progress(text).filter(|percent| told != Some(*percent));
                    told = percent.or(told);
                    percent.into_iter().for_each(&mut progress);
                };
                self.converse(target, request, heard).await
            }
            Format::Unified | Format::Create | Format::Openai => self.send(target, request).await.map(Spoken::Answer),
        };
        match answered {
            Ok(Spoken::Answer(answer)) => parse_submit(format, &answer),
            Ok(Spoken::Stream(said)) => chat::conclude(&said),
            Err(Lack::Address) => Submission::Refused(Lack::Address.failure()),
            Err(Lack::Connection) => Submission::NotNow { failure: Lack::Connection.failure(), retry_after_ms: None },
            Err(Lack::Answer) => Submission::Lost(Lack::Answer.failure()),
        }
    }

    /// Asks how a job stands.
    pub async fn poll(&self, target: &Target, inquiry: &Inquiry<'_>) -> Result<Report, Refusal> {
        let Some(request) = poll_request(inquiry) else {
            return Err(Refusal { failure: Failure::silent(Meaning::Gone, Charged::Unknown), retry: Retry::Never });
        };
        let answer = self.ask(target, &request).await.map_err(Lack::refusal)?;
        parse_poll(inquiry, &answer)
    }

    /// Looks for a job whose answer was lost in the relay's list of jobs (reference section 4).
    pub async fn find(&self, target: &Target, sought: &Sought, taken: &[RemoteId]) -> Result<Finding, Refusal> {
        let mut pages: Vec<Page> = Vec::new();
        for _ in 0..MOST_PAGES {
            let after = pages.last().and_then(|page| page.next(sought));
            if !pages.is_empty() && after.is_none() {
                break;
            }
            let answer = self.ask(target, &list_request(after)).await;
            pages.push(parse_list(&answer.map_err(Lack::refusal)?)?);
        }
        Ok(find_in_list(sought, &pages, taken))
    }

    /// Whether the relay lists its jobs, so that a lost answer can be looked up.
    pub async fn lists_jobs(&self, target: &Target) -> bool {
        let answer = self.ask(target, &openai::probe_request()).await;
        answer.is_ok_and(|answer| openai::parse_probe(&answer))
    }

    /// Asks what the relay offers to this key; this is also how a connection is tested.
    pub async fn list_models(&self, target: &Target) -> Result<Vec<ModelId>, Failure> {
        account::parse_models(&self.ask(target, &account::models_request()).await.map_err(Lack::free)?)
    }

    /// Asks what models cost. Not every relay tells.
    pub async fn list_prices(&self, target: &Target) -> Result<Vec<ModelPrice>, Failure> {
        account::parse_prices(&self.ask(target, &account::prices_request()).await.map_err(Lack::free)?)
    }

    /// Asks what is left on the account. Not every relay tells.
    pub async fn balance(&self, target: &Target, now: Timestamp) -> Result<Balance, Failure> {
        let limit = self.ask(target, &account::limit_request()).await.map_err(Lack::free)?;
        let limit_usd = account::parse_limit(&limit)?;
        let used_usd = match limit_usd {
            None => 0.0,
            Some(_) => account::parse_usage(&self.ask(target, &account::usage_request()).await.map_err(Lack::free)?)?,
        };
        Ok(account::balance(limit_usd, used_usd, now))
    }

    /// Makes a character of `start_ms` to `end_ms` of a film, 1 to 3 seconds (reference section 6). Sent once.
    pub async fn create_character(
        &self,
        target: &Target,
        source: CharacterSource<'_>,
        start_ms: i64,
        end_ms: i64,
    ) -> Result<Character, Failure> {
        let request = characters::request(source, start_ms, end_ms);
        characters::parse(&self.send(target, &request).await.map_err(Lack::failure)?)
    }

    /// Has a chat model write. `on_text` is told all of the text so far whenever there is more; the result is that text
    /// without what models put around it. Dropping the future ends it.
    pub async fn write(
        &self,
        target: &Target,
        model: &ModelId,
        task: Writing<'_>,
        on_text: impl FnMut(&str) + Send,
    ) -> Result<String, Failure> {
        match self.converse(target, &writing::request(model, task), on_text).await.map_err(Lack::failure)? {
            Spoken::Stream(said) => writing::conclude(&said),
            Spoken::Answer(answer) => writing::parse(&answer),
        }
    }

    /// Asks for something that costs nothing.
    async fn ask(&self, target: &Target, request: &Request) -> Result<Answer, Lack> {
        let sending = self.prepare(target, request, |clients| &clients.asks)?;
        answer(sending.timeout(ASK_LIMIT).send().await.map_err(lack)?, target).await
    }

    /// Sends what may cost something, once. It is not repeated on any layer: the connection is new, redirects are not
    /// followed, and reqwest retries nothing.
    async fn send(&self, target: &Target, request: &Request) -> Result<Answer, Lack> {
        let sending = self.prepare(target, request, |clients| &clients.submits)?;
        answer(sending.timeout(SUBMIT_LIMIT).send().await.map_err(lack)?, target).await
    }

    /// Sends the same way, and hears the answer as it comes; only silence has a limit. What is no stream is an answer.
    async fn converse(
        &self,
        target: &Target,
        request: &Request,
        heard: impl FnMut(&str) + Send,
    ) -> Result<Spoken, Lack> {
        let response = self.prepare(target, request, |clients| &clients.submits)?.send().await.map_err(lack)?;
        let kind = response.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        if response.status().is_success() && kind.to_ascii_lowercase().starts_with("text/event-stream") {
            return Ok(Spoken::Stream(listen(response, target.key.as_ref(), heard).await));
        }
        answer(response, target).await.map(Spoken::Answer)
    }

    fn prepare(
        &self,
        target: &Target,
        request: &Request,
        choose: impl FnOnce(&Clients) -> &Client,
    ) -> Result<RequestBuilder, Lack> {
        let base = self.resolve(&target.base_url).ok_or(Lack::Address)?;
        let url = format!("{}{}", base.as_str().trim_end_matches('/'), request.path);
        let clients = self.ways.to(&base, &target.proxy).ok_or(Lack::Address)?;
        let mut sending = choose(&clients).request(request.method.clone(), url);
        if let Some(key) = &target.key {
            sending = sending.header(AUTHORIZATION, authorization(key).ok_or(Lack::Address)?);
        }
        Ok(match &request.body {
            Body::Empty => sending,
            Body::Json(text) => sending.header(CONTENT_TYPE, "application/json").body(text.clone()),
            Body::Multipart { fields, file } => sending.multipart(form(fields, file).ok_or(Lack::Address)?),
        })
    }
}

/// What came of a chat.
enum Spoken {
    Stream(Said),
    Answer(Answer),
}

async fn answer(response: Response, target: &Target) -> Result<Answer, Lack> {
    let (status, headers) = (response.status(), response.headers().clone());
    let body = match body(response).await {
        Ok(body) => body,
        // A status of refusal says enough without all of its words; one of success says nothing without its task id.
        Err(error) if status.is_success() => return Err(lack(error)),
        Err(_) => Vec::new(),
    };
    Ok(Answer::read(status.as_u16(), &headers, &body, target.key.as_ref()))
}

/// Hears a stream out; `heard` is told all of the text whenever there is more.
async fn listen(mut response: Response, key: Option<&Key>, mut heard: impl FnMut(&str) + Send) -> Said {
    let mut transcript = Transcript::new(key);
    let mut size = 0;
    let end = loop {
        let chunk = match response.chunk().await {
            Ok(Some(chunk)) => chunk,
            Ok(None) => break End::Closed,
            Err(error) => {
                lack(error);
                break End::Broken;
            }
        };
        if transcript.push(&chunk) {
            heard(transcript.text());
        }
        size += chunk.len();
        if transcript.is_over() || size > LARGEST_ANSWER {
            break End::Broken;
        }
    };
    transcript.finish(end)
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

//! The client of relays: sends the requests that [`dailies_relay`] builds, with the key and through the proxy, and has the
//! answers read by it. Retries nothing and keeps no state of a job; the queue does.

mod clients;
mod demo;
mod proxy;
mod transport;

pub use demo::{Demo, DemoAddress};
pub use proxy::{ProxyError, parse_proxy};

use dailies_model::{
    Balance, Charged, Failure, Format, Meaning, ModelId, ModelPrice, PlainHttp, Proxy, RemoteId, Timestamp,
};
use transport::{ChatReply, ChatTimeouts, TransportError};
use url::Url;

use clients::HttpClients;
use dailies_relay::{
    Exchange, JobPage, JobStatus, Key, LookupResult, LostJobQuery, Phase, PollError, PollParams, RelayCharacter,
    Request, Retry, SubmitOutcome, WritingInput, WritingOutput, account, character_api, chat, find_in_list,
    list_request, openai, parse_list, parse_poll, parse_submit, poll_request, prompt_writing, redact::Redact as _,
    redacted_answer,
};

/// Most pages of a job list that are read. If they do not reach back to the submit, the lookup is inconclusive.
const MOST_PAGES: usize = 5;
/// What a base URL says for the built-in relay, whose port changes with every run.
pub const DEMO_URL: &str = "demo:";

/// Makes `ring` the program's cryptography, once; more calls do nothing. [`Relay::new`] does it too.
pub fn install_tls() {
    let _ = rustls::crypto::ring::default_provider().install_default();
}

/// Why the HTTP clients could not be set up.
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
    /// The proxy.
    pub proxy: Proxy,
    /// Whether the user allowed to speak to it without encryption.
    pub plain_http: PlainHttp,
}

/// The client of relays.
#[derive(Debug)]
pub struct Relay {
    clients: HttpClients,
    demo: Option<Demo>,
}

impl Relay {
    /// `demo` is the built-in relay, if there is one.
    pub fn new(demo: Option<Demo>) -> Result<Self, RelayError> {
        install_tls();
        Ok(Self { clients: HttpClients::new()?, demo })
    }

    /// Resolves a stored base URL; `None` when there is no such relay. Starts the built-in relay if it is meant.
    pub async fn resolve(&self, base_url: &str) -> Option<Url> {
        match base_url {
            DEMO_URL => self.demo.as_ref()?.address().await.map(|address| address.url.clone()),
            _ => Url::parse(base_url).ok(),
        }
    }

    /// Returns the key to send: the target's own, or that of the built-in relay.
    pub async fn key_of(&self, target: &Target) -> Option<Key> {
        match (target.base_url.as_str(), &self.demo) {
            (DEMO_URL, Some(demo)) => demo.address().await?.key.clone(),
            _ => target.key.clone(),
        }
    }

    /// Sends a paid request, once. In the chat format this takes as long as the job; `progress` is called with the percent.
    pub async fn submit(
        &self,
        target: &Target,
        format: Format,
        request: &Request,
        mut progress: impl FnMut(u8) + Send,
    ) -> Exchange<SubmitOutcome> {
        let answered = match format {
            Format::Chat => {
                let mut told = None;
                let heard = |text: &str| {
                    // Only ever more: a stream that goes up and down must not write without end.
                    let percent = chat::progress(chat::tail(text)).filter(|percent| Some(*percent) > told);
                    told = percent.or(told);
                    percent.into_iter().for_each(&mut progress);
                };
                self.converse(target, request, ChatTimeouts::FILM, heard).await
            }
            Format::Unified | Format::Create | Format::Openai => {
                self.send(target, request).await.map(ChatReply::Answer)
            }
        };
        let heard = match answered {
            Ok(ChatReply::Answer(answer)) => Exchange {
                outcome: parse_submit(format, request, &answer),
                answer: Some(redacted_answer::of_answer(&answer)),
            },
            Ok(ChatReply::Stream(said)) => {
                Exchange { outcome: chat::conclude(&said), answer: Some(redacted_answer::of_transcript(&said)) }
            }
            Err(error) => Exchange::without_answer(error.submit_outcome()),
        };
        heard.redacted(target.key.as_ref())
    }

    /// Polls a job.
    pub async fn poll(&self, target: &Target, inquiry: &PollParams<'_>) -> Exchange<Result<JobStatus, PollError>> {
        let Some(request) = poll_request(inquiry) else {
            let failure = Failure::silent(Meaning::Gone, Charged::Unknown);
            return Exchange::without_answer(Err(PollError { failure, retry: Retry::Never }));
        };
        let heard = match self.ask(target, &request).await {
            Ok(answer) => {
                let base = self.resolve(&target.base_url).await;
                let report = parse_poll(inquiry, &answer).map(|report| placed(report, base.as_ref()));
                Exchange { outcome: report, answer: Some(redacted_answer::of_answer(&answer)) }
            }
            Err(error) => Exchange::without_answer(Err(error.poll_error())),
        };
        heard.redacted(target.key.as_ref())
    }

    /// Looks up a job whose answer was lost in the relay's job list (reference section 4). `now` is the local time, which is
    /// corrected by the relay's clock.
    pub async fn find(
        &self,
        target: &Target,
        sought: &LostJobQuery,
        taken: &[RemoteId],
        now: Timestamp,
    ) -> Result<LookupResult, PollError> {
        let mut sought = sought.clone();
        let mut pages: Vec<JobPage> = Vec::new();
        for _ in 0..MOST_PAGES {
            let after = pages.last().and_then(|page| page.next(&sought));
            if !pages.is_empty() && after.is_none() {
                break;
            }
            let answer = self.ask(target, &list_request(after)).await;
            let page = answer.map_err(TransportError::poll_error).and_then(|answer| parse_list(&answer));
            let page = page.map_err(|error| error.redacted(target.key.as_ref()))?;
            sought = sought.by_clock_of(&page, now);
            pages.push(page);
        }
        Ok(find_in_list(&sought, &pages, taken))
    }

    /// Returns whether the relay has a job list, so that lost answers can be looked up.
    pub async fn lists_jobs(&self, target: &Target) -> bool {
        let answer = self.ask(target, &openai::probe_request()).await;
        answer.is_ok_and(|answer| openai::parse_probe(&answer))
    }

    /// Returns the models on offer for this key. Also used to test a connection.
    pub async fn list_models(&self, target: &Target) -> Result<Vec<ModelId>, Failure> {
        let answer = self.ask(target, &account::models_request()).await.map_err(TransportError::free_failure);
        let mut models = answer
            .and_then(|answer| account::parse_models(&answer))
            .map_err(|failure| failure.redacted(target.key.as_ref()))?;
        models.retain(|model| target.key.as_ref().is_none_or(|key| key.hide_pieces_in(&model.0) == model.0));
        Ok(models)
    }

    /// Returns the prices of models. Not every relay has them.
    pub async fn list_prices(&self, target: &Target) -> Result<Vec<ModelPrice>, Failure> {
        account::parse_prices(
            &self.ask(target, &account::prices_request()).await.map_err(TransportError::free_failure)?,
        )
    }

    /// Returns the balance of the account. Not every relay has it.
    pub async fn balance(&self, target: &Target, now: Timestamp) -> Result<Balance, Failure> {
        let limit = self.ask(target, &account::limit_request()).await.map_err(TransportError::free_failure)?;
        let limit_usd = account::parse_limit(&limit)?;
        let used_usd = match limit_usd {
            None => 0.0,
            Some(_) => account::parse_usage(
                &self.ask(target, &account::usage_request()).await.map_err(TransportError::free_failure)?,
            )?,
        };
        Ok(account::balance(limit_usd, used_usd, now))
    }

    /// Sends the paid request for a character, once (reference section 6). The error is never `Accepted`.
    pub async fn submit_character(&self, target: &Target, request: &Request) -> Result<RelayCharacter, SubmitOutcome> {
        let answer = self.send(target, request).await.map_err(TransportError::submit_outcome);
        answer.and_then(|answer| character_api::parse(&answer)).redacted(target.key.as_ref())
    }

    /// Runs a writing task. `on_text` is called with the whole text so far after each piece. Dropping the future cancels it.
    pub async fn write(
        &self,
        target: &Target,
        model: &ModelId,
        task: WritingInput<'_>,
        on_text: impl FnMut(&str) + Send,
    ) -> Result<WritingOutput, Failure> {
        let request = prompt_writing::request(model, task);
        let spoken =
            self.converse(target, &request, ChatTimeouts::WRITING, on_text).await.map_err(TransportError::failure);
        let written = spoken.and_then(|spoken| match spoken {
            ChatReply::Stream(said) => prompt_writing::conclude(&said),
            ChatReply::Answer(answer) => prompt_writing::parse(&answer),
        });
        written.redacted(target.key.as_ref())
    }
}

/// Turns result URLs on the relay's own host into relative paths, which are fetched with the key.
fn placed(report: JobStatus, base: Option<&Url>) -> JobStatus {
    match (report.phase, base) {
        (Phase::Succeeded { results }, Some(base)) => {
            let results = results.into_iter().map(|result| result.at_relay(base)).collect();
            JobStatus { phase: Phase::Succeeded { results }, progress: report.progress }
        }
        (phase, _) => JobStatus { phase, progress: report.progress },
    }
}

#[cfg(test)]
mod tests;

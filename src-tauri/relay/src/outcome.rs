//! Outcomes of submits and polls, in the terms by which the queue decides.

use std::fmt;

use url::Url;

use dailies_model::{Failure, RemoteId};

/// The outcome of a submit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SubmitOutcome {
    /// The relay accepted it under this task id.
    Accepted(RemoteId),
    /// The answer itself holds the result (section 5).
    Finished {
        /// Where the films lie; never empty, the main one first.
        results: Vec<ResultUrl>,
    },
    /// The relay refused it, or it ended without a result; `Failure::charged` says whether it cost anything.
    Refused(Failure),
    /// Certainly not accepted this time: nothing was sent, or the relay said so. May be sent again.
    NotNow {
        /// Why.
        failure: Failure,
        /// How long the relay asks to wait.
        retry_after_ms: Option<i64>,
    },
    /// Unknown whether the relay accepted it. The program must not send it again by itself.
    Lost(Failure),
}

/// The status of an accepted job, as a poll reports it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JobStatus {
    /// Where it is.
    pub phase: Phase,
    /// Percent, where the relay tells it.
    pub progress: Option<u8>,
}

/// Where an accepted job is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Phase {
    /// It waits at the relay.
    Queued,
    /// It is worked on; also when the relay's word for its state is not known.
    Running,
    /// It is done, and its films lie here.
    Succeeded {
        /// Where; never empty, the main one first.
        results: Vec<ResultUrl>,
    },
    /// The relay says that it is done, but no address of a film was found in the answer. What is done is charged.
    FinishedWithoutResult,
    /// It is over, without a film.
    Failed(Failure),
}

/// Why a poll failed. Says nothing about the job itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PollError {
    /// Why.
    pub failure: Failure,
    /// Whether to poll again.
    pub retry: Retry,
}

/// Whether to poll again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Retry {
    /// Later, in the queue's own time or when the relay says.
    Later {
        /// How long the relay asks to wait.
        after_ms: Option<i64>,
    },
    /// Only after the user has acted: a key, a permission, credit.
    Never,
    /// The relay does not know the job. Temporary right after the submit (reference section 9).
    Gone,
}

/// Where a result is downloaded: an absolute URL, or a path at the relay, requested with the key.
#[derive(Clone, PartialEq, Eq)]
pub struct ResultUrl(Location);

#[derive(Clone, PartialEq, Eq)]
enum Location {
    /// Often signed.
    Web(Url),
    /// Relative to the relay's base URL; begins with one slash.
    Relay(String),
}

impl ResultUrl {
    /// Parses an absolute http or https URL. Whether it may be fetched is checked by `download`.
    pub fn parse(text: &str) -> Option<Self> {
        let url = Url::parse(text.trim()).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
        Some(Self(Location::Web(url)))
    }

    /// A path at the relay that Dailies built itself, never one from an answer.
    pub(super) fn of_relay(path: String) -> Self {
        Self(Location::Relay(path))
    }

    /// The same as a path of the relay's own, where it is one of `base` that serves what a job made. Such an address wants
    /// the key, which goes to the relay's origin only.
    pub fn at_relay(self, base: &Url) -> Self {
        let Location::Web(url) = &self.0 else { return self };
        let prefix = base.path().trim_end_matches('/');
        let path = url.path().strip_prefix(prefix).filter(|path| path.starts_with('/') && path.ends_with("/content"));
        match path.filter(|_| url.origin() == base.origin()) {
            Some(path) => {
                let query = url.query().map(|query| format!("?{query}")).unwrap_or_default();
                Self(Location::Relay(format!("{path}{query}")))
            }
            None => self,
        }
    }

    /// Returns the path, which begins with a slash, or the URL.
    pub fn as_str(&self) -> &str {
        match &self.0 {
            Location::Web(url) => url.as_str(),
            Location::Relay(path) => path,
        }
    }
}

/// Shows only the origin of a URL, because the rest may be a signature.
impl fmt::Debug for ResultUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Location::Web(url) => write!(f, "ResultUrl({}/…)", url.origin().ascii_serialization()),
            Location::Relay(path) => write!(f, "ResultUrl({path})"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_relay_itself_serves_is_asked_for_with_the_key() {
        let base: Url = "https://relay.example".parse().unwrap();
        for (url, place) in [
            ("https://relay.example/v1/videos/v1/content?index=0", "/v1/videos/v1/content?index=0"),
            ("https://relay.example/files/a.mp4", "https://relay.example/files/a.mp4"),
            ("https://other.example/v1/videos/v1/content", "https://other.example/v1/videos/v1/content"),
            ("http://relay.example/v1/videos/v1/content", "http://relay.example/v1/videos/v1/content"),
        ] {
            assert_eq!(ResultUrl::parse(url).unwrap().at_relay(&base).as_str(), place, "{url}");
        }
    }
}

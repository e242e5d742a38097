//! What an exchange with a relay came to, in the terms that the queue decides by.

use std::fmt;

use url::Url;

use dailies_model::{Failure, RemoteId};

/// What came of a submit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SubmitOutcome {
    /// The relay has it, under this name.
    Accepted(RemoteId),
    /// The relay is done with it, in the answer itself (section 5).
    Finished {
        /// Where the films lie; never empty, the main one first.
        results: Vec<ResultUrl>,
    },
    /// The relay will not have it, or it is over without a film: see whether it was charged.
    Refused(Failure),
    /// The relay does not have it now: nothing was sent, or it said so. May be tried again.
    NotNow {
        /// Why.
        failure: Failure,
        /// How long the relay asks to wait.
        retry_after_ms: Option<i64>,
    },
    /// The relay may have it or not. Must not be sent again by the program.
    Lost(Failure),
}

/// How an accepted job stands.
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

/// Why a poll brought no report. The job itself is not touched by it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PollError {
    /// Why.
    pub failure: Failure,
    /// Whether polling makes sense.
    pub retry: Retry,
}

/// Whether polling again makes sense.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Retry {
    /// Later, in the queue's own time or when the relay says.
    Later {
        /// How long the relay asks to wait.
        after_ms: Option<i64>,
    },
    /// Not before the user did something: a key, a permission, credit.
    Never,
    /// The relay does not know the job. Right after the submit that passes (reference section 9).
    Gone,
}

/// Where a film can be fetched: at an address of its own, or at the relay with the key.
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
    /// An absolute http or https URL; whether it may be fetched is `download`'s matter.
    pub fn parse(text: &str) -> Option<Self> {
        let url = Url::parse(text.trim()).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
        Some(Self(Location::Web(url)))
    }

    /// A path of the relay's own that Dailies made, never one that a relay sent.
    pub(super) fn of_relay(path: String) -> Self {
        Self(Location::Relay(path))
    }

    /// The same as a path of the relay's own, where it is one of `base` that serves what a job made. Such an address wants
    /// the key, which goes to the relay's origin only.
    pub(super) fn at_relay(self, base: &Url) -> Self {
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

    /// All of it: what begins with a slash is a path, anything else an URL.
    pub fn as_str(&self) -> &str {
        match &self.0 {
            Location::Web(url) => url.as_str(),
            Location::Relay(path) => path,
        }
    }
}

/// Of an address only the origin is shown: the rest may be a signature.
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

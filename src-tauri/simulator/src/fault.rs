//! Faults on request, and the queue in which they wait for the requests that they spoil.

use serde::{Deserialize, Serialize};
use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

/// The kind of request that a fault waits for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Route {
    /// A job is sent, in any format but the character's.
    #[default]
    Submit,
    /// A job is asked after.
    Poll,
    /// `GET /files/{name}` and `GET /v1/videos/{id}/content`.
    File,
    /// `GET /v1/models`.
    Models,
    /// `GET /v1/videos` and `DELETE /v1/videos/{id}`.
    List,
    /// `GET /api/pricing` and the billing pair.
    Account,
    /// `POST /v1/chat/completions` with a model that writes.
    Chat,
    /// `POST /sora/v1/characters`.
    Character,
}

/// One thing that goes wrong with the next request of its route. JSON: `{"fault": "drop_after"}`, fields beside it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "fault", rename_all = "snake_case", deny_unknown_fields)]
pub enum Fault {
    /// The connection closes before the request is looked at; nothing is accepted.
    DropBefore {
        /// Which requests.
        #[serde(default)]
        on: Route,
    },
    /// The request is carried out, then the connection closes without an answer.
    DropAfter {
        /// Which requests.
        #[serde(default)]
        on: Route,
    },
    /// An error in the relay's shape; nothing is accepted.
    Status {
        /// Which requests.
        #[serde(default)]
        on: Route,
        /// HTTP status, for example 429, 500 or 503.
        status: u16,
        /// Seconds for a `Retry-After` header.
        #[serde(default)]
        retry_after_s: Option<u64>,
    },
    /// A proxy's 502 page in HTML; nothing is accepted.
    BadGateway {
        /// Which requests.
        #[serde(default)]
        on: Route,
    },
    /// The request is carried out after a wait.
    Slow {
        /// Which requests.
        #[serde(default)]
        on: Route,
        /// The wait.
        delay_ms: u64,
    },
    /// Exactly this answer; nothing is accepted.
    Answer {
        /// Which requests.
        #[serde(default)]
        on: Route,
        /// HTTP status.
        status: u16,
        /// The body as it is.
        body: String,
        /// Its `Content-Type`; JSON when not given.
        #[serde(default = "json_type")]
        content_type: String,
    },
    /// The file's body ends half-way although `Content-Length` promises all of it.
    TruncatedFile,
    /// Status 200 and an HTML error page in place of the file.
    GarbageFile,
    /// The link answers 403 from now on; the next poll gives a new one.
    ExpiredLink,
    /// The poll does not know the task (yet).
    PollNotFound,
}

fn json_type() -> String {
    "application/json".into()
}

impl Fault {
    /// The requests that this fault waits for.
    pub fn route(&self) -> Route {
        match self {
            Self::DropBefore { on }
            | Self::DropAfter { on }
            | Self::Status { on, .. }
            | Self::BadGateway { on }
            | Self::Slow { on, .. }
            | Self::Answer { on, .. } => *on,
            Self::TruncatedFile | Self::GarbageFile | Self::ExpiredLink => Route::File,
            Self::PollNotFound => Route::Poll,
        }
    }
}

/// Faults that wait, oldest first.
#[derive(Debug, Default)]
pub(crate) struct Faults(Mutex<VecDeque<Fault>>);

impl Faults {
    pub(crate) fn add(&self, fault: Fault) {
        self.queue().push_back(fault);
    }

    pub(crate) fn clear(&self) {
        self.queue().clear();
    }

    pub(crate) fn list(&self) -> Vec<Fault> {
        self.queue().iter().cloned().collect()
    }

    /// Takes the oldest fault that waits for `route`.
    pub(crate) fn take(&self, route: Route) -> Option<Fault> {
        let mut queue = self.queue();
        let at = queue.iter().position(|fault| fault.route() == route)?;
        queue.remove(at)
    }

    fn queue(&self) -> std::sync::MutexGuard<'_, VecDeque<Fault>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_waits_for_its_own_route() {
        let faults = Faults::default();
        faults.add(Fault::TruncatedFile);
        faults.add(Fault::DropAfter { on: Route::Submit });
        assert_eq!(faults.take(Route::Poll), None);
        assert_eq!(faults.take(Route::Submit), Some(Fault::DropAfter { on: Route::Submit }));
        assert_eq!(faults.take(Route::Submit), None);
        assert_eq!(faults.list(), [Fault::TruncatedFile]);
    }

    #[test]
    fn a_misspelt_field_is_refused() {
        assert!(serde_json::from_str::<Fault>(r#"{"fault":"slow","delay_s":3}"#).is_err());
        assert!(serde_json::from_str::<Fault>(r#"{"fault":"slow","delay_ms":3}"#).is_ok());
    }
}

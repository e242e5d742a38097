//! A connection: a relay's address and a reference to its key. Never holds the key itself.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{ConnectionId, Failure, Format, ModelId, PlainHttp, Proxy, Timestamp};

/// A relay that the user connected, or the built-in one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Connection {
    /// Id.
    pub id: ConnectionId,
    /// The user's name for it.
    pub name: String,
    /// The built-in relay, or one with an address.
    pub kind: ConnectionKind,
    /// Scheme, host and port, without `/v1` and without a trailing slash; `demo:` for the built-in relay.
    pub base_url: String,
    /// Whether the user allowed unencrypted requests to this address; `None` if the address does not need this.
    pub plain_http: Option<PlainHttp>,
    /// Where its key is stored.
    pub key: KeyState,
    /// The proxy to use.
    pub proxy: Proxy,
    /// The wire formats to use.
    pub formats: Formats,
    /// Result of the last test.
    pub last_test: Option<ConnectionTest>,
    /// The balance when it was last requested.
    pub balance: Option<Balance>,
    /// Warns the user when the balance is below this, in millionths of a US dollar; `None` never warns.
    pub warn_below_micros: Option<i64>,
    /// Time of creation.
    pub created_at: Timestamp,
}

/// The user's choice of wire formats, which overrides the catalogue.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Formats {
    /// The format for every model that it reaches; `None` uses the catalogue's order.
    pub preferred: Option<Format>,
    /// The format for single models; overrides `preferred` and the catalogue.
    pub of_models: BTreeMap<ModelId, Format>,
}

/// The balance of an account (reference section 7), in millionths of a US dollar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Balance {
    /// The remaining amount; `None` when there is no limit.
    pub left_micros: Option<i64>,
    /// The total amount; `None` when there is no limit.
    pub limit_micros: Option<i64>,
    /// When the balance was requested.
    pub checked_at: Timestamp,
}

/// A relay's price of one clip of a model, in millionths of a US dollar (reference section 7).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ModelPrice {
    /// The model.
    pub model: ModelId,
    /// The price.
    pub micros: i64,
}

/// The kind of a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ConnectionKind {
    /// The relay built into Dailies: no key, no cost.
    Demo,
    /// A relay at an address.
    Relay,
}

/// Where a key is stored, and its last four characters. No more of it is ever shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "place", rename_all = "snake_case")]
pub enum KeyState {
    /// There is no key.
    None,
    /// In the system's keychain.
    Keychain {
        /// The last four characters; empty for a short key.
        last_four: String,
    },
    /// In memory, until the program ends.
    Session {
        /// The last four characters; empty for a short key.
        last_four: String,
    },
    /// The key was stored for an earlier session only and must be entered again.
    Lost {
        /// The last four characters; empty for a short key.
        last_four: String,
    },
}

impl Connection {
    /// Returns the connection without the lists of its test, as the page receives it at every change.
    #[must_use]
    pub fn without_lists(mut self) -> Self {
        self.last_test = self.last_test.map(|test| ConnectionTest { result: test.result.without_lists(), ..test });
        self
    }
}

impl TestResult {
    /// Returns the result with the number of models instead of the models, and without prices.
    #[must_use]
    pub fn without_lists(self) -> Self {
        match self {
            Self::Works { latency_ms, models, prices, lists_jobs, .. } => Self::Works {
                latency_ms,
                model_count: u32::try_from(models.len()).unwrap_or(u32::MAX),
                models: Vec::new(),
                prices: prices.map(|_| Vec::new()),
                lists_jobs,
            },
            failed @ Self::Failed { .. } => failed,
        }
    }
}

/// Where the user wants a key to be stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum KeyPlace {
    /// In the system's keychain.
    Keychain,
    /// In memory, until the program ends.
    Session,
}

/// Result of testing a connection with free requests only (reference section 7).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ConnectionTest {
    /// When it was tested.
    pub tested_at: Timestamp,
    /// The result.
    pub result: TestResult,
}

/// The result of a test.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum TestResult {
    /// The relay answered with its models.
    Works {
        /// Latency of the answer, in ms.
        latency_ms: i64,
        /// Number of models it offers, of every kind.
        #[serde(default)]
        model_count: u32,
        /// The models that it offers. Not sent to the page, which requests a connection's options instead.
        models: Vec<ModelId>,
        /// Their prices; `None` if the relay lists none. Empty for the page.
        #[serde(default)]
        prices: Option<Vec<ModelPrice>>,
        /// Whether the relay lists its jobs (`GET /v1/videos`), so that a job with a lost answer can be looked up.
        #[serde(default)]
        lists_jobs: bool,
    },
    /// The test failed.
    Failed {
        /// The reason.
        failure: Failure,
    },
}

//! A connection: a relay's address and where its key lies. Never the key.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{ConnectionId, Failure, Format, ModelId, PlainHttp, Proxy, Timestamp};

/// A relay that the user connected, or the built-in one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Connection {
    /// Its number.
    pub id: ConnectionId,
    /// What the user calls it.
    pub name: String,
    /// The built-in relay, or one with an address.
    pub kind: ConnectionKind,
    /// Scheme, host and port, without `/v1` and without a slash at the end; `demo:` for the built-in relay.
    pub base_url: String,
    /// Whether the user allowed to speak to this address without encryption; `None` of one that is spoken to otherwise.
    pub plain_http: Option<PlainHttp>,
    /// Where its key lies.
    pub key: KeyState,
    /// The way there.
    pub proxy: Proxy,
    /// Which wire formats are spoken to it.
    pub formats: Formats,
    /// What the last test said.
    pub last_test: Option<ConnectionTest>,
    /// What was left when it was last asked for.
    pub balance: Option<Balance>,
    /// The user is warned when less than this is left, in millionths of a US dollar; `None` never warns.
    pub warn_below_micros: Option<i64>,
    /// When it was made.
    pub created_at: Timestamp,
}

/// Which wire formats a connection is spoken to in, where the user knows better than the catalogue.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Formats {
    /// For every model that is reached by it; `None` takes the catalogue's order.
    pub preferred: Option<Format>,
    /// For single models, whatever the catalogue says.
    pub of_models: BTreeMap<ModelId, Format>,
}

/// What is left on an account (reference section 7), in millionths of a US dollar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Balance {
    /// What is left; `None` when there is no limit.
    pub left_micros: Option<i64>,
    /// What there was in all; `None` when there is no limit.
    pub limit_micros: Option<i64>,
    /// When the relay was asked.
    pub checked_at: Timestamp,
}

/// What a model costs on a relay, for one clip, in millionths of a US dollar (reference section 7).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ModelPrice {
    /// The model.
    pub model: ModelId,
    /// Its price.
    pub micros: i64,
}

/// What stands behind a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ConnectionKind {
    /// The relay built into Dailies: no key, no cost.
    Demo,
    /// A relay at an address.
    Relay,
}

/// Where a key lies, and its last four characters, which is all that is ever shown of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "place", rename_all = "snake_case")]
pub enum KeyState {
    /// There is none.
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
    /// It was kept for an earlier session only: it has to be given again.
    Lost {
        /// The last four characters; empty for a short key.
        last_four: String,
    },
}

impl Connection {
    /// Returns the connection as the page is told it, again at every change: without the lists of its test.
    #[must_use]
    pub fn without_lists(mut self) -> Self {
        self.last_test = self.last_test.map(|test| ConnectionTest { result: test.result.without_lists(), ..test });
        self
    }
}

impl TestResult {
    /// Returns the result with the number of its models in place of the models, and without the prices themselves.
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

/// Where the user wants a key to be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum KeyPlace {
    /// In the system's keychain.
    Keychain,
    /// In memory, until the program ends.
    Session,
}

/// A test of a connection: whatever can be asked without cost (reference section 7).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ConnectionTest {
    /// When it was made.
    pub tested_at: Timestamp,
    /// What came of it.
    pub result: TestResult,
}

/// What came of a test.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum TestResult {
    /// The relay answered with its models.
    Works {
        /// How long the answer took.
        latency_ms: i64,
        /// How many models it offers, video or not.
        #[serde(default)]
        model_count: u32,
        /// The models that it offers; the page is not told them, it asks for a connection's options.
        models: Vec<ModelId>,
        /// What these cost, where the relay tells prices; `None` when it tells none. Empty for the page.
        #[serde(default)]
        prices: Option<Vec<ModelPrice>>,
        /// Whether it lists its jobs (`GET /v1/videos`), so that a lost answer can be looked up.
        #[serde(default)]
        lists_jobs: bool,
    },
    /// It did not.
    Failed {
        /// Why.
        failure: Failure,
    },
}

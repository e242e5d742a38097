//! A connection: a relay's address and where its key lies. Never the key.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{ConnectionId, Failure, ModelId, Timestamp};

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
    /// Where its key lies.
    pub key: KeyState,
    /// What the last test said.
    pub last_test: Option<ConnectionTest>,
    /// When it was made.
    pub created_at: Timestamp,
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

/// Where the user wants a key to be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum KeyPlace {
    /// In the system's keychain.
    Keychain,
    /// In memory, until the program ends.
    Session,
}

/// A test of a connection: `GET /v1/models` with the key.
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
        /// Every model that it offers, video or not.
        models: Vec<ModelId>,
    },
    /// It did not.
    Failed {
        /// Why.
        failure: Failure,
    },
}

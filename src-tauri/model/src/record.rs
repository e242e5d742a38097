//! What happened to a job, as its clip's page tells it. Pure data.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Format, JobId, Timestamp};

/// What happened to a job.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct JobRecord {
    /// Which.
    pub id: JobId,
    /// How it was spoken of with its relay.
    pub format: Format,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was sent last.
    pub sent_at: Option<Timestamp>,
    /// When the relay took it.
    pub accepted_at: Option<Timestamp>,
    /// When it ended.
    pub ended_at: Option<Timestamp>,
    /// How long it was expected to take, in ms.
    pub expected_ms: Option<i64>,
    /// How often it was sent.
    pub submits: u32,
    /// How often it was asked after.
    pub polls: u32,
    /// The relay's last answer as JSON, keys and what signs addresses taken out; at most 64 KiB.
    pub answer: Option<String>,
}

//! The history of a job, as shown with its clip. Pure data.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Format, JobId, Timestamp};

/// The history of a job.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct JobRecord {
    /// The job.
    pub id: JobId,
    /// The wire format.
    pub format: Format,
    /// Time of creation.
    pub created_at: Timestamp,
    /// Time of the last submit.
    pub sent_at: Option<Timestamp>,
    /// When the relay accepted it.
    pub accepted_at: Option<Timestamp>,
    /// When it ended.
    pub ended_at: Option<Timestamp>,
    /// The expected duration, in ms.
    pub expected_ms: Option<i64>,
    /// Number of submits.
    pub submits: u32,
    /// Number of polls.
    pub polls: u32,
    /// The relay's last answer as JSON, with keys and URL signatures removed; at most 64 KiB.
    pub answer: Option<String>,
}

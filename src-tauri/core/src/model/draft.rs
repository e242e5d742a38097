//! What the composer holds before anything is sent.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{ConnectionId, Generation};

/// The composer's state: kept on disk as it is typed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Draft {
    /// Where it would be sent; `None` before the first connection.
    pub connection_id: Option<ConnectionId>,
    /// What would be asked for.
    pub generation: Generation,
    /// How many jobs one press of Generate makes, 1 to 4.
    pub variations: u8,
}

/// Why a draft cannot be sent: the field, and the rule it breaks. The words for it are the page's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Problem {
    /// The draft's field, such as `duration_s`.
    pub field: String,
    /// The rule that it breaks.
    pub rule: Rule,
}

/// A rule of the catalogue or of the draft itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "rule", rename_all = "snake_case")]
pub enum Rule {
    /// It must be given.
    Required,
    /// It must be one of these.
    OneOf {
        /// The values that the model takes, as they are shown.
        values: Vec<String>,
    },
    /// It must lie between these, both included.
    Between {
        /// The least.
        min: u32,
        /// The most.
        max: u32,
    },
    /// The connection does not offer this model.
    NotOffered,
    /// The connection has no usable key.
    NeedsKey,
}

//! A task, whichever wire format it came by: what was ordered, and when.

use crate::clip::Shape;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The name by which a task is polled.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct TaskId(pub(crate) String);

impl TaskId {
    /// A new id in the form of the reference's example, a version 4 UUID.
    pub(crate) fn random() -> Self {
        let bits = (rand::random::<u128>() & !(0xf << 76) & !(0x3 << 62)) | (4 << 76) | (2 << 62);
        let hex = format!("{bits:032x}");
        Self([&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]].join("-"))
    }
}

/// What was asked for, in no particular wire format.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Order {
    pub(crate) model: String,
    pub(crate) prompt: String,
    pub(crate) seconds: u32,
    pub(crate) shape: Shape,
    /// Finer and slower: Sora's `hd`, Veo's `enable_upsample`.
    pub(crate) fine: bool,
    /// The first picture as base64 without a `data:` prefix, if it was sent as data.
    pub(crate) opening: Option<String>,
}

/// An accepted order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Task {
    pub(crate) id: TaskId,
    /// Counts accepted submits from 1; part of the clip's seed, so that two clips of one prompt differ.
    pub(crate) number: u64,
    /// Milliseconds, UTC.
    pub(crate) submitted_at: i64,
    pub(crate) order: Order,
    /// The submit's body as it came.
    pub(crate) body: Value,
}

//! The whole family of a clip: everything that hangs together with it. Pure data.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{BatchId, ClipId, Kin, Timestamp};

/// Everything that hangs together with a clip: oldest first, the trash left out but for the clip itself. Of a large family
/// those nearest to the clip.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FamilyTree {
    /// The members.
    pub members: Vec<Member>,
    /// How many more there are than are told.
    pub more: u32,
}

/// One clip of a family.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Member {
    /// The clip.
    pub clip_id: ClipId,
    /// What it came from, among the members.
    pub from: Vec<Kin>,
    /// The press of Generate that made it: those of one are variations of each other.
    pub batch_id: Option<BatchId>,
    /// When it came in.
    pub created_at: Timestamp,
}

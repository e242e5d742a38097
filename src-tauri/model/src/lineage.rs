//! The family of a clip: all clips that are connected with it, by being made from one another or by a common batch.
//! Pure data.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{BatchId, ClipId, Kin, Timestamp};

/// All relatives of a clip, oldest first, without the trash except for the clip itself. A large family is limited to
/// the nearest relatives.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FamilyTree {
    /// The members.
    pub members: Vec<Member>,
    /// Number of relatives that are not in `members`.
    pub more: u32,
}

/// One clip of a family.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Member {
    /// The clip.
    pub clip_id: ClipId,
    /// The members that it was made from.
    pub from: Vec<Kin>,
    /// Its batch; clips of the same batch are variations of each other, unless they are parts of one film.
    pub batch_id: Option<BatchId>,
    /// When it was added to the gallery.
    pub created_at: Timestamp,
}

//! Who a prompt names with `@`, and what is sent in place of that name.
//!
//! A relay knows its own characters by `@username`, with a space on both sides (reference section 2); of a reference pack it
//! gets words and pictures. Pure: whom the user has, and how many pictures a model takes, is for others to know.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{CharacterId, PictureId};

/// Somebody whom a prompt names, as the name stood for when the prompt was sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CastMember {
    /// The character of the library; it may be gone since.
    pub character_id: CharacterId,
    /// What stands after the `@`.
    pub handle: String,
    /// What is sent.
    pub part: CastPart,
}

/// What is sent in place of a name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "by", rename_all = "snake_case")]
pub enum CastPart {
    /// The handle itself: the relay knows it.
    Relay,
    /// Words and pictures, for models that know no characters.
    Pack {
        /// The name in words.
        name: String,
        /// What to look for; may be empty.
        description: String,
        /// What they look like.
        pictures: Vec<PictureId>,
    },
}

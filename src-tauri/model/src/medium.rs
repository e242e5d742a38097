//! The kind of media that a model makes and a file holds.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The kind of media (reference section 2: the scopes `videos`, `images` and `audio`).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Medium {
    /// A video, with or without sound.
    #[default]
    Film,
    /// A picture.
    Still,
    /// Sound only.
    Sound,
}

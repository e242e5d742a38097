//! What a model makes and a file holds.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What a model makes (reference section 2: the scopes `videos`, `images` and `audio`), and what a clip therefore is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Medium {
    /// Moving pictures, with or without sound.
    #[default]
    Film,
    /// One picture.
    Still,
    /// Sound alone.
    Sound,
}

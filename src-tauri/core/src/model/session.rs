//! What a page needs to know before it shows anything.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{AspectRatio, ModelId, Settings};

/// The first thing that a page asks for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Session {
    /// The program's version.
    pub version: String,
    /// Where pictures and films are fetched: `{media_url}/clips/{id}/film|poster|strip`. Holds this run's token.
    pub media_url: String,
    /// The folder that holds the library, to be shown to the user.
    pub data_dir: String,
    /// Whether a demo relay is built in.
    pub has_demo: bool,
    /// Whether there is a desktop to open folders and dialogs on.
    pub has_desktop: bool,
    /// The user's settings.
    pub settings: Settings,
}

/// A model as the composer offers it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ModelOption {
    /// Its name on the wire.
    pub id: ModelId,
    /// Its name for people.
    pub label: String,
    /// Its maker's family, such as `sora` or `veo`; `other` when the catalogue does not know it.
    pub family: String,
    /// The aspect ratios that it takes; empty when it takes none.
    pub aspect_ratios: Vec<AspectRatio>,
    /// The lengths that it takes, in seconds; empty when it takes none.
    pub durations_s: Vec<u32>,
    /// How long it usually takes at least and at most, in ms, where that is known.
    pub expected_ms: Option<(i64, i64)>,
    /// Whether the connection offers it; `None` when it was never asked.
    pub offered: Option<bool>,
}

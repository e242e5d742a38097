//! What a page needs to know before it shows anything.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Settings;

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

//! The data that the page needs before it shows anything.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Settings;

/// The result of the page's first command.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Session {
    /// The program's version.
    pub version: String,
    /// Base URL of media files: `{media_url}/clips/{id}/film|poster|strip`. Contains this run's access token.
    pub media_url: String,
    /// The library's folder, for display.
    pub data_dir: String,
    /// Whether a demo relay is built in.
    pub has_demo: bool,
    /// Whether there is a desktop that can open folders and dialogs.
    pub has_desktop: bool,
    /// The user's settings.
    pub settings: Settings,
}

//! The user's settings, stored in the library.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The user's settings. Every field has a default, so that an older library can be opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Settings {
    /// The language; `None` follows the system.
    pub language: Option<Language>,
    /// The theme.
    pub theme: Theme,
    /// Height of a gallery row, in CSS pixels.
    pub row_height: u32,
    /// Whether the inspector is open.
    pub inspector: bool,
    /// The connection that new drafts use.
    pub connection_id: Option<super::ConnectionId>,
    /// The chat model for writing help; `None` uses the first that the connection offers.
    pub writing_model: Option<super::ModelId>,
    /// Maximum number of jobs at the relay at the same time, 1 to 16.
    pub max_running: u32,
    /// How long a job is watched before the user is asked, in minutes.
    pub watch_limit_min: u32,
    /// Days in the trash after which a clip is deleted; 0 never deletes.
    pub trash_days: u32,
    /// Whether the user has dismissed the explanation of moderation.
    pub has_read_moderation: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            language: None,
            theme: Theme::System,
            row_height: 158,
            inspector: true,
            connection_id: None,
            writing_model: None,
            max_running: 4,
            watch_limit_min: 30,
            trash_days: 30,
            has_read_moderation: false,
        }
    }
}

/// A language of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// English.
    En,
    /// Simplified Chinese.
    Zh,
}

/// A theme of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// Follows the system.
    System,
    /// Dark.
    Dark,
    /// Light.
    Light,
}

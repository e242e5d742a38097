//! The user's habits, kept with the library.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What the user set. Every field has a default, so that an older library opens.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Settings {
    /// `None` follows the system.
    pub language: Option<Language>,
    /// Dark, light, or as the system is.
    pub theme: Theme,
    /// Height of a gallery row, in CSS pixels.
    pub row_height: u32,
    /// Whether the inspector is open.
    pub inspector: bool,
    /// The connection that new drafts use.
    pub connection_id: Option<super::ConnectionId>,
    /// The chat model that helps with writing; `None` takes the first that the connection offers.
    pub writing_model: Option<super::ModelId>,
    /// Jobs that are with the relay at once, 1 to 16.
    pub max_running: u32,
    /// How long a job is watched before the user is asked, in minutes.
    pub watch_limit_min: u32,
    /// After how many days in the trash a clip is deleted; 0 never deletes.
    pub trash_days: u32,
    /// Whether the user has read, and put away, what moderation looks at.
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
    /// As the system is.
    System,
    /// Dark.
    Dark,
    /// Light.
    Light,
}

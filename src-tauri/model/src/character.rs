//! Characters: persons or things that prompts can mention with `@`.
//!
//! A relay's character is made by a relay from one to three seconds of a film (reference section 6), which costs money,
//! and exists only there. A reference pack is made of the user's own pictures and words, and works with every model
//! that takes pictures.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{CharacterId, ClipId, ConnectionId, PictureId, Timestamp};

/// A person or thing that prompts can mention with `@`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Character {
    /// Id.
    pub id: CharacterId,
    /// The user's name for it.
    pub name: String,
    /// The name after the `@`: the relay's username, or chosen by the user for a pack.
    pub handle: String,
    /// The user's own notes.
    pub notes: String,
    /// The user's own tags.
    pub tags: Vec<String>,
    /// Where the character is defined.
    pub home: CharacterHome,
    /// Its picture in the library; `None` while there is none.
    pub avatar: Option<PictureId>,
    /// Number of clips in the gallery that show it.
    pub used: u32,
    /// Time of creation.
    pub created_at: Timestamp,
}

/// Where a character is defined.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "at", rename_all = "snake_case")]
pub enum CharacterHome {
    /// At the relay that made it, and nowhere else.
    Relay {
        /// The connection it was made with; it may have been deleted since.
        connection_id: ConnectionId,
        /// The connection's name at that time.
        connection_name: String,
        /// The film that it was made from.
        source: FilmSource,
        /// Start of the range, in ms.
        start_ms: i64,
        /// End of the range, in ms.
        end_ms: i64,
        /// Whether the relay has a page for it, which `open_character_page` shows.
        has_page: bool,
    },
    /// In this library, as a reference pack.
    Pack {
        /// The description that is sent.
        description: String,
        /// Its pictures, the most characteristic first.
        pictures: Vec<PictureId>,
    },
}

/// The film that a character is made from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "from", rename_all = "snake_case")]
pub enum FilmSource {
    /// A clip of the gallery.
    Clip {
        /// The clip.
        clip_id: ClipId,
    },
    /// Any film, by its URL.
    Url {
        /// The http or https URL.
        url: String,
    },
}

/// A character to be made by a relay.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CharacterDraft {
    /// The connection to use; `None` before the first connection.
    pub connection_id: Option<ConnectionId>,
    /// The user's name for it; empty to use the relay's name.
    pub name: String,
    /// The film that shows it.
    pub source: FilmSource,
    /// Start of the range, in ms, in steps of a tenth of a second.
    pub start_ms: i64,
    /// End of the range, in ms; one to three seconds after the start.
    pub end_ms: i64,
}

/// Result of checking a character draft before it is sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CharacterCheck {
    /// How the relay would access the film; `None` if it cannot.
    pub way: Option<FilmWay>,
    /// Why it cannot be sent; empty if it can.
    pub problems: Vec<CharacterProblem>,
    /// Whether the film is known to have no sound, so that the character will have no voice.
    pub is_silent: bool,
    /// The price in millionths of a US dollar, if the relay lists one.
    pub cost_micros: Option<i64>,
}

/// How a relay accesses a film.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FilmWay {
    /// By its task id, since the relay generated the film.
    Task,
    /// By a URL that it downloads.
    Url,
}

/// Why a character cannot be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CharacterProblem {
    /// There is no connection.
    NoConnection,
    /// The connection has no usable key.
    NeedsKey,
    /// The address does not begin with http:// or https://.
    NoUrl,
    /// The range is shorter than one second or longer than three.
    RangeLength,
    /// The range is not within the film.
    RangeOutside,
    /// The clip is not a film.
    NoFilm,
    /// Another relay made the clip, and no working URL of it is known.
    OutOfReach,
}

/// The character that a job is to make, as ordered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CharacterOrder {
    /// The user's name for it; empty to use the relay's name.
    pub name: String,
    /// The film that shows it.
    pub source: FilmSource,
    /// How the relay accesses the film.
    pub way: FilmWay,
    /// Start of the range, in ms.
    pub start_ms: i64,
    /// End of the range, in ms.
    pub end_ms: i64,
}

/// What the user can edit of a character.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CharacterForm {
    /// The name; not empty.
    pub name: String,
    /// The user's own notes.
    pub notes: String,
    /// The user's own tags.
    pub tags: Vec<String>,
    /// The pack's content; `None` for a relay's character.
    pub pack: Option<PackForm>,
}

/// The content of a reference pack.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PackForm {
    /// The name after the `@`: letters and digits of any script, `_`, `-` and `.`; unique.
    pub handle: String,
    /// The description that is sent.
    pub description: String,
    /// Its pictures, the most characteristic first.
    pub pictures: Vec<PictureId>,
}

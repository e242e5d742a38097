//! Characters: somebody who can be named with `@` in any prompt.
//!
//! One kind lives at a relay that made it of one to three seconds of a film (reference section 6), which costs money; the
//! other, a reference pack, is the user's own pictures and words, and works with every model that takes pictures.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{CharacterId, ClipId, ConnectionId, PictureId, Timestamp};

/// Somebody who can be named with `@`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Character {
    /// Its number.
    pub id: CharacterId,
    /// What the user calls it.
    pub name: String,
    /// What stands after the `@`: the relay's username, or what the user chose for a pack.
    pub handle: String,
    /// The user's own notes.
    pub notes: String,
    /// The user's own tags.
    pub tags: Vec<String>,
    /// Where it lives.
    pub home: CharacterHome,
    /// Its picture, kept in the library; `None` while there is none.
    pub avatar: Option<PictureId>,
    /// How many clips of the gallery it is in.
    pub used: u32,
    /// When it was made.
    pub created_at: Timestamp,
}

/// Where a character lives.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "at", rename_all = "snake_case")]
pub enum CharacterHome {
    /// At the relay that made it, and nowhere else.
    Relay {
        /// The connection it was made with; it may be gone since.
        connection_id: ConnectionId,
        /// That connection's name at that time.
        connection_name: String,
        /// The film that it was made of.
        source: FilmSource,
        /// Where the range begins, in ms.
        start_ms: i64,
        /// Where it ends, in ms.
        end_ms: i64,
        /// Whether the relay gave it a page, which `open_character_page` shows.
        has_page: bool,
    },
    /// Here: a reference pack.
    Pack {
        /// What to look for, as it is sent.
        description: String,
        /// What it looks like, most telling first.
        pictures: Vec<PictureId>,
    },
}

/// The film that a character is made of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "from", rename_all = "snake_case")]
pub enum FilmSource {
    /// A clip of the gallery.
    Clip {
        /// Which.
        clip_id: ClipId,
    },
    /// Any film, by its address.
    Url {
        /// http or https.
        url: String,
    },
}

/// A character that is to be made at a relay.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CharacterDraft {
    /// Where it would be made; `None` before the first connection.
    pub connection_id: Option<ConnectionId>,
    /// What the user calls it; empty: as the relay will.
    pub name: String,
    /// The film that shows it.
    pub source: FilmSource,
    /// Where the range begins, in ms: a tenth of a second is the least step.
    pub start_ms: i64,
    /// Where it ends, in ms, one to three seconds later.
    pub end_ms: i64,
}

/// What is known of a character before it is sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CharacterCheck {
    /// How the relay would get at the film; `None` when it cannot.
    pub way: Option<FilmWay>,
    /// Why it cannot be sent; empty when it can.
    pub problems: Vec<CharacterProblem>,
    /// Whether the film is known to have no sound: the character will have no voice.
    pub is_silent: bool,
    /// What it costs, in millionths of a US dollar, where the relay lists a price.
    pub cost_micros: Option<i64>,
}

/// How a relay gets at a film.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FilmWay {
    /// It made it itself, and knows it by the job's name.
    Task,
    /// It fetches it from an address.
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
    /// The range leaves the film.
    RangeOutside,
    /// The clip is no film.
    NoFilm,
    /// Another relay made the clip, and its address is not known or does not work any more.
    OutOfReach,
}

/// A character that a job is to make, as it was ordered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CharacterOrder {
    /// What the user calls it; empty: as the relay will.
    pub name: String,
    /// The film that shows it.
    pub source: FilmSource,
    /// How the relay gets at it.
    pub way: FilmWay,
    /// Where the range begins, in ms.
    pub start_ms: i64,
    /// Where it ends, in ms.
    pub end_ms: i64,
}

/// What the user says of a character.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CharacterForm {
    /// What the user calls it; not empty.
    pub name: String,
    /// The user's own notes.
    pub notes: String,
    /// The user's own tags.
    pub tags: Vec<String>,
    /// Of a pack, what is sent for it; of a relay's character, `None`.
    pub pack: Option<PackForm>,
}

/// What is sent for a reference pack.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PackForm {
    /// What stands after the `@`: letters and digits of any script, `_`, `-` and `.`; nobody else's.
    pub handle: String,
    /// What to look for.
    pub description: String,
    /// What it looks like, most telling first.
    pub pictures: Vec<PictureId>,
}

//! Clips that leave the library and films that come in: how they are named, what goes with them, what came of it. Pure data.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{ClipId, Generation, Timestamp};

/// How clips are exported; kept from one export to the next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct ExportForm {
    /// The files' names without their ending, of words and `{prompt}`, `{model}`, `{date}`, `{time}`, `{number}` (the clip's
    /// own), `{count}` (its place in this export), `{aspect}`, `{length}`, `{tags}`, `{collection}`; `/` makes folders.
    pub template: String,
    /// What goes with each file.
    pub extras: Vec<ExportExtra>,
}

impl Default for ExportForm {
    fn default() -> Self {
        Self { template: "{prompt}-{number}".to_owned(), extras: vec![ExportExtra::RecipeInFilm] }
    }
}

/// What goes with an exported file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ExportExtra {
    /// The poster, as a picture of the same name.
    Poster,
    /// The recipe, as a JSON file of the same name.
    RecipeFile,
    /// The recipe, inside the MP4; the film itself stays as it is, bit for bit.
    RecipeInFilm,
    /// In recipes: the relay's address and its name for the job. Never a key.
    Relay,
}

/// The form as it stands, and what it would make.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ExportPlan {
    /// The folder, as people name it; `None`: none was chosen yet.
    pub folder: Option<String>,
    /// The first names that it would make, with their folders and endings.
    pub names: Vec<String>,
    /// What is wrong with the template, where something is: the word in braces that means nothing.
    pub unknown: Option<String>,
    /// Size of all films together.
    #[ts(type = "number")]
    pub bytes: u64,
    /// Of how many clips the file cannot hold a recipe, where it is to hold one: only MP4 and MOV can.
    pub without_recipe: u32,
}

/// What came of an export.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ExportReport {
    /// How many clips were written.
    pub clips: u32,
    /// The folder, as people name it.
    pub folder: String,
    /// The clips that were not, and why, in English.
    pub failed: Vec<ExportFailure>,
    /// Of how many written clips the file does not hold the recipe that it was to hold.
    pub without_recipe: u32,
}

/// A clip that was not exported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ExportFailure {
    /// Which.
    pub clip_id: ClipId,
    /// Why, in English.
    pub detail: String,
}

/// What came of bringing a file in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum Import {
    /// It is in the gallery now.
    Filed {
        /// As this clip.
        clip_id: ClipId,
        /// The recipe that it carried.
        recipe: Option<Box<Recipe>>,
    },
    /// The gallery (or its trash) has the same film already.
    Known {
        /// As this clip.
        clip_id: ClipId,
        /// The recipe that it carried.
        recipe: Option<Box<Recipe>>,
    },
    /// It is a recipe by itself.
    Recipe {
        /// What it says.
        recipe: Box<Recipe>,
    },
    /// It cannot be played, or not be read.
    Refused {
        /// The file's name.
        name: String,
        /// Why.
        reason: ImportRefusal,
    },
}

/// Why a file was not brought in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ImportRefusal {
    /// It is neither MP4, MOV nor WebM.
    NotAFilm,
    /// It breaks off, or contradicts itself.
    Broken,
    /// It could not be read.
    Unreadable,
    /// It is a folder, a pipe, a socket or a device.
    NotAFile,
    /// Something is still writing it.
    StillWritten,
    /// It is a recipe whose prompt is longer than a prompt can be.
    TooLong,
}

/// How a clip was made: enough to make it again. Holds no key; an address of a relay only where the user asked for it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Recipe {
    /// What was asked for; its stored pictures come with it.
    pub generation: Generation,
    /// When the clip came in.
    pub created_at: Timestamp,
    /// The user's tags.
    pub tags: Vec<String>,
    /// The connection's name and address and the relay's name for the job, where the user asked for them.
    pub relay: Option<RecipeRelay>,
}

/// Who made a clip.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RecipeRelay {
    /// What the user called the connection.
    pub connection: Option<String>,
    /// The relay's base URL.
    pub base_url: Option<String>,
    /// Its name for the job.
    pub remote_id: Option<String>,
}

//! Export and import of clips: file names, accompanying files, results. Pure data.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{ClipId, Generation, Timestamp};

/// Options of an export; saved for the next one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct ExportForm {
    /// Template of the file names without extension, of text and `{prompt}`, `{model}`, `{date}`, `{time}`, `{number}`
    /// (the clip's id), `{count}` (its position in this export), `{aspect}`, `{length}`, `{tags}`, `{collection}`; `/`
    /// creates folders.
    pub template: String,
    /// What is exported with each file.
    pub extras: Vec<ExportExtra>,
}

impl Default for ExportForm {
    fn default() -> Self {
        Self { template: "{prompt}-{number}".to_owned(), extras: vec![ExportExtra::RecipeInFilm] }
    }
}

/// Something that is exported with each file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ExportExtra {
    /// The poster, as a picture with the same name.
    Poster,
    /// The recipe, as a JSON file with the same name.
    RecipeFile,
    /// The recipe, embedded in the MP4; the film's own bytes are unchanged.
    RecipeInFilm,
    /// In recipes: the relay's URL and task id. Never a key.
    Relay,
}

/// The current export options and a preview of the result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ExportPlan {
    /// The folder, for display; `None` if none was chosen yet.
    pub folder: Option<String>,
    /// The first file names, with their folders and extensions.
    pub names: Vec<String>,
    /// The unknown placeholder of the template, if there is one.
    pub unknown: Option<String>,
    /// Total size of all films, in bytes.
    #[ts(type = "number")]
    pub bytes: u64,
    /// Number of clips whose file cannot hold a recipe, if recipes are to be embedded: only MP4 and MOV can.
    pub without_recipe: u32,
}

/// The result of an export.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ExportReport {
    /// Number of clips written.
    pub clips: u32,
    /// The folder, for display.
    pub folder: String,
    /// The clips that were not written, each with the reason.
    pub failed: Vec<ExportFailure>,
    /// Number of written clips whose file lacks the recipe that it was to hold.
    pub without_recipe: u32,
}

/// A clip that was not exported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ExportFailure {
    /// The clip.
    pub clip_id: ClipId,
    /// The reason, in English.
    pub detail: String,
}

/// The result of importing a file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum Import {
    /// It was added to the gallery.
    Filed {
        /// The new clip.
        clip_id: ClipId,
        /// The recipe embedded in it.
        recipe: Option<Box<Recipe>>,
    },
    /// The gallery or its trash already has the same film.
    Known {
        /// The existing clip.
        clip_id: ClipId,
        /// The recipe embedded in it.
        recipe: Option<Box<Recipe>>,
    },
    /// It is a recipe without a film.
    Recipe {
        /// The recipe.
        recipe: Box<Recipe>,
    },
    /// It cannot be played or read.
    Refused {
        /// The file's name.
        name: String,
        /// The reason.
        reason: ImportRefusal,
    },
}

/// Why a file was not imported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ImportRefusal {
    /// It is not an MP4, MOV or WebM file.
    NotAFilm,
    /// It is truncated or inconsistent.
    Broken,
    /// It could not be read.
    Unreadable,
    /// It is a folder, a pipe, a socket or a device.
    NotAFile,
    /// Another program is still writing it.
    StillWritten,
    /// It is a recipe whose prompt is too long.
    TooLong,
}

/// How a clip was made, complete enough to make it again. Holds no key; a relay's URL only if the user asked for it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Recipe {
    /// The request; its stored pictures come with it.
    pub generation: Generation,
    /// When the clip was added to the gallery.
    pub created_at: Timestamp,
    /// The user's tags.
    pub tags: Vec<String>,
    /// Connection name, relay URL and task id, if the user asked for them.
    pub relay: Option<RecipeRelay>,
}

/// The relay that made a clip.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RecipeRelay {
    /// The user's name for the connection.
    pub connection: Option<String>,
    /// The relay's base URL.
    pub base_url: Option<String>,
    /// The task id.
    pub remote_id: Option<String>,
}

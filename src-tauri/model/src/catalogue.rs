//! The user's own part of the model catalogue, as Settings show it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{AspectRatio, Format, Label, Medium, ModelId, PictureRole, Toggle};

/// The user's own catalogue file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CatalogueFile {
    /// Where it lies, to be shown.
    pub path: String,
    /// What it says; empty when there is none yet.
    pub text: String,
    /// What is wrong with it. The entries that are sound are used all the same.
    pub mistakes: Vec<CatalogueMistake>,
    /// The models that it describes.
    pub models: Vec<ModelId>,
}

/// A mistake in a catalogue file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CatalogueMistake {
    /// The line, from 1.
    pub line: u32,
    /// The character in that line, from 1.
    pub column: u32,
    /// What is wrong, in English.
    pub message: String,
}

/// The entry of one model, as the form in Settings edits it: the one format it is reached by, and what it takes.
/// What the form does not show is kept as the file has it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ModelForm {
    /// Its name on the wire.
    pub id: ModelId,
    /// Its name for people.
    pub label: Label,
    /// Its maker's family.
    pub family: String,
    /// What it makes.
    pub makes: Medium,
    /// The format that it is reached by.
    pub format: Format,
    /// Width to height.
    pub aspect_ratios: Vec<AspectRatio>,
    /// Lengths, in seconds.
    pub durations_s: Vec<u32>,
    /// Whether a length is written as a text, `"10"`.
    pub duration_as_text: bool,
    /// Resolutions.
    pub resolutions: Vec<String>,
    /// What can be switched.
    pub toggles: Vec<Toggle>,
    /// The most pictures; 0 for none.
    pub max_pictures: u32,
    /// What pictures may be for.
    pub picture_roles: Vec<PictureRole>,
    /// Whether it reads English only.
    pub is_english_only: bool,
    /// Whether its films have sound.
    pub has_sound: bool,
    /// How long it takes, at least and at most, in seconds.
    pub expected_s: Option<(u32, u32)>,
    /// What one clip costs, in millionths of a US dollar.
    pub price_micros: Option<i64>,
}

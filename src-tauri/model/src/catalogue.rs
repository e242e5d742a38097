//! The user's own part of the model catalogue, as shown in Settings.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{AspectRatio, Format, Label, Medium, ModelId, PictureRole, Toggle};

/// The user's own catalogue file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CatalogueFile {
    /// Its path, for display.
    pub path: String,
    /// Its text; empty if there is no file yet.
    pub text: String,
    /// Its mistakes. Entries without a mistake are used.
    pub mistakes: Vec<CatalogueMistake>,
    /// The models that it describes.
    pub models: Vec<ModelId>,
}

/// A mistake in a catalogue file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CatalogueMistake {
    /// Line number, from 1.
    pub line: u32,
    /// Character in that line, from 1.
    pub column: u32,
    /// Description, in English.
    pub message: String,
}

/// The entry of one model as the form in Settings edits it, for a single format. Values that the form does not show are
/// kept as they are in the file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ModelForm {
    /// The model's name on the wire.
    pub id: ModelId,
    /// Display name.
    pub label: Label,
    /// The maker's family.
    pub family: String,
    /// The medium it makes.
    pub makes: Medium,
    /// The wire format that reaches it.
    pub format: Format,
    /// Aspect ratios, width to height.
    pub aspect_ratios: Vec<AspectRatio>,
    /// Lengths, in seconds.
    pub durations_s: Vec<u32>,
    /// Whether a length is sent as a string, `"10"`.
    pub duration_as_text: bool,
    /// Resolutions.
    pub resolutions: Vec<String>,
    /// Toggles that can be set.
    pub toggles: Vec<Toggle>,
    /// The maximum number of pictures; 0 for none.
    pub max_pictures: u32,
    /// Roles that pictures can have.
    pub picture_roles: Vec<PictureRole>,
    /// Whether it reads English only.
    pub is_english_only: bool,
    /// Whether its films have sound.
    pub has_sound: bool,
    /// Minimum and maximum duration of a job, in seconds.
    pub expected_s: Option<(u32, u32)>,
    /// Price of one clip, in millionths of a US dollar.
    pub price_micros: Option<i64>,
}

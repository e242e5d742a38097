//! A model as an option of the composer: what it is, its settings on this connection, its price.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{AspectRatio, Format, Medium, ModelId, PictureRole, Toggle};

/// A model as an option of the composer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ModelOption {
    /// The model's name on the wire.
    pub id: ModelId,
    /// Display name.
    pub label: Label,
    /// One sentence on what it is good for.
    pub about: Option<Label>,
    /// Its maker's family, such as `sora` or `veo`; `other` when the catalogue does not know it.
    pub family: String,
    /// The medium it makes.
    pub makes: Medium,
    /// Who described the model.
    pub origin: Origin,
    /// The source of the description.
    pub source: String,
    /// Whether somebody ran the model with this description.
    pub is_verified: bool,
    /// The wire format that this connection uses for it.
    pub format: Format,
    /// All formats that reach it.
    pub formats: Vec<Format>,
    /// The settings available in that format.
    pub controls: Controls,
    /// Whether it reads English only.
    pub is_english_only: bool,
    /// The longest prompt, in characters.
    pub prompt_limit: Option<u32>,
    /// Whether its films have sound.
    pub has_sound: bool,
    /// Minimum and maximum of the usual duration of a job over all lengths, in ms.
    pub expected_ms: Option<(i64, i64)>,
    /// Lowest price of one clip in millionths of a US dollar, if known.
    pub price_micros: Option<i64>,
    /// Whether the connection offers it; `None` if it has never been asked.
    pub offered: Option<bool>,
    /// Number of clips of the gallery that it made.
    pub made: u32,
}

/// A name in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Label {
    /// English.
    pub en: String,
    /// Simplified Chinese.
    pub zh: String,
}

/// Who described a model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// The catalogue that ships with the program.
    Shipped,
    /// The user, in the user's own catalogue file.
    User,
    /// Nobody: the relay lists the model, and it is treated like most others.
    Nobody,
}

/// The settings of a model in one wire format. An empty list means that the setting is not available.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct Controls {
    /// Aspect ratios, width to height.
    pub aspect_ratios: Vec<AspectRatio>,
    /// Lengths, in seconds.
    pub durations_s: Vec<u32>,
    /// The length of a clip if none is chosen, in seconds.
    pub usual_duration_s: Option<u32>,
    /// Resolutions, by the model's own names.
    pub resolutions: Vec<String>,
    /// Whether any other resolution can be sent as the user wrote it.
    pub takes_any_resolution: bool,
    /// Whether a free-text size can be sent.
    pub takes_size: bool,
    /// Available toggles.
    pub toggles: Vec<Toggle>,
    /// The state that is sent for a toggle that the user left open, in formats that require the field. For other
    /// toggles nothing is sent.
    pub sent_when_open: BTreeMap<Toggle, bool>,
    /// Limits of pictures; `None` if the model takes none.
    pub pictures: Option<PictureRules>,
    /// The usual maximum of videos to transform; 0 if the model takes none.
    pub videos: u32,
    /// Whether a person from another video can appear.
    pub takes_cameo: bool,
    /// Whether characters can be mentioned with `@`.
    pub takes_characters: bool,
    /// Whether a prompt of several shots makes one clip.
    pub takes_storyboard: bool,
    /// The settings of a remix of its clips; `None` if there are none. Whether a relay offers remixes is found out by
    /// trying.
    pub remix: Option<RemixControls>,
    /// Whether it takes a seed.
    pub takes_seed: bool,
    /// Whether it takes a notification URL.
    pub takes_notify_hook: bool,
    /// Settings that exclude each other.
    pub exclusions: Vec<Exclusion>,
}

/// The settings of a remix besides the prompt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RemixControls {
    /// Aspect ratios, width to height.
    pub aspect_ratios: Vec<AspectRatio>,
    /// Available toggles.
    pub toggles: Vec<Toggle>,
}

/// The pictures that a model takes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PictureRules {
    /// Minimum number.
    pub min: u32,
    /// Maximum number.
    pub max: u32,
    /// Whether no source states the maximum, so that more can be sent.
    pub max_is_guess: bool,
    /// The roles, in the order in which pictures are sent.
    pub roles: Vec<PictureRole>,
    /// Whether the relay can download them from URLs.
    pub takes_urls: bool,
    /// Whether they must have the clip's pixel size.
    pub must_match_size: bool,
    /// Maximum file size, in bytes.
    pub max_bytes: u64,
}

/// Settings that exclude each other: a draft that has all of them is rejected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Exclusion {
    /// Fields and their values as shown to the user, such as `duration_s` and `25`, `hd` and `true`.
    pub all_of: Vec<(String, String)>,
}

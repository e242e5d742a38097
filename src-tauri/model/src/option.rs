//! A model as the composer offers it: what it is, what it can do on this connection, what it costs.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{AspectRatio, Format, Medium, ModelId, PictureRole, Toggle};

/// A model as the composer offers it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ModelOption {
    /// Its name on the wire.
    pub id: ModelId,
    /// Its name for people.
    pub label: Label,
    /// What it is good for, in a sentence.
    pub about: Option<Label>,
    /// Its maker's family, such as `sora` or `veo`; `other` when the catalogue does not know it.
    pub family: String,
    /// What it makes.
    pub makes: Medium,
    /// Who described it.
    pub origin: Origin,
    /// Where its data comes from.
    pub source: String,
    /// Whether somebody ran it with this data.
    pub is_verified: bool,
    /// The wire format that this connection uses for it.
    pub format: Format,
    /// Every format that reaches it.
    pub formats: Vec<Format>,
    /// What can be set, in that format.
    pub controls: Controls,
    /// Whether it reads English only.
    pub is_english_only: bool,
    /// The longest prompt, in characters.
    pub prompt_limit: Option<u32>,
    /// Whether its films have sound.
    pub has_sound: bool,
    /// How long it usually takes at least and at most, over all lengths, in ms.
    pub expected_ms: Option<(i64, i64)>,
    /// What one clip costs at least, in millionths of a US dollar, where that is known.
    pub price_micros: Option<i64>,
    /// Whether the connection offers it; `None` when it was never asked.
    pub offered: Option<bool>,
    /// How many clips of the gallery it made.
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
    /// It came with the program.
    Shipped,
    /// The user, in the catalogue's own file.
    User,
    /// Nobody: the relay lists it, and it is taken to be like any other.
    Nobody,
}

/// What can be set for a model in one wire format. An empty list: it cannot be set.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct Controls {
    /// Width to height.
    pub aspect_ratios: Vec<AspectRatio>,
    /// Lengths, in seconds.
    pub durations_s: Vec<u32>,
    /// The length that a clip has where none is chosen, in seconds.
    pub usual_duration_s: Option<u32>,
    /// Resolutions, by the model's own names.
    pub resolutions: Vec<String>,
    /// Whether any other resolution is sent as the user wrote it.
    pub takes_any_resolution: bool,
    /// Whether a size is sent as the user wrote it.
    pub takes_size: bool,
    /// What can be switched.
    pub toggles: Vec<Toggle>,
    /// What is sent of a switch that is left open, in formats that want the field anyway. Of any other nothing is sent.
    pub sent_when_open: BTreeMap<Toggle, bool>,
    /// Pictures; `None` when it takes none.
    pub pictures: Option<PictureRules>,
    /// How many videos are usual to be made into another one; 0 when it takes none.
    pub videos: u32,
    /// Whether somebody out of another video can appear.
    pub takes_cameo: bool,
    /// Whether characters can be named with `@`.
    pub takes_characters: bool,
    /// Whether a prompt of shots is one clip of shots.
    pub takes_storyboard: bool,
    /// What a remix of its clips takes; `None` where there are none. Whether a relay remixes is known by asking it.
    pub remix: Option<RemixControls>,
    /// Whether it takes a seed.
    pub takes_seed: bool,
    /// Whether it takes an address to tell when it is done.
    pub takes_notify_hook: bool,
    /// Settings that do not go together.
    pub exclusions: Vec<Exclusion>,
}

/// What a remix takes beside a prompt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RemixControls {
    /// Width to height.
    pub aspect_ratios: Vec<AspectRatio>,
    /// What can be switched.
    pub toggles: Vec<Toggle>,
}

/// What pictures a model takes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PictureRules {
    /// The fewest.
    pub min: u32,
    /// The most.
    pub max: u32,
    /// Whether no source states the most, so that more can be sent.
    pub max_is_guess: bool,
    /// What they may be for, in the order in which they are taken.
    pub roles: Vec<PictureRole>,
    /// Whether the relay fetches them from addresses.
    pub takes_urls: bool,
    /// Whether they must have the clip's own pixels.
    pub must_match_size: bool,
    /// The heaviest, in bytes.
    pub max_bytes: u64,
}

/// Settings that do not go together: a draft that has all of them is refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Exclusion {
    /// Fields and their values as they are shown, such as `duration_s` and `25`, `hd` and `true`.
    pub all_of: Vec<(String, String)>,
}

//! One model of the catalogue, as described in the file.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use dailies_model::{AspectRatio, Format, Label, Medium, ModelId, Origin, PictureRole, Toggle};

/// A catalogue entry: what is known of a model.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The model's name on the wire.
    pub id: ModelId,
    /// Display name.
    pub label: Label,
    /// One sentence on what it is good for.
    #[serde(default)]
    pub about: Option<Label>,
    /// The maker's family, such as `sora`.
    pub family: String,
    /// The medium it makes.
    #[serde(default)]
    pub makes: Medium,
    /// The source of this description.
    pub source: String,
    /// Whether somebody ran the model with this description.
    #[serde(default)]
    pub verified: bool,
    /// Limits of the prompt.
    #[serde(default)]
    pub prompt: PromptRules,
    /// Whether its films have sound.
    #[serde(default)]
    pub sound: bool,
    /// Expected durations of a job.
    #[serde(default)]
    pub expected: Vec<Expected>,
    /// The price, where the relay does not list one.
    #[serde(default)]
    pub price: Option<Price>,
    /// How often and how long jobs are polled.
    #[serde(default)]
    pub poll: Option<Poll>,
    /// Rules of the unified format (reference section 2).
    #[serde(default)]
    pub unified: Option<Rules>,
    /// Rules of the create format (section 3).
    #[serde(default)]
    pub create: Option<Rules>,
    /// Rules of the OpenAI format (section 4).
    #[serde(default)]
    pub openai: Option<Rules>,
    /// Rules of the chat format (section 5).
    #[serde(default)]
    pub chat: Option<Rules>,
    /// Who wrote the entry.
    #[serde(skip, default = "shipped")]
    pub origin: Origin,
}

const fn shipped() -> Origin {
    Origin::Shipped
}

/// Limits of the prompts that a model reads.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PromptRules {
    /// The longest prompt, in characters.
    pub limit: Option<u32>,
    /// The language of the prompt.
    pub language: Language,
}

/// The languages that a model reads.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// Any language.
    #[default]
    Any,
    /// English only.
    English,
}

/// How long a job takes.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expected {
    /// The clip length in seconds that this applies to; `None` applies to all lengths that have no entry of their own.
    #[serde(default)]
    pub duration_s: Option<u32>,
    /// Minimum and maximum, in seconds.
    pub seconds: (u32, u32),
    /// Additional seconds per toggle that is on.
    #[serde(default)]
    pub adds: BTreeMap<Toggle, u32>,
}

/// A model's price.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Price {
    /// US dollars.
    pub usd: f64,
    /// The unit of the price.
    #[serde(default)]
    pub per: Per,
}

/// The unit of a price.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Per {
    /// One clip.
    #[default]
    Clip,
    /// One second of one clip.
    Second,
}

/// Polling of a job, where the queue's defaults do not fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Poll {
    /// The longest delay between two polls, in seconds.
    #[serde(default)]
    pub every_s: Option<u32>,
    /// The minimum time for which a job is polled, in minutes.
    #[serde(default)]
    pub limit_min: Option<u32>,
}

/// What a model takes in one wire format, and how it is encoded. Settings without a rule are not sent.
///
/// The chat format writes words before the prompt instead of fields: a choice or length with the field `prompt` is
/// written as its value (a length as `15s`), a switch as its field. Any other setting is part of the model's name.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Rules {
    /// Aspect ratios, width to height.
    pub aspect: Option<Choice>,
    /// Lengths.
    pub duration: Option<Lengths>,
    /// Resolutions.
    pub resolution: Option<Choice>,
    /// Pixel sizes by aspect ratio and HD, for formats that send `size` instead (section 4). A size for HD makes HD
    /// available as a toggle.
    pub sizes: Vec<Size>,
    /// Picture inputs.
    pub pictures: Option<Pictures>,
    /// The usual maximum of videos to transform, given by URL; 0 if the model takes none. No source states a limit, so
    /// more are sent with a warning.
    pub videos: u32,
    /// Whether the model takes a cameo (`character_url` and `character_timestamps`).
    pub cameo: bool,
    /// Whether the model knows a relay's characters by `@name`.
    pub characters: bool,
    /// Whether a prompt written as shots is read as a storyboard.
    pub storyboard: bool,
    /// Whether these are the rules of a remix. It has no effect in a file: a remix is sent to the relay that made the
    /// clip, whatever the model.
    pub remix: bool,
    /// Toggles, and how they are encoded.
    pub toggles: BTreeMap<Toggle, Switch>,
    /// The field of the seed.
    pub seed: Option<String>,
    /// The field of a free-text size, for models without a description.
    pub size: Option<String>,
    /// The field of the notification URL.
    pub notify_hook: Option<String>,
    /// Fields that are always sent, with fixed values.
    pub always: BTreeMap<String, Value>,
    /// Sets of settings, by field, that exclude each other: a draft that has all settings of a set is rejected.
    pub exclude: Vec<BTreeMap<String, Value>>,
}

/// A setting with several possible values.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// The field on the wire.
    pub field: String,
    /// The values as they are shown to the user.
    pub values: Vec<String>,
    /// The wire value of a shown value, where the two differ.
    #[serde(default)]
    pub wire: BTreeMap<String, Value>,
    /// The value sent when the user chose none, for formats that require the field.
    #[serde(default)]
    pub default: Option<String>,
    /// Whether `values` are only those common to most models: any other value is sent as the user wrote it.
    #[serde(default)]
    pub open: bool,
}

/// The possible clip lengths.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lengths {
    /// The field on the wire.
    pub field: String,
    /// How the number is encoded.
    #[serde(default, rename = "as")]
    pub as_: NumberAs,
    /// The lengths in seconds. The first is assumed when none is sent.
    pub values: Vec<u32>,
    /// The length sent when the user chose none, for formats that require the field.
    #[serde(default)]
    pub default: Option<u32>,
}

/// How a number is encoded in JSON.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NumberAs {
    /// A string: `"10"`.
    Text,
    /// A number: `10`.
    #[default]
    Integer,
}

/// The pixel size of an aspect ratio.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Size {
    /// The aspect ratio, as shown to the user.
    pub aspect: AspectRatio,
    /// Whether this is the HD size.
    #[serde(default)]
    pub hd: bool,
    /// The wire value, such as `1280x720`.
    pub size: String,
}

/// The pictures that a model takes.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pictures {
    /// The field on the wire.
    pub field: String,
    /// Minimum number.
    #[serde(default)]
    pub min: u32,
    /// Maximum number.
    pub max: u32,
    /// Whether no source states the maximum, so that more are sent with a warning.
    #[serde(default)]
    pub max_is_guess: bool,
    /// The roles, in the order in which pictures are sent.
    pub roles: Vec<PictureRole>,
    /// The ways of sending a picture.
    #[serde(default = "by_url_or_base64")]
    pub by: Vec<PictureBy>,
    /// Whether pictures must have the clip's pixel size (section 8, "Inpaint image must match").
    #[serde(default)]
    pub match_size: bool,
    /// Maximum file size in megabytes (section 5: 20).
    #[serde(default = "twenty")]
    pub max_mb: u32,
}

fn by_url_or_base64() -> Vec<PictureBy> {
    vec![PictureBy::Url, PictureBy::Base64]
}

const fn twenty() -> u32 {
    20
}

/// How a picture is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PictureBy {
    /// As a URL that the relay downloads.
    Url,
    /// As a `data:` URL.
    Base64,
    /// As a part of a multipart form.
    File,
}

/// A toggle on the wire: a boolean, unless `on` and `off` give other values.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Switch {
    /// The field on the wire; in the chat format the word before the prompt that switches it on.
    pub field: String,
    /// The state sent when the user chose none, for formats that require the field.
    #[serde(default)]
    pub default: Option<bool>,
    /// The wire value of on, if not `true` (section 3: `large`).
    #[serde(default)]
    pub on: Option<Value>,
    /// The wire value of off, if not `false` (section 3: `small`).
    #[serde(default)]
    pub off: Option<Value>,
}

impl Switch {
    /// Returns the wire value of on or off.
    pub fn written(&self, state: bool) -> Value {
        let own = if state { &self.on } else { &self.off };
        own.clone().unwrap_or(Value::Bool(state))
    }
}

impl Entry {
    /// Returns the rules of a format, if the entry has them.
    pub const fn rules(&self, format: Format) -> Option<&Rules> {
        match format {
            Format::Unified => self.unified.as_ref(),
            Format::Create => self.create.as_ref(),
            Format::Openai => self.openai.as_ref(),
            Format::Chat => self.chat.as_ref(),
        }
    }

    /// Returns the formats that reach the model, in order of preference.
    pub fn formats(&self) -> Vec<Format> {
        Format::ALL.into_iter().filter(|format| self.rules(*format).is_some()).collect()
    }
}

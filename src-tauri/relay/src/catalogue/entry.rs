//! One model of the catalogue, as its file describes it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use dailies_model::{AspectRatio, Format, Label, Medium, ModelId, Origin, PictureRole, Toggle};

/// What is known of a model.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Its name on the wire.
    pub id: ModelId,
    /// Its name for people.
    pub label: Label,
    /// What it is good for, in a sentence.
    #[serde(default)]
    pub about: Option<Label>,
    /// Its maker's family.
    pub family: String,
    /// What it makes.
    #[serde(default)]
    pub makes: Medium,
    /// Where this description comes from.
    pub source: String,
    /// Whether somebody ran the model with it.
    #[serde(default)]
    pub verified: bool,
    /// What it reads.
    #[serde(default)]
    pub prompt: PromptRules,
    /// Whether its films have sound.
    #[serde(default)]
    pub sound: bool,
    /// How long it takes.
    #[serde(default)]
    pub expected: Vec<Expected>,
    /// What it costs, where the relay does not say.
    #[serde(default)]
    pub price: Option<Price>,
    /// How it is asked for.
    #[serde(default)]
    pub poll: Option<Poll>,
    /// What it takes in the unified format (reference section 2).
    #[serde(default)]
    pub unified: Option<Rules>,
    /// In the create format (section 3).
    #[serde(default)]
    pub create: Option<Rules>,
    /// In the OpenAI format (section 4).
    #[serde(default)]
    pub openai: Option<Rules>,
    /// In the chat format (section 5).
    #[serde(default)]
    pub chat: Option<Rules>,
    /// Who wrote it.
    #[serde(skip, default = "shipped")]
    pub origin: Origin,
}

const fn shipped() -> Origin {
    Origin::Shipped
}

/// What prompts a model reads.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PromptRules {
    /// The longest, in characters.
    pub limit: Option<u32>,
    /// In which language.
    pub language: Language,
}

/// The languages that a model reads.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// Whatever it is.
    #[default]
    Any,
    /// English only.
    English,
}

/// How long a model takes, at least and at most.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expected {
    /// For this length of clip; for every other one where there is none.
    #[serde(default)]
    pub duration_s: Option<u32>,
    /// Seconds, at least and at most.
    pub seconds: (u32, u32),
    /// What a toggle adds, in seconds.
    #[serde(default)]
    pub adds: BTreeMap<Toggle, u32>,
}

/// What a model costs.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Price {
    /// US dollars.
    pub usd: f64,
    /// For what.
    #[serde(default)]
    pub per: Per,
}

/// What a price is for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Per {
    /// One clip.
    #[default]
    Clip,
    /// One second of one clip.
    Second,
}

/// How a job is watched, where the queue's own rhythm does not fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Poll {
    /// The longest wait between two polls, in seconds.
    #[serde(default)]
    pub every_s: Option<u32>,
    /// How long it is watched at least, in minutes.
    #[serde(default)]
    pub limit_min: Option<u32>,
}

/// What a model takes in one wire format, and how that is written. What is not here is not sent.
///
/// The chat format has words before the prompt instead of fields: of a choice or a length whose field is `prompt` the
/// value as it is written (a length as `15s`), of a switch its field. Whatever else it names lies in the model's name.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Rules {
    /// Width to height.
    pub aspect: Option<Choice>,
    /// Lengths.
    pub duration: Option<Lengths>,
    /// Resolutions.
    pub resolution: Option<Choice>,
    /// Pixels by aspect and HD, for formats that want them instead (`size`, section 4). One for HD makes HD a switch.
    pub sizes: Vec<Size>,
    /// Pictures.
    pub pictures: Option<Pictures>,
    /// How many videos, by URL, are usual to be made into another one; 0 when it takes none. No source states a limit, so
    /// that more are sent with a warning.
    pub videos: u32,
    /// Whether it takes `character_url` and `character_timestamps`.
    pub cameo: bool,
    /// Whether it knows characters by `@name`.
    pub characters: bool,
    /// Whether a prompt of shots is a storyboard.
    pub storyboard: bool,
    /// Whether these are the rules of a remix. Files may say it of a format, which changes nothing: a remix is asked of the
    /// relay that made the clip, whatever its model.
    pub remix: bool,
    /// What can be switched, and how that is written.
    pub toggles: BTreeMap<Toggle, Switch>,
    /// The field of a seed.
    pub seed: Option<String>,
    /// The field of a size that is sent as the user wrote it, for models that nobody described.
    pub size: Option<String>,
    /// The field of an address to tell when it is done.
    pub notify_hook: Option<String>,
    /// Fields that are always sent, as they are.
    pub always: BTreeMap<String, Value>,
    /// Settings that do not go together, by field: a draft that has all of a table is refused.
    pub exclude: Vec<BTreeMap<String, Value>>,
}

/// One of several values.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// The field on the wire.
    pub field: String,
    /// The values as they are shown.
    pub values: Vec<String>,
    /// How a value is written, where that is not the way it is shown.
    #[serde(default)]
    pub wire: BTreeMap<String, Value>,
    /// The value that is written where the user leaves it open, for formats that want the field anyway.
    #[serde(default)]
    pub default: Option<String>,
    /// Whether the values are only those that most models know: any other is sent as the user wrote it.
    #[serde(default)]
    pub open: bool,
}

/// The lengths of clips.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lengths {
    /// The field on the wire.
    pub field: String,
    /// How a length is written.
    #[serde(default, rename = "as")]
    pub as_: NumberAs,
    /// Seconds. The first is taken for the model's own choice where nothing is written.
    pub values: Vec<u32>,
    /// What is written where the user leaves it open, for formats that want the field anyway.
    #[serde(default)]
    pub default: Option<u32>,
}

/// How a number is written in JSON.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NumberAs {
    /// `"10"`.
    Text,
    /// `10`.
    #[default]
    Integer,
}

/// The pixels of an aspect ratio.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Size {
    /// Width to height, as it is shown.
    pub aspect: AspectRatio,
    /// Whether it is the one for HD.
    #[serde(default)]
    pub hd: bool,
    /// As it is written: `1280x720`.
    pub size: String,
}

/// What pictures a model takes.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pictures {
    /// The field on the wire.
    pub field: String,
    /// The fewest.
    #[serde(default)]
    pub min: u32,
    /// The most.
    pub max: u32,
    /// Whether no source states the most, so that more are sent with a warning.
    #[serde(default)]
    pub max_is_guess: bool,
    /// What they may be for, in the order in which they are sent.
    pub roles: Vec<PictureRole>,
    /// How they are sent.
    #[serde(default = "by_url_or_base64")]
    pub by: Vec<PictureBy>,
    /// Whether they must have the clip's own pixels (section 8, "Inpaint image must match").
    #[serde(default)]
    pub match_size: bool,
    /// The heaviest, in megabytes (section 5: 20).
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
    /// By its address.
    Url,
    /// As a `data:` URL.
    Base64,
    /// As a part of a multipart form.
    File,
}

/// A switch on the wire: a boolean, unless it says how on and off are written.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Switch {
    /// The field on the wire; in the chat format the word before the prompt that switches it on.
    pub field: String,
    /// What is written where the user leaves it open, for formats that want the field anyway.
    #[serde(default)]
    pub default: Option<bool>,
    /// How on is written, where that is not `true` (section 3: `large`).
    #[serde(default)]
    pub on: Option<Value>,
    /// How off is written, where that is not `false` (section 3: `small`).
    #[serde(default)]
    pub off: Option<Value>,
}

impl Switch {
    /// On or off, as it is written.
    pub fn written(&self, state: bool) -> Value {
        let own = if state { &self.on } else { &self.off };
        own.clone().unwrap_or(Value::Bool(state))
    }
}

impl Entry {
    /// What it takes in a format, where that is described.
    pub const fn rules(&self, format: Format) -> Option<&Rules> {
        match format {
            Format::Unified => self.unified.as_ref(),
            Format::Create => self.create.as_ref(),
            Format::Openai => self.openai.as_ref(),
            Format::Chat => self.chat.as_ref(),
        }
    }

    /// The formats that reach it, first choice first.
    pub fn formats(&self) -> Vec<Format> {
        Format::ALL.into_iter().filter(|format| self.rules(*format).is_some()).collect()
    }
}

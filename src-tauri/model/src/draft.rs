//! The composer's content before it is sent.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{ConnectionId, Generation};

/// The composer's content, saved as it is typed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Draft {
    /// The connection to use; `None` before the first connection.
    pub connection_id: Option<ConnectionId>,
    /// The request.
    pub generation: Generation,
    /// Number of jobs per click on Generate, 1 to 4.
    pub variations: u8,
    /// How the shots of a storyboard are sent, if the user chose it; else the model's default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub shots_as: Option<ShotsAs>,
}

/// How the shots of a storyboard are sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ShotsAs {
    /// As one clip with all shots.
    OneClip,
    /// As one clip per shot, each paid separately.
    ClipPerShot,
}

/// A draft that was being checked when the program crashed. It is kept as text and not checked again automatically.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct HeldDraft {
    /// Id.
    pub id: u32,
    /// The draft.
    pub draft: Draft,
}

/// Result of checking a draft before it is sent.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DraftCheck {
    /// Why it cannot be sent; empty if it can.
    pub problems: Vec<Problem>,
    /// Broken rules that a relay may not enforce: shown to the user, who may still send the draft.
    pub warnings: Vec<Problem>,
    /// Possible surprises, which do not keep it from being sent.
    pub hints: Vec<Hint>,
    /// Minimum and maximum duration of one clip's job, in ms.
    pub expected_ms: Option<(i64, i64)>,
    /// Whether `expected_ms` is based on the user's own clips.
    pub is_learned: bool,
    /// Price of one clip in millionths of a US dollar, if known.
    pub cost_micros: Option<i64>,
    /// Number of clips per click on Generate: the wildcards' combinations times the variations.
    pub count: u32,
    /// The `@names` of the prompt that match no character.
    pub unknown_names: Vec<String>,
    /// The expansion of its wildcards; `None` without wildcards.
    pub wildcards: Option<Wildcards>,
}

/// The prompts that a prompt with wildcards expands to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Wildcards {
    /// Their number; `u32::MAX` means that or more.
    pub combinations: u32,
    /// The first of them, in reading order; long ones are truncated.
    pub prompts: Vec<String>,
    /// Start and end of the outermost groups, in UTF-16 code units.
    pub groups: Vec<(u32, u32)>,
}

impl DraftCheck {
    /// Returns a result with a single problem, for a draft that is not checked further.
    pub fn refused(problem: Problem) -> Self {
        Self { problems: vec![problem], count: 1, ..Self::default() }
    }
}

/// A rule that a draft breaks, and the field. The page has the text for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Problem {
    /// The draft's field, such as `duration_s`; toggles by their own name, such as `hd`.
    pub field: String,
    /// The broken rule.
    pub rule: Rule,
}

/// A rule of the catalogue or of the draft itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "rule", rename_all = "snake_case")]
pub enum Rule {
    /// The field is required.
    Required,
    /// The model does not take this field.
    NotTaken,
    /// The value must be one of these.
    OneOf {
        /// The allowed values, as shown to the user.
        values: Vec<String>,
    },
    /// The value must be in this range, inclusive.
    Between {
        /// Minimum.
        min: u32,
        /// Maximum.
        max: u32,
    },
    /// There are too many items, such as pictures or characters of the prompt.
    AtMost {
        /// Maximum.
        max: u32,
    },
    /// There are too few items.
    AtLeast {
        /// Minimum.
        min: u32,
    },
    /// The value excludes that of another field.
    NotWith {
        /// The other field.
        field: String,
        /// The other field's value, as shown to the user.
        value: String,
    },
    /// It must be a URL that begins with http:// or https://.
    NoUrl,
    /// The picture must come from the library, because it cannot be sent as a URL here.
    NoPictureUrl,
    /// The sum of the storyboard's shots differs from the clip's length.
    ShotsSum {
        /// Sum of the shots, in ms.
        shots_ms: i64,
        /// The clip's length, in ms.
        clip_ms: i64,
        /// The model's length nearest to the sum, in seconds; `None` if the clip has that length already.
        fit_s: Option<u32>,
    },
    /// One click would make too many clips: choices in the prompt or variations must be reduced.
    TooManyClips {
        /// Maximum.
        most: u32,
        /// The number of clips; `u32::MAX` means that or more.
        count: u32,
    },
    /// The text is too long.
    TooLong {
        /// Maximum, in characters.
        most: u32,
    },
    /// Choices are nested too deeply.
    TooDeep {
        /// Maximum depth.
        most: u32,
    },
    /// The relay's last list of models does not have this one.
    NotOffered,
    /// The connection has no usable key.
    NeedsKey,
}

/// A possible surprise about a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Hint {
    /// The model reads English only, and the prompt has other letters; `enhance_prompt` is on and translates it.
    WillBeTranslated,
    /// The model reads English only, the prompt has other letters, and nothing translates it.
    EnglishOnly,
    /// The catalogue has no entry for this model; it is treated like most others.
    Undescribed,
    /// The prompt mentions a relay's character, but the model takes none.
    NamesNotTaken,
    /// The prompt mentions a character of another relay.
    ForeignCharacter,
    /// The prompt mentions a reference pack, and not all of its pictures can be sent.
    PackPicturesLeftOut,
    /// The prompt itself names a shape, a length or HD, which takes precedence over the settings.
    PromptDecides,
    /// A picture or film is given by URL: a slow host adds to the time, or makes the relay give up.
    SlowHost,
}

//! What the composer holds before anything is sent.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{ConnectionId, Generation};

/// The composer's state: kept on disk as it is typed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Draft {
    /// Where it would be sent; `None` before the first connection.
    pub connection_id: Option<ConnectionId>,
    /// What would be asked for.
    pub generation: Generation,
    /// How many jobs one press of Generate makes, 1 to 4.
    pub variations: u8,
}

/// What is known of a draft before it is sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DraftCheck {
    /// Why it cannot be sent; empty when it can.
    pub problems: Vec<Problem>,
    /// What may surprise, without keeping it from being sent.
    pub hints: Vec<Hint>,
    /// How long one clip takes at least and at most, in ms.
    pub expected_ms: Option<(i64, i64)>,
    /// Whether that is learned from the user's own clips.
    pub is_learned: bool,
    /// What one clip costs, in millionths of a US dollar, where the price is known.
    pub cost_micros: Option<i64>,
    /// How many clips one press of Generate makes: its wildcards' combinations, times the variations.
    pub count: u32,
    /// The `@names` of the prompt that are nobody's.
    pub unknown_names: Vec<String>,
}

/// Why a draft cannot be sent: the field, and the rule it breaks. The words for it are the page's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Problem {
    /// The draft's field, such as `duration_s`; a toggle by its own name, such as `hd`.
    pub field: String,
    /// The rule that it breaks.
    pub rule: Rule,
}

/// A rule of the catalogue or of the draft itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "rule", rename_all = "snake_case")]
pub enum Rule {
    /// It must be given.
    Required,
    /// The model does not know it.
    NotTaken,
    /// It must be one of these.
    OneOf {
        /// The values that the model takes, as they are shown.
        values: Vec<String>,
    },
    /// It must lie between these, both included.
    Between {
        /// The least.
        min: u32,
        /// The most.
        max: u32,
    },
    /// There are too many: pictures, characters of a prompt.
    AtMost {
        /// The most.
        max: u32,
    },
    /// There are too few.
    AtLeast {
        /// The least.
        min: u32,
    },
    /// It does not go together with the value of another field.
    NotWith {
        /// The other field.
        field: String,
        /// Its value, as it is shown.
        value: String,
    },
    /// It must be a web address that begins with http:// or https://.
    NoUrl,
    /// A picture must come from the library: this way to send it takes no addresses.
    NoPictureUrl,
    /// The shots of the prompt's storyboard do not add up to the clip's length.
    ShotsSum {
        /// What the shots add up to, in ms.
        shots_ms: i64,
        /// The clip's length, in ms.
        clip_ms: i64,
    },
    /// One press would make more clips than it may: fewer choices in the prompt, or fewer variations.
    TooManyClips {
        /// The most.
        most: u32,
    },
    /// The connection does not offer this model.
    NotOffered,
    /// The connection has no usable key.
    NeedsKey,
}

/// What may surprise about a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Hint {
    /// The model reads English only, and the prompt has other letters; `enhance_prompt` is on and translates it.
    WillBeTranslated,
    /// The same, and nothing translates it.
    EnglishOnly,
    /// Nobody described this model: it is taken to be like most others.
    Undescribed,
    /// The prompt names a character of a relay, and this model knows none.
    NamesNotTaken,
    /// The prompt names a character that lives at another relay.
    ForeignCharacter,
    /// The prompt names a reference pack, and not all of its pictures can go along.
    PackPicturesLeftOut,
}

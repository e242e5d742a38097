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
    /// How the shots of a storyboard are sent, where the user chose it; else as the model takes them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub shots_as: Option<ShotsAs>,
}

/// How the shots of a storyboard are sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ShotsAs {
    /// As one clip of all shots.
    OneClip,
    /// As one paid clip a shot.
    ClipPerShot,
}

/// A draft that was being checked when the program ended without warning. It is kept as text, and not checked again by itself.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct HeldDraft {
    /// Its number.
    pub id: u32,
    /// The draft.
    pub draft: Draft,
}

/// What is known of a draft before it is sent.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DraftCheck {
    /// Why it cannot be sent; empty when it can.
    pub problems: Vec<Problem>,
    /// What it breaks of rules that a relay may not have: told, and sent all the same if the user wants it.
    pub warnings: Vec<Problem>,
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
    /// What its prompt stands for; `None` without wildcards.
    pub wildcards: Option<Wildcards>,
}

/// The prompts that one with wildcards stands for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Wildcards {
    /// How many; at most `u32::MAX`, which stands for more as well.
    pub combinations: u32,
    /// The first of them, in reading order; long ones are cut off.
    pub prompts: Vec<String>,
    /// Where the outermost groups of choices begin and end, in UTF-16 code units.
    pub groups: Vec<(u32, u32)>,
}

impl DraftCheck {
    /// Returns the check of a draft that is looked at no further.
    pub fn refused(problem: Problem) -> Self {
        Self { problems: vec![problem], count: 1, ..Self::default() }
    }
}

/// A rule that a draft breaks, and the field. The words for it are the page's.
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
        /// Of the lengths that the model makes, the one that is nearest to the shots' sum, in seconds; `None` where the
        /// clip has it already.
        fit_s: Option<u32>,
    },
    /// One press would make more clips than it may: fewer choices in the prompt, or fewer variations.
    TooManyClips {
        /// The most.
        most: u32,
        /// How many it would make; at most `u32::MAX`, which stands for more as well.
        count: u32,
    },
    /// The text is too long.
    TooLong {
        /// The most characters.
        most: u32,
    },
    /// Choices are nested too deep.
    TooDeep {
        /// The deepest.
        most: u32,
    },
    /// The relay's list did not show this model when it was last asked for.
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
    /// The prompt names a shape, a length or HD itself, and that counts rather than what is set.
    PromptDecides,
    /// A picture or a film is given by its address: a slow host adds to the time, or makes the relay give up.
    SlowHost,
}

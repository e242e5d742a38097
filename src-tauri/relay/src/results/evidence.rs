//! Evidence for and against a URL from the field names around it.

use dailies_model::Medium;
use serde_json::Value;

use super::{
    field_name::{FieldName, Verdict},
    file_ending::ending,
    media_types::{lines, typed},
};
use crate::json;

/// Deeper than this no relay puts a result.
const MOST_DEPTH: u8 = 48;
/// How many fields beside an address are looked at.
const MOST_FIELDS: usize = 64;
/// A name that says what the result is, and one that says that something is a result.
const NAMED: i32 = 3;
const MENTIONED: i32 = 1;

/// What speaks for an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Evidence {
    pub(super) score: i32,
    /// Whether its name, its type or its ending says that it is what was asked for.
    pub(super) is_told: bool,
    /// Whether the ending of its file does.
    pub(super) is_file: bool,
    /// Lines of the picture, where its name or a field beside it tells them.
    pub(super) quality: Option<u32>,
    /// With a watermark, smaller, or in need of a key: only for want of a better one.
    pub(super) is_lesser: bool,
    /// Without a watermark or enlarged: before all others.
    pub(super) is_best: bool,
    /// Where hardly a result stands: only for want of any other.
    pub(super) is_doubted: bool,
}

/// What surrounds a value.
#[derive(Debug, Clone)]
pub(super) struct Holder {
    /// The plain names down to here, without what counts or grades them.
    pub(super) place: String,
    medium: Medium,
    depth: u8,
    /// What the last name is worth.
    own: i32,
    /// What a name further out says of all that is in it.
    inherited: i32,
    bonus: i32,
    /// What the type beside it says: for, against, or nothing.
    typed: i32,
    quality: Option<u32>,
    is_lesser: bool,
    is_best: bool,
    is_doubted: bool,
}

/// Roles and purposes of inputs.
const INPUTS: &[&str] = &["reference", "frame", "first", "last", "input", "user", "system", "mask", "source"];
const TYPES: &[&str] =
    &["contenttype", "mimetype", "mime", "mediatype", "filetype", "type", "format", "kind", "extension"];
const QUALITIES: &[&str] = &["quality", "resolution", "definition", "rendition", "profile", "label"];

impl Holder {
    /// What surrounds a whole answer.
    pub(super) const fn whole(medium: Medium) -> Self {
        Self {
            place: String::new(),
            medium,
            depth: 0,
            own: MENTIONED,
            inherited: 0,
            bonus: 0,
            typed: 0,
            quality: None,
            is_lesser: false,
            is_best: false,
            is_doubted: false,
        }
    }

    /// What surrounds the field of this name; `None` when nothing in it can be a result.
    pub(super) fn named(&self, name: &str, value: &Value) -> Option<Self> {
        let name = FieldName::of(name, &self.place, self.medium);
        let verdict = name.verdict(value, self.own >= NAMED);
        if self.depth >= MOST_DEPTH || verdict == Verdict::Never {
            return None;
        }
        let is_named = name.is_named();
        Some(Self {
            place: self.place_of(&name.place()),
            medium: self.medium,
            depth: self.depth + 1,
            own: if is_named { NAMED } else { i32::from(name.is_mentioned()) * MENTIONED },
            inherited: if is_named { NAMED } else { self.inherited },
            bonus: self.bonus + i32::from(name.is_better()),
            typed: self.typed,
            quality: name.quality().or(self.quality),
            is_lesser: self.is_lesser || name.is_lesser(),
            is_best: self.is_best || name.is_best(),
            is_doubted: self.is_doubted || verdict == Verdict::Doubted,
        })
    }

    fn place_of(&self, name: &str) -> String {
        match (self.place.is_empty(), name.is_empty()) {
            (_, true) => self.place.clone(),
            (true, false) => name.to_owned(),
            (false, false) => format!("{}.{name}", self.place),
        }
    }

    /// What surrounds the fields of this object; `None` when it describes an input.
    pub(super) fn of_object(&self, object: &Value) -> Option<Self> {
        let fields = object.as_object().into_iter().flatten().take(MOST_FIELDS);
        let mut holder = Self { typed: 0, ..self.clone() };
        for (name, value) in fields {
            let plain = json::words(name).concat();
            let text = value.as_str().unwrap_or_default();
            match plain.as_str() {
                "role" | "purpose" if json::words(text).iter().any(|word| INPUTS.contains(&word.as_str())) => {
                    return None;
                }
                "watermark" | "haswatermark" if *value == Value::Bool(true) => holder.is_lesser = true,
                "filename" => {
                    holder.typed = typed(ending(text), self.medium).unwrap_or(holder.typed);
                }
                name if TYPES.contains(&name) => holder.typed = typed(text, self.medium).unwrap_or(holder.typed),
                "height" => holder.quality = short_side(object).or(holder.quality),
                name if QUALITIES.contains(&name) => {
                    let told = json::plain(value).and_then(|text| lines(&text.to_lowercase()));
                    let is_label = name == "label" && text.bytes().all(|byte| byte.is_ascii_digit());
                    holder.quality = told.filter(|_| !is_label).or(holder.quality);
                }
                _ => {}
            }
        }
        Some(holder)
    }

    /// What speaks for an address here, `ending` being that of its file; `None` when it can be no result.
    pub(super) fn evidence(&self, ending: &str) -> Option<Evidence> {
        let by_ending = typed(ending, self.medium);
        if by_ending.is_some_and(|by_ending| by_ending < 0) {
            return None;
        }
        let named = if self.own > 0 { self.own.max(self.inherited) } else { 0 };
        let is_told = by_ending.is_some() || self.typed > 0 || named >= NAMED;
        let is_sure = by_ending.is_some() || (named > 0 && self.typed > 0);
        let is_here = if self.is_doubted { is_sure } else { named > 0 || by_ending.is_some() };
        // Of a film by name the type may be that of the whole task.
        let typed = if named >= NAMED { self.typed.max(0) } else { self.typed };
        is_here.then(|| Evidence {
            score: named + by_ending.unwrap_or(0) + typed + self.bonus,
            is_told,
            is_file: by_ending.is_some(),
            quality: self.quality,
            is_lesser: self.is_lesser,
            is_best: self.is_best,
            is_doubted: self.is_doubted,
        })
    }

    /// Whether a text here may speak of the result.
    pub(super) const fn may_speak(&self) -> bool {
        self.own > 0 || self.is_doubted
    }

    /// Whether nothing speaks against what stands here.
    pub(super) const fn is_fair(&self) -> bool {
        self.own > 0 && !self.is_doubted
    }

    /// Whether the names say what the result is.
    pub(super) const fn is_named(&self) -> bool {
        self.is_fair() && (self.own >= NAMED || self.inherited >= NAMED)
    }
}

/// The lines of a picture whose height and width are told, however it is turned. A height alone may be the long side.
fn short_side(object: &Value) -> Option<u32> {
    let side = |name| json::field(object, name).and_then(Value::as_u64).and_then(|side| u32::try_from(side).ok());
    Some(side("height")?.min(side("width")?))
}

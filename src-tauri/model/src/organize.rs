//! What the user does with clips: tags, collections, and the way back from it. Pure data.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use unicode_normalization::UnicodeNormalization;

use super::{ClipId, CollectionId, Query, TagId, UndoId};

/// The longest name of a tag or of a collection, in characters.
const LONGEST_NAME: usize = 60;

/// The name of a tag or of a collection as it is kept: what was typed in its one spelling, each white space one space and none
/// around it; `None` when nothing is left, or too much, or what cannot be seen.
pub fn name(typed: &str) -> Option<String> {
    let name = one_spelling(typed).split_whitespace().collect::<Vec<_>>().join(" ");
    let is_name = (1..=LONGEST_NAME).contains(&name.chars().count()) && !name.contains(char::is_control);
    is_name.then_some(name)
}

/// The text without what has no width, in the one spelling (NFC) of those that look the same: `é` may be written as one
/// character or as two, `학점` as two or as six. Joiners stay where they shape what is seen: within emoji, and between the
/// letters of scripts that need them.
pub fn one_spelling(text: &str) -> String {
    if text.is_ascii() {
        return text.to_owned();
    }
    let chars: Vec<char> = text.nfc().collect();
    let shapes = |at: usize| {
        let beside = [at.checked_sub(1).and_then(|before| chars.get(before)), chars.get(at + 1)];
        beside.iter().all(|c| c.is_some_and(|c| is_shaped_by_joiners(*c)))
    };
    let is_seen = |at: usize| match chars[at] {
        '\u{200c}' | '\u{200d}' => shapes(at),
        c => !is_zero_width(c),
    };
    let seen: String = (0..chars.len()).filter(|at| is_seen(*at)).map(|at| chars[at]).collect();
    // What stood apart may belong together now.
    seen.nfc().collect()
}

/// Soft hyphens, zero-width spaces, what turns the text around it, and invisible operators.
const fn is_zero_width(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
        | '\u{e0000}'..='\u{e0001}')
}

/// Emoji with what varies them, and the letters of Arabic, Syriac, Mongolian and of the scripts of India and its neighbours.
const fn is_shaped_by_joiners(c: char) -> bool {
    matches!(c, '\u{600}'..='\u{8ff}' | '\u{900}'..='\u{dff}' | '\u{1800}'..='\u{18af}' | '\u{2190}'..='\u{2bff}' | '\u{fe0f}'
        | '\u{1f000}'..='\u{1faff}')
}

/// A word that the user gave to clips.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Tag {
    /// Its number.
    pub id: TagId,
    /// The word; no two differ by case alone.
    pub name: String,
    /// How many clips of the gallery have it.
    pub used: u32,
}

/// Clips that the user put together, or a question that is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Collection {
    /// Its number.
    pub id: CollectionId,
    /// What the user calls it.
    pub name: String,
    /// Of a smart collection, its question; `None`: the user chose the clips.
    pub query: Option<Query>,
    /// How many clips of the gallery are in it; of a smart collection see `count_clips`.
    pub clips: u32,
    /// Its first clip, to show it by.
    pub cover: Option<ClipId>,
}

/// What a change to clips came to, and the way back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Receipt {
    /// Takes it back by `undo`, until the program ends; the last hundred are kept.
    pub undo: UndoId,
    /// How many clips it changed.
    pub clips: u32,
}

/// A collection that was made, and the way back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NewCollection {
    /// The collection.
    pub collection: Collection,
    /// The way back.
    pub receipt: Receipt,
}

/// How a selection is kept: what some or all of its clips have.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SelectionState {
    /// How many clips were asked about and are there.
    pub clips: u32,
    /// How many of them are favourites.
    pub favourites: u32,
    /// Each tag that some have, and how many do; by name.
    pub tags: Vec<Share<TagId>>,
    /// Each collection that some are in, and how many are; in the collections' order.
    pub collections: Vec<Share<CollectionId>>,
}

/// How many clips of a selection share something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Share<T> {
    /// What.
    pub id: T,
    /// How many.
    pub clips: u32,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_what_was_typed_without_stray_spaces() {
        assert_eq!(name("  night\t  quay\n").as_deref(), Some("night quay"));
        assert_eq!(name("黄昏").as_deref(), Some("黄昏"));
        assert_eq!(name(&"é".repeat(60)), Some("é".repeat(60)));
        for typed in ["", " \u{3000} ", "a\u{0}b", "\u{7f}", &"é".repeat(61)] {
            assert_eq!(name(typed), None, "{typed:?}");
        }
    }

    #[test]
    fn names_that_look_the_same_are_the_same() {
        assert_eq!(name("cafe\u{301}").as_deref(), Some("caf\u{e9}"));
        assert_eq!(name("\u{1112}\u{1161}\u{11a8}\u{110c}\u{1165}\u{11b7}").as_deref(), Some("학점"));
        for hidden in ['\u{200b}', '\u{200c}', '\u{200d}', '\u{2060}', '\u{feff}', '\u{ad}', '\u{202e}'] {
            assert_eq!(name(&format!("a{hidden}b")).as_deref(), Some("ab"), "{hidden:?}");
            assert_eq!(name(&hidden.to_string()), None, "{hidden:?}");
        }
        assert_eq!(name("e\u{200b}\u{301}").as_deref(), Some("\u{e9}"));
    }

    #[test]
    fn joiners_stay_where_they_are_seen() {
        for text in ["👩\u{200d}💻", "❤\u{fe0f}\u{200d}🔥", "می\u{200c}خواهم", "क्\u{200d}ष"] {
            assert_eq!(name(text).as_deref(), Some(text));
        }
    }
}

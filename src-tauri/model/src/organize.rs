//! Tags, collections, and undo of changes to them. Pure data.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use unicode_normalization::UnicodeNormalization;

use super::{ClipId, CollectionId, Query, TagId, UndoId};

/// The longest name of a tag or of a collection, in characters.
const LONGEST_NAME: usize = 60;

/// Returns the name of a tag or collection as it is stored: in [`one_spelling`], with single spaces and none at the
/// ends. `None` if the result is empty, has more than 60 characters, or contains a control character.
pub fn name(typed: &str) -> Option<String> {
    let name = one_spelling(typed).split_whitespace().collect::<Vec<_>>().join(" ");
    let is_name = (1..=LONGEST_NAME).contains(&name.chars().count()) && !name.contains(char::is_control);
    is_name.then_some(name)
}

/// Removes zero-width characters and normalises the text to NFC, so that texts that look the same are equal: `é` may be
/// written as one character or as two, `학점` as two or as six. Joiners are kept where they change the appearance: within
/// emoji, and between the letters of scripts that need them.
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
    // Removing characters can make others adjacent that compose, so normalise again.
    seen.nfc().collect()
}

/// Soft hyphens, zero-width spaces, bidirectional controls and invisible operators.
const fn is_zero_width(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
        | '\u{e0000}'..='\u{e0001}')
}

/// Emoji and their modifiers, and the letters of Arabic, Syriac, Mongolian and the Indic and neighbouring scripts.
const fn is_shaped_by_joiners(c: char) -> bool {
    matches!(c, '\u{600}'..='\u{8ff}' | '\u{900}'..='\u{dff}' | '\u{1800}'..='\u{18af}' | '\u{2190}'..='\u{2bff}' | '\u{fe0f}'
        | '\u{1f000}'..='\u{1faff}')
}

/// A word that the user attached to clips.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Tag {
    /// Id.
    pub id: TagId,
    /// The word; no two tags differ by case alone.
    pub name: String,
    /// Number of clips in the gallery that have it.
    pub used: u32,
}

/// A set of clips, or a saved search.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Collection {
    /// Id.
    pub id: CollectionId,
    /// The user's name for it.
    pub name: String,
    /// The saved search of a smart collection; `None` if the user chose the clips.
    pub query: Option<Query>,
    /// Number of its clips in the gallery; for a smart collection see `count_clips`.
    pub clips: u32,
    /// Its first clip, whose poster represents it.
    pub cover: Option<ClipId>,
}

/// The result of a change to clips, and its undo id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Receipt {
    /// Id for `undo`, valid until the program ends; the last hundred are kept.
    pub undo: UndoId,
    /// Number of changed clips.
    pub clips: u32,
}

/// A new collection, and its undo id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NewCollection {
    /// The collection.
    pub collection: Collection,
    /// The receipt, with the id that undoes the creation.
    pub receipt: Receipt,
}

/// The tags, collections and favourites that the clips of a selection have.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SelectionState {
    /// Number of selected clips that exist.
    pub clips: u32,
    /// Number of favourites among them.
    pub favourites: u32,
    /// Each tag that at least one of them has, with the number of clips; sorted by name.
    pub tags: Vec<Share<TagId>>,
    /// Each collection with at least one of them, with the number of clips; in the collections' order.
    pub collections: Vec<Share<CollectionId>>,
}

/// The number of clips of a selection that have a tag or are in a collection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Share<T> {
    /// The tag or collection.
    pub id: T,
    /// Number of clips.
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

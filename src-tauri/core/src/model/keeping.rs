//! What the user does with clips: tags, collections, and the way back from it. Pure data.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{ClipId, CollectionId, Query, TagId, UndoId};

/// The longest name of a tag or of a collection, in characters.
const LONGEST_NAME: usize = 60;

/// The name of a tag or of a collection as it is kept: what was typed, each white space one space and none around it; `None`
/// when nothing is left, or too much, or what cannot be seen.
pub fn name(typed: &str) -> Option<String> {
    let name = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    let is_name = (1..=LONGEST_NAME).contains(&name.chars().count()) && !name.contains(char::is_control);
    is_name.then_some(name)
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
pub struct Kept {
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
}

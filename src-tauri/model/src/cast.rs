//! Finds the characters that a prompt mentions with `@`, and what is sent in place of each mention.
//!
//! A relay knows its own characters by `@username`, with a space on both sides (reference section 2); a reference pack
//! is sent as words and pictures. Pure: the list of characters and the model's limit of pictures are passed in.

use std::{
    cmp::Reverse,
    collections::{BTreeSet, HashMap, HashSet},
    ops::Range,
};

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{CharacterId, Generation, Picture, PictureId, PictureRole, PictureSource};

/// The longest handle, in characters.
pub const LONGEST_HANDLE: usize = 40;
/// The characters that begin a mention; Chinese and Japanese input methods type the full-width one.
const SIGNS: [char; 2] = ['@', '＠'];
/// How many characters of an unknown name are shown, in scripts without spaces between words.
const LONGEST_UNKNOWN: usize = 20;

/// A mentioned character, as it was when the prompt was sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CastMember {
    /// The character in the library; it may have been deleted since.
    pub character_id: CharacterId,
    /// The name after the `@`.
    pub handle: String,
    /// What is sent for it.
    pub part: CastPart,
}

/// What is sent in place of a mention.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "by", rename_all = "snake_case")]
pub enum CastPart {
    /// The handle itself, which the relay knows.
    Relay {
        /// The base URL of the only relay that knows the character.
        base_url: String,
    },
    /// Words and pictures, for models that know no characters.
    Pack {
        /// The character's name.
        name: String,
        /// Its description; may be empty.
        description: String,
        /// Its pictures.
        pictures: Vec<PictureId>,
    },
}

/// A mention in a prompt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Its byte range in the prompt, including the `@`.
    pub at: Range<usize>,
    /// The index of the handle; `None` if no handle matches.
    pub known: Option<usize>,
}

/// Returns whether a text is a valid handle: 1 to [`LONGEST_HANDLE`] letters and digits of any script, `_`, `-` and
/// `.`, where the last two are not allowed at either end.
pub fn is_handle(text: &str) -> bool {
    let is_edge = |c: char| matches!(c, '-' | '.');
    (1..=LONGEST_HANDLE).contains(&text.chars().count())
        && text.chars().all(is_of_handle)
        && !text.starts_with(is_edge)
        && !text.ends_with(is_edge)
}

/// Returns the mentions of a prompt, in order. A mention begins with `@` or the full-width `＠`, unless an ASCII letter,
/// digit or `_` precedes it, as in an e-mail address; a known mention may be followed by another one directly. The
/// longest matching handle counts; ASCII case is ignored.
pub fn mentions(prompt: &str, handles: &[&str]) -> Vec<Mention> {
    let handles = Handles::of(handles);
    let mut found: Vec<Mention> = Vec::new();
    for (at, sign) in prompt.match_indices(SIGNS) {
        let follows = found.last().is_some_and(|last| last.known.is_some() && last.at.end == at);
        if prompt[..at].chars().next_back().is_some_and(is_word) && !follows {
            continue;
        }
        let start = at + sign.len();
        let rest = &prompt[start..];
        let known = handles.longest(rest);
        let length = known.map_or_else(|| unknown(rest), |(_, length)| length);
        if length > 0 {
            found.push(Mention { at: at..start + length, known: known.map(|(index, _)| index) });
        }
    }
    found
}

/// Returns the unknown names that a prompt mentions, each once, without the `@`.
pub fn unknown_names(prompt: &str, cast: &[CastMember]) -> Vec<String> {
    let mut seen = HashSet::new();
    let unknown = mentions(prompt, &handles(cast)).into_iter().filter(|mention| mention.known.is_none());
    let names = unknown.map(|mention| prompt[mention.at].trim_start_matches(SIGNS));
    names.filter(|name| seen.insert(*name)).map(str::to_owned).collect()
}

/// Returns the generation as it is sent to a model that takes `room` more reference pictures. A relay's character is
/// written as its handle between spaces; a reference pack as its name, the first time with its description, and its
/// pictures are added. Mentions outside the cast stay as written.
pub fn resolve(generation: &Generation, room: usize) -> Generation {
    let pictures = pack_pictures(generation).into_iter().take(room);
    let sent = pictures.map(|id| Picture::new(PictureRole::Reference, PictureSource::Stored { id }));
    Generation {
        prompt: spoken(&generation.prompt, &generation.cast),
        pictures: generation.pictures.iter().cloned().chain(sent).collect(),
        ..generation.clone()
    }
}

/// Returns the pictures of the mentioned packs, each once, without those that the generation has already.
pub fn pack_pictures(generation: &Generation) -> Vec<PictureId> {
    let is_own = |id: &PictureId| {
        generation.pictures.iter().any(|own| matches!(&own.source, PictureSource::Stored { id: own } if own == id))
    };
    let mut ids = Vec::new();
    let mut named = HashSet::new();
    for mention in mentions(&generation.prompt, &handles(&generation.cast)) {
        let known = mention.known.filter(|known| named.insert(*known));
        let Some(CastPart::Pack { pictures, .. }) = known.map(|known| &generation.cast[known].part) else {
            continue;
        };
        for id in pictures {
            if !is_own(id) && !ids.contains(id) {
                ids.push(id.clone());
            }
        }
    }
    ids
}

/// Returns the prompt with each mention of the cast replaced by the text that is sent for it, as [`resolve`] describes.
fn spoken(prompt: &str, cast: &[CastMember]) -> String {
    let mut text = String::with_capacity(prompt.len());
    let mut described = HashSet::new();
    let mut from = 0;
    for Mention { at, known } in mentions(prompt, &handles(cast)) {
        let Some(known) = known else { continue };
        text.push_str(&prompt[from..at.start]);
        from = at.end;
        match &cast[known].part {
            CastPart::Relay { .. } => {
                let before = if text.ends_with(' ') { "" } else { " " };
                let after = if prompt[from..].starts_with(' ') { "" } else { " " };
                text.extend([before, "@", &cast[known].handle, after]);
            }
            CastPart::Pack { name, description, .. } => {
                let before = if ends_in_a_name(&text) { " " } else { "" };
                text.extend([before, &words(name)]);
                if described.insert(known) && !description.trim().is_empty() {
                    text.extend([" (", &words(description), ")"]);
                }
            }
        }
    }
    text.push_str(&prompt[from..]);
    text
}

/// Returns whether the text ends in a mention that following text would extend. No name is longer than
/// [`LONGEST_HANDLE`].
fn ends_in_a_name(text: &str) -> bool {
    text.chars().rev().take(LONGEST_HANDLE + 1).find(|c| !is_of_handle(*c)).is_some_and(|c| SIGNS.contains(&c))
}

/// Returns the text trimmed and without `@` signs, so that it mentions nobody when it is inserted into a prompt.
fn words(text: &str) -> String {
    text.trim().replace(SIGNS, "")
}

fn handles(cast: &[CastMember]) -> Vec<&str> {
    cast.iter().map(|member| member.handle.as_str()).collect()
}

/// Handles, indexed for lookup by prefix, so that the work does not grow with their number.
struct Handles {
    /// Index by lower-case text; the first of equal handles counts.
    by_text: HashMap<String, usize>,
    /// Lengths in bytes, longest first.
    lengths: BTreeSet<Reverse<usize>>,
}

/// Returns whether the handle is not empty and short enough: at most [`LONGEST_HANDLE`] characters of four bytes.
const fn can_be_found(handle: &str) -> bool {
    !handle.is_empty() && handle.len() <= 4 * LONGEST_HANDLE
}

impl Handles {
    fn of(handles: &[&str]) -> Self {
        let (mut by_text, mut lengths) = (HashMap::new(), BTreeSet::new());
        for (index, handle) in handles.iter().enumerate().filter(|(_, handle)| can_be_found(handle)) {
            by_text.entry(handle.to_ascii_lowercase()).or_insert(index);
            lengths.insert(Reverse(handle.len()));
        }
        Self { by_text, lengths }
    }

    /// Returns index and length of the longest handle that the text begins with and that ends there.
    fn longest(&self, text: &str) -> Option<(usize, usize)> {
        self.lengths.iter().find_map(|Reverse(length)| {
            let head = text.get(..*length)?;
            let index = *self.by_text.get(&head.to_ascii_lowercase())?;
            let ends = !(head.ends_with(is_word) && goes_on(&text[*length..]));
            ends.then_some((index, *length))
        })
    }
}

/// Returns whether the text after an ASCII name continues that name.
fn goes_on(rest: &str) -> bool {
    rest.strip_prefix(['.', '-']).unwrap_or(rest).starts_with(is_word)
}

/// Returns the length in bytes of an unknown name at the start of the text: all characters that an ASCII handle can
/// have, or, if there are none, at most [`LONGEST_UNKNOWN`] letters and digits that are not ASCII.
fn unknown(text: &str) -> usize {
    let ascii = text.find(|c| !is_word(c) && !matches!(c, '.' | '-')).unwrap_or(text.len());
    let name = text[..ascii].trim_end_matches(['.', '-']);
    if !name.is_empty() {
        return name.len();
    }
    let letters = text.chars().take_while(|c| c.is_alphanumeric() && !c.is_ascii());
    letters.take(LONGEST_UNKNOWN).map(char::len_utf8).sum()
}

fn is_of_handle(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-' | '.')
}

const fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

#[cfg(test)]
mod tests;

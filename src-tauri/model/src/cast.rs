//! Who a prompt names with `@`, and what is sent in place of that name.
//!
//! A relay knows its own characters by `@username`, with a space on both sides (reference section 2); of a reference pack it
//! gets words and pictures. Pure: whom the user has, and how many pictures a model takes, is for others to know.

use std::{
    cmp::Reverse,
    collections::{BTreeSet, HashMap, HashSet},
    ops::Range,
};

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{CharacterId, Generation, Picture, PictureId, PictureRole, PictureSource};

/// The longest a handle can be, in characters.
pub const LONGEST_HANDLE: usize = 40;
/// What a name begins with; the full-width one is what Chinese and Japanese input methods type.
const SIGNS: [char; 2] = ['@', '＠'];
/// So much of a name that nobody has is shown, in scripts that put no space behind a name.
const LONGEST_UNKNOWN: usize = 20;

/// Somebody whom a prompt names, as the name stood for when the prompt was sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CastMember {
    /// The character of the library; it may be gone since.
    pub character_id: CharacterId,
    /// What stands after the `@`.
    pub handle: String,
    /// What is sent.
    pub part: CastPart,
}

/// What is sent in place of a name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "by", rename_all = "snake_case")]
pub enum CastPart {
    /// The handle itself: the relay knows it.
    Relay {
        /// The base URL of that relay, and of no other.
        base_url: String,
    },
    /// Words and pictures, for models that know no characters.
    Pack {
        /// The name in words.
        name: String,
        /// What to look for; may be empty.
        description: String,
        /// What they look like.
        pictures: Vec<PictureId>,
    },
}

/// Where a prompt names somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Its place in the prompt, in bytes, the `@` included.
    pub at: Range<usize>,
    /// Which of the handles it is; `None` where it is nobody's.
    pub known: Option<usize>,
}

/// Whether a text can be a handle: 1 to [`LONGEST_HANDLE`] letters and digits of any script, `_`, `-` and `.`, neither of the
/// last two at an end.
pub fn is_handle(text: &str) -> bool {
    let is_edge = |c: char| matches!(c, '-' | '.');
    (1..=LONGEST_HANDLE).contains(&text.chars().count())
        && text.chars().all(is_of_handle)
        && !text.starts_with(is_edge)
        && !text.ends_with(is_edge)
}

/// Whom a prompt names, in its order. An `@` or a full-width `＠` begins a name unless an ASCII letter, digit or `_` stands
/// before it, as in an e-mail address; of the handles, the longest that fits counts, whatever the case of its ASCII letters.
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

/// The names of a prompt that are nobody's, each once, without the `@`.
pub fn unknown_names(prompt: &str, cast: &[CastMember]) -> Vec<String> {
    let mut seen = HashSet::new();
    let unknown = mentions(prompt, &handles(cast)).into_iter().filter(|mention| mention.known.is_none());
    let names = unknown.map(|mention| prompt[mention.at].trim_start_matches(SIGNS));
    names.filter(|name| seen.insert(*name)).map(str::to_owned).collect()
}

/// What is sent for a generation whose model has room for so many more reference pictures: a relay's character is called
/// by its handle between spaces, a reference pack by its name, the first time with its description, and its pictures go along.
/// Who is not in the cast stays as written.
pub fn resolve(generation: &Generation, room: usize) -> Generation {
    let pictures = pack_pictures(generation).into_iter().take(room);
    let sent = pictures.map(|id| Picture::new(PictureRole::Reference, PictureSource::Stored { id }));
    Generation {
        prompt: spoken(&generation.prompt, &generation.cast),
        pictures: generation.pictures.iter().cloned().chain(sent).collect(),
        ..generation.clone()
    }
}

/// The pictures of the packs that a prompt names, each once, without those that go along anyway.
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

/// A prompt with what is sent in place of its names.
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

/// Whether words that followed at once would go on with a name. No name is longer than [`LONGEST_HANDLE`].
fn ends_in_a_name(text: &str) -> bool {
    text.chars().rev().take(LONGEST_HANDLE + 1).find(|c| !is_of_handle(*c)).is_some_and(|c| SIGNS.contains(&c))
}

/// Words that are put into a prompt name nobody.
fn words(text: &str) -> String {
    text.trim().replace(SIGNS, "")
}

fn handles(cast: &[CastMember]) -> Vec<&str> {
    cast.iter().map(|member| member.handle.as_str()).collect()
}

/// Handles, found by what a text begins with: the work does not grow with their number.
struct Handles {
    /// By their text in lower case; of equal ones the first.
    by_text: HashMap<String, usize>,
    /// Their lengths in bytes, the longest first.
    lengths: BTreeSet<Reverse<usize>>,
}

/// A handle has at most [`LONGEST_HANDLE`] characters of four bytes.
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

    /// The longest handle that the text begins with and that does not go on behind it, and its length.
    fn longest(&self, text: &str) -> Option<(usize, usize)> {
        self.lengths.iter().find_map(|Reverse(length)| {
            let head = text.get(..*length)?;
            let index = *self.by_text.get(&head.to_ascii_lowercase())?;
            let ends = !(head.ends_with(is_word) && goes_on(&text[*length..]));
            ends.then_some((index, *length))
        })
    }
}

/// Whether what follows an ASCII name belongs to it.
fn goes_on(rest: &str) -> bool {
    rest.strip_prefix(['.', '-']).unwrap_or(rest).starts_with(is_word)
}

/// How many bytes of a text are a name that nobody has: ASCII as handles go, else letters up to a length.
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

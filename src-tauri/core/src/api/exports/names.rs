//! What exported files are called: the user's template, made into names that every system can have. Pure; which of them are
//! taken is for the writer to see.

use dailies_model::{Clip, ExportForm, Film, organize};
use jiff::tz::TimeZone;

use crate::library::transfer::ExportItem;

/// The longest that a part of a name may be, in characters and in bytes: enough is left of the 255 bytes of the usual file
/// systems for a number, an ending and the name that a file has while it is written.
const MOST_CHARS: usize = 100;
const MOST_BYTES: usize = 200;
/// The longest that a word of the template may become.
const MOST_WORD_CHARS: usize = 60;
/// More folders than these in one another are a mistake.
const MOST_PARTS: usize = 8;

/// What Windows keeps for itself, whatever the ending.
const RESERVED: [&str; 6] = ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"];
/// The shapes that films have, for one that nobody asked for.
const SHAPES: [(u32, u32); 8] = [(16, 9), (9, 16), (1, 1), (4, 3), (3, 4), (3, 2), (2, 3), (21, 9)];

/// A piece of a template.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum TemplatePart<'a> {
    Text(&'a str),
    Word(Placeholder),
}

/// What a word in braces stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Placeholder {
    Prompt,
    Model,
    Date,
    Time,
    Number,
    Count,
    Aspect,
    Length,
    Tags,
    Collection,
}

impl Placeholder {
    fn of(name: &str) -> Option<Self> {
        Some(match name {
            "prompt" => Self::Prompt,
            "model" => Self::Model,
            "date" => Self::Date,
            "time" => Self::Time,
            "number" => Self::Number,
            "count" => Self::Count,
            "aspect" => Self::Aspect,
            "length" => Self::Length,
            "tags" => Self::Tags,
            "collection" => Self::Collection,
            _ => return None,
        })
    }
}

/// A template that was understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Template<'a>(Vec<TemplatePart<'a>>);

/// A clip on its way out.
#[derive(Debug, Clone, Copy)]
pub(super) struct NameContext<'a> {
    /// Its place in this export, from 1.
    pub(super) at: usize,
    /// Of how many.
    pub(super) of: usize,
    /// The user's calendar.
    pub(super) zone: &'a TimeZone,
}

impl<'a> Template<'a> {
    /// Reads a form's template; or the first word in braces that means nothing. A brace by itself is a brace.
    pub(super) fn of(form: &'a ExportForm) -> Result<Self, &'a str> {
        let (mut pieces, mut rest) = (Vec::new(), form.template.as_str());
        while let Some((text, name, tail)) = next_word(rest) {
            pieces.push(TemplatePart::Text(text));
            pieces.push(TemplatePart::Word(Placeholder::of(name.trim()).ok_or(name)?));
            rest = tail;
        }
        pieces.push(TemplatePart::Text(rest));
        Ok(Self(pieces))
    }

    /// The parts of a clip's name: folders, and last the name without its ending. Never empty.
    pub(super) fn name(&self, parting: &ExportItem, place: NameContext<'_>) -> Vec<String> {
        let mut name = String::new();
        for piece in &self.0 {
            match piece {
                TemplatePart::Text(text) => name.push_str(text),
                // No word makes a folder, whatever it says.
                TemplatePart::Word(word) => name.push_str(&value(*word, parting, place).replace(['/', '\\'], "-")),
            }
        }
        let mut parts: Vec<_> = name.split(['/', '\\']).map(portable).collect();
        let last = parts.pop().filter(|last| !last.is_empty()).unwrap_or_else(|| parting.clip.id.0.to_string());
        parts.retain(|part| !part.is_empty());
        parts.truncate(MOST_PARTS - 1);
        parts.push(last);
        parts
    }
}

/// The text before a word in braces, the word, and what follows.
fn next_word(text: &str) -> Option<(&str, &str, &str)> {
    let open = text.find('{')?;
    let close = open + text[open..].find('}')?;
    Some((&text[..open], &text[open + 1..close], &text[close + 1..]))
}

fn value(word: Placeholder, ExportItem { clip, tags, collection, .. }: &ExportItem, place: NameContext<'_>) -> String {
    match word {
        Placeholder::Prompt => words(&spoken(clip)),
        Placeholder::Model => clip.generation.model.as_str().to_owned(),
        Placeholder::Date => dated(clip, place.zone, "%Y-%m-%d"),
        Placeholder::Time => dated(clip, place.zone, "%H-%M-%S"),
        Placeholder::Number => clip.id.0.to_string(),
        Placeholder::Count => format!("{:0width$}", place.at, width = place.of.to_string().len()),
        Placeholder::Aspect => aspect(clip),
        Placeholder::Length => length(&clip.film),
        Placeholder::Tags => words(&tags.join(" ")),
        Placeholder::Collection => collection.clone().unwrap_or_default(),
    }
}

/// What a clip is about: its scenes, its prompt, or the name of the file that it was.
pub(super) fn spoken(clip: &Clip) -> String {
    let scenes: Vec<&str> = clip.shots.iter().map(|shot| shot.scene.as_str()).collect();
    let file = clip.file_name.as_deref().map(|name| name.rsplit_once('.').map_or(name, |(stem, _)| stem));
    match (scenes.is_empty(), clip.generation.prompt.trim()) {
        (false, _) => scenes.join(" "),
        (true, "") => file.unwrap_or_default().to_owned(),
        (true, prompt) => prompt.to_owned(),
    }
}

/// Letters and digits of any script, as many words as have room.
fn words(text: &str) -> String {
    let text = organize::one_spelling(text);
    let mut slug = String::new();
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        let room = MOST_WORD_CHARS.saturating_sub(slug.chars().count());
        let goes_in = word.chars().count() < room;
        if !slug.is_empty() {
            if !goes_in {
                break;
            }
            slug.push('-');
        }
        slug.extend(word.chars().take(room));
    }
    slug
}

fn dated(clip: &Clip, zone: &TimeZone, form: &str) -> String {
    let at = jiff::Timestamp::from_millisecond(clip.created_at.0).unwrap_or_default();
    at.to_zoned(zone.clone()).strftime(form).to_string()
}

/// As it was asked for, else the nearest shape that has a name, else its pixels.
fn aspect(clip: &Clip) -> String {
    let Film { width, height, .. } = clip.film;
    if let Some(ratio) = clip.generation.aspect_ratio {
        return format!("{}x{}", ratio.width, ratio.height);
    }
    if width == 0 || height == 0 {
        return String::new();
    }
    let off = |(across, down): (u32, u32)| {
        (f64::from(width) * f64::from(down) / (f64::from(height) * f64::from(across)) - 1.0).abs()
    };
    let near = SHAPES.into_iter().find(|shape| off(*shape) < 0.02);
    let (across, down) = near.unwrap_or((width, height));
    format!("{across}x{down}")
}

fn length(film: &Film) -> String {
    if film.duration_ms <= 0 { String::new() } else { format!("{}s", film.duration_ms.saturating_add(500) / 1000) }
}

/// A part of a path that Windows, macOS and Linux can have; empty where nothing is left.
fn portable(part: &str) -> String {
    let part = organize::one_spelling(part);
    let mut name = String::new();
    for c in part.chars().filter(|c| !is_invisible(*c)) {
        let c = if matches!(c, '<' | '>' | ':' | '"' | '/' | '\\' | '|' | '?' | '*') { '-' } else { c };
        // What stood between words of which one was empty.
        let repeats = matches!(c, '-' | '_' | ' ') && name.ends_with(c);
        let fits = name.len() + c.len_utf8() <= MOST_BYTES && name.chars().count() < MOST_CHARS;
        if !repeats && fits {
            name.push(c);
        }
    }
    let name = name.trim_start_matches(['-', '_', ' ', '.']).trim_end_matches(['-', '_', ' ', '.']);
    if is_reserved(name) { format!("_{name}") } else { name.to_owned() }
}

/// Control characters, and what turns or hides the text around it.
fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
}

fn is_reserved(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim().to_uppercase();
    let is_port = |name: &str| {
        let digit = name.strip_prefix("COM").or_else(|| name.strip_prefix("LPT"));
        digit.is_some_and(|digit| {
            matches!(digit, "¹" | "²" | "³") || (digit.len() == 1 && digit.as_bytes()[0].is_ascii_digit())
        })
    };
    RESERVED.contains(&&*stem) || is_port(&stem)
}

#[cfg(test)]
pub(super) mod tests;

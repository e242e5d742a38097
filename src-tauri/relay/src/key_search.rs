//! Finds a key in a text, however the text writes it: as it is, in capital or small letters, with JSON escapes, percent-encoded, as
//! HTML entities, several of these inside one another, in base64 or in hexadecimal.
//!
//! A key that is spread over the text with other characters in between is not found: nothing could be.

use std::{collections::HashSet, ops::Range};

use base64::{Engine as _, engine::general_purpose};

/// How many encodings inside one another are undone.
const LAYERS: usize = 4;
/// A piece of a key that is at least as long, in characters, is taken for the key cut in two. Shorter ones also stand in words
/// and addresses that have nothing to do with it.
const PIECE: usize = 12;
/// The same in base64 and in hexadecimal, where a character holds less.
const ENCODED_PIECE: usize = 16;

/// Where `key` stands in `text`, in bytes of `text`, in order, without overlaps.
pub(super) fn whole(key: &str, text: &str) -> Vec<Range<usize>> {
    if text.len() < key.len() {
        return Vec::new();
    }
    let spellings = spellings(key);
    each_layer(text, |bytes, found| {
        for spelling in &spellings {
            let at = memchr::memmem::find_iter(bytes, spelling.text.as_bytes());
            found.extend(at.map(|start| start..start + spelling.text.len()));
        }
    })
}

/// The same, and pieces of the key that are long enough to be of use to somebody.
pub(super) fn pieces(key: &str, text: &str) -> Vec<Range<usize>> {
    let spellings = spellings(key);
    let windows: Vec<_> = spellings.iter().map(Windows::of).collect();
    each_layer(text, |bytes, found| windows.iter().for_each(|windows| windows.find(bytes, found)))
}

/// One way to write a key, in small letters.
struct Spelling {
    text: String,
    piece: usize,
}

fn spellings(key: &str) -> Vec<Spelling> {
    let plain = Spelling { text: key.to_ascii_lowercase(), piece: PIECE };
    let hex = key.bytes().map(|byte| format!("{byte:02x}")).collect();
    let encoded = (0..3).flat_map(|shift| base64(key, shift)).chain([hex]);
    let encoded = encoded.map(|text| Spelling { text: text.to_ascii_lowercase(), piece: ENCODED_PIECE });
    [plain].into_iter().chain(encoded).collect()
}

/// What stands for the key alone in the base64 of a text that holds it behind `shift` other bytes, modulo three (RFC 4648 sections
/// 4 and 5).
fn base64(key: &str, shift: usize) -> [String; 2] {
    let bytes = [&[0; 2][..shift], key.as_bytes()].concat();
    let own = (shift * 8).div_ceil(6)..bytes.len() * 8 / 6;
    let engines = [&general_purpose::STANDARD_NO_PAD, &general_purpose::URL_SAFE_NO_PAD];
    engines.map(|engine| engine.encode(&bytes)[own.clone()].to_owned())
}

/// Every stretch of a spelling that is as long as a piece.
struct Windows {
    length: usize,
    known: HashSet<u128>,
}

impl Windows {
    fn of(spelling: &Spelling) -> Self {
        let length = spelling.piece.min(spelling.text.len());
        let known = spelling.text.as_bytes().windows(length).map(|window| number(0, window)).collect();
        Self { length, known }
    }

    fn find(&self, bytes: &[u8], found: &mut Vec<Range<usize>>) {
        let mask = u128::MAX >> (128 - 8 * self.length);
        let mut window = 0;
        for (at, byte) in bytes.iter().enumerate() {
            window = number(window, &[*byte]) & mask;
            if at + 1 >= self.length && self.known.contains(&window) {
                found.push(at + 1 - self.length..at + 1);
            }
        }
    }
}

fn number(before: u128, bytes: &[u8]) -> u128 {
    bytes.iter().fold(before, |number, byte| number << 8 | u128::from(*byte))
}

/// Looks through `text` in small letters, and through what is left of it with one encoding after the other undone.
fn each_layer(text: &str, look: impl Fn(&[u8], &mut Vec<Range<usize>>)) -> Vec<Range<usize>> {
    let lower = text.to_ascii_lowercase().into_bytes();
    let mut found = Vec::new();
    look(&lower, &mut found);
    let mut layer = Layer { ends: (1..=lower.len()).collect(), starts: (0..lower.len()).collect(), bytes: lower };
    for _ in 0..LAYERS {
        let Some(inner) = layer.decoded() else { break };
        layer = inner;
        let mut inside = Vec::new();
        look(&layer.bytes, &mut inside);
        found.extend(inside.into_iter().map(|range| layer.starts[range.start]..layer.ends[range.end - 1]));
    }
    merged(found)
}

/// A text with some encodings undone. Byte by byte, where in the original its spelling starts and ends.
struct Layer {
    bytes: Vec<u8>,
    starts: Vec<usize>,
    ends: Vec<usize>,
}

impl Layer {
    /// With one more undone; `None` when there is none.
    fn decoded(&self) -> Option<Self> {
        memchr::memchr3(b'\\', b'%', b'&', &self.bytes)?;
        let mut inner = Self { bytes: Vec::new(), starts: Vec::new(), ends: Vec::new() };
        let mut at = 0;
        while at < self.bytes.len() {
            let (byte, length) = escape(&self.bytes[at..]).unwrap_or((self.bytes[at], 1));
            inner.bytes.push(byte.to_ascii_lowercase());
            inner.starts.push(self.starts[at]);
            inner.ends.push(self.ends[at + length - 1]);
            at += length;
        }
        (inner.bytes.len() < self.bytes.len()).then_some(inner)
    }
}

/// The ASCII character that an escape at the beginning of `text`, in small letters, stands for, and the length of the escape.
fn escape(text: &[u8]) -> Option<(u8, usize)> {
    match text {
        [b'\\', b'u', hex @ ..] => ascii(hex.get(..4)?, 16).map(|byte| (byte, 6)),
        [b'\\', b'x', hex @ ..] => ascii(hex.get(..2)?, 16).map(|byte| (byte, 4)),
        [b'\\', byte, ..] if byte.is_ascii_punctuation() => Some((*byte, 2)),
        [b'%', b'u', hex @ ..] => ascii(hex.get(..4)?, 16).map(|byte| (byte, 6)),
        [b'%', hex @ ..] => ascii(hex.get(..2)?, 16).map(|byte| (byte, 3)),
        [b'&', b'#', b'x', hex @ ..] => entity(hex, 16).map(|(byte, length)| (byte, length + 3)),
        [b'&', b'#', digits @ ..] => entity(digits, 10).map(|(byte, length)| (byte, length + 2)),
        [b'&', name @ ..] => {
            let known = |(word, _): &&(&str, u8)| name.starts_with(word.as_bytes());
            NAMES.iter().find(known).map(|(word, byte)| (*byte, word.len() + 1))
        }
        _ => None,
    }
}

/// The HTML names of characters that keys have, or that begin other escapes (HTML section 13.5).
const NAMES: [(&str, u8); 14] = [
    ("amp;", b'&'),
    ("bsol;", b'\\'),
    ("colon;", b':'),
    ("commat;", b'@'),
    ("dash;", b'-'),
    ("equals;", b'='),
    ("hyphen;", b'-'),
    ("lowbar;", b'_'),
    ("num;", b'#'),
    ("percnt;", b'%'),
    ("period;", b'.'),
    ("plus;", b'+'),
    ("sol;", b'/'),
    ("verbar;", b'|'),
];

/// A numeric entity behind its `#`: the semicolon may be missing.
fn entity(text: &[u8], radix: u32) -> Option<(u8, usize)> {
    let digits = text.iter().take(7).take_while(|byte| char::from(**byte).is_digit(radix)).count();
    let byte = ascii(&text[..digits], radix)?;
    Some((byte, digits + usize::from(text.get(digits) == Some(&b';'))))
}

fn ascii(digits: &[u8], radix: u32) -> Option<u8> {
    let is_number = digits.iter().all(|byte| char::from(*byte).is_digit(radix));
    let number = u8::from_str_radix(std::str::from_utf8(digits).ok()?.trim_start_matches('0'), radix);
    number.ok().filter(|byte| is_number && byte.is_ascii())
}

fn merged(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_by_key(|range| range.start);
    let mut merged: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match merged.last_mut() {
            Some(last) if range.start < last.end => last.end = last.end.max(range.end),
            _ => merged.push(range),
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "sk-Canary/7f3a_9c51.44";

    fn found(text: &str) -> String {
        whole(KEY, text).into_iter().map(|range| &text[range]).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_key_is_found_in_every_spelling() {
        let spelt = |one: fn(u8) -> String| KEY.bytes().map(one).collect::<String>();
        for spelling in [
            KEY.to_owned(),
            KEY.to_ascii_uppercase(),
            KEY.replace('/', "\\/"),
            KEY.replace('-', "\\u002d"),
            KEY.replace('-', "\\\\u002D"),
            KEY.replace('/', "\\\\\\/"),
            KEY.replace('-', "\\x2d"),
            KEY.replace('/', "%2F"),
            KEY.replace('/', "%252f"),
            KEY.replace('-', "&#45;"),
            KEY.replace('-', "&#45"),
            KEY.replace('_', "&lowbar;"),
            KEY.replace('-', "&amp;#45;"),
            KEY.replace('-', "\\u0026#45;"),
            spelt(|byte| format!("%{byte:02X}")),
            spelt(|byte| format!("\\u{byte:04x}")),
            spelt(|byte| format!("&#{byte};")),
            spelt(|byte| format!("&#x{byte:x};")),
            spelt(|byte| format!("{byte:02X}")),
        ] {
            assert_eq!(found(&format!("& invalid: «{spelling}» 100%")), spelling);
        }
    }

    #[test]
    fn a_key_is_found_in_base64_behind_anything() {
        for before in ["", "u", "us", "Bearer ", "user:"] {
            for engine in [&general_purpose::STANDARD, &general_purpose::URL_SAFE] {
                let encoded = engine.encode(format!("{before}{KEY} and so on"));
                assert!(found(&format!("Basic {encoded}")).len() >= KEY.len() * 8 / 6 - 1, "{before}");
            }
        }
    }

    #[test]
    fn pieces_are_found_from_a_dozen_characters_on() {
        let found = |text: &str| pieces(KEY, text).into_iter().map(|range| text[range].len()).collect::<Vec<_>>();
        assert!(found(&KEY[..11]).is_empty());
        assert_eq!(found(&KEY[..12]), [12]);
        assert_eq!(found(&format!("the key {}", &KEY[..20])), [20]);
        assert_eq!(found(&format!("{}... is wrong", &KEY[5..])), [KEY.len() - 5]);
        assert!(found("sk-canary, sk-test").is_empty());
    }

    #[test]
    fn what_is_no_key_is_left_alone() {
        for text in ["", "100%", "a & b", "\\", "\\u", "%2", "&#;", "&#x;", "&#99999999;", "视频 %E8%A7", "sk-canary"]
        {
            assert!(whole(KEY, text).is_empty() && pieces(KEY, text).is_empty(), "{text}");
        }
    }
}

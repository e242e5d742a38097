//! A relay's key: a text that never shows itself.

use std::{fmt, ops::Range, str::FromStr};

use zeroize::Zeroizing;

use super::key_search as search;

/// What stands in a text where a key stood. Not ASCII, so that no key can arise from it and its neighbours.
const HIDDEN: &str = "•••";

/// Texts shorter than this are not searched for: they would garble every answer, and no relay's key is as short.
const SEARCHED_FROM: usize = 6;

/// No header carries more.
const MAX_LENGTH: usize = 4096;

/// A relay's key. It has no `Display` and no `Serialize`, its `Debug` shows nothing, and its memory is wiped when it goes.
#[derive(Clone, PartialEq, Eq)]
pub struct Key(Zeroizing<String>);

/// Why a text is no key. Never the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// Nothing but spaces.
    #[error("the key is empty")]
    Empty,
    /// A key goes into a header: visible ASCII only, without spaces and quotes (RFC 6750 section 2.1 allows less still).
    #[error("the key holds characters that no key has")]
    Characters,
    /// More than a header holds.
    #[error("the key is too long")]
    TooLong,
}

impl FromStr for Key {
    type Err = KeyError;

    /// Takes a key as it is pasted: with spaces, invisible characters or quotes around it, and with `Bearer` before it.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match bare(text) {
            "" => Err(KeyError::Empty),
            key if !key.chars().all(is_of_key) => Err(KeyError::Characters),
            key if key.len() > MAX_LENGTH => Err(KeyError::TooLong),
            key => Ok(Self(Zeroizing::new(key.to_owned()))),
        }
    }
}

const fn is_of_key(c: char) -> bool {
    c.is_ascii_graphic() && !matches!(c, '"' | '\'' | '`')
}

/// `text` without what is around a key where it was copied from.
fn bare(text: &str) -> &str {
    let mut bare = text;
    loop {
        let trimmed = bare.trim_matches(|c: char| c.is_whitespace() || c.is_control() || is_invisible(c));
        let unquoted = QUOTES.iter().find_map(|(left, right)| trimmed.strip_prefix(*left)?.strip_suffix(*right));
        let inner = unquoted.unwrap_or_else(|| without_scheme(trimmed));
        if inner == bare {
            return bare;
        }
        bare = inner;
    }
}

const QUOTES: [(char, char); 8] = [
    ('"', '"'),
    ('\'', '\''),
    ('`', '`'),
    ('\u{201c}', '\u{201d}'),
    ('\u{2018}', '\u{2019}'),
    ('\u{ff02}', '\u{ff02}'),
    ('\u{300c}', '\u{300d}'),
    ('\u{ab}', '\u{bb}'),
];

/// Characters without a width: soft hyphen, zero-width spaces and joiners, marks of direction, byte order mark.
const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

fn without_scheme(text: &str) -> &str {
    match text.split_once(char::is_whitespace) {
        Some((scheme, rest)) if ["bearer", "bearer:"].contains(&scheme.to_ascii_lowercase().as_str()) => rest,
        _ => text,
    }
}

impl Key {
    /// A key that nobody can guess: 128 random bits.
    pub fn random() -> Self {
        Self(Zeroizing::new(format!("{:032x}", rand::random::<u128>())))
    }

    /// The key itself: for the relay's header and for the keychain, and for nothing else.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// `text` without the key, however it is written there. Keys of less than six characters are not taken for secrets. For
    /// texts that are read on: nothing else in them is touched.
    pub fn hide_in(&self, text: &str) -> String {
        self.hide(text, search::whole)
    }

    /// The same without pieces of the key either, such as are left where a text was cut. For texts that only people read.
    pub fn hide_pieces_in(&self, text: &str) -> String {
        self.hide(text, search::pieces)
    }

    fn hide(&self, text: &str, find: fn(&str, &str) -> Vec<Range<usize>>) -> String {
        let found = if self.0.len() < SEARCHED_FROM { Vec::new() } else { find(&self.0, text) };
        let mut shown = String::with_capacity(text.len());
        let mut at = 0;
        for range in found {
            shown += &text[at..range.start];
            shown += HIDDEN;
            at = range.end;
        }
        shown + &text[at..]
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key(•••)")
    }
}

/// The last four characters, which is all that is ever shown of a key; none of a key shorter than twelve.
pub fn last_four(key: &Key) -> String {
    match key.0.len() {
        length @ 12.. => key.0[length - 4..].to_owned(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_key_is_taken_as_it_is_pasted() {
        for text in [
            "sk-abcdef",
            "  sk-abcdef\n",
            "Bearer sk-abcdef",
            "bearer   sk-abcdef ",
            "\u{200b}sk-abcdef\u{200b}",
            "\u{feff}sk-abcdef\u{a0}\u{3000}",
            "\"sk-abcdef\"",
            "'sk-abcdef'",
            " “sk-abcdef” ",
            "`Bearer sk-abcdef`",
            "\u{200b} \"\u{feff}sk-abcdef \" \r\n",
            "\u{202a}sk-abcdef\u{202c}\0",
        ] {
            assert_eq!(text.parse::<Key>().unwrap().expose(), "sk-abcdef", "{text:?}");
        }
    }

    #[test]
    fn what_no_header_carries_is_no_key() {
        for text in ["", " \n", "\u{200b}", "\"\"", "“ ”"] {
            assert_eq!(text.parse::<Key>(), Err(KeyError::Empty), "{text:?}");
        }
        for text in [
            "sk abcdef",
            "密钥密钥",
            "sk-a\nX-Other: b",
            "sk\u{2013}abc\u{2013}def",
            "sk-abc\u{2014}def",
            "sk-\u{200b}abc",
            "sk-abc\u{feff}def",
            "ｓｋ－ａｂｃ",
            "sk-abc…",
            "sk-abc\0def",
            "sk-\u{ad}abc",
            "sk-\"abc",
            "sk-abc\"",
            "\"sk-abc'",
            "sk-аbc",
        ] {
            assert_eq!(text.parse::<Key>(), Err(KeyError::Characters), "{text:?}");
        }
        assert_eq!("k".repeat(MAX_LENGTH + 1).parse::<Key>(), Err(KeyError::TooLong));
    }

    #[test]
    fn only_four_characters_of_a_long_key_are_shown() {
        assert_eq!(last_four(&"sk-12345wxyz".parse().unwrap()), "wxyz");
        assert_eq!(last_four(&"sk-1234wxyz".parse().unwrap()), "");
    }

    proptest! {
        #[test]
        fn a_key_is_never_left_in_a_text(key in "[!#-&(-_a-~]{6,60}", before in ".{0,30}", after in ".{0,30}") {
            let key: Key = key.parse().unwrap();
            let text = format!("{before}{0}{0}{after}", key.expose());
            prop_assert!(!key.hide_in(&text).contains(key.expose()));
            prop_assert!(!key.hide_pieces_in(&text).contains(key.expose()));
            let shown = format!("{key:?}");
            prop_assert!(!shown.contains(key.expose()));
        }
    }
}

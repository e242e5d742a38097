//! A relay's key: a text that never shows itself.

use std::{fmt, str::FromStr};

use zeroize::Zeroizing;

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
    /// A key goes into a header: visible ASCII only, without spaces (RFC 6750 section 2.1 allows less still).
    #[error("the key holds characters that no key has")]
    Characters,
    /// More than a header holds.
    #[error("the key is too long")]
    TooLong,
}

impl FromStr for Key {
    type Err = KeyError;

    /// Takes a key as it is pasted: with spaces around it, and with `Bearer` before it.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim();
        let text = match text.split_once(char::is_whitespace) {
            Some((scheme, rest)) if scheme.eq_ignore_ascii_case("bearer") => rest.trim_start(),
            _ => text,
        };
        match text {
            "" => Err(KeyError::Empty),
            _ if !text.bytes().all(|byte| byte.is_ascii_graphic()) => Err(KeyError::Characters),
            _ if text.len() > MAX_LENGTH => Err(KeyError::TooLong),
            _ => Ok(Self(Zeroizing::new(text.to_owned()))),
        }
    }
}

impl Key {
    /// The key itself: for the relay's header and for the keychain, and for nothing else.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// `text` without the key. Texts of less than six characters are not taken for secrets.
    pub fn hide_in(&self, text: &str) -> String {
        if self.0.len() < SEARCHED_FROM { text.to_owned() } else { text.replace(self.0.as_str(), HIDDEN) }
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
        for text in ["sk-abcdef", "  sk-abcdef\n", "Bearer sk-abcdef", "bearer   sk-abcdef "] {
            assert_eq!(text.parse::<Key>().unwrap().expose(), "sk-abcdef", "{text:?}");
        }
    }

    #[test]
    fn what_no_header_carries_is_no_key() {
        assert_eq!(" \n".parse::<Key>(), Err(KeyError::Empty));
        assert_eq!("sk abcdef".parse::<Key>(), Err(KeyError::Characters));
        assert_eq!("密钥密钥".parse::<Key>(), Err(KeyError::Characters));
        assert_eq!("sk-a\nX-Other: b".parse::<Key>(), Err(KeyError::Characters));
        assert_eq!("k".repeat(MAX_LENGTH + 1).parse::<Key>(), Err(KeyError::TooLong));
    }

    #[test]
    fn only_four_characters_of_a_long_key_are_shown() {
        assert_eq!(last_four(&"sk-12345wxyz".parse().unwrap()), "wxyz");
        assert_eq!(last_four(&"sk-1234wxyz".parse().unwrap()), "");
    }

    proptest! {
        #[test]
        fn a_key_is_never_left_in_a_text(key in "[!-~]{6,60}", before in ".{0,30}", after in ".{0,30}") {
            let key: Key = key.parse().unwrap();
            let text = format!("{before}{0}{0}{after}", key.expose());
            prop_assert!(!key.hide_in(&text).contains(key.expose()));
            let shown = format!("{key:?}");
            prop_assert!(!shown.contains(key.expose()));
        }
    }
}

//! Removes the key from a streamed text, even if it is split between two pieces.

use crate::Key;

/// Most characters that nested escapes may use for one character of the key.
const LONGEST_ESCAPE: usize = 12;

/// Redacts a text as it is streamed.
#[derive(Debug)]
pub(super) struct StreamRedactor<'k> {
    key: Option<&'k Key>,
    /// The unfinished last word. A key contains no space, so only this word can become part of one.
    held: String,
}

impl<'k> StreamRedactor<'k> {
    pub(super) const fn new(key: Option<&'k Key>) -> Self {
        Self { key, held: String::new() }
    }

    /// Adds a piece and returns the text that is safe to show.
    pub(super) fn push(&mut self, piece: &str) -> String {
        let Some(key) = self.key else { return piece.to_owned() };
        self.held.push_str(piece);
        let mut shown = key.hide_in(&self.held);
        let word = shown.char_indices().rfind(|(_, c)| !c.is_ascii_graphic()).map_or(0, |(at, c)| at + c.len_utf8());
        let most = shown.len().saturating_sub(key.expose().len() * LONGEST_ESCAPE);
        self.held = shown.split_off(word.max(shown.ceil_char_boundary(most)));
        shown
    }

    /// Returns the text that was held back, at the end of the stream.
    pub(super) fn finish(&mut self) -> String {
        std::mem::take(&mut self.held)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_last_word_is_held_back() {
        let key: Key = "sk-canary".parse().unwrap();
        let mut redactor = StreamRedactor::new(Some(&key));
        assert_eq!(redactor.push("a sk-"), "a ");
        assert_eq!(redactor.push("car"), "");
        assert_eq!(redactor.push("s 视频sk-can"), "sk-cars 视频");
        assert_eq!(redactor.push("ary."), "•••");
        assert_eq!(redactor.push(" risk"), ". ");
        assert_eq!(redactor.finish(), "risk");
    }

    #[test]
    fn a_word_without_end_is_not_held_for_ever() {
        let key: Key = "sk-canary".parse().unwrap();
        let mut redactor = StreamRedactor::new(Some(&key));
        let shown: usize = (0..1000).map(|_| redactor.push("aaaa").len()).sum();
        assert_eq!(shown, 4000 - key.expose().len() * LONGEST_ESCAPE);
    }

    #[test]
    fn an_escaped_key_is_hidden_wherever_it_is_cut() {
        let key: Key = "sk-canary".parse().unwrap();
        let text = "bad &#115;k%2Dcan\\u0061ry!";
        for at in 0..text.len() {
            let mut redactor = StreamRedactor::new(Some(&key));
            let shown = [redactor.push(&text[..at]), redactor.push(&text[at..]), redactor.finish()].concat();
            assert_eq!(shown, "bad •••!");
        }
    }

    proptest! {
        #[test]
        fn a_key_that_is_cut_anywhere_is_hidden_and_nothing_else_is_lost(
            key in "sk-[ab]{3,6}",
            texts in prop::collection::vec("[skab视-]{0,6}", 0..4),
            size in 1..5_usize,
        ) {
            let parsed: Key = key.parse().unwrap();
            let text = texts.join(&key);
            let mut redactor = StreamRedactor::new(Some(&parsed));
            let mut shown = String::new();
            let chars: Vec<char> = text.chars().collect();
            for piece in chars.chunks(size) {
                shown += &redactor.push(&piece.iter().collect::<String>());
            }
            shown += &redactor.finish();
            prop_assert!(!shown.contains(&key), "{}", shown);
            prop_assert_eq!(shown, parsed.hide_in(&text));
        }
    }
}

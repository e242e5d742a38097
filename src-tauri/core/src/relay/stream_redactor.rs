//! Takes the key out of a text that comes in pieces, also where it is cut in two.

use crate::secret::Key;

/// How many characters of a text may stand for one of the key, at most: several escapes inside one another.
const LONGEST_ESCAPE: usize = 12;

/// A text on its way from a relay.
#[derive(Debug)]
pub(super) struct StreamRedactor<'k> {
    key: Option<&'k Key>,
    /// The word that the text ends with so far. A key has no space in it, however it is written: what may become one is in it.
    held: String,
}

impl<'k> StreamRedactor<'k> {
    pub(super) const fn new(key: Option<&'k Key>) -> Self {
        Self { key, held: String::new() }
    }

    /// What can be shown by now.
    pub(super) fn push(&mut self, piece: &str) -> String {
        let Some(key) = self.key else { return piece.to_owned() };
        self.held.push_str(piece);
        let mut shown = key.hide_in(&self.held);
        let word = shown.char_indices().rfind(|(_, c)| !c.is_ascii_graphic()).map_or(0, |(at, c)| at + c.len_utf8());
        let most = shown.len().saturating_sub(key.expose().len() * LONGEST_ESCAPE);
        self.held = shown.split_off(word.max(shown.ceil_char_boundary(most)));
        shown
    }

    /// What was held back, when nothing more comes.
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

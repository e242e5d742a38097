//! Takes the key out of a text that comes in pieces, also where it is cut in two.

use crate::secret::Key;

/// A text on its way from a relay.
#[derive(Debug)]
pub(super) struct Veil<'k> {
    key: Option<&'k Key>,
    /// The end of what came so far, as long as it may be the beginning of the key.
    held: String,
}

impl<'k> Veil<'k> {
    pub(super) const fn new(key: Option<&'k Key>) -> Self {
        Self { key, held: String::new() }
    }

    /// What can be shown by now.
    pub(super) fn pass(&mut self, piece: &str) -> String {
        let Some(key) = self.key else { return piece.to_owned() };
        self.held.push_str(piece);
        let mut shown = key.hide_in(&self.held);
        let whole = key.expose();
        let most = shown.len().min(whole.len() - 1);
        let kept = (1..=most).rev().find(|length| shown.ends_with(&whole[..*length])).unwrap_or(0);
        self.held = shown.split_off(shown.len() - kept);
        shown
    }

    /// What was held back, when nothing more comes.
    pub(super) fn rest(&mut self) -> String {
        std::mem::take(&mut self.held)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn only_what_may_become_the_key_is_held_back() {
        let key: Key = "sk-canary".parse().unwrap();
        let mut veil = Veil::new(Some(&key));
        assert_eq!(veil.pass("a sk-"), "a ");
        assert_eq!(veil.pass("car"), "sk-car");
        assert_eq!(veil.pass("s sk-can"), "s ");
        assert_eq!(veil.pass("ary."), "•••.");
        assert_eq!(veil.pass("risk"), "ri");
        assert_eq!(veil.rest(), "sk");
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
            let mut veil = Veil::new(Some(&parsed));
            let mut shown = String::new();
            let chars: Vec<char> = text.chars().collect();
            for piece in chars.chunks(size) {
                shown += &veil.pass(&piece.iter().collect::<String>());
            }
            shown += &veil.rest();
            prop_assert!(!shown.contains(&key), "{}", shown);
            prop_assert_eq!(shown, parsed.hide_in(&text));
        }
    }
}

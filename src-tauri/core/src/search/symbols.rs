//! Indexes the symbols of a text: `#3`, `C++`, `100%`, `→`, emoji. Words are defined in `tokenizer`.
//!
//! A symbol is found where it stands, with the word before and after it. Punctuation of prose stands almost everywhere and means
//! little: only that a text has it is kept, and it counts only where nothing but punctuation is typed.

use super::tokenizer::{Token, folded, is_mark, tokens};

/// What of a text is found by its symbols.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Symbols {
    /// Words and symbols as they stand together: each from the word before the first symbol to the word after the last.
    pub(super) phrases: Vec<Vec<String>>,
    /// Each punctuation mark that is there, once.
    pub(super) marks: Vec<char>,
}

impl Symbols {
    /// Those of a text.
    pub(super) fn of(text: &str) -> Self {
        let mut symbols = Self::default();
        for chunk in folded(text).split_whitespace() {
            let mut has_symbol = false;
            for c in chunk.chars().filter(|c| !c.is_alphanumeric()) {
                has_symbol |= !is_mark(c);
                if is_mark(c) && !symbols.marks.contains(&c) {
                    symbols.marks.push(c);
                }
            }
            if has_symbol {
                symbols.take_in(chunk);
            }
        }
        symbols
    }

    /// A piece without white space, folded.
    fn take_in(&mut self, chunk: &str) {
        let mut phrase = Vec::new();
        // How much of it there is up to the word after the last symbol.
        let mut kept = 0;
        let mut is_after_symbol = false;
        for token in tokens(chunk) {
            match token {
                Token::Symbol(symbol) => {
                    phrase.push(symbol.to_string());
                    kept = phrase.len();
                    is_after_symbol = true;
                }
                Token::Word(word) => {
                    // Before the first symbol only the last word counts.
                    if kept == 0 {
                        phrase.clear();
                    }
                    phrase.push(word);
                    kept = if is_after_symbol { phrase.len() } else { kept };
                    is_after_symbol = false;
                }
            }
        }
        phrase.truncate(kept);
        if !phrase.is_empty() {
            self.phrases.push(phrase);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn phrases(text: &str) -> Vec<String> {
        Symbols::of(text).phrases.iter().map(|phrase| phrase.join(" ")).collect()
    }

    #[test]
    fn a_symbol_stands_with_the_words_beside_it() {
        assert_eq!(phrases("in C++, at 100% (#3) → ★"), ["c + +", "100 %", "# 3", "→", "★"]);
        assert_eq!(phrases("价格是100%真的吗 a+b=c"), ["100 % 真", "a + b = c"]);
        assert_eq!(phrases("🎬🏽 👩‍💻"), ["🎬 🏽", "👩 💻"]);
        assert_eq!(phrases("plain words, and marks: don't; sora-2 @alice"), [""; 0]);
    }

    #[test]
    fn punctuation_is_only_there_or_not() {
        assert_eq!(Symbols::of("Really?! No... “never”?").marks, ['?', '!', '.', '“', '”']);
        assert_eq!(Symbols::of("黄昏。").marks, ['。']);
        assert_eq!(Symbols::of("a b"), Symbols::default());
    }

    proptest! {
        #[test]
        fn there_is_no_more_to_keep_than_is_written(text in any::<String>()) {
            let symbols = Symbols::of(&text);
            let tokens: usize = symbols.phrases.iter().map(Vec::len).sum();
            prop_assert!(tokens <= folded(&text).chars().count());
        }
    }
}

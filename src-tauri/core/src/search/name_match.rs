//! Finds names, of tags and models for example, by the beginnings of their words.

use super::{
    symbols::Symbols,
    tokenizer::{folded, is_symbol, words},
};

/// Returns whether a name has a word with the prefix of each typed word, and all typed symbols.
pub fn is_named(name: &str, typed: &str) -> bool {
    let (names, beginnings) = (words(name), words(typed));
    let Symbols { phrases, marks } = Symbols::of(typed);
    let named = folded(name);
    let is_bare = beginnings.is_empty() && phrases.is_empty();
    beginnings.iter().all(|beginning| names.iter().any(|word| word.starts_with(beginning.as_str())))
        && phrases.iter().flatten().filter(|word| is_symbol(word)).all(|symbol| named.contains(symbol))
        && (!is_bare || marks.iter().all(|mark| named.contains(*mark)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_by_the_beginnings_of_its_words() {
        for typed in ["", "qu", "night q", "QUAY nig", "海", "  "] {
            assert!(is_named("Night quay, 黄海", typed), "{typed}");
        }
        for typed in ["uay", "quay x", "昏", "nights", "★", "quay ★", "!"] {
            assert!(!is_named("Night quay, 黄海", typed), "{typed}");
        }
        assert!(is_named("★ Night quay", "★") && is_named("C++", "c+") && is_named("Night, quay", ","));
    }
}

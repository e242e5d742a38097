//! Parses the text of the search field into terms, all of which must match.

use super::{
    symbols::Symbols,
    tokenizer::{is_sign, words},
};

/// A condition on a clip's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Term {
    /// A word with this prefix.
    Beginning(String),
    /// These words, adjacent.
    Phrase(Vec<String>),
    /// These words, adjacent; the last one is a prefix.
    Opening(Vec<String>, String),
}

/// Returns the terms of a text. An unclosed quote reaches to the end, and its last word counts as a prefix.
pub(super) fn terms(text: &str) -> Vec<Term> {
    let mut terms = Vec::new();
    let parts: Vec<_> = text.split(['"', '“', '”', '＂']).collect();
    for (at, part) in parts.iter().enumerate() {
        if at % 2 == 1 && at + 1 == parts.len() {
            terms.extend(opening(words(part)));
            symbols(part, &mut terms);
        } else if at % 2 == 1 {
            terms.extend(phrase(words(part)));
            symbols(part, &mut terms);
        } else {
            part.split_whitespace().for_each(|bare| loose(bare, &mut terms));
        }
    }
    terms
}

fn phrase(words: Vec<String>) -> Option<Term> {
    (!words.is_empty()).then_some(Term::Phrase(words))
}

fn opening(mut words: Vec<String>) -> Option<Term> {
    let last = words.pop()?;
    if is_sign(&last) {
        words.push(last);
        return phrase(words);
    }
    Some(if words.is_empty() { Term::Beginning(last) } else { Term::Opening(words, last) })
}

/// Parses unquoted text: words are prefixes; adjacent Chinese characters are a phrase.
fn loose(bare: &str, terms: &mut Vec<Term>) {
    let mut signs = Vec::new();
    for word in words(bare) {
        if is_sign(&word) {
            signs.push(word);
        } else {
            terms.extend(phrase(std::mem::take(&mut signs)));
            terms.push(Term::Beginning(word));
        }
    }
    terms.extend(phrase(signs));
    symbols(bare, terms);
}

/// What stands together with symbols; and where nothing but punctuation is typed, that.
fn symbols(part: &str, terms: &mut Vec<Term>) {
    let Symbols { phrases, marks } = Symbols::of(part);
    if phrases.is_empty() && words(part).is_empty() {
        terms.extend(marks.into_iter().map(|mark| Term::Phrase(vec![mark.to_string()])));
    }
    // The last word of each may still be being typed.
    terms.extend(phrases.into_iter().filter_map(opening));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn beginning(word: &str) -> Term {
        Term::Beginning(word.to_owned())
    }

    fn phrase(words: &[&str]) -> Term {
        Term::Phrase(words.iter().map(|word| (*word).to_owned()).collect())
    }

    #[test]
    fn bare_words_are_beginnings_and_chinese_is_a_phrase() {
        assert_eq!(
            terms("Lant 黄昏 sora-2"),
            [beginning("lant"), phrase(&["黄", "昏"]), beginning("sora"), beginning("2")]
        );
        assert_eq!(terms("海4k灯塔 海"), [phrase(&["海"]), beginning("4k"), phrase(&["灯", "塔"]), phrase(&["海"])]);
    }

    #[test]
    fn quotes_make_phrases_even_before_they_are_closed() {
        assert_eq!(terms("sea \"Golden hour\" at"), [beginning("sea"), phrase(&["golden", "hour"]), beginning("at")]);
        assert_eq!(terms("“金色 hour” “"), [phrase(&["金", "色", "hour"])]);
        let opening = Term::Opening(vec!["golden".to_owned()], "ho".to_owned());
        assert_eq!(terms("fog \"golden ho"), [beginning("fog"), opening]);
        assert_eq!(terms("\"gol"), [beginning("gol")]);
        assert_eq!(terms("\"gol 黄昏"), [phrase(&["gol", "黄", "昏"])]);
        assert_eq!(terms("\" \" "), []);
    }

    #[test]
    fn symbols_are_phrases_with_the_words_beside_them() {
        assert_eq!(terms("C++"), [beginning("c"), phrase(&["c", "+", "+"])]);
        assert_eq!(terms("#3"), [beginning("3"), Term::Opening(vec!["#".to_owned()], "3".to_owned())]);
        assert_eq!(terms("★ → 🎬"), [phrase(&["★"]), phrase(&["→"]), phrase(&["🎬"])]);
        assert_eq!(terms("\"100% sea\""), [phrase(&["100", "sea"]), phrase(&["100", "%"])]);
        assert_eq!(terms("?! don't"), [phrase(&["?"]), phrase(&["!"]), beginning("don"), beginning("t")]);
    }
}

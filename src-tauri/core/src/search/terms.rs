//! What is typed into the search field, as the terms that all have to be there.

use super::words::{is_sign, words};

/// One thing that has to be there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Term {
    /// A word that begins so.
    Beginning(String),
    /// These words, one right after the other.
    Phrase(Vec<String>),
}

/// The terms of a text. A quote that is not closed yet reaches to the end.
pub(super) fn terms(text: &str) -> Vec<Term> {
    let mut terms = Vec::new();
    for (at, part) in text.split(['"', '“', '”', '＂']).enumerate() {
        if at % 2 == 1 {
            terms.extend(phrase(words(part)));
        } else {
            part.split_whitespace().for_each(|bare| loose(bare, &mut terms));
        }
    }
    terms
}

fn phrase(words: Vec<String>) -> Option<Term> {
    (!words.is_empty()).then_some(Term::Phrase(words))
}

/// Words are beginnings; Chinese characters that stand together are a phrase.
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
        assert_eq!(terms("fog \"golden ho"), [beginning("fog"), phrase(&["golden", "ho"])]);
        assert_eq!(terms(" \" ,. \" ... "), []);
    }
}

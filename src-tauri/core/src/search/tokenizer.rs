//! Splits a text into words: letters and digits, case-folded, without accents. Each Chinese character and each kana is a word
//! of its own, because these scripts put no spaces between words. Other characters are handled by `symbols`.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// A piece of a text without its white space.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Token {
    Word(String),
    /// What stands for something, and is neither a word nor punctuation.
    Symbol(char),
}

/// Returns the text case-folded, without accents and zero-width characters.
pub(super) fn folded(text: &str) -> String {
    let is_seen = |c: &char| !is_combining_mark(*c) && !is_zero_width(*c);
    if text.is_ascii() {
        text.to_ascii_lowercase()
    } else {
        text.nfkd().filter(is_seen).flat_map(char::to_lowercase).collect()
    }
}

/// Calls `pass` with each word of a text, in order.
pub(super) fn each_word(text: &str, mut pass: impl FnMut(&str)) {
    let folded = folded(text);
    let mut rest = folded.as_str();
    while let Some((word, tail)) = next_word(rest) {
        pass(word);
        rest = tail;
    }
}

/// Returns the words of a text.
pub(super) fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    each_word(text, |word| words.push(word.to_owned()));
    words
}

/// Returns the words of a folded text and the symbols between them.
pub(super) fn tokens(folded: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = folded;
    while let Some((word, tail)) = next_word(rest) {
        tokens.extend(between(&rest[..rest.len() - tail.len() - word.len()]));
        tokens.push(Token::Word(word.to_owned()));
        rest = tail;
    }
    tokens.extend(between(rest));
    tokens
}

fn between(text: &str) -> impl Iterator<Item = Token> {
    text.chars().filter(|c| !c.is_whitespace() && !c.is_control() && !is_mark(*c)).map(Token::Symbol)
}

/// Whether a word is a single character that no longer word begins with: Chinese, kana, or a symbol.
pub(super) fn is_sign(word: &str) -> bool {
    is_symbol(word) || word.chars().next().is_some_and(is_sign_char)
}

/// Returns whether a word is a symbol.
pub(super) fn is_symbol(word: &str) -> bool {
    word.chars().next().is_some_and(|c| !c.is_alphanumeric())
}

/// The first word, and what follows it.
fn next_word(text: &str) -> Option<(&str, &str)> {
    let start = text.find(char::is_alphanumeric)?;
    let word = &text[start..];
    let first = word.chars().next()?;
    let end = if is_sign_char(first) {
        first.len_utf8()
    } else {
        word.find(|c: char| !c.is_alphanumeric() || is_sign_char(c)).unwrap_or(word.len())
    };
    Some(word.split_at(end))
}

/// Zero-width spaces and joiners, soft hyphens, and what turns the text around it.
const fn is_zero_width(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// What prose is punctuated with, in the scripts that are written here; `@` too, which only leads a name.
pub(super) const fn is_mark(c: char) -> bool {
    matches!(c,
        '!' | '"' | '\'' | '(' | ')' | ',' | '-' | '.' | '/' | ':' | ';' | '?' | '@' | '[' | '\\' | ']' | '_' | '`' | '{' | '}'
        | '¡' | '«' | '·' | '»' | '¿' | '\u{2010}'..='\u{201f}' | '\u{2022}' | '\u{2026}' | '\u{2032}' | '\u{2033}' | '\u{2039}'
        | '\u{203a}' | '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301f}' | '\u{30fb}')
}

/// Han ideographs with their iteration mark and zero; hiragana and katakana.
const fn is_sign_char(c: char) -> bool {
    matches!(c,
        '\u{3005}' | '\u{3007}' | '\u{3041}'..='\u{3096}' | '\u{309d}'..='\u{309f}' | '\u{30a1}'..='\u{30fa}'
        | '\u{30fc}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{1b000}'..='\u{1b16f}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_letters_and_digits_in_one_case_without_accents() {
        assert_eq!(words("A Café, 4K: IMG_0012.mp4 — don't!"), ["a", "cafe", "4k", "img", "0012", "mp4", "don", "t"]);
        assert_eq!(words("ＦＵＬＬ ﬁne Ǆ İ"), ["full", "fine", "dz", "i"]);
        assert_eq!(words(" \t…!?"), [""; 0]);
        assert_eq!(words("a\u{200b}b ca\u{ad}fe\u{301}"), ["ab", "cafe"]);
    }

    #[test]
    fn chinese_and_kana_are_words_of_one_character() {
        assert_eq!(words("黄昏的海，4K灯塔"), ["黄", "昏", "的", "海", "4k", "灯", "塔"]);
        assert_eq!(words("ガラス ｶﾞ"), ["カ", "ラ", "ス", "カ"]);
        assert!(is_sign("海") && is_sign("カ") && is_sign("★") && !is_sign("4k") && !is_sign("é"));
    }
}

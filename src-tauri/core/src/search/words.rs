//! A text as the words that it is found by: letters and digits, in one case, without accents. Every Chinese character and
//! every kana is a word of its own, because their words have no spaces between them. Punctuation is nothing.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Passes every word of a text on, in its order.
pub(super) fn each_word(text: &str, pass: impl FnMut(&str)) {
    if text.is_ascii() {
        split(text.chars().map(|c| c.to_ascii_lowercase()), pass);
    } else {
        split(text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase), pass);
    }
}

/// The words of a text.
pub(super) fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    each_word(text, |word| words.push(word.to_owned()));
    words
}

/// Whether a name has words that begin as these do that are typed.
pub fn is_named(name: &str, typed: &str) -> bool {
    let names = words(name);
    words(typed).iter().all(|beginning| names.iter().any(|word| word.starts_with(beginning.as_str())))
}

/// Whether a word is a single Chinese character or kana.
pub(super) fn is_sign(word: &str) -> bool {
    word.chars().next().is_some_and(is_sign_char)
}

fn split(chars: impl Iterator<Item = char>, mut pass: impl FnMut(&str)) {
    let mut word = String::new();
    for c in chars {
        let is_sign = is_sign_char(c);
        if c.is_alphanumeric() && !is_sign {
            word.push(c);
            continue;
        }
        if !word.is_empty() {
            pass(&word);
            word.clear();
        }
        if is_sign {
            pass(c.encode_utf8(&mut [0; 4]));
        }
    }
    if !word.is_empty() {
        pass(&word);
    }
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
    }

    #[test]
    fn a_name_is_found_by_the_beginnings_of_its_words() {
        for typed in ["", "qu", "night q", "QUAY nig", "海", "  "] {
            assert!(is_named("Night quay, 黄海", typed), "{typed}");
        }
        for typed in ["uay", "quay x", "昏", "nights"] {
            assert!(!is_named("Night quay, 黄海", typed), "{typed}");
        }
    }

    #[test]
    fn chinese_and_kana_are_words_of_one_character() {
        assert_eq!(words("黄昏的海，4K灯塔"), ["黄", "昏", "的", "海", "4k", "灯", "塔"]);
        assert_eq!(words("ガラス ｶﾞ"), ["カ", "ラ", "ス", "カ"]);
        assert!(is_sign("海") && is_sign("カ") && !is_sign("4k") && !is_sign("é"));
    }
}

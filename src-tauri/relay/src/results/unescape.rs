//! Decodes URLs that were escaped for HTML, JSON or a query string.

use std::borrow::Cow;

/// What stands for a character of an address, and the character; what was escaped twice comes first.
const ESCAPED: &[(&str, &str)] = &[
    ("&amp;", "&"),
    ("&#38;", "&"),
    ("\\\\u0026", "&"),
    ("\\u0026", "&"),
    ("\\\\u003d", "="),
    ("\\u003d", "="),
    ("\\\\/", "/"),
    ("\\/", "/"),
];

/// `text` with its addresses as they are requested. What holds no address is left as it is.
pub(super) fn plain(text: &str) -> Cow<'_, str> {
    let text = decoded(text);
    if !text.contains("http") && !text.contains(".mp4") {
        return text;
    }
    ESCAPED.iter().fold(text, |text, (written, meant)| match text.contains(written) {
        true => Cow::Owned(text.replace(written, meant)),
        false => text,
    })
}

/// `https%3A%2F%2F..`, which is an address only when it is decoded as a whole.
fn decoded(text: &str) -> Cow<'_, str> {
    let is_encoded = |scheme: &str| text.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
    if !is_encoded("http%3A%2F%2F") && !is_encoded("https%3A%2F%2F") {
        return Cow::Borrowed(text);
    }
    String::from_utf8(percent_decoded(text.as_bytes())).map_or(Cow::Borrowed(text), Cow::Owned)
}

fn percent_decoded(text: &[u8]) -> Vec<u8> {
    let mut decoded = Vec::with_capacity(text.len());
    let mut at = 0;
    while let Some(byte) = text.get(at) {
        let digits = text.get(at + 1..at + 3).filter(|_| *byte == b'%').and_then(|digits| str::from_utf8(digits).ok());
        let code = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        decoded.push(code.unwrap_or(*byte));
        at += if code.is_some() { 3 } else { 1 };
    }
    decoded
}

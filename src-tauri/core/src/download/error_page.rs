//! Extracts the text of an error page, which can arrive with status 200 (reference section 9).

/// Number of bytes that are read of an unexpected body, to show its beginning to the user.
pub(super) const GLIMPSE: usize = 4096;

/// Returns the first words of a body without markup; `None` when it is not text.
pub(super) fn glimpse(bytes: &[u8]) -> Option<String> {
    let bytes = &bytes[..bytes.len().min(GLIMPSE)];
    let text = bytes.utf8_chunks().next()?.valid();
    let is_text = text.len() + 4 > bytes.len() && !text.contains('\0');
    let mut in_tag = false;
    let shown = text.chars().map(|c| {
        in_tag = (in_tag || c == '<') && c != '>';
        if in_tag || c == '>' || c.is_control() { ' ' } else { c }
    });
    let words = shown.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ");
    (is_text && !words.is_empty()).then(|| words.chars().take(200).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_text_is_quoted() {
        assert_eq!(glimpse(b"<html><h1>Link\nexpired</h1></html>").as_deref(), Some("Link expired"));
        assert_eq!(glimpse("链接已过期".as_bytes()).as_deref(), Some("链接已过期"));
        assert_eq!(glimpse(&"视".repeat(2000).into_bytes()).unwrap().chars().count(), 200);
        for bytes in [&b""[..], b"\x89PNG\r\n\x1a\n and more", b"PK\x03\x04\0\0\0\0", b" \n"] {
            assert_eq!(glimpse(bytes), None);
        }
    }
}

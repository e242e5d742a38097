//! Whether bytes begin like a film: an error page can arrive with status 200 (reference section 9).

/// How many bytes at the start of a file settle what it is.
pub(super) const HEAD: usize = 12;

/// How much of what is no film is read, to tell the user what it is.
pub(super) const GLIMPSE: usize = 4096;

/// What a film's file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Container {
    /// ISO base media: `ftyp` in the bytes 4 to 8 (ISO/IEC 14496-12 section 4.3).
    Mp4,
    /// Matroska, WebM: an EBML head (RFC 8794 section 11.2.1).
    Webm,
}

impl Container {
    /// What a file with these first bytes is; `None` when it is no film.
    pub fn of(head: &[u8]) -> Option<Self> {
        if head.get(4..8) == Some(b"ftyp") {
            Some(Self::Mp4)
        } else if head.starts_with(&[0x1a, 0x45, 0xdf, 0xa3]) {
            Some(Self::Webm)
        } else {
            None
        }
    }
}

/// The first words of what is no film, without markup; `None` when it is no text.
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
    fn what_is_no_film_is_quoted_when_it_is_text() {
        assert_eq!(glimpse(b"<html><h1>Link\nexpired</h1></html>").as_deref(), Some("Link expired"));
        assert_eq!(glimpse("链接已过期".as_bytes()).as_deref(), Some("链接已过期"));
        assert_eq!(glimpse(&"视".repeat(2000).into_bytes()).unwrap().chars().count(), 200);
        for bytes in [&b""[..], b"\x89PNG\r\n\x1a\n and more", b"PK\x03\x04\0\0\0\0", b" \n"] {
            assert_eq!(glimpse(bytes), None);
        }
    }

    #[test]
    fn a_film_is_known_by_its_first_bytes() {
        assert_eq!(Container::of(b"\0\0\0\x20ftypisom"), Some(Container::Mp4));
        assert_eq!(Container::of(b"\x1a\x45\xdf\xa3\x01\0\0\0\0\0\0\0"), Some(Container::Webm));
        for head in [&b""[..], b"\0\0\0\x20fty", b"<!doctype html>", b"{\"error\":1}"] {
            assert_eq!(Container::of(head), None);
        }
    }
}

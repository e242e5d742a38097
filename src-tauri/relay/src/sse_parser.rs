//! Server-sent events (WHATWG HTML, section 9.2), read from bytes as they come. Knows nothing of what they say.

/// The events of one stream. Only their data is kept: chat answers use nothing else.
#[derive(Debug, Default)]
pub(super) struct SseParser {
    line: Vec<u8>,
    data: Option<String>,
    /// The line before ended in CR: a LF now belongs to that end.
    is_after_cr: bool,
}

impl SseParser {
    /// The data of the events that these bytes complete.
    pub(super) fn push(&mut self, bytes: &[u8]) -> Vec<String> {
        let mut events = Vec::new();
        for &byte in bytes {
            let is_rest_of_end = self.is_after_cr && byte == b'\n';
            self.is_after_cr = byte == b'\r';
            match byte {
                _ if is_rest_of_end => {}
                b'\n' | b'\r' => events.extend(self.end_line()),
                byte => self.line.push(byte),
            }
        }
        events
    }

    /// The last event, where the stream ended without the empty line after it.
    pub(super) fn finish(&mut self) -> Option<String> {
        let ended = self.end_line();
        ended.or_else(|| self.data.take())
    }

    fn end_line(&mut self) -> Option<String> {
        let line = String::from_utf8_lossy(&self.line).into_owned();
        self.line.clear();
        let line = line.strip_prefix('\u{feff}').unwrap_or(&line);
        if line.is_empty() {
            return self.data.take();
        }
        if let Some(value) = line.strip_prefix("data:") {
            let value = value.strip_prefix(' ').unwrap_or(value);
            match &mut self.data {
                Some(data) => {
                    data.push('\n');
                    data.push_str(value);
                }
                None => self.data = Some(value.to_owned()),
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(stream: &str) -> Vec<String> {
        let mut events = SseParser::default();
        let mut read = events.push(stream.as_bytes());
        read.extend(events.finish());
        read
    }

    #[test]
    fn lines_may_end_in_any_way() {
        for end in ["\n", "\r\n", "\r"] {
            let stream = "data: a|data:b||: comment|event: x|data: c||".replace('|', end);
            assert_eq!(read(&stream), ["a\nb", "c"], "{end:?}");
        }
    }

    #[test]
    fn what_is_no_data_is_passed_over() {
        assert_eq!(read("\u{feff}data: a\n\n: keep-alive\n\nid: 1\nretry: 10\nnonsense\n\n\n\ndata:\n\n"), ["a", ""]);
    }

    #[test]
    fn the_last_event_counts_even_when_nothing_follows_it() {
        assert_eq!(read("data: a\n\ndata: b"), ["a", "b"]);
        assert_eq!(read("data: a\n\ndata: b\n"), ["a", "b"]);
    }

    proptest! {
        #[test]
        fn it_does_not_matter_how_the_bytes_are_cut(
            parts in prop::collection::vec("(data: ?[a视]{0,3}|: x|\r\n|\n|\r){0,3}", 0..6),
            at in any::<prop::sample::Index>(),
        ) {
            let stream = parts.concat();
            let (first, second) = stream.as_bytes().split_at(at.index(stream.len() + 1));
            let mut events = SseParser::default();
            let mut got = events.push(first);
            got.extend(events.push(second));
            got.extend(events.finish());
            prop_assert_eq!(got, read(&stream));
        }
    }
}

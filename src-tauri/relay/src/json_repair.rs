//! Repairs malformed JSON of relays: text cut in the middle of a character, numbers such as `NaN`, extra text before or after.
//! One pass, without recursion.

use serde_json::Value;

use super::{json, sse_parser::SseParser};

/// What lies deeper is left out; a reader that recurses gets no deeper either.
const MOST_DEPTH: usize = 100;
const REPLACEMENT: &[u8] = b"\\ufffd";
const NULL: &[u8] = b"null";

/// Returns the JSON in an answer: as it is, or repaired.
pub(super) fn parse(body: &[u8]) -> Option<Value> {
    json::parse(body).ok().or_else(|| {
        let text = decoded(body);
        let start = text.trim_start();
        let is_stream = ["data:", "event:", ":"].iter().any(|mark| start.starts_with(mark));
        if is_stream { last_event(start) } else { within(start) }
    })
}

/// Returns the one value that a text holds, repaired.
pub(super) fn one(text: &str) -> Option<Value> {
    let (value, end) = first(text.trim_start())?;
    text.trim_start()[end..].trim().is_empty().then_some(value)
}

fn decoded(body: &[u8]) -> String {
    let wide = |unit: fn([u8; 2]) -> u16| -> String {
        let units: Vec<_> = body.as_chunks().0.iter().map(|pair| unit(*pair)).collect();
        String::from_utf16_lossy(&units).trim_start_matches('\u{feff}').to_owned()
    };
    match body {
        [0xff, 0xfe, ..] | [b'{' | b'[', 0, ..] => wide(u16::from_le_bytes),
        [0xfe, 0xff, ..] | [0, b'{' | b'[', ..] => wide(u16::from_be_bytes),
        _ => String::from_utf8_lossy(body).into_owned(),
    }
}

/// The last event of a stream that says something. A chat's pieces belong together, and are `transcript`'s.
fn last_event(text: &str) -> Option<Value> {
    let mut events = SseParser::default();
    let mut told = events.push(text.as_bytes());
    told.extend(events.finish());
    let values: Vec<_> =
        told.iter().filter_map(|event| json::parse(event.as_bytes()).ok().or_else(|| one(event))).collect();
    let is_chat = values.iter().any(|value| value.get("choices").is_some());
    values.into_iter().rfind(says_something).filter(|_| !is_chat)
}

fn says_something(value: &Value) -> bool {
    value.as_object().is_some_and(|fields| !fields.is_empty())
}

/// The last value of a text that begins with one, or that follows a program's own warnings.
fn within(text: &str) -> Option<Value> {
    let text = if text.starts_with(['{', '[']) { text } else { after_warnings(text)? };
    let (mut last, mut at) = first(text)?;
    loop {
        let rest = text[at..].trim_start();
        if !rest.starts_with('{') {
            let is_end = rest.is_empty() || rest.starts_with('<') || text[at..].starts_with(['\n', '\r']);
            return is_end.then_some(last);
        }
        let (value, length) = first(rest)?;
        at = text.len() - rest.len() + length;
        if says_something(&value) {
            last = value;
        }
    }
}

/// What begins at the first line or tag's end that opens an object. A page's scripts are no answer.
fn after_warnings(text: &str) -> Option<&str> {
    let is_page =
        |mark: &&str| text.as_bytes().windows(mark.len()).any(|part| part.eq_ignore_ascii_case(mark.as_bytes()));
    if ["<html", "<!doctype", "<script", "<style"].iter().any(is_page) {
        return None;
    }
    let mut starts = text.match_indices('{').map(|(at, _)| at);
    let start = starts.find(|at| text[..*at].trim_end_matches(' ').ends_with(['\n', '>']))?;
    Some(&text[start..])
}

/// The value that a text begins with, and where it ends.
fn first(text: &str) -> Option<(Value, usize)> {
    let (mended, end) = Repairer::default().mend(text.as_bytes())?;
    Some((json::parse(&mended).ok()?, end))
}

/// Writes a value again as JSON.
#[derive(Default)]
struct Repairer {
    out: Vec<u8>,
    depth: usize,
    /// Where the last comma stands, while nothing followed it.
    comma: Option<usize>,
}

impl Repairer {
    fn mend(mut self, text: &[u8]) -> Option<(Vec<u8>, usize)> {
        if !matches!(text.first(), Some(b'{' | b'[')) {
            return None;
        }
        let mut at = 0;
        while let Some(&byte) = text.get(at) {
            at = match byte {
                b'"' => self.string(text, at),
                b'-' | b'+' | b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' => self.word(text, at),
                _ => self.sign(byte, at),
            };
            if self.depth == 0 {
                return Some((self.out, at));
            }
        }
        None
    }

    fn push(&mut self, bytes: &[u8]) {
        if self.depth <= MOST_DEPTH {
            self.out.extend_from_slice(bytes);
        }
    }

    fn sign(&mut self, byte: u8, at: usize) -> usize {
        match byte {
            b'{' | b'[' => {
                if self.depth == MOST_DEPTH {
                    self.push(NULL);
                }
                self.depth += 1;
                self.push(&[byte]);
            }
            b'}' | b']' => {
                if let Some(comma) = self.comma {
                    self.out.truncate(comma);
                }
                self.push(&[byte]);
                self.depth = self.depth.saturating_sub(1);
            }
            _ => self.push(&[byte]),
        }
        match byte {
            b',' if self.depth <= MOST_DEPTH => self.comma = Some(self.out.len() - 1),
            byte if byte.is_ascii_whitespace() => {}
            _ => self.comma = None,
        }
        at + 1
    }

    /// A number or a name. JSON has none that are not finite.
    fn word(&mut self, text: &[u8], start: usize) -> usize {
        self.comma = None;
        let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'+' | b'.' | b'_');
        let end = start + text[start..].iter().take_while(|byte| is_part(byte)).count();
        let word = &text[start..end];
        let is_json = matches!(word, b"true" | b"false" | b"null");
        let number = str::from_utf8(word).ok().and_then(|word| word.parse::<f64>().ok());
        let is_none = matches!(word, b"undefined" | b"None") || number.is_some_and(|number| !number.is_finite());
        self.push(if is_none && !is_json { NULL } else { word });
        end
    }

    fn string(&mut self, text: &[u8], start: usize) -> usize {
        self.comma = None;
        self.push(b"\"");
        let mut at = start + 1;
        while let Some(&byte) = text.get(at) {
            at += match byte {
                b'"' => {
                    self.push(b"\"");
                    return at + 1;
                }
                b'\\' => self.escape(&text[at..]),
                0..0x20 => {
                    self.push(format!("\\u{byte:04x}").as_bytes());
                    1
                }
                byte => {
                    self.push(&[byte]);
                    1
                }
            };
        }
        at
    }

    /// An escape; returns its length.
    fn escape(&mut self, text: &[u8]) -> usize {
        match (text.get(1), unit(text)) {
            (Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't'), _) => self.copy(&text[..2]),
            (_, Some(0xd800..0xdc00)) if matches!(text.get(6..).and_then(unit), Some(0xdc00..0xe000)) => {
                self.copy(&text[..12])
            }
            (_, Some(0xd800..0xe000)) => {
                self.push(REPLACEMENT);
                6
            }
            (_, Some(_)) => self.copy(&text[..6]),
            _ => {
                self.push(b"\\\\");
                1
            }
        }
    }

    fn copy(&mut self, bytes: &[u8]) -> usize {
        self.push(bytes);
        bytes.len()
    }
}

/// The UTF-16 code unit of an escape `\u0000`.
fn unit(text: &[u8]) -> Option<u16> {
    let digits = str::from_utf8(text.strip_prefix(b"\\u")?.get(..4)?).ok()?;
    digits.bytes().all(|digit| digit.is_ascii_hexdigit()).then(|| u16::from_str_radix(digits, 16).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_almost_json_is_read() {
        let wide = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>();
        let t1 = json!({"id": "t1"});
        for (body, value) in [
            (b"{\"a\":\"x\ny\tz\",\"id\":\"t1\"}".to_vec(), json!({"a": "x\ny\tz", "id": "t1"})),
            (br#"{"title":"dusk \ud83d","id":"t1"}"#.to_vec(), json!({"title": "dusk \u{fffd}", "id": "t1"})),
            (br#"{"title":"\udc00\ud83d\ude00\ud83dx"}"#.to_vec(), json!({"title": "\u{fffd}😀\u{fffd}x"})),
            (
                br#"{"a":NaN,"b":-Infinity,"c":1e999,"d":[1,2,],"id":"t1",}"#.to_vec(),
                json!({"a": null, "b": null, "c": null, "d": [1, 2], "id": "t1"}),
            ),
            (b"{\"a\":\"\xe9\xbb\",\"id\":\"t1\"}".to_vec(), json!({"a": "\u{fffd}", "id": "t1"})),
            (
                b"<br />\n<b>Notice</b>: Undefined index in x.php on line <b>3</b><br />\n{\"id\":\"t1\"}".to_vec(),
                t1.clone(),
            ),
            (b"Warning: x in /a.php on line 3\n{\"id\":\"t1\"}".to_vec(), t1.clone()),
            (b"data: {\"id\":\"t0\"}\n\ndata: {\"id\":\"t1\"}\n\ndata: [DONE]\n\n".to_vec(), t1.clone()),
            (b"event: done\ndata: {\"id\":\"t1\"}\n\n".to_vec(), t1.clone()),
            (b"{\"id\":\"t0\"}\n{\"id\":\"t1\"}\n".to_vec(), t1.clone()),
            ([b"\xff\xfe".to_vec(), wide("{\"id\":\"t1\"}")].concat(), t1.clone()),
            (wide("{\"id\":\"t1\"}"), t1),
            (br#"{"a":"c:\x","id":"t1"}"#.to_vec(), json!({"a": "c:\\x", "id": "t1"})),
            (br#"{"id":1234567890123456789012345,}"#.to_vec(), json!({"id": "1234567890123456789012345"})),
        ] {
            assert_eq!(parse(&body).as_ref(), Some(&value), "{}", String::from_utf8_lossy(&body));
        }
    }

    #[test]
    fn what_lies_too_deep_is_left_out() {
        let deep = format!("{{\"a\":{}1{},\"id\":\"t1\"}}", "[".repeat(500), "]".repeat(500));
        assert_eq!(parse(deep.as_bytes()).unwrap()["id"], "t1");
    }

    #[test]
    fn words_and_pages_are_no_json() {
        for text in [
            "",
            "{a|b} is no prompt",
            "Error [400]: x",
            "upstream said: {\"a\":1}",
            "{\"a\":1} is wrong",
            "<html><script>\n{\"id\":\"t1\"}</script></html>",
            "{\"id\":\"t1",
            "data: {\"choices\":[]}\n\ndata: {\"id\":\"x\"}\n\n",
        ] {
            assert_eq!(parse(text.as_bytes()), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_bytes_can_be_read(body in prop::collection::vec(any::<u8>(), 0..200), text in "(\\{|\\[|\"a\":|\\\\u[0-9d]{0,5}|[,}\\]\"]|.){0,40}") {
            let _ = (parse(&body), parse(text.as_bytes()), one(&text));
        }

        #[test]
        fn what_is_json_stays_as_it_is(text in "[a-z\u{0}-\u{1f}\"\\\\视😀]{0,20}", number in any::<f64>()) {
            let value = json!({"text": text, "list": [number, {"deep": [null, true]}]});
            prop_assert_eq!(one(&value.to_string()), json::parse(value.to_string().as_bytes()).ok());
        }
    }
}

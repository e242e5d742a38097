//! Sanitizes a relay's message for storing and showing: plain text, limited in length, without anything that looks like a key
//! or a signed URL.

use super::{secret_words, url_redaction};

/// More than this is no explanation.
const LONGEST: usize = 2000;

/// What is read of a text at all, in bytes: pages can be large, and their words come early. A key that is cut in
/// two here is still hidden, unless only its first characters are left.
const READ: usize = 32 * 1024;

/// How many words behind a word for a secret are looked at, and how long a token is at least.
const NEAR: u8 = 4;
const LONG_TOKEN: usize = 24;

/// What stands where something like a key stood.
const HIDDEN: &str = "•••";

/// `text` as plain words: pages are reduced to their title and text, control characters and line breaks are spaces,
/// anything like a key is hidden, and there are at most 2,000 characters. `None` when nothing is left.
pub(super) fn plain_text(text: &str) -> Option<String> {
    let text = &text[..text.floor_char_boundary(READ)];
    let text = if is_page(text) { without_markup(text) } else { text.to_owned() };
    let visible = text.chars().filter(|c| !is_invisible(*c)).map(|c| if c.is_control() { ' ' } else { c });
    let line = visible.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ");
    let line = secret_words::clean_words(&without_long_tokens(&url_redaction::without_secrets(&without_tokens(&line))));
    (!line.is_empty()).then(|| shortened(line))
}

fn shortened(line: String) -> String {
    if line.chars().count() <= LONGEST { line } else { line.chars().take(LONGEST - 1).chain(['…']).collect() }
}

/// Characters that change how others are shown, or are not shown themselves.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

fn is_page(text: &str) -> bool {
    let text = text.trim_start();
    text.starts_with('<')
        && (text.contains("</") || text.get(..9).is_some_and(|start| start.eq_ignore_ascii_case("<!doctype")))
}

/// The text of a page, without what a browser does not show.
fn without_markup(page: &str) -> String {
    let mut text = String::new();
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        text.push_str(&rest[..at]);
        text.push(' ');
        rest = after_tag(&rest[at..]);
    }
    text.push_str(rest);
    [("&nbsp;", " "), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")]
        .iter()
        .fold(text, |text, (entity, meant)| text.replace(entity, meant))
}

/// What follows the tag, the comment, the script or the style that `rest` begins with.
fn after_tag(rest: &str) -> &str {
    let is = |name: &str| rest.get(1..=name.len()).is_some_and(|tag| tag.eq_ignore_ascii_case(name));
    match () {
        () if rest.starts_with("<!--") => after(rest, "-->"),
        () if is("script") => after(after_closing(rest, "script"), ">"),
        () if is("style") => after(after_closing(rest, "style"), ">"),
        () => after(rest, ">"),
    }
}

fn after_closing<'a>(text: &'a str, name: &str) -> &'a str {
    let rests = text.match_indices("</").map(|(at, mark)| &text[at + mark.len()..]);
    let mut closed = rests.filter(|rest| rest.get(..name.len()).is_some_and(|tag| tag.eq_ignore_ascii_case(name)));
    closed.next().unwrap_or("")
}

fn after<'a>(text: &'a str, end: &str) -> &'a str {
    text.find(end).map_or("", |at| &text[at + end.len()..])
}

/// `line` without `sk-...`, and without what follows `Bearer`.
fn without_tokens(line: &str) -> String {
    let (mut clean, mut done) = (String::with_capacity(line.len()), 0);
    for (start, least) in token_starts(line) {
        if let Some(length) = token_length(&line[start..], least).filter(|_| start >= done) {
            clean.push_str(&line[done..start]);
            clean.push_str(HIDDEN);
            done = start + length;
        }
    }
    clean + &line[done..]
}

/// Where a key may begin, in order, and how long it is at least.
fn token_starts(line: &str) -> Vec<(usize, usize)> {
    let lower = line.to_ascii_lowercase();
    let secret_key = lower.match_indices("sk-").filter(|(at, _)| !ends_in_word(&lower[..*at])).map(|(at, _)| (at, 8));
    let bearer = lower.match_indices("bearer ").map(|(at, prefix)| (at + prefix.len(), 12));
    // A JSON Web Token (RFC 7519) is base64 of `{"`.
    let web_token = line.match_indices("eyJ").filter(|(at, _)| !ends_in_word(&line[..*at])).map(|(at, _)| (at, 20));
    let mut starts: Vec<_> = secret_key.chain(bearer).chain(web_token).collect();
    starts.sort_unstable();
    starts
}

/// How long the token is that `text` begins with, if it is long enough and has a digit or a mask, as words have not.
fn token_length(text: &str, least: usize) -> Option<usize> {
    let length = text.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || b"-_.~+/=*".contains(byte)).count();
    let is_key = length >= 24 || text[..length].contains(|c: char| c.is_ascii_digit() || c == '*');
    (length >= least && is_key).then_some(length)
}

/// `line` without long tokens that follow a word for a secret, though nothing says that they are its value.
fn without_long_tokens(line: &str) -> String {
    let mut left = 0;
    let hidden = line.split(' ').map(|word| {
        left = if is_secrets_name(word) { NEAR } else { left.saturating_sub(1) };
        let token = word.trim_matches(|c: char| !c.is_ascii_alphanumeric());
        let is_token = token.len() >= LONG_TOKEN
            && token.contains(|c: char| c.is_ascii_digit())
            && token.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.~+/=".contains(&byte));
        if left > 0 && is_token { word.replace(token, HIDDEN) } else { word.to_owned() }
    });
    hidden.collect::<Vec<_>>().join(" ")
}

fn is_secrets_name(word: &str) -> bool {
    let lower = word.to_ascii_lowercase();
    ["key", "token", "secret", "authorization", "cookie", "密钥", "令牌"].iter().any(|name| lower.contains(name))
}

fn ends_in_word(text: &str) -> bool {
    text.ends_with(|c: char| c.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_page_is_reduced_to_its_words() {
        let page = "<!DOCTYPE html><html><head><title>502 Bad Gateway</title><style>h1 { color: red }</style>\
            <script>if (a < b) alert('x')</script></head><body><!-- <b>ray</b> --><h1>Bad&nbsp;gateway</h1>\n<p>nginx &amp; co</p></body></html>";
        assert_eq!(plain_text(page).as_deref(), Some("502 Bad Gateway Bad gateway nginx & co"));
    }

    #[test]
    fn a_text_that_only_looks_like_a_tag_is_kept() {
        assert_eq!(plain_text("<nil>").as_deref(), Some("<nil>"));
        assert_eq!(plain_text("a < b, c > d").as_deref(), Some("a < b, c > d"));
    }

    #[test]
    fn control_and_direction_characters_do_not_get_through() {
        assert_eq!(plain_text("a\u{7}b\r\n\tc\u{202e}d\u{1b}[31m").as_deref(), Some("a b cd [31m"));
        assert_eq!(plain_text(" \n\u{0}"), None);
    }

    #[test]
    fn long_words_are_cut() {
        assert_eq!(plain_text(&"视".repeat(3000)).unwrap().chars().count(), 2000);
        assert_eq!(plain_text(&"a".repeat(2000)).unwrap(), "a".repeat(2000));
    }

    #[test]
    fn what_looks_like_a_key_is_hidden() {
        for (text, shown) in [
            ("Incorrect API key provided: sk-ab12****wxyz.", "Incorrect API key provided: •••"),
            ("Authorization: Bearer abcdef0123456789", "Authorization: ••• •••"),
            ("(bearer  sk-0123456789abcdef)", "(bearer •••)"),
            ("the task-0123456789 and the risk-0123456789", "the task-0123456789 and the risk-0123456789"),
            ("a bearer authentication is required", "a bearer ••• is required"),
            (
                "could not store https://cdn.example.com/v/abc.mp4?Expires=1&Signature=SECRET&Key-Pair-Id=K1",
                "could not store https://cdn.example.com/v/abc.mp4",
            ),
        ] {
            assert_eq!(plain_text(text).as_deref(), Some(shown));
        }
    }

    #[test]
    fn a_secret_behind_its_name_is_hidden() {
        let secret = "c4n4ry0123";
        for text in [
            "Signature: X",
            "x-api-key: X",
            "Authorization: Basic X",
            "cookie: session=X",
            "access_token: X",
            "AWS_SECRET_ACCESS_KEY=X",
            "Bearer token: X",
            "{\"api_key\":\"X\"} invalid",
            "{\"sign\":\"X\"}",
            "a.mp4&sign=X",
            "sig=X&se=X",
            "Policy=X",
            "https://cdn.example/a ? sig=X",
            "https%253A%252F%252Fcdn.example%252Fa%253Fs%253DX",
            "a.mp4\\u003fSignature\\u003dX",
            "token eyJhbGciOiJIUzI1NiJ9.X.abc",
            "key id AKIAIOSFODNN7EXAMPLE_X",
            "the secret abcdefghijklmnop_X is wrong",
            "密钥 abcdefghijklmnop_X 无效",
        ] {
            let shown = plain_text(&text.replace('X', secret)).unwrap_or_default();
            assert!(!shown.contains(secret), "{text}: {shown}");
        }
    }

    #[test]
    fn names_that_are_no_secrets_are_shown() {
        for text in [
            "task 0af7651916cd43dd8448eb211c80319c failed",
            "policy violation: the prompt",
            "no permission for this model",
            "max 500 words",
        ] {
            assert_eq!(plain_text(text).as_deref(), Some(text));
        }
    }

    #[test]
    fn a_script_that_never_ends_hides_the_rest() {
        assert_eq!(plain_text("<html><b>a</b><SCRIPT>while (1 < 2)").as_deref(), Some("a"));
    }

    proptest! {
        #[test]
        fn no_key_gets_through(key in "sk-[A-Za-z0-9]{24,48}", before in "(.{0,20}[ :\"'(])?", after in ".{0,20}") {
            let shown = plain_text(&format!("{before}{key}{after}")).unwrap_or_default();
            prop_assert!(!shown.contains(&key), "{}", shown);
        }

        #[test]
        fn words_are_plain_and_short(
            text in "(?s)(.|<[a-z!/-]{0,8}>?|&amp;|sk-[0-9]{9}){0,20}",
            times in 1..200_usize,
        ) {
            let shown = plain_text(&text.repeat(times)).unwrap_or_default();
            prop_assert!(shown.chars().count() <= LONGEST && !shown.contains(char::is_control));
        }
    }
}

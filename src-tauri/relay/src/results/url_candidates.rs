//! Extracts candidate URLs from a string: the string itself, several in a row, or links in a text.

use super::{
    ResultUrl,
    evidence::{Evidence, Holder},
    file_ending::{ENDINGS, ending},
};
use crate::{results::unescape, text_links};

/// No address is longer, and no text that speaks of a film; in bytes.
const LONGEST_ADDRESS: usize = 16 * 1024;
const LONGEST_TEXT: usize = 64 * 1024;
/// Paths are not longer; data in base64 is.
const LONGEST_PATH: usize = 512;
const MOST_ADDRESSES: usize = 16;
/// What encloses an address.
const ENCLOSING: &[char] = &['<', '>', '"', '\'', '`'];
/// The same on both sides, one of which alone is a part of the address.
const PAIRS: &[(char, char)] = &[('<', '>'), ('"', '"'), ('\'', '\''), ('`', '`'), ('“', '”')];
/// Ends of paths that ask, and hosts of pages that explain.
const ASKING: &[&str] = &["/status", "/cancel", "/webhook", "/callback", "/docs"];
const PAGES: &[&str] = &["docs.", "doc.", "help.", "support.", "platform.", "console.", "dashboard."];

/// The addresses in a text that may be results, with what speaks for them.
pub(super) fn addresses(text: &str, holder: &Holder) -> Vec<(ResultUrl, Evidence)> {
    let text = unenclosed(text.trim());
    if text.is_empty() || text.len() > LONGEST_TEXT {
        return Vec::new();
    }
    let text = &*unescape::plain(text);
    let pieces = pieces(text);
    let is_address = |piece: &&str| is_web(piece) && !piece.contains(char::is_whitespace);
    if pieces.iter().all(is_address) {
        return pieces.into_iter().take(MOST_ADDRESSES).filter_map(|piece| address(piece, holder)).collect();
    }
    // A file whose name has spaces in it.
    if is_web(text) && text.matches("://").count() == 1 && holder.is_fair() && is_film_of_one_line(text) {
        return address(text, holder).into_iter().collect();
    }
    if !text.contains(char::is_whitespace) && !text.contains("://") {
        return address(text, holder).into_iter().collect();
    }
    linked(text, holder)
}

/// A text without the marks that stand around all of it.
fn unenclosed(text: &str) -> &str {
    let within = |(open, close): &(char, char)| text.strip_prefix(*open)?.strip_suffix(*close);
    PAIRS.iter().find_map(within).map_or(text, str::trim)
}

/// Whether a text ends as the name of a film's file does.
fn is_film_of_one_line(text: &str) -> bool {
    !text.contains(['\n', '<', '>', '"', '(', '['])
        && ENDINGS.contains(&ending(text.split('?').next().unwrap_or_default()))
}

/// Several addresses in a row, apart: `https://a.example/1.mp4,https://a.example/2.mp4`.
fn pieces(text: &str) -> Vec<&str> {
    let is_separator = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '|');
    let mut pieces = Vec::new();
    let mut begin = 0;
    for (at, _) in text.match_indices("http").filter(|(at, _)| *at > 0) {
        if is_web(&text[at..]) && text[..at].ends_with(is_separator) {
            pieces.push(&text[begin..at]);
            begin = at;
        }
    }
    pieces.push(&text[begin..]);
    pieces.into_iter().map(|piece| unenclosed(piece.trim_end_matches(is_separator))).collect()
}

fn is_web(text: &str) -> bool {
    let starts = |scheme: &str| text.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
    starts("http://") || starts("https://")
}

/// The films that a text for people links to: all that are files of films, or else the one that it says is ready.
fn linked(text: &str, holder: &Holder) -> Vec<(ResultUrl, Evidence)> {
    if !holder.may_speak() || !text.contains("://") {
        return Vec::new();
    }
    let between =
        |c: char| c.is_whitespace() || ENCLOSING.contains(&c) || matches!(c, '(' | ')' | '[' | ']' | '，' | '。');
    let words = text.split(between).filter(|word| is_web(word)).take(MOST_ADDRESSES);
    let files: Vec<_> =
        words.filter_map(|word| address(word, holder)).filter(|(_, evidence)| evidence.is_file).collect();
    if files.len() > 1 {
        return files;
    }
    let only = || text_links::only(text).filter(|url| holder.is_fair() && !is_page(url.as_str()));
    let url = text_links::film(text, true).or_else(|| text_links::any(text)).or_else(only);
    url.and_then(|url| Some((holder.evidence(ending(url.as_str()))?, url)))
        .map(|(evidence, url)| (url, evidence))
        .into_iter()
        .collect()
}

fn address(text: &str, holder: &Holder) -> Option<(ResultUrl, Evidence)> {
    if text.len() > LONGEST_ADDRESS || text.contains(char::is_control) {
        return None;
    }
    let evidence = holder.evidence(ending(text))?;
    let url = if is_web(text) {
        ResultUrl::parse(text).filter(|_| !is_page(text))
    } else {
        let is_named = holder.is_named() || (holder.is_fair() && is_path(text));
        relative(text).filter(|_| !evidence.is_doubted && (evidence.is_file || (is_named && text.starts_with('/'))))
    };
    Some((url?, evidence))
}

/// What is no absolute address: without a scheme, or a path at the relay. A file's name alone is none.
fn relative(text: &str) -> Option<ResultUrl> {
    if let Some(rest) = text.strip_prefix("//") {
        return ResultUrl::parse(&format!("https://{rest}"));
    }
    let text = text.strip_prefix("./").unwrap_or(text);
    if let Some((host, _)) = text.split_once('/').filter(|(host, _)| has_port(host)) {
        return ResultUrl::parse(&format!("https://{text}")).filter(|_| host.contains('.'));
    }
    if text.contains([':', '\\', ' ', '{', '}']) && !text.starts_with('/') {
        return None;
    }
    if text.starts_with('/') {
        // So begins a JPEG in base64.
        if text.starts_with("/9j/") {
            return None;
        }
        return Some(ResultUrl::of_relay(text.to_owned()));
    }
    let (first, _) = text.split_once('/')?;
    match first {
        "" | "." | ".." => None,
        first if first.contains('.') => ResultUrl::parse(&format!("https://{text}")),
        _ => Some(ResultUrl::of_relay(format!("/{text}"))),
    }
}

/// Whether a text is a path and no data: `/files/signed`.
fn is_path(text: &str) -> bool {
    let path = text.split('?').next().unwrap_or_default();
    let is_plain = path.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"/-_.~%".contains(&byte));
    is_plain && text.len() <= LONGEST_PATH && path.matches('/').count() > 1
}

fn has_port(host: &str) -> bool {
    let port = host.rsplit_once(':').map_or("", |(_, port)| port);
    (1..=5).contains(&port.len()) && port.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether an address without a file in it is one to ask at or to read.
fn is_page(text: &str) -> bool {
    if !ending(text).is_empty() {
        return false;
    }
    let lower = text.to_ascii_lowercase();
    let rest = lower.split_once("://").map_or("", |(_, rest)| rest);
    let path = rest.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
    PAGES.iter().any(|page| rest.starts_with(page))
        || ASKING.iter().any(|end| path.ends_with(end))
        || path.contains("/docs/")
}

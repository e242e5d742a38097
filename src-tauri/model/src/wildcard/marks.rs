//! Finds the special characters of a prompt: braces and bars of its groups, and backslashes that escape others. One
//! pass, without recursion.

/// Longest name of a JSON member that is recognised, in characters, including the spaces around it.
const LONGEST_NAME: usize = 200;

/// A special character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mark {
    /// Its byte position.
    pub at: usize,
    pub kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Open,
    /// `|`, or the full-width `｜`.
    Bar {
        bytes: usize,
    },
    Close,
    /// A backslash; the next character is text.
    Escape,
}

impl Kind {
    /// Returns the length of the character in bytes.
    pub(super) const fn length(self) -> usize {
        match self {
            Self::Bar { bytes } => bytes,
            Self::Open | Self::Close | Self::Escape => 1,
        }
    }
}

/// Returns the marks of a prompt in order. Braces are balanced, and every group has a bar.
pub(super) fn find(prompt: &str) -> Vec<Mark> {
    let mut finder = Finder::default();
    let mut at = 0;
    while let Some(c) = prompt[at..].chars().next() {
        let rest = &prompt[at..];
        at += match c {
            '\\' if rest[1..].starts_with(is_special) => finder.escape(at, rest),
            '{' if is_json(rest) => json_length(rest),
            '{' => finder.open(at),
            '|' | '｜' => finder.bar(at, c.len_utf8()),
            '}' => finder.close(at),
            c => c.len_utf8(),
        };
    }
    finder.finish()
}

/// Returns the maximum nesting of groups.
pub(super) fn depth(marks: &[Mark]) -> u32 {
    let (mut depth, mut deepest) = (0, 0);
    for mark in marks {
        match mark.kind {
            Kind::Open => depth += 1,
            Kind::Close => depth -= 1,
            Kind::Bar { .. } | Kind::Escape => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}

/// Escapes a text so that it stands for itself as a prompt.
pub fn escape(text: &str) -> String {
    if find(text).is_empty() {
        return text.to_owned();
    }
    let mut escaped = String::with_capacity(text.len() + 16);
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        let length = if c == '{' && is_json(rest) { json_length(rest) } else { c.len_utf8() };
        if length == c.len_utf8() && is_special(c) {
            escaped.push('\\');
        }
        escaped.push_str(&rest[..length]);
        at += length;
    }
    escaped
}

/// The state of the search. Each step returns the number of bytes consumed.
#[derive(Default)]
struct Finder {
    marks: Vec<Mark>,
    /// For each open brace, the indexes of its marks: its own, then those of its bars.
    open: Vec<Vec<usize>>,
    /// For each mark, whether it is special rather than text.
    counts: Vec<bool>,
}

impl Finder {
    fn escape(&mut self, at: usize, rest: &str) -> usize {
        self.push(at, Kind::Escape, true);
        1 + rest[1..].chars().next().map_or(0, char::len_utf8)
    }

    fn open(&mut self, at: usize) -> usize {
        let index = self.push(at, Kind::Open, false);
        self.open.push(vec![index]);
        1
    }

    /// A bar outside of braces is text.
    fn bar(&mut self, at: usize, bytes: usize) -> usize {
        if !self.open.is_empty() {
            let index = self.push(at, Kind::Bar { bytes }, false);
            self.open.last_mut().into_iter().for_each(|group| group.push(index));
        }
        bytes
    }

    /// Braces without a bar of their own are text.
    fn close(&mut self, at: usize) -> usize {
        if let Some(group) = self.open.pop().filter(|group| group.len() > 1) {
            group.into_iter().for_each(|index| self.counts[index] = true);
            self.push(at, Kind::Close, true);
        }
        1
    }

    fn push(&mut self, at: usize, kind: Kind, counts: bool) -> usize {
        self.marks.push(Mark { at, kind });
        self.counts.push(counts);
        self.marks.len() - 1
    }

    /// Unclosed braces are text.
    fn finish(self) -> Vec<Mark> {
        self.marks.into_iter().zip(self.counts).filter_map(|(mark, counts)| counts.then_some(mark)).collect()
    }
}

const fn is_special(c: char) -> bool {
    matches!(c, '{' | '|' | '｜' | '}' | '\\')
}

/// Returns whether a text that begins with a brace is a JSON object: a quoted name and a colon follow.
/// `{"wide"|"close"}` is not one.
fn is_json(text: &str) -> bool {
    let mut characters = text.chars().skip(1).take(LONGEST_NAME).skip_while(|c| c.is_whitespace());
    let Some(quote) = characters.next().and_then(closing_quote) else { return false };
    let mut behind =
        characters.skip_while(|c| *c != quote && !matches!(c, '{' | '}' | '|')).skip_while(|c| *c == quote);
    behind.find(|c| !c.is_whitespace()).is_some_and(|c| matches!(c, ':' | '：'))
}

/// Returns the length of a JSON object in bytes: to the brace that closes it, ignoring braces in strings, or to the end
/// of the text if there is none.
fn json_length(text: &str) -> usize {
    let mut depth = 0_usize;
    let mut quote: Option<char> = None;
    let mut is_escaped = false;
    for (at, c) in text.char_indices() {
        match (quote, c) {
            _ if is_escaped => is_escaped = false,
            (Some(_), '\\') => is_escaped = true,
            (Some(end), c) if c == end => quote = None,
            (Some(_), _) => {}
            // An apostrophe inside a word does not open a string.
            (None, '"' | '“' | '＂') => quote = closing_quote(c),
            (None, '{') => depth += 1,
            (None, '}') => {
                depth -= 1;
                if depth == 0 {
                    return at + 1;
                }
            }
            _ => {}
        }
    }
    text.len()
}

const fn closing_quote(c: char) -> Option<char> {
    match c {
        '"' | '\'' | '＂' => Some(c),
        '“' => Some('”'),
        _ => None,
    }
}

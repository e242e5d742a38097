//! Wildcards: `a {red|blue} boat` stands for one prompt per choice.
//!
//! Braces form a group only if they hold a `|` (or `｜`) of their own; choices may be empty and contain further groups.
//! All other braces and bars are text, and so is everything in a JSON object. A backslash before `{`, `|`, `}` or
//! another backslash makes that character text. Length and nesting are limited before anything is built, so that no
//! prompt can exhaust the stack or the memory. The price of the combinations is not computed here.

mod marks;

use std::ops::Range;

pub use marks::escape;
use marks::{Kind, Mark};

use super::prompt::{PromptTooLong, check_length};

/// The deepest nesting of groups.
pub const DEEPEST: u32 = 8;

/// A parsed prompt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    root: Sequence,
    groups: Vec<Range<usize>>,
}

/// Why a prompt cannot be parsed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TemplateError {
    /// It is too long.
    #[error(transparent)]
    TooLong(#[from] PromptTooLong),
    /// Its groups are nested too deeply.
    #[error("groups are nested more than {DEEPEST} deep")]
    TooDeep,
}

/// A sequence of texts and groups.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Sequence {
    pieces: Vec<Piece>,
    /// Number of combinations; saturates.
    count: u64,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Text(String),
    Group(Group),
}

/// The choices of one pair of braces.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Group {
    choices: Vec<Sequence>,
    count: u64,
}

impl Template {
    /// Parses a prompt, in time linear in its length.
    ///
    /// # Errors
    /// See [`TemplateError`].
    pub fn parse(prompt: &str) -> Result<Self, TemplateError> {
        check_length(prompt)?;
        let marks = marks::find(prompt);
        if marks::depth(&marks) > DEEPEST {
            return Err(TemplateError::TooDeep);
        }
        Ok(Self { root: build(prompt, &marks), groups: outermost(&marks) })
    }

    /// Returns the number of combinations, at least 1, without building any. Saturates at `u64::MAX`.
    pub const fn count(&self) -> u64 {
        self.root.count
    }

    /// Returns the first `most` prompts in reading order: the last group varies fastest. Always at least one.
    pub fn prompts(&self, most: usize) -> Vec<String> {
        let count = self.count().min(most.max(1) as u64);
        (0..count)
            .map(|index| {
                let mut prompt = String::new();
                self.root.write(index, &mut prompt);
                prompt
            })
            .collect()
    }

    /// Returns the byte ranges of the outermost groups, braces included.
    pub fn groups(&self) -> &[Range<usize>] {
        &self.groups
    }
}

impl Default for Sequence {
    fn default() -> Self {
        Self { pieces: Vec::new(), count: 1 }
    }
}

impl Sequence {
    fn push_text(&mut self, text: &str) {
        match self.pieces.last_mut() {
            Some(Piece::Text(last)) => last.push_str(text),
            _ if text.is_empty() => {}
            _ => self.pieces.push(Piece::Text(text.to_owned())),
        }
    }

    fn push_group(&mut self, choices: Vec<Self>) {
        let count = choices.iter().fold(0_u64, |sum, choice| sum.saturating_add(choice.count));
        self.count = self.count.saturating_mul(count);
        self.pieces.push(Piece::Group(Group { choices, count }));
    }

    /// Appends the combination with this index. The index is read as a number with one digit per group, the last group
    /// being the lowest. Recurses no deeper than [`DEEPEST`].
    fn write(&self, index: u64, out: &mut String) {
        let mut rest = index;
        let mut digits = Vec::new();
        for piece in self.pieces.iter().rev() {
            if let Piece::Group(group) = piece {
                digits.push(rest % group.count);
                rest /= group.count;
            }
        }
        for piece in &self.pieces {
            match piece {
                Piece::Text(text) => out.push_str(text),
                Piece::Group(group) => group.write(digits.pop().unwrap_or(0), out),
            }
        }
    }
}

impl Group {
    fn write(&self, index: u64, out: &mut String) {
        let mut rest = index;
        for choice in &self.choices {
            if rest < choice.count {
                return choice.write(rest, out);
            }
            rest -= choice.count;
        }
    }
}

/// Builds the tree. The marks must be balanced and nested no deeper than [`DEEPEST`].
fn build(prompt: &str, marks: &[Mark]) -> Sequence {
    let mut current = Sequence::default();
    // For each open group: the sequence before it, and its complete choices.
    let mut open: Vec<(Sequence, Vec<Sequence>)> = Vec::new();
    let mut from = 0;
    for mark in marks {
        current.push_text(&prompt[from..mark.at]);
        from = mark.at + mark.kind.length();
        match mark.kind {
            Kind::Escape => {}
            Kind::Open => open.push((std::mem::take(&mut current), Vec::new())),
            Kind::Bar { .. } => {
                if let Some((_, choices)) = open.last_mut() {
                    choices.push(std::mem::take(&mut current));
                }
            }
            Kind::Close => {
                if let Some((before, mut choices)) = open.pop() {
                    choices.push(std::mem::replace(&mut current, before));
                    current.push_group(choices);
                }
            }
        }
    }
    current.push_text(&prompt[from..]);
    current
}

fn outermost(marks: &[Mark]) -> Vec<Range<usize>> {
    let mut groups = Vec::new();
    let (mut depth, mut start) = (0_u32, 0);
    for mark in marks {
        match mark.kind {
            Kind::Open => {
                start = if depth == 0 { mark.at } else { start };
                depth += 1;
            }
            Kind::Close => {
                depth -= 1;
                if depth == 0 {
                    groups.push(start..mark.at + 1);
                }
            }
            Kind::Bar { .. } | Kind::Escape => {}
        }
    }
    groups
}

#[cfg(test)]
mod tests;

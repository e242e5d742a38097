//! How long a prompt can be; prompts that were sent, and pieces of prompts that are kept under a name.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{ModelId, SnippetId, Timestamp};

/// The longest prompt, in characters. No video model is known to read as much.
pub const LONGEST_PROMPT: usize = 32_000;

/// A text that is longer than a prompt can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a prompt has at most {LONGEST_PROMPT} characters, and the rest of a request is short")]
pub struct PromptTooLong;

/// Checks that a text can be a prompt, or a part of one.
///
/// # Errors
/// When it has more than [`LONGEST_PROMPT`] characters.
pub fn check_length(text: &str) -> Result<(), PromptTooLong> {
    // No text has more characters than bytes.
    let is_short = text.len() <= LONGEST_PROMPT || text.chars().nth(LONGEST_PROMPT).is_none();
    if is_short { Ok(()) } else { Err(PromptTooLong) }
}

/// A prompt that was sent, as it was written: with its wildcards.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PastPrompt {
    /// The whole of it, which is also its name.
    pub text: String,
    /// The model that it last went to.
    pub model: ModelId,
    /// How many times Generate was pressed on it.
    pub used: u32,
    /// When that was last.
    pub used_at: Timestamp,
}

/// A piece of a prompt, kept under a name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Snippet {
    /// Its number.
    pub id: SnippetId,
    /// What the user calls it; no two have the same.
    pub name: String,
    /// What is put into the prompt.
    pub text: String,
}

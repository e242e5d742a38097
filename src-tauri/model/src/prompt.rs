//! The length limit of prompts, past prompts, and saved snippets.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{ModelId, SnippetId, Timestamp};

/// The longest prompt, in characters. No known video model reads as much.
pub const LONGEST_PROMPT: usize = 32_000;

/// The error of a text that exceeds the length limit of prompts, or of another part of a request that is too long.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a prompt has at most {LONGEST_PROMPT} characters, and the rest of a request is short")]
pub struct PromptTooLong;

/// Checks that a text is short enough for a prompt, or for a part of one.
///
/// # Errors
/// Fails when it has more than [`LONGEST_PROMPT`] characters.
pub fn check_length(text: &str) -> Result<(), PromptTooLong> {
    // No text has more characters than bytes.
    let is_short = text.len() <= LONGEST_PROMPT || text.chars().nth(LONGEST_PROMPT).is_none();
    if is_short { Ok(()) } else { Err(PromptTooLong) }
}

/// A prompt that was sent, as written, with its wildcards.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PastPrompt {
    /// The full text, which also identifies it.
    pub text: String,
    /// The model that it was last sent to.
    pub model: ModelId,
    /// How many times Generate was clicked with it.
    pub used: u32,
    /// When it was last sent.
    pub used_at: Timestamp,
}

/// A piece of a prompt, saved under a name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Snippet {
    /// Id.
    pub id: SnippetId,
    /// The user's name for it; unique.
    pub name: String,
    /// The text that is inserted into the prompt.
    pub text: String,
}

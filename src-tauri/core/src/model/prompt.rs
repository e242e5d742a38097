//! Prompts that were sent, and pieces of prompts that are kept under a name.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{ModelId, SnippetId, Timestamp};

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

//! Writing help: requests to a chat model, and its answers.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{ConnectionId, Failure, ModelId, PictureSource};

/// A chat model that a connection offers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct WritingModel {
    /// The model's name on the wire.
    pub id: ModelId,
    /// Whether it is known to read pictures.
    pub sees_pictures: bool,
}

/// A request to a chat model. Sent only when the user clicks a button.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct WritingRequest {
    /// The connection to use.
    pub connection_id: ConnectionId,
    /// The chat model.
    pub model: ModelId,
    /// The task.
    pub task: WritingTask,
}

/// A task for a chat model.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "task", rename_all = "snake_case")]
pub enum WritingTask {
    /// Elaborates a prompt by the elements that video models respond to.
    Improve {
        /// The current prompt.
        prompt: String,
    },
    /// Translates a prompt into English.
    Translate {
        /// The current prompt.
        prompt: String,
    },
    /// Writes a prompt that describes pictures.
    Describe {
        /// The pictures, at most eight.
        pictures: Vec<PictureSource>,
        /// The level of detail at which the model reads them.
        detail: Detail,
        /// The user's notes on them; may be empty.
        text: String,
    },
}

/// The level of detail at which a model reads a picture (reference section 5). More detail costs more tokens.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Detail {
    /// A small copy.
    Low,
    /// The full picture.
    High,
    /// The model's choice.
    #[default]
    Auto,
}

/// Progress of an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum WritingStep {
    /// A part of the answer has arrived.
    Text {
        /// The text so far.
        text: String,
    },
    /// The answer is complete.
    Done {
        /// The full text.
        text: String,
        /// Total number of input and output tokens, if the relay reports it.
        tokens: Option<u64>,
    },
    /// The answer failed or was interrupted.
    Failed {
        /// The reason.
        failure: Failure,
    },
}

//! Writing help: what may be asked of a chat model, and how its answer comes in.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{ConnectionId, Failure, ModelId, PictureSource};

/// A chat model that a connection offers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct WritingModel {
    /// Its name on the wire.
    pub id: ModelId,
    /// Whether it is known to read pictures.
    pub sees_pictures: bool,
}

/// What is asked of a chat model. Nothing is sent without a press of a button.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct WritingRequest {
    /// Through which connection.
    pub connection_id: ConnectionId,
    /// The chat model.
    pub model: ModelId,
    /// What it is to do.
    pub task: WritingTask,
}

/// What a chat model is to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "task", rename_all = "snake_case")]
pub enum WritingTask {
    /// Make a prompt fuller, by the parts that video models go by.
    Improve {
        /// The prompt as it is.
        prompt: String,
    },
    /// Say a prompt in English.
    Translate {
        /// The prompt as it is.
        prompt: String,
    },
    /// Make a prompt of pictures.
    Describe {
        /// The pictures, at most eight.
        pictures: Vec<PictureSource>,
        /// How closely the model looks at them.
        detail: Detail,
        /// What the user says of them; may be empty.
        text: String,
    },
}

/// How closely a model looks at a picture (reference section 5): the closer, the more tokens.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Detail {
    /// At a small copy of it.
    Low,
    /// At all of it.
    High,
    /// As the model decides.
    #[default]
    Auto,
}

/// How an answer goes on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum WritingStep {
    /// All of the text that is there by now.
    Text {
        /// It.
        text: String,
    },
    /// It is whole.
    Done {
        /// All of it.
        text: String,
        /// How many tokens were read and written in all, where the relay tells it.
        tokens: Option<u64>,
    },
    /// It broke off.
    Failed {
        /// Why.
        failure: Failure,
    },
}

//! Removes the key, and pieces of it, from texts of a relay that are shown to people, as the last step after decoding and
//! cutting. Task ids and URLs that the program uses are not touched; `answer` removes the whole key from those.

use super::{
    character_api::RelayCharacter,
    outcome::{JobStatus, Phase, PollError, SubmitOutcome},
    prompt_writing::WritingOutput,
    redacted_answer::Exchange,
};
use dailies_model::Failure;

use crate::Key;

/// A value with texts of a relay.
pub trait Redact: Sized {
    /// Returns the value with the key removed from its texts.
    fn without(self, key: &Key) -> Self;

    /// Like `without`, for a relay that may have no key.
    fn redacted(self, key: Option<&Key>) -> Self {
        match key {
            Some(key) => self.without(key),
            None => self,
        }
    }
}

impl Redact for String {
    fn without(self, key: &Key) -> Self {
        key.hide_pieces_in(&self)
    }
}

impl<T: Redact> Redact for Option<T> {
    fn without(self, key: &Key) -> Self {
        self.map(|words| words.without(key))
    }
}

impl<T: Redact, E: Redact> Redact for Result<T, E> {
    fn without(self, key: &Key) -> Self {
        self.map(|words| words.without(key)).map_err(|error| error.without(key))
    }
}

impl<T: Redact> Redact for Exchange<T> {
    fn without(self, key: &Key) -> Self {
        Self { outcome: self.outcome.without(key), answer: self.answer.without(key) }
    }
}

impl Redact for WritingOutput {
    fn without(self, key: &Key) -> Self {
        Self { text: self.text.without(key), ..self }
    }
}

impl Redact for Failure {
    fn without(self, key: &Key) -> Self {
        Self { words: self.words.without(key), words_zh: self.words_zh.without(key), ..self }
    }
}

impl Redact for PollError {
    fn without(self, key: &Key) -> Self {
        Self { failure: self.failure.without(key), ..self }
    }
}

impl Redact for SubmitOutcome {
    fn without(self, key: &Key) -> Self {
        match self {
            Self::Refused(failure) => Self::Refused(failure.without(key)),
            Self::NotNow { failure, retry_after_ms } => Self::NotNow { failure: failure.without(key), retry_after_ms },
            Self::Lost(failure) => Self::Lost(failure.without(key)),
            without_words => without_words,
        }
    }
}

impl Redact for JobStatus {
    fn without(self, key: &Key) -> Self {
        let phase = match self.phase {
            Phase::Failed(failure) => Phase::Failed(failure.without(key)),
            without_words => without_words,
        };
        Self { phase, ..self }
    }
}

/// A character's words are its name, which the program goes on with.
impl Redact for RelayCharacter {
    fn without(self, _: &Key) -> Self {
        self
    }
}

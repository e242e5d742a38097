//! Prompts that were sent, and snippets.

use super::{ApiError, Studio};
use crate::model::{PastPrompt, Snippet, SnippetId};

pub(super) async fn list_prompts(_: &Studio, _: String) -> Result<Vec<PastPrompt>, ApiError> {
    Err(ApiError::internal(&"not yet"))
}

pub(super) async fn forget_prompt(_: &Studio, _: String) -> Result<(), ApiError> {
    Err(ApiError::internal(&"not yet"))
}

pub(super) async fn list_snippets(_: &Studio) -> Result<Vec<Snippet>, ApiError> {
    Err(ApiError::internal(&"not yet"))
}

pub(super) async fn save_snippet(_: &Studio, _: String, _: String) -> Result<Snippet, ApiError> {
    Err(ApiError::internal(&"not yet"))
}

pub(super) async fn remove_snippet(_: &Studio, _: SnippetId) -> Result<(), ApiError> {
    Err(ApiError::internal(&"not yet"))
}

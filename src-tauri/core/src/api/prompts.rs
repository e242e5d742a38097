//! Prompts that were sent, and snippets.

use super::{ApiError, Studio};
use dailies_model::{PastPrompt, Snippet, SnippetId, check_length, organize};

use crate::library::prompts;

pub(super) async fn list_prompts(studio: &Studio, query: String) -> Result<Vec<PastPrompt>, ApiError> {
    studio.read(move |db| prompts::list(db, &query)).await
}

pub(super) async fn forget_prompt(studio: &Studio, text: String) -> Result<(), ApiError> {
    studio.write(move |tx| prompts::forget(tx, &text)).await
}

pub(super) async fn list_snippets(studio: &Studio) -> Result<Vec<Snippet>, ApiError> {
    studio.read(prompts::snippets).await
}

pub(super) async fn save_snippet(studio: &Studio, name: String, text: String) -> Result<Snippet, ApiError> {
    let name = organize::one_spelling(&name).trim().to_owned();
    if name.is_empty() || text.trim().is_empty() {
        return Err(ApiError::bad_request(&"a snippet has a name and a text"));
    }
    check_length(&name)?;
    check_length(&text)?;
    studio.write(move |tx| prompts::save_snippet(tx, &name, &text)).await
}

pub(super) async fn remove_snippet(studio: &Studio, id: SnippetId) -> Result<(), ApiError> {
    studio.write(move |tx| prompts::remove_snippet(tx, id)).await
}

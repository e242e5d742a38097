//! The composer's draft.

mod guard;

pub(super) use guard::Guard;

use super::{
    ApiError, Studio,
    generate_request::{self, GenerateRequest},
};
use dailies_model::{Draft, DraftCheck, Generation, HeldDraft, ModelId, Timestamp, wildcard};

use crate::library::{self, Library, LibraryError};

/// The model that a first draft asks for.
const FIRST_MODEL: &str = "sora-2";

pub(super) async fn get_draft(studio: &Studio) -> Result<Draft, ApiError> {
    let (draft, settings) = studio.read(|db| Ok((library::draft(db)?, library::settings(db)?))).await?;
    let first = || Draft {
        connection_id: settings.connection_id,
        generation: Generation {
            aspect_ratio: "16:9".parse().ok(),
            duration_s: Some(10),
            ..Generation::of(ModelId(FIRST_MODEL.to_owned()), String::new())
        },
        variations: 1,
        shots_as: None,
    };
    Ok(draft.unwrap_or_else(first))
}

/// Takes the prompt of a held draft out of the composer's draft: whoever loads a draft checks it.
pub(super) fn settle(library: &Library, guard: &Guard, now: Timestamp) -> Result<(), LibraryError> {
    let held = guard.list()?;
    let is_held = |draft: &Draft| held.iter().any(|held| held.draft.generation.prompt == draft.generation.prompt);
    library.write(|tx| {
        let Some(mut draft) = library::draft(tx)?.filter(is_held) else { return Ok(()) };
        draft.generation.prompt.clear();
        library::save_draft(tx, &draft, now)
    })
}

pub(super) async fn save_draft(studio: &Studio, draft: Draft) -> Result<(), ApiError> {
    draft.generation.check_length()?;
    let now = studio.now();
    studio.write(move |tx| library::save_draft(tx, &draft, now)).await
}

pub(super) async fn check_draft(studio: &Studio, draft: Draft) -> Result<DraftCheck, ApiError> {
    draft.generation.check_length_without_prompt()?;
    let _turn = studio.guard().begin(&draft).await?;
    generate_request::check(studio, GenerateRequest::of_draft(&draft)).await
}

pub(super) async fn list_held_drafts(studio: &Studio) -> Result<Vec<HeldDraft>, ApiError> {
    Ok(studio.guard().list()?)
}

pub(super) async fn remove_held_draft(studio: &Studio, id: u32) -> Result<(), ApiError> {
    Ok(studio.guard().remove(id)?)
}

pub(super) async fn escape_prompt(_: &Studio, text: String) -> Result<String, ApiError> {
    Ok(wildcard::escape(&text))
}

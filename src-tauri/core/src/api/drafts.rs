//! The composer's draft.

use super::{
    ApiError, Studio,
    press::{self, Press},
};
use crate::{
    library,
    model::{Draft, DraftCheck, Generation, ModelId},
};

/// The model that a first draft asks for.
const FIRST_MODEL: &str = "sora-2";

pub(super) async fn get_draft(studio: &Studio) -> Result<Draft, ApiError> {
    let (draft, settings) = studio.read(|db| Ok((library::draft(db)?, library::settings(db)?))).await?;
    Ok(draft.unwrap_or_else(|| Draft {
        connection_id: settings.connection_id,
        generation: Generation {
            aspect_ratio: "16:9".parse().ok(),
            duration_s: Some(10),
            ..Generation::of(ModelId(FIRST_MODEL.to_owned()), String::new())
        },
        variations: 1,
        shots_as: None,
    }))
}

pub(super) async fn save_draft(studio: &Studio, draft: Draft) -> Result<(), ApiError> {
    let now = studio.now();
    studio.write(move |tx| library::save_draft(tx, &draft, now)).await
}

pub(super) async fn check_draft(studio: &Studio, draft: Draft) -> Result<DraftCheck, ApiError> {
    press::check(studio, Press::of_draft(&draft)).await
}

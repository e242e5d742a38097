//! The composer's draft.

use super::{ApiError, casting, estimate};
use crate::{
    api::Studio,
    catalogue,
    library::{self, connections},
    model::{Draft, DraftCheck, Generation, ModelId, cast},
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
    }))
}

pub(super) async fn save_draft(studio: &Studio, draft: Draft) -> Result<(), ApiError> {
    let now = studio.now();
    studio.write(move |tx| library::save_draft(tx, &draft, now)).await
}

pub(super) async fn check_draft(studio: &Studio, mut draft: Draft) -> Result<DraftCheck, ApiError> {
    let catalogue = studio.catalogue().now();
    let (draft, row, time) = studio
        .read(move |db| {
            casting::cast(db, &mut draft.generation)?;
            let entry = catalogue.entry(&draft.generation.model);
            let row = connections::list(db)?.into_iter().find(|row| Some(row.id) == draft.connection_id);
            let time = estimate::time(db, &entry, &draft.generation)?;
            Ok((draft, row, time))
        })
        .await?;
    let catalogue = studio.catalogue().now();
    let entry = catalogue.entry(&draft.generation.model);
    let cost_micros = row.as_ref().and_then(|row| estimate::cost(row, &entry, &draft.generation));
    let connection = row.map(|row| studio.shown(row));
    Ok(DraftCheck {
        problems: catalogue::check(&draft, &entry, connection.as_ref()),
        hints: catalogue::hints(&draft, &entry, connection.as_ref()),
        expected_ms: time.ms,
        is_learned: time.is_learned,
        cost_micros,
        count: u32::from(draft.variations),
        unknown_names: cast::unknown_names(&draft.generation.prompt, &draft.generation.cast),
    })
}

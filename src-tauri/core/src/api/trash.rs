//! Empties the trash: at the user's command, and daily the clips that exceed the days in the settings, by a verified clock.

use std::{
    sync::{Arc, Weak},
    time::Duration,
};

use dailies_model::ClipId;

use super::{ApiError, Studio};
use crate::library::{LibraryError, settings, trash};

const DAY: Duration = Duration::from_secs(24 * 3600);

/// Finishes what an earlier run began to delete, and clears the trash of what is too old: now and once a day. Ends with the
/// studio.
pub(super) async fn keep_clear(studio: Weak<Studio>) {
    loop {
        let Some(studio) = studio.upgrade() else { return };
        if let Err(error) = clear_overdue(&studio).await {
            tracing::error!(%error, "the trash could not be cleared");
        }
        drop(studio);
        tokio::time::sleep(DAY).await;
    }
}

async fn clear_overdue(studio: &Arc<Studio>) -> Result<(), ApiError> {
    let now = studio.now();
    let cleared = studio.write(move |tx| {
        let days = settings(tx)?.trash_days;
        let overdue = if trash::agrees(tx, days, now)? { trash::list_overdue(tx, days, now)? } else { Vec::new() };
        if overdue.is_empty() { Ok::<_, LibraryError>(0) } else { trash::delete(tx, &overdue, now) }
    });
    let cleared = cleared.await?;
    if cleared > 0 {
        tracing::info!(cleared, "clips were deleted that lay in the trash for long");
    }
    studio.remove_folders().await
}

/// Deletes those of these clips that are in the trash; how many there were.
pub(super) async fn delete(studio: &Studio, ids: Vec<ClipId>) -> Result<usize, ApiError> {
    let now = studio.now();
    let deleted = studio.write(move |tx| trash::delete(tx, &ids, now)).await?;
    studio.remove_folders().await?;
    Ok(deleted)
}

/// Deletes all that is in the trash; how many there were.
pub(super) async fn empty(studio: &Studio) -> Result<usize, ApiError> {
    let now = studio.now();
    let deleted = studio.write(move |tx| trash::delete(tx, &trash::list(tx)?, now)).await?;
    studio.remove_folders().await?;
    Ok(deleted)
}

//! A film of several parts: each begins with the last frame of the one before, and waits until that one is in.

use std::time::SystemTime;

use dailies_media::MediaError;
use dailies_model::{
    Charged, ClipId, Failure, Generation, Job, JobId, JobState, Meaning, Moment, Picture, PictureId, PictureSource,
    Timestamp,
};
use rusqlite::{Connection, Transaction};

use super::{
    state_machine::{self, Outcome},
    store_picture::{Provenance, store_picture},
    worker::Shared,
};
use crate::library::{
    LibraryError, clips,
    jobs::{self, list_after},
    pictures,
};

/// The job with the picture that it begins with; or what keeps it from being sent.
pub(super) async fn linked(shared: &Shared, job: &Job) -> Result<Job, Outcome> {
    let waits_for = job.after.filter(|_| job.generation.pictures.iter().any(is_open));
    let Some(before) = waits_for else { return Ok(job.clone()) };
    let before = shared.library(move |library| library.read(|db| jobs::get(db, before))).await;
    match before.map_err(|error| held(Meaning::Disk, &error))? {
        Job { clip_id: Some(clip), .. } => {
            begin_with(shared, job, clip).await.map_err(|error| held(Meaning::PartBefore, &error))
        }
        Job { state: JobState::Failed, .. } | Job { dismissed_at: Some(_), .. } => Err(missing()),
        _ => Err(Outcome::Waits),
    }
}

fn is_open(picture: &Picture) -> bool {
    picture.source == PictureSource::PartBefore
}

fn held(meaning: Meaning, error: &impl ToString) -> Outcome {
    Outcome::Held(Failure { words: Some(error.to_string()), ..Failure::silent(meaning, Charged::No) })
}

fn missing() -> Outcome {
    Outcome::Held(Failure::silent(Meaning::PartBefore, Charged::No))
}

/// Written down before anything is sent, so that the clip will know what it began with.
async fn begin_with(shared: &Shared, job: &Job, clip: ClipId) -> Result<Job, MediaError> {
    let id = last_frame(shared, clip).await?;
    let with_frame = |picture: &Picture| match is_open(picture) {
        true => Picture { source: PictureSource::Stored { id: id.clone() }, from_clip: Some(clip), ..picture.clone() },
        false => picture.clone(),
    };
    let pictures = job.generation.pictures.iter().map(with_frame).collect();
    let generation = Generation { pictures, ..job.generation.clone() };
    let (id, written) = (job.id, generation.clone());
    let saved = shared.library(move |library| library.write(|tx| jobs::save_generation(tx, id, &written)));
    saved.await.map_err(|error| disk(&error))?;
    Ok(Job { generation, ..job.clone() })
}

/// The last frame of a film of the gallery, kept as a picture.
async fn last_frame(shared: &Shared, clip: ClipId) -> Result<PictureId, MediaError> {
    let (files, media) = (shared.services.library.files(), &shared.services.media);
    let film =
        shared.library(move |library| library.read(|db| clips::file(db, clip))).await.map_err(|error| disk(&error))?;
    let incoming = files.incoming();
    media.frame(&files.whole(&film), Moment::Last, &incoming).await?;
    let provenance = Provenance { name: None, from_clip: Some(clip) };
    let picture = store_picture(files, media, &incoming, provenance, Timestamp::from(SystemTime::now())).await?;
    let kept = shared.library(move |library| library.write(|tx| pictures::keep(tx, &picture)));
    Ok(kept.await.map_err(|error| disk(&error))?.id)
}

fn disk(error: &impl ToString) -> MediaError {
    MediaError::Disk(error.to_string())
}

/// Whether the part before is decided by now: then nothing will wake this one again, and it must not lie down.
///
/// # Errors
/// Those of the database.
pub(super) fn is_awake(db: &Connection, job: &Job) -> Result<bool, LibraryError> {
    let Some(before) = job.after else { return Ok(true) };
    Ok(is_decided(&jobs::get(db, before)?))
}

/// It came in, or never will.
fn is_decided(job: &Job) -> bool {
    job.clip_id.is_some() || job.state == JobState::Failed || job.dismissed_at.is_some()
}

/// A clip is in: what waited for it is due.
pub(super) fn release(tx: &Transaction<'_>, before: JobId, now: Timestamp) -> Result<(), LibraryError> {
    for mut job in list_after(tx, before)? {
        job.watch.due_at = Some(now);
        jobs::save(tx, &job)?;
    }
    Ok(())
}

/// A job will not become a clip: what waits for it rests, unsent. The jobs that changed.
///
/// # Errors
/// Those of the database.
pub fn abandon(tx: &Transaction<'_>, before: JobId, now: Timestamp) -> Result<Vec<Job>, LibraryError> {
    let waiting = list_after(tx, before)?.into_iter().map(|job| {
        let job = state_machine::abandon(job, now);
        jobs::save(tx, &job)?;
        Ok(job)
    });
    waiting.collect()
}

#[cfg(test)]
mod tests;

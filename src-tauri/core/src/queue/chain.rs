//! Chained jobs: a film in several parts, where each part starts with the last frame of the previous one and therefore waits
//! for it.

use std::time::SystemTime;

use dailies_media::MediaError;
use dailies_model::{
    Charged, ClipId, Failure, Generation, Job, JobId, JobState, Meaning, Moment, Picture, PictureId, PictureSource,
    Timestamp,
};
use rusqlite::{Connection, Transaction};

use super::{
    context::Context,
    state_machine::{self, Outcome},
};
use crate::assets::{Provenance, store_picture};
use crate::library::{
    LibraryError, clips,
    jobs::{self, list_after},
    pictures,
};

/// Returns the job with its start picture filled in, or the outcome that keeps it from being sent.
pub(super) async fn linked(context: &Context, job: &Job) -> Result<Job, Outcome> {
    let waits_for = job.after.filter(|_| job.generation.pictures.iter().any(is_open));
    let Some(before) = waits_for else { return Ok(job.clone()) };
    let before = context.library(move |library| library.read(|db| jobs::get(db, before))).await;
    match before.map_err(|error| held(Meaning::Disk, &error))? {
        Job { clip_id: Some(clip), .. } => {
            begin_with(context, job, clip).await.map_err(|error| held(Meaning::PartBefore, &error))
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

/// Saves the start picture in the job before anything is sent, so that the clip records what it was made from.
async fn begin_with(context: &Context, job: &Job, clip: ClipId) -> Result<Job, MediaError> {
    let id = last_frame(context, clip).await?;
    let with_frame = |picture: &Picture| match is_open(picture) {
        true => Picture { source: PictureSource::Stored { id: id.clone() }, from_clip: Some(clip), ..picture.clone() },
        false => picture.clone(),
    };
    let pictures = job.generation.pictures.iter().map(with_frame).collect();
    let generation = Generation { pictures, ..job.generation.clone() };
    let (id, written) = (job.id, generation.clone());
    let saved = context.library(move |library| library.write(|tx| jobs::save_generation(tx, id, &written)));
    saved.await.map_err(|error| disk(&error))?;
    Ok(Job { generation, ..job.clone() })
}

/// Stores the last frame of a clip as a picture of the library.
async fn last_frame(context: &Context, clip: ClipId) -> Result<PictureId, MediaError> {
    let (files, media) = (context.services.library.files(), &context.services.media);
    let film =
        context.library(move |library| library.read(|db| clips::file(db, clip))).await.map_err(|error| disk(&error))?;
    let incoming = files.incoming();
    media.frame(&files.whole(&film), Moment::Last, &incoming).await?;
    let provenance = Provenance { name: None, from_clip: Some(clip) };
    let picture = store_picture(files, media, &incoming, provenance, Timestamp::from(SystemTime::now())).await?;
    let kept = context.library(move |library| library.write(|tx| pictures::keep(tx, &picture)));
    Ok(kept.await.map_err(|error| disk(&error))?.id)
}

fn disk(error: &impl ToString) -> MediaError {
    MediaError::Disk(error.to_string())
}

/// Returns whether the previous part has ended. The job must not go to sleep then, because nothing would wake it again.
///
/// # Errors
/// Those of the database.
pub(super) fn is_awake(db: &Connection, job: &Job) -> Result<bool, LibraryError> {
    let Some(before) = job.after else { return Ok(true) };
    Ok(is_decided(&jobs::get(db, before)?))
}

/// Returns whether the job's clip has arrived or can no longer arrive.
fn is_decided(job: &Job) -> bool {
    job.clip_id.is_some() || job.state == JobState::Failed || job.dismissed_at.is_some()
}

/// Makes the jobs due that waited for this job's clip.
pub(super) fn release(tx: &Transaction<'_>, before: JobId, now: Timestamp) -> Result<(), LibraryError> {
    for mut job in list_after(tx, before)? {
        job.watch.due_at = Some(now);
        jobs::save(tx, &job)?;
    }
    Ok(())
}

/// Stops the jobs that wait for a job which will produce no clip; none of them was sent. Returns the changed jobs.
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

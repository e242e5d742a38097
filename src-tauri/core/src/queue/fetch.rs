//! Brings a finished clip home: the film first, whole and on disk, then its pictures. Files nothing.

use std::{
    io,
    path::Path,
    time::{Duration, Instant},
};

use super::{
    step::{Outcome, with_transfer},
    worker::Shared,
};
use crate::{
    download::{self, FetchError, Fetched, Source},
    library::{ClipFolder, clips::NewClip},
    media::Examined,
    model::{Change, Charged, Failure, Film, Job, Meaning, Medium, Proxy, Transfer},
};

/// The page is told of a transfer this often.
const TELL_EVERY: Duration = Duration::from_millis(200);

/// The clip that a job's film makes, its files in place; or what stood in the way.
pub(super) async fn fetch(shared: &Shared, job: &Job) -> Result<NewClip, Outcome> {
    let folder = job.watch.folder.as_deref().and_then(ClipFolder::parse);
    let (Some(folder), Some(url)) = (folder, job.watch.result_url.as_deref()) else {
        return Err(Outcome::Expired(Failure::silent(Meaning::NoResult, Charged::Yes)));
    };
    let films = shared.rooms.library.files();
    let film = films.film(&folder);
    let Fetched { bytes, sha256, .. } = match whole(&film).await.map_err(outcome)? {
        Some(fetched) => fetched,
        None => transfer(shared, job, url, &films.part(&folder), &film).await?,
    };
    let (facts, has_pictures) = examine(shared, &film, &films.folder(&folder)).await;
    Ok(NewClip {
        folder,
        job_id: Some(job.id),
        generation: job.generation.clone(),
        connection_id: Some(job.route.connection_id),
        connection_name: Some(job.route.connection_name.clone()),
        remote_id: job.remote_id.clone(),
        medium: job.route.medium,
        film: Film { bytes, ..facts },
        sha256: Some(sha256),
        has_pictures,
        cost_micros: job.cost_micros,
        took_ms: job.accepted_at.zip(job.watch.finished_at).map(|(from, to)| to.ms_since(from)),
    })
}

/// A film that an earlier run brought home but did not file.
async fn whole(film: &Path) -> io::Result<Option<Fetched>> {
    if film.exists() { download::hash(film).await } else { Ok(None) }
}

/// Fetches the film, going on where an earlier try stopped.
async fn transfer(shared: &Shared, job: &Job, url: &str, part: &Path, film: &Path) -> Result<Fetched, Outcome> {
    if let Some(folder) = part.parent() {
        tokio::fs::create_dir_all(folder).await.map_err(outcome)?;
    }
    let source = Source {
        url: url.to_owned(),
        medium: Medium::Film,
        own_origin: shared.rooms.relay.resolve(&job.route.base_url),
        key: None,
        proxy: Proxy::System,
    };
    let changes = shared.changes.clone();
    let shown = job.clone();
    let mut told_at = Instant::now();
    let progress = move |received_bytes, total_bytes| {
        if told_at.elapsed() >= TELL_EVERY {
            told_at = Instant::now();
            let job = with_transfer(shown.clone(), Transfer { received_bytes, total_bytes });
            let _ = changes.send(Change::Job { job: Box::new(job) });
        }
    };
    let before = length(part).await;
    match shared.rooms.downloader.fetch(&source, part, progress).await {
        Ok(fetched) => {
            download::finish(part, film).await.map_err(outcome)?;
            Ok(fetched)
        }
        Err(error) if error.may_pass() && length(part).await > before => Err(Outcome::Interrupted(error.failure())),
        Err(error) => Err(outcome(error)),
    }
}

/// Bytes of a file; of none, 0.
async fn length(file: &Path) -> u64 {
    tokio::fs::metadata(file).await.map_or(0, |metadata| metadata.len())
}

/// What the film holds, and whether there are pictures of it. A film that can't be examined is a clip all the same.
async fn examine(shared: &Shared, film: &Path, folder: &Path) -> (Film, bool) {
    let Examined { facts, pictures } = match shared.rooms.media.examine(film, folder).await {
        Ok(examined) => examined,
        Err(error) => {
            tracing::warn!(%error, "a film could not be examined");
            Examined::default()
        }
    };
    let film = Film {
        container: "mp4".to_owned(),
        width: facts.width.unwrap_or_default(),
        height: facts.height.unwrap_or_default(),
        duration_ms: facts.duration_ms.unwrap_or_default(),
        fps: facts.fps,
        video_codec: facts.video_codec,
        has_audio: facts.has_audio,
        bytes: 0,
    };
    (film, pictures.is_some())
}

/// What a failed transfer means for a job that is done and paid: it is tried again, or waits for the user.
fn outcome(error: impl Into<FetchError>) -> Outcome {
    let error = error.into();
    let failure = error.failure();
    match error {
        FetchError::Network | FetchError::Proxy => Outcome::Hitch { failure, retry_after_ms: None },
        FetchError::Server { retry_after_ms, .. } => Outcome::Hitch { failure, retry_after_ms },
        FetchError::Expired { .. } => Outcome::Expired(failure),
        FetchError::Unexpected { .. }
        | FetchError::TooLarge
        | FetchError::Unsafe(_)
        | FetchError::DiskFull
        | FetchError::Disk(_) => Outcome::Blocked(failure),
    }
}

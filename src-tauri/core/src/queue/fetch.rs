//! Downloads the result of a finished job: first its file, complete and synced, then poster and strip. Inserts no rows.

use std::{
    path::Path,
    time::{Duration, Instant},
};

use dailies_model::{Charged, Failure, Film, Job, Meaning, Transfer};

use super::{
    context::Context,
    prepare::target,
    state_machine::{Outcome, position_of, with_transfer},
};
use crate::{
    assets::inspect,
    download::{self, FetchError, Fetched, Source},
    library::{ClipFile, ClipFolder, clips::NewClip},
};

/// Interval between progress events of a download.
const TELL_EVERY: Duration = Duration::from_millis(200);

/// Downloads the next clip of a job and returns the row to insert, or the outcome that prevented it.
pub(super) async fn fetch(context: &Context, job: &Job) -> Result<NewClip, Outcome> {
    let wanted = wanted(job).and_then(|(url, folder)| Some((url, ClipFolder::parse(folder)?)));
    let Some((url, folder)) = wanted else {
        return Err(Outcome::BadResult(Failure::silent(Meaning::NoResult, Charged::Yes)));
    };
    let is_first = position_of(job, folder.as_str()) == 0;
    let fetched = match whole(context, job, &folder).await? {
        Some(fetched) => fetched,
        None => {
            let source = source(context, job, url).await?;
            transfer(context, job, &folder, source).await.map_err(|outcome| of_relays_own(url, outcome))?
        }
    };
    let file = ClipFile { folder, medium: job.route.medium, container: fetched.container };
    let files = context.services.library.files();
    let found = inspect(&context.services.media, &files.whole(&file), &files.folder(&file.folder)).await;
    Ok(NewClip {
        folder: file.folder,
        job_id: Some(job.id),
        batch_id: Some(job.batch_id),
        generation: job.generation.clone(),
        connection_id: Some(job.route.connection_id),
        connection_name: Some(job.route.connection_name.clone()),
        remote_id: job.remote_id.clone(),
        medium: file.medium,
        film: Film { bytes: fetched.bytes, container: fetched.container, ..found.film },
        sha256: Some(fetched.sha256),
        has_pictures: found.has_poster,
        lacks_pictures: found.is_unfinished,
        took_ms: job.accepted_at.zip(job.watch.finished_at).map(|(from, to)| to.ms_since(from)),
        // What the job cost is told once.
        cost_micros: job.cost_micros.filter(|_| is_first),
        remote_url: Some(url.to_owned()).filter(|url| !url.starts_with('/')),
        file_name: None,
    })
}

/// A missing path at the relay itself means that there is no file, not that a link has expired.
fn of_relays_own(url: &str, outcome: Outcome) -> Outcome {
    match outcome {
        Outcome::BadResult(failure) if url.starts_with('/') && failure.meaning == Meaning::ResultExpired => {
            Outcome::BadResult(Failure { meaning: Meaning::NoResult, ..failure })
        }
        outcome => outcome,
    }
}

/// Returns the URL to download next and its folder.
fn wanted(job: &Job) -> Option<(&str, &str)> {
    match &job.watch.trial {
        Some(trial) => Some((&trial.url, &trial.folder)),
        None => job.watch.results.get(job.watch.next_result()?).map(|result| (&*result.url, &*result.folder)),
    }
}

/// Returns a complete file that an earlier run downloaded without inserting its clip.
async fn whole(context: &Context, job: &Job, folder: &ClipFolder) -> Result<Option<Fetched>, Outcome> {
    match context.services.library.files().find_whole(folder, job.route.medium) {
        Some(file) => download::hash_whole(&file).await.map_err(outcome),
        None => Ok(None),
    }
}

/// Returns the download source of a result. A path is relative to the relay and needs the key (reference section 4).
async fn source(context: &Context, job: &Job, url: &str) -> Result<Source, Outcome> {
    let own_origin = context.services.relay.resolve(&job.route.base_url).await;
    let target = target(context, job).await;
    let secret = match &target {
        Ok(target) => context.services.relay.key_of(target).await,
        // Without a key at hand there is none that could be written down.
        Err(_) => None,
    };
    let (url, key) = match own_origin.as_ref().filter(|_| url.starts_with('/')) {
        Some(base) => {
            target.map_err(Outcome::Held)?;
            (format!("{}{url}", base.as_str().trim_end_matches('/')), secret.clone())
        }
        None => (url.to_owned(), None),
    };
    Ok(Source { url, medium: job.route.medium, own_origin, key, secret, proxy: job.route.proxy.clone() })
}

/// Downloads the file, resuming an earlier attempt.
async fn transfer(context: &Context, job: &Job, folder: &ClipFolder, source: Source) -> Result<Fetched, Outcome> {
    let files = context.services.library.files();
    let part = files.part(folder, job.route.medium);
    files.create_folder(folder).await.map_err(outcome)?;
    let shown = job.clone();
    let mut told_at = Instant::now();
    let progress = move |received_bytes, total_bytes| {
        if told_at.elapsed() >= TELL_EVERY {
            told_at = Instant::now();
            context.publish_job(&with_transfer(shown.clone(), Transfer { received_bytes, total_bytes }));
        }
    };
    let _slot = context.downloads.slot(job.route.connection_id).await;
    let before = length(&part).await;
    match context.services.downloader.fetch(&source, &part, progress).await {
        Ok(fetched) => {
            let file = ClipFile { folder: folder.clone(), medium: job.route.medium, container: fetched.container };
            download::finish(&part, &files.whole(&file)).await.map_err(outcome)?;
            Ok(fetched)
        }
        // One that drips gets on too, but is not waited for without end.
        Err(error @ (FetchError::Network | FetchError::Server { .. })) if length(&part).await > before => {
            Err(Outcome::Interrupted(error.failure()))
        }
        Err(error) => Err(outcome(error)),
    }
}

/// Returns the size of a file in bytes; 0 if there is none.
async fn length(file: &Path) -> u64 {
    tokio::fs::metadata(file).await.map_or(0, |metadata| metadata.len())
}

/// Maps a failed download to an outcome. The job is done and paid, so it is retried or waits for the user.
fn outcome(error: impl Into<FetchError>) -> Outcome {
    let error = error.into();
    let failure = error.failure();
    match error {
        FetchError::Network | FetchError::TooSlow | FetchError::CutOff | FetchError::Proxy => {
            Outcome::Hitch { failure, retry_after_ms: None }
        }
        FetchError::Server { retry_after_ms, .. } => Outcome::Hitch { failure, retry_after_ms },
        FetchError::Expired { .. } | FetchError::Unexpected { .. } | FetchError::TooLarge | FetchError::Unsafe(_) => {
            Outcome::BadResult(failure)
        }
        FetchError::DiskFull | FetchError::Disk(_) => Outcome::Blocked(failure),
    }
}

//! Performs one job's next steps: writes each state down, does what `step` asked for, and brings back what came of it.

use std::time::{Duration, SystemTime};

use rusqlite::Transaction;

use super::{
    backoff::Pace,
    fetch,
    step::{Effect, Moment, Outcome, step},
    worker::Shared,
};
use crate::{
    library::{ClipFolder, LibraryError, clips, jobs, settings},
    model::{Change, Charged, Failure, Job, JobId, JobState, Meaning, Timestamp},
    relay::{self, DEMO_URL, Inquiry, Order, Phase, Request, ResultUrl, Retry, Submission, Target},
};

/// The wait before a state that could not be written down is written again.
const WRITE_AGAIN: Duration = Duration::from_secs(2);

/// Takes a due job as far as it goes without waiting.
pub(super) async fn perform(shared: &Shared, id: JobId) {
    let Ok(job) = shared.library(move |library| library.read(|db| jobs::get(db, id))).await else { return };
    let mut outcome = begin(shared, &job).await;
    loop {
        let (job, effect) = advance(shared, id, outcome).await;
        outcome = match effect {
            Effect::Rest => return,
            Effect::Submit => submit(shared, &job).await,
            Effect::Poll => poll(shared, &job).await,
            Effect::Fetch => match fetch::fetch(shared, &job).await {
                Ok(clip) => return file(shared, id, clip).await,
                Err(outcome) => outcome,
            },
        };
    }
}

/// A transfer needs no key; whatever speaks to the relay does.
async fn begin(shared: &Shared, job: &Job) -> Outcome {
    match target(shared, job).await {
        Err(failure) if job.state != JobState::Downloading => Outcome::Held(failure),
        _ => Outcome::Due { body_hash: request(shared, job).body_hash() },
    }
}

/// Takes one step and writes it down.
async fn advance(shared: &Shared, id: JobId, outcome: Outcome) -> (Job, Effect) {
    let pace = shared.rooms.pace;
    let (job, effect) = written(shared, id, move |tx| {
        let job = jobs::get(tx, id)?;
        let at = moment(&job, pace, tx)?;
        let (job, effect) = step(job, outcome.clone(), at);
        jobs::save(tx, &job)?;
        Ok((job, effect))
    })
    .await;
    publish(shared, &job);
    (job, effect)
}

/// Files the clip and ends the job in one transaction, so that there is never one without the other.
async fn file(shared: &Shared, id: JobId, new: clips::NewClip) {
    let pace = shared.rooms.pace;
    let (job, clip) = written(shared, id, move |tx| {
        let job = jobs::get(tx, id)?;
        let at = moment(&job, pace, tx)?;
        let clip_id = clips::insert(tx, &new, at.now)?;
        let (job, _) = step(job, Outcome::Filed(clip_id), at);
        jobs::save(tx, &job)?;
        Ok((job, clips::get(tx, clip_id)?))
    })
    .await;
    // The clip first: the page then finds it when the job names it.
    let _ = shared.changes.send(Change::Clip { clip: Box::new(clip) });
    publish(shared, &job);
}

/// Writes until it is written. What the relay said must not be lost to a full disk, and nothing is sent before it is
/// written down that it will be.
async fn written<T: Send + 'static>(
    shared: &Shared,
    id: JobId,
    change: impl Fn(&Transaction<'_>) -> Result<T, LibraryError> + Clone + Send + 'static,
) -> T {
    loop {
        let change = change.clone();
        match shared.library(move |library| library.write(change)).await {
            Ok(value) => return value,
            Err(error) => tell(shared, id, &error).await,
        }
        tokio::time::sleep(WRITE_AGAIN).await;
    }
}

/// Shows at the job what keeps it from being written down; only shows it, for it cannot be written down.
async fn tell(shared: &Shared, id: JobId, error: &LibraryError) {
    tracing::error!(%error, job = id.0, "a job's state could not be written down yet");
    let meaning = if matches!(error, LibraryError::Full) { Meaning::DiskFull } else { Meaning::Disk };
    if let Ok(mut job) = shared.library(move |library| library.read(|db| jobs::get(db, id))).await {
        job.failure = Some(Failure::silent(meaning, charged_so_far(&job)));
        publish(shared, &job);
    }
}

/// What a job that meets trouble of ours has cost by then.
fn charged_so_far(job: &Job) -> Charged {
    if job.remote_id.is_some() { Charged::Unknown } else { Charged::No }
}

fn moment(job: &Job, pace: Pace, db: &rusqlite::Connection) -> Result<Moment, LibraryError> {
    Ok(Moment {
        now: Timestamp::from(SystemTime::now()),
        jitter: rand::random(),
        pace: if job.route.base_url == DEMO_URL { Pace::DEMO } else { pace },
        watch_limit_ms: i64::from(settings(db)?.watch_limit_min) * 60_000,
    })
}

/// Where this job is to be asked for. Fails when its key cannot be had.
async fn target(shared: &Shared, job: &Job) -> Result<Target, Failure> {
    let no_key = || Failure::silent(Meaning::NoKey, charged_so_far(job));
    let key = match &job.route.key_ref {
        None => None,
        Some(key_ref) => match shared.rooms.secrets.get(key_ref).await {
            Ok(Some(key)) => Some(key),
            Ok(None) => return Err(no_key()),
            Err(error) => return Err(Failure { words: Some(error.to_string()), ..no_key() }),
        },
    };
    Ok(Target { base_url: job.route.base_url.clone(), key, proxy: job.route.proxy.clone() })
}

fn request(shared: &Shared, job: &Job) -> Request {
    let catalogue = shared.rooms.catalogue.now();
    let entry = catalogue.entry(&job.generation.model);
    relay::submit_request(&Order {
        format: job.route.format,
        medium: job.route.medium,
        generation: &job.generation,
        rules: &entry.rules_or_general(job.route.format),
        pictures: &[],
    })
}

async fn submit(shared: &Shared, job: &Job) -> Outcome {
    let target = match target(shared, job).await {
        Ok(target) => target,
        Err(failure) => return Outcome::NotNow { failure, retry_after_ms: None },
    };
    let progress = |percent| publish(shared, &Job { progress: Some(percent), ..job.clone() });
    match shared.rooms.relay.submit(&target, job.route.format, &request(shared, job), progress).await {
        Submission::Accepted(remote_id) => Outcome::Accepted(remote_id),
        Submission::Finished(url) => succeeded(&url),
        Submission::Refused(failure) => Outcome::Refused(failure),
        Submission::NotNow { failure, retry_after_ms } => Outcome::NotNow { failure, retry_after_ms },
        Submission::Lost(failure) => Outcome::Lost(failure),
    }
}

async fn poll(shared: &Shared, job: &Job) -> Outcome {
    let (Ok(target), Some(remote_id)) = (target(shared, job).await, &job.remote_id) else {
        return Outcome::Held(Failure::silent(Meaning::NoKey, Charged::Unknown));
    };
    let inquiry =
        Inquiry { format: job.route.format, medium: job.route.medium, id: remote_id, generation: &job.generation };
    match shared.rooms.relay.poll(&target, &inquiry).await {
        Ok(report) => match report.phase {
            Phase::Queued | Phase::Running => Outcome::Working { progress: report.progress },
            Phase::Succeeded { url } => succeeded(&url),
            // The relay says that the clip is made: it may yet say where. That is for the user to ask again.
            Phase::Failed(failure) if failure.meaning == Meaning::NoResult => Outcome::Blocked(failure),
            Phase::Failed(failure) => Outcome::RelayFailed(failure),
        },
        Err(refusal) => match refusal.retry {
            Retry::Later { after_ms } => Outcome::Hitch { failure: refusal.failure, retry_after_ms: after_ms },
            Retry::Gone => Outcome::Gone(refusal.failure),
            Retry::Never => Outcome::Blocked(refusal.failure),
        },
    }
}

fn succeeded(url: &ResultUrl) -> Outcome {
    Outcome::Succeeded { url: url.as_str().to_owned(), folder: ClipFolder::random().as_str().to_owned() }
}

fn publish(shared: &Shared, job: &Job) {
    let _ = shared.changes.send(Change::Job { job: Box::new(job.clone()) });
}

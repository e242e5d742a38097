//! Performs one job's next steps: writes each state down, does what `step` asked for, and brings back what came of it.

use std::time::{Duration, SystemTime};

use rusqlite::Transaction;

use super::{
    attach,
    backoff::Pace,
    fetch,
    step::{Effect, Moment, Outcome, step},
    worker::Shared,
};
use crate::{
    library::{ClipFolder, LibraryError, clips, jobs, settings},
    model::{Change, Charged, Failure, Job, JobId, JobState, Meaning, Timestamp},
    relay::{self, DEMO_URL, Order, Phase, Request, Retry, Submission, Target},
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
            Effect::Check => look_up(shared, &job).await,
            Effect::Poll => poll(shared, &job).await,
            Effect::Fetch => match fetch::fetch(shared, &job).await {
                Ok(clip) => return file(shared, id, clip).await,
                Err(outcome) => outcome,
            },
        };
    }
}

/// A transfer brings its own key where it needs one; whatever else speaks to the relay has to have it first. Only what is
/// about to be sent has a body.
async fn begin(shared: &Shared, job: &Job) -> Outcome {
    let prepared = match job.state {
        JobState::Downloading => Ok(String::new()),
        JobState::Ready => prepare(shared, job).await.map(|prepared| prepared.request.body_hash()),
        _ => target(shared, job).await.map(|_| String::new()),
    };
    match prepared {
        Ok(body_hash) => Outcome::Due { body_hash },
        Err(failure) => Outcome::Held(failure),
    }
}

/// A submit that can be sent.
struct Prepared {
    target: Target,
    request: Request,
}

/// Everything that a submit needs: the key, the pictures' files, the body. Nothing is sent.
async fn prepare(shared: &Shared, job: &Job) -> Result<Prepared, Failure> {
    let target = target(shared, job).await?;
    let pictures = attach::pictures(shared, &job.generation).await?;
    let catalogue = shared.rooms.catalogue.now();
    let entry = catalogue.entry(&job.generation.model);
    let request = relay::submit_request(&Order {
        format: job.route.format,
        medium: job.route.medium,
        generation: &job.generation,
        rules: &entry.rules_or_general(job.route.format),
        pictures: &pictures,
    });
    Ok(Prepared { target, request })
}

/// Takes one step and writes it down.
async fn advance(shared: &Shared, id: JobId, outcome: Outcome) -> (Job, Effect) {
    let pace = shared.rooms.pace;
    let (job, effect) = written(shared, id, move |tx| {
        let job = jobs::get(tx, id)?;
        let at = moment(&job, pace, tx)?;
        let outcome = unclaimed(tx, &job, outcome.clone())?;
        let (job, effect) = step(job, outcome, at);
        jobs::save(tx, &job)?;
        Ok((job, effect))
    })
    .await;
    publish(shared, &job);
    (job, effect)
}

/// Of two jobs that look the same in the relay's list, each is only one: what another job claimed meanwhile is not found.
fn unclaimed(db: &rusqlite::Connection, job: &Job, outcome: Outcome) -> Result<Outcome, LibraryError> {
    match &outcome {
        Outcome::Accepted(id) if job.state == JobState::Unknown => {
            let is_claimed = jobs::remote_ids(db, &job.route.base_url)?.contains(id);
            let missing = || Outcome::NotFound(Failure::silent(Meaning::NotListed, Charged::Unknown));
            Ok(if is_claimed { missing() } else { outcome })
        }
        _ => Ok(outcome),
    }
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
pub(super) async fn target(shared: &Shared, job: &Job) -> Result<Target, Failure> {
    let no_key = || Failure::silent(Meaning::NoKey, charged_so_far(job));
    let key = match &job.route.key_ref {
        None if job.route.base_url == DEMO_URL => None,
        None => return Err(no_key()),
        Some(key_ref) => match shared.rooms.secrets.get(key_ref).await {
            Ok(Some(key)) => Some(key),
            Ok(None) => return Err(no_key()),
            Err(error) => return Err(Failure { words: Some(error.to_string()), ..no_key() }),
        },
    };
    Ok(Target { base_url: job.route.base_url.clone(), key, proxy: job.route.proxy.clone() })
}

async fn submit(shared: &Shared, job: &Job) -> Outcome {
    let Prepared { target, request } = match prepare(shared, job).await {
        Ok(prepared) => prepared,
        Err(failure) => return Outcome::NotNow { failure, retry_after_ms: None },
    };
    match shared.rooms.relay.submit(&target, job.route.format, &request).await {
        Submission::Accepted(remote_id) => Outcome::Accepted(remote_id),
        Submission::Refused(failure) => Outcome::Refused(failure),
        Submission::NotNow { failure, retry_after_ms } => Outcome::NotNow { failure, retry_after_ms },
        Submission::Lost(failure) => Outcome::Lost(failure),
    }
}

/// Looks for a job whose answer was lost in the relay's list. Sends nothing.
async fn look_up(shared: &Shared, job: &Job) -> Outcome {
    let target = match target(shared, job).await {
        Ok(target) => target,
        Err(failure) => return Outcome::Held(failure),
    };
    let base_url = job.route.base_url.clone();
    let taken = shared.library(move |library| library.read(|db| jobs::remote_ids(db, &base_url)));
    let (Ok(taken), Some(sent_at)) = (taken.await, job.sent_at) else {
        return Outcome::Hitch { failure: Failure::silent(Meaning::Disk, Charged::Unknown), retry_after_ms: None };
    };
    let not_found = |meaning| Outcome::NotFound(Failure::silent(meaning, Charged::Unknown));
    let sought = Sought { generation: &job.generation, sent_at, taken: &taken };
    match shared.rooms.relay.find_job(&target, &sought).await {
        Ok(Listed::Here(id)) => Outcome::Accepted(id),
        Ok(Listed::NotHere) => not_found(Meaning::NotListed),
        Ok(Listed::Several) => not_found(Meaning::SeveralListed),
        Err(refusal) => Outcome::Hitch { failure: refusal.failure, retry_after_ms: None },
    }
}

async fn poll(shared: &Shared, job: &Job) -> Outcome {
    let (Ok(target), Some(remote_id)) = (target(shared, job).await, &job.remote_id) else {
        return Outcome::Held(Failure::silent(Meaning::NoKey, Charged::Unknown));
    };
    match shared.rooms.relay.poll(&target, job.route.format, job.route.medium, remote_id).await {
        Ok(report) => match report.phase {
            Phase::Queued | Phase::Running => Outcome::Working { progress: report.progress },
            Phase::Succeeded { url } => {
                Outcome::Succeeded { url: url.as_str().to_owned(), folder: ClipFolder::random().as_str().to_owned() }
            }
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

fn publish(shared: &Shared, job: &Job) {
    let _ = shared.changes.send(Change::Job { job: Box::new(job.clone()) });
}

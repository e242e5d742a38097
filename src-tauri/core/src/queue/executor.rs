//! Runs one job's next steps: saves each state, carries out the effect that `step` returned, and feeds the outcome back.

use std::{
    sync::Arc,
    time::{Duration, SystemTime},
};

use dailies_model::{Change, Charged, Failure, Job, JobId, JobState, Meaning, Timestamp};
use rusqlite::Transaction;
use tokio_util::sync::CancellationToken;

use super::{
    backoff::Pace,
    chain,
    context::Context,
    current_key::with_new_key,
    fetch,
    prepare::{self, charged_so_far},
    relay_calls::{self, Submitted},
    state_machine::{Effect, Moment, Outcome, position_of, step},
};
use crate::{
    catalogue::Catalogue,
    http::DEMO_URL,
    library::{LibraryError, characters, clips, connections, jobs, settings},
    relay::Exchange,
};

/// Delay before saving a state is tried again.
const WRITE_AGAIN: Duration = Duration::from_secs(2);

/// Inputs of `Moment` that are the same for all steps of a run.
#[derive(Clone)]
struct StepInputs {
    pace: Pace,
    catalogue: Arc<Catalogue>,
}

impl StepInputs {
    fn of(context: &Context) -> Self {
        Self { pace: context.services.pace, catalogue: context.services.catalogue.now() }
    }
}

/// Runs a due job until it has to wait. `stop` cancels every step that is free of charge; a submit is always awaited to its
/// end.
pub(super) async fn perform(context: &Context, id: JobId, stop: &CancellationToken) {
    let Ok(job) = context.library(move |library| library.read(|db| jobs::get(db, id))).await else { return };
    let Some((begun, mut request)) = stop.run_until_cancelled(prepare::begin(context, &job)).await else { return };
    let (mut job, mut effect) = advance(context, id, Exchange::without_answer(begun)).await;
    loop {
        let heard = match effect {
            Effect::Rest => return,
            Effect::Submit => match request.take() {
                Some(request) => match relay_calls::submit(context, &job, &request).await {
                    Submitted::Outcome(heard) => Some(heard),
                    Submitted::Character(character) => return keep(context, id, character).await,
                },
                None => Some(Exchange::without_answer(not_prepared())),
            },
            Effect::Check => {
                stop.run_until_cancelled(relay_calls::look_up(context, &job)).await.map(Exchange::without_answer)
            }
            Effect::Poll => stop.run_until_cancelled(relay_calls::poll(context, &job)).await,
            Effect::Fetch => match stop.run_until_cancelled(fetch::fetch(context, &job)).await {
                Some(Ok(clip)) => {
                    (job, effect) = file(context, id, clip).await;
                    continue;
                }
                Some(Err(outcome)) => Some(Exchange::without_answer(outcome)),
                None => None,
            },
        };
        let Some(heard) = heard else { return };
        (job, effect) = advance(context, id, heard).await;
    }
}

/// The outcome of a submit that was never built: it is built at the next try.
const fn not_prepared() -> Outcome {
    Outcome::NotNow { failure: Failure::silent(Meaning::Disk, Charged::No), retry_after_ms: None }
}

/// Takes one step and saves the new state together with the relay's answer.
async fn advance(context: &Context, id: JobId, heard: Exchange<Outcome>) -> (Job, Effect) {
    let rhythm = StepInputs::of(context);
    let Exchange { outcome, answer } = heard;
    let (job, effect, abandoned) = written(context, id, move |tx| {
        let job = jobs::get(tx, id)?;
        // The part before may have come in since it was looked at: then this one stays due.
        if outcome == Outcome::Waits && chain::is_awake(tx, &job)? {
            return Ok((job, Effect::Rest, Vec::new()));
        }
        // It became ready since the run began, by the user's word: the next run builds its request.
        if job.state == JobState::Ready && matches!(&outcome, Outcome::Due { body_hash } if body_hash.is_empty()) {
            return Ok((job, Effect::Rest, Vec::new()));
        }
        let at = moment(&job, &rhythm, tx)?;
        let outcome = unclaimed(tx, &job, outcome.clone())?;
        let (job, effect) = step(job, outcome, at);
        let job = with_new_key(tx, job, at.now);
        jobs::save(tx, &job)?;
        if job.state == JobState::Failed && job.failure.as_ref().is_some_and(|it| it.meaning == Meaning::NoRemix) {
            connections::set_remix_refused(tx, job.route.connection_id, at.now)?;
        }
        if let Some(answer) = &answer {
            jobs::save_answer(tx, id, answer)?;
        }
        let abandoned = if job.state == JobState::Failed { chain::abandon(tx, id, at.now)? } else { Vec::new() };
        Ok((job, effect, abandoned))
    })
    .await;
    context.publish_job(&job);
    abandoned.iter().for_each(|job| context.publish_job(job));
    (job, effect)
}

/// Turns a lookup result into "not found" when another job has claimed the same task id meanwhile: two identical jobs must
/// not both take one entry of the relay's list. An id from the answer to a submit is always the job's own.
fn unclaimed(db: &rusqlite::Connection, job: &Job, outcome: Outcome) -> Result<Outcome, LibraryError> {
    match &outcome {
        Outcome::Accepted(id) if job.state != JobState::Sending => {
            let is_claimed = jobs::remote_ids(db, &job.route.base_url)?.contains(id);
            let missing = || Outcome::NotFound(Failure::silent(Meaning::NotListed, Charged::Unknown));
            Ok(if is_claimed { missing() } else { outcome })
        }
        _ => Ok(outcome),
    }
}

/// Inserts a clip and updates its job in one transaction. Works in whatever state the job is by now, and is idempotent for
/// each clip.
async fn file(context: &Context, id: JobId, new: clips::NewClip) -> (Job, Effect) {
    let rhythm = StepInputs::of(context);
    let (job, effect, clip, cast) = written(context, id, move |tx| {
        let job = jobs::get(tx, id)?;
        let at = moment(&job, &rhythm, tx)?;
        let folder = new.folder.as_str().to_owned();
        let clip_id = clips::insert_result(tx, &new, id, position_of(&job, &folder), at.now)?;
        let (job, effect) = step(job, Outcome::Filed { folder, clip_id }, at);
        jobs::save(tx, &job)?;
        chain::release(tx, id, at.now)?;
        Ok((job, effect, clips::get(tx, clip_id)?, characters::list_cast(tx, clip_id)?))
    })
    .await;
    for character in cast {
        context.publish(Change::Character { character: Box::new(character) });
    }
    // The clip first: the page then finds it when the job names it.
    context.publish(Change::Clip { clip: Box::new(clip) });
    context.publish_job(&job);
    (job, effect)
}

/// Inserts the character and ends the job in one transaction. The avatar is downloaded later.
async fn keep(context: &Context, id: JobId, new: characters::NewCharacter) {
    let rhythm = StepInputs::of(context);
    let (job, character) = written(context, id, move |tx| {
        let job = jobs::get(tx, id)?;
        let at = moment(&job, &rhythm, tx)?;
        let character_id = characters::insert(tx, &new, at.now)?;
        let (job, _) = step(job, Outcome::Made(character_id), at);
        jobs::save(tx, &job)?;
        Ok((job, characters::get(tx, character_id)?))
    })
    .await;
    context.publish(Change::Character { character: Box::new(character) });
    context.publish_job(&job);
    context.avatars_wanted.notify_one();
}

/// Repeats a write until it succeeds. A full disk must not lose the relay's answer, and a job must not be sent before its
/// `Sending` state is on disk.
async fn written<T: Send + 'static>(
    context: &Context,
    id: JobId,
    change: impl Fn(&Transaction<'_>) -> Result<T, LibraryError> + Clone + Send + 'static,
) -> T {
    loop {
        let change = change.clone();
        match context.library(move |library| library.write(change)).await {
            Ok(value) => {
                context.unwritten().remove(&id);
                return value;
            }
            Err(error) => tell(context, id, &error).await,
        }
        tokio::time::sleep(WRITE_AGAIN).await;
    }
}

/// Shows the user, at the job, why its state cannot be saved. Only published, since it cannot be saved either.
async fn tell(context: &Context, id: JobId, error: &LibraryError) {
    tracing::error!(%error, job = id.0, "a job's state could not be written down yet");
    let meaning = if matches!(error, LibraryError::Full) { Meaning::DiskFull } else { Meaning::Disk };
    if let Ok(mut job) = context.library(move |library| library.read(|db| jobs::get(db, id))).await {
        let failure = Failure::silent(meaning, charged_so_far(&job));
        context.unwritten().insert(id, failure.clone());
        job.failure = Some(failure);
        context.publish_job(&job);
    }
}

/// Builds the `Moment` of a job's next step from the queue's pace and the catalogue's entry for the model.
fn moment(job: &Job, rhythm: &StepInputs, db: &rusqlite::Connection) -> Result<Moment, LibraryError> {
    let entry = rhythm.catalogue.entry(&job.generation.model);
    let pace = if job.route.base_url == DEMO_URL { Pace::DEMO } else { rhythm.pace };
    let limit_min = settings(db)?.watch_limit_min.max(entry.poll.and_then(|poll| poll.limit_min).unwrap_or(0));
    Ok(Moment {
        now: Timestamp::from(SystemTime::now()),
        jitter: rand::random(),
        pace: entry.poll.and_then(|poll| poll.every_s).map_or(pace, |seconds| pace.at_most_every(seconds)),
        watch_limit_ms: i64::from(limit_min) * 60_000,
    })
}

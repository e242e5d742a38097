//! The clips of a job whose relay is done: fetched and filed one after the other. An address is kept until its clip is
//! filed; one that does not work is replaced by asking the relay again, and then by the user.

use super::{
    Effect, Moment, Outcome,
    pause::{end, park, rest, retry, wait},
};
use dailies_model::{ClipId, Failure, Job, JobResult, JobState, Meaning, StopReason};

/// How often in a row a transfer may bring nothing before the user is asked.
pub(super) const MAX_FETCH_TRIES: u32 = 8;
/// The same of an address that the user is waiting to see tried.
const MAX_TRIAL_TRIES: u32 = 2;
/// The same of a file that ends before its end: after that, another address may lead to all of it.
const MAX_CUT_OFF_TRIES: u32 = 2;
/// A full disk is looked at as rarely as after so many failed tries.
const FULL_DISK_PACE: u32 = 2;
/// How many dead addresses of one clip are replaced by asking the relay again.
const MAX_REFRESHES: u32 = 3;

/// The relay told where the clips are. Stays due, so that a restart takes the transfer up again.
pub(super) fn begin(job: &mut Job, results: Vec<JobResult>, at: Moment) -> Effect {
    merge(&mut job.watch.results, results);
    job.watch.finished_at.get_or_insert(at.now);
    job.progress = Some(100);
    fetch_next(job, at)
}

/// New addresses take the place of old ones. What is filed stays, and so do the folders with what was fetched already.
fn merge(known: &mut Vec<JobResult>, told: Vec<JobResult>) {
    for (position, result) in told.into_iter().enumerate() {
        match known.get_mut(position) {
            Some(known) if known.clip_id.is_none() => known.url = result.url,
            Some(_) => {}
            None => known.push(result),
        }
    }
}

fn fetch_next(job: &mut Job, at: Moment) -> Effect {
    if job.watch.next_result().is_none() {
        return done(job, at);
    }
    job.state = JobState::Downloading;
    job.failure = None;
    job.transfer = None;
    job.watch.tries = 0;
    job.watch.due_at = Some(at.now);
    Effect::Fetch
}

/// The relay is done, but the clip cannot be had: neither failed nor sent again. The user may ask again or give its address.
pub(super) fn miss(job: &mut Job, failure: Failure, at: Moment) -> Effect {
    job.watch.finished_at.get_or_insert(at.now);
    job.progress = Some(100);
    end(job, JobState::ResultMissing, Some(failure), at)
}

/// What came of a transfer that filed nothing.
pub(super) fn transfer(job: &mut Job, outcome: Outcome, at: Moment) -> Effect {
    match outcome {
        Outcome::Hitch { failure, retry_after_ms } if job.watch.tries < most_tries(job, failure.meaning) => {
            wait(job, failure, retry_after_ms, at)
        }
        Outcome::Hitch { failure, .. } if failure.meaning == Meaning::CutOff && job.watch.trial.is_none() => {
            refresh(job, failure, at)
        }
        Outcome::Interrupted(failure) => {
            job.watch.tries = 0;
            wait(job, failure, None, at)
        }
        Outcome::BadResult(failure) if job.watch.trial.is_none() => refresh(job, failure, at),
        Outcome::Blocked(failure) if job.watch.trial.is_none() && failure.meaning == Meaning::DiskFull => {
            wait_for_room(job, failure, at)
        }
        Outcome::Hitch { failure, .. }
        | Outcome::BadResult(failure)
        | Outcome::Blocked(failure)
        | Outcome::Held(failure) => {
            if job.watch.trial.is_some() {
                return end_trial(job, Some(failure));
            }
            park(job, StopReason::Trouble, Some(failure), at)
        }
        _ => Effect::Rest,
    }
}

const fn most_tries(job: &Job, meaning: Meaning) -> u32 {
    match (&job.watch.trial, meaning) {
        (Some(_), _) => MAX_TRIAL_TRIES,
        (None, Meaning::CutOff) => MAX_CUT_OFF_TRIES,
        (None, _) => MAX_FETCH_TRIES,
    }
}

/// The disk is full: the transfer is tried again until there is room, for as long as that takes.
fn wait_for_room(job: &mut Job, failure: Failure, at: Moment) -> Effect {
    retry(job, FULL_DISK_PACE, None, at);
    job.failure = Some(failure);
    Effect::Rest
}

/// Asks the relay for a new address, which costs nothing. A job that the relay gave no name cannot be asked for.
fn refresh(job: &mut Job, failure: Failure, at: Moment) -> Effect {
    if job.watch.refreshes >= MAX_REFRESHES || job.remote_id.is_none() {
        return miss(job, failure, at);
    }
    let wait_ms = at.pace.wait_ms(job.watch.refreshes, at.jitter);
    job.state = JobState::Running;
    job.failure = Some(failure);
    job.transfer = None;
    job.watch.tries = 0;
    job.watch.refreshes += 1;
    job.watch.due_at = Some(at.now.plus_ms(wait_ms));
    job.watch.watched_at = Some(at.now);
    Effect::Rest
}

/// The address that the user gave does not work, or is not wanted any more: all is as it was before, with the new reason.
/// Whether it was charged is not for an address to tell.
pub(super) fn end_trial(job: &mut Job, failure: Option<Failure>) -> Effect {
    let Some(trial) = job.watch.trial.take() else { return Effect::Rest };
    let charged = trial.failure.as_ref().map(|before| before.charged);
    let told = failure.map(|failure| Failure { charged: charged.unwrap_or(failure.charged), ..failure });
    job.failure = told.or(trial.failure);
    rest(job, trial.from, trial.stop_reason, trial.ended_at.unwrap_or(job.created_at));
    Effect::Rest
}

/// Which of a job's results lies in this folder. An address that the user gave stands for the first that is missing.
pub(crate) fn position_of(job: &Job, folder: &str) -> usize {
    let results = &job.watch.results;
    let known = results.iter().position(|result| result.folder == folder);
    known.or_else(|| job.watch.next_result()).unwrap_or(results.len())
}

/// A clip is in the gallery: it belongs to the job in whatever state that is by now.
pub(super) fn file(job: &mut Job, folder: &str, clip_id: ClipId, at: Moment) -> Effect {
    let position = position_of(job, folder);
    match job.watch.results.get_mut(position) {
        Some(result) => result.clip_id = Some(clip_id),
        None => {
            job.watch.results.push(JobResult { url: String::new(), folder: folder.to_owned(), clip_id: Some(clip_id) });
        }
    }
    job.clip_id.get_or_insert(clip_id);
    job.watch.trial = None;
    if job.watch.next_result().is_none() {
        return done(job, at);
    }
    if job.state == JobState::Downloading { fetch_next(job, at) } else { Effect::Rest }
}

fn done(job: &mut Job, at: Moment) -> Effect {
    job.watch.results.clear();
    job.watch.finished_at.get_or_insert(at.now);
    end(job, JobState::Done, None, at)
}

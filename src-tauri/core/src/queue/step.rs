//! The pure heart of the queue: what becomes of a job when something happens to it.
//!
//! No I/O, no clock, no randomness: `Moment` brings them. Everything that may cost money is decided here:
//! - only `Ready` leads to a submit, and only the user makes a job `Ready` (a relay's clear "not accepted" aside);
//! - a lost answer is looked up in the relay's list where the format has one, which sends nothing;
//! - a remote id that arrives is kept, whatever state the job is in;
//! - once a relay accepted a job, only the relay's own word makes it `Failed`: any trouble of ours parks it in `Stopped`,
//!   from where it goes on without being sent again.

use super::backoff::Pace;
use crate::model::{
    CharacterId, Charged, ClipId, Failure, Job, JobState, Meaning, RemoteId, StopReason, Timestamp, Transfer,
};

/// How often a submit that was surely not accepted is tried before the user is asked.
const MAX_SUBMIT_TRIES: u32 = 6;
/// How often in a row a transfer may bring nothing before the user is asked.
const MAX_FETCH_TRIES: u32 = 8;
/// How many dead addresses of one clip are replaced by asking the relay again.
const MAX_REFRESHES: u32 = 3;
/// How often a lost answer is looked for in the relay's list before the user is asked.
const MAX_CHECKS: u32 = 4;
/// How often in a row "no such task" is taken for a relay that is not up to date yet (reference section 9).
const MAX_GONE_TRIES: u32 = 6;

/// The circumstances of a step.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Moment {
    /// The time.
    pub now: Timestamp,
    /// A random number, 0 to 1.
    pub jitter: f64,
    /// The rhythm of this job's relay.
    pub pace: Pace,
    /// How long a job is watched.
    pub watch_limit_ms: i64,
}

/// What happened to a job.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Outcome {
    /// Its time has come; the body that would be sent has this SHA-256.
    Due { body_hash: String },
    /// It could not even be prepared; nothing was sent.
    Held(Failure),
    /// The part of the film before it is still to come in.
    Waits,
    /// The relay took it.
    Accepted(RemoteId),
    /// The relay refused it.
    Refused(Failure),
    /// It surely was not accepted this time, and may be tried again.
    NotNow { failure: Failure, retry_after_ms: Option<i64> },
    /// It was sent, but no answer came that says what became of it.
    Lost(Failure),
    /// The relay's list was looked through; it does not tell this job.
    NotFound(Failure),
    /// The relay says that it waits or works.
    Working { progress: Option<u8> },
    /// The relay says that it is done, and where the clip is.
    Succeeded { url: String, folder: String },
    /// The relay says that it failed.
    RelayFailed(Failure),
    /// A poll or a transfer did not work out, which says nothing about the job.
    Hitch { failure: Failure, retry_after_ms: Option<i64> },
    /// The transfer broke, but not before it brought something.
    Interrupted(Failure),
    /// The relay knows no such task.
    Gone(Failure),
    /// The clip's address is dead.
    Expired(Failure),
    /// Only the user can help.
    Blocked(Failure),
    /// The clip is in the gallery.
    Filed(ClipId),
    /// The relay made the character, and it is kept.
    Made(CharacterId),
}

/// What is to be done next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Effect {
    /// Nothing until it is due again.
    Rest,
    /// Send it. Only ever asked for together with `Sending`.
    Submit,
    /// Look for it in the relay's list of jobs.
    Check,
    /// Ask the relay how it stands.
    Poll,
    /// Fetch the clip and file it.
    Fetch,
}

/// What a user may ask of a job.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// Do not send it; or do not watch it any more.
    Stop,
    /// Go on where it was: watch it if the relay has it, send it if it was never sent.
    Resume,
    /// Send it although it may have been accepted before.
    SendAgain,
    /// Look for it in the relay's list of jobs.
    Check,
    /// Put it away.
    Dismiss,
}

/// The job is not in a state in which this can be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a job that is {0:?} cannot do that")]
pub struct Conflict(pub JobState);

/// What becomes of `job` when `outcome` happens to it, and what is to be done next.
pub(crate) fn step(mut job: Job, outcome: Outcome, at: Moment) -> (Job, Effect) {
    use JobState::{Accepted, Downloading, Ready, Running, Sending, Unknown};
    let effect = match (job.state, outcome) {
        (Ready, Outcome::Due { body_hash }) => begin_submit(&mut job, body_hash, at),
        (Accepted | Running, Outcome::Due { .. }) => watch(&mut job, at),
        (Downloading, Outcome::Due { .. }) => Effect::Fetch,

        (Ready, Outcome::Waits) => {
            job.watch.due_at = None;
            Effect::Rest
        }
        (Ready, Outcome::Held(failure)) => park(&mut job, StopReason::Trouble, Some(failure), at),
        (_, Outcome::Accepted(remote_id)) => accept(&mut job, remote_id, at),
        (Sending, Outcome::Refused(failure)) => end(&mut job, JobState::Failed, Some(failure), at),
        (Sending, Outcome::NotNow { failure, retry_after_ms }) => retry_submit(&mut job, failure, retry_after_ms, at),
        (Sending, Outcome::Lost(failure)) => lose(&mut job, failure, at),
        (Sending, Outcome::Succeeded { url, folder }) => {
            job.accepted_at = job.sent_at;
            begin_fetch(&mut job, url, folder, at)
        }
        (Sending, Outcome::Made(character_id)) => {
            job.character_id = Some(character_id);
            job.accepted_at = job.sent_at;
            end(&mut job, JobState::Done, None, at)
        }

        (Unknown, Outcome::Due { .. }) if can_be_looked_up(&job) => Effect::Check,
        (Unknown, Outcome::NotFound(failure)) => {
            job.failure = Some(failure);
            look_again(&mut job, None, at)
        }
        (Unknown, Outcome::Hitch { retry_after_ms, .. }) => look_again(&mut job, retry_after_ms, at),
        (Unknown, _) => {
            job.watch.due_at = None;
            Effect::Rest
        }

        (Accepted | Running, Outcome::Working { progress }) => work(&mut job, progress, at),
        (Accepted | Running, Outcome::Succeeded { url, folder }) => begin_fetch(&mut job, url, folder, at),
        (Accepted | Running, Outcome::RelayFailed(failure)) => end(&mut job, JobState::Failed, Some(failure), at),
        (Accepted | Running, Outcome::Gone(failure)) => gone(&mut job, failure, at),
        (Accepted | Running, Outcome::Hitch { failure, retry_after_ms }) => wait(&mut job, failure, retry_after_ms, at),

        (Downloading, Outcome::Expired(failure)) => refresh(&mut job, failure, at),
        (Downloading, Outcome::Hitch { failure, retry_after_ms }) if job.watch.tries < MAX_FETCH_TRIES => {
            wait(&mut job, failure, retry_after_ms, at)
        }
        (Downloading, Outcome::Interrupted(failure)) => {
            job.watch.tries = 0;
            wait(&mut job, failure, None, at)
        }
        (Downloading, Outcome::Hitch { failure, .. }) => park(&mut job, StopReason::Trouble, Some(failure), at),
        (Downloading, Outcome::Filed(clip_id)) => file(&mut job, clip_id, at),
        (Accepted | Running | Downloading, Outcome::Blocked(failure) | Outcome::Held(failure)) => {
            park(&mut job, StopReason::Trouble, Some(failure), at)
        }

        // News of what was under way when the user stopped the job, or of nothing at all.
        (_, _) => Effect::Rest,
    };
    (job, effect)
}

/// The part before it did not become a clip: it rests, unsent.
pub(crate) fn abandon(mut job: Job, now: Timestamp) -> Job {
    job.failure = Some(Failure::silent(Meaning::PartBefore, Charged::No));
    rest(&mut job, JobState::Stopped, Some(StopReason::Trouble), now);
    job
}

/// What becomes of `job` when the user asks for something.
///
/// # Errors
/// `Conflict` when the job's state does not allow it.
pub fn order(mut job: Job, order: Order, now: Timestamp) -> Result<Job, Conflict> {
    use JobState::{Accepted, Downloading, Failed, Ready, Running, Stopped, Unknown};
    match (order, job.state) {
        (Order::Stop, Ready | Accepted | Running | Downloading) => rest(&mut job, Stopped, Some(StopReason::User), now),
        (Order::Resume, Stopped) => resume(&mut job, now),
        (Order::SendAgain, Unknown) => make_ready(&mut job, now),
        (Order::Check, Unknown) if can_be_looked_up(&job) => {
            job.watch.checks = 0;
            job.watch.due_at = Some(now);
        }
        (Order::Dismiss, Unknown | Failed | Stopped) => {
            job.dismissed_at = Some(now);
            job.watch.due_at = None;
        }
        (_, state) => return Err(Conflict(state)),
    }
    Ok(job)
}

/// What becomes of a job that an earlier run of the program left behind. `None`: it goes on as it is.
///
/// What was being sent may have arrived; what was never sent is not sent without being asked for.
pub fn restart(mut job: Job, now: Timestamp) -> Option<Job> {
    match job.state {
        JobState::Sending => {
            job.failure = Some(Failure::silent(Meaning::Network, Charged::Unknown));
            rest(&mut job, JobState::Unknown, None, now);
            job.watch.checks = 0;
            job.watch.due_at = can_be_looked_up(&job).then_some(now);
        }
        JobState::Ready => rest(&mut job, JobState::Stopped, Some(StopReason::Restart), now),
        _ => return None,
    }
    Some(job)
}

fn begin_submit(job: &mut Job, body_hash: String, at: Moment) -> Effect {
    job.state = JobState::Sending;
    job.sent_at = Some(at.now);
    job.failure = None;
    job.watch.body_hash = Some(body_hash);
    job.watch.submits += 1;
    job.watch.due_at = None;
    Effect::Submit
}

/// Keeps the id in any state; but a job that the user stopped, or that ended, is not watched by itself.
fn accept(job: &mut Job, remote_id: RemoteId, at: Moment) -> Effect {
    job.remote_id = Some(remote_id);
    job.accepted_at = Some(at.now);
    if matches!(job.state, JobState::Ready | JobState::Sending | JobState::Unknown) {
        job.state = JobState::Accepted;
        job.failure = None;
        job.stop_reason = None;
        job.ended_at = None;
        start_watching(job, at.now.plus_ms(at.pace.wait_ms(0, at.jitter)));
        job.watch.until = Some(at.now.plus_ms(at.watch_limit_ms));
    }
    Effect::Rest
}

/// Whether the relay can be asked what became of a job whose answer was lost. No relay lists its characters.
pub(crate) fn can_be_looked_up(job: &Job) -> bool {
    job.route.format.has_list() && job.sent_at.is_some() && job.character.is_none()
}

/// The answer is lost: only the user may send it again. Where the relay lists its jobs, it is looked up by itself.
fn lose(job: &mut Job, failure: Failure, at: Moment) -> Effect {
    end(job, JobState::Unknown, Some(failure), at);
    job.watch.checks = 0;
    job.watch.due_at = can_be_looked_up(job).then(|| at.now.plus_ms(at.pace.wait_ms(0, at.jitter)));
    Effect::Rest
}

/// A relay may list a job a little later than it took it.
fn look_again(job: &mut Job, retry_after_ms: Option<i64>, at: Moment) -> Effect {
    let wait_ms = at.pace.wait_at_least_ms(job.watch.checks + 1, at.jitter, retry_after_ms);
    job.watch.checks += 1;
    job.watch.due_at = (job.watch.checks < MAX_CHECKS).then(|| at.now.plus_ms(wait_ms));
    Effect::Rest
}

fn retry_submit(job: &mut Job, failure: Failure, retry_after_ms: Option<i64>, at: Moment) -> Effect {
    job.watch.tries += 1;
    if job.watch.tries >= MAX_SUBMIT_TRIES {
        return park(job, StopReason::Trouble, Some(failure), at);
    }
    let wait_ms = at.pace.wait_at_least_ms(job.watch.tries - 1, at.jitter, retry_after_ms);
    job.state = JobState::Ready;
    job.failure = Some(failure);
    job.watch.due_at = Some(at.now.plus_ms(wait_ms));
    Effect::Rest
}

/// Time to poll, unless it has been watched for long enough.
fn watch(job: &mut Job, at: Moment) -> Effect {
    let until = *job.watch.until.get_or_insert(at.now.plus_ms(at.watch_limit_ms));
    if at.now >= until {
        return park(job, StopReason::WatchLimit, None, at);
    }
    Effect::Poll
}

fn work(job: &mut Job, progress: Option<u8>, at: Moment) -> Effect {
    job.state = JobState::Running;
    job.failure = None;
    job.progress = progress.or(job.progress);
    job.watch.tries = 0;
    job.watch.polls += 1;
    job.watch.due_at = Some(at.now.plus_ms(at.pace.wait_ms(job.watch.polls, at.jitter)));
    Effect::Rest
}

/// Stays due, so that a restart takes the transfer up again.
fn begin_fetch(job: &mut Job, url: String, folder: String, at: Moment) -> Effect {
    job.state = JobState::Downloading;
    job.failure = None;
    job.progress = Some(100);
    job.watch.result_url = Some(url);
    job.watch.folder.get_or_insert(folder);
    job.watch.finished_at.get_or_insert(at.now);
    job.watch.tries = 0;
    job.watch.due_at = Some(at.now);
    Effect::Fetch
}

/// Tries the same again, later.
fn wait(job: &mut Job, failure: Failure, retry_after_ms: Option<i64>, at: Moment) -> Effect {
    let wait_ms = at.pace.wait_at_least_ms(job.watch.tries, at.jitter, retry_after_ms);
    job.failure = Some(failure);
    job.watch.tries += 1;
    job.watch.due_at = Some(at.now.plus_ms(wait_ms));
    Effect::Rest
}

/// Right after a submit a relay may not know its own task yet. Later, it is for the user to decide.
fn gone(job: &mut Job, failure: Failure, at: Moment) -> Effect {
    if job.watch.tries < MAX_GONE_TRIES {
        return wait(job, failure, None, at);
    }
    park(job, StopReason::Trouble, Some(failure), at)
}

/// Asks the relay for a new address, which costs nothing. A job that the relay gave no name cannot be asked for: its
/// address is all there is, and is kept.
fn refresh(job: &mut Job, failure: Failure, at: Moment) -> Effect {
    if job.watch.refreshes >= MAX_REFRESHES || job.remote_id.is_none() {
        return park(job, StopReason::Trouble, Some(failure), at);
    }
    job.state = JobState::Running;
    job.failure = Some(failure);
    job.watch.refreshes += 1;
    job.watch.result_url = None;
    job.watch.due_at = Some(at.now.plus_ms(at.pace.wait_ms(job.watch.refreshes - 1, at.jitter)));
    Effect::Rest
}

fn file(job: &mut Job, clip_id: ClipId, at: Moment) -> Effect {
    job.clip_id = Some(clip_id);
    job.watch.result_url = None;
    end(job, JobState::Done, None, at)
}

fn end(job: &mut Job, state: JobState, failure: Option<Failure>, at: Moment) -> Effect {
    job.failure = failure;
    rest(job, state, None, at.now);
    Effect::Rest
}

fn park(job: &mut Job, reason: StopReason, failure: Option<Failure>, at: Moment) -> Effect {
    job.failure = failure;
    rest(job, JobState::Stopped, Some(reason), at.now);
    Effect::Rest
}

fn rest(job: &mut Job, state: JobState, reason: Option<StopReason>, now: Timestamp) {
    job.state = state;
    job.stop_reason = reason;
    job.ended_at = Some(now);
    job.transfer = None;
    job.watch.due_at = None;
}

/// A job that the relay has goes on being watched (with a fresh limit); one that was never accepted is made ready. A chat's
/// clip has no name at the relay, but an address.
fn resume(job: &mut Job, now: Timestamp) {
    if job.remote_id.is_none() && job.watch.result_url.is_none() {
        return make_ready(job, now);
    }
    job.state = if job.watch.result_url.is_some() { JobState::Downloading } else { JobState::Running };
    job.stop_reason = None;
    job.failure = None;
    job.ended_at = None;
    job.dismissed_at = None;
    start_watching(job, now);
}

fn make_ready(job: &mut Job, now: Timestamp) {
    job.state = JobState::Ready;
    job.stop_reason = None;
    job.failure = None;
    job.ended_at = None;
    job.dismissed_at = None;
    job.progress = None;
    start_watching(job, now);
}

fn start_watching(job: &mut Job, due_at: Timestamp) {
    job.watch.due_at = Some(due_at);
    job.watch.until = None;
    job.watch.tries = 0;
    job.watch.polls = 0;
    job.watch.refreshes = 0;
}

/// The relay works on a job whose answer is still coming in; not written down, for a broken answer is no answer.
pub(crate) fn with_progress(mut job: Job, percent: u8) -> Job {
    job.progress = Some(percent);
    job
}

/// Bytes came in; not written down, because a transfer's truth is its file.
pub(crate) fn with_transfer(mut job: Job, transfer: Transfer) -> Job {
    job.transfer = Some(transfer);
    job
}

#[cfg(test)]
mod tests;

//! The queue's state machine: the next state of a job, and the next effect, for each outcome.
//!
//! No I/O, no clock, no randomness: `Moment` brings them. Everything that may cost money is decided here:
//! - only `Ready` leads to a submit, and only the user makes a job `Ready` (a relay's clear "not accepted" aside);
//! - a lost answer is looked up in the relay's list where the format has one, which sends nothing;
//! - a remote id that arrives is kept, whatever state the job is in, and so is a clip that was filed;
//! - once a relay accepted a job, only the relay's own word makes it `Failed`: any trouble of ours parks it in `Stopped`,
//!   and a result that cannot be had in `ResultMissing`. From both it goes on without being sent again.

mod pause;
mod polling;
mod results;
mod submit;
mod user_actions;

pub(crate) use pause::abandon;
pub(crate) use results::position_of;
pub use user_actions::{Conflict, UserAction, apply_user_action, key_arrived, restart, try_address};

use super::backoff::Pace;
use dailies_model::{
    CharacterId, ClipId, Failure, Job, JobResult, JobState, RemoteId, StopReason, Timestamp, Transfer,
};

/// The circumstances of a step.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Moment {
    /// The time.
    pub now: Timestamp,
    /// A random number, 0 to 1.
    pub jitter: f64,
    /// Poll and retry delays for this job's relay.
    pub pace: Pace,
    /// How long a job is watched.
    pub watch_limit_ms: i64,
}

/// What happened to a job.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Outcome {
    /// Its time has come; the body that would be sent has this SHA-256.
    Due { body_hash: String },
    /// The request could not be prepared; nothing was sent.
    Held(Failure),
    /// The previous part of the chain has not arrived yet.
    Waits,
    /// The relay took it.
    Accepted(RemoteId),
    /// The relay refused it.
    Refused(Failure),
    /// It was certainly not accepted and may be sent again.
    NotNow { failure: Failure, retry_after_ms: Option<i64> },
    /// It was sent, but no answer came that says what became of it.
    Lost(Failure),
    /// The relay's job list was searched without finding this job for certain.
    NotFound(Failure),
    /// The relay says that it waits there.
    Queued,
    /// The relay says that it works on it.
    Working { progress: Option<u8> },
    /// The relay says that it is done, and where its clips are.
    Succeeded { results: Vec<JobResult> },
    /// The relay says that it is done, but its answer names no clip.
    NoResult(Failure),
    /// The relay says that it failed.
    RelayFailed(Failure),
    /// A poll or a transfer did not work out, which says nothing about the job.
    Hitch { failure: Failure, retry_after_ms: Option<i64> },
    /// The transfer broke, but not before it brought something.
    Interrupted(Failure),
    /// The relay knows no such task.
    Gone(Failure),
    /// What the clip's address gives is not the clip: it expired, leads nowhere, or leads to something else.
    BadResult(Failure),
    /// Only the user can help.
    Blocked(Failure),
    /// The clip that lies in this folder is in the gallery.
    Filed { folder: String, clip_id: ClipId },
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
    /// Fetch the next clip and file it.
    Fetch,
}

/// Returns the job after `outcome`, and the effect to carry out next.
pub(crate) fn step(mut job: Job, outcome: Outcome, at: Moment) -> (Job, Effect) {
    use JobState::{Accepted, Downloading, Ready, Running, Sending, Unknown};
    let next_try = job.next_try.take();
    let effect = match (job.state, outcome) {
        (_, Outcome::Accepted(remote_id)) => submit::accept(&mut job, remote_id, at),
        (_, Outcome::Filed { folder, clip_id }) => results::file(&mut job, &folder, clip_id, at),

        (Ready, Outcome::Due { body_hash }) => submit::begin(&mut job, body_hash, at),
        (Ready, Outcome::Waits) => {
            job.watch.due_at = None;
            Effect::Rest
        }
        (Ready, Outcome::Held(failure)) => pause::park(&mut job, StopReason::Trouble, Some(failure), at),

        (Sending, Outcome::Succeeded { results }) => {
            job.accepted_at = job.sent_at;
            results::begin(&mut job, results, at)
        }
        (Sending, Outcome::NoResult(failure)) => {
            job.accepted_at = job.sent_at;
            results::miss(&mut job, failure, at)
        }
        (Sending, outcome) => submit::answer(&mut job, outcome, at),
        (Unknown, outcome) => submit::look(&mut job, outcome, at),

        (Accepted | Running, Outcome::Due { .. }) => Effect::Poll,
        (Accepted | Running, Outcome::Succeeded { results }) => results::begin(&mut job, results, at),
        (Accepted | Running, Outcome::NoResult(failure)) => results::miss(&mut job, failure, at),
        (Accepted | Running, outcome) => polling::report(&mut job, outcome, at),

        (Downloading, Outcome::Due { .. }) => Effect::Fetch,
        (Downloading, outcome) => results::transfer(&mut job, outcome, at),

        // News of what was under way when the user stopped the job, or of nothing at all.
        (_, _) => {
            job.next_try = next_try;
            Effect::Rest
        }
    };
    (job, effect)
}

/// Returns the job with the progress of an answer that is still streaming. Not saved: a broken stream is no answer.
pub(crate) fn with_progress(mut job: Job, percent: u8) -> Job {
    job.progress = Some(percent);
    job
}

/// Returns the job with the progress of its download. Not saved: the size of the part file is what counts.
pub(crate) fn with_transfer(mut job: Job, transfer: Transfer) -> Job {
    job.transfer = Some(transfer);
    job.next_try = None;
    job
}

#[cfg(test)]
mod tests;

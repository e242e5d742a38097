//! The submit and what its answer says; and the search for a lost answer, which sends nothing.

use super::{
    Effect, Moment, Outcome,
    pause::{MAX_ASKED_WAIT_MS, end, park, retry, wake},
};
use dailies_model::{Failure, Job, JobState, RemoteId, StopReason, Timestamp};

/// How often a submit that was surely not accepted is tried before the user is asked.
const MAX_SUBMIT_TRIES: u32 = 6;
/// How often a lost answer is looked for in the relay's list before the user is asked.
pub(super) const MAX_CHECKS: u32 = 4;

/// The only way to a submit.
pub(super) fn begin(job: &mut Job, body_hash: String, at: Moment) -> Effect {
    job.state = JobState::Sending;
    job.sent_at = Some(at.now);
    job.failure = None;
    job.watch.body_hash = Some(body_hash);
    job.watch.submits += 1;
    job.watch.due_at = None;
    Effect::Submit
}

/// What came of a submit that brought neither a name nor a clip.
pub(super) fn answer(job: &mut Job, outcome: Outcome, at: Moment) -> Effect {
    match outcome {
        Outcome::Refused(failure) => end(job, JobState::Failed, Some(failure), at),
        Outcome::NotNow { failure, retry_after_ms } => not_now(job, failure, retry_after_ms, at),
        Outcome::Lost(failure) => lose(job, failure, at),
        Outcome::Made(character_id) => {
            job.character_id = Some(character_id);
            job.accepted_at = job.sent_at;
            end(job, JobState::Done, None, at)
        }
        _ => Effect::Rest,
    }
}

/// Keeps the id in any state; but a job that the user stopped, or that ended, is not watched by itself.
pub(super) fn accept(job: &mut Job, remote_id: RemoteId, at: Moment) -> Effect {
    job.remote_id = Some(remote_id);
    job.accepted_at = Some(at.now);
    if matches!(job.state, JobState::Ready | JobState::Sending | JobState::Unknown) {
        wake(job, JobState::Accepted, at.now.plus_ms(at.pace.wait_ms(0, at.jitter)));
        job.watch.watched_at = Some(at.now);
    }
    // It is known to be accepted now: should the address that is tried not work, it must not be sent again.
    if let Some(trial) = job.watch.trial.as_mut().filter(|trial| trial.from == JobState::Unknown) {
        trial.from = JobState::Stopped;
        trial.stop_reason = Some(StopReason::Trouble);
    }
    Effect::Rest
}

/// A relay that asks for a very long wait a second time is left to the user.
fn not_now(job: &mut Job, failure: Failure, asked_ms: Option<i64>, at: Moment) -> Effect {
    job.watch.tries += 1;
    let is_too_long = asked_ms.is_some_and(|ms| ms > MAX_ASKED_WAIT_MS) && job.watch.tries > 1;
    if is_too_long || job.watch.tries >= MAX_SUBMIT_TRIES {
        return park(job, StopReason::Trouble, Some(failure), at);
    }
    job.state = JobState::Ready;
    job.failure = Some(failure);
    retry(job, job.watch.tries - 1, asked_ms, at);
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

/// What the search for a lost answer brought.
pub(super) fn look(job: &mut Job, outcome: Outcome, at: Moment) -> Effect {
    match outcome {
        Outcome::Due { .. } if can_be_looked_up(job) => return Effect::Check,
        Outcome::NotFound(failure) => {
            job.failure = Some(failure);
            look_again(job, None, at);
        }
        Outcome::Hitch { retry_after_ms, .. } => look_again(job, retry_after_ms, at),
        // Without a key it is not looked for; it goes on when the key comes.
        _ => job.watch.due_at = None,
    }
    Effect::Rest
}

/// A relay may list a job a little later than it took it.
fn look_again(job: &mut Job, asked_ms: Option<i64>, at: Moment) {
    let asked_ms = asked_ms.map(|ms| ms.min(MAX_ASKED_WAIT_MS));
    let wait_ms = at.pace.wait_at_least_ms(job.watch.checks + 1, at.jitter, asked_ms);
    job.watch.checks += 1;
    job.watch.due_at = (job.watch.checks < MAX_CHECKS).then(|| at.now.plus_ms(wait_ms));
}

/// Looks for a lost answer from the beginning.
pub(super) fn look_anew(job: &mut Job, now: Timestamp) {
    job.watch.checks = 0;
    job.watch.due_at = Some(now);
}

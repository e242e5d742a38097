//! Transitions into and out of waiting: end, stop, wake, and schedule the next attempt. Interprets no outcome.

use super::{Effect, Moment};
use dailies_model::{Charged, Failure, Job, JobState, Meaning, NextTry, StopReason, Timestamp};

/// The longest wait that a relay may ask for (`Retry-After`), in ms: no user waits longer without being told why.
pub(super) const MAX_ASKED_WAIT_MS: i64 = 10 * 60_000;

/// Moves a job to a final state.
pub(super) fn end(job: &mut Job, state: JobState, failure: Option<Failure>, at: Moment) -> Effect {
    job.failure = failure;
    rest(job, state, None, at.now);
    Effect::Rest
}

/// Stops a job until the user resumes it.
pub(super) fn park(job: &mut Job, reason: StopReason, failure: Option<Failure>, at: Moment) -> Effect {
    job.failure = failure;
    rest(job, JobState::Stopped, Some(reason), at.now);
    Effect::Rest
}

/// Moves a job to a state in which nothing is scheduled; keeps its failure.
pub(super) fn rest(job: &mut Job, state: JobState, reason: Option<StopReason>, now: Timestamp) {
    job.state = state;
    job.stop_reason = reason;
    job.ended_at = Some(now);
    job.transfer = None;
    job.next_try = None;
    job.watch.due_at = None;
    job.watch.trial = None;
}

/// Makes a resting job active: clears its failure, and resets its attempts and its watched time.
pub(super) fn wake(job: &mut Job, state: JobState, due_at: Timestamp) {
    job.state = state;
    job.stop_reason = None;
    job.failure = None;
    job.ended_at = None;
    job.dismissed_at = None;
    job.next_try = None;
    job.watch.due_at = Some(due_at);
    job.watch.watched_ms = 0;
    job.watch.watched_at = Some(due_at);
    job.watch.tries = 0;
    job.watch.polls = 0;
    job.watch.refreshes = 0;
}

/// Plans the next try after a failed one: later each time, and not before the relay asked for within reason.
pub(super) fn retry(job: &mut Job, tries: u32, asked_ms: Option<i64>, at: Moment) {
    let own_ms = at.pace.wait_ms(tries, at.jitter);
    let asked_ms = asked_ms.unwrap_or(0).clamp(0, MAX_ASKED_WAIT_MS);
    let next = at.now.plus_ms(own_ms.max(asked_ms));
    job.watch.due_at = Some(next);
    job.next_try = Some(NextTry { at: next, is_asked: asked_ms > own_ms });
}

/// Tries the same again, later.
pub(super) fn wait(job: &mut Job, failure: Failure, asked_ms: Option<i64>, at: Moment) -> Effect {
    retry(job, job.watch.tries, asked_ms, at);
    job.failure = Some(failure);
    job.watch.tries += 1;
    Effect::Rest
}

/// The part before it did not become a clip: it rests, unsent.
pub(crate) fn abandon(mut job: Job, now: Timestamp) -> Job {
    job.failure = Some(Failure::silent(Meaning::PartBefore, Charged::No));
    rest(&mut job, JobState::Stopped, Some(StopReason::Trouble), now);
    job
}

//! Transitions of an accepted job, which is polled until the relay reports an end or the user has to decide.

use super::{
    Effect, Moment, Outcome,
    pause::{end, park, wait},
    results,
};
use dailies_model::{Failure, Job, JobState, StopReason};

/// How often in a row "no such task" is taken for a relay that is not up to date yet (reference section 9).
const MAX_GONE_TRIES: u32 = 6;
/// How often a relay that was done already is asked in vain.
const MAX_ASK_AGAIN_TRIES: u32 = 4;
/// How much later than planned a poll may come and still count as watched: the slowest answers, and the longest sleep of
/// the queue.
const LATE_MS: i64 = 90_000;

/// What a poll brought, other than an end with success.
pub(super) fn report(job: &mut Job, outcome: Outcome, at: Moment) -> Effect {
    match outcome {
        Outcome::Queued => goes_on(job, JobState::Accepted, at),
        Outcome::Working { progress } => {
            job.progress = progress.or(job.progress);
            goes_on(job, JobState::Running, at)
        }
        Outcome::RelayFailed(failure) => end(job, JobState::Failed, Some(failure), at),
        Outcome::Hitch { failure, retry_after_ms } => hitch(job, failure, retry_after_ms, at),
        Outcome::Gone(failure) if job.watch.tries < MAX_GONE_TRIES => hitch(job, failure, None, at),
        Outcome::Gone(failure) | Outcome::Blocked(failure) | Outcome::Held(failure) => {
            park(job, StopReason::Trouble, Some(failure), at)
        }
        _ => Effect::Rest,
    }
}

fn goes_on(job: &mut Job, state: JobState, at: Moment) -> Effect {
    job.state = state;
    job.failure = None;
    job.watch.tries = 0;
    job.watch.polls += 1;
    let left_ms = left_to_watch(job, at);
    if left_ms <= 0 {
        return park(job, StopReason::WatchLimit, None, at);
    }
    let wait_ms = at.pace.wait_ms(job.watch.polls, at.jitter).min(left_ms);
    job.watch.due_at = Some(at.now.plus_ms(wait_ms));
    Effect::Rest
}

/// A poll failed. The wait, also one that the relay asks for, never reaches past the watch limit.
fn hitch(job: &mut Job, failure: Failure, asked_ms: Option<i64>, at: Moment) -> Effect {
    if job.watch.finished_at.is_some() && job.watch.tries >= MAX_ASK_AGAIN_TRIES {
        return results::miss(job, failure, at);
    }
    let left_ms = left_to_watch(job, at);
    if left_ms <= 0 {
        return park(job, StopReason::WatchLimit, Some(failure), at);
    }
    wait(job, failure, asked_ms, at);
    let latest = at.now.plus_ms(left_ms);
    job.watch.due_at = job.watch.due_at.map(|due_at| due_at.min(latest));
    if let Some(next) = &mut job.next_try {
        next.at = next.at.min(latest);
    }
    Effect::Rest
}

/// Counts the time since it was counted last, and tells what is left until the watch limit, in ms. A poll that comes much
/// later than planned means that the computer slept or its clock was changed: that time does not count.
fn left_to_watch(job: &mut Job, at: Moment) -> i64 {
    let since = job.watch.watched_at.unwrap_or(at.now);
    let planned_ms = job.watch.due_at.map_or(0, |due_at| due_at.ms_since(since)).max(0);
    job.watch.watched_ms += at.now.ms_since(since).clamp(0, planned_ms.saturating_add(LATE_MS));
    job.watch.watched_at = Some(at.now);
    at.watch_limit_ms - job.watch.watched_ms
}

//! What the user may ask of a job, and what becomes of it when the program starts or a key comes.

use super::{
    pause::{rest, wake},
    results::end_trial,
    submit::{MAX_CHECKS, can_be_looked_up, look_anew},
};
use dailies_model::{Charged, Failure, Job, JobState, Meaning, StopReason, Timestamp, Trial};

/// An action of the user on a job.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UserAction {
    /// Do not send it; or do not watch it any more.
    Stop,
    /// Go on where it was: ask the relay again if it has it, send it if it was never sent.
    Resume,
    /// Send it although it may have been accepted before.
    SendAgain,
    /// Look for it in the relay's list of jobs.
    Check,
    /// Put it away.
    Dismiss,
}

/// The job's state does not allow the action.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a job that is {0:?} cannot do that")]
pub struct Conflict(pub JobState);

/// Returns the job after an action of the user.
///
/// # Errors
/// `Conflict` when the job's state does not allow it.
pub fn apply_user_action(mut job: Job, apply_user_action: UserAction, now: Timestamp) -> Result<Job, Conflict> {
    use JobState::{Accepted, Downloading, Failed, Ready, ResultMissing, Running, Stopped, Unknown};
    match (apply_user_action, job.state) {
        // It goes back to what it was: it may be one that was never known to be accepted.
        (UserAction::Stop, Downloading) if job.watch.trial.is_some() => {
            end_trial(&mut job, None);
        }
        (UserAction::Stop, Ready | Accepted | Running | Downloading) => {
            rest(&mut job, Stopped, Some(StopReason::User), now);
        }
        (UserAction::Resume, Stopped) if was_accepted(&job) => go_on(&mut job, now),
        (UserAction::Resume, Stopped) => make_ready(&mut job, now),
        (UserAction::Resume, ResultMissing) if can_go_on(&job) => go_on(&mut job, now),
        (UserAction::SendAgain, Unknown) => make_ready(&mut job, now),
        (UserAction::Check, Unknown) if can_be_looked_up(&job) => look_anew(&mut job, now),
        (UserAction::Dismiss, Unknown | Failed | Stopped | ResultMissing) => {
            job.dismissed_at = Some(now);
            job.watch.due_at = None;
        }
        (_, state) => return Err(Conflict(state)),
    }
    Ok(job)
}

/// Tries an address for the clip of a job that may have been made but did not come in. Nothing is sent to the relay but the
/// request for that address, and when it does not work the job is as it was.
///
/// # Errors
/// `Conflict` when no clip can be missing.
pub fn try_address(mut job: Job, url: String, folder: String, now: Timestamp) -> Result<Job, Conflict> {
    let may_be_made = match job.state {
        JobState::Unknown | JobState::ResultMissing => true,
        JobState::Stopped => was_accepted(&job),
        // What a relay calls failed may still be there.
        JobState::Failed => job.remote_id.is_some(),
        _ => false,
    };
    if !may_be_made || job.character.is_some() {
        return Err(Conflict(job.state));
    }
    let (from, stop_reason, failure, ended_at) = (job.state, job.stop_reason, job.failure.take(), job.ended_at);
    wake(&mut job, JobState::Downloading, now);
    job.watch.trial = Some(Trial { url, folder, from, stop_reason, failure, ended_at });
    Ok(job)
}

/// Returns the new state of a job from an earlier run of the program; `None` if it is unchanged.
///
/// What was being sent may have arrived; what was never sent is not sent without being asked for. What rests only for want
/// of a key is tried again. The clock may have changed meanwhile, so that nothing waits for a time of the earlier run.
pub fn restart(mut job: Job, now: Timestamp) -> Option<Job> {
    match job.state {
        JobState::Sending => {
            job.failure = Some(Failure::silent(Meaning::Network, Charged::Unknown));
            rest(&mut job, JobState::Unknown, None, now);
            job.watch.checks = 0;
            job.watch.due_at = can_be_looked_up(&job).then_some(now);
        }
        JobState::Ready => rest(&mut job, JobState::Stopped, Some(StopReason::Restart), now),
        JobState::Accepted | JobState::Running | JobState::Downloading => {
            job.watch.due_at = Some(now);
            job.watch.watched_at = Some(now);
        }
        JobState::Unknown if is_worth_a_look(&job) && job.watch.checks < MAX_CHECKS => job.watch.due_at = Some(now),
        JobState::Stopped if lacks_key(&job) => go_on(&mut job, now),
        _ => return None,
    }
    Some(job)
}

/// Returns the new state of a job whose connection got a key; `None` if it is unchanged. Never leads to a submit.
pub fn key_arrived(mut job: Job, now: Timestamp) -> Option<Job> {
    match job.state {
        JobState::Unknown if is_worth_a_look(&job) => look_anew(&mut job, now),
        JobState::Stopped if lacks_key(&job) => go_on(&mut job, now),
        _ => return None,
    }
    Some(job)
}

/// Returns whether the program looks up a lost answer by itself.
fn is_worth_a_look(job: &Job) -> bool {
    can_be_looked_up(job) && job.dismissed_at.is_none()
}

/// Returns whether the relay has the job and it stopped only for lack of a valid key.
fn lacks_key(job: &Job) -> bool {
    let is_about_key = |failure: &Failure| matches!(failure.meaning, Meaning::NoKey | Meaning::Key);
    job.stop_reason == Some(StopReason::Trouble)
        && job.dismissed_at.is_none()
        && was_accepted(job)
        && job.failure.as_ref().is_some_and(is_about_key)
}

/// Returns whether a relay accepted the job. A job of the chat format has no task id, only result URLs.
fn was_accepted(job: &Job) -> bool {
    job.remote_id.is_some() || job.accepted_at.is_some() || !job.watch.results.is_empty()
}

/// Returns whether there is a URL to download or a task id to poll.
fn can_go_on(job: &Job) -> bool {
    job.remote_id.is_some() || job.watch.next_result().is_some()
}

/// Resumes a job that the relay has, without sending it: downloads its known results, otherwise polls.
fn go_on(job: &mut Job, now: Timestamp) {
    let state = match () {
        () if job.watch.next_result().is_some() => JobState::Downloading,
        () if job.progress.is_some() => JobState::Running,
        () => JobState::Accepted,
    };
    wake(job, state, now);
}

fn make_ready(job: &mut Job, now: Timestamp) {
    wake(job, JobState::Ready, now);
    job.progress = None;
}

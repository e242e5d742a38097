//! How long a job waits and is watched, by clocks that are told.

use super::*;
use dailies_model::NextTry;

const MINUTE_MS: i64 = 60_000;

/// The same circumstances, later.
fn after(ms: i64) -> Moment {
    Moment { now: NOW.plus_ms(ms), ..AT }
}

fn asked(ms: i64) -> Outcome {
    Outcome::Hitch { failure: failure(Meaning::Rate), retry_after_ms: Some(ms) }
}

fn not_now(ms: i64) -> Outcome {
    Outcome::NotNow { failure: failure(Meaning::Rate), retry_after_ms: Some(ms) }
}

fn accepted() -> Job {
    let sending = sent(JobState::Sending);
    step(sending, Outcome::Accepted(RemoteId("task-1".to_owned())), AT).0
}

#[test]
fn queued_is_queued_and_working_is_working() {
    let (queued, _) = step(accepted(), Outcome::Queued, AT);
    assert_eq!((queued.state, queued.progress), (JobState::Accepted, None));
    let (working, _) = step(queued, Outcome::Working { progress: Some(3) }, AT);
    assert_eq!((working.state, working.progress), (JobState::Running, Some(3)));
    assert_eq!(step(working, Outcome::Queued, AT).0.state, JobState::Accepted);
}

#[test]
fn a_wait_that_a_relay_asks_for_is_bounded_and_shown() {
    for (wish, waits) in
        [(90_000, 90_000), (3_500, 3_500), (86_400_000, MAX_ASKED_WAIT_MS), (i64::MAX, MAX_ASKED_WAIT_MS)]
    {
        let shown = Some(NextTry { at: NOW.plus_ms(waits), is_asked: true });
        let (job, _) = step(accepted(), asked(wish), AT);
        assert_eq!((job.watch.due_at, job.next_try), (Some(NOW.plus_ms(waits)), shown));
        let (job, _) = step(sent(JobState::Sending), not_now(wish), AT);
        assert_eq!((job.state, job.watch.due_at, job.next_try), (JobState::Ready, Some(NOW.plus_ms(waits)), shown));
    }
    let own = Some(NextTry { at: NOW.plus_ms(2_000), is_asked: false });
    assert_eq!(step(accepted(), asked(-5_000), AT).0.next_try, own);
}

#[test]
fn a_wait_ends_at_the_watch_limit() {
    let mut job = accepted();
    job.watch.watched_ms = AT.watch_limit_ms - MINUTE_MS;
    let (job, _) = step(job, asked(i64::MAX), AT);
    assert_eq!(job.watch.due_at, Some(NOW.plus_ms(MINUTE_MS)));
    assert_eq!(job.next_try.map(|next| next.at), job.watch.due_at);
}

#[test]
fn a_relay_that_asks_for_an_age_twice_is_left_to_the_user_with_its_reason() {
    let (waiting, _) = step(sent(JobState::Sending), not_now(86_400_000), AT);
    let (again, effect) = step(waiting, due(), after(MAX_ASKED_WAIT_MS));
    assert_eq!(effect, Effect::Submit);
    let (parked, _) = step(again, not_now(86_400_000), after(MAX_ASKED_WAIT_MS));
    assert_eq!((parked.state, parked.stop_reason), (JobState::Stopped, Some(StopReason::Trouble)));
    assert_eq!(parked.failure.unwrap().meaning, Meaning::Rate);
}

#[test]
fn what_was_planned_is_not_shown_when_it_is_over() {
    let (waiting, _) = step(accepted(), asked(90_000), AT);
    assert_eq!(step(waiting.clone(), Outcome::Working { progress: None }, AT).0.next_try, None);
    assert_eq!(apply_user_action(waiting, UserAction::Stop, NOW).unwrap().next_try, None);
}

#[test]
fn a_job_that_takes_too_long_is_asked_about_once_more_and_goes_on_when_told() {
    let mut running = job(JobState::Running);
    running.watch.watched_ms = AT.watch_limit_ms;
    let (polled, effect) = step(running, due(), AT);
    assert_eq!(effect, Effect::Poll);
    assert_eq!(step(polled.clone(), found(1), AT).0.state, JobState::Downloading);
    let (stopped, _) = step(polled, Outcome::Working { progress: Some(90) }, AT);
    assert_eq!((stopped.state, stopped.stop_reason), (JobState::Stopped, Some(StopReason::WatchLimit)));
    let resumed = apply_user_action(stopped, UserAction::Resume, NOW).unwrap();
    let (watched, _) = step(resumed, Outcome::Working { progress: None }, AT);
    assert_eq!(watched.state, JobState::Running);
}

/// Polls a job whenever it is due, by a clock that jumps once; how long it took by the clock without the jump, in ms.
fn watched_for(jump_ms: i64) -> i64 {
    let (mut job, mut now_ms, mut jumped) = (accepted(), 0, 0);
    while job.state != JobState::Stopped {
        let due_ms = job.watch.due_at.unwrap().ms_since(NOW);
        now_ms = now_ms.max(due_ms - jumped);
        if now_ms > 5 * MINUTE_MS && jumped == 0 {
            jumped = jump_ms;
            // What `worker` does after a clock was set back.
            job.watch.due_at = job.watch.due_at.map(|due_at| due_at.min(NOW.plus_ms(now_ms + jumped)));
        }
        job = step(job, Outcome::Working { progress: None }, after(now_ms + jumped)).0;
        assert!(now_ms < 24 * 60 * MINUTE_MS, "it waits for ever");
    }
    now_ms
}

#[test]
fn neither_sleep_nor_a_clock_that_is_changed_ends_the_watch() {
    let usual_ms = watched_for(0);
    assert!((usual_ms - AT.watch_limit_ms).abs() < MINUTE_MS, "{usual_ms}");
    for jump_ms in [60 * MINUTE_MS, 72 * 60 * MINUTE_MS, -60 * MINUTE_MS, -10_000 * 60 * MINUTE_MS] {
        let ms = watched_for(jump_ms);
        assert!((ms - usual_ms).abs() < 3 * MINUTE_MS, "a jump of {jump_ms} ms: {ms}");
    }
}

#[test]
fn what_rests_only_for_want_of_a_key_goes_on_when_it_comes() {
    let no_key = || Outcome::Held(failure(Meaning::NoKey));
    let (polling, _) = step(accepted(), no_key(), AT);
    assert_eq!(polling.state, JobState::Stopped);
    let (looking, effect) = step(listed(JobState::Unknown), no_key(), AT);
    assert_eq!((looking.state, looking.watch.due_at, effect), (JobState::Unknown, None, Effect::Rest));
    for again in [key_arrived, restart] {
        let awake = again(polling.clone(), NOW).unwrap();
        assert_eq!((awake.state, awake.watch.due_at), (JobState::Accepted, Some(NOW)));
        assert_eq!(again(looking.clone(), NOW).unwrap().watch.due_at, Some(NOW));
    }
    // What was never sent, what the user stopped or put away, and other trouble wait for the user.
    let (unsent, _) = step(job(JobState::Ready), no_key(), AT);
    let stopped = apply_user_action(accepted(), UserAction::Stop, NOW).unwrap();
    let put_away = apply_user_action(polling, UserAction::Dismiss, NOW).unwrap();
    let unseen = apply_user_action(looking, UserAction::Dismiss, NOW).unwrap();
    let (trouble, _) = step(accepted(), Outcome::Blocked(failure(Meaning::Permission)), AT);
    for job in [unsent, stopped, put_away, unseen, trouble] {
        assert_eq!(key_arrived(job.clone(), NOW), None, "{:?}", job.state);
        assert_eq!(restart(job.clone(), NOW), None, "{:?}", job.state);
    }
}

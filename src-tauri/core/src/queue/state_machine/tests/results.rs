//! What a finished job made: found, missing, fetched, given by the user.

use super::*;

fn dead() -> Outcome {
    Outcome::BadResult(failure(Meaning::ResultExpired))
}

fn no_result() -> Outcome {
    Outcome::NoResult(Failure::silent(Meaning::NoResult, Charged::Yes))
}

fn hitch(meaning: Meaning) -> Outcome {
    Outcome::Hitch { failure: failure(meaning), retry_after_ms: None }
}

fn pasted(job: Job) -> Job {
    try_address(job, "https://cdn.example/pasted.mp4".to_owned(), "p".to_owned(), NOW).unwrap()
}

fn missing() -> Job {
    step(sent(JobState::Running), no_result(), AT).0
}

#[test]
fn a_dead_address_is_replaced_by_a_poll_a_few_times() {
    let life = story(JobState::Running, vec![found(1), dead(), found(1), dead(), found(1), dead(), found(1), dead()]);
    insta::assert_snapshot!(life, @r"
    Succeeded  Downloading Fetch due +0 ms
    BadResult  Running Rest due +2000 ms
    Succeeded  Downloading Fetch due +0 ms
    BadResult  Running Rest due +4000 ms
    Succeeded  Downloading Fetch due +0 ms
    BadResult  Running Rest due +8000 ms
    Succeeded  Downloading Fetch due +0 ms
    BadResult  ResultMissing Rest rests
    ");
}

#[test]
fn a_file_that_is_cut_off_is_fetched_again_and_then_asked_for_anew() {
    let mut job = job(JobState::Running);
    let mut states = String::new();
    for _ in 0..4 {
        job = step(job, found(1), AT).0;
        for _ in 0..3 {
            job = step(job, hitch(Meaning::CutOff), AT).0;
            states += &format!("{:?} ", job.state);
        }
    }
    let asked_anew = "Downloading Downloading Running ".repeat(3);
    assert_eq!(states, format!("{asked_anew}Downloading Downloading ResultMissing "));
    assert_eq!(job.failure.map(|failure| failure.meaning), Some(Meaning::CutOff));
    assert!(job.watch.next_result().is_some(), "its address is kept");
}

#[test]
fn a_success_without_a_film_is_neither_failed_nor_asked_for_ever() {
    let job = missing();
    assert_eq!((job.state, job.watch.due_at), (JobState::ResultMissing, None));
    assert_eq!(job.failure.as_ref().map(|failure| failure.meaning), Some(Meaning::NoResult));
    let asked = apply_user_action(job, UserAction::Resume, NOW).unwrap();
    let life = story_of(asked, vec![due(), no_result()]);
    insta::assert_snapshot!(life, @r"
    Due        Running Poll due +0 ms
    NoResult   ResultMissing Rest rests
    ");
}

#[test]
fn a_relay_that_was_done_and_breaks_since_is_asked_a_few_times_only() {
    let mut job = apply_user_action(missing(), UserAction::Resume, NOW).unwrap();
    let mut polls = 0;
    while job.state != JobState::ResultMissing {
        polls += 1;
        assert!(polls < 10);
        assert_eq!(step(job.clone(), due(), AT).1, Effect::Poll);
        job = step(job, hitch(Meaning::Server), AT).0;
    }
    assert_eq!(job.failure.unwrap().meaning, Meaning::Server);
}

#[test]
fn a_success_in_the_answer_to_a_submit_without_a_film_is_not_sent_again() {
    let mut sending = sent(JobState::Sending);
    sending.route.format = Format::Chat;
    let (job, _) = step(sending, no_result(), AT);
    assert_eq!((job.state, job.accepted_at), (JobState::ResultMissing, Some(NOW)));
    for wish in [UserAction::Resume, UserAction::SendAgain, UserAction::Check, UserAction::Stop] {
        assert!(apply_user_action(job.clone(), wish, NOW).is_err(), "{wish:?}");
    }
    assert_eq!(pasted(job).state, JobState::Downloading, "the user may give the link");
}

#[test]
fn several_results_are_fetched_one_after_the_other() {
    let life = story(JobState::Running, vec![found(3), filed("f0", 1), filed("f1", 2), filed("f2", 3)]);
    insta::assert_snapshot!(life, @r"
    Succeeded  Downloading Fetch due +0 ms
    Filed      Downloading Fetch due +0 ms
    Filed      Downloading Fetch due +0 ms
    Filed      Done Rest rests
    ");
}

#[test]
fn a_further_result_that_cannot_be_had_does_not_lose_the_first() {
    let mut job = job(JobState::Running);
    for outcome in [found(2), filed("f0", 1)] {
        job = step(job, outcome, AT).0;
    }
    for _ in 0..4 {
        job = step(job, dead(), AT).0;
        if job.state == JobState::Running {
            job = step(job, found(2), AT).0;
        }
    }
    assert_eq!((job.state, job.clip_id), (JobState::ResultMissing, Some(ClipId(1))));
    assert_eq!(position_of(&job, "f0"), 0);
    assert_eq!(job.watch.next_result(), Some(1), "the first is not fetched again");
    let (done, effect) = step(pasted(job), filed("p", 2), AT);
    assert_eq!((done.state, done.clip_id, effect), (JobState::Done, Some(ClipId(1)), Effect::Rest));
}

#[test]
fn a_clip_that_was_filed_belongs_to_the_job_whatever_state_that_is_in() {
    for state in STATES {
        let mut job = job(state);
        job.watch.results = vec![JobResult { url: "u".to_owned(), folder: "f0".to_owned(), clip_id: None }];
        let (job, effect) = step(job, filed("f0", 4), AT);
        assert_eq!((job.state, job.clip_id, effect), (JobState::Done, Some(ClipId(4)), Effect::Rest), "{state:?}");
    }
}

#[test]
fn a_stopped_transfer_goes_on_as_a_transfer() {
    let (downloading, _) = step(job(JobState::Running), found(1), AT);
    let stopped = apply_user_action(downloading, UserAction::Stop, NOW).unwrap();
    let resumed = apply_user_action(stopped, UserAction::Resume, NOW).unwrap();
    assert_eq!((resumed.state, resumed.watch.due_at), (JobState::Downloading, Some(NOW)));
}

#[test]
fn an_address_is_kept_until_its_clip_is_filed() {
    let (mut job, _) = step(job(JobState::Running), found(1), AT);
    for outcome in [dead(), hitch(Meaning::Server), no_result()] {
        job = step(job, outcome, AT).0;
        assert_eq!(job.watch.results[0].url, "https://cdn.example/0.mp4", "{:?}", job.state);
    }
}

#[test]
fn a_link_that_does_not_work_leaves_the_job_as_it_was_with_the_reason() {
    let mut unknown = listed(JobState::Unknown);
    unknown.remote_id = None;
    unknown.failure = Some(failure(Meaning::Network));
    let mut limit = sent(JobState::Stopped);
    limit.remote_id = Some(RemoteId("task-1".to_owned()));
    limit.stop_reason = Some(StopReason::WatchLimit);
    for before in [unknown, limit, missing()] {
        let bad = Failure::silent(Meaning::BadFile, Charged::Yes);
        let (after, effect) = step(pasted(before.clone()), Outcome::BadResult(bad), AT);
        assert_eq!((after.state, after.stop_reason, effect), (before.state, before.stop_reason, Effect::Rest));
        let told = after.failure.unwrap();
        let charged = before.failure.map_or(Charged::Yes, |failure| failure.charged);
        assert_eq!((told.meaning, told.charged), (Meaning::BadFile, charged));
        assert_eq!((after.watch.due_at, after.watch.trial), (None, None));
    }
}

#[test]
fn a_link_that_is_being_tried_can_be_stopped_and_nothing_can_be_sent_after_it() {
    let mut unknown = sent(JobState::Unknown);
    unknown.failure = Some(failure(Meaning::Network));
    let stopped = apply_user_action(pasted(unknown.clone()), UserAction::Stop, NOW).unwrap();
    assert_eq!((stopped.state, stopped.failure), (JobState::Unknown, unknown.failure.clone()));

    // The list told meanwhile that the relay has it.
    let (accepted, _) = step(pasted(unknown), Outcome::Accepted(RemoteId("late".to_owned())), AT);
    let (back, _) = step(accepted, dead(), AT);
    assert_eq!(back.state, JobState::Stopped);
    assert!(apply_user_action(back.clone(), UserAction::SendAgain, NOW).is_err());
    assert_ne!(apply_user_action(back, UserAction::Resume, NOW).unwrap().state, JobState::Ready);
}

#[test]
fn a_host_that_is_away_is_tried_twice_for_a_link_that_somebody_waits_for() {
    let mut job = pasted(missing());
    for state in [JobState::Downloading, JobState::Downloading, JobState::ResultMissing] {
        job = step(job, hitch(Meaning::Network), AT).0;
        assert_eq!(job.state, state);
    }
}

#[test]
fn a_link_is_of_no_use_to_what_was_never_accepted_or_is_over() {
    let address = || ("https://cdn.example/pasted.mp4".to_owned(), "p".to_owned());
    let takes_one = |job: Job| try_address(job, address().0, address().1, NOW).is_ok();
    assert!(!takes_one(job(JobState::Stopped)));
    assert!(!takes_one(character(JobState::Unknown)));
    let taking: Vec<_> = STATES.into_iter().filter(|state| takes_one(sent(*state))).collect();
    assert_eq!(taking, [JobState::Unknown, JobState::ResultMissing]);
    let failed = |remote_id| Job { remote_id, ..sent(JobState::Failed) };
    assert!(!takes_one(failed(None)));
    assert!(takes_one(failed(Some(RemoteId("t1".into())))), "what a relay calls failed may still be there");
}

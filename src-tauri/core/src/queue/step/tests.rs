use proptest::prelude::*;

use super::*;
use crate::model::{
    BatchId, CharacterOrder, ConnectionId, FilmSource, FilmWay, Format, Generation, JobId, Medium, ModelId, Proxy,
    Route, Watch,
};

const NOW: Timestamp = Timestamp(1_700_000_000_000);
const AT: Moment = Moment { now: NOW, jitter: 0.5, pace: Pace::RELAY, watch_limit_ms: 1_800_000 };

fn job(state: JobState) -> Job {
    Job {
        id: JobId(1),
        batch_id: BatchId(1),
        generation: Generation::of(ModelId("sora-2".to_owned()), "a quay".to_owned()),
        route: Route {
            connection_id: ConnectionId(1),
            connection_name: "Harbor".to_owned(),
            base_url: "https://relay.example".to_owned(),
            format: Format::Unified,
            medium: Medium::Film,
            proxy: Proxy::System,
            key_ref: None,
        },
        state,
        stop_reason: None,
        failure: None,
        remote_id: has_remote_id(state).then(|| RemoteId("task-1".to_owned())),
        progress: None,
        transfer: None,
        expected_ms: None,
        cost_micros: None,
        created_at: NOW,
        sent_at: None,
        accepted_at: None,
        ended_at: None,
        clip_id: None,
        after: None,
        character: None,
        character_id: None,
        dismissed_at: None,
        watch: Watch { due_at: Some(NOW), ..Watch::default() },
    }
}

fn has_remote_id(state: JobState) -> bool {
    matches!(state, JobState::Accepted | JobState::Running | JobState::Downloading)
}

fn failure(meaning: Meaning) -> Failure {
    Failure::silent(meaning, Charged::Unknown)
}

fn due() -> Outcome {
    Outcome::Due { body_hash: "00".to_owned() }
}

fn any_state() -> impl Strategy<Value = JobState> {
    use JobState::*;
    prop::sample::select(vec![Ready, Sending, Unknown, Accepted, Running, Downloading, Done, Failed, Stopped])
}

fn any_outcome() -> impl Strategy<Value = Outcome> {
    let failure = || failure(Meaning::Network);
    prop::sample::select(vec![
        due(),
        Outcome::Held(failure()),
        Outcome::Accepted(RemoteId("task-9".to_owned())),
        Outcome::Refused(failure()),
        Outcome::NotNow { failure: failure(), retry_after_ms: Some(3_000) },
        Outcome::Lost(failure()),
        Outcome::NotFound(failure()),
        Outcome::Working { progress: Some(40) },
        Outcome::Succeeded { url: "https://cdn.example/1.mp4".to_owned(), folder: "f".to_owned() },
        Outcome::RelayFailed(failure()),
        Outcome::Hitch { failure: failure(), retry_after_ms: None },
        Outcome::Interrupted(failure()),
        Outcome::Gone(failure()),
        Outcome::Expired(failure()),
        Outcome::Blocked(failure()),
        Outcome::Filed(ClipId(5)),
        Outcome::Made(CharacterId(7)),
    ])
}

proptest! {
    /// Invariant 1: a submit is asked for in one place only, on the way from `Ready` to `Sending`.
    #[test]
    fn only_a_ready_job_is_ever_sent(state in any_state(), outcome in any_outcome()) {
        let (after, effect) = step(job(state), outcome.clone(), AT);
        prop_assert_eq!(effect == Effect::Submit, state == JobState::Ready && outcome == due());
        prop_assert_eq!(effect == Effect::Submit, state != JobState::Sending && after.state == JobState::Sending);
    }

    /// Invariant 1: nothing that happens makes a job ready to be sent again but a clear "not accepted".
    #[test]
    fn only_a_clear_no_makes_a_sent_job_ready_again(state in any_state(), outcome in any_outcome()) {
        let (after, _) = step(job(state), outcome.clone(), AT);
        if after.state == JobState::Ready && state != JobState::Ready {
            let is_clear_no = matches!(outcome, Outcome::NotNow { .. });
            prop_assert!(is_clear_no, "{:?}", outcome);
            prop_assert_eq!(state, JobState::Sending);
        }
    }

    /// Invariant 2, over whole histories: once an id arrived it stays, and its job is never sent again.
    #[test]
    fn a_remote_id_is_never_lost(history in prop::collection::vec((any_outcome(), any_order()), 1..40)) {
        let mut job = job(JobState::Ready);
        for (outcome, order_of_user) in history {
            let had = job.remote_id.clone();
            let (after, effect) = step(job, outcome.clone(), AT);
            job = after;
            if let Outcome::Accepted(id) = outcome {
                prop_assert_eq!(job.remote_id.as_ref(), Some(&id));
            } else {
                prop_assert_eq!(&job.remote_id, &had);
            }
            if had.is_some() {
                prop_assert_ne!(effect, Effect::Submit);
            }
            if let Some(order_of_user) = order_of_user
                && let Ok(after) = order(job.clone(), order_of_user, NOW)
            {
                prop_assert_eq!(&after.remote_id, &job.remote_id);
                if job.remote_id.is_some() {
                    prop_assert_ne!(after.state, JobState::Ready);
                }
                job = after;
            }
        }
    }

    /// What the queue still has to do is due at some time; what rests is not.
    #[test]
    fn a_job_on_its_way_is_due_and_a_resting_one_is_not(state in any_state(), outcome in any_outcome()) {
        let before = if is_rest(state) { resting(state) } else { job(state) };
        let (after, effect) = step(before, outcome, AT);
        if effect != Effect::Submit && after.state != JobState::Sending && after.state != JobState::Unknown {
            prop_assert_eq!(after.watch.due_at.is_none(), is_rest(after.state), "{:?}", after.state);
        }
    }

    /// Invariant 1, for clips that come with the answer (section 5): what has an address has been made, and is not sent again.
    #[test]
    fn a_clip_without_a_remote_id_is_made_once(history in prop::collection::vec((any_outcome(), any_order()), 1..40)) {
        let found = Outcome::Succeeded { url: "https://cdn.example/1.mp4".to_owned(), folder: "f".to_owned() };
        let mut job = step(job(JobState::Sending), found, AT).0;
        for (outcome, order_of_user) in history {
            if matches!(outcome, Outcome::Accepted(_)) {
                continue;
            }
            let (after, effect) = step(job, outcome, AT);
            prop_assert_ne!(effect, Effect::Submit);
            job = order_of_user.and_then(|wish| order(after.clone(), wish, NOW).ok()).unwrap_or(after);
            prop_assert_ne!(job.state, JobState::Ready);
            prop_assert!(job.state == JobState::Done || job.watch.result_url.is_some());
        }
    }

    /// A lost answer is looked up a few times, however that goes, and then rests.
    #[test]
    fn looking_up_comes_to_an_end(outcomes in prop::collection::vec(any_outcome(), 1..60)) {
        let mut job = listed(JobState::Unknown);
        let is_news = |outcome: &Outcome| !matches!(outcome, Outcome::Accepted(_) | Outcome::Due { .. });
        for (looked, outcome) in outcomes.into_iter().filter(is_news).enumerate() {
            if job.watch.due_at.is_none() {
                break;
            }
            prop_assert!(looked < MAX_CHECKS as usize);
            let (asking, effect) = step(job, due(), AT);
            prop_assert_eq!(effect, Effect::Check);
            job = step(asking, outcome, AT).0;
            prop_assert_eq!(job.state, JobState::Unknown);
        }
    }

    /// Once the relay has it, only the relay's word makes it fail.
    #[test]
    fn our_own_trouble_never_fails_an_accepted_job(outcome in any_outcome()) {
        for state in [JobState::Accepted, JobState::Running, JobState::Downloading] {
            let (after, _) = step(job(state), outcome.clone(), AT);
            let relay_said_so = matches!(outcome, Outcome::RelayFailed(_));
            prop_assert!(relay_said_so || after.state != JobState::Failed, "{:?}", outcome);
        }
    }
}

fn any_order() -> impl Strategy<Value = Option<Order>> {
    let orders = [Order::Stop, Order::Resume, Order::SendAgain, Order::Check, Order::Dismiss];
    prop::option::of(prop::sample::select(orders.to_vec()))
}

fn is_rest(state: JobState) -> bool {
    matches!(state, JobState::Unknown | JobState::Done | JobState::Failed | JobState::Stopped)
}

/// A job of a format whose relays list their jobs, that was sent.
fn listed(state: JobState) -> Job {
    let mut job = job(state);
    job.route.format = Format::Openai;
    job.sent_at = Some(NOW);
    job
}

fn resting(state: JobState) -> Job {
    let mut job = job(state);
    job.watch.due_at = None;
    job
}

/// A job's whole life, as a table: what happens, where it stands then, what is done next, when it is due.
fn story(start: JobState, outcomes: Vec<Outcome>) -> String {
    story_of(job(start), outcomes)
}

fn story_of(mut job: Job, outcomes: Vec<Outcome>) -> String {
    let mut lines = Vec::new();
    for outcome in outcomes {
        let name = format!("{outcome:?}").split([' ', '(']).next().unwrap_or_default().to_owned();
        let (after, effect) = step(job, outcome, AT);
        let due = after.watch.due_at.map_or("rests".to_owned(), |due| format!("due +{} ms", due.ms_since(NOW)));
        lines.push(format!("{name:<10} {:?} {effect:?} {due}", after.state));
        job = after;
    }
    lines.join("\n")
}

#[test]
fn the_life_of_a_good_job() {
    let url = || "https://cdn.example/1.mp4".to_owned();
    let life = story(
        JobState::Ready,
        vec![
            due(),
            Outcome::Accepted(RemoteId("task-1".to_owned())),
            due(),
            Outcome::Working { progress: None },
            due(),
            Outcome::Working { progress: Some(37) },
            due(),
            Outcome::Succeeded { url: url(), folder: "f".to_owned() },
            Outcome::Filed(ClipId(1)),
        ],
    );
    insta::assert_snapshot!(life, @r"
    Due        Sending Submit rests
    Accepted   Accepted Rest due +2000 ms
    Due        Accepted Poll due +2000 ms
    Working    Running Rest due +4000 ms
    Due        Running Poll due +4000 ms
    Working    Running Rest due +8000 ms
    Due        Running Poll due +8000 ms
    Succeeded  Downloading Fetch due +0 ms
    Filed      Done Rest rests
    ");
}

#[test]
fn the_life_of_a_job_that_is_not_wanted_now() {
    let busy = || Outcome::NotNow { failure: failure(Meaning::Rate), retry_after_ms: Some(7_000) };
    let life =
        story(JobState::Ready, vec![due(), busy(), due(), busy(), due(), Outcome::Refused(failure(Meaning::Balance))]);
    insta::assert_snapshot!(life, @r"
    Due        Sending Submit rests
    NotNow     Ready Rest due +7000 ms
    Due        Sending Submit rests
    NotNow     Ready Rest due +7000 ms
    Due        Sending Submit rests
    Refused    Failed Rest rests
    ");
}

#[test]
fn a_lost_answer_is_looked_up_where_the_relay_lists_its_jobs() {
    let lost = || Outcome::Lost(failure(Meaning::Network));
    let missing = || Outcome::NotFound(failure(Meaning::NotListed));
    let sight = || Outcome::Hitch { failure: failure(Meaning::Network), retry_after_ms: None };
    let life = story_of(
        listed(JobState::Sending),
        vec![lost(), due(), missing(), due(), sight(), due(), missing(), due(), missing()],
    );
    insta::assert_snapshot!(life, @r"
    Lost       Unknown Rest due +2000 ms
    Due        Unknown Check due +2000 ms
    NotFound   Unknown Rest due +4000 ms
    Due        Unknown Check due +4000 ms
    Hitch      Unknown Rest due +8000 ms
    Due        Unknown Check due +8000 ms
    NotFound   Unknown Rest due +15000 ms
    Due        Unknown Check due +15000 ms
    NotFound   Unknown Rest rests
    ");
    let found = story_of(listed(JobState::Sending), vec![lost(), due(), Outcome::Accepted(RemoteId("t".to_owned()))]);
    insta::assert_snapshot!(found, @r"
    Lost       Unknown Rest due +2000 ms
    Due        Unknown Check due +2000 ms
    Accepted   Accepted Rest due +2000 ms
    ");
    assert_eq!(story(JobState::Sending, vec![lost()]), "Lost       Unknown Rest rests");
}

#[test]
fn a_clip_that_comes_with_the_answer_needs_no_name() {
    let found = || Outcome::Succeeded { url: "https://cdn.example/1.mp4".to_owned(), folder: "f".to_owned() };
    let dead = || Outcome::Expired(failure(Meaning::ResultExpired));
    let mut sending = job(JobState::Sending);
    sending.sent_at = Some(NOW);
    let life = story_of(sending.clone(), vec![found(), dead()]);
    insta::assert_snapshot!(life, @r"
    Succeeded  Downloading Fetch due +0 ms
    Expired    Stopped Rest rests
    ");
    let (fetching, _) = step(sending, found(), AT);
    assert_eq!(fetching.accepted_at, Some(NOW));
    let (stopped, _) = step(fetching, dead(), AT);
    assert_eq!(order(stopped, Order::Resume, NOW).unwrap().state, JobState::Downloading);
}

#[test]
fn a_dead_address_is_replaced_by_a_poll_a_few_times() {
    let found = || Outcome::Succeeded { url: "https://cdn.example/1.mp4".to_owned(), folder: "f".to_owned() };
    let dead = || Outcome::Expired(failure(Meaning::ResultExpired));
    let life = story(JobState::Running, vec![found(), dead(), found(), dead(), found(), dead(), found(), dead()]);
    insta::assert_snapshot!(life, @r"
    Succeeded  Downloading Fetch due +0 ms
    Expired    Running Rest due +2000 ms
    Succeeded  Downloading Fetch due +0 ms
    Expired    Running Rest due +4000 ms
    Succeeded  Downloading Fetch due +0 ms
    Expired    Running Rest due +8000 ms
    Succeeded  Downloading Fetch due +0 ms
    Expired    Stopped Rest rests
    ");
}

#[test]
fn a_job_that_takes_too_long_is_asked_about_and_goes_on_when_told() {
    let mut running = job(JobState::Running);
    running.watch.until = Some(NOW);
    let (stopped, effect) = step(running, due(), AT);
    assert_eq!((stopped.state, stopped.stop_reason), (JobState::Stopped, Some(StopReason::WatchLimit)));
    assert_eq!(effect, Effect::Rest);
    let resumed = order(stopped, Order::Resume, NOW).unwrap();
    assert_eq!(resumed.state, JobState::Running);
    assert_eq!(step(resumed, due(), AT).1, Effect::Poll);
}

#[test]
fn a_restart_sends_nothing_and_forgets_nothing() {
    let after = |state| restart(job(state), NOW).map(|job| (job.state, job.stop_reason, job.watch.due_at));
    assert_eq!(after(JobState::Ready), Some((JobState::Stopped, Some(StopReason::Restart), None)));
    assert_eq!(after(JobState::Sending), Some((JobState::Unknown, None, None)));
    for state in [JobState::Accepted, JobState::Running, JobState::Downloading, JobState::Done, JobState::Unknown] {
        assert_eq!(after(state), None);
    }
    let listed = restart(listed(JobState::Sending), NOW).unwrap();
    assert_eq!((listed.state, listed.watch.due_at), (JobState::Unknown, Some(NOW)), "it is looked up");
}

#[test]
fn what_the_user_may_ask_depends_on_the_state() {
    let allowed = |wanted| {
        use JobState::*;
        let states = [Ready, Sending, Unknown, Accepted, Running, Downloading, Done, Failed, Stopped];
        states.into_iter().filter(|state| order(job(*state), wanted, NOW).is_ok()).collect::<Vec<_>>()
    };
    use JobState::*;
    assert_eq!(allowed(Order::Stop), [Ready, Accepted, Running, Downloading]);
    assert_eq!(allowed(Order::Resume), [Stopped]);
    assert_eq!(allowed(Order::SendAgain), [Unknown]);
    assert_eq!(allowed(Order::Check), [], "this format has no list");
    assert!(order(listed(Unknown), Order::Check, NOW).is_ok());
    assert_eq!(allowed(Order::Dismiss), [Unknown, Failed, Stopped]);
}

#[test]
fn an_answer_that_comes_after_the_user_stopped_the_job_keeps_its_id() {
    let (after, effect) = step(job(JobState::Stopped), Outcome::Accepted(RemoteId("late".to_owned())), AT);
    assert_eq!((after.state, effect), (JobState::Stopped, Effect::Rest));
    assert_eq!(after.remote_id, Some(RemoteId("late".to_owned())));
}

#[test]
fn a_transfer_that_gets_on_is_never_given_up() {
    let mut job = job(JobState::Downloading);
    for _ in 0..100 {
        job = step(job, Outcome::Interrupted(failure(Meaning::Network)), AT).0;
        assert_eq!(job.state, JobState::Downloading);
    }
    for _ in 0..=MAX_FETCH_TRIES {
        job = step(job, Outcome::Hitch { failure: failure(Meaning::Network), retry_after_ms: None }, AT).0;
    }
    assert_eq!((job.state, job.stop_reason), (JobState::Stopped, Some(StopReason::Trouble)));
}

#[test]
fn a_stopped_transfer_goes_on_as_a_transfer() {
    let mut downloading = job(JobState::Downloading);
    downloading.watch.result_url = Some("https://cdn.example/1.mp4".to_owned());
    let stopped = order(downloading, Order::Stop, NOW).unwrap();
    let resumed = order(stopped, Order::Resume, NOW).unwrap();
    assert_eq!((resumed.state, resumed.watch.due_at), (JobState::Downloading, Some(NOW)));
}

/// A character that is being made, even in a format whose relays list their jobs.
fn character(state: JobState) -> Job {
    let source = FilmSource::Clip { clip_id: ClipId(3) };
    let order = CharacterOrder { name: String::new(), source, way: FilmWay::Task, start_ms: 0, end_ms: 2_000 };
    let mut job = Job { character: Some(order), sent_at: Some(NOW), ..job(state) };
    job.route.format = Format::Openai;
    job
}

#[test]
fn a_character_is_done_with_the_answer() {
    let (sent, effect) = step(character(JobState::Ready), due(), AT);
    assert_eq!((sent.state, effect), (JobState::Sending, Effect::Submit));
    let (done, effect) = step(sent, Outcome::Made(CharacterId(7)), AT);
    assert_eq!((done.state, effect), (JobState::Done, Effect::Rest));
    assert_eq!((done.character_id, done.clip_id, done.watch.due_at), (Some(CharacterId(7)), None, None));
    assert_eq!((done.accepted_at, done.ended_at), (Some(NOW), Some(NOW)));
}

#[test]
fn a_character_whose_answer_was_lost_is_never_looked_up() {
    let (lost, effect) = step(character(JobState::Sending), Outcome::Lost(failure(Meaning::Network)), AT);
    assert_eq!((lost.state, effect, lost.watch.due_at), (JobState::Unknown, Effect::Rest, None));
    assert_eq!(order(lost.clone(), Order::Check, NOW), Err(Conflict(JobState::Unknown)));
    let again = order(lost, Order::SendAgain, NOW).unwrap();
    assert_eq!((again.state, again.watch.due_at), (JobState::Ready, Some(NOW)));
    let left = restart(character(JobState::Sending), NOW).unwrap();
    assert_eq!((left.state, left.watch.due_at), (JobState::Unknown, None));
}

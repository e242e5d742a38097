use proptest::prelude::*;

use super::{pause::MAX_ASKED_WAIT_MS, results::MAX_FETCH_TRIES, submit::MAX_CHECKS, *};
use dailies_model::{
    BatchId, CharacterOrder, Charged, ConnectionId, FilmSource, FilmWay, Format, Generation, JobId, Meaning, Medium,
    ModelId, Proxy, Route, Watch,
};

mod results;
mod waiting;

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
        next_try: None,
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
    use JobState::*;
    matches!(state, Accepted | Running | Downloading | ResultMissing)
}

fn failure(meaning: Meaning) -> Failure {
    Failure::silent(meaning, Charged::Unknown)
}

fn due() -> Outcome {
    Outcome::Due { body_hash: "00".to_owned() }
}

const STATES: [JobState; 10] = {
    use JobState::*;
    [Ready, Sending, Unknown, Accepted, Running, Downloading, ResultMissing, Done, Failed, Stopped]
};

fn any_state() -> impl Strategy<Value = JobState> {
    prop::sample::select(STATES.to_vec())
}

/// One clip that lies there.
fn found(count: usize) -> Outcome {
    let result = |n| JobResult { url: format!("https://cdn.example/{n}.mp4"), folder: format!("f{n}"), clip_id: None };
    Outcome::Succeeded { results: (0..count).map(result).collect() }
}

fn filed(folder: &str, clip: i64) -> Outcome {
    Outcome::Filed { folder: folder.to_owned(), clip_id: ClipId(clip) }
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
        Outcome::Queued,
        Outcome::Working { progress: Some(40) },
        found(1),
        found(2),
        Outcome::NoResult(failure()),
        Outcome::RelayFailed(failure()),
        Outcome::Hitch { failure: failure(), retry_after_ms: None },
        Outcome::Interrupted(failure()),
        Outcome::Gone(failure()),
        Outcome::BadResult(failure()),
        Outcome::Blocked(failure()),
        filed("f0", 5),
        filed("f1", 6),
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
            if let Some(wish) = order_of_user
                && let Ok(after) = wish.of(job.clone())
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
        let mut job = step(sent(JobState::Sending), found(1), AT).0;
        for (outcome, order_of_user) in history {
            if matches!(outcome, Outcome::Accepted(_)) {
                continue;
            }
            let (after, effect) = step(job, outcome, AT);
            prop_assert_ne!(effect, Effect::Submit);
            job = order_of_user.and_then(|wish| wish.of(after.clone()).ok()).unwrap_or(after);
            prop_assert_ne!(job.state, JobState::Ready);
            prop_assert!(job.state == JobState::Done || !job.watch.results.is_empty());
        }
    }

    /// A lost answer is looked up a few times, however that goes, and then rests.
    #[test]
    fn looking_up_comes_to_an_end(outcomes in prop::collection::vec(any_outcome(), 1..60)) {
        let mut job = listed(JobState::Unknown);
        let is_news = |outcome: &Outcome| {
            !matches!(outcome, Outcome::Accepted(_) | Outcome::Due { .. } | Outcome::Filed { .. })
        };
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

    /// Over whole lives, with restarts and keys that come: a job is sent once, unless a relay clearly did not take it or the
    /// user has an unknown outcome sent again; one that was accepted is watched, fetched, or waits where the user finds it.
    #[test]
    fn no_path_leads_to_two_submits(life in prop::collection::vec(any_event(), 1..60)) {
        let mut job = job(JobState::Ready);
        let mut may_be_sent = true;
        for event in life {
            let before = job.clone();
            job = match event {
                Event::Happens(outcome) => {
                    let is_clear_no = before.state == JobState::Sending && matches!(outcome, Outcome::NotNow { .. });
                    may_be_sent |= is_clear_no;
                    let (after, effect) = step(job, outcome, AT);
                    if effect == Effect::Submit {
                        prop_assert!(may_be_sent, "{before:?}");
                        may_be_sent = false;
                    }
                    after
                }
                Event::Wished(wish) => {
                    let after = wish.of(job.clone()).unwrap_or(job);
                    may_be_sent |= before.state == JobState::Unknown && matches!(wish, Wish::Order(UserAction::SendAgain));
                    after
                }
                Event::Restarts => restart(job.clone(), NOW).unwrap_or(job),
                Event::KeyArrives => key_arrived(job.clone(), NOW).unwrap_or(job),
            };
            let is_accepted = before.remote_id.is_some() || before.accepted_at.is_some();
            if is_accepted {
                prop_assert!(!matches!(job.state, JobState::Ready | JobState::Sending), "{before:?}");
                let is_owned = is_rest(job.state) || job.watch.due_at.is_some();
                prop_assert!(is_owned, "nobody looks after {job:?}");
            }
            prop_assert!(has_a_way_out(&job), "{job:?}");
        }
    }
}

/// Something in the life of a job.
#[derive(Debug, Clone)]
enum Event {
    Happens(Outcome),
    Wished(Wish),
    Restarts,
    KeyArrives,
}

fn any_event() -> impl Strategy<Value = Event> {
    prop_oneof![
        8 => any_outcome().prop_map(Event::Happens),
        3 => any_wish().prop_map(Event::Wished),
        1 => Just(Event::Restarts),
        1 => Just(Event::KeyArrives),
    ]
}

/// What a user can do about a job.
#[derive(Debug, Clone, Copy)]
enum Wish {
    Order(UserAction),
    TryAddress,
}

impl Wish {
    fn of(self, job: Job) -> Result<Job, Conflict> {
        match self {
            Self::Order(wish) => apply_user_action(job, wish, NOW),
            Self::TryAddress => try_address(job, "https://cdn.example/pasted.mp4".to_owned(), "p".to_owned(), NOW),
        }
    }
}

fn any_wish() -> impl Strategy<Value = Wish> {
    let orders = [UserAction::Stop, UserAction::Resume, UserAction::SendAgain, UserAction::Check, UserAction::Dismiss]
        .map(Wish::Order);
    prop::sample::select([&orders[..], &[Wish::TryAddress]].concat())
}

fn any_order() -> impl Strategy<Value = Option<Wish>> {
    prop::option::of(any_wish())
}

/// Whether it goes on by itself, is over, or the user can do something about it.
fn has_a_way_out(job: &Job) -> bool {
    let is_over = matches!(job.state, JobState::Done | JobState::Sending);
    let wishes = [UserAction::Stop, UserAction::Resume, UserAction::SendAgain, UserAction::Dismiss].map(Wish::Order);
    is_over || wishes.into_iter().any(|wish| wish.of(job.clone()).is_ok())
}

fn is_rest(state: JobState) -> bool {
    use JobState::*;
    matches!(state, Unknown | ResultMissing | Done | Failed | Stopped)
}

/// A job that was sent.
fn sent(state: JobState) -> Job {
    Job { sent_at: Some(NOW), ..job(state) }
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
    let life = story(
        JobState::Ready,
        vec![
            due(),
            Outcome::Accepted(RemoteId("task-1".to_owned())),
            due(),
            Outcome::Queued,
            due(),
            Outcome::Working { progress: Some(37) },
            due(),
            found(1),
            filed("f0", 1),
        ],
    );
    insta::assert_snapshot!(life, @r"
    Due        Sending Submit rests
    Accepted   Accepted Rest due +2000 ms
    Due        Accepted Poll due +2000 ms
    Queued     Accepted Rest due +4000 ms
    Due        Accepted Poll due +4000 ms
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
    let dead = || Outcome::BadResult(failure(Meaning::ResultExpired));
    let life = story_of(sent(JobState::Sending), vec![found(1), dead()]);
    insta::assert_snapshot!(life, @r"
    Succeeded  Downloading Fetch due +0 ms
    BadResult  ResultMissing Rest rests
    ");
    let (fetching, _) = step(sent(JobState::Sending), found(1), AT);
    assert_eq!(fetching.accepted_at, Some(NOW));
    let (missing, _) = step(fetching, dead(), AT);
    assert_eq!(apply_user_action(missing, UserAction::Resume, NOW).unwrap().state, JobState::Downloading);
}

#[test]
fn a_restart_sends_nothing_and_forgets_nothing() {
    let after = |state| restart(job(state), NOW).map(|job| (job.state, job.stop_reason, job.watch.due_at));
    assert_eq!(after(JobState::Ready), Some((JobState::Stopped, Some(StopReason::Restart), None)));
    assert_eq!(after(JobState::Sending), Some((JobState::Unknown, None, None)));
    for state in [JobState::Accepted, JobState::Running, JobState::Downloading] {
        assert_eq!(after(state), Some((state, None, Some(NOW))), "it goes on at once, whatever the clock says");
    }
    for state in [JobState::Done, JobState::Unknown, JobState::ResultMissing, JobState::Failed, JobState::Stopped] {
        assert_eq!(after(state), None);
    }
    let listed = restart(listed(JobState::Sending), NOW).unwrap();
    assert_eq!((listed.state, listed.watch.due_at), (JobState::Unknown, Some(NOW)), "it is looked up");
}

#[test]
fn what_the_user_may_ask_depends_on_the_state() {
    let allowed = |wanted| {
        STATES.into_iter().filter(|state| apply_user_action(job(*state), wanted, NOW).is_ok()).collect::<Vec<_>>()
    };
    use JobState::*;
    assert_eq!(allowed(UserAction::Stop), [Ready, Accepted, Running, Downloading]);
    assert_eq!(allowed(UserAction::Resume), [ResultMissing, Stopped]);
    assert_eq!(allowed(UserAction::SendAgain), [Unknown]);
    assert_eq!(allowed(UserAction::Check), [], "this format has no list");
    assert!(apply_user_action(listed(Unknown), UserAction::Check, NOW).is_ok());
    assert_eq!(allowed(UserAction::Dismiss), [Unknown, ResultMissing, Failed, Stopped]);
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
fn a_full_disk_is_waited_for_for_as_long_as_it_takes() {
    let mut job = job(JobState::Downloading);
    for _ in 0..100 {
        job = step(job, Outcome::Blocked(failure(Meaning::DiskFull)), AT).0;
        assert_eq!((job.state, job.watch.tries), (JobState::Downloading, 0));
        assert!(job.watch.due_at.is_some_and(|due_at| due_at > NOW));
        assert_eq!(job.failure.as_ref().map(|failure| failure.meaning), Some(Meaning::DiskFull));
    }
    let (stopped, _) = step(job, Outcome::Blocked(failure(Meaning::Disk)), AT);
    assert_eq!(stopped.state, JobState::Stopped);
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
    assert_eq!(apply_user_action(lost.clone(), UserAction::Check, NOW), Err(Conflict(JobState::Unknown)));
    let again = apply_user_action(lost, UserAction::SendAgain, NOW).unwrap();
    assert_eq!((again.state, again.watch.due_at), (JobState::Ready, Some(NOW)));
    let left = restart(character(JobState::Sending), NOW).unwrap();
    assert_eq!((left.state, left.watch.due_at), (JobState::Unknown, None));
}

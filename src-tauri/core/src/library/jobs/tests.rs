use super::*;
use dailies_model::{
    Charged, ClipId, Failure, Format, JobResult, JobState::*, KeyRef, Meaning, Medium, ModelId, NextTry, Proxy,
    RemoteId, Trial,
};

use crate::library::{Library, clips, fixture};

const NOW: Timestamp = Timestamp(1_700_000_000_000);

fn new_job() -> NewJob {
    NewJob {
        generation: Generation {
            aspect_ratio: "9:16".parse().ok(),
            duration_s: Some(15),
            ..Generation::of(ModelId("sora-2".to_owned()), "黄昏的码头, a quay".to_owned())
        },
        route: Route {
            connection_id: ConnectionId(3),
            connection_name: "Harbor".to_owned(),
            base_url: "https://relay.example".to_owned(),
            format: Format::Openai,
            medium: Medium::Still,
            proxy: Proxy::Through { url: "socks5://127.0.0.1:1080".to_owned() },
            key_ref: Some(KeyRef("k1".to_owned())),
        },
        expected_ms: Some(180_000),
        cost_micros: Some(500_000),
        character: None,
    }
}

struct Opened {
    library: Library,
    _folder: tempfile::TempDir,
}

fn open() -> Opened {
    let folder = tempfile::tempdir().unwrap();
    Opened { library: Library::open(folder.path()).unwrap(), _folder: folder }
}

impl Opened {
    fn insert(&self, count: u8) -> Vec<Job> {
        self.library.write::<_, LibraryError>(|tx| insert_batch(tx, &vec![new_job(); count.into()], NOW)).unwrap()
    }

    fn put(&self, job: &Job, state: JobState, due_at: Option<Timestamp>) {
        let mut job = job.clone();
        job.state = state;
        job.watch.due_at = due_at;
        self.library.write::<_, LibraryError>(|tx| save(tx, &job)).unwrap();
    }

    fn due(&self, max_running: u32) -> Vec<i64> {
        let due = self.library.read(|db| list_due(db, NOW, max_running)).unwrap();
        due.into_iter().map(|id| id.0).collect()
    }
}

#[test]
fn a_job_comes_back_as_it_was_saved() {
    let opened = open();
    let mut job = opened.insert(1).remove(0);
    job.state = Stopped;
    job.stop_reason = Some(StopReason::Trouble);
    job.failure =
        Some(Failure { words: Some("余额不足".to_owned()), ..Failure::silent(Meaning::Balance, Charged::No) });
    job.remote_id = Some(RemoteId("sora-2:task_01".to_owned()));
    job.progress = Some(37);
    job.next_try = Some(NextTry { at: NOW.plus_ms(9), is_asked: true });
    job.sent_at = Some(NOW.plus_ms(1));
    job.accepted_at = Some(NOW.plus_ms(2));
    job.ended_at = Some(NOW.plus_ms(3));
    job.dismissed_at = Some(NOW.plus_ms(4));
    job.watch = Watch {
        due_at: None,
        watched_ms: 5,
        watched_at: Some(NOW.plus_ms(5)),
        body_hash: Some("ab".to_owned()),
        submits: 1,
        polls: 2,
        tries: 3,
        refreshes: 1,
        checks: 2,
        finished_at: Some(NOW),
        results: vec![JobResult {
            url: "https://cdn.example/signed".to_owned(),
            folder: "00".to_owned(),
            clip_id: None,
        }],
        trial: Some(Trial {
            url: "/v1/videos/1/content".to_owned(),
            folder: "01".to_owned(),
            from: ResultMissing,
            stop_reason: None,
            failure: None,
            ended_at: Some(NOW),
        }),
    };
    opened.library.write::<_, LibraryError>(|tx| save(tx, &job)).unwrap();
    assert_eq!(opened.library.read(|db| get(db, job.id)).unwrap(), job);
}

#[test]
fn a_press_of_generate_is_one_batch() {
    let opened = open();
    let (first, second) = (opened.insert(3), opened.insert(1));
    assert!(first.iter().all(|job| job.batch_id == first[0].batch_id));
    assert_ne!(first[0].batch_id, second[0].batch_id);
}

#[test]
fn a_batch_is_not_called_as_clips_are_whose_jobs_are_not_here() {
    let opened = open();
    let filed = clips::NewClip { batch_id: Some(BatchId(7)), ..fixture::clip() };
    opened.library.write(|tx| clips::insert(tx, &filed, NOW)).unwrap();
    assert_eq!(opened.insert(1)[0].batch_id, BatchId(8));
}

#[test]
fn only_as_many_are_sent_as_may_run_at_once() {
    let opened = open();
    let jobs = opened.insert(4);
    assert_eq!(opened.due(2), [jobs[0].id.0, jobs[1].id.0]);
    opened.put(&jobs[0], Running, Some(NOW.plus_ms(1)));
    assert_eq!(opened.due(2), [jobs[1].id.0]);
    opened.put(&jobs[0], Running, Some(NOW));
    opened.put(&jobs[1], Sending, None);
    assert_eq!(opened.due(2), [jobs[0].id.0], "what the relay has is watched however many there are");
}

#[test]
fn what_rests_is_never_due() {
    let opened = open();
    for (job, state) in opened.insert(4).iter().zip([Unknown, Failed, Stopped, Done]) {
        opened.put(job, state, None);
    }
    assert_eq!(opened.due(16), [0_i64; 0]);
    assert_eq!(opened.library.read(|db| next_due_after(db, NOW)).unwrap(), None);
}

#[test]
fn the_next_moment_is_the_earliest_to_come() {
    let opened = open();
    let jobs = opened.insert(3);
    opened.put(&jobs[0], Running, Some(NOW));
    opened.put(&jobs[1], Running, Some(NOW.plus_ms(900)));
    opened.put(&jobs[2], Running, Some(NOW.plus_ms(300)));
    assert_eq!(opened.library.read(|db| next_due_after(db, NOW)).unwrap(), Some(NOW.plus_ms(300)));
}

#[test]
fn what_was_put_away_or_done_long_ago_is_not_shown() {
    let opened = open();
    let jobs = opened.insert(3);
    opened.put(&jobs[0], Unknown, None);
    let mut away = jobs[1].clone();
    away.state = Failed;
    away.dismissed_at = Some(NOW);
    opened.library.write::<_, LibraryError>(|tx| save(tx, &away)).unwrap();
    let shown: Vec<_> = opened.library.read(list_shown).unwrap().into_iter().map(|job| job.id).collect();
    assert_eq!(shown, [jobs[2].id, jobs[0].id]);
}

#[test]
fn a_job_cannot_name_a_clip_that_is_not_there() {
    let opened = open();
    let mut job = opened.insert(1).remove(0);
    job.clip_id = Some(ClipId(404));
    assert!(opened.library.write::<_, LibraryError>(|tx| save(tx, &job)).is_err());
}

#[test]
fn each_connection_has_its_own_slots() {
    let opened = open();
    let other = |id| {
        let mut job = new_job();
        job.route.connection_id = ConnectionId(id);
        job
    };
    let jobs =
        opened.library.write::<_, LibraryError>(|tx| insert_batch(tx, &[3, 3, 4, 4, 4].map(other), NOW)).unwrap();
    for job in &jobs[..2] {
        opened.put(job, Running, Some(NOW.plus_ms(1)));
    }
    assert_eq!(opened.due(2), [jobs[2].id.0, jobs[3].id.0], "a connection whose slots are taken delays no other");
}

#[test]
fn what_waits_is_due_when_nobody_knows_the_time_any_more() {
    let opened = open();
    let job = opened.insert(1).remove(0);
    opened.put(&job, Running, Some(NOW.plus_ms(86_400_000)));
    assert_eq!(opened.due(4), Vec::<i64>::new());
    opened.library.write(|tx| make_due(tx, NOW)).unwrap();
    assert_eq!(opened.due(4), [job.id.0]);
    assert_eq!(opened.library.read(|db| get(db, job.id)).unwrap().watch.due_at, Some(NOW));
}

#[test]
fn each_result_of_a_job_is_filed_once_and_knows_its_job() {
    let opened = open();
    let job = opened.insert(1).remove(0);
    let file = |position, folder: u8| {
        let folder = crate::library::ClipFolder::parse(&format!("{folder:032x}")).unwrap();
        let new = clips::NewClip { folder, ..fixture::clip() };
        opened.library.write(|tx| clips::insert_result(tx, &new, job.id, position, NOW)).unwrap()
    };
    let (first, second) = (file(0, 1), file(1, 2));
    assert_ne!(first, second);
    assert_eq!((file(0, 3), file(1, 4)), (first, second), "what comes in again is what is there");
    for id in [first, second] {
        assert_eq!(opened.library.read(|db| clips::get(db, id)).unwrap().job_id, Some(job.id));
        let film = opened.library.read(|db| clips::remote_film(db, id)).unwrap();
        assert_eq!(film.base_url.as_deref(), Some("https://relay.example"));
    }
}

#[test]
fn jobs_of_an_earlier_version_keep_the_address_of_their_clip() {
    let folder = tempfile::tempdir().unwrap();
    let library = Library::open(folder.path()).unwrap();
    let jobs = library.write::<_, LibraryError>(|tx| insert_batch(tx, &[new_job(), new_job()], NOW)).unwrap();
    drop(library);
    let path = folder.path().join("library.sqlite");
    let db = Connection::open(&path).unwrap();
    let watch = r#"{"due_at":null,"until":7,"body_hash":null,"submits":1,"polls":2,"tries":0,"refreshes":0,
                    "finished_at":1,"result_url":"https://cdn.example/a","folder":"00"}"#;
    let failure = r#"{"meaning":"no_result","charged":"yes","words":null,"words_zh":null}"#;
    db.execute("UPDATE jobs SET watch = ?1, state = 'downloading' WHERE id = ?2", params![watch, jobs[0].id]).unwrap();
    db.execute(
        "UPDATE jobs SET state = 'stopped', stop_reason = 'trouble', failure = ?1, remote_id = 'a' WHERE id = ?2",
        params![failure, jobs[1].id],
    )
    .unwrap();
    db.execute_batch("ALTER TABLE jobs DROP COLUMN next_try; DROP TABLE job_clips;").unwrap();
    db.execute_batch(ADD_RESULTS).unwrap();
    let (carried, missing) = (get(&db, jobs[0].id).unwrap(), get(&db, jobs[1].id).unwrap());
    let result = JobResult { url: "https://cdn.example/a".to_owned(), folder: "00".to_owned(), clip_id: None };
    assert_eq!((carried.state, carried.watch.results), (Downloading, vec![result]));
    assert_eq!((missing.state, missing.stop_reason), (ResultMissing, None));
}

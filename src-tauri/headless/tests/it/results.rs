//! What becomes of a job whose relay is done: its clips, a clip that is missing, waits that a relay asks for, and jobs that
//! are stopped at every moment.

use std::time::{Duration, SystemTime};

use dailies_core::model::{Clip, Connection, Format, Found, Job, JobRecord, JobState, Meaning, StopReason, Timestamp};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::{
    scripted::{Answer, PIECES, Relay, Script},
    support::{Room, patiently},
};

/// A studio with one job at a relay of this script, in the OpenAI format.
async fn pressed(script: Script) -> (Relay, Room, Job) {
    let relay = Relay::start(script).await;
    let room = Room::open().await;
    room.connect(relay.address()).await;
    room.prefer(Format::Openai).await;
    let job = room.generate("a dusk sea", 1).await.remove(0);
    (relay, room, job)
}

fn done_at(url: &str) -> Answer {
    Answer::ok(json!({ "id": "$ID", "status": "completed", "video_url": url }))
}

fn running() -> Answer {
    Answer::ok(json!({ "id": "$ID", "status": "in_progress", "progress": 40 }))
}

async fn clips(room: &Room) -> Vec<Clip> {
    let found: Found = room.call("find_clips", json!({ "query": {}, "from": 0, "most": 100 })).await;
    room.call("get_clips", json!({ "ids": found.ids })).await
}

async fn ask<T: serde::de::DeserializeOwned>(room: &Room, command: &str, job: &Job) -> T {
    room.call(command, json!({ "id": job.id })).await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_hashed_before_it_was_sent_is_what_the_relay_gets() {
    let (relay, room, job) = pressed(Script::default()).await;
    room.until(&job, JobState::ResultMissing).await;
    let db = rusqlite::Connection::open(room.folder.path().join("library.sqlite")).unwrap();
    let hash: String = db.query_row("SELECT watch ->> 'body_hash' FROM jobs", [], |row| row.get(0)).unwrap();
    let sent: Vec<String> = relay.bodies().iter().map(|body| hex_sha256(body)).collect();
    assert_eq!(sent, [hash]);
}

fn hex_sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_that_is_stopped_at_any_moment_of_its_download_becomes_one_clip() {
    for pieces in 0..=PIECES {
        for pause_ms in [0, 30, 120] {
            let script = Script { polls: vec![done_at("$U")], is_gated: true, ..Script::default() };
            let (relay, room, job) = pressed(script).await;
            room.until(&job, JobState::Downloading).await;
            relay.let_through(pieces);
            tokio::time::sleep(Duration::from_millis(pause_ms)).await;
            // By then it may be in the gallery: then it cannot be stopped, and need not be.
            if room.studio.call("stop_job", json!({ "id": job.id })).await.is_ok() {
                let stopped = room.job(&job).await;
                assert!(matches!(stopped.state, JobState::Stopped | JobState::Done), "{:?}", stopped.state);
                let _ = room.studio.call("resume_job", json!({ "id": job.id })).await;
            }
            relay.let_through(10 * PIECES);
            let done = room.until(&job, JobState::Done).await;
            let made = clips(&room).await;
            assert_eq!((made.len(), done.clip_id), (1, Some(made[0].id)), "{pieces} pieces, {pause_ms} ms");
            assert_eq!(relay.submitted(), 1);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn stop_is_answered_at_once_while_a_relay_says_nothing() {
    let script = Script { polls: vec![done_at("$U")], is_gated: true, ..Script::default() };
    let (_relay, room, job) = pressed(script).await;
    room.until(&job, JobState::Downloading).await;
    let stopped = tokio::time::timeout(Duration::from_secs(5), ask::<Job>(&room, "stop_job", &job)).await.unwrap();
    assert_eq!((stopped.state, stopped.stop_reason), (JobState::Stopped, Some(StopReason::User)));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_relay_that_finishes_without_a_file_says_so_and_the_user_can_give_the_link() {
    // Finished, no address, and 404 at the content address.
    let (relay, room, job) = pressed(Script::default()).await;
    let missing = room.until(&job, JobState::ResultMissing).await;
    let failure = missing.failure.unwrap();
    assert_eq!(failure.meaning, Meaning::NoResult);
    assert!(missing.remote_id.is_some() && missing.clip_id.is_none());
    let record: JobRecord = ask(&room, "get_job_record", &job).await;
    assert!(record.answer.unwrap().contains("SUCCESS"), "the relay's answer is shown");

    // Asking again asks once, and it rests again.
    let polled = relay.polled();
    let _: Job = ask(&room, "resume_job", &job).await;
    room.until(&job, JobState::ResultMissing).await;
    assert!(relay.polled() > polled);

    // What is no link is refused at the door; a link that leads to nothing leaves it as it is, with the reason.
    for url in ["", "film", "http://example.com:81/film.mp4", "https://127.0.0.1:1/film.mp4", "file:///etc/passwd"] {
        let refused = room.studio.call("set_result_link", json!({ "id": job.id, "url": url })).await.unwrap_err();
        assert_eq!(serde_json::to_value(refused.code).unwrap(), "bad_link", "{url}");
    }
    let nowhere = format!("{}/nothing", relay.address());
    let _: Job = room.call("set_result_link", json!({ "id": job.id, "url": nowhere })).await;
    let back = room.until(&job, JobState::ResultMissing).await;
    assert!(back.failure.is_some());

    let _: Job = room.call("set_result_link", json!({ "id": job.id, "url": format!(" {} ", relay.film()) })).await;
    let done = room.until(&job, JobState::Done).await;
    assert_eq!(clips(&room).await.len(), 1);
    assert_eq!((done.failure, relay.submitted()), (None, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_relay_that_breaks_when_it_is_done_may_still_serve_the_content() {
    let script = Script { polls: vec![running(), Answer::error(500)], has_content: true, ..Script::default() };
    let (relay, room, job) = pressed(script).await;
    patiently("polls that fail", async {
        while relay.polled() < 3 {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    })
    .await;
    let _: Job = ask(&room, "stop_job", &job).await;
    assert_eq!(relay.contents(), 0, "it is not known to be done");
    let _: Job = ask(&room, "fetch_content", &job).await;
    room.until(&job, JobState::Done).await;
    assert_eq!((clips(&room).await.len(), relay.submitted()), (1, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn content_that_is_not_there_leaves_a_job_as_it_was() {
    let (relay, room, job) = pressed(Script { polls: vec![running()], ..Script::default() }).await;
    room.until(&job, JobState::Running).await;
    let stopped: Job = ask(&room, "stop_job", &job).await;
    let _: Job = ask(&room, "fetch_content", &job).await;
    let back = room.until(&job, JobState::Stopped).await;
    assert_eq!((back.stop_reason, back.ended_at), (stopped.stop_reason, stopped.ended_at));
    assert_eq!(back.failure.map(|failure| failure.meaning), Some(Meaning::NoResult));
    relay.set_polls(vec![done_at("$U")]);
    let _: Job = ask(&room, "resume_job", &job).await;
    room.until(&job, JobState::Done).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_answer_is_settled_by_the_link_that_the_user_found() {
    let script = Script { submits: vec![Answer::ok(json!({ "message": "accepted" }))], ..Script::default() };
    let relay = Relay::start(script).await;
    let room = Room::open().await;
    room.connect(relay.address()).await;
    let job = room.generate("a dusk sea", 1).await.remove(0);
    room.until(&job, JobState::Unknown).await;
    let _: Job = room.call("set_result_link", json!({ "id": job.id, "url": relay.film() })).await;
    room.until(&job, JobState::Done).await;
    assert_eq!((clips(&room).await.len(), relay.submitted()), (1, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_relay_that_drips_delays_no_job_of_another() {
    let gated = Script { polls: vec![done_at("$U")], is_gated: true, ..Script::default() };
    let slow = Relay::start(gated).await;
    let quick = Relay::start(Script { polls: vec![done_at("$U")], ..Script::default() }).await;
    let room = Room::open().await;
    room.connect(slow.address()).await;
    let mut dripping = room.generate("a dusk sea", 4).await;
    dripping.extend(room.generate("a dusk sea", 4).await);
    for job in &dripping {
        room.until(job, JobState::Downloading).await;
    }
    room.connect(quick.address()).await;
    let job = room.generate("dunes", 1).await.remove(0);
    room.until(&job, JobState::Done).await;

    // The same for jobs that are watched: as many as may run at once do so at the slow relay.
    let busy = Relay::start(Script { polls: vec![running()], ..Script::default() }).await;
    room.connect(busy.address()).await;
    let watched = room.generate("a dusk sea", 4).await;
    room.generate("a dusk sea", 4).await;
    room.until(&watched[0], JobState::Running).await;
    room.connect(quick.address()).await;
    let job = room.generate("dunes", 1).await.remove(0);
    room.until(&job, JobState::Done).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wait_that_a_relay_asks_for_is_bounded_and_shown() {
    // What is asked for, and the least and the most that is waited, in seconds.
    for (asked, least, most) in [
        ("1000000000", 590, 600),
        ("inf", 0, 5),
        ("-5", 0, 5),
        ("3.5", 1, 4),
        ("abc", 0, 5),
        ("Wed, 21 Oct 2015 07:28:00 GMT", 0, 5),
        ("in 90 s", 60, 91),
    ] {
        let in_90_s = httpdate::fmt_http_date(SystemTime::now() + Duration::from_secs(90));
        let asked = if asked == "in 90 s" { &in_90_s } else { asked };
        let busy = || Answer::error(429).with_header("retry-after", asked);
        let submits = Script { submits: vec![busy()], ..Script::default() };
        let polls = Script { polls: vec![busy()], ..Script::default() };
        for script in [submits, polls] {
            let (_relay, room, job) = pressed(script).await;
            let waiting = patiently("a wait", async {
                loop {
                    match room.job(&job).await {
                        Job { next_try: Some(next), .. } => return Some(next),
                        // It was sent as often as it may be before it was looked at.
                        Job { state: JobState::Stopped, .. } if least == 0 => return None,
                        _ => tokio::time::sleep(Duration::from_millis(2)).await,
                    }
                }
            })
            .await;
            let Some(waiting) = waiting else { continue };
            let seconds = waiting.at.ms_since(Timestamp::from(SystemTime::now())) / 1000;
            assert!((least..=most).contains(&seconds) || least == 0, "{asked}: {seconds} s");
            assert!(seconds <= most, "{asked}: {seconds} s");
            assert_eq!(waiting.is_asked, least > 0, "{asked}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_queued_at_the_relay_is_not_called_running() {
    let queued = Answer::ok(json!({ "id": "$ID", "status": "queued", "progress": 0 }));
    let (relay, room, job) = pressed(Script { polls: vec![queued], ..Script::default() }).await;
    patiently("polls", async {
        while relay.polled() < 3 {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    })
    .await;
    let now = room.job(&job).await;
    assert_eq!((now.state, now.progress), (JobState::Accepted, None));
    relay.set_polls(vec![running()]);
    assert_eq!(room.until(&job, JobState::Running).await.progress, Some(40));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_without_a_key_goes_on_when_the_key_comes_and_is_not_sent_again() {
    let (relay, room, job) = pressed(Script { polls: vec![running()], ..Script::default() }).await;
    room.until(&job, JobState::Running).await;
    let connection = room.connection().await;
    // The key goes while the job is stopped, and the job goes on without one.
    let _: Job = ask(&room, "stop_job", &job).await;
    let _: Connection = room.call("remove_key", json!({ "id": connection.id })).await;
    let _: Job = ask(&room, "resume_job", &job).await;
    let parked = room.until(&job, JobState::Stopped).await;
    assert_eq!(parked.failure.map(|failure| failure.meaning), Some(Meaning::NoKey));
    relay.set_polls(vec![done_at("$U")]);
    let key = json!({ "id": connection.id, "key": "sk-another-key-0001", "place": "session" });
    let _: Value = room.call("set_key", key).await;
    room.until(&job, JobState::Done).await;
    assert_eq!(relay.submitted(), 1);
}

//! The path of a prompt against the simulator, with the faults of the wild. `queue/step` has the fine print.

use dailies_core::model::{Charged, Found, Job, JobState, Meaning, StopReason};
use dailies_simulator::{Fault, Route, Simulator};
use serde_json::json;

use crate::support::{Room, relay};

/// Every film of the library's folder, and whatever else is there that should not be.
fn films(room: &Room) -> (usize, usize) {
    fn walk(folder: &std::path::Path, names: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, names);
            } else {
                names.push(path.file_name().unwrap().to_string_lossy().into_owned());
            }
        }
    }
    let mut names = Vec::new();
    walk(&room.folder.path().join("clips"), &mut names);
    let films = names.iter().filter(|name| *name == "film.mp4").count();
    let parts = names.iter().filter(|name| name.contains("part")).count();
    (films, parts)
}

async fn pressed(prompt: &str) -> (Simulator, Room, Job) {
    let relay = relay().await;
    let room = Room::connected_to(&relay).await;
    let job = room.generate(prompt, 1).await.remove(0);
    (relay, room, job)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_prompt_becomes_a_clip() {
    let (relay, room, job) = pressed("a dusk sea").await;
    let done = room.until(&job, JobState::Done).await;
    let clip = room.clip_of(&done).await;
    assert_eq!(clip.generation, job.generation);
    assert_eq!(clip.film.video_codec.as_deref(), Some("h264"));
    assert_eq!((clip.film.duration_ms / 100, clip.film.has_audio, clip.has_pictures), (100, true, true));
    assert!(clip.took_ms.is_some() && done.remote_id.is_some());
    assert_eq!(films(&room), (1, 0));
    assert_eq!(relay.accepted_count(), 1);
    let body = &relay.submits()[0];
    assert_eq!(*body, json!({ "model": "sora-2", "prompt": "a dusk sea", "aspect_ratio": "16:9", "duration": "10" }));
}

#[tokio::test(flavor = "multi_thread")]
async fn each_variation_is_sent_once() {
    let relay = relay().await;
    let room = Room::connected_to(&relay).await;
    let jobs = room.generate("aurora over hills", 4).await;
    for job in &jobs {
        room.until(job, JobState::Done).await;
    }
    let gallery: Found = room.call("find_clips", json!({ "query": {}, "from": 0, "most": 1_000 })).await;
    assert_eq!((gallery.ids.len(), relay.accepted_count()), (4, 4));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_answer_is_an_unknown_outcome_and_only_the_user_sends_again() {
    let relay = relay().await;
    let room = Room::connected_to(&relay).await;
    relay.add_fault(Fault::DropAfter { on: Route::Submit });
    let job = room.generate("ink in water", 1).await.remove(0);
    let unknown = room.until(&job, JobState::Unknown).await;
    assert_eq!(unknown.failure.map(|failure| failure.charged), Some(Charged::Unknown));

    // Another job goes all the way meanwhile: had the lost one been sent again, it would have been counted by then.
    let other = room.generate("dunes", 1).await.remove(0);
    room.until(&other, JobState::Done).await;
    assert_eq!(relay.accepted_count(), 2);
    assert_eq!(room.job(&job).await.state, JobState::Unknown);

    let _: Job = room.call("send_job_again", json!({ "id": job.id })).await;
    room.until(&job, JobState::Done).await;
    assert_eq!(relay.accepted_count(), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_connection_lost_before_acceptance_is_unknown_all_the_same() {
    let relay = relay().await;
    let room = Room::connected_to(&relay).await;
    relay.add_fault(Fault::DropBefore { on: Route::Submit });
    let job = room.generate("ink in water", 1).await.remove(0);
    room.until(&job, JobState::Unknown).await;
    assert_eq!(relay.accepted_count(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_relay_does_not_want_now_is_sent_later() {
    let relay = relay().await;
    let room = Room::connected_to(&relay).await;
    for status in [429, 503] {
        relay.add_fault(Fault::Status { on: Route::Submit, status, retry_after_s: Some(0) });
    }
    let job = room.generate("dunes", 1).await.remove(0);
    room.until(&job, JobState::Done).await;
    assert_eq!(relay.accepted_count(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_relay_that_is_away_parks_the_job_and_nothing_is_lost() {
    let relay = relay().await;
    let room = Room::connected_to(&relay).await;
    relay.stop().await;
    let job = room.generate("dunes", 1).await.remove(0);
    let stopped = room.until(&job, JobState::Stopped).await;
    assert_eq!(stopped.stop_reason, Some(StopReason::Trouble));
    let failure = stopped.failure.unwrap();
    assert_eq!((failure.meaning, failure.charged), (Meaning::Network, Charged::No));
    assert_eq!(stopped.remote_id, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_says_why_and_is_not_repeated() {
    for (prompt, meaning, accepted) in [
        ("a keeper [fail: moderation]", Meaning::ModerationResult, 1),
        ("a keeper [fail: moderation-prompt]", Meaning::ModerationPrompt, 0),
        ("a keeper [fail: quota]", Meaning::Balance, 0),
        ("a keeper [fail: error]", Meaning::Generation, 1),
    ] {
        let (relay, room, job) = pressed(prompt).await;
        let failed = room.until(&job, JobState::Failed).await;
        let failure = failed.failure.unwrap();
        assert_eq!(failure.meaning, meaning, "{prompt}: {:?}", failure.words);
        assert!(failure.words.is_some() || failure.words_zh.is_some(), "{prompt}");
        assert_eq!(relay.accepted_count(), accepted, "{prompt}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_key_costs_nothing_and_says_so() {
    let relay = relay().await;
    let room = Room::open().await;
    let args = json!({ "name": "", "base_url": relay.address(), "key": "sk-wrong-key-000", "place": "session" });
    let _: serde_json::Value = room.call("create_connection", args).await;
    let job = room.generate("dunes", 1).await.remove(0);
    let failure = room.until(&job, JobState::Failed).await.failure.unwrap();
    assert_eq!((failure.meaning, failure.charged), (Meaning::Key, Charged::No));
    assert_eq!(relay.accepted_count(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_broken_transfer_goes_on_and_a_dead_link_is_replaced() {
    let trouble =
        [vec![Fault::TruncatedFile; 3], vec![Fault::ExpiredLink], vec![Fault::DropBefore { on: Route::File }]];
    for faults in trouble {
        let relay = relay().await;
        let room = Room::connected_to(&relay).await;
        for fault in &faults {
            relay.add_fault(fault.clone());
        }
        let job = room.generate("dunes", 1).await.remove(0);
        let done = room.until(&job, JobState::Done).await;
        assert!(room.clip_of(&done).await.has_pictures, "{faults:?}");
        assert_eq!((films(&room), relay.accepted_count()), ((1, 0), 1), "{faults:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_garbage_file_never_gets_a_final_name_and_can_be_fetched_again() {
    let relay = relay().await;
    let room = Room::connected_to(&relay).await;
    // At the first address, and at each of those that the relay is asked for after that.
    for _ in 0..4 {
        relay.add_fault(Fault::GarbageFile);
    }
    let job = room.generate("dunes", 1).await.remove(0);
    let missing = room.until(&job, JobState::ResultMissing).await;
    assert_eq!(missing.failure.map(|failure| failure.meaning), Some(Meaning::BadFile));
    assert_eq!(films(&room).0, 0);

    let _: Job = room.call("resume_job", json!({ "id": job.id })).await;
    room.until(&job, JobState::Done).await;
    assert_eq!((films(&room), relay.accepted_count()), ((1, 0), 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_finished_job_without_an_address_is_shown_not_hidden() {
    let (relay, room, job) = pressed("dunes [no url]").await;
    let missing = room.until(&job, JobState::ResultMissing).await;
    assert_eq!(missing.failure.map(|failure| failure.meaning), Some(Meaning::NoResult));
    assert!(missing.remote_id.is_some());
    assert_eq!(relay.accepted_count(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_that_the_user_stopped_goes_on_without_being_sent_again() {
    let (relay, room, job) = pressed("dunes [slow]").await;
    room.until(&job, JobState::Running).await;
    let _: Job = room.call("stop_job", json!({ "id": job.id })).await;
    room.until(&job, JobState::Stopped).await;
    let _: Job = room.call("resume_job", json!({ "id": job.id })).await;
    room.until(&job, JobState::Done).await;
    assert_eq!(relay.accepted_count(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_relay_that_does_not_know_its_task_yet_is_asked_again() {
    let relay = relay().await;
    let room = Room::connected_to(&relay).await;
    relay.add_fault(Fault::PollNotFound);
    relay.add_fault(Fault::PollNotFound);
    let job = room.generate("dunes", 1).await.remove(0);
    room.until(&job, JobState::Done).await;
    assert_eq!(relay.accepted_count(), 1);
}

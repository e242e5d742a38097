//! Storyboards, sent as one clip and as one clip a shot, and kept whatever happens.

use dailies_core::model::{
    Clip, Draft, Family, Found, Generation, Job, JobState, Kinship, Meaning, ModelId, PictureRole, PictureSource, Shot,
    StopReason, Storyboard, StoryboardCheck, StoryboardPart, StoryboardWay,
};
use dailies_simulator::Simulator;
use serde_json::{Value, json};

use crate::support::{Room, created, relay, reopen_in};

fn shot(scene: &str, duration_ms: i64) -> Shot {
    Shot { scene: scene.to_owned(), duration_ms: Some(duration_ms) }
}

async fn connected() -> (Simulator, Room) {
    let relay = relay().await;
    let room = Room::connected_to(&relay).await;
    (relay, room)
}

/// A storyboard of these shots, for this model.
async fn board(room: &Room, model: &str, shots: Vec<Shot>) -> Storyboard {
    let board: Storyboard = room.call("create_storyboard", json!({ "name": "Night quay", "shots": shots })).await;
    let generation = Generation {
        aspect_ratio: "16:9".parse().ok(),
        duration_s: (model == "sora-2").then_some(10),
        ..Generation::of(ModelId(model.to_owned()), String::new())
    };
    let draft = Draft { connection_id: Some(room.connection().await.id), generation, variations: 1, shots_as: None };
    save(room, &board, &shots, &draft).await
}

async fn save(room: &Room, board: &Storyboard, shots: &[Shot], draft: &Draft) -> Storyboard {
    let args = json!({ "id": board.id, "name": board.name, "shots": shots, "draft": draft });
    room.call("save_storyboard", args).await
}

async fn send(room: &Room, board: &Storyboard) -> Vec<Job> {
    created(room.call("create_storyboard_jobs", json!({ "id": board.id })).await)
}

async fn check(room: &Room, board: &Storyboard) -> StoryboardCheck {
    room.call("check_storyboard", json!({ "shots": board.shots, "draft": board.draft })).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_model_of_storyboards_makes_one_clip_that_remembers_its_shots() {
    let (relay, room) = connected().await;
    let board = board(&room, "sora-2", vec![shot("a quay", 4_500), shot("a lantern", 5_500)]).await;
    let checked = check(&room, &board).await;
    assert_eq!((checked.way, checked.shots_ms, checked.clip_ms), (StoryboardWay::OneClip, 10_000, Some(10_000)));
    assert_eq!(checked.check.problems, []);
    let jobs = send(&room, &board).await;
    let clip = room.clip_of(&room.until(&jobs[0], JobState::Done).await).await;
    assert_eq!(relay.submits()[0]["prompt"], checked.text);
    assert_eq!(clip.shots, board.shots);
    assert_eq!(clip.generation.storyboard, Some(StoryboardPart { id: board.id, shot: None }));
    let boards: Vec<Storyboard> = room.call("list_storyboards", json!({})).await;
    assert_eq!(boards[0].clips, [clip.id]);
}

#[tokio::test(flavor = "multi_thread")]
async fn shots_that_do_not_fill_the_clip_are_warned_of_and_sent() {
    let (relay, room) = connected().await;
    let board = board(&room, "sora-2", vec![shot("a quay", 4_500)]).await;
    let checked = check(&room, &board).await.check;
    assert_eq!((checked.problems.len(), checked.warnings.len()), (0, 1));
    let jobs = send(&room, &board).await;
    room.until(&jobs[0], JobState::Done).await;
    assert_eq!(relay.accepted_count(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn any_other_model_makes_one_clip_a_shot_each_from_the_last_frame_of_the_one_before() {
    let (relay, room) = connected().await;
    let shots = vec![shot("a dusk sea", 5_000), shot("a quay in the rain", 6_000), shot("aurora", 9_000)];
    let board = board(&room, "grok-video-3", shots).await;
    let StoryboardWay::ClipPerShot { lengths_s, is_chained } = check(&room, &board).await.way else { panic!() };
    assert_eq!((lengths_s, is_chained), (vec![Some(6), Some(6), Some(10)], true));
    let jobs = send(&room, &board).await;
    assert_eq!(jobs.iter().map(|job| job.after).collect::<Vec<_>>(), [None, Some(jobs[0].id), Some(jobs[1].id)]);
    let mut clips: Vec<Clip> = Vec::new();
    for job in &jobs {
        clips.push(room.clip_of(&room.until(job, JobState::Done).await).await);
    }
    assert_eq!(relay.accepted_count(), 3);
    let bodies = relay.submits();
    assert!(bodies[0].get("images").is_none());
    assert!(bodies[1..].iter().all(|body| is_data_url(&body["images"][0])), "{bodies:?}");
    let begins = &clips[1].generation.pictures[0];
    assert_eq!((begins.role, begins.from_clip), (PictureRole::First, Some(clips[0].id)));
    assert!(matches!(begins.source, PictureSource::Stored { .. }));

    let ids: Vec<_> = clips.iter().map(|clip| clip.id).collect();
    let family: Family = room.call("get_family", json!({ "id": ids[1] })).await;
    let kin = |kin: &[dailies_core::model::Kin]| kin.iter().map(|kin| (kin.clip_id, kin.kinship)).collect::<Vec<_>>();
    assert_eq!(kin(&family.from), [(ids[0], Kinship::Continuation)]);
    assert_eq!(kin(&family.led_to), [(ids[2], Kinship::Continuation)]);
    assert_eq!(family.parts, ids);
    let gallery: Found = room.call("find_clips", json!({ "query": {}, "from": 0, "most": 1_000 })).await;
    assert_eq!(gallery.ids, ids, "the parts stand together, the first first");
    let boards: Vec<Storyboard> = room.call("list_storyboards", json!({})).await;
    assert_eq!(boards[0].clips, ids);
}

fn is_data_url(image: &Value) -> bool {
    image.as_str().is_some_and(|image| image.starts_with("data:image/"))
}

#[tokio::test(flavor = "multi_thread")]
async fn the_parts_after_one_that_failed_are_not_sent() {
    let (relay, room) = connected().await;
    let shots = vec![shot("a dusk sea [fail: error]", 6_000), shot("a quay", 6_000), shot("aurora", 6_000)];
    let jobs = send(&room, &board(&room, "grok-video-3", shots).await).await;
    room.until(&jobs[0], JobState::Failed).await;
    let second = room.until(&jobs[1], JobState::Stopped).await;
    let failure = second.failure.unwrap();
    assert_eq!((second.stop_reason, failure.meaning), (Some(StopReason::Trouble), Meaning::PartBefore));
    let resumed: Job = room.call("resume_job", json!({ "id": jobs[1].id })).await;
    assert_eq!(resumed.state, JobState::Ready);
    room.until(&jobs[1], JobState::Stopped).await;
    assert_eq!(room.job(&jobs[2]).await.state, JobState::Ready, "it waits for a part that may still come");
    let _: Job = room.call("dismiss_job", json!({ "id": jobs[1].id })).await;
    room.until(&jobs[2], JobState::Stopped).await;
    assert_eq!(relay.accepted_count(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_part_that_waited_when_the_program_ended_goes_on_when_it_is_asked_to() {
    let (relay, mut room) = connected().await;
    let shots = vec![shot("a dusk sea [slow]", 6_000), shot("a quay", 6_000)];
    let jobs = send(&room, &board(&room, "grok-video-3", shots).await).await;
    while relay.accepted_count() == 0 {
        tokio::task::yield_now().await;
    }
    room.studio.close().await;
    let connection = room.connection().await.id;
    let Room { studio, folder } = room;
    drop(studio);
    room = Room { studio: reopen_in(folder.path().to_owned()).await, folder };
    let args = json!({ "id": connection, "key": crate::support::KEY, "place": "session" });
    let _: Value = room.call("set_key", args).await;
    assert_eq!(room.job(&jobs[1]).await.stop_reason, Some(StopReason::Restart));
    // The key alone lets the first part go on, which the relay has; the second was never sent.
    let _: Job = room.call("resume_job", json!({ "id": jobs[1].id })).await;
    room.until(&jobs[0], JobState::Done).await;
    let done = room.clip_of(&room.until(&jobs[1], JobState::Done).await).await;
    assert!(done.generation.pictures[0].from_clip.is_some());
    assert_eq!(relay.accepted_count(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_storyboard_is_kept_renamed_duplicated_trashed_and_restored() {
    let (_relay, room) = connected().await;
    let first = board(&room, "sora-2", vec![shot("a quay", 10_000)]).await;
    let second: Storyboard = room.call("duplicate_storyboard", json!({ "id": first.id, "name": "Copy" })).await;
    assert_eq!((second.name.as_str(), &second.shots, &second.draft), ("Copy", &first.shots, &first.draft));
    let trashed: Storyboard = room.call("trash_storyboard", json!({ "id": second.id })).await;
    assert!(trashed.trashed_at.is_some());
    let restored: Storyboard = room.call("restore_storyboard", json!({ "id": second.id })).await;
    assert_eq!(restored.trashed_at, None);
    let text = "shot1：\nDuration：7.5 秒\nscene：飞机起飞";
    let read: Vec<Shot> = room.call("read_shots", json!({ "text": text })).await;
    assert_eq!(read, [shot("飞机起飞", 7_500)]);
}

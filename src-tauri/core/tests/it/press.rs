//! What one press of Generate makes of wildcards and variations, and what is remembered of it.

use dailies_core::model::{Draft, DraftCheck, Job, JobState, PastPrompt, Rule};
use serde_json::json;

use crate::support::{Room, relay, sora};

#[tokio::test(flavor = "multi_thread")]
async fn wildcards_make_a_batch_that_is_counted_before_it_is_sent() {
    let relay = relay().await;
    let room = Room::connected_to(&relay).await;
    let prompt = "a {red|blue} boat at {dawn|dusk}";
    let draft = Draft {
        connection_id: Some(room.connection().await.id),
        generation: sora(prompt),
        variations: 2,
        shots_as: None,
    };
    let check: DraftCheck = room.call("check_draft", json!({ "draft": draft })).await;
    assert_eq!((check.count, check.problems), (8, vec![]));
    let jobs: Vec<Job> = room.call("create_jobs", json!({ "draft": draft })).await;
    assert!(jobs.iter().all(|job| job.batch_id == jobs[0].batch_id));
    for job in &jobs {
        room.until(job, JobState::Done).await;
    }
    let mut sent: Vec<_> = relay.submits().iter().map(|body| body["prompt"].as_str().unwrap().to_owned()).collect();
    sent.sort();
    sent.dedup();
    assert_eq!(sent, ["a blue boat at dawn", "a blue boat at dusk", "a red boat at dawn", "a red boat at dusk"]);
    assert_eq!(relay.accepted_count(), 8);
    let past: Vec<PastPrompt> = room.call("list_prompts", json!({ "query": "boat" })).await;
    assert_eq!((past.len(), past[0].text.as_str(), past[0].used), (1, prompt, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn too_many_clips_at_once_are_refused_before_anything_is_made() {
    let relay = relay().await;
    let room = Room::connected_to(&relay).await;
    let generation = sora(&"{a|b|c} ".repeat(4));
    let draft = Draft { connection_id: Some(room.connection().await.id), generation, variations: 1, shots_as: None };
    let check: DraftCheck = room.call("check_draft", json!({ "draft": draft })).await;
    assert_eq!(check.count, 81);
    assert_eq!(check.problems[0].rule, Rule::TooManyClips { most: 64 });
    assert!(room.studio.call("create_jobs", json!({ "draft": draft })).await.is_err());
    let jobs: Vec<Job> = room.call("list_jobs", json!({})).await;
    assert_eq!((jobs.len(), relay.accepted_count()), (0, 0));
}

//! What one press of Generate makes of wildcards and variations, and what is remembered of it.

use dailies_core::{
    api::ErrorCode,
    model::{Draft, DraftCheck, Job, JobState, PastPrompt, Rule},
};
use serde_json::json;

use crate::support::{Room, created, refused, relay, sora};

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
    let jobs = created(room.call("create_jobs", json!({ "draft": draft })).await);
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
    assert_eq!(check.problems[0].rule, Rule::TooManyClips { most: 64, count: 81 });
    assert_eq!(refused(room.call("create_jobs", json!({ "draft": draft })).await), check.problems);
    let jobs: Vec<Job> = room.call("list_jobs", json!({})).await;
    assert_eq!((jobs.len(), relay.accepted_count()), (0, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_million_combinations_are_refused_with_their_number() {
    let relay = relay().await;
    let room = Room::connected_to(&relay).await;
    let prompt = "{0|1|2|3|4|5|6|7|8|9}".repeat(6);
    let draft = Draft {
        connection_id: Some(room.connection().await.id),
        generation: sora(&prompt),
        variations: 4,
        shots_as: None,
    };
    let check: DraftCheck = room.call("check_draft", json!({ "draft": draft })).await;
    assert_eq!(check.problems[0].rule, Rule::TooManyClips { most: 64, count: 4_000_000 });
    let wildcards = check.wildcards.unwrap();
    assert_eq!((wildcards.combinations, wildcards.prompts.len(), wildcards.groups.len()), (1_000_000, 50, 6));
    assert_eq!(refused(room.call("create_jobs", json!({ "draft": draft })).await), check.problems);
    assert_eq!(relay.accepted_count(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn json_with_a_bar_is_one_clip() {
    let room = Room::open().await;
    let json = r#"{"style": "noir | moody", "shots": [{"scene": "a {red|blue} boat"}]}"#;
    let draft = Draft { connection_id: None, generation: sora(json), variations: 1, shots_as: None };
    let check: DraftCheck = room.call("check_draft", json!({ "draft": draft })).await;
    assert_eq!((check.count, check.wildcards), (1, None));
}

#[tokio::test(flavor = "multi_thread")]
async fn groups_are_told_as_the_page_counts() {
    let room = Room::open().await;
    let draft =
        Draft { connection_id: None, generation: sora("🐈 {红|blue} 雨 {a|b}"), variations: 1, shots_as: None };
    let check: DraftCheck = room.call("check_draft", json!({ "draft": draft })).await;
    assert_eq!(check.wildcards.unwrap().groups, [(3, 11), (14, 19)]);
}

#[tokio::test(flavor = "multi_thread")]
async fn no_door_takes_a_text_that_is_too_long_or_nested_too_deep() {
    let room = Room::open().await;
    let long = "x".repeat(40_000);
    let deep = "{a|".repeat(2_800) + &"}".repeat(2_800);
    let draft = |prompt: &str| json!({ "connection_id": null, "generation": sora(prompt), "variations": 1 });
    for (prompt, rule) in [(&long, Rule::TooLong { most: 32_000 }), (&deep, Rule::TooDeep { most: 8 })] {
        let check: DraftCheck = room.call("check_draft", json!({ "draft": draft(prompt) })).await;
        assert_eq!(refused(room.call("create_jobs", json!({ "draft": draft(prompt) })).await), check.problems);
        assert_eq!(check.problems.into_iter().map(|problem| problem.rule).collect::<Vec<_>>(), [rule]);
    }
    let shots = |count: usize, scene: &str| json!(vec![json!({ "scene": scene, "duration_ms": null }); count]);
    for (command, args) in [
        ("save_draft", json!({ "draft": draft(&long) })),
        ("save_snippet", json!({ "name": "x", "text": long })),
        ("save_snippet", json!({ "name": long, "text": "x" })),
        ("read_shots", json!({ "text": long })),
        ("read_shots", json!({ "text": "Shot 1:\n".repeat(201) })),
        ("create_storyboard", json!({ "name": "x", "shots": shots(201, "x") })),
        ("create_storyboard", json!({ "name": "x", "shots": shots(2, &long) })),
        ("check_storyboard", json!({ "shots": shots(1, &long), "draft": draft("") })),
    ] {
        let refused = room.studio.call(command, args).await.unwrap_err();
        assert_eq!(refused.code, ErrorCode::TooLong, "{command}");
    }
    let mut foreign = draft("a quay");
    foreign["generation"]["model"] = json!("x".repeat(100_000));
    for command in ["save_draft", "check_draft"] {
        let refused = room.studio.call(command, json!({ "draft": foreign })).await.unwrap_err();
        assert_eq!(refused.code, ErrorCode::TooLong, "{command}");
    }
    // A draft that is nested too deep is the user's text all the same.
    let () = room.call("save_draft", json!({ "draft": draft(&deep) })).await;
}

//! The door: commands as a page calls them, and the bridge that browser tests use.

use dailies_core::{
    ErrorCode,
    model::{
        Clip, Connection, Draft, DraftCheck, Found, Job, JobState, ModelOption, Receipt, Session, Settings, TestResult,
    },
};
use futures::StreamExt;
use serde_json::{Value, json};
use tokio::net::TcpListener;

use crate::support::{KEY, Room, patiently, refused, relay};

#[tokio::test(flavor = "multi_thread")]
async fn what_does_not_fit_is_refused_by_name() {
    let room = Room::open().await;
    for (command, args) in [
        ("rm_rf", json!({})),
        ("get_clips", json!({})),
        ("get_clips", json!({ "ids": "all" })),
        ("get_clips", json!({ "ids": [], "path": "/etc/passwd" })),
        ("list_tags", json!(null)),
    ] {
        let error = room.studio.call(command, args.clone()).await.unwrap_err();
        assert_eq!(error.code, ErrorCode::BadRequest, "{command} {args}");
    }
    let error = room.studio.call("stop_job", json!({ "id": 404 })).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::NotFound);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_survives_and_its_problems_are_named() {
    let room = Room::open().await;
    let mut draft: Draft = room.call("get_draft", json!({})).await;
    draft.generation.prompt = "黄昏".to_owned();
    draft.generation.duration_s = Some(25);
    room.call::<()>("save_draft", json!({ "draft": draft })).await;
    assert_eq!(room.call::<Draft>("get_draft", json!({})).await, draft);
    let check: DraftCheck = room.call("check_draft", json!({ "draft": draft })).await;
    let fields: Vec<_> = check.problems.iter().map(|problem| problem.field.as_str()).collect();
    assert_eq!(fields, ["duration_s", "connection_id"]);
    let problems = refused(room.call("create_jobs", json!({ "draft": draft })).await);
    assert_eq!(problems, check.problems);
    assert!(room.call::<Vec<Job>>("list_jobs", json!({})).await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_connection_tells_what_it_offers() {
    let relay = relay().await;
    let room = Room::open().await;
    for base_url in ["ftp://relay.example", "", "https://user:pw@relay.example"] {
        let tried = room
            .studio
            .call("try_connection", json!({ "base_url": base_url, "key": KEY, "proxy": { "way": "system" } }))
            .await;
        assert_eq!(tried.unwrap_err().code, ErrorCode::BadAddress, "{base_url}");
    }
    let tried = json!({ "base_url": format!("{}/v1/", relay.address()), "key": KEY, "proxy": { "way": "system" } });
    assert!(matches!(room.call("try_connection", tried).await, TestResult::Works { .. }));
    let connection = room.connect(&relay.address()).await;
    let tested: Connection = room.call("test_connection", json!({ "id": connection.id })).await;
    assert!(matches!(tested.last_test.unwrap().result, TestResult::Works { .. }));
    let models: Vec<ModelOption> = room.call("list_models", json!({ "id": connection.id })).await;
    assert_eq!(models[0].offered, Some(true));
    assert_eq!(room.call::<Session>("get_session", json!({})).await.settings.connection_id, Some(connection.id));
    room.call::<()>("remove_connection", json!({ "id": connection.id })).await;
    assert!(room.call::<Vec<Connection>>("list_connections", json!({})).await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn settings_are_kept_within_their_range() {
    let room = Room::open().await;
    let wild = Settings { row_height: 9_999, max_running: 0, ..Settings::default() };
    let kept: Settings = room.call("save_settings", json!({ "settings": wild })).await;
    assert_eq!((kept.row_height, kept.max_running), (480, 1));
    assert_eq!(room.call::<Session>("get_session", json!({})).await.settings, kept);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_trash_gives_back_what_it_took() {
    let relay = relay().await;
    let room = Room::connected_to(&relay).await;
    let job = room.generate("ink", 1).await.remove(0);
    let id = room.until(&job, JobState::Done).await.clip_id.unwrap();
    room.call::<Receipt>("trash_clips", json!({ "ids": [id] })).await;
    assert!(room.call::<Found>("find_clips", json!({ "query": {}, "from": 0, "most": 1_000 })).await.ids.is_empty());
    room.call::<Receipt>("restore_clips", json!({ "ids": [id] })).await;
    assert_eq!(room.call::<Found>("find_clips", json!({ "query": {}, "from": 0, "most": 1_000 })).await.ids, [id]);
    let clip = room.call::<Vec<Clip>>("get_clips", json!({ "ids": [id] })).await.remove(0);
    assert_eq!(clip.trashed_at, None);
    let error = room.studio.call("reveal_clip", json!({ "id": id })).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::NoDesktop);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_bridge_carries_calls_and_changes_of_its_own_pages_only() {
    let room = Room::open().await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(dailies_headless::serve(room.studio.clone(), listener, None));
    let http = reqwest::Client::new();

    let mut events = http.get(format!("{address}/events")).send().await.unwrap().bytes_stream();
    let call = |body: Value| http.post(format!("{address}/call")).json(&body);
    let answer = call(json!({ "command": "get_session" })).send().await.unwrap();
    let session: Session = answer.json().await.unwrap();
    let answer = call(json!({ "command": "nothing", "args": {} })).send().await.unwrap();
    assert_eq!(answer.status(), 400);
    assert_eq!(answer.json::<Value>().await.unwrap()["code"], "bad_request");
    let foreign = call(json!({ "command": "get_session" })).header("origin", "https://evil.example").send().await;
    assert_eq!(foreign.unwrap().status(), 403);

    let saved = json!({ "command": "save_settings", "args": { "settings": session.settings } });
    assert!(call(saved).send().await.unwrap().status().is_success());
    let event = patiently("an event", events.next()).await.unwrap().unwrap();
    assert!(String::from_utf8_lossy(&event).starts_with("data: {\"kind\":\"settings\""), "{event:?}");
}

//! The key's only way is to the relay. A canary key is looked for everywhere else.

use std::{
    io::Write,
    path::Path,
    sync::{Arc, Mutex},
};

use dailies_core::model::{
    Change, CharacterCreation, Connection, Format, Generation, JobState, KeyState, Meaning, ModelId, TestResult,
    WritingId, WritingStep,
};
use serde_json::{Value, json};
use tracing_subscriber::fmt::MakeWriter;

use crate::support::{KEY, Room, drain, relay, reopen_in};

/// Everything that was logged.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Log {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

fn assert_no_file_holds(folder: &Path, key: &str) -> usize {
    let mut files = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files += assert_no_file_holds(&path, key);
        } else {
            let bytes = std::fs::read(&path).unwrap();
            assert!(!holds(&bytes, key), "{}", path.display());
            files += 1;
        }
    }
    files
}

fn holds(bytes: &[u8], key: &str) -> bool {
    bytes.windows(key.len()).any(|window| window == key.as_bytes())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_key_is_in_no_file_log_event_or_reply() {
    let log = Log::default();
    // The finest level there is, from every crate: hyper and reqwest log what they send.
    let subscriber = tracing_subscriber::fmt().with_max_level(tracing::Level::TRACE).with_writer(log.clone()).finish();
    tracing::subscriber::set_global_default(subscriber).unwrap();

    let relay = relay().await;
    let room = Room::open().await;
    let mut changes = room.studio.changes();
    let mut replies = vec![
        serde_json::to_string(&room.connect(&relay.address()).await).unwrap(),
        serde_json::to_string(&room.call::<Value>("get_session", json!({})).await).unwrap(),
    ];
    let connections: Vec<Connection> = room.call("list_connections", json!({})).await;
    let id = connections[0].id;
    replies.push(room.call::<Value>("test_connection", json!({ "id": id })).await.to_string());
    replies.push(room.call::<Value>("set_key", json!({ "id": id, "key": KEY, "place": "session" })).await.to_string());
    let tried = json!({ "base_url": relay.address(), "key": KEY, "proxy": { "way": "system" } });
    replies.push(room.call::<Value>("try_connection", tried).await.to_string());
    // A relay that repeats the key in its error, as some do.
    relay.add_fault(dailies_simulator::Fault::Answer {
        on: dailies_simulator::Route::Submit,
        status: 401,
        body: json!({ "error": { "message": format!("invalid key {KEY}"), "type": "auth" } }).to_string(),
        content_type: "application/json".to_owned(),
    });
    let refused = room.generate("dunes", 1).await.remove(0);
    let failure = room.until(&refused, JobState::Failed).await.failure.unwrap();
    assert_eq!(failure.meaning, Meaning::Key);
    let good = room.generate("dunes", 1).await.remove(0);
    room.until(&good, JobState::Done).await;
    for (format, model) in [(Format::Create, "sora-2"), (Format::Openai, "sora-2"), (Format::Chat, "sora_video2")] {
        room.prefer(format).await;
        let job = room.generate_one(Generation::of(ModelId(model.to_owned()), "dunes".to_owned())).await;
        room.until(&job, JobState::Done).await;
    }
    let source = json!({ "from": "clip", "clip_id": room.job(&good).await.clip_id });
    let draft = json!({ "connection_id": id, "name": "", "source": source, "start_ms": 0, "end_ms": 2_000 });
    let creation = room.call("create_character", json!({ "draft": draft })).await;
    let CharacterCreation::Created { job: character } = creation else { panic!("{creation:?}") };
    room.until(&character, JobState::Done).await;
    let task = json!({ "task": "improve", "prompt": "dunes" });
    let request = json!({ "connection_id": id, "model": "gpt-4o", "task": task });
    let mut words = room.studio.changes();
    let writing: WritingId = room.call("start_writing", json!({ "request": request })).await;
    while !matches!(words.recv().await, Ok(Change::Writing { id, step: WritingStep::Done { .. } }) if id == writing) {}
    for command in ["list_jobs", "list_connections", "get_draft", "list_tags", "list_characters"] {
        replies.push(room.call::<Value>(command, json!({})).await.to_string());
    }
    let bad = room.studio.call("set_key", json!({ "id": id, "key": format!("{KEY} two"), "place": "session" })).await;
    replies.push(format!("{:?}", bad.unwrap_err()));
    let odd = room.studio.call("set_key", json!({ "id": id, "key": [KEY], "place": "session" })).await;
    replies.push(format!("{:?}", odd.unwrap_err()));

    assert!(assert_no_file_holds(room.folder.path(), KEY) >= 4, "the database, its log, the film and its pictures");
    for change in drain(&mut changes) {
        assert!(!serde_json::to_string(&change).unwrap().contains(KEY), "{change:?}");
    }
    for reply in replies {
        assert!(!reply.contains(KEY), "{reply}");
    }
    let log = log.0.lock().unwrap();
    assert!(holds(&log, "reqwest") || holds(&log, "hyper"), "nothing was logged");
    assert!(!holds(&log, KEY));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_of_an_earlier_session_has_to_be_given_again() {
    let relay = relay().await;
    let room = Room::connected_to(&relay).await;
    let connection: Vec<Connection> = room.call("list_connections", json!({})).await;
    assert_eq!(connection[0].key, KeyState::Session { last_four: "9c51".to_owned() });
    let Room { studio, folder } = room;
    drop(studio);

    let room = Room { studio: reopen_in(folder.path().to_owned()).await, folder };
    let connection: Vec<Connection> = room.call("list_connections", json!({})).await;
    assert_eq!(connection[0].key, KeyState::Lost { last_four: "9c51".to_owned() });
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_keychain_nothing_is_kept_unless_the_user_says_for_this_session() {
    let relay = relay().await;
    let room = Room::open().await;
    let args = |place| json!({ "name": "", "base_url": relay.address(), "key": KEY, "place": place });
    let refused = room.studio.call("create_connection", args("keychain")).await.unwrap_err();
    assert_eq!(refused.code, dailies_core::ErrorCode::NoKeychain);
    assert!(room.call::<Vec<Connection>>("list_connections", json!({})).await.is_empty());
    let _: Connection = room.call("create_connection", args("session")).await;
    assert_eq!(room.call::<Vec<Connection>>("list_connections", json!({})).await.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_address_does_not_get_the_old_address_s_key() {
    let (relay, other) = (relay().await, relay().await);
    let room = Room::connected_to(&relay).await;
    let id = room.call::<Vec<Connection>>("list_connections", json!({})).await[0].id;
    let renamed = json!({ "id": id, "name": "Renamed", "base_url": format!("{}/v1/", relay.address()) });
    let renamed: Connection = room.call("update_connection", renamed).await;
    assert!(matches!(renamed.key, KeyState::Session { .. }));
    let moved = json!({ "id": id, "name": "Moved", "base_url": other.address() });
    let moved: Connection = room.call("update_connection", moved).await;
    assert_eq!(moved.key, KeyState::None);
    let tested: Connection = room.call("test_connection", json!({ "id": id })).await;
    assert!(matches!(tested.last_test.unwrap().result, TestResult::Failed { .. }));
}

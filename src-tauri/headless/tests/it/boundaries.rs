//! Who gets in and what gets out: two programs over one folder, the built-in relay, addresses without encryption, texts that are
//! no key.

use std::{
    collections::BTreeSet,
    io::{BufRead as _, BufReader, Read as _},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};

use dailies_core::{
    ErrorCode,
    model::{Connection, Job, JobState, Meaning, PlainHttp, StopReason, TestResult},
};
use serde_json::{Value, json};

use crate::support::{KEY, Room, headless};

fn everything(folder: &Path) -> BTreeSet<PathBuf> {
    let inside = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    inside.flat_map(|path| if path.is_dir() { everything(&path) } else { [path].into() }).collect()
}

fn start(folder: &Path) -> Child {
    let mut command = Command::new(headless());
    command.args(["--port", "0", "--no-keychain", "--data"]).arg(folder);
    command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_program_over_one_folder_writes_nothing_and_the_demo_starts_when_it_is_used() {
    dailies_core::http::install_tls();
    let folder = tempfile::tempdir().unwrap();
    let mut first = start(folder.path());
    let mut address = String::new();
    BufReader::new(first.stdout.take().unwrap()).read_line(&mut address).unwrap();
    assert!(!folder.path().join("demo").exists(), "the built-in relay was started before it was used");

    let before = everything(folder.path());
    let mut second = start(folder.path());
    let mut said = String::new();
    second.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    assert!(!second.wait().unwrap().success() && said.contains("InUse"), "{said}");
    assert_eq!(everything(folder.path()), before);
    assert!(!folder.path().join("demo").exists());

    let http = reqwest::Client::new();
    let body = json!({ "command": "open_demo", "args": {} });
    let answer = http.post(format!("{}/call", address.trim())).json(&body).send().await.unwrap();
    let connection: Connection = answer.json().await.unwrap();
    assert!(matches!(connection.last_test.unwrap().result, TestResult::Works { .. }));
    assert!(folder.path().join("demo").is_dir());
    first.kill().unwrap();
    first.wait().unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_without_encryption_needs_the_users_word_for_that_address() {
    let room = Room::open().await;
    let create = |base_url: &str, plain_http: Option<PlainHttp>| json!({ "name": "", "base_url": base_url, "key": KEY, "place": "session", "plain_http": plain_http });
    for refused in [None, Some(PlainHttp::Refuse)] {
        let error = room.studio.call("create_connection", create("http://192.0.2.1/v1", refused)).await.unwrap_err();
        assert_eq!(error.code, ErrorCode::PlainHttp);
    }
    let tried = json!({ "base_url": "http://192.0.2.1", "key": KEY, "proxy": { "way": "direct" } });
    let error = room.studio.call("try_connection", tried).await.unwrap_err();
    assert_eq!(error.code, ErrorCode::PlainHttp);
    assert!(room.call::<Vec<Connection>>("list_connections", json!({})).await.is_empty());

    let made: Connection = room.call("create_connection", create("http://192.0.2.1", Some(PlainHttp::Allow))).await;
    assert_eq!(made.plain_http, Some(PlainHttp::Allow));
    let update = |base_url: &str| json!({ "id": made.id, "name": "", "base_url": base_url });
    let same: Connection = room.call("update_connection", update("http://192.0.2.1/base")).await;
    assert_eq!(same.plain_http, Some(PlainHttp::Allow));
    let other = room.studio.call("update_connection", update("http://192.0.2.2")).await.unwrap_err();
    assert_eq!(other.code, ErrorCode::PlainHttp);
    let closed: Connection = room.call("update_connection", update("https://192.0.2.1")).await;
    assert_eq!(closed.plain_http, None);
    let here: Connection = room.call("create_connection", create("http://127.0.0.1:9", None)).await;
    assert_eq!(here.plain_http, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_connection_of_an_older_library_waits_for_the_users_word() {
    let room = Room::open().await;
    let _: Connection = room.connect("http://127.0.0.1:9").await;
    let db = rusqlite::Connection::open(room.folder.path().join("library.sqlite")).unwrap();
    db.execute("UPDATE connections SET base_url = 'http://192.0.2.1'", []).unwrap();
    let connection = room.connection().await;
    assert_eq!(connection.plain_http, Some(PlainHttp::Refuse));

    let job = room.generate("dunes", 1).await.remove(0);
    let held = room.until(&job, JobState::Stopped).await;
    assert_eq!((held.stop_reason, held.sent_at), (Some(StopReason::Trouble), None));
    assert_eq!(held.failure.unwrap().meaning, Meaning::PlainHttp);
    let tested: Connection = room.call("test_connection", json!({ "id": connection.id })).await;
    let TestResult::Failed { failure } = tested.last_test.unwrap().result else { panic!("it was spoken to") };
    assert_eq!(failure.meaning, Meaning::PlainHttp);

    // A job that the relay has costs nothing more: it goes on by itself. What was not sent stays for the user.
    let sent = room.generate("a quay", 1).await.remove(0);
    let _ = room.until(&sent, JobState::Stopped).await;
    db.execute("UPDATE jobs SET accepted_at = created_at, remote_id = 't1' WHERE id = ?1", [sent.id.0]).unwrap();
    let allowed: Connection = room.call("allow_plain_http", json!({ "id": connection.id })).await;
    assert_eq!(allowed.plain_http, Some(PlainHttp::Allow));
    let states = [room.job(&job).await.state, room.job(&sent).await.state];
    assert_eq!(states[0], JobState::Stopped);
    assert_ne!(states[1], JobState::Stopped);
    let _: Job = room.call("stop_job", json!({ "id": sent.id })).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_text_that_is_no_key_is_refused_as_such() {
    let room = Room::open().await;
    let make = |key: &str| json!({ "name": "", "base_url": "http://127.0.0.1:9", "key": key, "place": "session" });
    for key in ["sk\u{2013}abc\u{2013}def", "sk-\u{200b}abc", "ｓｋ－ａｂｃｄ", "sk-abc\u{feff}d"] {
        let error = room.studio.call("create_connection", make(key)).await.unwrap_err();
        assert_eq!(error.code, ErrorCode::BadKey, "{key:?}");
        assert!(!error.detail.contains("abc"), "{}", error.detail);
    }
    let made: Connection = room.call("create_connection", make("\u{200b}\"sk-abcdefghijkl\"\n")).await;
    let replied: Value = room.call("list_connections", json!({})).await;
    assert_eq!(replied[0]["key"], json!({ "place": "session", "last_four": "ijkl" }));
    let set = json!({ "id": made.id, "key": "“sk-abc”d", "place": "session" });
    assert_eq!(room.studio.call("set_key", set).await.unwrap_err().code, ErrorCode::BadKey);
    let tried = json!({ "base_url": "http://127.0.0.1:9", "key": "sk…", "proxy": { "way": "system" } });
    assert_eq!(room.studio.call("try_connection", tried).await.unwrap_err().code, ErrorCode::BadKey);
}

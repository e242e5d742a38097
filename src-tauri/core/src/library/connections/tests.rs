use super::*;
use dailies_model::{Format, Generation, JobState, Medium, ModelId, Route};

use crate::library::{
    Library,
    jobs::{self, NewJob},
};

const NOW: Timestamp = Timestamp(1_700_000_000_000);

fn key(name: &str) -> KeyRow {
    KeyRow { key_ref: KeyRef(name.to_owned()), place: KeyPlace::Keychain, last_four: "4f2a".to_owned() }
}

fn write<T>(library: &Library, change: impl FnOnce(&rusqlite::Transaction<'_>) -> Result<T, LibraryError>) -> T {
    library.write(change).unwrap()
}

fn unneeded(library: &Library) -> Vec<String> {
    library.read(unneeded_keys).unwrap().into_iter().map(|key_ref| key_ref.0).collect()
}

fn job(connection: ConnectionId, key_ref: &str) -> NewJob {
    NewJob {
        generation: Generation::of(ModelId("sora-2".to_owned()), "a quay".to_owned()),
        route: Route {
            connection_id: connection,
            connection_name: "Harbor".to_owned(),
            base_url: "https://relay.example".to_owned(),
            format: Format::Unified,
            medium: Medium::Film,
            proxy: Proxy::System,
            key_ref: Some(KeyRef(key_ref.to_owned())),
        },
        expected_ms: None,
        cost_micros: None,
        character: None,
    }
}

#[test]
fn a_key_is_kept_as_long_as_a_connection_or_a_job_may_need_it() {
    let folder = tempfile::tempdir().unwrap();
    let library = Library::open(folder.path()).unwrap();
    let id = write(&library, |tx| insert(tx, "Harbor", ConnectionKind::Relay, "https://relay.example", NOW));
    write(&library, |tx| set_key(tx, id, Some(&key("first"))));
    let mut running = write(&library, |tx| jobs::insert_batch(tx, &[job(id, "first")], NOW)).remove(0);
    assert!(unneeded(&library).is_empty());

    write(&library, |tx| set_key(tx, id, Some(&key("second"))));
    assert!(unneeded(&library).is_empty(), "the job was sent with the first key");
    running.state = JobState::Done;
    write(&library, |tx| jobs::save(tx, &running));
    assert_eq!(unneeded(&library), ["first"]);

    write(&library, |tx| remove(tx, id, NOW));
    assert_eq!(unneeded(&library), ["first", "second"]);
    for name in ["first", "second"] {
        write(&library, |tx| forget_key(tx, &KeyRef(name.to_owned())));
    }
    assert!(unneeded(&library).is_empty());
}

#[test]
fn a_removed_connection_is_not_listed_but_leaves_no_gap() {
    let folder = tempfile::tempdir().unwrap();
    let library = Library::open(folder.path()).unwrap();
    let add = |name: &'static str| {
        write(&library, |tx| insert(tx, name, ConnectionKind::Relay, "https://relay.example", NOW))
    };
    let (first, second) = (add("one"), add("two"));
    write(&library, |tx| remove(tx, first, NOW));
    let names: Vec<_> = library.read(list).unwrap().into_iter().map(|row| row.name).collect();
    assert_eq!(names, ["two"]);
    assert!(matches!(library.read(|db| get(db, first)), Err(LibraryError::NotFound)));
    assert!(add("three") > second, "a number is never given twice");
}

#[test]
fn a_low_balance_warns_by_itself_until_the_user_says_otherwise() {
    let folder = tempfile::tempdir().unwrap();
    let library = Library::open(folder.path()).unwrap();
    let add = |kind, base_url: &'static str| write(&library, |tx| insert(tx, "Harbor", kind, base_url, NOW));
    let warning = |id| library.read(move |db| get(db, id)).unwrap().warn_below_micros;
    let told = |id, limit_micros| {
        let balance = Balance { left_micros: limit_micros, limit_micros, checked_at: NOW };
        write(&library, |tx| set_balance(tx, id, Some(&balance)));
    };
    let id = add(ConnectionKind::Relay, "https://relay.example");
    assert_eq!(warning(id), None, "nothing is known of its account");
    told(id, Some(50_000_000));
    assert_eq!(warning(id), Some(1_000_000));
    told(id, Some(2_000_000));
    assert_eq!(warning(id), Some(200_000), "a tenth of a small account");
    told(id, None);
    assert_eq!(warning(id), None, "never on an account without a limit");
    told(id, Some(50_000_000));
    write(&library, |tx| set_warning(tx, id, None));
    assert_eq!(warning(id), None, "switched off");
    write(&library, |tx| set_warning(tx, id, Some(5_000_000)));
    assert_eq!(warning(id), Some(5_000_000));
    let demo = add(ConnectionKind::Demo, "demo:");
    told(demo, Some(50_000_000));
    assert_eq!(warning(demo), None, "the built-in relay costs nothing");
}

#[test]
fn a_refused_remix_is_remembered_of_the_relay_that_refused_it() {
    let folder = tempfile::tempdir().unwrap();
    let library = Library::open(folder.path()).unwrap();
    let id = write(&library, |tx| insert(tx, "Harbor", ConnectionKind::Relay, "https://relay.example", NOW));
    let refused_at = || library.read(move |db| get(db, id)).unwrap().remix_refused_at;
    assert_eq!(refused_at(), None);
    write(&library, |tx| set_remix_refused(tx, id, NOW));
    write(&library, |tx| set_address(tx, id, "Quay", "https://relay.example"));
    assert_eq!(refused_at(), Some(NOW), "another name is the same relay");
    write(&library, |tx| set_address(tx, id, "Quay", "https://other.example"));
    assert_eq!(refused_at(), None);
}

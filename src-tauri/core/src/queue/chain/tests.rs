use super::*;
use dailies_model::{ConnectionId, Format, Medium, ModelId, Proxy, Route};

use crate::library::{Library, jobs::NewJob};

const NOW: Timestamp = Timestamp(1_700_000_000_000);

fn part() -> NewJob {
    NewJob {
        generation: Generation::of(ModelId("grok-video-3".to_owned()), "a quay".to_owned()),
        route: Route {
            connection_id: ConnectionId(1),
            connection_name: "Harbor".to_owned(),
            base_url: "https://relay.example".to_owned(),
            format: Format::Unified,
            medium: Medium::Film,
            proxy: Proxy::Direct,
            key_ref: None,
        },
        expected_ms: None,
        cost_micros: None,
        character: None,
    }
}

#[test]
fn a_part_lies_down_only_while_the_one_before_may_still_come() {
    let folder = tempfile::tempdir().unwrap();
    let library = Library::open(folder.path()).unwrap();
    let parts = library.write::<_, LibraryError>(|tx| jobs::insert_chain(tx, &[part(), part()], NOW)).unwrap();
    assert!(!library.read(|db| is_awake(db, &parts[1])).unwrap());
    assert!(library.read(|db| is_awake(db, &parts[0])).unwrap(), "the first waits for none");

    let before = &parts[0];
    assert!(!is_decided(&Job { state: JobState::Stopped, ..before.clone() }), "it may be resumed");
    assert!(is_decided(&Job { clip_id: Some(ClipId(7)), ..before.clone() }));
    assert!(is_decided(&Job { state: JobState::Failed, ..before.clone() }));
    assert!(is_decided(&Job { dismissed_at: Some(NOW), ..before.clone() }));
}

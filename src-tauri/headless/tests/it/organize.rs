//! Keeping through the door: what is told of a change, the way back, and what leaves the trash.

use std::collections::BTreeSet;

use dailies_core::{
    library::{ClipFolder, Library, LibraryError, clips, trash},
    model::{
        Change, Clip, ClipId, Collection, Container, Film, Found, Generation, JobRecord, JobState, Medium, ModelId,
        NewCollection, Query, Receipt, SelectionState, Settings, Tag, Timestamp,
    },
};
use serde_json::{Value, json};

use crate::support::{KEY, Room, drain, open_in, patiently, relay, reopen_in};

fn clip(prompt: &str) -> clips::NewClip {
    clips::NewClip {
        folder: ClipFolder::random(),
        job_id: None,
        batch_id: None,
        generation: Generation::of(ModelId("sora-2".to_owned()), prompt.to_owned()),
        connection_id: None,
        connection_name: None,
        remote_id: None,
        medium: Medium::Film,
        film: Film {
            width: 640,
            height: 360,
            duration_ms: 10_000,
            fps: None,
            container: Container::Mp4,
            video_codec: None,
            has_audio: false,
            bytes: 5,
        },
        sha256: None,
        has_pictures: false,
        lacks_pictures: false,
        took_ms: None,
        cost_micros: None,
        remote_url: None,
        file_name: None,
    }
}

/// Files as many clips with a file each, before a studio is opened.
fn file(folder: &std::path::Path, count: usize) -> Vec<ClipId> {
    let library = Library::open(folder).unwrap();
    let ids = library.write::<_, LibraryError>(|tx| {
        let filed = (0..count).map(|number| {
            let new = clip(&format!("a quay in the rain {number}"));
            let place = library.files().folder(&new.folder);
            std::fs::create_dir_all(&place)?;
            std::fs::write(place.join("film.mp4"), b"bytes")?;
            clips::insert(tx, &new, Timestamp(1_700_000_000_000))
        });
        filed.collect()
    });
    ids.unwrap()
}

/// A studio over as many clips.
async fn with_clips(count: usize) -> (Room, Vec<ClipId>) {
    let folder = tempfile::tempdir().unwrap();
    let ids = file(folder.path(), count);
    (Room { studio: open_in(folder.path().to_owned()).await, folder }, ids)
}

async fn gallery(room: &Room) -> Vec<ClipId> {
    let index: Found = room.call("find_clips", json!({ "query": {}, "from": 0, "most": 1_000 })).await;
    index.ids
}

async fn tags(room: &Room) -> Vec<(String, u32)> {
    let tags: Vec<Tag> = room.call("list_tags", json!({})).await;
    tags.into_iter().map(|tag| (tag.name, tag.used)).collect()
}

async fn code(room: &Room, command: &str, args: Value) -> Value {
    serde_json::to_value(room.studio.call(command, args).await.unwrap_err().code).unwrap()
}

/// The folders that clips have on disk.
fn folders(room: &Room) -> BTreeSet<std::path::PathBuf> {
    let shelves = std::fs::read_dir(room.folder.path().join("clips")).unwrap();
    let shelves = shelves.map(|shelf| std::fs::read_dir(shelf.unwrap().path()).unwrap());
    shelves.flatten().map(|folder| folder.unwrap().path()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_thousand_clips_go_to_the_trash_and_all_come_back_by_one_undo() {
    let (room, ids) = with_clips(1_000).await;
    let _: Receipt = room.call("tag_clips", json!({ "ids": ids, "name": " night\tquay " })).await;
    // Once the index is made, who asks comes after what was told.
    let _: Vec<u32> = room.call("count_clips", json!({ "queries": [] })).await;
    let shown = gallery(&room).await;
    let mut changes = room.studio.changes();
    let receipt: Receipt = room.call("trash_clips", json!({ "ids": ids })).await;
    assert_eq!((receipt.clips, gallery(&room).await), (1_000, Vec::new()));
    assert_eq!(tags(&room).await, [("night quay".to_owned(), 0)]);
    room.call::<()>("undo", json!({ "id": receipt.undo })).await;
    assert_eq!(gallery(&room).await, shown);
    assert_eq!(tags(&room).await, [("night quay".to_owned(), 1_000)]);
    let told = [Change::Clips { ids: ids.clone() }, Change::Keeping];
    assert_eq!(drain(&mut changes), [&told[..], &told[..]].concat());
    assert_eq!(code(&room, "undo", json!({ "id": receipt.undo })).await, "not_found");
    assert_eq!(folders(&room).len(), 1_000);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_kept_is_told_and_taken_back_in_any_order() {
    let (room, ids) = with_clips(3).await;
    let favoured: Receipt = room.call("favorite_clips", json!({ "ids": ids })).await;
    let tagged: Receipt = room.call("tag_clips", json!({ "ids": ids[..2], "name": "Dusk" })).await;
    let made: NewCollection =
        room.call("create_collection", json!({ "name": "Quays", "query": null, "ids": ids[1..] })).await;
    assert_eq!((favoured.clips, tagged.clips, made.receipt.clips, made.collection.clips), (3, 2, 2, 2));
    let kept: SelectionState = room.call("get_selection_state", json!({ "ids": ids })).await;
    assert_eq!((kept.clips, kept.favourites, kept.tags[0].clips, kept.collections[0].clips), (3, 3, 2, 2));
    let _: Receipt = room.call("unfavorite_clips", json!({ "ids": ids[..1] })).await;
    for receipt in [favoured, made.receipt, tagged] {
        room.call::<()>("undo", json!({ "id": receipt.undo })).await;
    }
    let kept: SelectionState = room.call("get_selection_state", json!({ "ids": ids })).await;
    assert_eq!(kept, SelectionState { clips: 3, ..SelectionState::default() });
    let collections: Vec<Collection> = room.call("list_collections", json!({})).await;
    assert_eq!((collections, tags(&room).await), (Vec::new(), Vec::new()));
}

#[tokio::test(flavor = "multi_thread")]
async fn names_that_cannot_be_are_refused() {
    let (room, ids) = with_clips(2).await;
    for name in ["", "  ", "a\u{0}", &"a".repeat(61)] {
        assert_eq!(code(&room, "tag_clips", json!({ "ids": ids, "name": name })).await, "bad_name");
        let args = json!({ "name": name, "query": null, "ids": [] });
        assert_eq!(code(&room, "create_collection", args).await, "bad_name");
    }
    let _: Receipt = room.call("tag_clips", json!({ "ids": ids[..1], "name": "Été" })).await;
    let _: Receipt = room.call("tag_clips", json!({ "ids": ids, "name": "dusk" })).await;
    let all: Vec<Tag> = room.call("list_tags", json!({})).await;
    let (dusk, other) = (all[0].id, all[1].id);
    assert_eq!(code(&room, "rename_tag", json!({ "id": dusk, "name": "ÉTÉ" })).await, "name_taken");
    let _: Receipt = room.call("rename_tag", json!({ "id": dusk, "name": "DUSK" })).await;
    let merged: Receipt = room.call("merge_tags", json!({ "id": other, "into": dusk })).await;
    assert_eq!((merged.clips, tags(&room).await), (1, vec![("DUSK".to_owned(), 2)]));
    assert_eq!(code(&room, "remove_tag", json!({ "id": other })).await, "not_found");
    let args = json!({ "name": "Dusk", "query": Query::default(), "ids": ids });
    assert_eq!(code(&room, "create_collection", args).await, "bad_request");
}

#[tokio::test(flavor = "multi_thread")]
async fn emptying_the_trash_deletes_what_is_in_it_and_nothing_else() {
    let (room, ids) = with_clips(4).await;
    let trashed: Receipt = room.call("trash_clips", json!({ "ids": ids[..3] })).await;
    let _: Receipt = room.call("restore_clips", json!({ "ids": ids[..1] })).await;
    assert_eq!(room.call::<u32>("delete_clips", json!({ "ids": [ids[0], ids[1], ids[3]] })).await, 1);
    assert_eq!(folders(&room).len(), 3);
    assert_eq!(room.call::<u32>("empty_trash", json!({})).await, 1);
    assert_eq!(room.call::<u32>("empty_trash", json!({})).await, 0);
    assert_eq!(folders(&room).len(), 2);
    room.call::<()>("undo", json!({ "id": trashed.undo })).await;
    let left: Vec<Clip> = room.call("get_clips", json!({ "ids": ids })).await;
    assert_eq!(left.iter().map(|clip| clip.id).collect::<Vec<_>>(), [ids[0], ids[3]]);
    assert!(left.iter().all(|clip| clip.trashed_at.is_none()));
}

#[tokio::test(flavor = "multi_thread")]
async fn at_the_start_a_deletion_is_finished_and_the_trash_is_cleared_of_what_is_too_old() {
    let folder = tempfile::tempdir().unwrap();
    let ids = file(folder.path(), 4);
    let library = Library::open(folder.path()).unwrap();
    library
        .write::<_, LibraryError>(|tx| {
            // As a crash leaves it: deleted, but not yet on disk.
            trash::trash(tx, &ids[..1], Timestamp(0))?;
            trash::delete(tx, &ids[..1], Timestamp(1))?;
            trash::trash(tx, &ids[1..2], Timestamp(0))?;
            trash::trash(tx, &ids[2..3], std::time::SystemTime::now().into())
        })
        .unwrap();
    drop(library);
    let room = Room { studio: reopen_in(folder.path().to_owned()).await, folder };
    patiently("the trash to be cleared", async {
        while folders(&room).len() > 2 {
            tokio::task::yield_now().await;
        }
    })
    .await;
    let left: Vec<Clip> = room.call("get_clips", json!({ "ids": ids })).await;
    assert_eq!(left.iter().map(|clip| clip.id).collect::<Vec<_>>(), ids[2..]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_days_of_the_trash_are_brought_into_their_range() {
    let room = Room::open().await;
    let settings = Settings { trash_days: 9_999_999, ..Settings::default() };
    let kept: Settings = room.call("save_settings", json!({ "settings": settings })).await;
    assert_eq!(kept.trash_days, 3_650);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_jobs_record_holds_the_relays_last_answer_and_no_key() {
    let relay = relay().await;
    let room = Room::connected_to(&relay).await;
    let job = room.generate("an amber robot", 1).await.remove(0);
    room.until(&job, JobState::Done).await;
    let record: JobRecord = room.call("get_job_record", json!({ "id": job.id })).await;
    assert_eq!((record.id, record.format, record.submits), (job.id, job.route.format, 1));
    assert!(record.sent_at <= record.accepted_at && record.accepted_at <= record.ended_at);
    let text = record.answer.unwrap();
    let answer: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(answer["status"], "SUCCESS", "{text}");
    assert!(answer["data"]["output"].as_str().is_some_and(|film| film.starts_with("http")), "{text}");
    assert!(!text.contains(KEY) && !text.contains('?'), "{text}");
    let failed = room.generate("a storm [fail: error]", 1).await.remove(0);
    room.until(&failed, JobState::Failed).await;
    let record: JobRecord = room.call("get_job_record", json!({ "id": failed.id })).await;
    assert!(record.answer.unwrap().contains("FAILURE"));
}

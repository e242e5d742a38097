//! Finding clips through the door, and in a library that is being written to.

use std::{path::Path, sync::Arc};

use dailies_core::{
    library::{ChangeSet, Library, LibraryError},
    model::{
        ClipId, CollectionId, Draft, Facet, Filter, Found, GalleryView, JobState, ModelId, Query, Shelf, SortOrder,
        Storyboard, StoryboardId, TagId, Timestamp,
    },
    search::{Clock, IndexService, Labels},
};
use rusqlite::Transaction;
use serde_json::json;

use crate::support::{Room, open_in, patiently, relay, reopen_in};

fn text(text: &str) -> Query {
    Query { text: text.to_owned(), ..Query::default() }
}

fn only(filter: Filter) -> Query {
    Query { filters: vec![filter], ..Query::default() }
}

fn insert(tx: &Transaction<'_>, prompts: &[&str]) -> Result<(), LibraryError> {
    for prompt in prompts {
        tx.execute(
            "INSERT INTO clips (folder, model, prompt, generation, width, height, duration_ms, has_audio, bytes, has_pictures,
                                created_at, placed_at)
             SELECT count(*) + 1, 'sora-2', ?1, '{\"model\":\"sora-2\",\"prompt\":\"\"}', 16, 9, 1, 0, 1, 0, 0, count(*)
             FROM clips",
            [prompt],
        )?;
    }
    Ok(())
}

fn run(library: &Library, sql: &str) {
    library.write::<_, LibraryError>(|tx| Ok(tx.execute_batch(sql)?)).unwrap();
}

/// A library with these clips, closed again.
fn furnish(folder: &Path, prompts: &[&str], sql: &str) {
    let library = Library::open(folder).unwrap();
    library.write::<_, LibraryError>(|tx| insert(tx, prompts)).unwrap();
    run(&library, sql);
}

/// A library whose index follows it, as the studio's does.
async fn followed(folder: &Path, prompts: &[&str]) -> (Arc<Library>, Arc<IndexService>) {
    furnish(folder, prompts, "");
    let (library, live) = following(folder, Labels::new());
    live.ready().await.unwrap();
    (library, live)
}

fn following(folder: &Path, labels: Labels) -> (Arc<Library>, Arc<IndexService>) {
    let library = Arc::new(Library::open(folder).unwrap());
    let live = Arc::new(IndexService::default());
    let follower = live.clone();
    library.on_touch(move |_, touched: &ChangeSet| follower.follow(touched));
    live.start(&library, labels, |_, _| {}).unwrap();
    (library, live)
}

async fn find(live: &IndexService, query: &Query) -> Found {
    live.ready().await.unwrap();
    live.index().find(query, 0, 100, &Clock::here(Timestamp(0)))
}

async fn ids(live: &IndexService, query: &Query) -> Vec<i64> {
    find(live, query).await.ids.into_iter().map(|id| id.0).collect()
}

async fn find_clips(room: &Room, query: &Query) -> Found {
    room.call("find_clips", json!({ "query": query, "from": 0, "most": 100 })).await
}

#[tokio::test]
async fn a_clip_is_found_as_soon_as_its_job_is_done() {
    let relay = relay().await;
    let room = Room::connected_to(&relay).await;
    let job = room.generate("a lantern at dusk, 黄昏的海", 1).await.remove(0);
    let id = room.until(&job, JobState::Done).await.clip_id.unwrap();
    for query in ["lant", "昏", "黄昏", "\"lantern at dusk\"", "DUSK sora", ""] {
        let found = find_clips(&room, &text(query)).await;
        assert_eq!((found.count, found.ids), (1, vec![id]), "{query}");
    }
    for query in ["昏黄", "\"lantern dusk\"", "dusk moon"] {
        assert_eq!(find_clips(&room, &text(query)).await.count, 0, "{query}");
    }
    let facets: Vec<Facet> = room.call("get_facets", json!({ "query": text("sea") })).await;
    assert_eq!(facets, []);
    let facets: Vec<Facet> = room.call("get_facets", json!({ "query": text("海") })).await;
    assert_eq!(facets[0], Facet { filter: Filter::Model { id: ModelId("sora-2".to_owned()) }, count: 1 });
    let counts: Vec<u32> = room.call("count_clips", json!({ "queries": [text("海"), text("moon")] })).await;
    assert_eq!(counts, [1, 0]);
}

#[tokio::test]
async fn a_gallery_that_was_there_is_found_when_the_studio_opens() {
    let folder = tempfile::tempdir().unwrap();
    // What lies in the trash for long is cleared at the start.
    let now = Timestamp::from(std::time::SystemTime::now());
    let sql = format!("UPDATE clips SET trashed_at = {} WHERE id = 3", now.0);
    furnish(folder.path(), &["a pier", "a harbour", "fog"], &sql);
    let room = Room { studio: open_in(folder.path().to_owned()).await, folder };
    let found = find_clips(&room, &Query::default()).await;
    assert_eq!((found.count, found.ids, found.ratios), (2, vec![ClipId(2), ClipId(1)], vec![1777, 1777]));
    assert_eq!(find_clips(&room, &text("pier")).await.ids, [ClipId(1)]);
    let trash = Query { shelf: Shelf::Trash, ..Query::default() };
    let found = find_clips(&room, &trash).await;
    assert_eq!((found.ids, found.placed_at), (vec![ClipId(3)], vec![now]));
    assert_eq!(find_clips(&room, &Query { shelf: Shelf::Failed, ..Query::default() }).await.count, 0);
    let second = json!({ "query": Query { order: SortOrder::Oldest, ..Query::default() }, "from": 1, "most": 1 });
    let found: Found = room.call("find_clips", second).await;
    assert_eq!((found.count, found.ids), (2, vec![ClipId(2)]));
}

#[tokio::test]
async fn a_clip_is_found_by_the_new_name_of_its_storyboard_at_once() {
    let folder = tempfile::tempdir().unwrap();
    furnish(folder.path(), &["a pier"], "");
    let room = Room { studio: open_in(folder.path().to_owned()).await, folder };
    let board: Storyboard = room.call("create_storyboard", json!({ "name": "Harbour", "shots": [] })).await;
    drop(room.studio);
    let sql = format!("UPDATE clips SET storyboard_id = {}", board.id.0);
    let studio = reopen_with(room.folder.path(), &sql).await;
    let room = Room { studio, ..room };
    assert_eq!(find_clips(&room, &text("harb")).await.count, 1);
    let draft: Draft = room.call("get_draft", json!({})).await;
    let args = json!({ "id": board.id, "name": "Lagoon", "shots": [], "draft": draft });
    let _: Storyboard = room.call("save_storyboard", args).await;
    assert_eq!(find_clips(&room, &text("lagoon")).await.count, 1);
    assert_eq!(find_clips(&room, &text("harb")).await.count, 0);
    assert_eq!(find_clips(&room, &only(Filter::Storyboard { id: StoryboardId(board.id.0) })).await.count, 1);
}

/// The same after something was written while it was closed.
async fn reopen_with(folder: &Path, sql: &str) -> Arc<dailies_core::Studio> {
    let library = patiently("the library's lock", async {
        loop {
            match Library::open(folder) {
                Err(LibraryError::InUse) => tokio::task::yield_now().await,
                opened => return opened.unwrap(),
            }
        }
    });
    run(&library.await, sql);
    reopen_in(folder.to_owned()).await
}

#[tokio::test]
async fn where_the_user_was_is_kept_over_a_restart() {
    let room = Room::open().await;
    assert_eq!(room.call::<GalleryView>("get_view", json!({})).await, GalleryView::default());
    let view = GalleryView { query: text("海"), clip_id: Some(ClipId(7)), offset: -12.5, selected: None };
    let () = room.call("save_view", json!({ "view": view })).await;
    let Room { studio, folder } = room;
    drop(studio);
    let room = Room { studio: reopen_in(folder.path().to_owned()).await, folder };
    assert_eq!(room.call::<GalleryView>("get_view", json!({})).await, view);
}

#[tokio::test]
async fn what_is_written_is_found_by_who_asks_after_that() {
    let folder = tempfile::tempdir().unwrap();
    let (library, live) = followed(folder.path(), &["a pier", "a harbour"]).await;
    run(&library, "UPDATE clips SET favourite_at = 1 WHERE id = 1");
    assert_eq!(ids(&live, &only(Filter::Favourite)).await, [1]);
    run(&library, "INSERT INTO tags VALUES (9, 'keepers'); INSERT INTO clip_tags VALUES (9, 2)");
    assert_eq!(ids(&live, &only(Filter::Tag { id: TagId(9) })).await, [2]);
    assert_eq!(ids(&live, &text("keep")).await, [2]);
    run(&library, "UPDATE tags SET name = 'best'");
    assert_eq!((ids(&live, &text("keep")).await, ids(&live, &text("best")).await), (vec![], vec![2]));
    run(&library, "UPDATE clips SET trashed_at = 1 WHERE id = 2");
    assert_eq!(ids(&live, &Query::default()).await, [1]);
    assert_eq!(ids(&live, &Query { shelf: Shelf::Trash, ..text("best") }).await, [2]);
    run(&library, "UPDATE clips SET deleted_at = 2 WHERE id = 2");
    assert_eq!(ids(&live, &Query { shelf: Shelf::Trash, ..Query::default() }).await, [0; 0]);
    library.write::<_, LibraryError>(|tx| insert(tx, &["a moonlit pier"])).unwrap();
    assert_eq!(ids(&live, &text("pier")).await, [3, 1]);
}

#[tokio::test]
async fn a_smart_collection_is_what_its_question_finds_and_one_that_asks_for_itself_is_empty() {
    let folder = tempfile::tempdir().unwrap();
    let (library, live) = followed(folder.path(), &["a pier", "a harbour"]).await;
    let query = serde_json::to_string(&text("harb")).unwrap();
    run(&library, &format!("INSERT INTO collections VALUES (1, 'Harbours', '{query}', 1)"));
    let smart = |id| only(Filter::Collection { id: CollectionId(id) });
    assert_eq!(ids(&live, &smart(1)).await, [2]);
    let itself = serde_json::to_string(&smart(2)).unwrap();
    run(&library, &format!("INSERT INTO collections VALUES (2, 'Itself', '{itself}', 2)"));
    assert_eq!(ids(&live, &smart(2)).await, [0; 0]);
    run(&library, "UPDATE collections SET query = NULL WHERE id = 1; INSERT INTO collection_clips VALUES (1, 1, 0)");
    assert_eq!(ids(&live, &smart(1)).await, [1]);
}

#[tokio::test]
async fn a_stamp_stays_as_long_as_the_same_clips_stand_in_the_same_order() {
    let folder = tempfile::tempdir().unwrap();
    let (library, live) = followed(folder.path(), &["a pier", "a harbour", "fog"]).await;
    let stamp = async || find(&live, &text("a")).await.stamp;
    let first = stamp().await;
    assert_eq!(stamp().await, first);
    run(&library, "UPDATE clips SET favourite_at = 1 WHERE id = 1; UPDATE clips SET trashed_at = 1 WHERE id = 3");
    assert_eq!(stamp().await, first, "neither is another clip or another order");
    assert_ne!(find(&live, &text("")).await.stamp, first, "another question is another list");
    run(&library, "UPDATE clips SET width = 9 WHERE id = 1");
    let reshaped = stamp().await;
    assert_ne!(reshaped, first, "a clip of another shape is laid out otherwise");
    run(&library, "UPDATE clips SET trashed_at = 1 WHERE id = 1");
    assert_ne!(stamp().await, reshaped);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_written_while_the_index_is_made_is_in_it() {
    let folder = tempfile::tempdir().unwrap();
    furnish(folder.path(), &["a pier"; 500], "");
    let (library, live) = following(folder.path(), Labels::new());
    for id in 1..=20 {
        run(&library, &format!("UPDATE clips SET favourite_at = 1 WHERE id = {id}"));
    }
    let found = find(&live, &only(Filter::Favourite)).await;
    assert_eq!(found.ids, (1..=20).rev().map(ClipId).collect::<Vec<_>>());
    assert!(live.is_ready());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_model_is_found_by_what_it_is_called_in_any_language_and_by_its_new_name() {
    let folder = tempfile::tempdir().unwrap();
    furnish(folder.path(), &["a pier", "fog"], "UPDATE clips SET model = 'kling-v2-6' WHERE id = 2");
    let called = |names: &[&str]| {
        let names = names.iter().map(|name| (*name).to_owned()).collect();
        Labels::from([(ModelId("kling-v2-6".to_owned()), names)])
    };
    let (_library, live) = following(folder.path(), called(&["Kling 2.6", "可灵 2.6"]));
    for typed in ["Kling 2.6", "可灵", "kling v2", "\"可灵 2.6\" fog"] {
        assert_eq!(ids(&live, &text(typed)).await, [2], "{typed}");
    }
    live.name_models(called(&["Dragon"]));
    patiently("the new name", async {
        while ids(&live, &text("dragon")).await != [2] {
            tokio::task::yield_now().await;
        }
    })
    .await;
    assert_eq!(ids(&live, &text("可灵")).await, [0; 0]);
    assert_eq!(ids(&live, &text("v2")).await, [2]);
}

#[tokio::test]
async fn a_clip_is_found_by_the_name_that_the_catalogue_gives_its_model() {
    let folder = tempfile::tempdir().unwrap();
    furnish(folder.path(), &["a pier", "fog"], "UPDATE clips SET model = 'veo3.1' WHERE id = 2");
    let room = Room { studio: open_in(folder.path().to_owned()).await, folder };
    assert_eq!(find_clips(&room, &text("Veo 3.1")).await.ids, [ClipId(2)]);
}

#[tokio::test]
async fn what_is_typed_finds_the_rarest_of_many_tags_with_its_count() {
    let folder = tempfile::tempdir().unwrap();
    let sql = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 80)
         INSERT INTO tags SELECT i, 'common ' || i FROM n;
         INSERT INTO clip_tags SELECT tags.id, clips.id FROM tags, clips;
         INSERT INTO tags VALUES (99, 'Rarely 海');
         INSERT INTO clip_tags VALUES (99, 2);
         INSERT INTO collections VALUES (1, 'A rare thing', '{\"text\":\"pier\"}', 1)";
    furnish(folder.path(), &["a pier", "a pier in fog"], sql);
    let room = Room { studio: open_in(folder.path().to_owned()).await, folder };
    let rare = Facet { filter: Filter::Tag { id: TagId(99) }, count: 1 };
    let all: Vec<Facet> = room.call("get_facets", json!({ "query": text("pier") })).await;
    assert!(!all.contains(&rare) && all.len() > 50);
    let found: Vec<Facet> = room.call("get_facets", json!({ "query": text("pier"), "words": "RAR" })).await;
    assert_eq!(found, [rare, Facet { filter: Filter::Collection { id: CollectionId(1) }, count: 2 }]);
    let found: Vec<Facet> = room.call("get_facets", json!({ "query": text(""), "words": "sora" })).await;
    assert_eq!(found, [Facet { filter: Filter::Model { id: ModelId("sora-2".to_owned()) }, count: 2 }]);
    let blank: Vec<Facet> = room.call("get_facets", json!({ "query": text("pier"), "words": " " })).await;
    assert_eq!(blank, all);
}

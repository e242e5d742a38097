use super::*;
use crate::library::{
    Library,
    fixture::{self, NOW, write},
    trash,
};

fn order(library: &Library, id: CollectionId) -> Vec<ClipId> {
    library
        .read(|db| {
            let sql = "SELECT clip_id FROM collection_clips WHERE collection_id = ?1 ORDER BY position, clip_id";
            let mut query = db.prepare(sql)?;
            Ok(query.query_map([id], |row| row.get(0))?.collect::<Result<_, _>>()?)
        })
        .unwrap()
}

#[test]
fn clips_stand_where_they_are_put() {
    let (_folder, library, ids) = fixture::library(6);
    let put = |collection, ids: &[ClipId], before| write(&library, |tx| collect(tx, collection, ids, before));
    let id = write(&library, |tx| insert(tx, "Quays", None));
    let [a, b, c, d, e, f] = ids.try_into().unwrap();
    assert_eq!(put(id, &[b, a, b, ClipId(99)], None), 2);
    assert_eq!(order(&library, id), [b, a]);
    put(id, &[c, d], Some(a));
    assert_eq!(order(&library, id), [b, c, d, a]);
    put(id, &[e], Some(b));
    assert_eq!(order(&library, id), [e, b, c, d, a]);
    put(id, &[a, d], Some(b));
    assert_eq!(order(&library, id), [e, a, d, b, c]);
    put(id, &[d, b], Some(d));
    assert_eq!(order(&library, id), [e, a, d, b, c], "before what itself moves is before what comes after it");
    put(id, &[a, f], None);
    assert_eq!(order(&library, id), [e, d, b, c, a, f]);
    assert_eq!(write(&library, |tx| uncollect(tx, id, &[d, b, ClipId(99)])), 2);
    assert_eq!(order(&library, id), [e, c, a, f]);
}

#[test]
fn clips_can_be_put_into_the_same_place_for_ever() {
    let (_folder, library, ids) = fixture::library(4);
    let id = write(&library, |tx| insert(tx, "Quays", None));
    write(&library, |tx| collect(tx, id, &ids, None));
    for turn in 0..200 {
        let moved = ids[1 + turn % 2];
        let before = ids[2 - turn % 2];
        write(&library, |tx| collect(tx, id, &[moved], Some(before)));
        assert_eq!(order(&library, id), [ids[0], moved, before, ids[3]], "turn {turn}");
    }
}

#[test]
fn collections_stand_where_they_are_moved() {
    let (_folder, library, _) = fixture::library(0);
    let ids: Vec<_> = ["a", "b", "c"].map(|name| write(&library, |tx| insert(tx, name, None))).into();
    let order = || library.read(list).unwrap().into_iter().map(|collection| collection.id).collect::<Vec<_>>();
    for turn in 0..120 {
        write(&library, |tx| move_before(tx, ids[1 + turn % 2], Some(ids[2 - turn % 2])));
        assert_eq!(order(), [ids[0], ids[1 + turn % 2], ids[2 - turn % 2]], "turn {turn}");
    }
    write(&library, |tx| move_before(tx, ids[0], None));
    assert_eq!(order().last(), Some(&ids[0]));
    write(&library, |tx| move_before(tx, ids[0], Some(ids[0])));
    assert_eq!(order().last(), Some(&ids[0]));
    assert!(library.write(|tx| move_before(tx, CollectionId(99), None)).is_err());
}

#[test]
fn a_collection_counts_and_shows_the_gallery() {
    let (_folder, library, ids) = fixture::library(3);
    let id = write(&library, |tx| insert(tx, "Quays", None));
    write(&library, |tx| collect(tx, id, &[ids[2], ids[0]], None));
    let shown = || library.read(|db| get(db, id)).map(|collection| (collection.clips, collection.cover)).unwrap();
    assert_eq!(shown(), (2, Some(ids[2])));
    write(&library, |tx| trash::trash(tx, &ids[2..], NOW));
    assert_eq!(shown(), (1, Some(ids[0])));
    assert_eq!(write(&library, |tx| remove(tx, id)), 2);
    assert!(library.read(|db| get(db, id)).is_err());
}

#[test]
fn a_smart_collection_keeps_its_question_and_takes_no_clips() {
    let (_folder, library, ids) = fixture::library(1);
    let smart = write(&library, |tx| insert(tx, "Dusk", Some(&Query::default())));
    let query = Query { text: "\"dusk\" 黄昏".to_owned(), ..Query::default() };
    write(&library, |tx| save_query(tx, smart, &query));
    let kept = library.read(|db| get(db, smart)).unwrap();
    assert_eq!((kept.query, kept.clips, kept.cover), (Some(query.clone()), 0, None));
    assert!(library.write(|tx| collect(tx, smart, &ids, None)).is_err());
    let plain = write(&library, |tx| insert(tx, "Quays", None));
    assert!(library.write(|tx| save_query(tx, plain, &query)).is_err());
    write(&library, |tx| rename(tx, plain, "Harbours"));
    assert_eq!(library.read(|db| get(db, plain)).unwrap().name, "Harbours");
}

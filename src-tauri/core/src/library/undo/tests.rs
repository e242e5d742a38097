use dailies_model::{ClipId, CollectionId, Query};
use proptest::prelude::*;

use super::*;
use crate::library::{
    Library, collections, favourites,
    fixture::{self, NOW, write},
    trash,
};

/// One thing that a user does, in numbers: what, to which clips, and two more choices.
type Act = (u8, Vec<usize>, usize, usize);

const ACTS: u8 = 18;
const CLIPS: usize = 6;
const NAMES: [&str; 5] = ["dusk", "Dusk", "ÉTÉ", "été", "黄昏"];

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let clips = prop::collection::vec(0..CLIPS, 0..4);
    prop::collection::vec((0..ACTS, clips, 0..5_usize, 0..5_usize), 1..24)
}

/// Does it, as the door does; `None` where it cannot be done.
fn act(library: &Library, clips: &[ClipId], (what, of, a, b): &Act, step: i64) -> Option<Inverse> {
    let ids: Vec<ClipId> = of.iter().map(|of| clips[*of]).collect();
    let at = |rows: &[i64], choice: usize| rows.get(choice % rows.len().max(1)).copied().unwrap_or(-1);
    let done = library.write(|tx| {
        let tags = numbers(tx, "tags");
        let all = numbers(tx, "collections");
        let (tag, other) = (TagId(at(&tags, *a)), TagId(at(&tags, *b)));
        let (collection, before) = (CollectionId(at(&all, *a)), (*b < all.len()).then(|| CollectionId(all[*b])));
        let now = NOW.plus_ms(step);
        recorded(tx, |tx| match what {
            0 | 1 => favourites::favour(tx, &ids, now),
            2 => favourites::unfavour(tx, &ids),
            3..=5 => tags::tag(tx, &ids, NAMES[*b]),
            6 => tags::untag(tx, &ids, tag),
            7 => match tags::find(tx, NAMES[*b])? {
                Some(other) if other != tag => Err(LibraryError::NotFound),
                _ => tags::rename(tx, tag, NAMES[*b]).map(|()| 0),
            },
            8 => tags::merge(tx, tag, other),
            9 => tags::remove(tx, tag),
            10 => collections::insert(tx, NAMES[*b], None).and_then(|id| collections::collect(tx, id, &ids, None)),
            11 => collections::insert(tx, NAMES[*b], Some(&Query::default())).map(|_| 0),
            12 => collections::rename(tx, collection, NAMES[*b]).map(|()| 0),
            13 => collections::move_before(tx, collection, before).map(|()| 0),
            14 => collections::remove(tx, collection),
            15 => collections::collect(tx, collection, &ids, clips.get(*b).copied()),
            16 => collections::uncollect(tx, collection, &ids),
            _ if *b < 3 => trash::trash(tx, &ids, now),
            _ => trash::restore(tx, &ids),
        })
    });
    done.ok().map(|(_, inverse)| inverse)
}

fn numbers(db: &Connection, table: &str) -> Vec<i64> {
    let mut query = db.prepare(&format!("SELECT id FROM {table} ORDER BY id")).unwrap();
    query.query_map([], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap()
}

/// All that can be undone, as text.
fn dump(library: &Library) -> Vec<String> {
    let tables = [
        "SELECT id || ' ' || quote(trashed_at) || ' ' || quote(favourite_at) FROM clips ORDER BY 1",
        "SELECT id || ' ' || name FROM tags ORDER BY 1",
        "SELECT tag_id || ' ' || clip_id FROM clip_tags ORDER BY 1",
        "SELECT id || ' ' || name || ' ' || quote(query) || ' ' || quote(position) FROM collections ORDER BY 1",
        "SELECT collection_id || ' ' || clip_id || ' ' || quote(position) FROM collection_clips ORDER BY 1",
    ];
    let rows = |db: &Connection, sql: &str| {
        let mut query = db.prepare(sql)?;
        let rows = query.query_map([], |row| row.get::<_, String>(0))?;
        Ok(rows.collect::<Result<Vec<_>, _>>()?)
    };
    let dumped = library.read(|db| tables.iter().map(|sql| rows(db, sql)).collect::<Result<Vec<_>, _>>());
    dumped.unwrap().concat()
}

fn assert_sound(library: &Library) {
    library
        .read(|db| {
            let broken = db.prepare("PRAGMA foreign_key_check")?.exists([])?;
            let sql = "SELECT 1 FROM tags WHERE NOT EXISTS (SELECT 1 FROM clip_tags WHERE tag_id = tags.id)";
            let unused = db.prepare(sql)?.exists([])?;
            let names: Vec<_> = tags::list(db)?.into_iter().map(|tag| tag.name.to_lowercase()).collect();
            let distinct: std::collections::HashSet<_> = names.iter().collect();
            assert_eq!((broken, unused, distinct.len()), (false, false, names.len()));
            Ok(())
        })
        .unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn what_is_undone_from_the_last_to_the_first_was_never_done(acts in acts()) {
        let (_folder, library, clips) = fixture::library(CLIPS);
        let mut done = Vec::new();
        for (step, this) in acts.iter().enumerate() {
            let before = dump(&library);
            match act(&library, &clips, this, i64::try_from(step).unwrap()) {
                Some(inverse) => done.push((before, inverse)),
                None => prop_assert_eq!(dump(&library), before),
            }
            assert_sound(&library);
        }
        for (before, inverse) in done.into_iter().rev() {
            write(&library, |tx| inverse.apply(tx, NOW));
            prop_assert_eq!(dump(&library), before);
        }
    }

    #[test]
    fn what_is_undone_in_any_order_and_twice_leaves_a_sound_library(acts in acts(), order in any::<prop::sample::Index>()) {
        let (_folder, library, clips) = fixture::library(CLIPS);
        let mut done = Vec::new();
        for (step, this) in acts.iter().enumerate() {
            done.extend(act(&library, &clips, this, i64::try_from(step).unwrap()));
            if step == acts.len() / 2 {
                write(&library, |tx| trash::delete(tx, &clips[..2], NOW));
            }
        }
        while !done.is_empty() {
            let inverse = done.swap_remove(order.index(done.len()));
            write(&library, |tx| inverse.apply(tx, NOW));
            write(&library, |tx| inverse.apply(tx, NOW));
            assert_sound(&library);
        }
    }
}

/// Makes a change to the library and finds the way back.
fn change<T>(library: &Library, change: impl FnOnce(&Transaction<'_>) -> Result<T, LibraryError>) -> (T, Inverse) {
    write(library, |tx| recorded(tx, change))
}

#[test]
fn what_another_change_touched_since_stays_as_that_left_it() {
    let (_folder, library, clips) = fixture::library(3);
    let (_, favoured) = change(&library, |tx| favourites::favour(tx, &clips, NOW));
    let (_, tagged) = change(&library, |tx| tags::tag(tx, &clips[..2], "dusk"));
    let dusk = library.read(|db| tags::find(db, "dusk")).unwrap().unwrap();
    let (_, renamed) = change(&library, |tx| tags::rename(tx, dusk, "dawn"));
    change(&library, |tx| favourites::unfavour(tx, &clips[..1]));
    change(&library, |tx| favourites::favour(tx, &clips[..1], NOW.plus_ms(9)));
    change(&library, |tx| tags::tag(tx, &clips[2..], "Dawn"));
    change(&library, |tx| tags::rename(tx, dusk, "noon"));
    for inverse in [&favoured, &tagged, &renamed] {
        write(&library, |tx| inverse.apply(tx, NOW));
    }
    let favourites: Vec<_> = dump(&library).into_iter().take(3).collect();
    let kept = format!("{} NULL {}", clips[0].0, NOW.0 + 9);
    assert_eq!(favourites, [kept, format!("{} NULL NULL", clips[1].0), format!("{} NULL NULL", clips[2].0)]);
    let tags = library.read(tags::list).unwrap();
    assert_eq!(tags.iter().map(|tag| (tag.name.as_str(), tag.used)).collect::<Vec<_>>(), [("noon", 1)]);
}

#[test]
fn a_tag_does_not_come_back_beside_another_of_its_name() {
    let (_folder, library, clips) = fixture::library(2);
    write(&library, |tx| tags::tag(tx, &clips, "été"));
    let old = library.read(|db| tags::find(db, "été")).unwrap().unwrap();
    let (_, removed) = change(&library, |tx| tags::remove(tx, old));
    write(&library, |tx| tags::tag(tx, &clips[..1], "ÉTÉ"));
    write(&library, |tx| removed.apply(tx, NOW));
    let tags = library.read(tags::list).unwrap();
    assert_eq!(tags.iter().map(|tag| (tag.name.as_str(), tag.used)).collect::<Vec<_>>(), [("ÉTÉ", 2)]);
}

#[test]
fn a_clip_gets_a_tag_back_though_the_tag_is_another_one_by_now() {
    let (_folder, library, clips) = fixture::library(2);
    write(&library, |tx| tags::tag(tx, &clips[..1], "x"));
    let old = library.read(|db| tags::find(db, "x")).unwrap().unwrap();
    let (_, untagged) = change(&library, |tx| tags::untag(tx, &clips[..1], old));
    write(&library, |tx| tags::tag(tx, &clips[1..], "x"));
    let new = library.read(|db| tags::find(db, "x")).unwrap().unwrap();
    assert_ne!(old, new);
    write(&library, |tx| untagged.apply(tx, NOW));
    let tags = library.read(tags::list).unwrap();
    assert_eq!(tags.iter().map(|tag| (tag.id, tag.used)).collect::<Vec<_>>(), [(new, 2)]);
}

#[test]
fn what_goes_back_to_the_trash_stays_there_as_long_as_what_is_put_there_now() {
    let (_folder, library, clips) = fixture::library(1);
    let (_, trashed) = change(&library, |tx| trash::trash(tx, &clips, NOW));
    let (_, restored) = change(&library, |tx| trash::restore(tx, &clips));
    let overdue = |days_later: i64| {
        let now = NOW.plus_ms(days_later * 86_400_000);
        library.read(|db| trash::list_overdue(db, 30, now)).unwrap()
    };
    write(&library, |tx| restored.apply(tx, NOW.plus_ms(40 * 86_400_000)));
    assert_eq!((overdue(69), overdue(70)), (vec![], clips.clone()));
    write(&library, |tx| trashed.apply(tx, NOW));
    let clip = library.read(|db| crate::library::clips::get(db, clips[0])).unwrap();
    assert_eq!(clip.trashed_at, None, "it is still as the first change left it");
}

#[test]
fn a_deleted_clip_is_not_brought_back() {
    let (_folder, library, clips) = fixture::library(2);
    write(&library, |tx| tags::tag(tx, &clips, "dusk"));
    let dusk = library.read(|db| tags::find(db, "dusk")).unwrap().unwrap();
    let (_, untagged) = change(&library, |tx| tags::untag(tx, &clips, dusk));
    let (_, trashed) = change(&library, |tx| trash::trash(tx, &clips, NOW));
    write(&library, |tx| trash::delete(tx, &clips[..1], NOW));
    write(&library, |tx| trashed.apply(tx, NOW));
    write(&library, |tx| untagged.apply(tx, NOW));
    let used: Vec<_> = library.read(tags::list).unwrap().into_iter().map(|tag| tag.used).collect();
    assert_eq!(used, [1]);
    assert_eq!(library.read(|db| crate::library::clips::list(db, &clips)).unwrap().len(), 1);
}

#[test]
fn rows_that_changed_alike_are_put_back_by_one_statement() {
    let (_folder, library, clips) = fixture::library(50);
    let (_, trashed) = change(&library, |tx| trash::trash(tx, &clips, NOW));
    let (_, tagged) = change(&library, |tx| tags::tag(tx, &clips, "dusk"));
    assert_eq!((trashed.0.len(), tagged.0.len()), (1, 2));
}

#[test]
fn nothing_is_noted_but_while_a_change_is_recorded() {
    let (_folder, library, clips) = fixture::library(2);
    let failed: Result<((), Inverse), LibraryError> = library.write(|tx| {
        recorded(tx, |tx| {
            trash::trash(tx, &clips, NOW)?;
            Err(LibraryError::NotFound)
        })
    });
    assert!(failed.is_err());
    write(&library, |tx| trash::trash(tx, &clips, NOW));
    let (_, nothing) = change(&library, |_| Ok(()));
    assert_eq!(nothing.0.len(), 0);
}

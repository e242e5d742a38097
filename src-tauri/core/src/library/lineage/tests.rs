use super::*;
use dailies_model::{BatchId, Kinship};

use crate::library::{
    Library,
    fixture::{self, NOW, write},
    trash,
};

fn link(library: &Library, clip: ClipId, from: ClipId, kinship: &str) {
    let sql = "INSERT INTO clip_kin (clip_id, from_id, kinship) VALUES (?1, ?2, ?3)";
    write(library, |tx| Ok(tx.execute(sql, rusqlite::params![clip, from, kinship])?));
}

fn press(library: &Library, batch: i64, clips: &[ClipId], shot: Option<i64>) {
    for clip in clips {
        let sql = "UPDATE clips SET batch_id = ?2, shot = ?3 WHERE id = ?1";
        write(library, |tx| Ok(tx.execute(sql, rusqlite::params![clip, batch, shot])?));
    }
}

fn ids(tree: &FamilyTree) -> Vec<ClipId> {
    tree.members.iter().map(|member| member.clip_id).collect()
}

#[test]
fn a_family_is_the_same_whoever_is_asked_about() {
    let (_folder, library, clips) = fixture::library(7);
    let [a, b, c, d, e, f, other] = clips.try_into().unwrap();
    link(&library, b, a, "remix");
    link(&library, c, b, "continuation");
    link(&library, c, a, "picture");
    press(&library, 5, &[c, d], None);
    link(&library, e, d, "remix");
    link(&library, a, f, "video");
    press(&library, 6, &[other], None);
    let trees = [a, b, c, d, e, f].map(|id| library.read(|db| tree(db, id)).unwrap());
    assert_eq!(ids(&trees[0]), [a, b, c, d, e, f]);
    assert!(trees.iter().all(|tree| *tree == trees[0]));
    let of_c = &trees[0].members[2];
    let from: Vec<_> = of_c.from.iter().map(|kin| (kin.clip_id, kin.kinship)).collect();
    assert_eq!(from, [(a, Kinship::Picture), (b, Kinship::Continuation)]);
    assert_eq!((of_c.batch_id, of_c.created_at, trees[0].more), (Some(BatchId(5)), NOW, 0));
    assert!(matches!(library.read(|db| tree(db, ClipId(99))), Err(LibraryError::NotFound)));
}

#[test]
fn the_trash_cuts_a_family_but_for_the_clip_itself() {
    let (_folder, library, clips) = fixture::library(3);
    link(&library, clips[1], clips[0], "remix");
    link(&library, clips[2], clips[1], "remix");
    write(&library, |tx| trash::trash(tx, &clips[1..2], NOW));
    let tree = |id| library.read(|db| tree(db, id)).unwrap();
    assert_eq!(ids(&tree(clips[0])), clips[..1]);
    assert_eq!(ids(&tree(clips[1])), clips);
    assert_eq!(tree(clips[2]).members[0].from, []);
    write(&library, |tx| trash::delete(tx, &clips, NOW));
    assert!(library.read(|db| super::tree(db, clips[1])).is_err());
}

#[test]
fn the_parts_of_a_film_are_no_variations() {
    let (_folder, library, clips) = fixture::library(3);
    press(&library, 5, &clips[..2], Some(0));
    press(&library, 5, &clips[2..], None);
    for id in &clips {
        assert_eq!(ids(&library.read(|db| tree(db, *id)).unwrap()), [*id]);
    }
}

#[test]
fn of_a_large_family_those_nearest_are_told() {
    let (_folder, library, clips) = fixture::library(MOST_MEMBERS + 20);
    write(&library, |tx| {
        for pair in clips.windows(2) {
            tx.execute("INSERT INTO clip_kin VALUES (?1, ?2, 'continuation')", [pair[1], pair[0]])?;
        }
        Ok(())
    });
    let last = *clips.last().unwrap();
    let family = library.read(|db| tree(db, last)).unwrap();
    assert_eq!((family.members.len(), family.more), (MOST_MEMBERS, 20));
    assert_eq!(ids(&family), clips[20..]);
    assert_eq!(family.members[0].from, [], "what is not told is nobody's parent here");
}

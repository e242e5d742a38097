use super::*;
use crate::library::{
    clips,
    fixture::{self, NOW, write},
    selection_state, trash,
};

fn tags(library: &crate::library::Library) -> Vec<(String, u32)> {
    library.read(list).unwrap().into_iter().map(|tag| (tag.name, tag.used)).collect()
}

fn named(library: &crate::library::Library, name: &str) -> TagId {
    library.read(|db| find(db, name)).unwrap().unwrap()
}

#[test]
fn no_two_tags_differ_by_case_alone() {
    let (_folder, library, ids) = fixture::library(3);
    assert_eq!(write(&library, |tx| tag(tx, &ids[..1], "Été")), 1);
    assert_eq!(write(&library, |tx| tag(tx, &ids, "éTÉ")), 2);
    write(&library, |tx| tag(tx, &ids[..2], "dusk"));
    assert_eq!(tags(&library), [("dusk".to_owned(), 2), ("Été".to_owned(), 3)]);
}

#[test]
fn no_two_tags_look_the_same() {
    let (_folder, library, ids) = fixture::library(3);
    for (clip, name) in ids.iter().zip(["caf\u{e9}", "cafe\u{301}", "ca\u{200b}f\u{e9}"]) {
        assert_eq!(write(&library, |tx| tag(tx, &[*clip], name)), 1);
    }
    assert_eq!(tags(&library), [("caf\u{e9}".to_owned(), 3)]);
    write(&library, |tx| tag(tx, &ids[..1], "\u{1112}\u{1161}\u{11a8}\u{110c}\u{1165}\u{11b7}"));
    assert_eq!(write(&library, |tx| tag(tx, &ids[..1], "학점")), 0);
}

#[test]
fn a_tag_counts_shown_clips_and_goes_with_its_last_clip() {
    let (_folder, library, ids) = fixture::library(3);
    write(&library, |tx| tag(tx, &ids, "dusk"));
    write(&library, |tx| trash::trash(tx, &ids[..2], NOW));
    assert_eq!(tags(&library), [("dusk".to_owned(), 1)]);
    let dusk = named(&library, "dusk");
    assert_eq!(write(&library, |tx| untag(tx, &ids[2..], dusk)), 1);
    assert_eq!(tags(&library), [("dusk".to_owned(), 0)], "a clip in the trash has it");
    write(&library, |tx| untag(tx, &ids[..2], dusk));
    assert_eq!(tags(&library), []);
    assert_eq!(write(&library, |tx| tag(tx, &[ClipId(99)], "dawn")), 0);
    assert_eq!(tags(&library), []);
}

#[test]
fn a_tag_is_merged_into_another_and_not_into_itself() {
    let (_folder, library, ids) = fixture::library(3);
    write(&library, |tx| tag(tx, &ids[..2], "dusk"));
    write(&library, |tx| tag(tx, &ids[1..], "dawn"));
    let (dusk, dawn) = (named(&library, "dusk"), named(&library, "dawn"));
    assert_eq!(write(&library, |tx| merge(tx, dusk, dusk)), 0);
    assert_eq!(write(&library, |tx| merge(tx, dusk, dawn)), 2);
    assert_eq!(tags(&library), [("dawn".to_owned(), 3)]);
    assert!(library.write(|tx| merge(tx, dusk, dawn)).is_err());
    assert!(library.write(|tx| rename(tx, dusk, "noon")).is_err());
    assert_eq!(library.read(|db| clips::get(db, ids[0])).unwrap().tags, [dawn]);
    assert_eq!(write(&library, |tx| remove(tx, dawn)), 3);
    assert_eq!(tags(&library), []);
}

#[test]
fn what_a_selection_shares_is_counted() {
    let (_folder, library, ids) = fixture::library(4);
    let quays = write(&library, |tx| {
        tag(tx, &ids[..3], "dusk")?;
        tag(tx, &ids[..1], "Amber")?;
        crate::library::favourites::favour(tx, &ids[1..2], NOW)?;
        let quays = crate::library::collections::insert(tx, "Quays", None)?;
        crate::library::collections::collect(tx, quays, &ids[2..], None)?;
        Ok(quays)
    });
    let kept = library.read(|db| selection_state::get(db, &[ids[0], ids[1], ids[2], ClipId(99)])).unwrap();
    assert_eq!((kept.clips, kept.favourites), (3, 1));
    let tags: Vec<_> = kept.tags.iter().map(|share| (share.id, share.clips)).collect();
    assert_eq!(tags, [(named(&library, "amber"), 1), (named(&library, "dusk"), 3)]);
    assert_eq!(kept.collections.iter().map(|share| (share.id, share.clips)).collect::<Vec<_>>(), [(quays, 1)]);
}

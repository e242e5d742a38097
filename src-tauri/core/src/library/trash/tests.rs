use std::{collections::BTreeSet, fs};

use super::*;
use crate::library::{
    clips, collections,
    fixture::{self, NOW, write},
    lineage_links,
};

/// Gives a clip its files.
fn fill(library: &Library, id: ClipId) -> std::path::PathBuf {
    let file = library.read(|db| clips::file(db, id)).unwrap();
    let folder = library.files().folder(&file.folder);
    fs::create_dir_all(&folder).unwrap();
    for file in [library.files().whole(&file), library.files().poster(&file.folder)] {
        fs::write(file, b"bytes").unwrap();
    }
    folder
}

/// Every file of the library's folder but the database's own.
fn files(folder: &std::path::Path) -> BTreeSet<std::path::PathBuf> {
    let mut found = BTreeSet::new();
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        match entry.file_type().unwrap().is_dir() {
            true => found.extend(files(&entry.path())),
            false if entry.file_name().to_string_lossy().starts_with("library.") => {}
            false => drop(found.insert(entry.path())),
        }
    }
    found
}

#[test]
fn only_what_is_in_the_trash_is_deleted_and_nothing_but_its_own_folder_goes() {
    let (folder, library, ids) = fixture::library(4);
    let folders: Vec<_> = ids.iter().map(|id| fill(&library, *id)).collect();
    fs::write(folder.path().join("pictures").join("kept.png"), b"bytes").unwrap();
    write(&library, |tx| trash(tx, &ids[..2], NOW));
    let before = files(folder.path());
    assert_eq!(write(&library, |tx| delete(tx, &ids[1..], NOW)), 1);
    assert_eq!(files(folder.path()), before, "the rows first");
    remove_folders(&library).unwrap();
    let kept: BTreeSet<_> = before.into_iter().filter(|file| !file.starts_with(&folders[1])).collect();
    assert_eq!(files(folder.path()), kept);
    assert!(!folders[1].exists());
    assert_eq!(library.read(list).unwrap(), ids[..1]);
    assert_eq!(write(&library, |tx| restore(tx, &ids)), 1);
}

#[test]
fn a_deleted_clip_is_found_nowhere_but_its_row_stays() {
    let (_folder, library, ids) = fixture::library(2);
    write(&library, |tx| {
        tags::tag(tx, &ids[..1], "dusk")?;
        let collection = collections::insert(tx, "Quays", None)?;
        collections::collect(tx, collection, &ids, None)?;
        tx.execute("INSERT INTO clip_kin VALUES (?1, ?2, 'remix')", [ids[0], ids[1]])?;
        trash(tx, &ids[..1], NOW)?;
        delete(tx, &ids, NOW)
    });
    library
        .read(|db| {
            assert!(matches!(clips::get(db, ids[0]), Err(LibraryError::NotFound)));
            assert!(matches!(clips::file(db, ids[0]), Err(LibraryError::NotFound)));
            assert_eq!(clips::list(db, &ids)?.len(), 1);
            assert_eq!(lineage_links::family(db, ids[1])?, dailies_model::Family::default());
            assert_eq!(tags::list(db)?, []);
            let collection = collections::list(db)?.remove(0);
            assert_eq!((collection.clips, collection.cover), (1, Some(ids[1])));
            let rows: i64 = db.query_row("SELECT count(*) FROM clips, clip_kin", [], |row| row.get(0))?;
            assert_eq!(rows, 2);
            Ok(())
        })
        .unwrap();
}

#[test]
fn a_folder_that_a_crash_left_is_removed_at_the_next_start() {
    let (folder, library, ids) = fixture::library(2);
    let folders: Vec<_> = ids.iter().map(|id| fill(&library, *id)).collect();
    write(&library, |tx| trash(tx, &ids[..1], NOW));
    write(&library, |tx| delete(tx, &ids[..1], NOW));
    drop(library);
    let library = Library::open(folder.path()).unwrap();
    assert!(folders[0].exists());
    remove_folders(&library).unwrap();
    assert_eq!((folders[0].exists(), folders[1].exists()), (false, true));
    assert_eq!(library.read(list_doomed).unwrap(), []);
}

#[test]
fn what_was_dragged_out_stays_until_its_clip_is_deleted_for_good() {
    let (folder, library, ids) = fixture::library(2);
    let dragged = ids.iter().map(|id| {
        let dragged = library.files().dragged(&library.read(|db| clips::file(db, *id)).unwrap().folder);
        fs::create_dir_all(&dragged).unwrap();
        fs::write(dragged.join("quay.mp4"), b"bytes").unwrap();
        let month_ago = std::time::SystemTime::now() - std::time::Duration::from_secs(30 * 24 * 3600);
        fs::File::open(&dragged).unwrap().set_modified(month_ago).unwrap();
        dragged
    });
    let dragged: Vec<_> = dragged.collect();
    drop(library);
    let library = Library::open(folder.path()).unwrap();
    assert!(dragged.iter().all(|folder| folder.exists()));
    write(&library, |tx| trash(tx, &ids[..1], NOW));
    remove_folders(&library).unwrap();
    assert!(dragged[0].exists(), "in the trash it is still a clip");
    write(&library, |tx| delete(tx, &ids[..1], NOW));
    remove_folders(&library).unwrap();
    assert_eq!((dragged[0].exists(), dragged[1].exists()), (false, true));
}

#[test]
fn a_folder_that_a_clip_has_is_never_discarded() {
    let (_folder, library, ids) = fixture::library(1);
    let folder = fill(&library, ids[0]);
    let file = library.read(|db| clips::file(db, ids[0])).unwrap();
    discard_folder(&library, &file.folder).unwrap();
    assert!(folder.exists());
    let nobody_s = ClipFolder::random();
    let staged = library.files().incoming();
    fs::create_dir_all(&staged).unwrap();
    library.files().settle(&staged, &nobody_s).unwrap();
    assert!(library.files().folder(&nobody_s).exists());
    discard_folder(&library, &nobody_s).unwrap();
    assert!(!library.files().folder(&nobody_s).exists());
}

#[test]
fn a_folder_of_a_clip_that_was_not_deleted_is_not_removed_whatever_is_noted() {
    let (_folder, library, ids) = fixture::library(1);
    let folder = fill(&library, ids[0]);
    write(&library, |tx| {
        trash(tx, &ids, NOW)?;
        tx.execute("INSERT INTO doomed_folders SELECT folder FROM clips UNION SELECT '..'", [])?;
        Ok(())
    });
    remove_folders(&library).unwrap();
    assert!(folder.exists());
}

#[test]
fn what_lies_in_the_trash_for_as_many_days_is_overdue() {
    let (_folder, library, ids) = fixture::library(3);
    write(&library, |tx| {
        trash(tx, &ids[..1], NOW)?;
        trash(tx, &ids[1..2], NOW.plus_ms(1))
    });
    let overdue = |days, now| library.read(|db| list_overdue(db, days, now)).unwrap();
    let month = NOW.plus_ms(30 * DAY_MS);
    assert_eq!(overdue(30, month.plus_ms(-1)), []);
    assert_eq!(overdue(30, month), ids[..1]);
    assert_eq!(overdue(30, month.plus_ms(1)), ids[..2]);
    assert_eq!(overdue(0, month.plus_ms(1)), []);
}

#[test]
fn a_clock_that_leaps_has_to_be_agreed_with_by_another_run() {
    let (_folder, library, _) = fixture::library(0);
    let agrees = |days: i64| write(&library, |tx| agrees(tx, 30, NOW.plus_ms(days * DAY_MS)));
    assert!(agrees(0) && agrees(30), "as ever");
    assert!(!agrees(400), "it leaps");
    assert!(agrees(31), "it was wrong");
    assert!(!agrees(400) && agrees(401) && agrees(402), "a day later it still is");
    assert!(agrees(31), "and back");
}

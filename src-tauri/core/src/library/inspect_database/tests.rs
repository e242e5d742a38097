//! Real libraries, and what may happen to their files while the program is not running.

use std::collections::BTreeMap;

use dailies_model::Settings;
use rusqlite_migration::Migrations;
use tempfile::TempDir;

use super::*;
use crate::library::{Library, save_settings, settings};

/// How many migrations there were before one gave the database its number.
const BEFORE_THE_NUMBER: usize = 21;
const FILES: [&str; 3] = [DATABASE_NAME, "library.sqlite-wal", commit_counter::NOTE_NAME];

fn change(library: &Library, row_height: u32) {
    let settings = Settings { row_height, ..Settings::default() };
    library.write::<_, LibraryError>(|tx| save_settings(tx, &settings)).unwrap();
}

fn row_height(library: &Library) -> u32 {
    library.read(settings).unwrap().row_height
}

/// A library that was closed in order.
fn closed() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let library = Library::open(folder.path()).unwrap();
    (100..120).for_each(|height| change(&library, height));
    drop(library);
    folder
}

/// The files of a library whose process was killed: the last changes are in the log alone.
fn killed() -> TempDir {
    let (folder, copy) = (closed(), tempfile::tempdir().unwrap());
    let library = Library::open(folder.path()).unwrap();
    (200..220).for_each(|height| change(&library, height));
    for name in FILES {
        fs::copy(folder.path().join(name), copy.path().join(name)).unwrap();
    }
    copy
}

/// The files in a folder, without the lock, which says nothing.
fn bytes_in(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let files = entries.filter(|path| path.is_file() && !path.ends_with("library.lock"));
    files.map(|path| (path.clone(), fs::read(path).unwrap())).collect()
}

fn assert_untouched(folder: &Path, is_expected: impl Fn(&LibraryError) -> bool) {
    let before = bytes_in(folder);
    match Library::open(folder) {
        Ok(_) => panic!("it was opened"),
        Err(error) => assert!(is_expected(&error), "{error}"),
    }
    assert!(bytes_in(folder) == before, "{:?}", bytes_in(folder).keys());
}

fn is(wanted: Damage) -> impl Fn(&LibraryError) -> bool {
    move |error| matches!(error, LibraryError::Damaged { damage, .. } if *damage == wanted)
}

fn edit(file: &Path, change: impl FnOnce(&mut Vec<u8>)) {
    let mut bytes = fs::read(file).unwrap();
    change(&mut bytes);
    fs::write(file, bytes).unwrap();
}

#[test]
fn the_number_in_the_migration_is_ours() {
    assert!(commit_counter::CREATE.contains(&format!("application_id = {APPLICATION_ID};")));
}

#[test]
fn a_database_of_another_program_is_left_alone() {
    for (mode, table, application_id) in
        [("delete", "photos", 0), ("wal", "photos", 0), ("delete", "jobs", 7), ("delete", "clips", 0)]
    {
        let folder = tempfile::tempdir().unwrap();
        let db = Connection::open(folder.path().join(DATABASE_NAME)).unwrap();
        db.pragma_update(None, "journal_mode", mode).unwrap();
        db.pragma_update(None, "application_id", application_id).unwrap();
        db.execute_batch(&format!("CREATE TABLE {table} (id, name)")).unwrap();
        drop(db);
        assert_untouched(folder.path(), |error| matches!(error, LibraryError::Foreign));
    }
}

/// Its first page is in its log alone.
#[test]
fn a_database_of_another_program_that_is_in_use_is_left_alone() {
    let (folder, copy) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let db = Connection::open(folder.path().join(DATABASE_NAME)).unwrap();
    db.pragma_update(None, "journal_mode", "wal").unwrap();
    db.execute_batch("CREATE TABLE photos (id, name)").unwrap();
    for name in &FILES[..2] {
        fs::copy(folder.path().join(name), copy.path().join(name)).unwrap();
    }
    assert_untouched(copy.path(), |error| matches!(error, LibraryError::Foreign));
}

#[test]
fn what_is_no_database_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(DATABASE_NAME), "not a database, but somebody's notes").unwrap();
    assert_untouched(folder.path(), is(Damage::Unreadable));
}

#[test]
fn a_library_of_before_the_number_is_copied_and_taken_over() {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join(DATABASE_NAME);
    let mut db = Connection::open(&database).unwrap();
    Migrations::from_slice(&migrations()[..BEFORE_THE_NUMBER]).to_latest(&mut db).unwrap();
    drop(db);
    drop(Library::open(folder.path()).unwrap());
    let copy = backup::newest(folder.path(), is_whole).unwrap();
    assert_eq!(Header::of(&copy).unwrap().unwrap().user_version as usize, BEFORE_THE_NUMBER);
    assert_eq!(Header::of(&database).unwrap().unwrap().application_id, APPLICATION_ID);
    drop(Library::open(folder.path()).unwrap());
    assert_eq!(fs::read_dir(folder.path().join("backups")).unwrap().count(), 1);
}

#[test]
fn after_an_orderly_end_the_database_alone_holds_everything() {
    let (folder, copy) = (closed(), tempfile::tempdir().unwrap());
    fs::copy(folder.path().join(DATABASE_NAME), copy.path().join(DATABASE_NAME)).unwrap();
    assert_eq!(row_height(&Library::open(copy.path()).unwrap()), 119);
    assert_eq!(row_height(&Library::open(folder.path()).unwrap()), 119);
}

#[test]
fn after_a_kill_everything_is_there() {
    let folder = killed();
    let library = Library::open(folder.path()).unwrap();
    assert_eq!(row_height(&library), 219);
    change(&library, 300);
    drop(library);
    assert_eq!(row_height(&Library::open(folder.path()).unwrap()), 300);
}

#[test]
fn a_log_that_is_gone_or_damaged_is_noticed() {
    let log = |folder: &TempDir| folder.path().join("library.sqlite-wal");
    let gone = killed();
    fs::remove_file(log(&gone)).unwrap();
    assert_untouched(gone.path(), is(Damage::Behind));
    let length = fs::metadata(log(&killed())).unwrap().len() as usize;
    for cut in [0, 20, 32, length / 2, length - 1] {
        let folder = killed();
        edit(&log(&folder), |bytes| bytes.truncate(cut));
        assert_untouched(folder.path(), is(Damage::Behind));
    }
    for at in [0, 9, 17, 40, 500, length / 3, length / 2, length - 100] {
        let folder = killed();
        edit(&log(&folder), |bytes| bytes[at] ^= 0x10);
        assert_untouched(folder.path(), is(Damage::Behind));
    }
    let zeroed = killed();
    edit(&log(&zeroed), |bytes| bytes.fill(0));
    assert_untouched(zeroed.path(), is(Damage::Behind));
}

#[test]
fn an_older_copy_in_its_place_is_noticed() {
    let folder = closed();
    let older = fs::read(folder.path().join(DATABASE_NAME)).unwrap();
    let library = Library::open(folder.path()).unwrap();
    change(&library, 300);
    drop(library);
    fs::write(folder.path().join(DATABASE_NAME), older).unwrap();
    assert_untouched(folder.path(), is(Damage::Behind));
    // What the user put there on purpose is taken once the note is gone.
    fs::remove_file(folder.path().join(commit_counter::NOTE_NAME)).unwrap();
    assert_eq!(row_height(&Library::open(folder.path()).unwrap()), 119);
}

#[test]
fn a_library_that_vanished_is_no_new_one() {
    for folder in [closed(), killed()] {
        let database = folder.path().join(DATABASE_NAME);
        fs::write(&database, b"").unwrap();
        assert_untouched(folder.path(), is(Damage::Missing));
        fs::remove_file(&database).unwrap();
        assert_untouched(folder.path(), is(Damage::Missing));
        assert!(!database.exists());
    }
}

fn remove_database(folder: &Path) {
    for name in FILES {
        // After an orderly end there is no log.
        let _ = fs::remove_file(folder.join(name));
    }
}

/// As an older version left it, with no note beside it.
#[test]
fn clips_without_a_database_are_no_new_library() {
    let folder = tempfile::tempdir().unwrap();
    drop(Library::open(folder.path()).unwrap());
    remove_database(folder.path());
    // No clip was ever there: nothing is lost.
    drop(Library::open(folder.path()).unwrap());
    remove_database(folder.path());
    fs::create_dir_all(folder.path().join("clips/ab/ab00")).unwrap();
    assert_untouched(folder.path(), is(Damage::Missing));
    drop(Connection::open(folder.path().join(DATABASE_NAME)).unwrap());
    assert_untouched(folder.path(), is(Damage::Missing));
}

#[test]
fn a_damaged_database_is_noticed() {
    let pages = fs::metadata(closed().path().join(DATABASE_NAME)).unwrap().len() as usize / 4096;
    assert!(pages > 20);
    let damages: [fn(&mut Vec<u8>); 3] =
        [|bytes| bytes.fill(0), |bytes| bytes[..4096].fill(0), |bytes| bytes.truncate(bytes.len() / 2)];
    for damage in damages {
        for folder in [closed(), killed()] {
            edit(&folder.path().join(DATABASE_NAME), damage);
            assert_untouched(folder.path(), is(Damage::Unreadable));
        }
    }
    let cut_within_a_page = closed();
    edit(&cut_within_a_page.path().join(DATABASE_NAME), |bytes| bytes.truncate(bytes.len() - 1000));
    assert_untouched(cut_within_a_page.path(), is(Damage::Unreadable));
    // Any bit of the byte that says what the page of the tables' names is, behind the file's own header.
    for bit in 0..8 {
        let folder = closed();
        edit(&folder.path().join(DATABASE_NAME), |bytes| bytes[100] ^= 1 << bit);
        assert_untouched(folder.path(), is(Damage::Unreadable));
    }
}

#[test]
fn three_copies_are_kept_and_the_newest_good_one_is_put_back() {
    let folder = closed();
    let library = Library::open(folder.path()).unwrap();
    for height in 300..305 {
        change(&library, height);
        let copy = library.reader().and_then(|reader| backup::make(&reader, folder.path())).unwrap();
        assert!(is_whole(&copy));
    }
    drop(library);
    let backups = folder.path().join("backups");
    assert_eq!(fs::read_dir(&backups).unwrap().count(), 3);
    let database = folder.path().join(DATABASE_NAME);
    fs::write(&database, b"nonsense").unwrap();
    edit(&backups.join("library-000005.sqlite"), |bytes| bytes.truncate(9000));
    let Err(LibraryError::Damaged { copy: Some(copy), .. }) = Library::open(folder.path()) else { panic!() };
    assert!(copy.ends_with("library-000004.sqlite"));
    backup::restore(folder.path(), &copy).unwrap();
    assert_eq!(row_height(&Library::open(folder.path()).unwrap()), 303);
    assert_eq!(fs::read(folder.path().join("damaged-1").join(DATABASE_NAME)).unwrap(), b"nonsense");
}

#[test]
fn one_copy_is_made_a_day() {
    let folder = closed();
    let library = Library::open(folder.path()).unwrap();
    library.back_up().unwrap();
    library.back_up().unwrap();
    let copies = || fs::read_dir(folder.path().join("backups")).unwrap().map(|entry| entry.unwrap().path());
    assert_eq!(copies().count(), 1);
    let day_ago = std::time::SystemTime::now() - std::time::Duration::from_secs(25 * 3600);
    let copy = copies().next().unwrap();
    File::options().write(true).open(copy).unwrap().set_modified(day_ago).unwrap();
    library.back_up().unwrap();
    assert_eq!(copies().count(), 2);
}

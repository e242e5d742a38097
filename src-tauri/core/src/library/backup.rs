//! Whole copies of the database: made before each migration and once a day, the newest three kept, and put in its place when
//! it is damaged. Copies no clips.

use std::{
    ffi::OsStr,
    fs, io,
    path::{Path, PathBuf},
    time::{Duration, SystemTime},
};

use rusqlite::Connection;

use super::{DATABASE_NAME, LibraryError, commit_counter};
use crate::atomic_file;

const FOLDER_NAME: &str = "backups";
const KEPT: usize = 3;
const EVERY: Duration = Duration::from_secs(24 * 3600);

/// Makes a copy, on the disk when this returns, and removes the oldest.
pub(super) fn make(db: &Connection, library: &Path) -> Result<PathBuf, LibraryError> {
    let folder = library.join(FOLDER_NAME);
    atomic_file::create_folder(&folder)?;
    let copies = copies(library);
    let number = copies.last().and_then(|copy| number(copy)).unwrap_or(0) + 1;
    let part = folder.join("copy.part");
    remove(&part)?;
    let made = vacuum(db, &part).and_then(|()| {
        atomic_file::sync_file(&part)?;
        let copy = folder.join(format!("library-{number:06}.sqlite"));
        atomic_file::place(&part, &copy)?;
        Ok(copy)
    });
    if made.is_err() {
        // What failed says more than that this does too.
        let _ = fs::remove_file(&part);
    }
    let made = made?;
    for old in copies.iter().rev().skip(KEPT - 1) {
        remove(old)?;
    }
    Ok(made)
}

fn vacuum(db: &Connection, to: &Path) -> Result<(), LibraryError> {
    let to = to.to_str().ok_or_else(|| io::Error::other("the folder's name is no text"))?;
    db.execute("VACUUM INTO ?1", [to])?;
    Ok(())
}

/// Makes a copy when the newest is older than a day, and the disk has room for it.
pub(super) fn make_daily(db: &Connection, library: &Path) -> Result<(), LibraryError> {
    let newest = copies(library).pop().and_then(|copy| fs::metadata(copy).and_then(|facts| facts.modified()).ok());
    let is_due = newest.is_none_or(|made| SystemTime::now().duration_since(made).is_ok_and(|age| age >= EVERY));
    let bytes = fs::metadata(library.join(DATABASE_NAME))?.len();
    if is_due && has_room(library, bytes.saturating_mul(4))? {
        make(db, library)?;
    }
    Ok(())
}

#[cfg(unix)]
fn has_room(folder: &Path, bytes: u64) -> io::Result<bool> {
    let space = rustix::fs::statvfs(folder)?;
    Ok(space.f_bavail.saturating_mul(space.f_frsize) >= bytes)
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "as on Unix")]
fn has_room(_: &Path, _: u64) -> io::Result<bool> {
    Ok(true)
}

/// Whether any copy was ever made.
pub(super) fn has_any(library: &Path) -> bool {
    !copies(library).is_empty()
}

/// Returns the newest copy that `is_whole`.
pub(super) fn newest(library: &Path, is_whole: impl Fn(&Path) -> bool) -> Option<PathBuf> {
    copies(library).into_iter().rev().find(|copy| is_whole(copy))
}

/// Puts a copy in the database's place. What lay there is moved into a folder of its own, not deleted.
///
/// # Errors
/// `InUse`, and those of the disk.
pub fn restore(library: &Path, copy: &Path) -> Result<(), LibraryError> {
    let _lock = super::lock(&library.join("library.lock"))?;
    let fresh = library.join(FOLDER_NAME).join("restored.part");
    fs::copy(copy, &fresh)?;
    atomic_file::sync_file(&fresh)?;
    let aside = (1_u32..).map(|number| library.join(format!("damaged-{number}"))).find(|folder| !folder.exists());
    let aside = aside.ok_or_else(|| io::Error::other("there is no name for the damaged files"))?;
    atomic_file::create_folder(&aside)?;
    for name in [DATABASE_NAME, "library.sqlite-wal", "library.sqlite-shm", commit_counter::NOTE_NAME] {
        match atomic_file::place(&library.join(name), &aside.join(name)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error.into()),
            _ => {}
        }
    }
    atomic_file::place(&fresh, &library.join(DATABASE_NAME))?;
    Ok(())
}

/// The copies that there are, oldest first.
fn copies(library: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(library.join(FOLDER_NAME)).into_iter().flatten().flatten();
    let mut copies: Vec<_> = entries.map(|entry| entry.path()).filter(|path| number(path).is_some()).collect();
    copies.sort_by_key(|copy| number(copy));
    copies
}

fn number(copy: &Path) -> Option<u32> {
    let name = copy.file_name().and_then(OsStr::to_str)?;
    name.strip_prefix("library-")?.strip_suffix(".sqlite")?.parse().ok()
}

fn remove(file: &Path) -> io::Result<()> {
    match fs::remove_file(file) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

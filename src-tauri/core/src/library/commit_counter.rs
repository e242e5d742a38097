//! Counts committed transactions, both in the database and afterwards in a small file beside it. A database with a lower count
//! than the file lost its last changes: its log is missing or damaged, or it was replaced by an older copy.
//!
//! The file is not synced: it may lag behind the commits but is never ahead of them. After a clean shutdown it also holds size
//! and time of the database file, so that a file that changed since is checked more thoroughly.

use std::{
    fs::{self, File},
    io::{self, Seek as _, Write as _},
    path::Path,
    time::UNIX_EPOCH,
};

use rusqlite::{Connection, OptionalExtension as _};

use super::LibraryError;

/// `DAIL`, by which the file is known as ours (SQLite's database file format, §1.3.17).
pub(super) const APPLICATION_ID: u32 = 0x4441_494c;

pub(super) const CREATE: &str = "
    PRAGMA application_id = 1145129292;
    CREATE TABLE commits (count INTEGER NOT NULL) STRICT;
    INSERT INTO commits VALUES (0);";

/// The counter file's name in the library's folder.
pub(super) const NOTE_NAME: &str = "library.commits";

/// The open counter file.
pub(super) struct CounterFile(File);

/// The content of the counter file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct CounterRecord {
    /// Transactions that were committed.
    pub(super) commits: u64,
    /// How the database's file looked after the last orderly end; `None` when there was none since.
    pub(super) closed: Option<FileState>,
}

/// How a file looks from outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct FileState {
    bytes: u64,
    modified_ns: u128,
}

impl FileState {
    pub(super) fn of(file: &Path) -> io::Result<Self> {
        let metadata = fs::metadata(file)?;
        let modified = metadata.modified()?.duration_since(UNIX_EPOCH).unwrap_or_default();
        Ok(Self { bytes: metadata.len(), modified_ns: modified.as_nanos() })
    }
}

/// Returns what the note in a folder says; `None` where there is none that can be read.
pub(super) fn read(folder: &Path) -> Option<CounterRecord> {
    let text = fs::read_to_string(folder.join(NOTE_NAME)).ok()?;
    let mut lines = text.lines();
    let commits = lines.next()?.parse().ok()?;
    let closed = lines.next().and_then(|line| {
        let (bytes, modified_ns) = line.split_once(' ')?;
        Some(FileState { bytes: bytes.parse().ok()?, modified_ns: modified_ns.parse().ok()? })
    });
    Some(CounterRecord { commits, closed })
}

impl CounterFile {
    /// Opens the note of a library that is open now, which it says from here on.
    pub(super) fn open(folder: &Path, commits: u64) -> io::Result<Self> {
        let note = Self(File::options().create(true).truncate(false).write(true).open(folder.join(NOTE_NAME))?);
        note.write(commits)?;
        note.0.set_len(line(commits).len() as u64)?;
        Ok(note)
    }

    /// Notes that so many transactions were committed.
    pub(super) fn write(&self, commits: u64) -> io::Result<()> {
        let mut file = &self.0;
        file.rewind()?;
        file.write_all(line(commits).as_bytes())
    }

    /// Notes an orderly end: the database's file holds everything.
    pub(super) fn write_closed(&self, commits: u64, FileState { bytes, modified_ns }: FileState) -> io::Result<()> {
        self.write(commits)?;
        (&self.0).write_all(format!("{bytes} {modified_ns}\n").as_bytes())?;
        self.0.sync_all()
    }
}

/// Always equally long, so that it is written over in place.
fn line(commits: u64) -> String {
    format!("{commits:020}\n")
}

/// Returns how many transactions the database counts; `None` for a version that did not count them.
pub(super) fn count(db: &Connection) -> Result<Option<u64>, LibraryError> {
    let named = "SELECT 1 FROM main.sqlite_master WHERE type = 'table' AND name = 'commits'";
    if db.query_row(named, [], |_| Ok(())).optional()?.is_none() {
        return Ok(None);
    }
    let count: i64 = db.query_row("SELECT count FROM commits", [], |row| row.get(0))?;
    Ok(Some(u64::try_from(count).unwrap_or_default()))
}

/// Counts one more, within its transaction.
pub(super) fn add(db: &Connection) -> Result<u64, LibraryError> {
    let count: i64 =
        db.prepare_cached("UPDATE commits SET count = count + 1 RETURNING count")?.query_row([], |row| row.get(0))?;
    Ok(u64::try_from(count).unwrap_or_default())
}

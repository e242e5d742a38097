//! Checks a library's database before anything is written to it: whether it is ours and complete. A foreign or damaged database
//! is left untouched.

use std::{
    fs::{self, File},
    io::{self, Read as _},
    path::{Path, PathBuf},
};

use rusqlite::{Connection, ErrorCode, OpenFlags, config::DbConfig};

use super::{
    BUSY_TIMEOUT, DATABASE_NAME, Damage, LibraryError, backup,
    commit_counter::{self, APPLICATION_ID, CounterRecord, FileState},
    migrations,
};

/// Whether the end of a connection leaves the log.
const LEAVES_LOG: DbConfig = DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE;
/// Tables that every version of ours has had.
const OUR_TABLES: [&str; 4] = ["connections", "jobs", "clips", "drafts"];

/// The state of a library's database.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum DatabaseState {
    /// No database, or an empty one.
    Nothing,
    /// A database of ours.
    Library,
}

/// Looks at the database in a folder without opening it for writing.
pub(super) fn look(folder: &Path, noted: Option<&CounterRecord>) -> Result<DatabaseState, LibraryError> {
    let database = folder.join(DATABASE_NAME);
    let bytes = match fs::metadata(&database) {
        Ok(metadata) => metadata.len(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => 0,
        Err(error) => return Err(error.into()),
    };
    if bytes == 0 {
        return nothing(folder, noted);
    }
    let header = Header::of(&database)?.ok_or(Damage::Unreadable)?;
    // A part of a page may be what a power cut left, which the log makes good. Without a log it is a file cut short.
    if !has_log(folder) && bytes % header.page_bytes != 0 {
        return Err(Damage::Unreadable.into());
    }
    if header.application_id != APPLICATION_ID {
        // One of ours would have to be damaged to name another program.
        let stranger = || if noted.is_some() { Damage::Unreadable.into() } else { LibraryError::Foreign };
        if header.application_id != 0 {
            return Err(stranger());
        }
        match tables(&database)? {
            Tables::Ours => {}
            Tables::None if header.user_version == 0 => return nothing(folder, noted),
            Tables::None | Tables::Others => return Err(stranger()),
        }
    }
    if header.user_version as usize > migrations().len() {
        Err(LibraryError::TooNew)
    } else {
        Ok(DatabaseState::Library)
    }
}

/// An empty place is a new library, unless something says that there was one.
fn nothing(folder: &Path, noted: Option<&CounterRecord>) -> Result<DatabaseState, LibraryError> {
    if noted.is_some_and(|noted| noted.commits > 0) || has_log(folder) || has_clips(folder) || backup::has_any(folder) {
        return Err(Damage::Missing.into());
    }
    Ok(DatabaseState::Nothing)
}

/// Whether there are changes that are not in the database's file yet.
fn has_log(folder: &Path) -> bool {
    fs::metadata(folder.join("library.sqlite-wal")).is_ok_and(|log| log.len() > 0)
}

/// Whether there is a clip's folder.
fn has_clips(folder: &Path) -> bool {
    let entries = |folder: &Path| fs::read_dir(folder).into_iter().flatten().flatten();
    entries(&folder.join("clips")).any(|shelf| entries(&shelf.path()).next().is_some())
}

/// What the first bytes of a database say (SQLite's database file format, §1.3).
struct Header {
    page_bytes: u64,
    user_version: u32,
    application_id: u32,
}

impl Header {
    /// `None` when the file is no database.
    fn of(database: &Path) -> io::Result<Option<Self>> {
        let mut bytes = Vec::new();
        File::open(database)?.take(100).read_to_end(&mut bytes)?;
        let number = |at: usize| Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?));
        let header = || {
            // The largest page does not fit into the field: 1 stands for it.
            let page_bytes = match number(16)? >> 16 {
                1 => 1 << 16,
                bytes => bytes.into(),
            };
            Some(Self { page_bytes, user_version: number(60)?, application_id: number(68)? })
        };
        Ok(header().filter(|header| bytes.starts_with(b"SQLite format 3\0") && header.page_bytes >= 512))
    }
}

/// Whose tables a database has.
enum Tables {
    None,
    Ours,
    Others,
}

/// Looks at the tables of a database. Where they are in its log alone, a copy of both is looked at.
fn tables(database: &Path) -> Result<Tables, LibraryError> {
    let found = whose(&open_untouched(database)?)?;
    let log = log_of(database);
    if !matches!(found, Tables::None) || !log.exists() {
        return Ok(found);
    }
    let aside = tempfile::tempdir()?;
    let copy = aside.path().join(DATABASE_NAME);
    fs::copy(database, &copy)?;
    fs::copy(log, log_of(&copy))?;
    whose(&Connection::open(copy)?)
}

fn whose(db: &Connection) -> Result<Tables, LibraryError> {
    let mut query = db.prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")?;
    let names: Vec<String> = query.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    Ok(match names.is_empty() {
        true => Tables::None,
        false if OUR_TABLES.iter().all(|table| names.iter().any(|name| name == table)) => Tables::Ours,
        false => Tables::Others,
    })
}

fn log_of(database: &Path) -> PathBuf {
    let mut name = database.as_os_str().to_owned();
    name.push("-wal");
    name.into()
}

/// Opens a database such that nothing is written, not even beside it (<https://www.sqlite.org/uri.html#uriimmutable>).
fn open_untouched(database: &Path) -> Result<Connection, LibraryError> {
    let database = std::path::absolute(database)?;
    let mut url = url::Url::from_file_path(database).map_err(|()| io::Error::other("the folder has no address"))?;
    url.set_query(Some("immutable=1"));
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    Ok(Connection::open_with_flags(url.as_str(), flags)?)
}

/// Whether a copy of a database can be read in whole.
fn is_whole(database: &Path) -> bool {
    open_untouched(database)
        .is_ok_and(|db| whose(&db).is_ok_and(|tables| matches!(tables, Tables::Ours)) && check(&db).is_ok())
}

/// Makes a database of our own, known as such from its first bytes on.
pub(super) fn create(database: &Path) -> Result<Connection, LibraryError> {
    let db = Connection::open(database)?;
    db.busy_timeout(BUSY_TIMEOUT)?;
    db.pragma_update(None, "application_id", APPLICATION_ID)?;
    Ok(db)
}

/// Opens a database of ours and sees that it is all there. Until [`release_log`], closing it leaves its log
/// as it is.
pub(super) fn open(folder: &Path, noted: Option<&CounterRecord>) -> Result<Connection, LibraryError> {
    let database = folder.join(DATABASE_NAME);
    let beside = ["library.sqlite-wal", "library.sqlite-shm"].map(|name| folder.join(name));
    let missing: Vec<_> = beside.into_iter().filter(|file| !file.exists()).collect();
    let opened = open_whole(&database, noted);
    if opened.is_err() {
        for made in missing {
            // SQLite makes them to read; what cannot be removed is empty.
            let _ = fs::remove_file(made);
        }
    }
    opened
}

fn open_whole(database: &Path, noted: Option<&CounterRecord>) -> Result<Connection, LibraryError> {
    let state = FileState::of(database)?;
    let db = Connection::open(database)?;
    db.busy_timeout(BUSY_TIMEOUT)?;
    db.set_db_config(LEAVES_LOG, true)?;
    let counted = commit_counter::count(&db)?.unwrap_or(0);
    if noted.is_some_and(|noted| counted < noted.commits) {
        return Err(Damage::Behind.into());
    }
    if noted.is_none_or(|noted| noted.closed != Some(state)) {
        check(&db)?;
    }
    Ok(db)
}

/// Lets the end of a connection empty the log again, as is usual.
pub(super) fn release_log(db: &Connection) -> Result<(), LibraryError> {
    db.set_db_config(LEAVES_LOG, false)?;
    Ok(())
}

/// Reads every page.
fn check(db: &Connection) -> Result<(), LibraryError> {
    let found: String = db.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    if found == "ok" {
        return Ok(());
    }
    tracing::error!(found, "the database is damaged");
    Err(Damage::Unreadable.into())
}

/// Tells a damaged database from other trouble, and names the last good copy of it.
pub(super) fn explained(error: LibraryError, folder: &Path) -> LibraryError {
    let damage = match error {
        LibraryError::Damaged { damage, .. } => damage,
        LibraryError::Sql(error)
            if matches!(error.sqlite_error_code(), Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase)) =>
        {
            Damage::Unreadable
        }
        error => return error,
    };
    LibraryError::Damaged { damage, copy: backup::newest(folder, is_whole) }
}

#[cfg(test)]
mod tests;

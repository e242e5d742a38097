//! The library: one SQLite file and one folder of clips, written by one process at a time.
//!
//! Each table lives in a file of its own with its migrations and its queries. Not here: what the rows mean to the queue,
//! and everything about network or pictures.

pub mod characters;
pub mod clips;
pub mod collections;
mod columns;
pub mod connections;
mod documents;
pub mod family;
pub mod favourites;
mod files;
pub mod giving;
pub mod jobs;
pub mod kept;
pub mod kin;
pub mod pictures;
mod position;
pub mod prompts;
#[cfg(test)]
mod sample;
pub mod search;
pub mod storyboards;
pub mod tags;
mod touched;
pub mod trash;
pub mod undo;

use std::{
    fs::{File, TryLockError},
    io,
    path::{Path, PathBuf},
    sync::{Mutex, MutexGuard, OnceLock, PoisonError},
    time::Duration,
};

pub use documents::{
    Exports, Seen, draft, exports, save_draft, save_exports, save_seen, save_settings, save_view, seen, settings, view,
};
pub use files::{ClipFile, ClipFolder, Files, PreparedKey};
use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior};
use rusqlite_migration::{M, Migrations};
pub use touched::Touched;

/// Every migration in the order in which it came. Never changed, only added to.
const MIGRATIONS: &[M<'static>] = &[
    M::up(connections::CREATE),
    M::up(jobs::CREATE),
    M::up(clips::CREATE),
    M::up(documents::CREATE),
    M::up(connections::ADD_WAYS),
    M::up(jobs::ADD_WAYS),
    M::up(clips::ADD_MEDIA),
    M::up(pictures::CREATE),
    M::up(pictures::ADD_USE),
    M::up(jobs::ADD_CHAINS),
    M::up(clips::ADD_FAMILY),
    M::up(storyboards::CREATE),
    M::up(characters::CREATE),
    M::up(prompts::CREATE),
    M::up(clips::ADD_KEEPING),
    M::up(jobs::ADD_ANSWER),
    M::up(tags::CREATE),
    M::up(collections::CREATE),
    M::up(search::CREATE),
    M::up(trash::ADD_AGE),
    M::up(search::COVER),
    M::up(jobs::ADD_RESULTS),
];

/// What can go wrong with a library.
#[derive(Debug, thiserror::Error)]
pub enum LibraryError {
    /// Another process has it open.
    #[error("the library is open in another window")]
    InUse,
    /// The disk is full.
    #[error("the disk is full")]
    Full,
    /// No such row.
    #[error("not in the library")]
    NotFound,
    /// It was made by a newer Dailies.
    #[error("the library was made by a newer version of Dailies")]
    TooNew,
    /// The folder or a file could not be read or written.
    #[error("the library's folder: {0}")]
    Io(#[source] io::Error),
    /// The database did not do what it was asked.
    #[error("the library's database: {0}")]
    Sql(#[source] rusqlite::Error),
    /// A row holds what no version wrote.
    #[error("a row of the library cannot be read: {0}")]
    Unreadable(#[from] serde_json::Error),
}

impl From<io::Error> for LibraryError {
    fn from(error: io::Error) -> Self {
        if matches!(error.kind(), io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded) {
            Self::Full
        } else {
            Self::Io(error)
        }
    }
}

impl From<rusqlite::Error> for LibraryError {
    fn from(error: rusqlite::Error) -> Self {
        match error {
            rusqlite::Error::QueryReturnedNoRows => Self::NotFound,
            error if error.sqlite_error_code() == Some(rusqlite::ErrorCode::DiskFull) => Self::Full,
            error => Self::Sql(error),
        }
    }
}

/// What follows from a change: told after the commit, and before the next one.
type Follower = Box<dyn Fn(&Connection, &Touched) + Send + Sync>;

/// An open library. Reads and writes go through one connection each, so that a page never waits for a write.
pub struct Library {
    writer: Mutex<Connection>,
    reader: Mutex<Connection>,
    path: PathBuf,
    files: Files,
    follower: OnceLock<Follower>,
    _lock: File,
}

impl Library {
    /// Opens the library in `folder`, or makes one there.
    ///
    /// # Errors
    /// `InUse` when another process has it; `TooNew`; `Io` and `Sql` when the folder cannot be used.
    pub fn open(folder: &Path) -> Result<Self, LibraryError> {
        std::fs::create_dir_all(folder)?;
        let lock = lock(&folder.join("library.lock"))?;
        let path = folder.join("library.sqlite");
        let mut writer = Connection::open(&path)?;
        prepare(&writer)?;
        migrate(&mut writer)?;
        writer.execute_batch(touched::WATCH)?;
        writer.execute_batch(&undo::watch())?;
        let reader = open_reader(&path)?;
        let files = Files::open(folder)?;
        Ok(Self {
            writer: Mutex::new(writer),
            reader: Mutex::new(reader),
            path,
            files,
            follower: OnceLock::new(),
            _lock: lock,
        })
    }

    /// Where the clips' files lie.
    pub const fn files(&self) -> &Files {
        &self.files
    }

    /// Reads.
    ///
    /// # Errors
    /// Those of `query`.
    pub fn read<T>(&self, query: impl FnOnce(&Connection) -> Result<T, LibraryError>) -> Result<T, LibraryError> {
        query(&hold(&self.reader))
    }

    /// A connection of one's own to read by, for who reads much.
    ///
    /// # Errors
    /// Those of the database.
    pub fn reader(&self) -> Result<Connection, LibraryError> {
        open_reader(&self.path)
    }

    /// Writes in one transaction, on disk when this returns; nothing is written when `change` fails.
    ///
    /// # Errors
    /// Those of `change`, and of the commit. `E` lets the caller bring errors of its own.
    pub fn write<T, E: From<LibraryError>>(
        &self,
        change: impl FnOnce(&Transaction<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut writer = hold(&self.writer);
        let transaction =
            writer.transaction_with_behavior(TransactionBehavior::Immediate).map_err(LibraryError::from)?;
        let value = change(&transaction)?;
        transaction.commit().map_err(LibraryError::from)?;
        self.tell(&writer);
        Ok(value)
    }

    /// Whom every transaction is told to that touched something; the first who asks. It may read by the connection that wrote.
    pub fn on_touch(&self, follower: impl Fn(&Connection, &Touched) + Send + Sync + 'static) {
        let _ = self.follower.set(Box::new(follower));
    }

    /// What was written stays written, whatever becomes of this.
    fn tell(&self, writer: &Connection) {
        match touched::take(writer) {
            Ok(touched) if touched.is_empty() => {}
            Ok(touched) => {
                if let Some(follower) = self.follower.get() {
                    follower(writer, &touched);
                }
            }
            Err(error) => tracing::error!(%error, "what a change touched is not known"),
        }
    }
}

fn open_reader(path: &Path) -> Result<Connection, LibraryError> {
    let reader = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    reader.busy_timeout(BUSY_TIMEOUT)?;
    rusqlite::vtab::array::load_module(&reader)?;
    Ok(reader)
}

const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// A panic while the lock was held rolled its transaction back: the connection is as good as before.
fn hold(connection: &Mutex<Connection>) -> MutexGuard<'_, Connection> {
    connection.lock().unwrap_or_else(PoisonError::into_inner)
}

fn lock(path: &Path) -> Result<File, LibraryError> {
    let file = File::options().create(true).truncate(false).write(true).open(path)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(LibraryError::InUse),
        Err(TryLockError::Error(error)) => Err(error.into()),
    }
}

/// `synchronous=FULL`: a commit in WAL mode is on disk when it returns, which invariant 2 rests on.
fn prepare(writer: &Connection) -> Result<(), LibraryError> {
    writer.busy_timeout(BUSY_TIMEOUT)?;
    writer.pragma_update(None, "journal_mode", "wal")?;
    writer.pragma_update(None, "synchronous", "full")?;
    writer.pragma_update(None, "foreign_keys", true)?;
    rusqlite::vtab::array::load_module(writer)?;
    Ok(())
}

fn migrate(writer: &mut Connection) -> Result<(), LibraryError> {
    use rusqlite_migration::{Error, MigrationDefinitionError};
    Migrations::from_slice(MIGRATIONS).to_latest(writer).map_err(|error| match error {
        Error::RusqliteError { err, .. } => err.into(),
        Error::MigrationDefinition(MigrationDefinitionError::DatabaseTooFarAhead) => LibraryError::TooNew,
        error => LibraryError::Io(io::Error::other(error)),
    })
}

/// The folder of the library: `DAILIES_DATA_DIR`, or the system's place for a program's data.
pub fn default_data_dir() -> Option<PathBuf> {
    let chosen = std::env::var_os("DAILIES_DATA_DIR").filter(|path| !path.is_empty()).map(PathBuf::from);
    chosen.or_else(|| {
        directories::ProjectDirs::from("studio", "", "dailies").map(|dirs| dirs.data_local_dir().to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_migrations_are_sound() {
        Migrations::from_slice(MIGRATIONS).validate().unwrap();
    }

    #[test]
    fn a_library_opens_once_at_a_time_and_again_afterwards() {
        let folder = tempfile::tempdir().unwrap();
        let first = Library::open(folder.path()).unwrap();
        assert!(matches!(Library::open(folder.path()), Err(LibraryError::InUse)));
        drop(first);
        Library::open(folder.path()).unwrap();
    }

    #[test]
    fn a_library_of_a_newer_version_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        drop(Library::open(folder.path()).unwrap());
        let path = folder.path().join("library.sqlite");
        Connection::open(&path).unwrap().pragma_update(None, "user_version", 9_999).unwrap();
        assert!(matches!(Library::open(folder.path()), Err(LibraryError::TooNew)));
    }

    #[test]
    fn a_failed_change_writes_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let library = Library::open(folder.path()).unwrap();
        let changed = crate::model::Settings { row_height: 99, ..Default::default() };
        let result: Result<(), LibraryError> = library.write(|tx| {
            save_settings(tx, &changed)?;
            Err(LibraryError::NotFound)
        });
        assert!(result.is_err());
        assert_eq!(library.read(settings).unwrap(), crate::model::Settings::default());
    }

    #[test]
    fn commits_are_durable_and_the_engine_is_new_enough() {
        let folder = tempfile::tempdir().unwrap();
        let library = Library::open(folder.path()).unwrap();
        let (mode, synchronous): (String, i64) = library
            .write::<_, LibraryError>(|tx| {
                Ok((
                    tx.query_row("PRAGMA journal_mode", [], |row| row.get(0))?,
                    tx.query_row("PRAGMA synchronous", [], |row| row.get(0))?,
                ))
            })
            .unwrap();
        assert_eq!((mode.as_str(), synchronous), ("wal", 2));
        // 3.51.3 mended a WAL reset bug that could corrupt a database.
        assert!(rusqlite::version_number() >= 3_051_003, "{}", rusqlite::version());
    }
}

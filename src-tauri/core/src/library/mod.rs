//! The library: one SQLite file and one folder of clips, written by one process at a time.
//!
//! Each table lives in a file of its own with its migrations and its queries. Not here: what the rows mean to the queue,
//! and everything about network or pictures.

mod backup;
mod change_tracking;
pub mod characters;
pub mod clips;
pub mod collections;
mod columns;
mod commit_counter;
pub mod connections;
pub mod favourites;
mod files;
#[cfg(test)]
mod fixture;
pub mod index_source;
mod inspect_database;
pub mod jobs;
pub mod lineage;
pub mod lineage_links;
pub mod missing_pictures;
mod normalize_names;
pub mod pictures;
mod privacy;
pub mod prompts;
pub mod selection_state;
mod settings_store;
mod sort_position;
pub mod storyboards;
pub mod tags;
pub mod transfer;
pub mod trash;
pub mod undecodable;
pub mod undo;

use std::{
    fs::{File, TryLockError},
    io,
    path::{Path, PathBuf},
    sync::{Mutex, MutexGuard, OnceLock, PoisonError},
    time::Duration,
};

pub use backup::restore;
pub use change_tracking::ChangeSet;
use commit_counter::{CounterFile, FileState};
pub use files::{ClipFile, ClipFolder, Files, PreparedKey};
use inspect_database::DatabaseState;
#[cfg(unix)]
pub use privacy::shared_mode;
use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior};
use rusqlite_migration::{HookError, M, Migrations};
pub use settings_store::{
    Exports, LastClock, draft, exports, save_draft, save_exports, save_seen, save_settings, save_view, seen, settings,
    view,
};

use crate::atomic_file;

/// Every migration in the order in which it came. Never changed, only added to.
fn migrations() -> Vec<M<'static>> {
    vec![
        M::up(connections::CREATE),
        M::up(jobs::CREATE),
        M::up(clips::CREATE),
        M::up(settings_store::CREATE),
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
        M::up(index_source::CREATE),
        M::up(trash::ADD_AGE),
        M::up(index_source::COVER),
        M::up(jobs::ADD_RESULTS),
        M::up(commit_counter::CREATE),
        M::up(missing_pictures::CREATE),
        M::up(connections::ADD_PLAIN_HTTP),
        M::up_with_hook("", |tx: &Transaction<'_>| normalize_names::unify(tx).map_err(hook_error)),
        M::up(undecodable::CREATE),
        M::up(connections::ADD_SEEN),
    ]
}

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
    /// `library.sqlite` belongs to another program.
    #[error("library.sqlite belongs to another program; nothing was changed")]
    Foreign,
    /// The database is not all there. Nothing was changed.
    #[error("the library's database {damage}; nothing was changed{}", advice(.copy.as_deref()))]
    Damaged {
        /// In which way.
        damage: Damage,
        /// The last good copy of it.
        copy: Option<PathBuf>,
    },
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

/// What is wrong with a database.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Damage {
    /// It is not there, or empty, although there was one.
    #[error("is missing or empty although there was one")]
    Missing,
    /// It is no database, or pages of it are damaged.
    #[error("is damaged")]
    Unreadable,
    /// Changes are missing that were written: its log is gone or damaged, or an older copy lies in its place.
    #[error("lacks its last changes")]
    Behind,
}

impl From<Damage> for LibraryError {
    fn from(damage: Damage) -> Self {
        Self::Damaged { damage, copy: None }
    }
}

fn advice(copy: Option<&Path>) -> String {
    copy.map_or_else(String::new, |copy| format!("; the last good copy is {}", copy.display()))
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
type CommitObserver = Box<dyn Fn(&Connection, &ChangeSet) + Send + Sync>;

/// An open library. Reads and writes go through one connection each, so that a page never waits for a write.
pub struct Library {
    writer: Mutex<Connection>,
    reader: Mutex<Connection>,
    note: CounterFile,
    folder: PathBuf,
    files: Files,
    follower: OnceLock<CommitObserver>,
    _lock: File,
}

impl Library {
    /// Opens the library in `folder`, or makes one there.
    ///
    /// # Errors
    /// `InUse` when another process has it; `Foreign`, `TooNew` and `Damaged`, which leave everything as it lies; `Io` and `Sql`
    /// when the folder cannot be used.
    pub fn open(folder: &Path) -> Result<Self, LibraryError> {
        privacy::close_what_is_made();
        atomic_file::create_folder(folder)?;
        let lock = lock(&folder.join("library.lock"))?;
        let writer = open_writer(folder).map_err(|error| inspect_database::explained(error, folder))?;
        privacy::close(folder)?;
        writer.execute_batch(change_tracking::WATCH)?;
        writer.execute_batch(&undo::watch())?;
        let note = CounterFile::open(folder, commit_counter::count(&writer)?.unwrap_or(0))?;
        let reader = open_reader(&folder.join(DATABASE_NAME))?;
        let files = Files::open(folder)?;
        Ok(Self {
            writer: Mutex::new(writer),
            reader: Mutex::new(reader),
            note,
            folder: folder.to_owned(),
            files,
            follower: OnceLock::new(),
            _lock: lock,
        })
    }

    /// Brings everything into the database's file, which can be copied alone then. The library goes on working.
    ///
    /// # Errors
    /// Those of the database.
    pub fn close(&self) -> Result<(), LibraryError> {
        let writer = hold(&self.writer);
        // Busy when something reads the log for longer than is waited: then it stays, which loses nothing.
        let is_busy: bool = writer.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
        if !is_busy {
            let commits = commit_counter::count(&writer)?.unwrap_or(0);
            self.note.write_closed(commits, FileState::of(&self.folder.join(DATABASE_NAME))?)?;
        }
        Ok(())
    }

    /// Makes a copy of the database when the last one is older than a day. Takes as long as reading all of it.
    ///
    /// # Errors
    /// Those of the database and of the disk.
    pub fn back_up(&self) -> Result<(), LibraryError> {
        let reader = self.reader()?;
        if commit_counter::count(&reader)? > Some(0) { backup::make_daily(&reader, &self.folder) } else { Ok(()) }
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
        open_reader(&self.folder.join(DATABASE_NAME))
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
        let before = transaction.total_changes();
        let value = change(&transaction)?;
        let is_changed = transaction.total_changes() > before;
        let commits = is_changed.then(|| commit_counter::add(&transaction)).transpose()?;
        transaction.commit().map_err(LibraryError::from)?;
        if let Some(Err(error)) = commits.map(|commits| self.note.write(commits)) {
            tracing::warn!(%error, "the count of changes could not be noted");
        }
        self.tell(&writer);
        Ok(value)
    }

    /// Registers the observer called after each commit that changed rows, with the writing connection. Only the first
    /// registration counts.
    pub fn on_touch(&self, follower: impl Fn(&Connection, &ChangeSet) + Send + Sync + 'static) {
        let _ = self.follower.set(Box::new(follower));
    }

    /// What was written stays written, whatever becomes of this.
    fn tell(&self, writer: &Connection) {
        match change_tracking::take(writer) {
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

impl Drop for Library {
    fn drop(&mut self) {
        if let Err(error) = self.close() {
            tracing::warn!(%error, "the library's log could not be brought into its database");
        }
    }
}

/// The connection that writes, to a database that is known to be whole and of this version.
fn open_writer(folder: &Path) -> Result<Connection, LibraryError> {
    let noted = commit_counter::read(folder);
    let mut writer = match inspect_database::look(folder, noted.as_ref())? {
        DatabaseState::Nothing => inspect_database::create(&folder.join(DATABASE_NAME))?,
        DatabaseState::Library => inspect_database::open(folder, noted.as_ref())?,
    };
    prepare(&writer)?;
    migrate(&mut writer, folder)?;
    inspect_database::release_log(&writer)?;
    atomic_file::sync_folder(folder)?;
    Ok(writer)
}

fn open_reader(path: &Path) -> Result<Connection, LibraryError> {
    let reader = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    reader.busy_timeout(BUSY_TIMEOUT)?;
    rusqlite::vtab::array::load_module(&reader)?;
    Ok(reader)
}

const DATABASE_NAME: &str = "library.sqlite";
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

/// Brings the database to this version, after a copy of it was made.
fn migrate(writer: &mut Connection, folder: &Path) -> Result<(), LibraryError> {
    use rusqlite_migration::{Error, MigrationDefinitionError};
    let version: u32 = writer.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    let migrations = migrations();
    if version > 0 && (version as usize) < migrations.len() {
        backup::make(writer, folder)?;
    }
    Migrations::new(migrations).to_latest(writer).map_err(|error| match error {
        Error::RusqliteError { err, .. } => err.into(),
        Error::MigrationDefinition(MigrationDefinitionError::DatabaseTooFarAhead) => LibraryError::TooNew,
        error => LibraryError::Io(io::Error::other(error)),
    })
}

/// What a migration in Rust met, as the library that runs it can tell it.
fn hook_error(error: LibraryError) -> HookError {
    match error {
        LibraryError::Sql(error) => HookError::RusqliteError(error),
        error => HookError::Hook(error.to_string()),
    }
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
        Migrations::new(migrations()).validate().unwrap();
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
        let changed = dailies_model::Settings { row_height: 99, ..Default::default() };
        let result: Result<(), LibraryError> = library.write(|tx| {
            save_settings(tx, &changed)?;
            Err(LibraryError::NotFound)
        });
        assert!(result.is_err());
        assert_eq!(library.read(settings).unwrap(), dailies_model::Settings::default());
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

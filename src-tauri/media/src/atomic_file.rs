//! Writes files that are either complete or absent, even after a power cut: temporary name, sync, rename, sync of the
//! folder. Does not interpret their content. All functions block, unless they are `async`. Also used by other crates.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use tempfile::{PathPersistError, TempPath};
use tokio::io::{AsyncRead, AsyncWriteExt as _};
use tokio::task;

/// The end of temporary names.
pub const SUFFIX: &str = ".part";

/// Writes `bytes` to a temporary file beside `file`, syncs it, and renames it to `file`.
///
/// # Errors
/// Those of the disk. An earlier `file` is left unchanged if the bytes could not be written.
pub fn write(file: &Path, bytes: &[u8]) -> io::Result<()> {
    let temporary = temporary(file);
    let pending = PendingFile(TempPath::try_from_path(&temporary)?);
    create(&temporary, |new| new.write_all(bytes))?;
    pending.place(file)
}

/// Creates a file, lets `fill` write it, and syncs it. For files with a temporary name.
///
/// # Errors
/// Those of `fill` and of the disk. An incomplete file may be left.
pub fn create<T, E: From<io::Error>>(file: &Path, fill: impl FnOnce(&mut File) -> Result<T, E>) -> Result<T, E> {
    let mut file = File::create(file)?;
    let filled = fill(&mut file)?;
    file.sync_all()?;
    Ok(filled)
}

/// Creates a file with everything that `from` yields, syncs it, and returns its length in bytes. For files with a
/// temporary name.
///
/// # Errors
/// Those of `from` and of the disk. An incomplete file may be left.
pub async fn receive(file: &Path, from: &mut (impl AsyncRead + Unpin)) -> io::Result<u64> {
    let mut file = tokio::fs::File::create(file).await?;
    let bytes = tokio::io::copy(from, &mut file).await?;
    file.flush().await?;
    file.sync_all().await?;
    Ok(bytes)
}

/// Syncs a file that was written by other code, such as `SQLite`.
///
/// # Errors
/// Those of the disk.
pub fn sync_file(file: &Path) -> io::Result<()> {
    // Windows syncs only what is open for writing.
    File::options().write(true).open(file)?.sync_all()
}

/// Renames a file or folder whose content has been synced, and syncs the folder of its new name. Replaces an existing
/// file.
///
/// # Errors
/// Those of the disk.
pub fn place(from: &Path, to: &Path) -> io::Result<()> {
    fs::rename(from, to)?;
    sync_folder(parent(to))
}

/// Does the same as [`place`] on a blocking thread.
///
/// # Errors
/// Those of the disk.
pub async fn place_async(from: &Path, to: &Path) -> io::Result<()> {
    let (from, to) = (from.to_owned(), to.to_owned());
    task::spawn_blocking(move || place(&from, &to)).await.map_err(io::Error::other)?
}

/// A complete, synced file that still has a temporary name. Removed when dropped without having been placed.
#[derive(Debug)]
pub struct PendingFile(TempPath);

/// A file that could not be placed, and why.
#[derive(Debug)]
pub struct NotPlaced {
    /// The file; another name can be tried.
    pub file: PendingFile,
    /// `AlreadyExists` when another file has the name.
    pub error: io::Error,
}

impl PendingFile {
    /// Creates a file in `folder`, lets `fill` write it, and syncs it. Its temporary name is `prefix`, random letters
    /// and [`SUFFIX`].
    ///
    /// # Errors
    /// Those of `fill` and of the disk; no file is left.
    pub fn create_in(folder: &Path, prefix: &str, fill: impl FnOnce(&mut File) -> io::Result<()>) -> io::Result<Self> {
        let mut file = tempfile::Builder::new().prefix(prefix).suffix(SUFFIX).tempfile_in(folder)?;
        fill(file.as_file_mut())?;
        file.as_file().sync_all()?;
        Ok(Self(file.into_temp_path()))
    }

    /// Creates a file with everything that `from` yields, beside its final path `place`. Returns it with its length in
    /// bytes.
    ///
    /// # Errors
    /// Those of `from` and of the disk; no file is left.
    pub async fn receive(place: &Path, from: &mut (impl AsyncRead + Unpin)) -> io::Result<(Self, u64)> {
        let temporary = temporary(place);
        let pending = Self(TempPath::try_from_path(&temporary)?);
        let bytes = receive(&temporary, from).await?;
        Ok((pending, bytes))
    }

    /// Renames the file to `to` and syncs the folder. Replaces an existing file.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn place(self, to: &Path) -> io::Result<()> {
        self.0.persist(to).map_err(|error| error.error)?;
        sync_folder(parent(to))
    }

    /// Renames the file to `to` if nothing has this name. Leaves [`sync_folder`] to the caller, who may place several
    /// files.
    ///
    /// # Errors
    /// `AlreadyExists`, and those of the disk.
    pub fn place_new(self, to: &Path) -> Result<(), NotPlaced> {
        match self.0.persist_noclobber(to) {
            // Some file systems cannot rename on condition that the name is free. It is checked just before instead.
            Err(PathPersistError { path, error }) if error.kind() != ErrorKind::AlreadyExists && is_free(to) => {
                tracing::debug!(%error, "renamed without a condition");
                path.persist(to)
            }
            placed => placed,
        }
        .map_err(|PathPersistError { path, error }| NotPlaced { file: Self(path), error })
    }
}

/// Returns whether nothing has this name. A broken symbolic link counts as having it.
pub fn is_free(path: &Path) -> bool {
    path.symlink_metadata().is_err_and(|error| error.kind() == ErrorKind::NotFound)
}

/// Creates a folder and its missing parents, and syncs the folder above each.
///
/// # Errors
/// Those of the disk.
pub fn create_folder(folder: &Path) -> io::Result<()> {
    let missing: Vec<_> =
        folder.ancestors().take_while(|folder| !folder.as_os_str().is_empty() && !folder.is_dir()).collect();
    for folder in missing.into_iter().rev() {
        match fs::create_dir(folder) {
            Err(error) if error.kind() != ErrorKind::AlreadyExists => return Err(error),
            _ => sync_folder(parent(folder))?,
        }
    }
    Ok(())
}

/// Syncs a folder, so that the names in it survive a power cut.
///
/// # Errors
/// Those of the disk.
#[cfg(unix)]
pub fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Does nothing: folders cannot be opened for syncing on this system, and NTFS journals the names.
#[cfg(not(unix))]
pub fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

/// Returns the folder of a path.
fn parent(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn temporary(file: &Path) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(file.file_name().unwrap_or_default());
    name.push(SUFFIX);
    file.with_file_name(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_whole_and_nothing_stays_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("notes");
        write(&file, b"one").unwrap();
        write(&file, b"two").unwrap();
        assert_eq!(fs::read(&file).unwrap(), b"two");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_file_that_cannot_be_written_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("notes");
        fs::create_dir(&file).unwrap();
        assert!(write(&file, b"one").is_err());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn folders_are_created_down_to_the_last() {
        let folder = tempfile::tempdir().unwrap();
        let deep = folder.path().join("a/b/c");
        create_folder(&deep).unwrap();
        create_folder(&deep).unwrap();
        assert!(deep.is_dir());
    }

    #[test]
    fn a_file_with_a_temporary_name_goes_unless_it_is_placed() {
        let folder = tempfile::tempdir().unwrap();
        let pending = |bytes: &'static [u8]| {
            PendingFile::create_in(folder.path(), ".test-", |file| file.write_all(bytes)).unwrap()
        };
        let file = folder.path().join("notes");
        pending(b"one").place_new(&file).unwrap();
        let refused = pending(b"two").place_new(&file).unwrap_err();
        assert_eq!((refused.error.kind(), fs::read(&file).unwrap()), (ErrorKind::AlreadyExists, b"one".to_vec()));
        refused.file.place(&file).unwrap();
        drop(pending(b"three"));
        assert_eq!(fs::read(&file).unwrap(), b"two");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_file_that_cannot_be_filled_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let failed = PendingFile::create_in(folder.path(), ".test-", |_| Err(ErrorKind::UnexpectedEof.into()));
        assert_eq!(failed.unwrap_err().kind(), ErrorKind::UnexpectedEof);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}

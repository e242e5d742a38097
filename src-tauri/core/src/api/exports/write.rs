//! Files that leave the library: written under a temporary name beside their place, to the disk, and only then called what
//! they are. Nothing that is there is ever written over; what cannot be written whole leaves nothing behind.

use std::{
    fs::{self, File},
    io::{self, Write as _},
    path::{Path, PathBuf},
    time::{Duration, SystemTime},
};

use tempfile::{NamedTempFile, PersistError};

use crate::model::Timestamp;

/// As many files of one name are numbered.
const MOST_NUMBERS: usize = 10_000;

/// What an exported file is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Source {
    /// The first bytes of a file, and what is put behind them.
    Film { file: PathBuf, bytes: u64, behind: Vec<u8> },
    /// A file as it is.
    Copy(PathBuf),
    /// A text.
    Text(Vec<u8>),
}

/// A file of an export: what it is made of, and how its name ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) extension: &'static str,
    pub(super) source: Source,
}

/// Writes the files of one clip side by side under one name; the first free one of `name`, `name (2)` and so on.
pub(super) fn write(folder: &Path, name: &[String], pieces: &[Piece], made_at: Timestamp) -> io::Result<()> {
    let [folders @ .., stem] = name else { return Err(io::ErrorKind::InvalidInput.into()) };
    let folder = folders.iter().fold(folder.to_owned(), |folder, part| folder.join(part));
    fs::create_dir_all(&folder)?;
    let parts = pieces.iter().map(|piece| part(&folder, &piece.source, made_at)).collect::<io::Result<Vec<_>>>()?;
    place(&folder, stem, pieces, parts)?;
    sync(&folder)
}

/// The first name of which no file is there yet: `stem`, or `stem (2)` and so on.
pub(super) fn free(stem: &str, is_free: impl Fn(&str) -> bool) -> Option<String> {
    let numbered = (2..MOST_NUMBERS).map(|number| format!("{stem} ({number})"));
    std::iter::once(stem.to_owned()).chain(numbered).find(|name| is_free(name))
}

/// Whether nothing is called that, broken links included.
pub(super) fn is_free(path: &Path) -> bool {
    path.symlink_metadata().is_err_and(|error| error.kind() == io::ErrorKind::NotFound)
}

/// Gives the parts the first free name. What else takes it meanwhile keeps it.
fn place(folder: &Path, stem: &str, pieces: &[Piece], parts: Vec<NamedTempFile>) -> io::Result<()> {
    let path = |name: &str, piece: &Piece| folder.join(format!("{name}.{}", piece.extension));
    let mut parts = parts;
    loop {
        let name = free(stem, |name| pieces.iter().all(|piece| is_free(&path(name, piece))));
        let name = name.ok_or(io::ErrorKind::AlreadyExists)?;
        let mut placed = Vec::new();
        let mut rest = parts.into_iter();
        let mut refused = None;
        for (piece, part) in pieces.iter().zip(&mut rest) {
            match persist(part, &path(&name, piece)) {
                Ok(()) => placed.push(path(&name, piece)),
                Err(error) => {
                    refused = Some(error);
                    break;
                }
            }
        }
        match refused {
            None => return Ok(()),
            Some(PersistError { error, file }) if placed.is_empty() && error.kind() == io::ErrorKind::AlreadyExists => {
                parts = std::iter::once(file).chain(rest).collect();
            }
            Some(PersistError { error, .. }) => {
                placed.iter().for_each(|path| drop(fs::remove_file(path)));
                return Err(error);
            }
        }
    }
}

/// Some file systems know no way to give a name only if it is free: there it was free a moment ago.
fn persist(part: NamedTempFile, path: &Path) -> Result<(), PersistError> {
    match part.persist_noclobber(path) {
        Err(PersistError { file, error }) if error.kind() != io::ErrorKind::AlreadyExists && is_free(path) => {
            tracing::debug!(%error, "renamed without a lock");
            file.persist(path).map(drop)
        }
        persisted => persisted.map(drop),
    }
}

/// A whole file under a temporary name, on the disk.
fn part(folder: &Path, source: &Source, made_at: Timestamp) -> io::Result<NamedTempFile> {
    let mut part = unfinished(folder)?;
    match source {
        Source::Film { file, bytes, behind } => {
            let copied = io::copy(&mut io::Read::take(File::open(file)?, *bytes), part.as_file_mut())?;
            if copied != *bytes {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            part.write_all(behind)?;
        }
        Source::Copy(file) => drop(io::copy(&mut File::open(file)?, part.as_file_mut())?),
        Source::Text(text) => part.write_all(text)?,
    }
    // A date is a nicety: some file systems keep none.
    let _ = part.as_file().set_modified(system_time(made_at));
    part.as_file().sync_all()?;
    Ok(part)
}

/// Saves bytes where the user said, in place of what is there: the dialog has asked.
pub(super) fn save(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut part = unfinished(folder)?;
    part.write_all(bytes)?;
    part.as_file().sync_all()?;
    part.persist(path).map_err(|error| error.error)?;
    sync(folder)
}

/// Gone when it is dropped, unless it got its name. Everybody may read it whom the user lets read new files.
fn unfinished(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".dailies-").suffix(".part");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(folder)
}

fn system_time(at: Timestamp) -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_millis(u64::try_from(at.0).unwrap_or_default())
}

#[cfg(unix)]
fn sync(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// NTFS keeps a journal of its names, and a folder cannot be opened to be synced.
#[cfg(not(unix))]
fn sync(_: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests;

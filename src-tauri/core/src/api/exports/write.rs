//! Files that leave the library: written under a temporary name beside their place, to the disk, and only then called what
//! they are. Nothing that is there is ever written over; what cannot be written whole leaves nothing behind.

use std::{
    fs::{self, File},
    io::{self, Write as _},
    path::{Path, PathBuf},
    time::{Duration, SystemTime},
};

use dailies_model::Timestamp;

use crate::atomic_file::{self, NotPlaced, PendingFile};
#[cfg(unix)]
use crate::library::shared_mode;

/// As many files of one name are numbered.
const MOST_NUMBERS: usize = 10_000;
/// How the names of unfinished files begin.
const PREFIX: &str = ".dailies-";
/// Nothing is written for as long.
const DAY: Duration = Duration::from_secs(24 * 3600);

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
pub(super) struct ExportFile {
    pub(super) extension: &'static str,
    pub(super) source: Source,
}

/// Writes the files of one clip side by side under one name; the first free one of `name`, `name (2)` and so on.
pub(super) fn write(folder: &Path, name: &[String], pieces: &[ExportFile], made_at: Timestamp) -> io::Result<()> {
    let [folders @ .., stem] = name else { return Err(io::ErrorKind::InvalidInput.into()) };
    let folder = folders.iter().fold(folder.to_owned(), |folder, part| folder.join(part));
    make(&folder)?;
    let parts = pieces.iter().map(|piece| part(&folder, &piece.source)).collect::<io::Result<Vec<_>>>()?;
    place(&folder, stem, pieces, parts, made_at)?;
    atomic_file::sync_folder(&folder)
}

/// The first name of which no file is there yet: `stem`, or `stem (2)` and so on.
pub(super) fn free(stem: &str, is_free: impl Fn(&str) -> bool) -> Option<String> {
    let numbered = (2..MOST_NUMBERS).map(|number| format!("{stem} ({number})"));
    std::iter::once(stem.to_owned()).chain(numbered).find(|name| is_free(name))
}

/// Gives the parts the first free name. What else takes it meanwhile keeps it.
fn place(
    folder: &Path,
    stem: &str,
    pieces: &[ExportFile],
    parts: Vec<PendingFile>,
    made_at: Timestamp,
) -> io::Result<()> {
    let path = |name: &str, piece: &ExportFile| folder.join(format!("{name}.{}", piece.extension));
    let mut parts = parts;
    loop {
        let name = free(stem, |name| pieces.iter().all(|piece| atomic_file::is_free(&path(name, piece))));
        let name = name.ok_or(io::ErrorKind::AlreadyExists)?;
        let mut placed = Vec::new();
        let mut rest = parts.into_iter();
        let mut refused = None;
        for (piece, part) in pieces.iter().zip(&mut rest) {
            match part.place_new(&path(&name, piece)) {
                Ok(()) => placed.push(path(&name, piece)),
                Err(error) => {
                    refused = Some(error);
                    break;
                }
            }
        }
        match refused {
            None => {
                placed.iter().for_each(|path| date(path, made_at));
                return Ok(());
            }
            Some(NotPlaced { error, file }) if placed.is_empty() && error.kind() == io::ErrorKind::AlreadyExists => {
                parts = std::iter::once(file).chain(rest).collect();
            }
            Some(NotPlaced { error, .. }) => {
                placed.iter().for_each(|path| drop(fs::remove_file(path)));
                return Err(error);
            }
        }
    }
}

/// Dates a file by its clip. Best effort: some file systems keep no dates. Until here the date says when it was written.
fn date(file: &Path, made_at: Timestamp) {
    let dated = File::options().write(true).open(file).and_then(|file| file.set_modified(system_time(made_at)));
    if let Err(error) = dated {
        tracing::debug!(%error, "an exported file has the date of the export");
    }
}

/// A whole file under a temporary name, on the disk. Everybody may read it whom the user lets read new files.
fn part(folder: &Path, source: &Source) -> io::Result<PendingFile> {
    PendingFile::create_in(folder, PREFIX, |part| {
        match source {
            Source::Film { file, bytes, behind } => {
                let copied = io::copy(&mut io::Read::take(File::open(file)?, *bytes), part)?;
                if copied != *bytes {
                    return Err(io::ErrorKind::UnexpectedEof.into());
                }
                part.write_all(behind)?;
            }
            Source::Copy(file) => drop(io::copy(&mut File::open(file)?, part)?),
            Source::Text(text) => part.write_all(text)?,
        }
        share_file(part)
    })
}

/// Saves bytes where the user said, in place of what is there: the dialog has asked. Of a name without an ending, which gets
/// this one, it has not: then nothing is written over.
pub(super) fn save(path: &Path, extension: &'static str, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    make(folder)?;
    let source = Source::Text(bytes.to_vec());
    let part = part(folder, &source)?;
    if path.extension().is_some() {
        part.place(path)
    } else {
        let stem = path.file_name().ok_or(io::ErrorKind::InvalidInput)?.to_string_lossy();
        place(folder, &stem, &[ExportFile { extension, source }], vec![part], Timestamp::from(SystemTime::now()))?;
        atomic_file::sync_folder(folder)
    }
}

/// Removes what an export that was killed left in a folder, once it is a day old.
pub(super) fn clear(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let is_ours = name.to_str().is_some_and(|name| name.starts_with(PREFIX) && name.ends_with(atomic_file::SUFFIX));
        let is_old = |facts: fs::Metadata| {
            let age = facts.modified().ok().and_then(|modified| modified.elapsed().ok());
            facts.is_file() && age.is_some_and(|age| age >= DAY)
        };
        if is_ours && entry.metadata().is_ok_and(is_old) {
            // Best effort: what stays goes another time.
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Makes a folder of the user's, as open as the user lets new folders be.
fn make(folder: &Path) -> io::Result<()> {
    let missing: Vec<_> = folder.ancestors().take_while(|folder| atomic_file::is_free(folder)).collect();
    fs::create_dir_all(folder)?;
    missing.into_iter().filter(|folder| !folder.as_os_str().is_empty()).try_for_each(share)
}

/// What is inside the library is closed to others; what leaves it is not.
#[cfg(unix)]
fn share(folder: &Path) -> io::Result<()> {
    fs::set_permissions(folder, shared(0o777))
}

#[cfg(unix)]
fn share_file(file: &File) -> io::Result<()> {
    file.set_permissions(shared(0o666))
}

#[cfg(unix)]
fn shared(mode: u32) -> fs::Permissions {
    use std::os::unix::fs::PermissionsExt as _;
    fs::Permissions::from_mode(shared_mode(mode))
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "as on Unix")]
fn share(_: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "as on Unix")]
fn share_file(_: &File) -> io::Result<()> {
    Ok(())
}

fn system_time(at: Timestamp) -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_millis(u64::try_from(at.0).unwrap_or_default())
}

#[cfg(test)]
mod tests;

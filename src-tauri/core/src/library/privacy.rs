//! Closes the library to the other users of this computer: its folders to 0700, its files to 0600. Windows keeps a user's data
//! closed by itself.

use std::{io, path::Path};

/// From now on what this process makes is closed; what it makes for others takes [`shared_mode`].
pub(super) fn close_what_is_made() {
    #[cfg(unix)]
    unix::umask();
}

/// Closes what an older version left open, or what was copied here. Inside a closed folder only the files beside the database are
/// looked at: nobody else reaches the rest, and there may be hundreds of thousands.
///
/// # Errors
/// Those of the disk; on a file system without permissions none.
#[cfg(unix)]
pub(super) fn close(folder: &Path) -> io::Result<()> {
    let depth = if unix::close(folder, unix::FOLDER)? { unix::Depth::Everything } else { unix::Depth::Files };
    unix::close_inside(folder, depth)
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "as on Unix")]
pub(super) fn close(_: &Path) -> io::Result<()> {
    Ok(())
}

/// The permissions of a file or a folder that leaves the library, of `full` ones: what the user's own umask leaves of them.
#[cfg(unix)]
pub fn shared_mode(full: u32) -> u32 {
    full & !unix::umask()
}

#[cfg(unix)]
mod unix {
    use std::{
        fs,
        io::{self, ErrorKind},
        os::unix::fs::PermissionsExt as _,
        path::Path,
        sync::OnceLock,
    };

    use rustix::fs::Mode;

    pub(super) const FOLDER: u32 = 0o700;
    const FILE: u32 = 0o600;
    const OTHERS: u32 = 0o077;

    #[derive(Clone, Copy, PartialEq, Eq)]
    pub(super) enum Depth {
        Files,
        Everything,
    }

    /// The umask that this process was started with. There is only one a process: from the first call on it is ours.
    pub(super) fn umask() -> u32 {
        static GIVEN: OnceLock<u32> = OnceLock::new();
        *GIVEN.get_or_init(|| rustix::process::umask(Mode::from_raw_mode(OTHERS)).as_raw_mode())
    }

    /// Whether it was open and is closed now.
    pub(super) fn close(path: &Path, mode: u32) -> io::Result<bool> {
        let is_open = fs::metadata(path)?.permissions().mode() & OTHERS != 0;
        if is_open {
            match fs::set_permissions(path, fs::Permissions::from_mode(mode)) {
                Err(error) if matches!(error.kind(), ErrorKind::PermissionDenied | ErrorKind::Unsupported) => {
                    tracing::warn!(%error, path = %path.display(), "others may be able to read the library");
                    return Ok(false);
                }
                closed => closed?,
            }
        }
        Ok(is_open)
    }

    /// What a link leads to is left alone, and so is what goes away meanwhile.
    pub(super) fn close_inside(folder: &Path, depth: Depth) -> io::Result<()> {
        for entry in fs::read_dir(folder)? {
            let (entry, kind) = entry.and_then(|entry| entry.file_type().map(|kind| (entry, kind)))?;
            let closed = match kind {
                kind if kind.is_file() => close(&entry.path(), FILE).map(drop),
                kind if kind.is_dir() && depth == Depth::Everything => {
                    close(&entry.path(), FOLDER).and_then(|_| close_inside(&entry.path(), depth))
                }
                _ => Ok(()),
            };
            match closed {
                Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
                _ => {}
            }
        }
        Ok(())
    }
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use std::{fs, os::unix::fs::PermissionsExt as _, path::PathBuf};

    use super::super::Library;
    use super::*;

    fn mode(path: &Path) -> u32 {
        fs::symlink_metadata(path).unwrap().permissions().mode() & 0o777
    }

    fn everything(folder: &Path) -> Vec<PathBuf> {
        let inside = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        inside
            .flat_map(|path| if path.is_dir() { [vec![path.clone()], everything(&path)].concat() } else { vec![path] })
            .collect()
    }

    fn assert_closed(folder: &Path) {
        for path in everything(folder).into_iter().chain([folder.to_owned()]) {
            assert_eq!(mode(&path), if path.is_dir() { 0o700 } else { 0o600 }, "{}", path.display());
        }
    }

    #[test]
    fn a_new_library_is_closed_to_others() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("share").join("dailies");
        let library = Library::open(&folder).unwrap();
        library.write::<_, super::super::LibraryError>(|tx| Ok(tx.execute_batch("CREATE TABLE x (y)")?)).unwrap();
        let clip = folder.join("clips").join("aa").join("film.mp4");
        fs::create_dir_all(clip.parent().unwrap()).unwrap();
        fs::write(&clip, b"film").unwrap();
        assert!(folder.join("library.sqlite-wal").is_file());
        assert_closed(&folder);
        assert_eq!(shared_mode(0o666), 0o666 & !unix::umask());
    }

    #[test]
    fn an_open_library_is_closed_when_it_is_opened() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("library");
        drop(Library::open(&folder).unwrap());
        let clip = folder.join("clips").join("aa").join("film.mp4");
        fs::create_dir_all(clip.parent().unwrap()).unwrap();
        fs::write(&clip, b"film").unwrap();
        let elsewhere = home.path().join("elsewhere");
        fs::write(&elsewhere, b"not ours").unwrap();
        std::os::unix::fs::symlink(&elsewhere, folder.join("clips").join("link")).unwrap();
        for path in everything(&folder).into_iter().chain([folder.clone(), elsewhere.clone()]) {
            fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
        }
        let library = Library::open(&folder).unwrap();
        fs::remove_file(folder.join("clips").join("link")).unwrap();
        assert_closed(&folder);
        assert_eq!(mode(&elsewhere), 0o755);

        fs::set_permissions(folder.join("library.sqlite"), fs::Permissions::from_mode(0o644)).unwrap();
        drop(library);
        let _library = Library::open(&folder).unwrap();
        assert_closed(&folder);
    }
}

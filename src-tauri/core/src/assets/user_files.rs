//! Opens files that the user chose: only regular files, and only once no other program is writing them. Reads no content.
//!
//! Pipes, devices and folders are rejected, because reading them could block the program.

use std::{
    fs::{File, Metadata},
    io,
    path::Path,
    time::{Duration, SystemTime},
};

use tokio::{task, time::sleep};

/// How long a file is watched that may still be written.
#[derive(Debug, Clone, Copy)]
struct SettleLimits {
    /// A file that was not changed for so long is not being written.
    quiet: Duration,
    /// How long one is waited for that is.
    most_wait: Duration,
    look_every: Duration,
}

const PATIENCE: SettleLimits = SettleLimits {
    quiet: Duration::from_secs(1),
    most_wait: Duration::from_secs(10),
    look_every: Duration::from_millis(200),
};

/// Why a file is not taken.
#[derive(Debug, thiserror::Error)]
pub(super) enum UserFileError {
    /// It is a folder, a pipe, a socket or a device.
    #[error("not a regular file")]
    NotAFile,
    /// Something goes on writing it.
    #[error("the file is still being written")]
    StillWritten,
    /// It is not there, its link leads nowhere, or it may not be read.
    #[error("the file cannot be read: {0}")]
    Unreadable(#[from] io::Error),
}

/// An open file with its length and date at that time.
#[derive(Debug)]
pub(super) struct UserFile {
    pub(super) file: File,
    pub(super) length: u64,
    pub(super) modified: SystemTime,
}

impl UserFile {
    /// Whether it is as it was when it was opened.
    pub(super) fn is_unchanged(&self) -> io::Result<bool> {
        let now = state(&self.file.metadata()?)?;
        Ok(now == (self.length, self.modified))
    }
}

/// Opens a regular file, following links. Never waits for who is at the other end of a pipe.
///
/// # Errors
/// `NotAFile`, and `Unreadable` for a link that leads nowhere or in circles.
pub(super) fn open(path: &Path) -> Result<File, UserFileError> {
    // Opening some devices does something: they are not even opened.
    if !path.metadata()?.is_file() {
        return Err(UserFileError::NotAFile);
    }
    let file = options().open(path)?;
    // It may have become something else in between.
    if file.metadata()?.is_file() { Ok(file) } else { Err(UserFileError::NotAFile) }
}

#[cfg(unix)]
fn options() -> std::fs::OpenOptions {
    use std::os::unix::fs::OpenOptionsExt as _;

    use rustix::fs::OFlags;
    let mut options = File::options();
    let flags = OFlags::NONBLOCK | OFlags::NOCTTY;
    options.read(true).custom_flags(flags.bits().cast_signed());
    options
}

#[cfg(not(unix))]
fn options() -> std::fs::OpenOptions {
    let mut options = File::options();
    options.read(true);
    options
}

/// Opens a regular file once nobody writes it any more.
///
/// # Errors
/// As `open`, and `StillWritten` when it goes on changing.
pub(super) async fn open_settled(path: &Path) -> Result<UserFile, UserFileError> {
    let path = path.to_owned();
    let file = task::spawn_blocking(move || open(&path)).await.map_err(io::Error::other)??;
    settle(file, PATIENCE).await
}

async fn settle(
    file: File,
    SettleLimits { quiet, most_wait, look_every }: SettleLimits,
) -> Result<UserFile, UserFileError> {
    let (mut waited, mut unchanged) = (Duration::ZERO, Duration::ZERO);
    let mut last = state(&file.metadata()?)?;
    // A date in the future says nothing: then the file is watched.
    while SystemTime::now().duration_since(last.1).unwrap_or_default().max(unchanged) < quiet {
        if waited >= most_wait {
            return Err(UserFileError::StillWritten);
        }
        sleep(look_every).await;
        waited += look_every;
        let now = state(&file.metadata()?)?;
        unchanged = if now == last { unchanged + look_every } else { Duration::ZERO };
        last = now;
    }
    let (length, modified) = last;
    Ok(UserFile { file, length, modified })
}

fn state(metadata: &Metadata) -> io::Result<(u64, SystemTime)> {
    Ok((metadata.len(), metadata.modified()?))
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    #[test]
    fn only_a_regular_file_is_opened() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("film.mp4");
        std::fs::write(&file, b"film").unwrap();
        assert!(open(&file).is_ok());
        assert!(matches!(open(folder.path()), Err(UserFileError::NotAFile)));
        assert!(matches!(open(&folder.path().join("none")), Err(UserFileError::Unreadable(_))));
    }

    #[cfg(unix)]
    #[test]
    fn pipes_sockets_devices_and_loops_are_refused_at_once() {
        use std::os::unix::fs::symlink;

        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        let made = std::process::Command::new("mkfifo").arg(at("pipe.mp4")).status().unwrap();
        assert!(made.success());
        let _socket = std::os::unix::net::UnixListener::bind(at("socket.mp4")).unwrap();
        symlink(at("pipe.mp4"), at("to-pipe.mp4")).unwrap();
        for name in ["pipe.mp4", "socket.mp4", "to-pipe.mp4"] {
            assert!(matches!(open(&at(name)), Err(UserFileError::NotAFile)), "{name}");
        }
        assert!(matches!(open(Path::new("/dev/zero")), Err(UserFileError::NotAFile)));

        symlink(at("two.mp4"), at("one.mp4")).unwrap();
        symlink(at("one.mp4"), at("two.mp4")).unwrap();
        symlink(at("nowhere.mp4"), at("dangling.mp4")).unwrap();
        for name in ["one.mp4", "dangling.mp4"] {
            assert!(matches!(open(&at(name)), Err(UserFileError::Unreadable(_))), "{name}");
        }
        std::fs::write(at("film.mp4"), b"film").unwrap();
        symlink(at("film.mp4"), at("link.mp4")).unwrap();
        assert!(open(&at("link.mp4")).is_ok());
    }

    #[tokio::test]
    async fn a_file_that_lies_still_is_taken_at_once() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("film.mp4");
        let hour_ago = SystemTime::now() - Duration::from_secs(3600);
        File::create(&path).unwrap().set_modified(hour_ago).unwrap();
        // One look would take longer than the test.
        let patience = SettleLimits { look_every: Duration::from_secs(9999), ..PATIENCE };
        let opened = settle(open(&path).unwrap(), patience).await.unwrap();
        assert!(opened.is_unchanged().unwrap());
    }

    /// Its date lies in the future, so that only its length tells.
    #[tokio::test]
    async fn a_file_that_grows_is_waited_for_but_not_for_ever() {
        let patience = SettleLimits {
            quiet: Duration::from_millis(200),
            most_wait: Duration::from_secs(3),
            look_every: Duration::from_millis(20),
        };
        let folder = tempfile::tempdir().unwrap();
        for (writes, is_taken) in [(10, true), (10_000, false)] {
            let path = folder.path().join(format!("{writes}.mp4"));
            let later = SystemTime::now() + Duration::from_secs(3600);
            let mut file = File::create(&path).unwrap();
            file.set_modified(later).unwrap();
            let writing = tokio::spawn(async move {
                for _ in 0..writes {
                    file.write_all(b"more").unwrap();
                    file.set_modified(later).unwrap();
                    sleep(Duration::from_millis(10)).await;
                }
            });
            match settle(open(&path).unwrap(), patience).await {
                Ok(opened) => assert!(is_taken && opened.length == 4 * writes, "{}", opened.length),
                Err(UserFileError::StillWritten) => assert!(!is_taken),
                Err(error) => panic!("{error}"),
            }
            writing.abort();
        }
    }
}

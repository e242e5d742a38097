//! The part file: what was received so far, and beside it (`.meta`) what is needed to resume it.

use std::{
    ffi::OsString,
    fmt::Write as _,
    io,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use tokio::{
    fs::{self, File},
    io::{AsyncReadExt as _, AsyncWriteExt as _},
};

use super::{
    FetchError,
    container::{Container, HEAD},
};

/// A film that was fetched into its part, whole and synced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fetched {
    /// Its size.
    pub bytes: u64,
    /// Its SHA-256 in lower-case hex.
    pub sha256: String,
    /// What it is.
    pub container: Container,
}

/// What a resumed download goes on with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Version {
    /// The validator for `If-Range`: a strong `ETag` or a `Last-Modified` (RFC 9110 section 13.1.5).
    pub if_range: String,
    /// Size of the whole film, where the server told it.
    pub total: Option<u64>,
}

/// An open part.
pub(super) struct Part {
    file: File,
    hash: Sha256,
    /// Bytes in it.
    pub received: u64,
    container: Container,
}

impl Part {
    /// The part that an earlier run left, read and hashed, with what is needed to resume it. One that cannot be resumed, or
    /// does not begin like a film, counts as none.
    pub(super) async fn left_at(path: &Path) -> io::Result<Option<(Self, Version)>> {
        let Some(version) = version(path).await else { return Ok(None) };
        let mut file = match File::options().read(true).write(true).open(path).await {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error),
        };
        let (mut hash, mut received, mut head) = (Sha256::new(), 0, Vec::new());
        let mut chunk = vec![0; 256 * 1024];
        loop {
            let count = file.read(&mut chunk).await?;
            if count == 0 {
                break;
            }
            hash.update(&chunk[..count]);
            received += count as u64;
            head.extend(chunk[..count].iter().take(HEAD.saturating_sub(head.len())));
        }
        Ok(Container::of(&head).map(|container| (Self { file, hash, received, container }, version)))
    }

    /// An empty part. What was there is emptied first, and the version written after: a version never describes bytes of
    /// another one.
    pub(super) async fn anew(path: &Path, version: Option<&Version>, container: Container) -> io::Result<Self> {
        remove(&meta(path)).await?;
        let file = File::create(path).await?;
        if let Some(version) = version {
            fs::write(meta(path), serde_json::to_vec(version)?).await?;
        }
        Ok(Self { file, hash: Sha256::new(), received: 0, container })
    }

    pub(super) async fn append(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.file.write_all(bytes).await?;
        self.hash.update(bytes);
        self.received += bytes.len() as u64;
        Ok(())
    }

    /// Hands what was appended to the system, so that it survives the program.
    pub(super) async fn flush(&mut self) -> io::Result<()> {
        self.file.flush().await
    }

    /// Makes what was appended survive a power cut too.
    pub(super) async fn close(mut self) -> Result<Fetched, FetchError> {
        self.file.flush().await?;
        self.file.sync_all().await?;
        let sha256 = self.hash.finalize().iter().fold(String::with_capacity(64), |mut hex, byte| {
            let _ = write!(hex, "{byte:02x}");
            hex
        });
        Ok(Fetched { bytes: self.received, sha256, container: self.container })
    }
}

/// Throws a part away.
pub(super) async fn discard(path: &Path) -> io::Result<()> {
    remove(&meta(path)).await?;
    remove(path).await
}

/// Gives a fetched part its final name, so that it is there after a power cut too. Both lie in one folder; a file that has
/// the name is replaced.
pub async fn finish(part: &Path, film: &Path) -> io::Result<()> {
    fs::rename(part, film).await?;
    sync_folder(film).await?;
    remove(&meta(part)).await
}

#[cfg(unix)]
async fn sync_folder(film: &Path) -> io::Result<()> {
    let folder = film.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    File::open(folder).await?.sync_all().await
}

/// NTFS keeps a journal of its names, and a folder cannot be opened to be synced.
#[cfg(not(unix))]
#[expect(clippy::unused_async, reason = "as on Unix")]
async fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

async fn version(path: &Path) -> Option<Version> {
    serde_json::from_slice(&fs::read(meta(path)).await.ok()?).ok()
}

async fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path).await {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

fn meta(path: &Path) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(".meta");
    name.into()
}

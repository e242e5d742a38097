//! The part file: what was received so far, and beside it (`.meta`) what is needed to resume it.

use std::{
    ffi::OsString,
    io,
    path::{Path, PathBuf},
};

use dailies_model::{Container, Medium};
use serde::{Deserialize, Serialize};
use tokio::{
    fs::{self, File},
    io::AsyncWriteExt as _,
};

use super::{
    Fetched,
    digest::{self, Digest},
};
use crate::atomic_file;

/// What a resumed download goes on with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Version {
    /// The validator for `If-Range`: a strong `ETag` or a `Last-Modified` (RFC 9110 section 13.1.5).
    pub if_range: String,
    /// Size of the whole file, where the server told it.
    pub total: Option<u64>,
}

/// An open part.
pub(super) struct PartFile {
    file: File,
    digest: Digest,
}

impl PartFile {
    /// The part that an earlier run left, read and hashed, with what is needed to resume it. One that cannot be resumed, or
    /// does not begin as `medium` does, counts as none.
    pub(super) async fn left_at(path: &Path, medium: Medium) -> io::Result<Option<(Self, Version)>> {
        let Some(version) = version(path).await else { return Ok(None) };
        let digest = match digest::read(path).await {
            Ok(digest) => digest,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error),
        };
        if digest.container().map(Container::medium) != Some(medium) {
            return Ok(None);
        }
        let file = File::options().append(true).open(path).await?;
        Ok(Some((Self { file, digest }, version)))
    }

    /// An empty part. What was there is emptied first, and the version written after: a version never describes bytes of
    /// another one.
    pub(super) async fn anew(path: &Path, version: Option<&Version>) -> io::Result<Self> {
        remove(&meta(path)).await?;
        let file = File::create(path).await?;
        if let Some(version) = version {
            fs::write(meta(path), serde_json::to_vec(version)?).await?;
        }
        Ok(Self { file, digest: Digest::default() })
    }

    /// Bytes in it.
    pub(super) const fn received(&self) -> u64 {
        self.digest.bytes
    }

    pub(super) async fn append(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.file.write_all(bytes).await?;
        self.digest.update(bytes);
        Ok(())
    }

    /// Hands what was appended to the system, so that it survives the program.
    pub(super) async fn flush(&mut self) -> io::Result<()> {
        self.file.flush().await
    }

    /// Makes what was appended survive a power cut too; [`finish`] then gives it its name. An error when it begins like nothing known.
    pub(super) async fn close(mut self) -> io::Result<Fetched> {
        self.file.flush().await?;
        self.file.sync_all().await?;
        self.digest.finish().ok_or_else(|| io::ErrorKind::InvalidData.into())
    }
}

/// Returns the size of a part in bytes; 0 where there is none.
pub(super) async fn length(path: &Path) -> u64 {
    fs::metadata(path).await.map_or(0, |metadata| metadata.len())
}

/// Whether the server said that the whole file has this many bytes.
pub(super) async fn is_all(path: &Path, bytes: u64) -> bool {
    version(path).await.is_some_and(|version| version.total == Some(bytes))
}

/// Throws a part away.
pub(super) async fn discard(path: &Path) -> io::Result<()> {
    remove(&meta(path)).await?;
    remove(path).await
}

/// Gives a fetched part its final name, so that it is there after a power cut too. Both lie in one folder; a file that has
/// the name is replaced.
pub async fn finish(part: &Path, file: &Path) -> io::Result<()> {
    atomic_file::place_async(part, file).await?;
    remove(&meta(part)).await
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

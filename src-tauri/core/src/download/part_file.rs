//! The part file with the bytes received so far, and beside it (`.meta`) the data needed to resume.

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

/// The version of the file on the server, which a resumed download must match.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Version {
    /// The validator for `If-Range`: a strong `ETag` or a `Last-Modified` (RFC 9110 section 13.1.5).
    pub if_range: String,
    /// Size of the whole file in bytes, if the server sent it.
    pub total: Option<u64>,
}

/// An open part file.
pub(super) struct PartFile {
    file: File,
    digest: Digest,
}

impl PartFile {
    /// Opens and hashes the part that an earlier run left; `None` if there is none, it cannot be resumed, or its first
    /// bytes are not of `medium`.
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

    /// Creates an empty part. An existing part is emptied before the new version is written, so that a version never
    /// describes the bytes of another one.
    pub(super) async fn anew(path: &Path, version: Option<&Version>) -> io::Result<Self> {
        remove(&meta(path)).await?;
        let file = File::create(path).await?;
        if let Some(version) = version {
            fs::write(meta(path), serde_json::to_vec(version)?).await?;
        }
        Ok(Self { file, digest: Digest::default() })
    }

    /// Returns the number of bytes in the part.
    pub(super) const fn received(&self) -> u64 {
        self.digest.bytes
    }

    pub(super) async fn append(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.file.write_all(bytes).await?;
        self.digest.update(bytes);
        Ok(())
    }

    /// Flushes the written bytes to the operating system, so that they survive a crash of the program.
    pub(super) async fn flush(&mut self) -> io::Result<()> {
        self.file.flush().await
    }

    /// Syncs the part to disk, so that its content survives a power cut, and returns its digest; [`finish`] then gives
    /// it its name. Fails when its container is unknown.
    pub(super) async fn close(mut self) -> io::Result<Fetched> {
        self.file.flush().await?;
        self.file.sync_all().await?;
        self.digest.finish().ok_or_else(|| io::ErrorKind::InvalidData.into())
    }
}

/// Returns the size of a part in bytes; 0 if there is none.
pub(super) async fn length(path: &Path) -> u64 {
    fs::metadata(path).await.map_or(0, |metadata| metadata.len())
}

/// Returns whether the server gave `bytes` as the size of the whole file.
pub(super) async fn is_all(path: &Path, bytes: u64) -> bool {
    version(path).await.is_some_and(|version| version.total == Some(bytes))
}

/// Deletes a part and its metadata.
pub(super) async fn discard(path: &Path) -> io::Result<()> {
    remove(&meta(path)).await?;
    remove(path).await
}

/// Renames a complete part to its final name in the same folder, and syncs the folder, so that the name survives a
/// power cut. Replaces an existing file.
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

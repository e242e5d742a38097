//! Size, SHA-256 and container of a file, computed as its bytes arrive.

use std::{
    fmt::Write as _,
    fs::File,
    io::{self, Read as _},
    path::Path,
};

use sha2::{Digest as _, Sha256};
use tokio::task;

use dailies_model::Container;

/// A complete file on disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fetched {
    /// Size in bytes.
    pub bytes: u64,
    /// SHA-256 in lower-case hex.
    pub sha256: String,
    /// The container, by its first bytes.
    pub container: Container,
}

/// Computes size, hash and container of a complete file; `None` when its first bytes are not those of a film, still or
/// sound. Reads the whole file on a blocking thread.
pub async fn hash(file: &Path) -> io::Result<Option<Fetched>> {
    Ok(read(file).await?.finish())
}

/// Returns the digest of a file's bytes.
pub(super) async fn read(file: &Path) -> io::Result<Digest> {
    let file = file.to_owned();
    task::spawn_blocking(move || {
        let mut file = File::open(file)?;
        let mut digest = Digest::default();
        let mut chunk = vec![0; 256 * 1024];
        loop {
            match file.read(&mut chunk)? {
                0 => return Ok(digest),
                count => digest.update(&chunk[..count]),
            }
        }
    })
    .await
    .map_err(io::Error::other)?
}

/// An incremental digest.
#[derive(Default)]
pub(super) struct Digest {
    sha256: Sha256,
    head: Vec<u8>,
    /// Number of bytes so far.
    pub(super) bytes: u64,
}

impl Digest {
    pub(super) fn update(&mut self, bytes: &[u8]) {
        self.sha256.update(bytes);
        self.bytes += bytes.len() as u64;
        self.head.extend(bytes.iter().take(Container::HEAD.saturating_sub(self.head.len())));
    }

    pub(super) fn container(&self) -> Option<Container> {
        Container::of(&self.head)
    }

    pub(super) fn finish(self) -> Option<Fetched> {
        let container = self.container()?;
        let sha256 = self.sha256.finalize().iter().fold(String::with_capacity(64), |mut hex, byte| {
            let _ = write!(hex, "{byte:02x}");
            hex
        });
        Some(Fetched { bytes: self.bytes, sha256, container })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_file_that_is_whole_is_hashed() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("sound");
        // Expected value: `printf 'OggS\0' | sha256sum`.
        std::fs::write(&file, b"OggS\0").unwrap();
        let sha256 = "b18baaed604af83ab599242f44b854c295f9fd31a594fdaa3a6babcd6109a1f5".to_owned();
        assert_eq!(hash(&file).await.unwrap(), Some(Fetched { bytes: 5, sha256, container: Container::Ogg }));
        std::fs::write(&file, b"nothing known").unwrap();
        assert_eq!(hash(&file).await.unwrap(), None);
        assert_eq!(hash(folder.path().join("none").as_path()).await.unwrap_err().kind(), io::ErrorKind::NotFound);
    }
}

//! A copy of the first bytes of a file, hashed on the way, whole and on the disk when it is done.

use std::{
    fmt::Write as _,
    fs::File,
    io::{self, Read as _, Seek as _, Write as _},
    path::Path,
};

use sha2::{Digest as _, Sha256};

use crate::atomic_file;

const CHUNK_BYTES: usize = 1 << 20;

/// Whose fault it is.
#[derive(Debug, thiserror::Error)]
pub(super) enum CopyError {
    /// The file could not be read, or ended early.
    #[error("the file: {0}")]
    Source(#[source] io::Error),
    /// The copy could not be written.
    #[error("the copy: {0}")]
    Library(#[from] io::Error),
}

/// Copies the first bytes of an open file. Returns their SHA-256 in lower-case hex.
pub(super) fn copy(mut from: File, to: &Path, bytes: u64) -> Result<String, CopyError> {
    from.rewind().map_err(CopyError::Source)?;
    let sha256 = atomic_file::create(to, |file| copy_hashed(from, file, bytes))?;
    Ok(sha256.iter().fold(String::with_capacity(64), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    }))
}

fn copy_hashed(from: File, to: &mut File, bytes: u64) -> Result<[u8; 32], CopyError> {
    let mut source = from.take(bytes);
    let (mut sha256, mut chunk, mut left) = (Sha256::new(), vec![0; CHUNK_BYTES], bytes);
    while left > 0 {
        let count = match source.read(&mut chunk) {
            Ok(0) => return Err(CopyError::Source(io::ErrorKind::UnexpectedEof.into())),
            Ok(count) => count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(CopyError::Source(error)),
        };
        sha256.update(&chunk[..count]);
        to.write_all(&chunk[..count])?;
        left -= count as u64;
    }
    Ok(sha256.finalize().into())
}

//! Checks that a received file is complete, on a blocking thread.

use std::{io, path::Path};

use tokio::task;

use super::digest::{self, Fetched};
use dailies_media::{Completeness, file_completeness};

/// Returns whether a file ends where its own structure does.
pub(super) async fn is_whole(file: &Path) -> io::Result<bool> {
    let file = file.to_owned();
    let found = task::spawn_blocking(move || file_completeness(&file)).await.map_err(io::Error::other)??;
    Ok(found == Completeness::Whole)
}

/// Returns the digest of a file that has its final name; `None` when its first bytes are not those of a film, still or
/// sound, or when it is cut off.
///
/// # Errors
/// Those of the disk.
pub async fn hash_whole(file: &Path) -> io::Result<Option<Fetched>> {
    if is_whole(file).await? { digest::hash(file).await } else { Ok(None) }
}

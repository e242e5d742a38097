//! Moves a picture file into the library, named by its SHA-256. Inserts no row; the caller does.

use std::path::Path;

use dailies_media::{MediaChild, MediaError, PictureInfo};
use dailies_model::{ClipId, PictureId, PictureRejection, StoredPicture, Timestamp};
use tokio::{fs, task};

use crate::{atomic_file, download, library::Files};

/// Where a picture came from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Provenance {
    /// The name that its file had.
    pub name: Option<String>,
    /// The clip that it was taken from.
    pub from_clip: Option<ClipId>,
}

/// Moves `incoming`, which is complete and synced, to its final path, unless the same picture is there already.
///
/// # Errors
/// `Refused` when it is no picture that can be sent, `Disk` and `Child`.
pub async fn store_picture(
    files: &Files,
    media: &MediaChild,
    incoming: &Path,
    Provenance { name, from_clip }: Provenance,
    used_at: Timestamp,
) -> Result<StoredPicture, MediaError> {
    let PictureInfo { container, width, height, bytes, is_animated } = media.look_at(incoming).await?;
    if is_animated {
        return Err(PictureRejection::Animated.into());
    }
    let hashed = download::hash(incoming).await.map_err(|error| disk(&error))?.ok_or(PictureRejection::NotAPicture)?;
    let id = PictureId(hashed.sha256);
    let place = files.picture(&id, container);
    if !fs::metadata(&place).await.is_ok_and(|kept| kept.len() == bytes) {
        let from = incoming.to_owned();
        let moved = task::spawn_blocking(move || {
            atomic_file::create_folder(place.parent().unwrap_or(&place))?;
            atomic_file::place(&from, &place)
        });
        moved.await.map_err(|error| disk(&error))?.map_err(|error| disk(&error))?;
    }
    Ok(StoredPicture { id, container, width, height, bytes, name, from_clip, used_at })
}

fn disk(error: &impl ToString) -> MediaError {
    MediaError::Disk(error.to_string())
}

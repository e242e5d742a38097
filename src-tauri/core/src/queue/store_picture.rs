//! Gives a file its place among the pictures of the library, under the name that its bytes have. Writes down nothing: the
//! row is its caller's.

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

/// Moves `incoming`, which is whole and on the disk, to its place, unless the same picture has it already.
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

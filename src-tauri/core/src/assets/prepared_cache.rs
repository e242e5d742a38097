//! Cache of pictures converted for sending, keyed by source and conversion. The preview and the request use the same file, and
//! the preview shows what is sent. How a picture is to be converted is decided by `relay`.

use std::{fmt::Write as _, path::PathBuf};

use dailies_media::{MediaChild, MediaError};
use dailies_model::{Container, Preparation, StoredPicture};
use sha2::{Digest, Sha256};

use crate::atomic_file;
use crate::library::{Files, PreparedKey};

/// Part of the key: increase it when the same picture and preparation give different bytes than before.
const VERSION: u32 = 1;

/// A picture as it is sent, in the library's folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PreparedFile {
    /// The name of the file.
    pub key: PreparedKey,
    /// Where it lies.
    pub path: PathBuf,
    /// What it is.
    pub container: Container,
    /// Pixels across and down.
    pub size: (u32, u32),
}

/// Returns the converted file of a stored picture; the media child makes it if it is not in the cache.
///
/// # Errors
/// `Refused` when it cannot be sent like this, `File` when its own file is gone, `Disk` and `Child`.
pub async fn prepared_picture(
    files: &Files,
    media: &MediaChild,
    picture: &StoredPicture,
    preparation: &Preparation,
) -> Result<PreparedFile, MediaError> {
    let key = key(picture, preparation)?;
    let (path, container) = match files.find_prepared(&key) {
        Some(made) => made,
        None => {
            // A name of its own: the preview and the submit may be at it together.
            let made = files.incoming();
            let original = files.picture(&picture.id, picture.container);
            let container = media.prepare(&original, preparation, &made).await?.container;
            let path = files.prepared(&key, container);
            atomic_file::place_async(&made, &path).await.map_err(|error| MediaError::Disk(error.to_string()))?;
            (path, container)
        }
    };
    Ok(PreparedFile { key, path, container, size: size(picture, preparation) })
}

fn size(picture: &StoredPicture, preparation: &Preparation) -> (u32, u32) {
    let cropped = preparation.crop.map_or((picture.width, picture.height), |crop| (crop.width, crop.height));
    preparation.size.unwrap_or(cropped)
}

fn key(picture: &StoredPicture, preparation: &Preparation) -> Result<PreparedKey, MediaError> {
    let preparation = serde_json::to_string(preparation).map_err(std::io::Error::other)?;
    let hash = Sha256::digest(format!("{VERSION} {} {preparation}", picture.id));
    let hex = hash.iter().fold(String::with_capacity(64), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    });
    PreparedKey::parse(&hex).ok_or_else(|| std::io::Error::other("a hash has 64 digits").into())
}

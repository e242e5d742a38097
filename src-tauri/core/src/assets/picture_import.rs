//! Imports picture files: copy, inspect with the media child, name by hash, insert a row. The user's file is only read.

use std::{
    io,
    path::{Path, PathBuf},
};

use dailies_media::{MOST_PICTURE_BYTES, MediaError};
use dailies_model::{Intake, PictureRejection, StoredPicture, organize};
use tokio::{
    fs::File,
    io::{AsyncRead, AsyncReadExt as _},
};

use super::{
    AssetError, Assets, Provenance, store_picture,
    user_files::{self, UserFileError},
};
use crate::{atomic_file, library::pictures};

/// Why a picture was not imported.
#[derive(Debug, thiserror::Error)]
pub enum PictureImportError {
    /// It could not be sent.
    #[error(transparent)]
    Refused(#[from] PictureRejection),
    /// Something else went wrong.
    #[error(transparent)]
    Failed(#[from] AssetError),
}

impl From<MediaError> for PictureImportError {
    fn from(error: MediaError) -> Self {
        match error {
            MediaError::Refused(reason) => Self::Refused(reason),
            error => Self::Failed(error.into()),
        }
    }
}

impl From<UserFileError> for PictureImportError {
    fn from(error: UserFileError) -> Self {
        Self::Refused(match error {
            UserFileError::NotAFile => PictureRejection::NotAFile,
            UserFileError::StillWritten => PictureRejection::StillWritten,
            UserFileError::Unreadable(_) => PictureRejection::Unreadable,
        })
    }
}

impl From<io::Error> for PictureImportError {
    fn from(error: io::Error) -> Self {
        Self::Failed(error.into())
    }
}

/// A temporary file in the library's folder of incoming files, deleted on drop unless it was moved to its final path.
pub struct IncomingFile {
    path: PathBuf,
}

impl IncomingFile {
    /// A name that nothing has yet.
    pub fn new(assets: &Assets) -> Self {
        Self { path: assets.files().incoming() }
    }

    /// Where it lies.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for IncomingFile {
    fn drop(&mut self) {
        // It got its final name, or was never made; and what stays goes at the next start.
        let _ = std::fs::remove_file(&self.path);
    }
}

/// Imports a file of the user.
pub async fn import_picture(assets: &Assets, path: &Path) -> Result<Intake, AssetError> {
    let name = shown_name(path);
    let provenance = Provenance { name: Some(name.clone()), ..Provenance::default() };
    told(name, copy_picture(assets, path, provenance).await)
}

/// Imports pixels from the clipboard, encoded as PNG.
pub async fn import_png(assets: &Assets, png: &[u8]) -> Result<Intake, AssetError> {
    let incoming = IncomingFile::new(assets);
    write(&mut &*png, incoming.path()).await?;
    told(String::new(), keep_picture(assets, &incoming, Provenance::default()).await)
}

/// What a file is called, for people.
pub fn shown_name(path: &Path) -> String {
    organize::one_spelling(&path.file_name().unwrap_or_default().to_string_lossy())
}

fn told(name: String, kept: Result<StoredPicture, PictureImportError>) -> Result<Intake, AssetError> {
    match kept {
        Ok(picture) => Ok(Intake::Kept { picture }),
        Err(PictureImportError::Refused(reason)) => Ok(Intake::Refused { name, reason }),
        Err(PictureImportError::Failed(error)) => Err(error),
    }
}

/// Keeps a copy of a file.
pub async fn copy_picture(
    assets: &Assets,
    path: &Path,
    provenance: Provenance,
) -> Result<StoredPicture, PictureImportError> {
    let from = user_files::open_settled(path).await?;
    if from.length > MOST_PICTURE_BYTES {
        return Err(PictureRejection::TooLarge.into());
    }
    let incoming = IncomingFile::new(assets);
    write(&mut File::from_std(from.file.try_clone()?), incoming.path()).await?;
    if !from.is_unchanged()? {
        return Err(PictureRejection::StillWritten.into());
    }
    keep_picture(assets, &incoming, provenance).await
}

/// Copies no more than one byte beyond the limit, by which the media child sees that the picture is too large.
async fn write(from: &mut (impl AsyncRead + Unpin), path: &Path) -> io::Result<()> {
    atomic_file::receive(path, &mut from.take(MOST_PICTURE_BYTES + 1)).await.map(drop)
}

/// Gives a file that is whole and on the disk its place, unless the same picture has it.
pub async fn keep_picture(
    assets: &Assets,
    incoming: &IncomingFile,
    provenance: Provenance,
) -> Result<StoredPicture, PictureImportError> {
    let placed = store_picture(assets.files(), assets.media(), incoming.path(), provenance, assets.now()).await?;
    Ok(assets.write(move |tx| pictures::keep(tx, &placed)).await?)
}

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
    ApiError, Studio,
    user_files::{self, UserFileError},
};
use crate::{
    assets::{self, Provenance},
    atomic_file,
    library::pictures,
};

/// Why a picture was not imported.
#[derive(Debug, thiserror::Error)]
pub(super) enum PictureImportError {
    /// It could not be sent.
    #[error(transparent)]
    Refused(#[from] PictureRejection),
    /// Something else went wrong.
    #[error(transparent)]
    Failed(#[from] ApiError),
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

/// A temporary file, deleted on drop unless it was moved to its final path.
pub(super) struct IncomingFile {
    path: PathBuf,
}

impl IncomingFile {
    /// A name that nothing has yet.
    pub(super) fn new(studio: &Studio) -> Self {
        Self { path: studio.files().incoming() }
    }

    /// Where it lies.
    pub(super) fn path(&self) -> &Path {
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
pub(super) async fn of_file(studio: &Studio, path: &Path) -> Result<Intake, ApiError> {
    let name = name(path);
    let provenance = Provenance { name: Some(name.clone()), ..Provenance::default() };
    told(name, copied(studio, path, provenance).await)
}

/// Imports pixels from the clipboard, encoded as PNG.
pub(super) async fn of_png(studio: &Studio, png: &[u8]) -> Result<Intake, ApiError> {
    let incoming = IncomingFile::new(studio);
    write(&mut &*png, incoming.path()).await?;
    told(String::new(), keep(studio, &incoming, Provenance::default()).await)
}

/// What a file is called, for people.
pub(super) fn name(path: &Path) -> String {
    organize::one_spelling(&path.file_name().unwrap_or_default().to_string_lossy())
}

fn told(name: String, kept: Result<StoredPicture, PictureImportError>) -> Result<Intake, ApiError> {
    match kept {
        Ok(picture) => Ok(Intake::Kept { picture }),
        Err(PictureImportError::Refused(reason)) => Ok(Intake::Refused { name, reason }),
        Err(PictureImportError::Failed(error)) => Err(error),
    }
}

/// Keeps a copy of a file.
pub(super) async fn copied(
    studio: &Studio,
    path: &Path,
    provenance: Provenance,
) -> Result<StoredPicture, PictureImportError> {
    let from = user_files::open_settled(path).await?;
    if from.length > MOST_PICTURE_BYTES {
        return Err(PictureRejection::TooLarge.into());
    }
    let incoming = IncomingFile::new(studio);
    write(&mut File::from_std(from.file.try_clone()?), incoming.path()).await?;
    if !from.is_unchanged()? {
        return Err(PictureRejection::StillWritten.into());
    }
    keep(studio, &incoming, provenance).await
}

/// Copies no more than one byte beyond the limit, by which the media child sees that the picture is too large.
async fn write(from: &mut (impl AsyncRead + Unpin), path: &Path) -> io::Result<()> {
    atomic_file::receive(path, &mut from.take(MOST_PICTURE_BYTES + 1)).await.map(drop)
}

/// Gives a file that is whole and on the disk its place, unless the same picture has it.
pub(super) async fn keep(
    studio: &Studio,
    incoming: &IncomingFile,
    provenance: Provenance,
) -> Result<StoredPicture, PictureImportError> {
    let placed =
        assets::store_picture(studio.files(), studio.media(), incoming.path(), provenance, studio.now()).await?;
    Ok(studio.write(move |tx| pictures::keep(tx, &placed)).await?)
}

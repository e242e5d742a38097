//! Why something could not be taken in, apart from what is wrong with the file itself.

use dailies_media::MediaError;
use tokio::task::JoinError;

use crate::library::LibraryError;

/// A failure of the library, of the media child or of this program.
#[derive(Debug, thiserror::Error)]
pub enum AssetError {
    /// The library, or a file in it.
    #[error(transparent)]
    Library(#[from] LibraryError),
    /// The media child.
    #[error(transparent)]
    Media(#[from] MediaError),
    /// The work on another thread did not end.
    #[error(transparent)]
    Internal(#[from] JoinError),
}

impl From<std::io::Error> for AssetError {
    fn from(error: std::io::Error) -> Self {
        LibraryError::from(error).into()
    }
}

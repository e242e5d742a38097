//! What comes into the library from outside and what is made of it: inspects files with the media child, stores pictures, and
//! prepares them for sending. Not here: the network (`download`), jobs (`queue`), and the commands (`api`).

mod inspect;
mod late_pictures;
mod prepared_cache;
mod store_picture;

use std::{io, sync::Arc};

use dailies_media::MediaChild;
use rusqlite::{Connection, Transaction};
use tokio::task;

use crate::library::{Files, Library, LibraryError};

pub use inspect::{Inspection, inspect};
pub use late_pictures::run as make_late_pictures;
pub use prepared_cache::{PreparedFile, prepared_picture};
pub use store_picture::{Provenance, store_picture};

/// The library, and the media child that reads what comes in.
#[derive(Clone)]
pub struct Assets {
    library: Arc<Library>,
    media: MediaChild,
}

impl Assets {
    /// Assets of an open library.
    pub const fn new(library: Arc<Library>, media: MediaChild) -> Self {
        Self { library, media }
    }

    fn files(&self) -> &Files {
        self.library.files()
    }

    const fn media(&self) -> &MediaChild {
        &self.media
    }

    /// Reads from the library, off the async threads.
    async fn read<T: Send + 'static>(
        &self,
        query: impl FnOnce(&Connection) -> Result<T, LibraryError> + Send + 'static,
    ) -> Result<T, LibraryError> {
        let library = self.library.clone();
        task::spawn_blocking(move || library.read(query)).await.map_err(io::Error::other)?
    }

    /// Writes to the library, off the async threads.
    async fn write<T: Send + 'static>(
        &self,
        change: impl FnOnce(&Transaction<'_>) -> Result<T, LibraryError> + Send + 'static,
    ) -> Result<T, LibraryError> {
        let library = self.library.clone();
        task::spawn_blocking(move || library.write(change)).await.map_err(io::Error::other)?
    }
}

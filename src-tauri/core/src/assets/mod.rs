//! What comes into the library from outside: imports films, recipes and pictures, inspects them with the media child, stores
//! them, and prepares pictures for sending. Not here: the network (`download`), jobs (`queue`), and the commands (`api`).

mod error;
mod film_pictures;
mod imports;
mod inspect;
mod late_pictures;
mod picture_import;
mod prepared_cache;
mod store_picture;
mod user_files;

use std::{sync::Arc, time::SystemTime};

use dailies_media::MediaChild;
use dailies_model::Timestamp;
use rusqlite::{Connection, Transaction};
use tokio::task;

use crate::library::{ClipFolder, Files, Library, LibraryError, trash};

pub use error::AssetError;
pub use film_pictures::save_film_pictures;
pub use imports::{import, is_film_or_recipe};
pub use inspect::{Inspection, inspect};
pub use late_pictures::run as make_late_pictures;
pub use picture_import::{
    IncomingFile, PictureImportError, copy_picture, import_picture, import_png, keep_picture, shown_name,
};
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

    fn now(&self) -> Timestamp {
        SystemTime::now().into()
    }

    /// Reads from the library, off the async threads.
    async fn read<T: Send + 'static>(
        &self,
        query: impl FnOnce(&Connection) -> Result<T, LibraryError> + Send + 'static,
    ) -> Result<T, AssetError> {
        let library = self.library.clone();
        let done = task::spawn_blocking(move || library.read(query)).await;
        Ok(done??)
    }

    /// Writes to the library, off the async threads.
    async fn write<T: Send + 'static>(
        &self,
        change: impl FnOnce(&Transaction<'_>) -> Result<T, LibraryError> + Send + 'static,
    ) -> Result<T, AssetError> {
        let library = self.library.clone();
        let done = task::spawn_blocking(move || library.write(change)).await;
        Ok(done??)
    }

    /// Removes a folder that became no clip's, off the async threads.
    async fn discard_folder(&self, folder: ClipFolder) -> Result<(), AssetError> {
        let library = self.library.clone();
        let done = task::spawn_blocking(move || trash::discard_folder(&library, &folder)).await;
        Ok(done??)
    }
}

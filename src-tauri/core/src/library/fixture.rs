//! A library with clips in it, for tests.

use super::{ClipFolder, Library, LibraryError, clips};
use dailies_model::{ClipId, Container, Film, Generation, Medium, ModelId, Timestamp};

pub(super) const NOW: Timestamp = Timestamp(1_700_000_000_000);

/// A library in a folder of its own, and as many clips.
pub(super) fn library(count: usize) -> (tempfile::TempDir, Library, Vec<ClipId>) {
    let folder = tempfile::tempdir().unwrap();
    let library = Library::open(folder.path()).unwrap();
    let ids = write(&library, |tx| (0..count).map(|_| clips::insert(tx, &clip(), NOW)).collect());
    (folder, library, ids)
}

pub(super) fn write<T>(
    library: &Library,
    change: impl FnOnce(&rusqlite::Transaction<'_>) -> Result<T, LibraryError>,
) -> T {
    library.write(change).unwrap()
}

/// A clip that came of nothing.
pub(super) fn clip() -> clips::NewClip {
    clips::NewClip {
        folder: ClipFolder::random(),
        job_id: None,
        batch_id: None,
        generation: Generation::of(ModelId("veo3.1".to_owned()), "aurora".to_owned()),
        connection_id: None,
        connection_name: None,
        remote_id: None,
        medium: Medium::Film,
        film: Film {
            container: Container::Mp4,
            width: 640,
            height: 360,
            duration_ms: 10_000,
            fps: Some(24.0),
            video_codec: None,
            has_audio: true,
            bytes: 700_000,
        },
        sha256: None,
        has_pictures: false,
        lacks_pictures: false,
        took_ms: None,
        cost_micros: None,
        remote_url: None,
        file_name: None,
    }
}

use super::*;
use dailies_model::{Container, Found, ModelId};

use crate::library::{Library, index_source, trash};

const NOW: Timestamp = Timestamp(1_700_000_000_000);

fn new_clip(job_id: Option<JobId>, width: u32, height: u32) -> NewClip {
    NewClip {
        folder: ClipFolder::random(),
        job_id,
        batch_id: None,
        generation: Generation::of(ModelId("veo3.1".to_owned()), "aurora".to_owned()),
        connection_id: Some(ConnectionId(1)),
        connection_name: Some("Harbor".to_owned()),
        remote_id: Some(RemoteId("task-1".to_owned())),
        medium: Medium::Film,
        film: Film {
            container: Container::Mp4,
            width,
            height,
            duration_ms: 10_000,
            fps: Some(24.0),
            video_codec: Some("h264".to_owned()),
            has_audio: true,
            bytes: 700_000,
        },
        sha256: Some("ab".to_owned()),
        has_pictures: true,
        lacks_pictures: false,
        took_ms: Some(92_000),
        cost_micros: None,
        remote_url: None,
        file_name: None,
    }
}

fn write<T>(library: &Library, change: impl FnOnce(&rusqlite::Transaction<'_>) -> Result<T, LibraryError>) -> T {
    library.write(change).unwrap()
}

fn newest(db: &Connection) -> Result<Found, LibraryError> {
    index_source::newest(db, 0, u32::MAX)
}

#[test]
fn the_gallery_is_newest_first_without_the_trash() {
    let folder = tempfile::tempdir().unwrap();
    let library = Library::open(folder.path()).unwrap();
    let ids = write(&library, |tx| {
        let wide = insert(tx, &new_clip(None, 640, 360), NOW)?;
        let tall = insert(tx, &new_clip(None, 360, 640), NOW.plus_ms(5))?;
        let unknown = insert(tx, &new_clip(None, 0, 0), NOW.plus_ms(5))?;
        Ok([wide, tall, unknown])
    });
    let index = library.read(newest).unwrap();
    assert_eq!(index.ids, [ids[2], ids[1], ids[0]]);
    assert_eq!(index.ratios, [1778, 562, 1777]);

    write(&library, |tx| trash::trash(tx, &ids[1..2], NOW));
    assert_eq!(library.read(newest).unwrap().ids, [ids[2], ids[0]]);
    assert_eq!(library.read(|db| get(db, ids[1])).unwrap().trashed_at, Some(NOW));
    write(&library, |tx| trash::restore(tx, &ids[1..2]));
    assert_eq!(library.read(newest).unwrap().ids.len(), 3);
}

#[test]
fn a_clip_comes_back_as_it_was_filed() {
    let folder = tempfile::tempdir().unwrap();
    let library = Library::open(folder.path()).unwrap();
    let new = new_clip(None, 640, 360);
    let id = write(&library, |tx| insert(tx, &new, NOW));
    let clip = library.read(|db| list(db, &[id, ClipId(99)])).unwrap().remove(0);
    assert_eq!((clip.film, clip.took_ms, clip.remote_id), (new.film, new.took_ms, new.remote_id));
    assert_eq!(library.read(|db| file(db, id)).unwrap().folder, new.folder);
}

#[test]
fn two_clips_of_one_job_or_in_one_folder_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let library = Library::open(folder.path()).unwrap();
    let new = new_clip(None, 640, 360);
    write(&library, |tx| insert(tx, &new, NOW));
    assert!(library.write::<_, LibraryError>(|tx| insert(tx, &new, NOW)).is_err());
}

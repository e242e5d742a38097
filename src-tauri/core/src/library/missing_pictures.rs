//! The clips whose poster or strip could not be made for a passing reason: a full disk, no memory, a process that was killed.
//! They are made later. A clip that cannot be decoded is not among them.

use rusqlite::{Connection, OptionalExtension as _, params};

use super::{
    LibraryError,
    columns::from_word,
    files::{ClipFile, ClipFolder},
};
use dailies_model::{ClipId, Film, Timestamp};

/// Clips of earlier versions did not tell why they have no poster: each is tried.
pub(super) const CREATE: &str = "
    CREATE TABLE missing_pictures (
        clip_id INTEGER PRIMARY KEY REFERENCES clips (id),
        tries   INTEGER NOT NULL,
        due_at  INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX missing_pictures_due ON missing_pictures (due_at);
    INSERT INTO missing_pictures
        SELECT id, 0, 0 FROM clips WHERE has_pictures = 0 AND medium <> 'sound' AND deleted_at IS NULL;";

/// A clip without all its pictures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissingPictures {
    /// The clip.
    pub clip_id: ClipId,
    /// Where its file lies.
    pub file: ClipFile,
    /// How often they were tried since it came in.
    pub tries: u32,
}

/// Notes a clip whose pictures are to be made.
pub(super) fn add(db: &Connection, clip_id: ClipId, due_at: Timestamp) -> Result<(), LibraryError> {
    db.execute("INSERT INTO missing_pictures VALUES (?1, 0, ?2)", params![clip_id, due_at])?;
    Ok(())
}

/// Returns the one that is due for longest, if any is.
///
/// # Errors
/// Those of the database.
pub fn next_due(db: &Connection, now: Timestamp) -> Result<Option<MissingPictures>, LibraryError> {
    let mut query = db.prepare_cached(
        "SELECT clip_id, tries, folder, medium, container FROM missing_pictures JOIN clips ON clips.id = clip_id
         WHERE due_at <= ?1 AND deleted_at IS NULL ORDER BY due_at LIMIT 1",
    )?;
    let found = query.query_row([now], |row| {
        let folder: String = row.get("folder")?;
        let (medium, container) = (from_word(row, "medium")?, from_word(row, "container")?);
        let file = ClipFolder::parse(&folder).map(|folder| ClipFile { folder, medium, container });
        Ok((row.get("clip_id")?, file, row.get("tries")?))
    });
    let found = found.optional()?;
    Ok(found.and_then(|(clip_id, file, tries)| Some(MissingPictures { clip_id, file: file?, tries })))
}

/// Makes all of them due: what stood in their way may be gone since the program ran last.
///
/// # Errors
/// Those of the database.
pub fn make_due(db: &Connection, now: Timestamp) -> Result<(), LibraryError> {
    db.execute("UPDATE missing_pictures SET due_at = ?1 WHERE due_at > ?1", [now])?;
    Ok(())
}

/// Tries a clip again later.
///
/// # Errors
/// Those of the database.
pub fn postpone(db: &Connection, clip_id: ClipId, due_at: Timestamp) -> Result<(), LibraryError> {
    let mut update =
        db.prepare_cached("UPDATE missing_pictures SET tries = tries + 1, due_at = ?2 WHERE clip_id = ?1")?;
    update.execute(params![clip_id, due_at])?;
    Ok(())
}

/// Forgets a clip: its pictures are made, or never will be.
///
/// # Errors
/// Those of the database.
pub fn remove(db: &Connection, clip_id: ClipId) -> Result<(), LibraryError> {
    db.execute("DELETE FROM missing_pictures WHERE clip_id = ?1", [clip_id])?;
    Ok(())
}

/// Notes that a clip has a poster now, and what was found in its file where that was not known.
///
/// # Errors
/// Those of the database.
pub fn has_poster(db: &Connection, clip_id: ClipId, film: &Film) -> Result<(), LibraryError> {
    db.execute("UPDATE clips SET has_pictures = 1 WHERE id = ?1 AND has_pictures = 0", [clip_id])?;
    db.execute(
        "UPDATE clips SET width = ?2, height = ?3, duration_ms = ?4, fps = ?5, video_codec = ?6, has_audio = ?7
         WHERE id = ?1 AND width = 0",
        params![clip_id, film.width, film.height, film.duration_ms, film.fps, film.video_codec, film.has_audio],
    )?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::{Library, clips, fixture};

    #[test]
    fn a_clip_without_pictures_is_due_until_it_has_them_or_is_given_up() {
        let folder = tempfile::tempdir().unwrap();
        let library = Library::open(folder.path()).unwrap();
        let new = clips::NewClip { lacks_pictures: true, ..fixture::clip() };
        let (whole, lacking) = library
            .write::<_, LibraryError>(|tx| {
                let whole = clips::insert(tx, &fixture::clip(), Timestamp(1))?;
                Ok((whole, clips::insert(tx, &new, Timestamp(1))?))
            })
            .unwrap();
        let due = |at| library.read(|db| next_due(db, Timestamp(at))).unwrap().map(|due| (due.clip_id, due.tries));
        assert_eq!(due(0), None);
        assert_eq!(due(1), Some((lacking, 0)));
        library.write(|tx| postpone(tx, lacking, Timestamp(100))).unwrap();
        assert_eq!((due(99), due(100)), (None, Some((lacking, 1))));
        library.write(|tx| make_due(tx, Timestamp(50))).unwrap();
        assert_eq!(due(50), Some((lacking, 1)));

        let found = Film { width: 640, height: 360, ..new.film };
        library.write(|tx| has_poster(tx, lacking, &found)).unwrap();
        library.write(|tx| remove(tx, lacking)).unwrap();
        assert_eq!(due(i64::MAX), None);
        let has_pictures = |id| library.read(|db| clips::get(db, id)).unwrap().has_pictures;
        assert_eq!((has_pictures(lacking), has_pictures(whole)), (true, false));
    }
}

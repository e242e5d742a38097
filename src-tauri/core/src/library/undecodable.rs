//! Films that the program cannot decode, for which the page's video player may draw poster and strip. Lists them only.

use rusqlite::{Connection, params};

use super::{ClipFile, LibraryError, clips};
use dailies_model::{ClipId, Medium, Timestamp};

pub(super) const CREATE: &str = "
    ALTER TABLE clips ADD COLUMN draw_failed_at INTEGER;
    CREATE INDEX clips_undrawn ON clips (id) WHERE has_pictures = 0 AND deleted_at IS NULL;";

/// So many are listed at a time.
const MOST: u32 = 50;

/// Films without pictures, newest first; those left out that could not be drawn since `retry_before`, and those that the
/// program itself has yet to try.
///
/// # Errors
/// Those of the database.
pub fn list(db: &Connection, retry_before: Timestamp) -> Result<Vec<ClipId>, LibraryError> {
    let mut query = db.prepare_cached(
        "SELECT id FROM clips
         WHERE has_pictures = 0 AND deleted_at IS NULL AND trashed_at IS NULL AND medium = 'film'
           AND (draw_failed_at IS NULL OR draw_failed_at < ?1)
           AND NOT EXISTS (SELECT 1 FROM missing_pictures WHERE clip_id = clips.id)
         ORDER BY id DESC LIMIT ?2",
    )?;
    let rows = query.query_map(params![retry_before, MOST], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Where a film lies that has no pictures.
///
/// # Errors
/// `NotFound` when there is no such film, or it has pictures.
pub fn file(db: &Connection, id: ClipId) -> Result<ClipFile, LibraryError> {
    let sql = "SELECT 1 FROM clips WHERE id = ?1 AND has_pictures = 0";
    db.query_row(sql, [id], |_| Ok(()))?;
    clips::file(db, id)
        .and_then(|file| if file.medium == Medium::Film { Ok(file) } else { Err(LibraryError::NotFound) })
}

/// Notes that a film has pictures now.
///
/// # Errors
/// `NotFound` when it had some, or is gone.
pub fn fill(db: &Connection, id: ClipId) -> Result<(), LibraryError> {
    let sql = "UPDATE clips SET has_pictures = 1, draw_failed_at = NULL
               WHERE id = ?1 AND has_pictures = 0 AND deleted_at IS NULL";
    if db.execute(sql, [id])? == 0 { Err(LibraryError::NotFound) } else { Ok(()) }
}

/// Notes that the page's player could not draw it either.
///
/// # Errors
/// Those of the database.
pub fn note_failure(db: &Connection, id: ClipId, now: Timestamp) -> Result<(), LibraryError> {
    db.execute("UPDATE clips SET draw_failed_at = ?2 WHERE id = ?1 AND has_pictures = 0", params![id, now])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::{
        fixture::{self, NOW, write},
        trash,
    };

    #[test]
    fn a_film_without_pictures_is_listed_until_it_has_some_or_failed_lately() {
        let (_folder, library, ids) = fixture::library(3);
        let list = |before| library.read(|db| list(db, Timestamp(before))).unwrap();
        assert_eq!(list(0), [ids[2], ids[1], ids[0]]);
        write(&library, |tx| fill(tx, ids[0]));
        write(&library, |tx| note_failure(tx, ids[1], NOW));
        assert_eq!((list(NOW.0), list(NOW.0 + 1)), (vec![ids[2]], vec![ids[2], ids[1]]));
        assert!(library.write(|tx| fill(tx, ids[0])).is_err());
        assert!(library.read(|db| file(db, ids[0])).is_err() && library.read(|db| file(db, ids[1])).is_ok());
        write(&library, |tx| trash::trash(tx, &ids, NOW).map(drop));
        assert_eq!(list(NOW.0 + 1), []);
    }
}

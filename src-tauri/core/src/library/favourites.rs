//! The user's favourites: a time in a clip's row. Not here: what is told of it, which follows from the row.

use rusqlite::{Connection, params};

use super::{LibraryError, columns::array};
use dailies_model::{ClipId, Timestamp};

/// Makes clips favourites; how many of them were none.
///
/// # Errors
/// Those of the database.
pub fn favour(db: &Connection, ids: &[ClipId], now: Timestamp) -> Result<usize, LibraryError> {
    let mut update = db.prepare_cached(
        "UPDATE clips SET favourite_at = ?2 WHERE id IN rarray(?1) AND favourite_at IS NULL AND deleted_at IS NULL",
    )?;
    Ok(update.execute(params![array(ids), now])?)
}

/// Makes them favourites no more; how many of them were.
///
/// # Errors
/// Those of the database.
pub fn unfavour(db: &Connection, ids: &[ClipId]) -> Result<usize, LibraryError> {
    let mut update = db.prepare_cached(
        "UPDATE clips SET favourite_at = NULL
         WHERE id IN rarray(?1) AND favourite_at IS NOT NULL AND deleted_at IS NULL",
    )?;
    Ok(update.execute([array(ids)])?)
}

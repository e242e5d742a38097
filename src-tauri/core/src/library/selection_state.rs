//! The common state of selected clips: favourites, tags and collections that some or all of them have. Read-only.

use rusqlite::{Connection, Row};

use super::{LibraryError, columns::array};
use dailies_model::{ClipId, SelectionState, Share};

/// What some or all of these clips have.
///
/// # Errors
/// Those of the database.
pub fn get(db: &Connection, ids: &[ClipId]) -> Result<SelectionState, LibraryError> {
    let ids = array(ids);
    let mut count = db.prepare_cached(
        "SELECT count(*), count(favourite_at) FROM clips WHERE id IN rarray(?1) AND deleted_at IS NULL",
    )?;
    let (clips, favourites) = count.query_row([&ids], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let mut tags = db.prepare_cached(
        "SELECT tag_id, count(*) FROM clip_tags JOIN tags ON tags.id = tag_id WHERE clip_id IN rarray(?1)
         GROUP BY tag_id ORDER BY name COLLATE NOCASE",
    )?;
    let mut collections = db.prepare_cached(
        "SELECT collection_id, count(*) FROM collection_clips JOIN collections ON collections.id = collection_id
         WHERE clip_id IN rarray(?1) GROUP BY collection_id ORDER BY collections.position, collection_id",
    )?;
    Ok(SelectionState {
        clips,
        favourites,
        tags: tags.query_map([&ids], share)?.collect::<Result<_, _>>()?,
        collections: collections.query_map([&ids], share)?.collect::<Result<_, _>>()?,
    })
}

fn share<T: rusqlite::types::FromSql>(row: &Row<'_>) -> rusqlite::Result<Share<T>> {
    Ok(Share { id: row.get(0)?, clips: row.get(1)? })
}

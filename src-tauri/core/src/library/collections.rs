//! The user's collections: clips in the user's own order, or a question that is kept. A removed one is gone; its clips stay.

use std::collections::HashSet;

use rusqlite::{Connection, Row, params};

use super::{
    LibraryError,
    columns::{array, from_json, json},
    sort_position,
};
use dailies_model::{ClipId, Collection, CollectionId, Query};

pub(super) const CREATE: &str = "
    CREATE TABLE collections (
        id       INTEGER PRIMARY KEY AUTOINCREMENT,
        name     TEXT NOT NULL,
        query    TEXT,
        position REAL NOT NULL
    ) STRICT;
    CREATE TABLE collection_clips (
        collection_id INTEGER NOT NULL REFERENCES collections (id),
        clip_id       INTEGER NOT NULL REFERENCES clips (id),
        position      REAL NOT NULL,
        PRIMARY KEY (collection_id, clip_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX collection_clips_clip ON collection_clips (clip_id);
    CREATE INDEX collection_clips_place ON collection_clips (collection_id, position);";

/// All columns, and what of the gallery is in it. A deleted clip is in none, so that those of the trash are all there is to
/// leave out.
const SELECT: &str = "
    SELECT id, name, query,
           (SELECT count(*) FROM collection_clips WHERE collection_id = collections.id) - coalesce(hidden, 0) AS clips,
           (SELECT clip_id FROM collection_clips CROSS JOIN clips ON clips.id = clip_id
            WHERE collection_id = collections.id AND trashed_at IS NULL
            ORDER BY collection_clips.position, clip_id LIMIT 1) AS cover
    FROM collections LEFT JOIN
         (SELECT collection_id, count(*) AS hidden FROM clips CROSS JOIN collection_clips ON clip_id = clips.id
          WHERE trashed_at IS NOT NULL AND deleted_at IS NULL GROUP BY collection_id) ON collection_id = collections.id";

/// Every collection, in the user's order.
///
/// # Errors
/// Those of the database.
pub fn list(db: &Connection) -> Result<Vec<Collection>, LibraryError> {
    let mut query = db.prepare_cached(&format!("{SELECT} ORDER BY collections.position, id"))?;
    let rows = query.query_map([], read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// One collection.
///
/// # Errors
/// `NotFound` when there is none.
pub fn get(db: &Connection, id: CollectionId) -> Result<Collection, LibraryError> {
    Ok(db.prepare_cached(&format!("{SELECT} WHERE id = ?1"))?.query_row([id], read)?)
}

/// Makes a collection, the last of all: without a question, for clips to be put into.
///
/// # Errors
/// Those of the database.
pub fn insert(db: &Connection, name: &str, query: Option<&Query>) -> Result<CollectionId, LibraryError> {
    db.execute(
        "INSERT INTO collections (name, query, position)
         SELECT ?1, ?2, coalesce(max(position), 0) + 1 FROM collections",
        params![name, query.map(json).transpose()?],
    )?;
    Ok(CollectionId(db.last_insert_rowid()))
}

/// Renames a collection.
///
/// # Errors
/// `NotFound` when there is none.
pub fn rename(db: &Connection, id: CollectionId, name: &str) -> Result<(), LibraryError> {
    found(db.execute("UPDATE collections SET name = ?2 WHERE id = ?1", params![id, name])?)
}

/// Keeps another question for a smart collection.
///
/// # Errors
/// `NotFound` when there is no such smart collection.
pub fn save_query(db: &Connection, id: CollectionId, query: &Query) -> Result<(), LibraryError> {
    let sql = "UPDATE collections SET query = ?2 WHERE id = ?1 AND query IS NOT NULL";
    found(db.execute(sql, params![id, json(query)?])?)
}

/// Puts a collection before another one, or last.
///
/// # Errors
/// `NotFound` when there is none.
pub fn move_before(db: &Connection, id: CollectionId, before: Option<CollectionId>) -> Result<(), LibraryError> {
    let gap =
        "SELECT (SELECT max(position) FROM collections WHERE id <> ?1 AND (upper IS NULL OR position < upper)), upper
               FROM (SELECT (SELECT position FROM collections WHERE id = ?2 AND id <> ?1) AS upper)";
    let gap = || Ok(db.query_row(gap, params![id, before], |row| Ok((row.get(0)?, row.get(1)?)))?);
    let renumber = "UPDATE collections SET position = place FROM
                    (SELECT id AS other, row_number() OVER (ORDER BY position, id) AS place FROM collections)
                    WHERE other = collections.id";
    let places = sort_position::between(1, gap, || Ok(db.execute(renumber, []).map(drop)?))?;
    found(db.execute("UPDATE collections SET position = ?2 WHERE id = ?1", params![id, places.first()])?)
}

/// Removes a collection; how many clips were in it.
///
/// # Errors
/// `NotFound` when there is none.
pub fn remove(db: &Connection, id: CollectionId) -> Result<usize, LibraryError> {
    let clips = db.execute("DELETE FROM collection_clips WHERE collection_id = ?1", [id])?;
    found(db.execute("DELETE FROM collections WHERE id = ?1", [id])?)?;
    Ok(clips)
}

/// Puts clips into a collection, or elsewhere in it: in this order, before a clip of it, or last; how many there were.
///
/// # Errors
/// `NotFound` when there is no such collection of clips.
pub fn collect(
    db: &Connection,
    id: CollectionId,
    ids: &[ClipId],
    before: Option<ClipId>,
) -> Result<usize, LibraryError> {
    db.query_row("SELECT 1 FROM collections WHERE id = ?1 AND query IS NULL", [id], |_| Ok(()))?;
    let mut seen = HashSet::new();
    let ids: Vec<ClipId> = ids.iter().copied().filter(|id| seen.insert(*id)).collect();
    let places = sort_position::between(ids.len(), || gap(db, id, &ids, before), || renumber(db, id))?;
    let mut insert = db.prepare_cached(
        "INSERT INTO collection_clips (collection_id, clip_id, position)
         SELECT ?1, id, ?3 FROM clips WHERE id = ?2 AND deleted_at IS NULL
         ON CONFLICT (collection_id, clip_id) DO UPDATE SET position = excluded.position",
    )?;
    let mut collected = 0;
    for (clip, place) in ids.iter().zip(places) {
        collected += insert.execute(params![id, clip, place])?;
    }
    Ok(collected)
}

/// Between which positions clips come to stand: after the last that stays before them, and before the first that stays
/// behind them. They themselves do not count, for they leave where they are.
fn gap(
    db: &Connection,
    id: CollectionId,
    ids: &[ClipId],
    before: Option<ClipId>,
) -> Result<(Option<f64>, Option<f64>), LibraryError> {
    let mut query = db.prepare_cached(
        "WITH others AS MATERIALIZED
              (SELECT position FROM collection_clips WHERE collection_id = ?1 AND clip_id NOT IN rarray(?2)),
              upper (position) AS
              (SELECT min(position) FROM others WHERE position >=
                      (SELECT position FROM collection_clips WHERE collection_id = ?1 AND clip_id = ?3))
         SELECT (SELECT max(position) FROM others WHERE upper.position IS NULL OR position < upper.position), position
         FROM upper",
    )?;
    Ok(query.query_row(params![id, array(ids), before], |row| Ok((row.get(0)?, row.get(1)?)))?)
}

fn renumber(db: &Connection, id: CollectionId) -> Result<(), LibraryError> {
    db.execute(
        "UPDATE collection_clips SET position = place FROM
         (SELECT clip_id AS other, row_number() OVER (ORDER BY position, clip_id) AS place
          FROM collection_clips WHERE collection_id = ?1)
         WHERE collection_id = ?1 AND clip_id = other",
        [id],
    )?;
    Ok(())
}

/// Takes clips out of a collection; how many of them were in it.
///
/// # Errors
/// Those of the database.
pub fn uncollect(db: &Connection, id: CollectionId, ids: &[ClipId]) -> Result<usize, LibraryError> {
    let mut delete =
        db.prepare_cached("DELETE FROM collection_clips WHERE collection_id = ?2 AND clip_id IN rarray(?1)")?;
    Ok(delete.execute(params![array(ids), id])?)
}

const fn found(rows: usize) -> Result<(), LibraryError> {
    if rows == 0 { Err(LibraryError::NotFound) } else { Ok(()) }
}

fn read(row: &Row<'_>) -> rusqlite::Result<Collection> {
    let is_smart = row.get_ref("query")? != rusqlite::types::ValueRef::Null;
    Ok(Collection {
        id: row.get("id")?,
        name: row.get("name")?,
        query: if is_smart { Some(from_json(row, "query")?) } else { None },
        clips: row.get("clips")?,
        cover: row.get("cover")?,
    })
}

#[cfg(test)]
mod tests;

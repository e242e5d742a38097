//! The storyboards: each a document, kept as it is edited. A trashed one keeps its row.

use rusqlite::{Connection, Row, params};

use super::{
    LibraryError,
    columns::{from_json, json},
};
use dailies_model::{ClipId, Draft, Shot, Storyboard, StoryboardId, Timestamp};

pub(super) const CREATE: &str = "
    CREATE TABLE storyboards (
        id         INTEGER PRIMARY KEY AUTOINCREMENT,
        name       TEXT NOT NULL,
        shots      TEXT NOT NULL,
        draft      TEXT NOT NULL,
        created_at INTEGER NOT NULL,
        saved_at   INTEGER NOT NULL,
        trashed_at INTEGER
    ) STRICT;";

/// Makes one.
///
/// # Errors
/// Those of the database.
pub fn insert(
    db: &Connection,
    name: &str,
    shots: &[Shot],
    draft: &Draft,
    now: Timestamp,
) -> Result<Storyboard, LibraryError> {
    db.execute(
        "INSERT INTO storyboards (name, shots, draft, created_at, saved_at) VALUES (?1, ?2, ?3, ?4, ?4)",
        params![name, json(&shots)?, json(draft)?, now],
    )?;
    get(db, StoryboardId(db.last_insert_rowid()))
}

/// All of them, those in the trash too; last changed first.
///
/// # Errors
/// Those of the database.
pub fn list(db: &Connection) -> Result<Vec<Storyboard>, LibraryError> {
    let mut query = db.prepare_cached("SELECT * FROM storyboards ORDER BY saved_at DESC, id DESC")?;
    let rows = query.query_map([], read)?;
    rows.map(|board| with_clips(db, board?)).collect()
}

/// One of them.
///
/// # Errors
/// `NotFound` when there is none.
pub fn get(db: &Connection, id: StoryboardId) -> Result<Storyboard, LibraryError> {
    let mut query = db.prepare_cached("SELECT * FROM storyboards WHERE id = ?1")?;
    with_clips(db, query.query_row([id], read)?)
}

/// Keeps what was edited.
///
/// # Errors
/// `NotFound` when there is none.
pub fn save(
    db: &Connection,
    id: StoryboardId,
    name: &str,
    shots: &[Shot],
    draft: &Draft,
    now: Timestamp,
) -> Result<Storyboard, LibraryError> {
    db.execute(
        "UPDATE storyboards SET name = ?2, shots = ?3, draft = ?4, saved_at = ?5 WHERE id = ?1",
        params![id, name, json(&shots)?, json(draft)?, now],
    )?;
    get(db, id)
}

/// Puts it in the trash, or with `None` takes it out.
///
/// # Errors
/// `NotFound` when there is none.
pub fn set_trashed(
    db: &Connection,
    id: StoryboardId,
    trashed_at: Option<Timestamp>,
) -> Result<Storyboard, LibraryError> {
    db.execute("UPDATE storyboards SET trashed_at = ?2 WHERE id = ?1", params![id, trashed_at])?;
    get(db, id)
}

/// With the clips that its newest sending made: one a shot in their order, or the newest of those of all shots.
fn with_clips(db: &Connection, board: Storyboard) -> Result<Storyboard, LibraryError> {
    let mut query = db.prepare_cached(
        "SELECT id, shot FROM clips
         WHERE storyboard_id = ?1 AND trashed_at IS NULL AND batch_id =
               (SELECT batch_id FROM clips WHERE storyboard_id = ?1 AND trashed_at IS NULL ORDER BY id DESC LIMIT 1)
         ORDER BY shot, id DESC",
    )?;
    let rows = query.query_map([board.id], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let made = rows.collect::<Result<Vec<(ClipId, Option<u32>)>, _>>()?;
    let is_whole = made.first().is_some_and(|(_, shot)| shot.is_none());
    let shown = if is_whole { 1 } else { made.len() };
    Ok(Storyboard { clips: made.into_iter().take(shown).map(|(id, _)| id).collect(), ..board })
}

fn read(row: &Row<'_>) -> rusqlite::Result<Storyboard> {
    Ok(Storyboard {
        id: row.get("id")?,
        name: row.get("name")?,
        shots: from_json(row, "shots")?,
        draft: from_json(row, "draft")?,
        clips: Vec::new(),
        created_at: row.get("created_at")?,
        saved_at: row.get("saved_at")?,
        trashed_at: row.get("trashed_at")?,
    })
}

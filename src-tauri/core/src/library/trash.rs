//! The trash, and the only code that deletes clips' files: those of trashed clips, when the user empties the trash or when they
//! have expired.
//!
//! A clip is deleted in the database first, together with a note of its folder; the folder goes after that. What a crash
//! leaves in between is removed when [`remove_folders`] is called next.

use rusqlite::{Connection, params};

use super::{
    ClipFolder, Library, LibraryError,
    columns::array,
    settings_store::{self, LastClock},
    tags,
};
use dailies_model::{ClipId, Timestamp};

const DAY_MS: i64 = 86_400_000;

/// From when on a clip's days in the trash count, where that is later than when it was put there.
pub(super) const ADD_AGE: &str = "
    ALTER TABLE clips ADD COLUMN trash_aged_from INTEGER;";

/// Puts clips in the trash; how many of them were not there. Their files stay.
///
/// # Errors
/// Those of the database.
pub fn trash(db: &Connection, ids: &[ClipId], now: Timestamp) -> Result<usize, LibraryError> {
    let mut update = db.prepare_cached(
        "UPDATE clips SET trashed_at = ?2, trash_aged_from = NULL WHERE id IN rarray(?1) AND trashed_at IS NULL",
    )?;
    Ok(update.execute(params![array(ids), now])?)
}

/// Takes clips out of the trash; how many of them were there.
///
/// # Errors
/// Those of the database.
pub fn restore(db: &Connection, ids: &[ClipId]) -> Result<usize, LibraryError> {
    let mut update = db.prepare_cached(
        "UPDATE clips SET trashed_at = NULL
         WHERE id IN rarray(?1) AND trashed_at IS NOT NULL AND deleted_at IS NULL",
    )?;
    Ok(update.execute([array(ids)])?)
}

/// Everything in the trash.
///
/// # Errors
/// Those of the database.
pub fn list(db: &Connection) -> Result<Vec<ClipId>, LibraryError> {
    list_since(db, Timestamp(i64::MAX))
}

/// What lies in the trash for longer than `days`; nothing when that is 0.
///
/// # Errors
/// Those of the database.
pub fn list_overdue(db: &Connection, days: u32, now: Timestamp) -> Result<Vec<ClipId>, LibraryError> {
    if days == 0 { Ok(Vec::new()) } else { list_since(db, now.plus_ms(-i64::from(days) * DAY_MS)) }
}

/// Returns whether expired clips may be deleted at `now`. If the clock jumped by more than `days` since its last reading, it
/// may be wrong, so a later run has to confirm it first: deletion is final.
///
/// # Errors
/// Those of the database.
pub fn agrees(db: &Connection, days: u32, now: Timestamp) -> Result<bool, LibraryError> {
    let before = settings_store::seen(db)?;
    let leaps = before.at.is_some_and(|at| now.ms_since(at) > i64::from(days) * DAY_MS);
    let is_believed = !leaps || before.doubted.is_some_and(|doubted| now >= doubted);
    settings_store::save_seen(
        db,
        &match is_believed {
            true => LastClock { at: Some(now), doubted: None },
            false => LastClock { doubted: Some(now), ..before },
        },
    )?;
    Ok(is_believed)
}

/// What lies in the trash since this time or longer.
fn list_since(db: &Connection, time: Timestamp) -> Result<Vec<ClipId>, LibraryError> {
    let mut query = db.prepare_cached(
        "SELECT id FROM clips
         WHERE trashed_at <= ?1 AND coalesce(trash_aged_from, 0) <= ?1 AND deleted_at IS NULL ORDER BY id",
    )?;
    let rows = query.query_map([time], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Deletes those of these clips that are in the trash; how many there were. Their folders go by [`remove_folders`].
///
/// # Errors
/// Those of the database.
pub fn delete(db: &Connection, ids: &[ClipId], now: Timestamp) -> Result<usize, LibraryError> {
    let mut query = db.prepare_cached(
        "UPDATE clips SET deleted_at = ?2 WHERE id IN rarray(?1) AND trashed_at IS NOT NULL AND deleted_at IS NULL
         RETURNING id",
    )?;
    let rows = query.query_map(params![array(ids), now], |row| row.get(0))?;
    let deleted = rows.collect::<Result<Vec<ClipId>, _>>()?;
    for sql in [
        "INSERT OR IGNORE INTO doomed_folders SELECT folder FROM clips WHERE id IN rarray(?1)",
        "DELETE FROM clip_tags WHERE clip_id IN rarray(?1)",
        "DELETE FROM collection_clips WHERE clip_id IN rarray(?1)",
    ] {
        db.prepare_cached(sql)?.execute([array(&deleted)])?;
    }
    tags::remove_unused(db)?;
    Ok(deleted.len())
}

/// Removes the folders of the clips that were deleted. One that cannot be removed now stays noted for the next time.
///
/// # Errors
/// Those of the database.
pub fn remove_folders(library: &Library) -> Result<(), LibraryError> {
    let doomed = library.read(list_doomed)?;
    let is_gone = |folder: &ClipFolder| match library.files().remove_folder(folder) {
        Ok(()) => true,
        Err(error) => {
            tracing::warn!(%error, "the folder of a deleted clip could not be removed yet");
            false
        }
    };
    let gone: Vec<ClipFolder> = doomed.into_iter().filter(is_gone).collect();
    if gone.is_empty() { Ok(()) } else { library.write(|tx| forget_folders(tx, &gone)) }
}

/// Removes the folder of a clip that was not filed after all; one that any row has stays.
///
/// # Errors
/// Those of the database and of the disk.
pub fn discard_folder(library: &Library, folder: &ClipFolder) -> Result<(), LibraryError> {
    let is_known = library
        .read(|db| Ok(db.prepare_cached("SELECT 1 FROM clips WHERE folder = ?1")?.exists([folder.as_str()])?))?;
    if is_known { Ok(()) } else { Ok(library.files().remove_folder(folder)?) }
}

/// Only a deleted clip's folder is ever removed, whatever was noted.
fn list_doomed(db: &Connection) -> Result<Vec<ClipFolder>, LibraryError> {
    let mut query = db.prepare_cached(
        "SELECT folder FROM doomed_folders JOIN clips USING (folder) WHERE clips.deleted_at IS NOT NULL",
    )?;
    let rows = query.query_map([], |row| row.get::<_, String>(0))?;
    let names = rows.collect::<Result<Vec<_>, _>>()?;
    Ok(names.iter().filter_map(|name| ClipFolder::parse(name)).collect())
}

fn forget_folders(db: &Connection, folders: &[ClipFolder]) -> Result<(), LibraryError> {
    let mut delete = db.prepare_cached("DELETE FROM doomed_folders WHERE folder = ?1")?;
    for folder in folders {
        delete.execute([folder.as_str()])?;
    }
    Ok(())
}

#[cfg(test)]
mod tests;

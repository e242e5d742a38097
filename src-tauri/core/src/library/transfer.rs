//! Queries for export and import: data of a clip that is stored in other tables, and matching of imported data.

use std::rc::Rc;

use rusqlite::{Connection, OptionalExtension, types::Value};

use super::{
    LibraryError,
    clips::{self, RemoteFilm},
    files::ClipFile,
    tags,
};
use dailies_model::{CharacterId, Clip, ClipId, RecipeRelay, RemoteId};

/// A clip that is to leave.
#[derive(Debug, Clone, PartialEq)]
pub struct ExportItem {
    /// The clip.
    pub clip: Clip,
    /// Where its file lies.
    pub file: ClipFile,
    /// Its tags, by name.
    pub tags: Vec<String>,
    /// The first of the collections that it was put in.
    pub collection: Option<String>,
    /// Who made it.
    pub relay: RecipeRelay,
}

/// A clip that is to leave.
///
/// # Errors
/// `NotFound` when there is none.
pub fn export_item(db: &Connection, id: ClipId) -> Result<ExportItem, LibraryError> {
    let clip = clips::get(db, id)?;
    let mut tags = db.prepare_cached(
        "SELECT name FROM clip_tags JOIN tags ON tags.id = tag_id WHERE clip_id = ?1 ORDER BY name COLLATE NOCASE",
    )?;
    let tags = tags.query_map([id], |row| row.get(0))?.collect::<Result<_, _>>()?;
    let mut collection = db.prepare_cached(
        "SELECT name FROM collection_clips JOIN collections ON collections.id = collection_id
         WHERE clip_id = ?1 ORDER BY collections.position, collections.id LIMIT 1",
    )?;
    let collection = collection.query_row([id], |row| row.get(0)).optional()?;
    let RemoteFilm { id: remote_id, base_url, .. } = clips::remote_film(db, id)?;
    let relay = RecipeRelay {
        connection: clip.connection_name.clone(),
        base_url,
        remote_id: remote_id.map(|id| id.as_str().to_owned()),
    };
    Ok(ExportItem { file: clips::file(db, id)?, clip, tags, collection, relay })
}

/// Totals of an export.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ExportTotals {
    /// Number of clips.
    pub clips: usize,
    /// Size of their files in bytes.
    pub bytes: u64,
    /// Number of files that are neither MP4 nor MOV.
    pub others: u32,
}

/// Returns the totals of these clips.
///
/// # Errors
/// Those of the database.
pub fn export_totals(db: &Connection, ids: &[ClipId]) -> Result<ExportTotals, LibraryError> {
    let ids: Rc<Vec<Value>> = Rc::new(ids.iter().map(|id| Value::from(id.0)).collect());
    let mut query = db.prepare_cached(
        "SELECT count(*), coalesce(sum(bytes), 0), count(*) FILTER (WHERE container NOT IN ('mp4', 'mov'))
         FROM clips WHERE id IN rarray(?1) AND deleted_at IS NULL",
    )?;
    let (clips, bytes, others): (i64, i64, u32) =
        query.query_row([ids], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    Ok(ExportTotals {
        clips: usize::try_from(clips).unwrap_or_default(),
        bytes: u64::try_from(bytes).unwrap_or_default(),
        others,
    })
}

/// Returns the clip with this file hash, trashed or not; deleted clips do not count.
///
/// # Errors
/// Those of the database.
pub fn find_same(db: &Connection, sha256: &str) -> Result<Option<ClipId>, LibraryError> {
    let mut query =
        db.prepare_cached("SELECT id FROM clips WHERE sha256 = ?1 AND deleted_at IS NULL ORDER BY id LIMIT 1")?;
    Ok(query.query_row([sha256], |row| row.get(0)).optional()?)
}

/// Returns the clip with this task id.
///
/// # Errors
/// Those of the database.
pub fn find_remote(db: &Connection, remote_id: &RemoteId) -> Result<Option<ClipId>, LibraryError> {
    let mut query = db.prepare_cached(
        "SELECT id FROM clips WHERE remote_id = ?1 AND job_id IS NOT NULL AND deleted_at IS NULL ORDER BY id LIMIT 1",
    )?;
    Ok(query.query_row([remote_id], |row| row.get(0)).optional()?)
}

/// Returns the character with this handle.
///
/// # Errors
/// Those of the database.
pub fn find_handle(db: &Connection, handle: &str) -> Result<Option<CharacterId>, LibraryError> {
    let mut query = db.prepare_cached(
        "SELECT id FROM characters WHERE handle = ?1 COLLATE NOCASE AND removed_at IS NULL ORDER BY id DESC LIMIT 1",
    )?;
    Ok(query.query_row([handle], |row| row.get(0)).optional()?)
}

/// Adds tags to a clip by name, creating missing ones.
///
/// # Errors
/// Those of the database.
pub fn tag(db: &Connection, id: ClipId, names: &[String]) -> Result<(), LibraryError> {
    names.iter().try_for_each(|name| tags::tag(db, &[id], name).map(drop))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::fixture::{self, write};

    #[test]
    fn a_recipe_s_tag_is_the_one_that_is_there_in_whatever_case() {
        let (_folder, library, ids) = fixture::library(2);
        write(&library, |tx| tags::tag(tx, &ids[..1], "été").map(drop));
        write(&library, |tx| tag(tx, ids[1], &["ÉTÉ".to_owned(), "dusk".to_owned()]));
        let tags = library.read(tags::list).unwrap();
        assert_eq!(tags.iter().map(|tag| (tag.name.as_str(), tag.used)).collect::<Vec<_>>(), [("dusk", 1), ("été", 2)]);
    }
}

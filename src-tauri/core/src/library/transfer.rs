//! What leaves with a clip and what comes with one: the words that its row alone does not tell. Rows of other tables.

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

/// What clips come to that are to leave together.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ExportTotals {
    /// How many of these there are.
    pub clips: usize,
    /// Size of all their files.
    pub bytes: u64,
    /// How many of the files are neither MP4 nor MOV.
    pub others: u32,
}

/// What these clips come to.
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

/// The clip that has these very bytes, in the trash or not; what was deleted does not count.
///
/// # Errors
/// Those of the database.
pub fn find_same(db: &Connection, sha256: &str) -> Result<Option<ClipId>, LibraryError> {
    let mut query =
        db.prepare_cached("SELECT id FROM clips WHERE sha256 = ?1 AND deleted_at IS NULL ORDER BY id LIMIT 1")?;
    Ok(query.query_row([sha256], |row| row.get(0)).optional()?)
}

/// The clip that a relay knows by this name.
///
/// # Errors
/// Those of the database.
pub fn find_remote(db: &Connection, remote_id: &RemoteId) -> Result<Option<ClipId>, LibraryError> {
    let mut query = db.prepare_cached(
        "SELECT id FROM clips WHERE remote_id = ?1 AND job_id IS NOT NULL AND deleted_at IS NULL ORDER BY id LIMIT 1",
    )?;
    Ok(query.query_row([remote_id], |row| row.get(0)).optional()?)
}

/// The character that is called by this handle here.
///
/// # Errors
/// Those of the database.
pub fn find_handle(db: &Connection, handle: &str) -> Result<Option<CharacterId>, LibraryError> {
    let mut query = db.prepare_cached(
        "SELECT id FROM characters WHERE handle = ?1 COLLATE NOCASE AND removed_at IS NULL ORDER BY id DESC LIMIT 1",
    )?;
    Ok(query.query_row([handle], |row| row.get(0)).optional()?)
}

/// Gives a clip tags by name, made where there are none.
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

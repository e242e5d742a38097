//! Reads the data of clips that is indexed for search, in chunks or by id. The index itself is in `search`.

use std::rc::Rc;

use rusqlite::{Connection, Params, Row, ToSql, params, params_from_iter, types::Value};

use super::{LibraryError, columns::from_word};
use dailies_model::{
    CharacterId, ClipId, CollectionId, ConnectionId, Filter, Found, Medium, ModelId, Query, StoryboardId, TagId,
    Timestamp,
};

/// Who is in a clip is asked clip by clip.
pub(super) const CREATE: &str = "CREATE INDEX clip_cast_clip ON clip_cast (clip_id);";

/// All that the whole gallery is laid out by: the rows themselves, with their long texts, are not read for it.
pub(super) const COVER: &str = "
    DROP INDEX clips_shown;
    CREATE INDEX clips_shown ON clips (placed_at DESC, id DESC, width, height, trashed_at)
        WHERE trashed_at IS NULL;";

/// The indexed data of one clip.
#[derive(Debug, Clone, PartialEq)]
pub struct IndexEntry {
    /// Its number.
    pub id: ClipId,
    /// Where it stands among the newest.
    pub placed_at: Timestamp,
    /// When it was put in the trash.
    pub trashed_at: Option<Timestamp>,
    /// Pixels across; 0 when unknown.
    pub width: u32,
    /// Pixels down; 0 when unknown.
    pub height: u32,
    /// Length in ms; 0 when unknown.
    pub duration_ms: i64,
    /// What it cost, in millionths of a US dollar.
    pub cost_micros: Option<i64>,
    /// What it is.
    pub medium: Medium,
    /// Whether it has sound.
    pub has_sound: bool,
    /// Whether it is a favourite.
    pub is_favourite: bool,
    /// Whether it came from another clip, or led to one.
    pub has_family: bool,
    /// The model that made it.
    pub model: ModelId,
    /// What was asked for.
    pub prompt: String,
    /// The connection it was made with.
    pub connection_id: Option<ConnectionId>,
    /// That connection's name.
    pub connection_name: Option<String>,
    /// The storyboard it was made of.
    pub storyboard_id: Option<StoryboardId>,
    /// That storyboard's name.
    pub storyboard_name: Option<String>,
    /// The name of the file that it was brought in from.
    pub file_name: Option<String>,
    /// Its tags and their names.
    pub tags: Vec<(TagId, String)>,
    /// The collections that it was put in, and where in each it stands.
    pub collections: Vec<(CollectionId, f64)>,
    /// Who is in it.
    pub cast: Vec<Member>,
}

/// Somebody who is in a clip.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Who.
    pub id: CharacterId,
    /// What the user calls it.
    pub name: String,
    /// What stands after the `@`.
    pub handle: String,
}

/// Deleted clips are found by nothing.
const SELECT: &str = "
    SELECT clips.id, placed_at, clips.trashed_at, width, height, duration_ms, cost_micros, medium, has_audio,
           favourite_at IS NOT NULL, model, prompt, connection_id, connection_name, storyboard_id, storyboards.name,
           file_name
    FROM clips LEFT JOIN storyboards ON storyboards.id = storyboard_id
    WHERE deleted_at IS NULL AND clips.id";

/// The next entries after the clip `after`, at most so many, lowest number first; none when there are no more.
///
/// # Errors
/// Those of the database.
pub fn entries_after(db: &Connection, after: ClipId, most: u32) -> Result<Vec<IndexEntry>, LibraryError> {
    let sql = format!("{SELECT} > ?1 ORDER BY clips.id LIMIT ?2");
    let mut entries = read_all(db, &sql, params![after, most])?;
    if let (Some(first), Some(last)) = (entries.first(), entries.last()) {
        let within = Within { sql: "BETWEEN ?1 AND ?2", params: vec![Box::new(first.id), Box::new(last.id)] };
        complete(db, &within, &mut entries)?;
    }
    Ok(entries)
}

/// The entries of these clips that there are, lowest number first.
///
/// # Errors
/// Those of the database.
pub fn entries(db: &Connection, ids: &[ClipId]) -> Result<Vec<IndexEntry>, LibraryError> {
    let ids: Vec<_> = ids.iter().map(|id| Value::from(id.0)).collect();
    let within = Within { sql: "IN rarray(?1)", params: vec![Box::new(Rc::new(ids))] };
    let sql = format!("{SELECT} {} ORDER BY clips.id", within.sql);
    let mut entries = read_all(db, &sql, within.bind())?;
    complete(db, &within, &mut entries)?;
    Ok(entries)
}

/// The collections that have a question of their own. One that cannot be read is none.
///
/// # Errors
/// Those of the database.
pub fn smart_collections(db: &Connection) -> Result<Vec<(CollectionId, Query)>, LibraryError> {
    let mut query = db.prepare_cached("SELECT id, query FROM collections WHERE query IS NOT NULL")?;
    let rows = query.query_map([], |row| Ok((row.get(0)?, row.get::<_, String>(1)?)))?;
    let rows = rows.collect::<Result<Vec<_>, _>>()?;
    Ok(rows.into_iter().filter_map(|(id, query)| Some((id, serde_json::from_str(&query).ok()?))).collect())
}

/// What the user and the relays call what clips are found by: tags, collections, characters, storyboards, connections.
///
/// # Errors
/// Those of the database.
pub fn names(db: &Connection) -> Result<Vec<(Filter, String)>, LibraryError> {
    let mut names = Vec::new();
    let mut read = |sql: &str, filter: fn(i64) -> Filter| {
        let mut query = db.prepare_cached(sql)?;
        let rows = query.query_map([], |row| Ok((filter(row.get(0)?), row.get(1)?)))?;
        names.extend(rows.collect::<Result<Vec<_>, _>>()?);
        Ok::<_, LibraryError>(())
    };
    read("SELECT id, name FROM tags", |id| Filter::Tag { id: TagId(id) })?;
    read("SELECT id, name FROM collections", |id| Filter::Collection { id: CollectionId(id) })?;
    read("SELECT id, name || ' ' || handle FROM characters", |id| Filter::Character { id: CharacterId(id) })?;
    read("SELECT id, name FROM storyboards", |id| Filter::Storyboard { id: StoryboardId(id) })?;
    read("SELECT id, name FROM connections", |id| Filter::Connection { id: ConnectionId(id) })?;
    Ok(names)
}

const NEWEST: &str = "SELECT id, width, height, placed_at FROM clips WHERE trashed_at IS NULL
     ORDER BY placed_at DESC, id DESC LIMIT ?2 OFFSET ?1";

/// A stretch of the whole gallery, newest first, without any index. A film of unknown size is laid out as 16:9.
///
/// # Errors
/// Those of the database.
pub fn newest(db: &Connection, from: u32, most: u32) -> Result<Found, LibraryError> {
    let count = db.query_row("SELECT count(*) FROM clips WHERE trashed_at IS NULL", [], |row| row.get(0))?;
    let mut found = Found { count, ..Found::default() };
    let mut query = db.prepare_cached(NEWEST)?;
    let mut rows = query.query([from, most])?;
    while let Some(row) = rows.next()? {
        found.ids.push(row.get(0)?);
        found.ratios.push(ratio(row.get(1)?, row.get(2)?));
        found.placed_at.push(row.get(3)?);
    }
    Ok(found)
}

/// Width over height, in thousandths; 16:9 where either is not known.
pub fn ratio(width: u32, height: u32) -> u32 {
    if width == 0 || height == 0 {
        return 1778;
    }
    u32::try_from(u64::from(width) * 1000 / u64::from(height)).unwrap_or(u32::MAX).max(1)
}

/// The same clips, in every table.
struct Within {
    sql: &'static str,
    params: Vec<Box<dyn ToSql>>,
}

impl Within {
    fn bind(&self) -> impl Params {
        params_from_iter(&self.params)
    }

    /// Has `take` take each row of a table that has a clip's number first. `entries` are sorted by theirs.
    fn attach(
        &self,
        db: &Connection,
        sql: &str,
        entries: &mut [IndexEntry],
        mut take: impl FnMut(&mut IndexEntry, &Row<'_>) -> rusqlite::Result<()>,
    ) -> Result<(), LibraryError> {
        let mut query = db.prepare_cached(&sql.replace("WITHIN", self.sql))?;
        let mut rows = query.query(self.bind())?;
        while let Some(row) = rows.next()? {
            let id: ClipId = row.get(0)?;
            if let Ok(at) = entries.binary_search_by_key(&id, |entry| entry.id) {
                take(&mut entries[at], row)?;
            }
        }
        Ok(())
    }
}

fn complete(db: &Connection, within: &Within, entries: &mut [IndexEntry]) -> Result<(), LibraryError> {
    let tags = "SELECT clip_id, tag_id, name FROM clip_tags JOIN tags ON tags.id = tag_id WHERE clip_id WITHIN";
    within.attach(db, tags, entries, |entry, row| {
        entry.tags.push((row.get(1)?, row.get(2)?));
        Ok(())
    })?;
    let collections = "SELECT clip_id, collection_id, position FROM collection_clips WHERE clip_id WITHIN";
    within.attach(db, collections, entries, |entry, row| {
        entry.collections.push((row.get(1)?, row.get(2)?));
        Ok(())
    })?;
    let cast =
        "SELECT clip_id, character_id, name, handle FROM clip_cast JOIN characters ON characters.id = character_id
                WHERE clip_id WITHIN";
    within.attach(db, cast, entries, |entry, row| {
        entry.cast.push(Member { id: row.get(1)?, name: row.get(2)?, handle: row.get(3)? });
        Ok(())
    })?;
    let kin =
        "SELECT clip_id FROM clip_kin WHERE clip_id WITHIN UNION ALL SELECT from_id FROM clip_kin WHERE from_id WITHIN";
    within.attach(db, kin, entries, |entry, _| {
        entry.has_family = true;
        Ok(())
    })
}

fn read_all(db: &Connection, sql: &str, params: impl Params) -> Result<Vec<IndexEntry>, LibraryError> {
    let mut query = db.prepare_cached(sql)?;
    let rows = query.query_map(params, read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// By place, not by name: a million of them are read when the program starts.
fn read(row: &Row<'_>) -> rusqlite::Result<IndexEntry> {
    Ok(IndexEntry {
        id: row.get(0)?,
        placed_at: row.get(1)?,
        trashed_at: row.get(2)?,
        width: row.get(3)?,
        height: row.get(4)?,
        duration_ms: row.get(5)?,
        cost_micros: row.get(6)?,
        medium: from_word(row, "medium")?,
        has_sound: row.get(8)?,
        is_favourite: row.get(9)?,
        has_family: false,
        model: row.get(10)?,
        prompt: row.get(11)?,
        connection_id: row.get(12)?,
        connection_name: row.get(13)?,
        storyboard_id: row.get(14)?,
        storyboard_name: row.get(15)?,
        file_name: row.get(16)?,
        tags: Vec::new(),
        collections: Vec::new(),
        cast: Vec::new(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::Library;

    #[test]
    fn the_whole_gallery_is_read_from_its_index_alone() {
        let folder = tempfile::tempdir().unwrap();
        let library = Library::open(folder.path()).unwrap();
        let plan: String = library
            .read(|db| Ok(db.query_row(&format!("EXPLAIN QUERY PLAN {NEWEST}"), [0, 1], |row| row.get("detail"))?))
            .unwrap();
        assert_eq!(plan, "SCAN clips USING COVERING INDEX clips_shown");
    }
}

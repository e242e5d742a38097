//! The user's tags, and which clips have them. A tag that no clip has is no more; a clip in the trash still has its tags.

use rusqlite::{Connection, params};

use super::{LibraryError, columns::array};
use dailies_model::{ClipId, Tag, TagId, organize};

pub(super) const CREATE: &str = "
    CREATE TABLE tags (
        id   INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL UNIQUE COLLATE NOCASE
    ) STRICT;
    CREATE TABLE clip_tags (
        tag_id  INTEGER NOT NULL REFERENCES tags (id),
        clip_id INTEGER NOT NULL REFERENCES clips (id),
        PRIMARY KEY (tag_id, clip_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX clip_tags_clip ON clip_tags (clip_id, tag_id);";

/// Every tag, by name. A deleted clip has none, so that those of the trash are all there is to leave out.
///
/// # Errors
/// Those of the database.
pub fn list(db: &Connection) -> Result<Vec<Tag>, LibraryError> {
    let mut query = db.prepare_cached(
        "SELECT id, name, (SELECT count(*) FROM clip_tags WHERE tag_id = tags.id) - coalesce(hidden, 0) AS used
         FROM tags LEFT JOIN
              (SELECT tag_id, count(*) AS hidden FROM clips CROSS JOIN clip_tags ON clip_id = clips.id
               WHERE trashed_at IS NOT NULL AND deleted_at IS NULL GROUP BY tag_id) ON tag_id = tags.id
         ORDER BY name COLLATE NOCASE",
    )?;
    let rows =
        query.query_map([], |row| Ok(Tag { id: row.get("id")?, name: row.get("name")?, used: row.get("used")? }))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The tag of this name, in whatever case and spelling it is written.
///
/// # Errors
/// Those of the database.
pub fn find(db: &Connection, name: &str) -> Result<Option<TagId>, LibraryError> {
    let folded = organize::one_spelling(name).to_lowercase();
    let mut query = db.prepare_cached("SELECT id, name FROM tags")?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        if row.get_ref("name")?.as_str().is_ok_and(|name| name.to_lowercase() == folded) {
            return Ok(Some(row.get("id")?));
        }
    }
    Ok(None)
}

/// Gives clips a tag, made if there is none of that name; how many of them did not have it.
///
/// # Errors
/// Those of the database.
pub fn tag(db: &Connection, ids: &[ClipId], name: &str) -> Result<usize, LibraryError> {
    let id = match find(db, name)? {
        Some(id) => id,
        None => insert(db, &organize::one_spelling(name))?,
    };
    let mut insert = db.prepare_cached(
        "INSERT OR IGNORE INTO clip_tags (tag_id, clip_id)
         SELECT ?2, id FROM clips WHERE id IN rarray(?1) AND deleted_at IS NULL",
    )?;
    let tagged = insert.execute(params![array(ids), id])?;
    remove_unused(db)?;
    Ok(tagged)
}

fn insert(db: &Connection, name: &str) -> Result<TagId, LibraryError> {
    db.execute("INSERT INTO tags (name) VALUES (?1)", [name])?;
    Ok(TagId(db.last_insert_rowid()))
}

/// Takes a tag off clips; how many of them had it.
///
/// # Errors
/// Those of the database.
pub fn untag(db: &Connection, ids: &[ClipId], id: TagId) -> Result<usize, LibraryError> {
    let mut delete = db.prepare_cached("DELETE FROM clip_tags WHERE tag_id = ?2 AND clip_id IN rarray(?1)")?;
    let untagged = delete.execute(params![array(ids), id])?;
    remove_unused(db)?;
    Ok(untagged)
}

/// Renames a tag. That no other one has the name is for the caller to see to.
///
/// # Errors
/// `NotFound` when there is no such tag.
pub fn rename(db: &Connection, id: TagId, name: &str) -> Result<(), LibraryError> {
    match db.execute("UPDATE tags SET name = ?2 WHERE id = ?1", params![id, name])? {
        0 => Err(LibraryError::NotFound),
        _ => Ok(()),
    }
}

/// Gives the clips of one tag another, and removes the first; how many clips had it.
///
/// # Errors
/// `NotFound` when one of them is not there.
pub fn merge(db: &Connection, id: TagId, into: TagId) -> Result<usize, LibraryError> {
    look_for(db, into)?;
    if id == into {
        return Ok(0);
    }
    let sql = "INSERT OR IGNORE INTO clip_tags (tag_id, clip_id) SELECT ?2, clip_id FROM clip_tags WHERE tag_id = ?1";
    db.execute(sql, [id, into])?;
    remove(db, id)
}

/// Removes a tag; how many clips had it.
///
/// # Errors
/// `NotFound` when there is no such tag.
pub fn remove(db: &Connection, id: TagId) -> Result<usize, LibraryError> {
    look_for(db, id)?;
    let untagged = db.execute("DELETE FROM clip_tags WHERE tag_id = ?1", [id])?;
    db.execute("DELETE FROM tags WHERE id = ?1", [id])?;
    Ok(untagged)
}

fn look_for(db: &Connection, id: TagId) -> Result<(), LibraryError> {
    Ok(db.query_row("SELECT 1 FROM tags WHERE id = ?1", [id], |_| Ok(()))?)
}

/// Removes the tags that no clip has, the trash included.
///
/// # Errors
/// Those of the database.
pub(super) fn remove_unused(db: &Connection) -> Result<(), LibraryError> {
    let sql = "DELETE FROM tags WHERE NOT EXISTS (SELECT 1 FROM clip_tags WHERE tag_id = tags.id)";
    db.prepare_cached(sql)?.execute([])?;
    Ok(())
}

#[cfg(test)]
mod tests;

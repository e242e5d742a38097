//! Undo: while a change is recorded, temporary triggers on the writing connection store for each changed row how to restore it
//! (the technique of <https://www.sqlite.org/undoredo.html>).
//!
//! Only organizing is recorded: favourites, tags, collections, the trash. A row is restored only if it is still as the change
//! left it; a row that was changed again since stays as it is.

use std::{collections::HashMap, fmt::Write, rc::Rc};

use rusqlite::{Connection, Transaction, types::Value};

use super::{LibraryError, tags};
use dailies_model::{TagId, Timestamp};

/// One kind of row change, and the way back from it.
struct TrackedTable {
    /// The change, as a trigger names it.
    event: &'static str,
    /// Of which rows.
    when: &'static str,
    /// What is noted: the row's own number, and three more values.
    noted: &'static str,
    /// What puts rows back: `?1` are the numbers of all rows of which the other values, `?2` to `?4`, are the same; `?5` is
    /// the time at which that is done.
    inverse: &'static str,
}

const WATCHED: &[TrackedTable] = &[
    TrackedTable {
        event: "UPDATE OF trashed_at ON main.clips",
        when: "old.trashed_at IS NOT new.trashed_at",
        noted: "new.id, old.trashed_at, new.trashed_at, NULL",
        // What goes back to the trash stays there as long as what is put there now.
        inverse: "UPDATE clips SET trashed_at = ?2, trash_aged_from = iif(?2 IS NULL, NULL, ?5)
                  WHERE id IN rarray(?1) AND trashed_at IS ?3 AND deleted_at IS NULL",
    },
    TrackedTable {
        event: "UPDATE OF favourite_at ON main.clips",
        when: "old.favourite_at IS NOT new.favourite_at",
        noted: "new.id, old.favourite_at, new.favourite_at, NULL",
        inverse: "UPDATE clips SET favourite_at = ?2
                  WHERE id IN rarray(?1) AND favourite_at IS ?3 AND deleted_at IS NULL",
    },
    TrackedTable {
        event: "INSERT ON main.tags",
        when: "true",
        noted: "new.id, NULL, NULL, NULL",
        inverse: "DELETE FROM tags
                  WHERE id IN rarray(?1) AND NOT EXISTS (SELECT 1 FROM clip_tags WHERE tag_id = tags.id)",
    },
    TrackedTable {
        event: "DELETE ON main.tags",
        when: "true",
        noted: "old.id, old.name, NULL, NULL",
        inverse: "INSERT OR IGNORE INTO tags (id, name) SELECT value, ?2 FROM rarray(?1)",
    },
    TrackedTable {
        event: "UPDATE OF name ON main.tags",
        when: "old.name IS NOT new.name COLLATE BINARY",
        noted: "new.id, old.name, new.name, NULL",
        inverse: "UPDATE OR IGNORE tags SET name = ?2 WHERE id IN rarray(?1) AND name = ?3 COLLATE BINARY",
    },
    TrackedTable {
        event: "INSERT ON main.clip_tags",
        when: "true",
        noted: "new.clip_id, new.tag_id, NULL, NULL",
        inverse: "DELETE FROM clip_tags WHERE tag_id = ?2 AND clip_id IN rarray(?1)",
    },
    TrackedTable {
        event: "DELETE ON main.clip_tags",
        when: "true",
        noted: "old.clip_id, old.tag_id, NULL, NULL",
        inverse: "INSERT OR IGNORE INTO clip_tags (tag_id, clip_id)
                  SELECT tags.id, clips.id FROM tags, clips
                  WHERE tags.id = ?2 AND clips.id IN rarray(?1) AND deleted_at IS NULL",
    },
    TrackedTable {
        event: "INSERT ON main.collections",
        when: "true",
        noted: "new.id, new.name, new.query, NULL",
        inverse: "DELETE FROM collections
                  WHERE id IN rarray(?1) AND name = ?2 AND query IS ?3
                    AND NOT EXISTS (SELECT 1 FROM collection_clips WHERE collection_id = collections.id)",
    },
    TrackedTable {
        event: "DELETE ON main.collections",
        when: "true",
        noted: "old.id, old.name, old.query, old.position",
        inverse: "INSERT OR IGNORE INTO collections (id, name, query, position)
                  SELECT value, ?2, ?3, ?4 FROM rarray(?1)",
    },
    TrackedTable {
        event: "UPDATE OF name ON main.collections",
        when: "old.name IS NOT new.name",
        noted: "new.id, old.name, new.name, NULL",
        inverse: "UPDATE collections SET name = ?2 WHERE id IN rarray(?1) AND name = ?3",
    },
    TrackedTable {
        event: "UPDATE OF query ON main.collections",
        when: "old.query IS NOT new.query",
        noted: "new.id, old.query, new.query, NULL",
        inverse: "UPDATE collections SET query = ?2 WHERE id IN rarray(?1) AND query IS ?3",
    },
    TrackedTable {
        event: "UPDATE OF position ON main.collections",
        when: "old.position IS NOT new.position",
        noted: "new.id, old.position, new.position, NULL",
        inverse: "UPDATE collections SET position = ?2 WHERE id IN rarray(?1) AND position = ?3",
    },
    TrackedTable {
        event: "INSERT ON main.collection_clips",
        when: "true",
        noted: "new.clip_id, new.collection_id, NULL, NULL",
        inverse: "DELETE FROM collection_clips WHERE collection_id = ?2 AND clip_id IN rarray(?1)",
    },
    TrackedTable {
        event: "DELETE ON main.collection_clips",
        when: "true",
        noted: "old.clip_id, old.collection_id, old.position, NULL",
        inverse: "INSERT OR IGNORE INTO collection_clips (collection_id, clip_id, position)
                  SELECT collections.id, clips.id, ?3 FROM collections, clips
                  WHERE collections.id = ?2 AND clips.id IN rarray(?1) AND deleted_at IS NULL",
    },
    TrackedTable {
        event: "UPDATE OF position ON main.collection_clips",
        when: "old.position IS NOT new.position",
        noted: "new.clip_id, new.collection_id, old.position, new.position",
        inverse: "UPDATE collection_clips SET position = ?3
                  WHERE collection_id = ?2 AND clip_id IN rarray(?1) AND position = ?4",
    },
];

/// The tables and triggers that a writing connection needs. A row of `recording` turns them on.
pub(super) fn watch() -> String {
    let mut sql = "CREATE TEMP TABLE recording (is_on INTEGER);
         CREATE TEMP TABLE journal (step INTEGER PRIMARY KEY, kind INTEGER, id INTEGER, a, b, c);"
        .to_owned();
    for (kind, TrackedTable { event, when, noted, .. }) in WATCHED.iter().enumerate() {
        // Writing to a `String` does not fail.
        let _ = write!(
            sql,
            "CREATE TEMP TRIGGER undo_{kind} AFTER {event} WHEN {when} AND EXISTS (SELECT 1 FROM recording) BEGIN
                 INSERT INTO journal VALUES (NULL, {kind}, {noted});
             END;"
        );
    }
    sql
}

/// The inverse of a recorded change.
#[derive(Debug, Default)]
pub struct Inverse(Vec<Step>);

/// Rows that are put back by one statement.
#[derive(Debug)]
struct Step {
    watched: &'static TrackedTable,
    ids: Vec<i64>,
    values: [Value; 3],
}

impl std::fmt::Debug for TrackedTable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.event)
    }
}

/// Runs `change` within a transaction and returns its inverse.
///
/// # Errors
/// Those of `change`, and of the database. The transaction is not to be committed then.
pub fn recorded<T, E: From<LibraryError>>(
    tx: &Transaction<'_>,
    change: impl FnOnce(&Transaction<'_>) -> Result<T, E>,
) -> Result<(T, Inverse), E> {
    tx.execute("INSERT INTO recording VALUES (1)", []).map_err(LibraryError::from)?;
    let value = change(tx)?;
    Ok((value, take(tx)?))
}

/// What was noted, newest first, and the end of noting.
fn take(db: &Connection) -> Result<Inverse, LibraryError> {
    let mut query = db.prepare_cached("SELECT kind, id, a, b, c FROM journal ORDER BY step DESC")?;
    let mut rows = query.query([])?;
    let mut steps: Vec<Step> = Vec::new();
    while let Some(row) = rows.next()? {
        let (kind, id): (u8, i64) = (row.get(0)?, row.get(1)?);
        let values = [row.get(2)?, row.get(3)?, row.get(4)?];
        let Some(watched) = WATCHED.get(usize::from(kind)) else { continue };
        match steps.last_mut() {
            Some(last) if std::ptr::eq(last.watched, watched) && last.values == values => last.ids.push(id),
            _ => steps.push(Step { watched, ids: vec![id], values }),
        }
    }
    db.execute("DELETE FROM journal", [])?;
    db.execute("DELETE FROM recording", [])?;
    Ok(Inverse(steps))
}

impl Inverse {
    /// Applies the inverse to the rows that are still as the change left them.
    ///
    /// # Errors
    /// Those of the database.
    pub fn apply(&self, db: &Connection, now: Timestamp) -> Result<(), LibraryError> {
        let mut renewed = Renewed::new();
        for step in &self.0 {
            step.apply(db, now, &mut renewed)?;
        }
        tags::remove_unused(db)
    }
}

/// The tags that have the names of tags that were removed: what had those gets these.
type Renewed = HashMap<i64, TagId>;

impl Step {
    fn apply(&self, db: &Connection, now: Timestamp, renewed: &mut Renewed) -> Result<(), LibraryError> {
        if let Some((id, other)) = self.takes_a_name(db)? {
            if self.watched.event.starts_with("DELETE") {
                renewed.insert(id, other);
            }
            return Ok(());
        }
        let mut values = self.values.clone();
        if let Value::Integer(tag) = values[0]
            && self.watched.event.ends_with("main.clip_tags")
            && let Some(other) = renewed.get(&tag)
        {
            values[0] = Value::Integer(other.0);
        }
        let mut statement = db.prepare_cached(self.watched.inverse)?;
        let ids: Rc<Vec<Value>> = Rc::new(self.ids.iter().copied().map(Value::from).collect());
        statement.raw_bind_parameter(1, ids)?;
        // A statement names only as many values as it needs.
        let values = values.into_iter().chain([Value::Integer(now.0)]);
        for (place, value) in (2..=statement.parameter_count()).zip(values) {
            statement.raw_bind_parameter(place, value)?;
        }
        statement.raw_execute()?;
        Ok(())
    }

    /// The tag that would get back a name that another one has by now, and that one: it is ours to compare names, not the
    /// database's.
    fn takes_a_name(&self, db: &Connection) -> Result<Option<(i64, TagId)>, LibraryError> {
        match (&self.values[0], self.ids.as_slice()) {
            (Value::Text(name), [id]) if self.watched.event.ends_with("main.tags") => {
                Ok(tags::find(db, name)?.filter(|other| *other != TagId(*id)).map(|other| (*id, other)))
            }
            _ => Ok(None),
        }
    }
}

#[cfg(test)]
mod tests;

//! Tracks which rows a transaction changed, by temporary triggers on the writing connection, so that no writer can forget it.
//! Observers (the index, the page) are notified after the commit only.

use rusqlite::Connection;

use super::LibraryError;
use dailies_model::{CharacterId, ClipId};

/// Kinds of row: a clip by its number, tags and collections as a whole, and a character by its number.
const CLIP: i64 = 0;
const KEEPING: i64 = 1;
const CHARACTER: i64 = 2;

/// Names and counts that clips share change the clips too: they are found by them.
///
/// Nothing here is unique, and what was noted twice is told once: in a trigger the conflict clause of the statement that fires
/// it counts, not the trigger's own (<https://www.sqlite.org/lang_createtrigger.html>), and an upsert's is to fail.
pub(super) const WATCH: &str = "
    CREATE TEMP TABLE touched (kind INTEGER, id INTEGER);

    CREATE TEMP TRIGGER touched_clip_in AFTER INSERT ON main.clips BEGIN
        INSERT INTO touched VALUES (0, new.id), (1, 0);
    END;
    CREATE TEMP TRIGGER touched_clip AFTER UPDATE ON main.clips BEGIN
        INSERT INTO touched VALUES (0, new.id);
    END;
    CREATE TEMP TRIGGER touched_trash AFTER UPDATE OF trashed_at ON main.clips BEGIN
        INSERT INTO touched VALUES (1, 0);
        INSERT INTO touched SELECT 2, character_id FROM clip_cast WHERE clip_id = new.id;
    END;
    CREATE TEMP TRIGGER touched_kin AFTER INSERT ON main.clip_kin BEGIN
        INSERT INTO touched VALUES (0, new.clip_id), (0, new.from_id);
    END;

    CREATE TEMP TRIGGER touched_tag_in AFTER INSERT ON main.tags BEGIN
        INSERT INTO touched VALUES (1, 0);
    END;
    CREATE TEMP TRIGGER touched_tag_out AFTER DELETE ON main.tags BEGIN
        INSERT INTO touched VALUES (1, 0);
    END;
    CREATE TEMP TRIGGER touched_tag AFTER UPDATE ON main.tags BEGIN
        INSERT INTO touched VALUES (1, 0);
        INSERT INTO touched SELECT 0, clip_id FROM clip_tags WHERE tag_id = new.id;
    END;
    CREATE TEMP TRIGGER touched_clip_tag_in AFTER INSERT ON main.clip_tags BEGIN
        INSERT INTO touched VALUES (0, new.clip_id), (1, 0);
    END;
    CREATE TEMP TRIGGER touched_clip_tag_out AFTER DELETE ON main.clip_tags BEGIN
        INSERT INTO touched VALUES (0, old.clip_id), (1, 0);
    END;

    CREATE TEMP TRIGGER touched_collection_in AFTER INSERT ON main.collections BEGIN
        INSERT INTO touched VALUES (1, 0);
    END;
    CREATE TEMP TRIGGER touched_collection_out AFTER DELETE ON main.collections BEGIN
        INSERT INTO touched VALUES (1, 0);
    END;
    CREATE TEMP TRIGGER touched_collection AFTER UPDATE ON main.collections BEGIN
        INSERT INTO touched VALUES (1, 0);
    END;
    CREATE TEMP TRIGGER touched_collected_in AFTER INSERT ON main.collection_clips BEGIN
        INSERT INTO touched VALUES (0, new.clip_id), (1, 0);
    END;
    CREATE TEMP TRIGGER touched_collected_out AFTER DELETE ON main.collection_clips BEGIN
        INSERT INTO touched VALUES (0, old.clip_id), (1, 0);
    END;
    CREATE TEMP TRIGGER touched_collected AFTER UPDATE ON main.collection_clips BEGIN
        INSERT INTO touched VALUES (0, new.clip_id), (1, 0);
    END;

    CREATE TEMP TRIGGER touched_character AFTER UPDATE OF name, handle ON main.characters BEGIN
        INSERT INTO touched SELECT 0, clip_id FROM clip_cast WHERE character_id = new.id;
    END;
    CREATE TEMP TRIGGER touched_storyboard AFTER UPDATE OF name ON main.storyboards WHEN old.name IS NOT new.name BEGIN
        INSERT INTO touched SELECT 0, id FROM clips WHERE storyboard_id = new.id;
    END;";

/// The rows that a transaction changed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ChangeSet {
    /// Clips that are new, changed, or found otherwise than before; lowest number first.
    pub clips: Vec<ClipId>,
    /// Whether tags or collections are others, or count otherwise.
    pub has_keeping: bool,
    /// Characters that are in more clips of the gallery than before, or in fewer; lowest number first.
    pub characters: Vec<CharacterId>,
}

impl ChangeSet {
    /// Returns whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.clips.is_empty() && !self.has_keeping && self.characters.is_empty()
    }

    /// Adds the changes of another transaction.
    pub fn add(&mut self, other: &Self) {
        self.clips.extend(&other.clips);
        self.clips.sort_unstable();
        self.clips.dedup();
        self.characters.extend(&other.characters);
        self.characters.sort_unstable();
        self.characters.dedup();
        self.has_keeping |= other.has_keeping;
    }
}

/// Returns the changes since the last call and clears them.
pub(super) fn take(writer: &Connection) -> Result<ChangeSet, LibraryError> {
    let mut query = writer.prepare_cached("DELETE FROM touched RETURNING kind, id")?;
    let mut rows = query.query([])?;
    let mut touched = ChangeSet::default();
    while let Some(row) = rows.next()? {
        match row.get(0)? {
            CLIP => touched.clips.push(row.get(1)?),
            KEEPING => touched.has_keeping = true,
            CHARACTER => touched.characters.push(row.get(1)?),
            _ => {}
        }
    }
    touched.clips.sort_unstable();
    touched.clips.dedup();
    touched.characters.sort_unstable();
    touched.characters.dedup();
    Ok(touched)
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use super::*;
    use crate::library::Library;

    #[test]
    fn a_transaction_tells_what_it_touched_once_it_is_written_and_a_failed_one_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let library = Library::open(folder.path()).unwrap();
        let told = Arc::new(Mutex::new(Vec::new()));
        let teller = told.clone();
        library.on_touch(move |_, touched| teller.lock().unwrap().push(touched.clone()));
        let insert =
            "INSERT INTO clips (id, folder, model, prompt, generation, width, height, duration_ms, has_audio, bytes,
                                         has_pictures, created_at) VALUES (?1, ?1, '', '', '{}', 1, 1, 1, 0, 1, 0, 0)";
        let failed: Result<(), LibraryError> = library.write(|tx| {
            tx.execute(insert, [3])?;
            Err(LibraryError::NotFound)
        });
        assert!(failed.is_err());
        library
            .write::<_, LibraryError>(|tx| {
                tx.execute(insert, [9])?;
                tx.execute(insert, [7])?;
                tx.execute("INSERT INTO tags (id, name) VALUES (1, 'dusk')", [])?;
                tx.execute("INSERT INTO clip_tags VALUES (1, 7)", [])?;
                Ok(())
            })
            .unwrap();
        library.write::<_, LibraryError>(|tx| Ok(tx.execute("UPDATE tags SET name = 'dawn'", [])?)).unwrap();
        library.write::<_, LibraryError>(|tx| Ok(tx.execute("DELETE FROM drafts", [])?)).unwrap();
        let expected = [
            ChangeSet { clips: vec![ClipId(7), ClipId(9)], has_keeping: true, ..ChangeSet::default() },
            ChangeSet { clips: vec![ClipId(7)], has_keeping: true, ..ChangeSet::default() },
        ];
        assert_eq!(*told.lock().unwrap(), expected);
    }
}

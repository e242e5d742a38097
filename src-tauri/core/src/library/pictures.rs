//! The pictures that prompts go with: each kept once, named by the SHA-256 of its file.

use std::rc::Rc;

use rusqlite::{Connection, Row, params, types::Value};

use super::{
    LibraryError,
    columns::{from_word, word},
};
use dailies_model::{Picture, PictureId, PictureSource, StoredPicture, Timestamp};

pub(super) const CREATE: &str = "
    CREATE TABLE pictures (
        id         TEXT PRIMARY KEY,
        container  TEXT NOT NULL,
        width      INTEGER NOT NULL,
        height     INTEGER NOT NULL,
        bytes      INTEGER NOT NULL,
        created_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;";

/// Where a picture came from, and when it was used last.
pub(super) const ADD_USE: &str = "
    ALTER TABLE pictures ADD COLUMN name TEXT;
    ALTER TABLE pictures ADD COLUMN from_clip INTEGER;
    ALTER TABLE pictures ADD COLUMN used_at INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE pictures ADD COLUMN hidden_at INTEGER;
    UPDATE pictures SET used_at = created_at;
    CREATE INDEX pictures_recent ON pictures (used_at DESC) WHERE hidden_at IS NULL;";

/// Keeps a picture whose file lies in its place. One that is kept already is used again, from where it came from now.
///
/// # Errors
/// Those of the database.
pub fn keep(db: &Connection, picture: &StoredPicture) -> Result<StoredPicture, LibraryError> {
    keep_aside(db, picture)?;
    db.execute(
        "UPDATE pictures SET name = coalesce(?2, name), from_clip = coalesce(?3, from_clip), used_at = ?4, hidden_at = NULL
         WHERE id = ?1",
        params![picture.id, picture.name, picture.from_clip, picture.used_at],
    )?;
    get(db, &picture.id)
}

/// Keeps a picture that was not taken in to be sent: off the list of recent ones, unless it is there already.
///
/// # Errors
/// Those of the database.
pub fn keep_aside(db: &Connection, picture: &StoredPicture) -> Result<(), LibraryError> {
    db.execute(
        "INSERT OR IGNORE INTO pictures (id, container, width, height, bytes, name, from_clip, created_at, used_at, hidden_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?8, ?8)",
        params![
            picture.id,
            word(&picture.container)?,
            picture.width,
            picture.height,
            i64::try_from(picture.bytes).unwrap_or(i64::MAX),
            picture.name,
            picture.from_clip,
            picture.used_at
        ],
    )?;
    Ok(())
}

/// One picture.
///
/// # Errors
/// `NotFound` when there is none.
pub fn get(db: &Connection, id: &PictureId) -> Result<StoredPicture, LibraryError> {
    Ok(db.prepare_cached("SELECT * FROM pictures WHERE id = ?1")?.query_row([id], read)?)
}

/// The pictures of these ids that there are, in no particular order.
///
/// # Errors
/// Those of the database.
pub fn list(db: &Connection, ids: &[PictureId]) -> Result<Vec<StoredPicture>, LibraryError> {
    let ids: Rc<Vec<Value>> = Rc::new(ids.iter().map(|id| Value::from(id.0.clone())).collect());
    let mut query = db.prepare_cached("SELECT * FROM pictures WHERE id IN rarray(?1)")?;
    let rows = query.query_map([ids], read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The pictures that were used last and are not hidden, newest first; at most so many.
///
/// # Errors
/// Those of the database.
pub fn list_recent(db: &Connection, most: u32) -> Result<Vec<StoredPicture>, LibraryError> {
    let mut query =
        db.prepare_cached("SELECT * FROM pictures WHERE hidden_at IS NULL ORDER BY used_at DESC, id LIMIT ?1")?;
    let rows = query.query_map([most], read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Notes that these pictures are used now, those of them that lie in the library. A hidden one comes back.
///
/// # Errors
/// Those of the database.
pub fn touch(db: &Connection, used: &[Picture], now: Timestamp) -> Result<(), LibraryError> {
    let mut change = db.prepare_cached("UPDATE pictures SET used_at = ?2, hidden_at = NULL WHERE id = ?1")?;
    for picture in used {
        if let PictureSource::Stored { id } = &picture.source {
            change.execute(params![id, now])?;
        }
    }
    Ok(())
}

/// Leaves a picture out of what was used last, until it is used again.
///
/// # Errors
/// Those of the database; `NotFound` when there is none.
pub fn hide(db: &Connection, id: &PictureId, now: Timestamp) -> Result<(), LibraryError> {
    match db.execute("UPDATE pictures SET hidden_at = ?2 WHERE id = ?1", params![id, now])? {
        0 => Err(LibraryError::NotFound),
        _ => Ok(()),
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<StoredPicture> {
    let bytes: i64 = row.get("bytes")?;
    Ok(StoredPicture {
        id: row.get("id")?,
        container: from_word(row, "container")?,
        width: row.get("width")?,
        height: row.get("height")?,
        bytes: u64::try_from(bytes).unwrap_or_default(),
        name: row.get("name")?,
        from_clip: row.get("from_clip")?,
        used_at: row.get("used_at")?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::Library;
    use dailies_model::{ClipId, Container, PictureRole};

    fn picture(letter: char, used_at: i64) -> StoredPicture {
        StoredPicture {
            id: PictureId(letter.to_string().repeat(64)),
            container: Container::Png,
            width: 1280,
            height: 720,
            bytes: 9_000,
            name: None,
            from_clip: None,
            used_at: Timestamp(used_at),
        }
    }

    fn library() -> (tempfile::TempDir, Library) {
        let folder = tempfile::tempdir().unwrap();
        let library = Library::open(folder.path()).unwrap();
        (folder, library)
    }

    fn recent(library: &Library, most: u32) -> String {
        let pictures = library.read(|db| list_recent(db, most)).unwrap();
        pictures.iter().filter_map(|picture| picture.id.as_str().chars().next()).collect()
    }

    #[test]
    fn a_picture_is_kept_once_and_knows_where_it_came_from() {
        let (_folder, library) = library();
        let named = StoredPicture { name: Some("quay.png".to_owned()), ..picture('a', 1) };
        let framed = StoredPicture { from_clip: Some(ClipId(7)), ..picture('a', 2) };
        assert_eq!(library.write(|tx| keep(tx, &named)).unwrap(), named);
        let both = StoredPicture { name: named.name, ..framed.clone() };
        assert_eq!(library.write(|tx| keep(tx, &framed)).unwrap(), both);
        assert_eq!(library.read(|db| list(db, &[both.id.clone(), picture('b', 1).id])).unwrap(), [both]);
        let missing = library.read(|db| get(db, &picture('b', 1).id));
        assert!(matches!(missing, Err(LibraryError::NotFound)));
    }

    #[test]
    fn what_was_used_last_comes_first_and_what_is_hidden_not_until_it_is_used() {
        let (_folder, library) = library();
        for (letter, used_at) in [('a', 1), ('b', 2), ('c', 3)] {
            library.write(|tx| keep(tx, &picture(letter, used_at))).unwrap();
        }
        assert_eq!(recent(&library, 2), "cb");
        library.write(|tx| hide(tx, &picture('b', 0).id, Timestamp(4))).unwrap();
        assert_eq!(recent(&library, 9), "ca");
        let used = |letter| Picture::new(PictureRole::First, PictureSource::Stored { id: picture(letter, 0).id });
        let url = Picture::new(PictureRole::First, PictureSource::Url { url: "https://example.com/a.png".to_owned() });
        library.write(|tx| touch(tx, &[url, used('b'), used('a')], Timestamp(5))).unwrap();
        assert_eq!(recent(&library, 9), "abc");
        let hidden = library.write(|tx| hide(tx, &picture('d', 0).id, Timestamp(6)));
        assert!(matches!(hidden, Err(LibraryError::NotFound)));
    }
}

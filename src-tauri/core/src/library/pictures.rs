//! The pictures that prompts go with: each kept once, named by the SHA-256 of its file.

use rusqlite::{Connection, Row, params};

use super::{
    LibraryError,
    columns::{from_word, word},
};
use crate::model::{Container, PictureId, Timestamp};

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

/// A picture's row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PictureRow {
    /// Its name.
    pub id: PictureId,
    /// How its file is wrapped: `png`, `jpg`, `webp`, `gif`.
    pub container: Container,
    /// Pixels across, as shown.
    pub width: u32,
    /// Pixels down, as shown.
    pub height: u32,
    /// Size of the file.
    pub bytes: u64,
}

/// Keeps a picture whose file lies in its place; one that is kept already stays as it is.
///
/// # Errors
/// Those of the database.
pub fn insert(db: &Connection, picture: &PictureRow, now: Timestamp) -> Result<(), LibraryError> {
    db.execute(
        "INSERT OR IGNORE INTO pictures (id, container, width, height, bytes, created_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![
            picture.id,
            word(&picture.container)?,
            picture.width,
            picture.height,
            i64::try_from(picture.bytes).unwrap_or(i64::MAX),
            now
        ],
    )?;
    Ok(())
}

/// One picture.
///
/// # Errors
/// `NotFound` when there is none.
pub fn get(db: &Connection, id: &PictureId) -> Result<PictureRow, LibraryError> {
    Ok(db.prepare_cached("SELECT * FROM pictures WHERE id = ?1")?.query_row([id], read)?)
}

fn read(row: &Row<'_>) -> rusqlite::Result<PictureRow> {
    let bytes: i64 = row.get("bytes")?;
    Ok(PictureRow {
        id: row.get("id")?,
        container: from_word(row, "container")?,
        width: row.get("width")?,
        height: row.get("height")?,
        bytes: u64::try_from(bytes).unwrap_or_default(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::Library;

    #[test]
    fn a_picture_is_kept_once() {
        let folder = tempfile::tempdir().unwrap();
        let library = Library::open(folder.path()).unwrap();
        let row = PictureRow {
            id: PictureId("ab".repeat(32)),
            container: Container::Png,
            width: 1280,
            height: 720,
            bytes: 9_000,
        };
        for now in [1, 2] {
            library.write::<_, LibraryError>(|tx| insert(tx, &row, Timestamp(now))).unwrap();
        }
        assert_eq!(library.read(|db| get(db, &row.id)).unwrap(), row);
        let other = PictureId("cd".repeat(32));
        assert!(matches!(library.read(|db| get(db, &other)), Err(LibraryError::NotFound)));
    }
}

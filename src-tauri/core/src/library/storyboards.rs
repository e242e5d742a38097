//! The storyboards: each a document, kept as it is edited.

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

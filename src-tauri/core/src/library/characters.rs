//! The characters: those that relays made, and the user's own reference packs. A removed one keeps its row.

pub(super) const CREATE: &str = "
    CREATE TABLE characters (
        id              INTEGER PRIMARY KEY AUTOINCREMENT,
        name            TEXT NOT NULL,
        handle          TEXT NOT NULL,
        notes           TEXT NOT NULL DEFAULT '',
        tags            TEXT NOT NULL DEFAULT '[]',
        home            TEXT NOT NULL,
        base_url        TEXT,
        remote_id       TEXT,
        permalink       TEXT,
        avatar          TEXT,
        avatar_url      TEXT,
        created_at      INTEGER NOT NULL,
        removed_at      INTEGER
    ) STRICT;";

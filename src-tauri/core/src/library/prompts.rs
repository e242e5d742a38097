//! The prompts that were sent, and the snippets.

pub(super) const CREATE: &str = "
    CREATE TABLE prompts (
        text    TEXT PRIMARY KEY,
        model   TEXT NOT NULL,
        used    INTEGER NOT NULL,
        used_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX prompts_recent ON prompts (used_at DESC);
    CREATE TABLE snippets (
        id   INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL UNIQUE,
        text TEXT NOT NULL
    ) STRICT;";

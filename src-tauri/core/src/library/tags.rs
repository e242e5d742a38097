//! The user's tags, and which clips have them.

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

//! The user's collections: clips in the user's own order, or a question that is kept. A removed one is gone; its clips stay.

pub(super) const CREATE: &str = "
    CREATE TABLE collections (
        id       INTEGER PRIMARY KEY AUTOINCREMENT,
        name     TEXT NOT NULL,
        query    TEXT,
        position REAL NOT NULL
    ) STRICT;
    CREATE TABLE collection_clips (
        collection_id INTEGER NOT NULL REFERENCES collections (id),
        clip_id       INTEGER NOT NULL REFERENCES clips (id),
        position      REAL NOT NULL,
        PRIMARY KEY (collection_id, clip_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX collection_clips_clip ON collection_clips (clip_id);
    CREATE INDEX collection_clips_place ON collection_clips (collection_id, position);";

//! What happens to a library, as plain SQL.

use super::*;

pub(super) const WORDS: [&str; 8] = ["lantern", "Lamp", "la", "golden", "hour", "黄", "昏", "海"];
pub(super) const MODELS: [&str; 3] = ["sora-2", "veo3.1", "可灵"];

/// One change.
#[derive(Debug, Clone)]
pub(super) enum Edit {
    Insert(New),
    Favour(i64),
    Unfavour(i64),
    Trash(i64, i64),
    Restore(i64),
    Delete(i64),
    Tag(i64, i64),
    Untag(i64, i64),
    RenameTag(i64, usize),
    Collect(i64, i64, i64),
    Uncollect(i64, i64),
    AskAnew(i64, Asked),
    RenameCharacter(i64, usize),
    RenameStoryboard(i64, usize),
    Reshape(i64, u32),
    Replace(i64, i64),
}

/// A clip that comes in.
#[derive(Debug, Clone)]
pub(super) struct New {
    prompt: String,
    model: usize,
    size: (u32, u32),
    duration_ms: i64,
    cost_micros: Option<i64>,
    medium: &'static str,
    has_audio: bool,
    connection: Option<i64>,
    storyboard: Option<i64>,
    character: Option<i64>,
    file_name: Option<usize>,
    from: Option<i64>,
    placed_at: i64,
}

pub(super) fn text() -> impl Strategy<Value = String> {
    let joint = prop::sample::select(vec!["", " ", ", ", "，", "-"]);
    prop::collection::vec((0..WORDS.len(), joint), 0..6)
        .prop_map(|words| words.into_iter().map(|(word, joint)| format!("{}{joint}", WORDS[word])).collect())
}

fn moment() -> impl Strategy<Value = i64> {
    let edges = [0, 1, 6 * DAY, 21 * DAY, 325 * DAY].map(|before| MIDNIGHT - before);
    (prop::sample::select(edges.to_vec()), -2..3_i64).prop_map(|(edge, by)| edge + by)
}

prop_compose! {
    fn new()(
        (prompt, model, size, duration_ms) in (
            text(),
            0..MODELS.len(),
            prop::sample::select(vec![(1280, 720), (720, 1280), (640, 640), (0, 0), (100, 99)]),
            prop::sample::select(vec![0, 4_999, 5_000, 10_000, 60_000]),
        ),
        (cost_micros, medium, has_audio) in (
            prop::option::of(0..3_i64), prop::sample::select(vec!["film", "still", "sound"]), any::<bool>(),
        ),
        (connection, storyboard, character, from, file_name, placed_at) in (
            prop::option::of(1..3_i64), prop::option::of(1..3_i64), prop::option::of(1..3_i64),
            prop::option::of(1..20_i64), prop::option::of(0..WORDS.len()), moment(),
        ),
    ) -> New {
        New {
            prompt, model, size, duration_ms, cost_micros, medium, has_audio, connection, storyboard, character, file_name,
            from, placed_at,
        }
    }
}

pub(super) fn edit() -> impl Strategy<Value = Edit> {
    let clip = || 1..20_i64;
    let one = || 1..4_i64;
    prop_oneof![
        8 => new().prop_map(Edit::Insert),
        1 => clip().prop_map(Edit::Favour),
        1 => clip().prop_map(Edit::Unfavour),
        2 => (clip(), 0..3_i64).prop_map(|(clip, at)| Edit::Trash(clip, at)),
        1 => clip().prop_map(Edit::Restore),
        1 => clip().prop_map(Edit::Delete),
        2 => (clip(), one()).prop_map(|(clip, tag)| Edit::Tag(clip, tag)),
        1 => (clip(), one()).prop_map(|(clip, tag)| Edit::Untag(clip, tag)),
        1 => (one(), 0..WORDS.len()).prop_map(|(tag, word)| Edit::RenameTag(tag, word)),
        2 => (clip(), one(), 0..5_i64).prop_map(|(clip, id, place)| Edit::Collect(clip, id, place)),
        1 => (clip(), one()).prop_map(|(clip, id)| Edit::Uncollect(clip, id)),
        1 => (4..7_i64, asked()).prop_map(|(id, asked)| Edit::AskAnew(id, asked)),
        1 => (1..3_i64, 0..WORDS.len()).prop_map(|(id, word)| Edit::RenameCharacter(id, word)),
        1 => (1..3_i64, 0..WORDS.len()).prop_map(|(id, word)| Edit::RenameStoryboard(id, word)),
        1 => (clip(), 1..4_u32).prop_map(|(clip, size)| Edit::Reshape(clip, size)),
        1 => (clip(), moment()).prop_map(|(clip, at)| Edit::Replace(clip, at)),
    ]
}

/// What clips can have: three tags, three collections, three that are questions, two characters, two storyboards.
pub(super) fn furnish(tx: &Transaction<'_>) -> rusqlite::Result<()> {
    tx.execute_batch(
        r#"INSERT INTO tags (id, name) VALUES (1, 'dusk one'), (2, '黄昏 two'), (3, 'three');
           INSERT INTO collections (id, name, query, position) VALUES
               (1, 'a', NULL, 1), (2, 'b', NULL, 2), (3, 'c', NULL, 3), (4, 'd', '{}', 4), (5, 'e', '{}', 5), (6, 'f', '{}', 6);
           INSERT INTO characters (id, name, handle, home, created_at) VALUES
               (1, 'Mei 海', 'mei', '"here"', 0), (2, 'Lars', 'lars', '"here"', 0);
           INSERT INTO storyboards (id, name, shots, draft, created_at, saved_at) VALUES
               (1, 'Harbour', '[]', '{}', 0, 0), (2, '海 hour', '[]', '{}', 0, 0);"#,
    )
}

impl Edit {
    pub(super) fn make(&self, tx: &Transaction<'_>) -> rusqlite::Result<()> {
        let run = |sql: &str, params: &[&dyn rusqlite::ToSql]| tx.execute(sql, params).map(drop);
        let word = |word: &usize| WORDS[*word];
        match self {
            Self::Insert(new) => new.insert(tx),
            Self::Favour(id) => run("UPDATE clips SET favourite_at = 5 WHERE id = ?1", &[id]),
            Self::Unfavour(id) => run("UPDATE clips SET favourite_at = NULL WHERE id = ?1", &[id]),
            Self::Trash(id, at) => run("UPDATE clips SET trashed_at = ?2 WHERE id = ?1", &[id, &(MIDNIGHT - 1 + at)]),
            Self::Restore(id) => run("UPDATE clips SET trashed_at = NULL WHERE id = ?1 AND deleted_at IS NULL", &[id]),
            Self::Delete(id) => run("UPDATE clips SET deleted_at = 9 WHERE id = ?1 AND trashed_at NOT NULL", &[id]),
            Self::Tag(id, tag) => {
                run("INSERT OR IGNORE INTO clip_tags SELECT ?2, id FROM clips WHERE id = ?1", &[id, tag])
            }
            Self::Untag(id, tag) => run("DELETE FROM clip_tags WHERE clip_id = ?1 AND tag_id = ?2", &[id, tag]),
            Self::RenameTag(id, to) => run("UPDATE tags SET name = ?2 || ' ' || id WHERE id = ?1", &[id, &word(to)]),
            Self::Collect(id, into, place) => run(
                "INSERT INTO collection_clips SELECT ?2, id, ?3 FROM clips WHERE id = ?1
                 ON CONFLICT DO UPDATE SET position = excluded.position",
                &[id, into, place],
            ),
            Self::Uncollect(id, from) => {
                run("DELETE FROM collection_clips WHERE clip_id = ?1 AND collection_id = ?2", &[id, from])
            }
            Self::AskAnew(id, asked) => {
                let query = serde_json::to_string(&asked.query).unwrap();
                run("UPDATE collections SET query = ?2 WHERE id = ?1", &[id, &query])
            }
            Self::RenameCharacter(id, to) => run("UPDATE characters SET name = ?2 WHERE id = ?1", &[id, &word(to)]),
            Self::RenameStoryboard(id, to) => run("UPDATE storyboards SET name = ?2 WHERE id = ?1", &[id, &word(to)]),
            Self::Reshape(id, width) => run("UPDATE clips SET width = ?2, height = 1 WHERE id = ?1", &[id, width]),
            Self::Replace(id, at) => run("UPDATE clips SET placed_at = ?2 WHERE id = ?1", &[id, at]),
        }
    }
}

impl New {
    fn insert(&self, tx: &Transaction<'_>) -> rusqlite::Result<()> {
        tx.execute(
            "INSERT INTO clips (folder, model, prompt, generation, width, height, duration_ms, cost_micros, medium, has_audio,
                                connection_id, connection_name, storyboard_id, file_name, placed_at, bytes, has_pictures,
                                created_at)
             SELECT count(*) + 1, ?1, ?2, '{}', ?3, ?4, ?5, ?6, ?7, ?8, ?9, 'relay ' || ?9, ?10, ?11, ?12, 1, 0, 0 FROM clips",
            rusqlite::params![
                MODELS[self.model],
                self.prompt,
                self.size.0,
                self.size.1,
                self.duration_ms,
                self.cost_micros,
                self.medium,
                self.has_audio,
                self.connection,
                self.storyboard,
                self.file_name.map(|word| format!("{}_01.mp4", WORDS[word])),
                self.placed_at,
            ],
        )?;
        let id = tx.last_insert_rowid();
        tx.execute("INSERT INTO clip_kin SELECT ?1, id, 'remix' FROM clips WHERE id = ?2", (id, self.from))?;
        tx.execute("INSERT INTO clip_cast SELECT id, ?1 FROM characters WHERE id = ?2", (id, self.character))?;
        Ok(())
    }
}

//! The prompts that were sent, and the snippets.

use rusqlite::{Connection, Row, named_params, params, params_from_iter};

use super::LibraryError;
use dailies_model::{ModelId, PastPrompt, Snippet, SnippetId, Timestamp};

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

/// A list is no longer than this: who looks further searches.
const MOST_LISTED: u32 = 200;
/// Nor are its prompts longer together than this, unless it is one.
const MOST_LISTED_BYTES: usize = 1 << 20;
/// More words than these are not looked for.
const MOST_WORDS: usize = 32;

/// Notes that a prompt was sent.
///
/// # Errors
/// Those of the database.
pub fn note(db: &Connection, text: &str, model: &ModelId, now: Timestamp) -> Result<(), LibraryError> {
    db.execute(
        "INSERT INTO prompts (text, model, used, used_at) VALUES (:text, :model, 1, :now)
         ON CONFLICT (text) DO UPDATE SET model = :model, used = used + 1, used_at = :now",
        named_params! { ":text": text, ":model": model, ":now": now },
    )?;
    Ok(())
}

/// The prompts that hold each of the query's words, whatever the case of ASCII letters; last used first.
///
/// # Errors
/// Those of the database.
pub fn list(db: &Connection, query: &str) -> Result<Vec<PastPrompt>, LibraryError> {
    let words: Vec<String> = query.split_whitespace().take(MOST_WORDS).map(pattern).collect();
    let each = "text LIKE ? ESCAPE '\\' AND ".repeat(words.len());
    let sql = format!("SELECT * FROM prompts WHERE {each} true ORDER BY used_at DESC LIMIT {MOST_LISTED}");
    let mut query = db.prepare_cached(&sql)?;
    let rows = query.query_map(params_from_iter(words), read_prompt)?;
    bounded(rows)
}

/// The prompts until they are too long together. What is left out is found by its words.
fn bounded(rows: impl Iterator<Item = rusqlite::Result<PastPrompt>>) -> Result<Vec<PastPrompt>, LibraryError> {
    let (mut prompts, mut bytes) = (Vec::new(), 0);
    for row in rows {
        let prompt = row?;
        bytes += prompt.text.len();
        if bytes > MOST_LISTED_BYTES && !prompts.is_empty() {
            break;
        }
        prompts.push(prompt);
    }
    Ok(prompts)
}

/// A word anywhere in a text, as itself.
fn pattern(word: &str) -> String {
    let escaped = word.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    format!("%{escaped}%")
}

/// Takes a prompt out of the list.
///
/// # Errors
/// Those of the database.
pub fn forget(db: &Connection, text: &str) -> Result<(), LibraryError> {
    db.execute("DELETE FROM prompts WHERE text = ?1", [text])?;
    Ok(())
}

/// Every snippet, by name.
///
/// # Errors
/// Those of the database.
pub fn snippets(db: &Connection) -> Result<Vec<Snippet>, LibraryError> {
    let mut query = db.prepare_cached("SELECT * FROM snippets ORDER BY name COLLATE NOCASE")?;
    let rows = query.query_map([], read_snippet)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Keeps a text under a name, in place of what had that name.
///
/// # Errors
/// Those of the database.
pub fn save_snippet(db: &Connection, name: &str, text: &str) -> Result<Snippet, LibraryError> {
    let sql =
        "INSERT INTO snippets (name, text) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET text = ?2 RETURNING *";
    Ok(db.query_row(sql, params![name, text], read_snippet)?)
}

/// Removes a snippet.
///
/// # Errors
/// Those of the database.
pub fn remove_snippet(db: &Connection, id: SnippetId) -> Result<(), LibraryError> {
    db.execute("DELETE FROM snippets WHERE id = ?1", [id])?;
    Ok(())
}

fn read_prompt(row: &Row<'_>) -> rusqlite::Result<PastPrompt> {
    Ok(PastPrompt {
        text: row.get("text")?,
        model: row.get("model")?,
        used: row.get("used")?,
        used_at: row.get("used_at")?,
    })
}

fn read_snippet(row: &Row<'_>) -> rusqlite::Result<Snippet> {
    Ok(Snippet { id: row.get("id")?, name: row.get("name")?, text: row.get("text")? })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::Library;

    fn write<T>(library: &Library, change: impl FnOnce(&rusqlite::Transaction<'_>) -> Result<T, LibraryError>) -> T {
        library.write(change).unwrap()
    }

    #[test]
    fn a_prompt_is_listed_once_and_found_by_its_words() {
        let folder = tempfile::tempdir().unwrap();
        let library = Library::open(folder.path()).unwrap();
        let model = ModelId("sora-2".to_owned());
        for (text, now) in [("A quay in the rain", 1), ("黄昏的灯塔", 2), ("50%_off", 3), ("A quay in the rain", 4)]
        {
            write(&library, |tx| note(tx, text, &model, Timestamp(now)));
        }
        let found = |query: &str| {
            let found = library.read(|db| list(db, query)).unwrap();
            found.into_iter().map(|prompt| (prompt.text, prompt.used)).collect::<Vec<_>>()
        };
        let quay = || ("A quay in the rain".to_owned(), 2);
        assert_eq!(found(""), [quay(), ("50%_off".to_owned(), 1), ("黄昏的灯塔".to_owned(), 1)]);
        assert_eq!(found("rain QUAY"), [quay()]);
        assert_eq!(found("灯"), [("黄昏的灯塔".to_owned(), 1)]);
        assert_eq!(found("%_"), [("50%_off".to_owned(), 1)]);
        assert_eq!(found("rain snow"), []);
        write(&library, |tx| forget(tx, "A quay in the rain"));
        assert_eq!(found("quay"), []);
    }

    #[test]
    fn a_list_is_bounded_in_words_and_in_length() {
        let folder = tempfile::tempdir().unwrap();
        let library = Library::open(folder.path()).unwrap();
        let model = ModelId("sora-2".to_owned());
        write(&library, |tx| {
            (0..60).try_for_each(|n| note(tx, &format!("{n} {}", "quay ".repeat(6_000)), &model, Timestamp(n)))
        });
        let bytes = |query: &str| {
            let found = library.read(|db| list(db, query)).unwrap();
            found.iter().map(|prompt| prompt.text.len()).sum::<usize>()
        };
        assert!((900_000..=MOST_LISTED_BYTES).contains(&bytes("")));
        assert!(bytes(&"quay ".repeat(5_000)) > 0);
    }

    #[test]
    fn a_snippet_of_the_same_name_is_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let library = Library::open(folder.path()).unwrap();
        let first = write(&library, |tx| save_snippet(tx, "Lens", "35 mm"));
        let second = write(&library, |tx| save_snippet(tx, "Lens", "85 mm"));
        assert_eq!((first.id, second.text.as_str()), (second.id, "85 mm"));
        assert_eq!(library.read(snippets).unwrap(), [second]);
        write(&library, |tx| remove_snippet(tx, first.id));
        assert_eq!(library.read(snippets).unwrap(), []);
    }
}

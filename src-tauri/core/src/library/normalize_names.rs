//! Brings the names of older libraries into the one spelling that names have now: tags that look the same become one.
//! A migration, and nothing else.

use std::collections::BTreeMap;

use rusqlite::{Connection, params};

use super::{LibraryError, columns::json, tags};
use dailies_model::{Filter, Query, TagId, organize};

/// Every clip keeps its tags, and every smart collection what it asks for.
pub(super) fn unify(db: &Connection) -> Result<(), LibraryError> {
    let merged = unify_tags(db)?;
    unify_queries(db, &merged)?;
    for (id, name) in names(db, "collections")? {
        rename(db, "collections", id, &name, &spelled(&name))?;
    }
    unify_snippets(db)
}

/// The tags that went, and which each became.
fn unify_tags(db: &Connection) -> Result<BTreeMap<TagId, TagId>, LibraryError> {
    let mut kept: BTreeMap<String, (i64, String)> = BTreeMap::new();
    let mut merged = BTreeMap::new();
    for (id, name) in names(db, "tags")? {
        let (into, _) = kept.entry(spelled(&name).to_lowercase()).or_insert((id, name));
        if *into != id {
            tags::merge(db, TagId(id), TagId(*into))?;
            merged.insert(TagId(id), TagId(*into));
        }
    }
    for (id, name) in kept.into_values() {
        rename(db, "tags", id, &name, &spelled(&name))?;
    }
    Ok(merged)
}

fn unify_queries(db: &Connection, merged: &BTreeMap<TagId, TagId>) -> Result<(), LibraryError> {
    let mut select = db.prepare("SELECT id, query FROM collections WHERE query IS NOT NULL")?;
    let rows = select.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let queries: Vec<(i64, String)> = rows.collect::<Result<_, _>>()?;
    for (id, text) in queries {
        // What cannot be read names no tag that is known here.
        let Ok(mut query) = serde_json::from_str::<Query>(&text) else { continue };
        let mut is_other = false;
        for filter in &mut query.filters {
            if let Filter::Tag { id } = filter
                && let Some(into) = merged.get(id)
            {
                *id = *into;
                is_other = true;
            }
        }
        if is_other {
            db.execute("UPDATE collections SET query = ?2 WHERE id = ?1", params![id, json(&query)?])?;
        }
    }
    Ok(())
}

/// A snippet whose name is taken by another text gets a number behind it.
fn unify_snippets(db: &Connection) -> Result<(), LibraryError> {
    for (id, name) in names(db, "snippets")? {
        let spelled = spelled(&name);
        let is_taken = |name: &str| -> Result<bool, LibraryError> {
            let sql = "SELECT EXISTS (SELECT 1 FROM snippets WHERE name = ?1 AND id <> ?2)";
            Ok(db.query_row(sql, params![name, id], |row| row.get(0))?)
        };
        let mut free = spelled.clone();
        let mut number = 2;
        while is_taken(&free)? {
            free = format!("{spelled} {number}");
            number += 1;
        }
        rename(db, "snippets", id, &name, &free)?;
    }
    Ok(())
}

/// A name that would be empty stays as it is.
fn spelled(name: &str) -> String {
    let spelled = organize::one_spelling(name);
    if spelled.trim().is_empty() { name.to_owned() } else { spelled }
}

fn names(db: &Connection, table: &str) -> Result<Vec<(i64, String)>, LibraryError> {
    let mut select = db.prepare(&format!("SELECT id, name FROM {table} ORDER BY id"))?;
    let rows = select.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn rename(db: &Connection, table: &str, id: i64, from: &str, to: &str) -> Result<(), LibraryError> {
    if from != to {
        db.execute(&format!("UPDATE {table} SET name = ?2 WHERE id = ?1"), params![id, to])?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::{
        Library, collections,
        fixture::{self, write},
        prompts,
    };
    use dailies_model::ClipId;

    fn tags_of(library: &Library, id: ClipId) -> Vec<String> {
        let sql = "SELECT name FROM tags JOIN clip_tags ON tag_id = id WHERE clip_id = ?1 ORDER BY name";
        let read = |db: &Connection| {
            let mut select = db.prepare(sql)?;
            let rows = select.query_map([id], |row| row.get(0))?;
            Ok(rows.collect::<Result<_, _>>()?)
        };
        library.read(read).unwrap()
    }

    /// As an older version left them.
    fn old_tag(tx: &Connection, name: &str, clip: ClipId) -> Result<TagId, LibraryError> {
        tx.execute("INSERT INTO tags (name) VALUES (?1)", [name])?;
        let id = TagId(tx.last_insert_rowid());
        tx.execute("INSERT INTO clip_tags (tag_id, clip_id) VALUES (?1, ?2)", params![id, clip])?;
        Ok(id)
    }

    #[test]
    fn tags_that_look_the_same_become_one_and_every_clip_keeps_its_own() {
        let (_folder, library, ids) = fixture::library(4);
        let (one, smart) = write(&library, |tx| {
            let one = old_tag(tx, "cafe\u{301}", ids[0])?;
            let two = old_tag(tx, "caf\u{e9}", ids[1])?;
            tx.execute("INSERT INTO clip_tags (tag_id, clip_id) VALUES (?1, ?2)", params![two, ids[0]])?;
            old_tag(tx, "CAF\u{c9}\u{200b}", ids[2])?;
            old_tag(tx, "\u{200b}", ids[3])?;
            old_tag(tx, "dusk", ids[3])?;
            let query = Query { filters: vec![Filter::Tag { id: two }], ..Query::default() };
            Ok((one, collections::insert(tx, "ro\u{302}les", Some(&query))?))
        });
        write(&library, |tx| unify(tx));
        write(&library, |tx| unify(tx));
        for id in &ids[..3] {
            assert_eq!(tags_of(&library, *id), ["caf\u{e9}"]);
        }
        assert_eq!(tags_of(&library, ids[3]), ["dusk", "\u{200b}"]);
        let smart = library.read(|db| collections::get(db, smart)).unwrap();
        assert_eq!(smart.name, "r\u{f4}les");
        assert_eq!(smart.query.unwrap().filters, [Filter::Tag { id: one }]);
    }

    #[test]
    fn a_snippet_loses_no_text() {
        let (_folder, library, _) = fixture::library(0);
        write(&library, |tx| prompts::save_snippet(tx, "r\u{f4}le", "one"));
        write(&library, |tx| prompts::save_snippet(tx, "ro\u{302}le", "two"));
        write(&library, |tx| unify(tx));
        let mut texts: Vec<_> = library.read(prompts::snippets).unwrap();
        texts.sort_by(|a, b| a.text.cmp(&b.text));
        let texts: Vec<_> = texts.iter().map(|snippet| (snippet.name.as_str(), snippet.text.as_str())).collect();
        assert_eq!(texts, [("r\u{f4}le", "one"), ("r\u{f4}le 2", "two")]);
    }
}

//! A plain look at every row: slow, and simple enough to be right.

use std::{cmp::Reverse, collections::HashMap, mem::discriminant};

use dailies_core::model::{ClipId, CollectionId};

use super::{
    edit::WORDS,
    random_query::{Asked, Term},
    *,
};

/// Every clip, and the questions of the smart collections.
pub(super) struct Scan {
    rows: Vec<Row>,
    smart: HashMap<i64, Query>,
}

/// One clip.
struct Row {
    id: i64,
    placed_at: i64,
    trashed_at: Option<i64>,
    is_deleted: bool,
    width: i64,
    height: i64,
    duration_ms: i64,
    cost_micros: Option<i64>,
    medium: String,
    has_audio: bool,
    is_favourite: bool,
    model: String,
    connection: Option<i64>,
    storyboard: Option<i64>,
    is_imported: bool,
    has_family: bool,
    tags: Vec<i64>,
    collections: Vec<(i64, f64)>,
    characters: Vec<i64>,
    /// The words of each field.
    fields: Vec<Vec<String>>,
}

impl Scan {
    pub(super) fn of(db: &Connection) -> rusqlite::Result<Self> {
        let rows =
            db.prepare("SELECT * FROM clips")?.query_map([], |row| Row::read(db, row))?.collect::<Result<_, _>>()?;
        let mut smart = db.prepare("SELECT id, query FROM collections WHERE query NOT NULL")?;
        let smart =
            smart.query_map([], |row| Ok((row.get(0)?, serde_json::from_str(&row.get::<_, String>(1)?).unwrap())))?;
        Ok(Self { rows, smart: smart.collect::<Result<_, _>>()? })
    }

    /// What a question finds, in its order.
    pub(super) fn find(&self, asked: &Asked) -> Vec<ClipId> {
        let mut rows: Vec<_> = self.rows.iter().filter(|row| self.matches(row, asked)).collect();
        rows.sort_by_key(|row| Reverse((row.placed_at, row.id)));
        match (asked.query.shelf, asked.query.order) {
            (Shelf::Trash, _) => rows.sort_by_key(|row| Reverse(row.trashed_at)),
            (_, SortOrder::Newest) => {}
            (_, SortOrder::Oldest) => rows.reverse(),
            (_, SortOrder::Longest) => rows.sort_by_key(|row| Reverse(row.length())),
            (_, SortOrder::Dearest) => rows.sort_by_key(|row| Reverse(row.cost_micros)),
            (_, SortOrder::Favourites) => rows.sort_by_key(|row| !row.is_favourite),
            (_, SortOrder::Arranged) => arrange(&mut rows, &asked.query),
        }
        rows.into_iter().map(|row| ClipId(row.id)).collect()
    }

    /// How many clips a filter leaves of what a question finds without the filters of its kind; with them, for tags.
    pub(super) fn count_with(&self, asked: &Asked, filter: &Filter) -> usize {
        let is_tag = matches!(filter, Filter::Tag { .. });
        let mut rest = asked.clone();
        rest.query.filters.retain(|other| is_tag || discriminant(other) != discriminant(filter));
        let shelf = asked.query.shelf;
        self.rows.iter().filter(|row| self.matches(row, &rest) && self.holds(row, filter, shelf, 0)).count()
    }

    /// How a clip is laid out, and under which date.
    pub(super) fn look(&self, id: ClipId, shelf: Shelf) -> (u32, Timestamp) {
        let row = self.rows.iter().find(|row| row.id == id.0).unwrap();
        let is_known = row.width > 0 && row.height > 0;
        let ratio = if is_known { row.width * 1000 / row.height } else { 1778 };
        (u32::try_from(ratio).unwrap(), Timestamp(row.stands_at(shelf)))
    }

    fn matches(&self, row: &Row, asked: &Asked) -> bool {
        let is_there = match asked.query.shelf {
            Shelf::Gallery => row.trashed_at.is_none(),
            Shelf::Failed => false,
            Shelf::Trash => row.trashed_at.is_some(),
        };
        is_there
            && !row.is_deleted
            && asked.terms.iter().all(|term| row.has(term))
            && self.all_hold(row, &asked.query, asked.query.shelf, 0)
    }

    fn all_hold(&self, row: &Row, query: &Query, shelf: Shelf, depth: u32) -> bool {
        query.filters.iter().all(|filter| {
            let like = |other: &&Filter| discriminant(*other) == discriminant(filter);
            match filter {
                Filter::Tag { .. } => self.holds(row, filter, shelf, depth),
                _ => query.filters.iter().filter(like).any(|other| self.holds(row, other, shelf, depth)),
            }
        })
    }

    fn holds(&self, row: &Row, filter: &Filter, shelf: Shelf, depth: u32) -> bool {
        match filter {
            Filter::Model { id } => row.model == id.as_str(),
            Filter::Aspect { ratio } => row.shape().is_some_and(|shape| shape == ratio.to_string()),
            Filter::Length { from_ms, to_ms } => {
                from_ms.is_none_or(|from| row.length() >= from) && to_ms.is_none_or(|to| row.length() < to)
            }
            Filter::Connection { id } => row.connection == Some(id.0),
            Filter::Date { span } => is_in(row.stands_at(shelf), *span),
            Filter::Medium { medium } => format!("{medium:?}").to_lowercase() == row.medium,
            Filter::Sound => row.has_audio,
            Filter::Favourite => row.is_favourite,
            Filter::Tag { id } => row.tags.contains(&id.0),
            Filter::Collection { id } => match self.smart.get(&id.0) {
                None => row.place(*id).is_some(),
                Some(query) => depth < 4 && row.is_named_by(&query.text) && self.all_hold(row, query, shelf, depth + 1),
            },
            Filter::Character { id } => row.characters.contains(&id.0),
            Filter::Storyboard { id } => row.storyboard == Some(id.0),
            Filter::Family => row.has_family,
            Filter::Imported => row.is_imported,
        }
    }
}

fn arrange(rows: &mut [&Row], query: &Query) {
    let first = query.filters.iter().find_map(|filter| match filter {
        Filter::Collection { id } => Some(*id),
        _ => None,
    });
    if let Some(id) = first {
        let place = |row: &Row| row.place(id).unwrap_or(f64::MAX);
        rows.sort_by(|one, other| place(one).total_cmp(&place(other)));
    }
}

fn is_in(at: i64, span: DateSpan) -> bool {
    match span {
        DateSpan::Today => at >= MIDNIGHT,
        DateSpan::Week => at >= MIDNIGHT - 6 * DAY,
        DateSpan::Month => at >= MIDNIGHT - 21 * DAY,
        DateSpan::Year => at >= MIDNIGHT - 325 * DAY,
        DateSpan::Between { from, to } => from.is_none_or(|from| at >= from.0) && to.is_none_or(|to| at < to.0),
    }
}

/// Chinese characters one by one, all else as it stands together.
fn words(text: &str) -> Vec<String> {
    let mut spaced = String::new();
    for c in text.to_lowercase().chars() {
        match c {
            '\u{4e00}'..='\u{9fff}' => spaced.extend([' ', c, ' ']),
            c if c.is_alphanumeric() => spaced.push(c),
            _ => spaced.push(' '),
        }
    }
    spaced.split_whitespace().map(str::to_owned).collect()
}

impl Row {
    fn read(db: &Connection, row: &rusqlite::Row<'_>) -> rusqlite::Result<Self> {
        let id: i64 = row.get("id")?;
        let storyboard: Option<i64> = row.get("storyboard_id")?;
        let texts = |sql: &str, of: Option<i64>| {
            let mut query = db.prepare(sql)?;
            query.query_map([of], |row| row.get::<_, String>(0))?.collect::<rusqlite::Result<Vec<_>>>()
        };
        let numbers = |sql: &str| {
            let mut query = db.prepare(sql)?;
            query.query_map([id], |row| row.get(0))?.collect::<rusqlite::Result<Vec<i64>>>()
        };
        let mut places = db.prepare("SELECT collection_id, position FROM collection_clips WHERE clip_id = ?1")?;
        let (prompt, model, file_name): (String, String, Option<String>) =
            (row.get("prompt")?, row.get("model")?, row.get("file_name")?);
        let connection_name: Option<String> = row.get("connection_name")?;
        let mut fields = vec![prompt, model.clone()];
        fields.extend(labels().remove(&ModelId(model.clone())).unwrap_or_default());
        fields.extend(file_name.clone().into_iter().chain(connection_name));
        fields.extend(texts(
            "SELECT name FROM tags WHERE id IN (SELECT tag_id FROM clip_tags WHERE clip_id = ?1)",
            Some(id),
        )?);
        let cast = "FROM characters WHERE id IN (SELECT character_id FROM clip_cast WHERE clip_id = ?1)";
        fields.extend(texts(&format!("SELECT name {cast}"), Some(id))?);
        fields.extend(texts(&format!("SELECT handle {cast}"), Some(id))?);
        fields.extend(texts("SELECT name FROM storyboards WHERE id = ?1", storyboard)?);
        Ok(Self {
            id,
            placed_at: row.get("placed_at")?,
            trashed_at: row.get("trashed_at")?,
            is_deleted: row.get::<_, Option<i64>>("deleted_at")?.is_some(),
            width: row.get("width")?,
            height: row.get("height")?,
            duration_ms: row.get("duration_ms")?,
            cost_micros: row.get("cost_micros")?,
            medium: row.get("medium")?,
            has_audio: row.get("has_audio")?,
            is_favourite: row.get::<_, Option<i64>>("favourite_at")?.is_some(),
            model,
            connection: row.get("connection_id")?,
            storyboard,
            is_imported: file_name.is_some(),
            has_family: !numbers("SELECT 1 FROM clip_kin WHERE clip_id = ?1 OR from_id = ?1")?.is_empty(),
            tags: numbers("SELECT tag_id FROM clip_tags WHERE clip_id = ?1")?,
            collections: places.query_map([id], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?,
            characters: numbers("SELECT character_id FROM clip_cast WHERE clip_id = ?1")?,
            fields: fields.iter().map(|field| words(field)).collect(),
        })
    }

    fn has(&self, term: &Term) -> bool {
        match term {
            Term::Beginning(word) => {
                let word = word.to_lowercase();
                self.fields.iter().flatten().any(|other| other.starts_with(&word))
            }
            Term::Phrase(phrase) => {
                self.has_phrase(&phrase.iter().map(|word| WORDS[*word].to_lowercase()).collect::<Vec<_>>())
            }
            Term::Opening(phrase, beginning) => {
                let phrase: Vec<_> = phrase.iter().map(|word| WORDS[*word].to_lowercase()).collect();
                self.has_opening(&phrase, &beginning.to_lowercase())
            }
        }
    }

    fn has_phrase(&self, phrase: &[String]) -> bool {
        self.fields.iter().any(|field| field.windows(phrase.len()).any(|words| words == phrase))
    }

    fn has_opening(&self, phrase: &[String], beginning: &str) -> bool {
        let is_it = |words: &[String]| {
            words.split_last().is_some_and(|(last, rest)| rest == phrase && last.starts_with(beginning))
        };
        self.fields.iter().any(|field| field.windows(phrase.len() + 1).any(is_it))
    }

    /// The same of a text as this test types it: words, `"phrases"`, Chinese without spaces, and an `"opening` last.
    fn is_named_by(&self, text: &str) -> bool {
        let quotes = text.matches('"').count();
        text.split('"').enumerate().all(|(at, part)| match at % 2 {
            1 if at == quotes => {
                let words = words(part);
                words.split_last().is_none_or(|(last, rest)| self.has_opening(rest, last))
            }
            1 => self.has_phrase(&words(part)),
            _ => part.split_whitespace().all(|bare| {
                let is_chinese = !bare.is_ascii();
                if is_chinese { self.has_phrase(&words(bare)) } else { self.has(&Term::Beginning(bare.to_owned())) }
            }),
        })
    }

    fn length(&self) -> i64 {
        if self.medium == "still" { 0 } else { self.duration_ms }
    }

    fn stands_at(&self, shelf: Shelf) -> i64 {
        if shelf == Shelf::Trash { self.trashed_at.unwrap() } else { self.placed_at }
    }

    fn place(&self, id: CollectionId) -> Option<f64> {
        self.collections.iter().find(|(other, _)| *other == id.0).map(|(_, place)| *place)
    }

    /// Those that this test's sizes come near to.
    fn shape(&self) -> Option<&'static str> {
        match (self.width, self.height) {
            (0, _) | (_, 0) => None,
            (1280, 720) | (2, 1) => Some("16:9"),
            (720, 1280) => Some("9:16"),
            (width, height) if width * 4 < height * 5 => Some("1:1"),
            _ => Some("21:9"),
        }
    }
}

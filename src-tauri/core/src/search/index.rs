//! The search index of all clips: built from the library, updated clip by clip.

use std::{
    collections::{BTreeSet, HashMap, HashSet},
    sync::Mutex,
};

use dailies_model::{ClipId, CollectionId, Filter, ModelId, Query};
use roaring::RoaringBitmap;
use rusqlite::Connection;

use super::{
    facet_values::values,
    forward_index::{ForwardIndex, GAP},
    postings::PostingLists,
    result_cache::ResultCache,
    sort_keys::SortKeys,
    sort_orders::SortOrders,
    symbols::Symbols,
    tokenizer::each_word,
};
use crate::library::{
    ChangeSet, LibraryError,
    index_source::{self, IndexEntry},
};

/// Clips read at a time. With larger chunks the temporary rows would take more memory than the index itself.
const CHUNK: u32 = 1_000;

/// Display names of models, in every language.
pub type Labels = HashMap<ModelId, Vec<String>>;

/// The search index of a library.
#[derive(Debug, Default)]
pub struct Index {
    pub(super) facts: Vec<SortKeys>,
    pub(super) shown: RoaringBitmap,
    pub(super) trashed: RoaringBitmap,
    pub(super) lexicon: PostingLists,
    pub(super) sequences: ForwardIndex,
    /// Positions of clips in the collections that the user sorted by hand.
    pub(super) places: HashMap<CollectionId, HashMap<u32, f64>>,
    /// The saved queries of smart collections.
    pub(super) smart: HashMap<CollectionId, Query>,
    pub(super) labels: Labels,
    pub(super) orders: SortOrders,
    /// Increases with every change.
    pub(super) version: u64,
    /// Increases with every change of a clip's aspect ratio or time.
    pub(super) shape: u64,
    pub(super) recent: Mutex<ResultCache>,
}

impl Index {
    /// Builds the index of a library in chunks; `between` is called before each.
    ///
    /// # Errors
    /// Those of the database.
    pub fn build(db: &Connection, labels: Labels, mut between: impl FnMut()) -> Result<Self, LibraryError> {
        let mut index = Self { labels, ..Self::default() };
        let mut last = ClipId(0);
        loop {
            between();
            let entries = index_source::entries_after(db, last, CHUNK)?;
            let Some(entry) = entries.last() else { break };
            last = entry.id;
            entries.iter().for_each(|entry| index.put(entry));
        }
        index.sequences.shrink();
        index.orders.arrange(&index.facts, &(&index.shown | &index.trashed));
        index.ask_anew(index_source::smart_collections(db)?);
        Ok(index)
    }

    /// Applies the changes of a transaction, read through `db`, which must see its commit.
    ///
    /// # Errors
    /// Those of the database; the changed clips may then be found by their old values.
    pub fn follow(&mut self, db: &Connection, touched: &ChangeSet) -> Result<(), LibraryError> {
        for ids in touched.clips.chunks(CHUNK as usize) {
            self.refresh(ids, &index_source::entries(db, ids)?);
        }
        if touched.has_keeping {
            self.ask_anew(index_source::smart_collections(db)?);
        }
        Ok(())
    }

    /// Sets the display names of models. Returns the clips to index again.
    pub fn name_models(&mut self, labels: Labels) -> Vec<ClipId> {
        let named: HashSet<&ModelId> = self.labels.keys().chain(labels.keys()).collect();
        let renamed = named.into_iter().filter(|id| self.labels.get(id) != labels.get(id));
        let clips: RoaringBitmap =
            renamed.flat_map(|id| self.lexicon.with_value(&Filter::Model { id: id.clone() })).collect();
        self.labels = labels;
        clips.iter().map(|clip| ClipId(i64::from(clip))).collect()
    }

    /// Re-indexes the clips `ids`; `entries` holds those that still exist.
    pub(super) fn refresh(&mut self, ids: &[ClipId], entries: &[IndexEntry]) {
        let there: RoaringBitmap = entries.iter().filter_map(|entry| number(entry.id)).collect();
        let all: RoaringBitmap = ids.iter().filter_map(|id| number(*id)).collect();
        for clip in all - there {
            self.orders.remove(clip, &self.facts);
            self.take_out(clip);
        }
        entries.iter().for_each(|entry| self.renew(entry));
        self.version += 1;
    }

    fn renew(&mut self, entry: &IndexEntry) {
        let Some(clip) = number(entry.id) else { return };
        let before = self.has(clip).then(|| self.facts[clip as usize]);
        let after = SortKeys::of(entry);
        self.shape += u64::from(before.is_some_and(|before| !before.looks_as(&after)));
        if before.is_some_and(|before| before.stands_as(&after)) {
            return self.put(entry);
        }
        self.orders.remove(clip, &self.facts);
        self.put(entry);
        self.orders.insert(clip, &self.facts);
    }

    pub(super) fn ask_anew(&mut self, smart: Vec<(CollectionId, Query)>) {
        let smart = smart.into_iter().collect();
        self.version += u64::from(self.smart != smart);
        self.smart = smart;
    }

    fn has(&self, clip: u32) -> bool {
        self.shown.contains(clip) || self.trashed.contains(clip)
    }

    /// Adds a clip, replacing its old entry.
    fn put(&mut self, entry: &IndexEntry) {
        let Some(clip) = number(entry.id) else { return };
        if self.has(clip) {
            self.take_out(clip);
        }
        let numbers = self.numbers(entry);
        self.lexicon.insert(numbers.iter().copied(), clip);
        self.sequences.set(clip, &numbers);
        for (id, position) in &entry.collections {
            self.places.entry(*id).or_default().insert(clip, *position);
        }
        if entry.trashed_at.is_none() { &mut self.shown } else { &mut self.trashed }.insert(clip);
        if self.facts.len() <= clip as usize {
            self.facts.resize(clip as usize + 1, SortKeys::NONE);
        }
        self.facts[clip as usize] = SortKeys::of(entry);
    }

    /// Removes a clip from the postings; its sort keys stay until they are overwritten.
    fn take_out(&mut self, clip: u32) {
        self.lexicon.remove(self.sequences.get(clip), clip);
        self.sequences.set(clip, &[]);
        for places in self.places.values_mut() {
            places.remove(&clip);
        }
        self.shown.remove(clip);
        self.trashed.remove(clip);
    }

    /// Returns the term numbers of a clip: the words of each field separated by gaps, the symbols of each, then its facet values.
    fn numbers(&mut self, entry: &IndexEntry) -> Vec<u32> {
        let mut numbers = Vec::new();
        let mut marks = BTreeSet::new();
        let labels = self.labels.get(&entry.model).into_iter().flatten().map(String::as_str);
        for field in fields(entry).chain(labels) {
            each_word(field, |word| numbers.push(self.lexicon.word(word)));
            numbers.push(GAP);
            let Symbols { phrases, marks: new } = Symbols::of(field);
            for phrase in phrases {
                numbers.extend(phrase.iter().map(|word| self.lexicon.word(word)));
                numbers.push(GAP);
            }
            marks.extend(new);
        }
        for mark in marks {
            numbers.extend([self.lexicon.word(mark.encode_utf8(&mut [0; 4])), GAP]);
        }
        numbers.extend(values(entry).iter().map(|value| self.lexicon.value(value)));
        numbers
    }
}

/// Returns a clip's id as column index.
fn number(id: ClipId) -> Option<u32> {
    u32::try_from(id.0).ok()
}

/// Returns the texts of a clip that are indexed.
fn fields(entry: &IndexEntry) -> impl Iterator<Item = &str> {
    let names = [&entry.storyboard_name, &entry.file_name, &entry.connection_name];
    [entry.prompt.as_str(), entry.model.as_str()]
        .into_iter()
        .chain(entry.tags.iter().map(|(_, name)| name.as_str()))
        .chain(entry.cast.iter().flat_map(|member| [member.name.as_str(), member.handle.as_str()]))
        .chain(names.into_iter().flatten().map(String::as_str))
}

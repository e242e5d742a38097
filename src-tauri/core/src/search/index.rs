//! The index: every clip with all that it is found by. Made of the library, and kept in step entry by entry.

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

/// Clips that are read at a time: of more, what is read and let go again takes more memory than the index.
const CHUNK: u32 = 1_000;

/// What models are called beside their ids, in every language.
pub type Labels = HashMap<ModelId, Vec<String>>;

/// Every clip of a library, and all that it is found by.
#[derive(Debug, Default)]
pub struct Index {
    pub(super) facts: Vec<SortKeys>,
    pub(super) shown: RoaringBitmap,
    pub(super) trashed: RoaringBitmap,
    pub(super) lexicon: PostingLists,
    pub(super) sequences: ForwardIndex,
    /// Where each clip stands in the collections that the user arranged.
    pub(super) places: HashMap<CollectionId, HashMap<u32, f64>>,
    /// The questions of the smart collections.
    pub(super) smart: HashMap<CollectionId, Query>,
    pub(super) labels: Labels,
    pub(super) orders: SortOrders,
    /// Another one after every change.
    pub(super) version: u64,
    /// Another one after every change to a clip's shape or time.
    pub(super) shape: u64,
    pub(super) recent: Mutex<ResultCache>,
}

impl Index {
    /// Makes the index of a library, reading it in stretches; `between` is done between two of them.
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

    /// Takes in what a transaction touched, by the connection that wrote it or a later one.
    ///
    /// # Errors
    /// Those of the database; what was touched may be found as it was before, then.
    pub fn follow(&mut self, db: &Connection, touched: &ChangeSet) -> Result<(), LibraryError> {
        for ids in touched.clips.chunks(CHUNK as usize) {
            self.refresh(ids, &index_source::entries(db, ids)?);
        }
        if touched.has_keeping {
            self.ask_anew(index_source::smart_collections(db)?);
        }
        Ok(())
    }

    /// Takes in what models are called. These clips have to be taken in again then.
    pub fn name_models(&mut self, labels: Labels) -> Vec<ClipId> {
        let named: HashSet<&ModelId> = self.labels.keys().chain(labels.keys()).collect();
        let renamed = named.into_iter().filter(|id| self.labels.get(id) != labels.get(id));
        let clips: RoaringBitmap =
            renamed.flat_map(|id| self.lexicon.with_value(&Filter::Model { id: id.clone() })).collect();
        self.labels = labels;
        clips.iter().map(|clip| ClipId(i64::from(clip))).collect()
    }

    /// Takes in how clips are now: `entries` has those of them that there are.
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

    /// Enters a clip, in place of what was entered before.
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

    /// Takes back all that a clip is found by; its facts stay until another clip has them.
    fn take_out(&mut self, clip: u32) {
        self.lexicon.remove(self.sequences.get(clip), clip);
        self.sequences.set(clip, &[]);
        for places in self.places.values_mut() {
            places.remove(&clip);
        }
        self.shown.remove(clip);
        self.trashed.remove(clip);
    }

    /// The numbers that a clip is found by: the words of its fields with gaps between them, the symbols of each, then its values.
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

/// A clip's number as its place in the columns.
fn number(id: ClipId) -> Option<u32> {
    u32::try_from(id.0).ok()
}

/// What the words are read from.
fn fields(entry: &IndexEntry) -> impl Iterator<Item = &str> {
    let names = [&entry.storyboard_name, &entry.file_name, &entry.connection_name];
    [entry.prompt.as_str(), entry.model.as_str()]
        .into_iter()
        .chain(entry.tags.iter().map(|(_, name)| name.as_str()))
        .chain(entry.cast.iter().flat_map(|member| [member.name.as_str(), member.handle.as_str()]))
        .chain(names.into_iter().flatten().map(String::as_str))
}

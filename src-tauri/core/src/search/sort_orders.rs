//! Sorted orders of clips. A small result is sorted; for a large one, the precomputed order of all clips is filtered.
//!
//! The order by time is always kept; those by length and by price are computed when first needed.

use std::{
    cmp::Reverse,
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use roaring::RoaringBitmap;

use super::{index::Index, sort_keys::SortKeys};
use dailies_model::{CollectionId, Filter, Query, Shelf, SortOrder, Timestamp};

/// Sorting one clip costs about as much as skipping this many.
const WALK: usize = 32;

/// The precomputed orders.
#[derive(Debug, Default)]
pub(super) struct SortOrders {
    /// All clips, oldest first, so that a new one is appended.
    oldest: Vec<u32>,
    others: Mutex<HashMap<SortOrder, Arc<Vec<u32>>>>,
}

impl SortOrders {
    /// Arranges all clips anew.
    pub(super) fn arrange(&mut self, facts: &[SortKeys], clips: &RoaringBitmap) {
        self.oldest = sorted(clips.iter(), |clip| age(facts, clip));
        self.forget();
    }

    /// Removes a clip. Its sort keys must still be those that it was inserted with.
    pub(super) fn remove(&mut self, clip: u32, facts: &[SortKeys]) {
        if (clip as usize) < facts.len()
            && let Ok(at) = self.find(clip, facts)
        {
            self.oldest.remove(at);
            self.forget();
        }
    }

    /// Inserts a clip at its place.
    pub(super) fn insert(&mut self, clip: u32, facts: &[SortKeys]) {
        if let Err(at) = self.find(clip, facts) {
            self.oldest.insert(at, clip);
            self.forget();
        }
    }

    fn find(&self, clip: u32, facts: &[SortKeys]) -> Result<usize, usize> {
        let newest = self.oldest.last().map(|last| age(facts, *last));
        if newest < Some(age(facts, clip)) {
            return Err(self.oldest.len());
        }
        self.oldest.binary_search_by_key(&age(facts, clip), |other| age(facts, *other))
    }

    fn forget(&mut self) {
        self.others.get_mut().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// Returns all clips in this order, the highest first.
    fn whole(&self, order: SortOrder, key: impl Fn(u32) -> Reverse<(Option<i64>, Age)>) -> Arc<Vec<u32>> {
        let mut others = self.others.lock().unwrap_or_else(PoisonError::into_inner);
        others.entry(order).or_insert_with(|| Arc::new(sorted(self.oldest.iter().copied(), key))).clone()
    }
}

/// When a clip came in; of two at the same time, the one with the higher number came later.
type Age = (Timestamp, u32);

fn age(facts: &[SortKeys], clip: u32) -> Age {
    (facts[clip as usize].placed_at, clip)
}

impl Index {
    /// Returns these clips in the query's order.
    pub(super) fn ordered(&self, clips: &RoaringBitmap, query: &Query) -> Vec<u32> {
        if query.shelf == Shelf::Trash {
            return sorted(clips.iter(), |clip| Reverse((self.facts[clip as usize].trashed_at, self.age(clip))));
        }
        match query.order {
            SortOrder::Newest => self.newest(clips),
            SortOrder::Oldest => self.oldest(clips),
            SortOrder::Longest => self.most(SortOrder::Longest, clips, |facts| Some(facts.duration_ms)),
            SortOrder::Dearest => self.most(SortOrder::Dearest, clips, |facts| facts.cost_micros),
            SortOrder::Favourites => {
                let favourites = self.lexicon.with_value(&Filter::Favourite);
                [self.newest(&(clips & favourites)), self.newest(&(clips - favourites))].concat()
            }
            SortOrder::Arranged => self.arranged(clips, query),
        }
    }

    fn newest(&self, clips: &RoaringBitmap) -> Vec<u32> {
        if self.are_few(clips) {
            return sorted(clips.iter(), |clip| Reverse(self.age(clip)));
        }
        let among = Bits::of(clips);
        self.orders.oldest.iter().rev().copied().filter(|clip| among.holds(*clip)).collect()
    }

    fn oldest(&self, clips: &RoaringBitmap) -> Vec<u32> {
        if self.are_few(clips) {
            return sorted(clips.iter(), |clip| self.age(clip));
        }
        let among = Bits::of(clips);
        self.orders.oldest.iter().copied().filter(|clip| among.holds(*clip)).collect()
    }

    /// Returns the clips by descending value, those without a value last.
    fn most(&self, order: SortOrder, clips: &RoaringBitmap, what: impl Fn(&SortKeys) -> Option<i64>) -> Vec<u32> {
        let key = |clip| Reverse((what(&self.facts[clip as usize]), self.age(clip)));
        if self.are_few(clips) {
            return sorted(clips.iter(), key);
        }
        let among = Bits::of(clips);
        self.orders.whole(order, key).iter().copied().filter(|clip| among.holds(*clip)).collect()
    }

    /// As the user arranged the first collection among the filters; what is not in it comes after, newest first.
    fn arranged(&self, clips: &RoaringBitmap, query: &Query) -> Vec<u32> {
        let Some(places) = first_collection(query).and_then(|id| self.places.get(&id)) else {
            return self.newest(clips);
        };
        let inside: RoaringBitmap = clips.iter().filter(|clip| places.contains_key(clip)).collect();
        let mut order: Vec<_> = inside.iter().map(|clip| (places[&clip], Reverse(self.age(clip)))).collect();
        order.sort_unstable_by(|one, other| one.0.total_cmp(&other.0).then(one.1.cmp(&other.1)));
        let inside_in_order = order.into_iter().map(|(_, Reverse((_, clip)))| clip);
        inside_in_order.chain(self.newest(&(clips - &inside))).collect()
    }

    fn age(&self, clip: u32) -> Age {
        age(&self.facts, clip)
    }

    fn are_few(&self, clips: &RoaringBitmap) -> bool {
        clips.len() as usize * WALK < self.orders.oldest.len()
    }
}

fn first_collection(query: &Query) -> Option<CollectionId> {
    query.filters.iter().find_map(|filter| match filter {
        Filter::Collection { id } => Some(*id),
        _ => None,
    })
}

/// Reads each key once, because the keys are not adjacent in memory.
fn sorted<K: Ord>(clips: impl Iterator<Item = u32>, key: impl Fn(u32) -> K) -> Vec<u32> {
    let mut keyed: Vec<_> = clips.map(|clip| (key(clip), clip)).collect();
    keyed.sort_unstable();
    keyed.into_iter().map(|(_, clip)| clip).collect()
}

/// The clips as a plain bit set, which is faster to test one by one.
struct Bits(Vec<u64>);

impl Bits {
    fn of(clips: &RoaringBitmap) -> Self {
        let words = clips.max().map_or(0, |last| last as usize / 64 + 1);
        let mut bits = vec![0; words];
        clips.iter().for_each(|clip| bits[clip as usize / 64] |= 1 << (clip % 64));
        Self(bits)
    }

    fn holds(&self, clip: u32) -> bool {
        self.0.get(clip as usize / 64).is_some_and(|word| word >> (clip % 64) & 1 == 1)
    }
}

//! Evaluates a query to the set of matching clips, unsorted.

use std::{borrow::Cow, collections::BTreeMap};

use roaring::RoaringBitmap;

use super::{
    dates::{Clock, TimeRange},
    facet_values::FacetKind,
    index::Index,
    query_parser::{Term, terms},
};
use dailies_model::{CollectionId, Filter, Query, Shelf};

/// Most levels of smart collections that refer to one another; deeper ones match nothing.
const DEEPEST: u32 = 4;

impl Index {
    /// Returns the clips that match a query.
    pub(super) fn matching(&self, query: &Query, clock: &Clock) -> RoaringBitmap {
        QueryScope { index: self, clock, shelf: query.shelf, depth: 0 }.matching(query)
    }

    /// Returns the clips of a shelf that a smart collection's query matches.
    pub(super) fn in_smart_collection(&self, id: CollectionId, shelf: Shelf, clock: &Clock) -> RoaringBitmap {
        QueryScope { index: self, clock, shelf, depth: 0 }.in_collection(id).into_owned()
    }

    fn on(&self, shelf: Shelf) -> RoaringBitmap {
        match shelf {
            Shelf::Gallery => self.shown.clone(),
            Shelf::Failed => RoaringBitmap::new(),
            Shelf::Trash => self.trashed.clone(),
        }
    }

    /// Returns a phrase's term numbers with their postings; `None` when one of its words is not in the index.
    fn phrase(&self, words: &[String]) -> Option<(Vec<u32>, Vec<&RoaringBitmap>)> {
        let numbers = words.iter().map(|word| self.lexicon.number(word)).collect::<Option<_>>()?;
        Some((numbers, words.iter().map(|word| self.lexicon.with_word(word)).collect()))
    }
}

/// The context in which a query is evaluated.
#[derive(Clone, Copy)]
struct QueryScope<'a> {
    index: &'a Index,
    clock: &'a Clock,
    shelf: Shelf,
    /// Nesting depth of smart collections.
    depth: u32,
}

impl<'a> QueryScope<'a> {
    /// The most expensive conditions come last, when the fewest clips are left.
    fn matching(self, query: &Query) -> RoaringBitmap {
        let mut clips = self.index.on(self.shelf);
        let mut kinds: BTreeMap<FacetKind, Vec<&Filter>> = BTreeMap::new();
        for filter in &query.filters {
            kinds.entry(FacetKind::of(filter)).or_default().push(filter);
        }
        for (kind, filters) in &kinds {
            self.keep_kind(*kind, filters, &mut clips);
        }
        self.keep_terms(&terms(&query.text), &mut clips);
        self.keep_measured(&kinds, &mut clips);
        clips
    }

    fn keep_kind(self, kind: FacetKind, filters: &[&Filter], clips: &mut RoaringBitmap) {
        match kind {
            FacetKind::Length | FacetKind::Date => {}
            FacetKind::Tag => filters.iter().for_each(|tag| *clips &= self.index.lexicon.with_value(tag)),
            _ => {
                let mut any = RoaringBitmap::new();
                filters.iter().for_each(|filter| any |= self.with(filter).as_ref());
                *clips &= any;
            }
        }
    }

    fn with(self, filter: &Filter) -> Cow<'a, RoaringBitmap> {
        match filter {
            Filter::Collection { id } => self.in_collection(*id),
            filter => Cow::Borrowed(self.index.lexicon.with_value(filter)),
        }
    }

    fn in_collection(self, id: CollectionId) -> Cow<'a, RoaringBitmap> {
        match self.index.smart.get(&id) {
            None => Cow::Borrowed(self.index.lexicon.with_value(&Filter::Collection { id })),
            Some(_) if self.depth == DEEPEST => Cow::Owned(RoaringBitmap::new()),
            Some(query) => Cow::Owned(Self { depth: self.depth + 1, ..self }.matching(query)),
        }
    }

    fn keep_terms(self, terms: &[Term], clips: &mut RoaringBitmap) {
        let (mut phrases, mut openings) = (Vec::new(), Vec::new());
        for term in terms {
            match term {
                Term::Beginning(word) => *clips &= self.index.lexicon.with_beginning(word).as_ref(),
                Term::Phrase(words) => match self.index.phrase(words) {
                    None => clips.clear(),
                    Some((numbers, all)) => {
                        all.into_iter().for_each(|word| *clips &= word);
                        phrases.push(numbers);
                    }
                },
                Term::Opening(words, last) => match self.index.phrase(words) {
                    None => clips.clear(),
                    Some((numbers, all)) => {
                        all.into_iter().for_each(|word| *clips &= word);
                        *clips &= self.index.lexicon.with_beginning(last).as_ref();
                        openings.push((numbers, self.index.lexicon.beginning(last)));
                    }
                },
            }
        }
        for numbers in phrases.iter().filter(|numbers| numbers.len() > 1) {
            self.index.sequences.retain(clips, numbers);
        }
        for (numbers, lasts) in &openings {
            self.index.sequences.retain_openings(clips, numbers, lasts);
        }
    }

    fn keep_measured(self, kinds: &BTreeMap<FacetKind, Vec<&Filter>>, clips: &mut RoaringBitmap) {
        for filters in [kinds.get(&FacetKind::Length), kinds.get(&FacetKind::Date)].into_iter().flatten() {
            let any: Vec<_> = filters.iter().filter_map(|filter| RangeFilter::of(filter, self.clock)).collect();
            clips.retain(|clip| any.iter().any(|measure| measure.holds(self.index, clip, self.shelf)));
        }
    }
}

/// A filter by a numeric range, checked clip by clip.
#[derive(Debug, Clone, Copy)]
pub(super) enum RangeFilter {
    Length(TimeRange),
    Date(TimeRange),
}

impl RangeFilter {
    pub(super) fn of(filter: &Filter, clock: &Clock) -> Option<Self> {
        match filter {
            Filter::Length { from_ms, to_ms } => Some(Self::Length(TimeRange { from: *from_ms, to: *to_ms })),
            Filter::Date { span } => Some(Self::Date(clock.stretch(*span))),
            _ => None,
        }
    }

    pub(super) fn holds(self, index: &Index, clip: u32, shelf: Shelf) -> bool {
        let facts = &index.facts[clip as usize];
        match self {
            Self::Length(stretch) => stretch.holds(facts.duration_ms),
            Self::Date(stretch) => stretch.holds(facts.stands_at(shelf).0),
        }
    }
}

//! Facets: the filters that would leave at least one result of a query, with exact counts.

use std::collections::{HashMap, HashSet};

use roaring::RoaringBitmap;

use super::{
    dates::Clock,
    facet_values::{FacetKind, measures},
    index::Index,
    matching::RangeFilter,
    name_match::is_named,
};
use dailies_model::{Facet, Filter, ModelId, Query};

/// Most facets of each kind.
const MOST: usize = 50;

impl Index {
    /// Returns each filter with the number of results it would leave. Filters of one kind are alternatives, so each is counted
    /// against the query without its kind; tags must all be present and are counted against the whole query. Most frequent
    /// first within each kind.
    pub fn facets(&self, query: &Query, clock: &Clock) -> Vec<Facet> {
        let bases = FacetBases::new(self, query, clock);
        let mut facets = self.by_value(&bases);
        facets.extend(self.by_smart_collection(query, clock, &bases));
        facets.extend(self.by_measure(query, clock, &bases));
        commonest(facets)
    }

    /// Returns the facets whose name matches `typed`. Names of models are matched here; `named` holds the other filters whose
    /// names matched in the database.
    pub fn facets_named(&self, query: &Query, clock: &Clock, typed: &str, named: &HashSet<Filter>) -> Vec<Facet> {
        let bases = FacetBases::new(self, query, clock);
        let mut facets = self.by_value(&bases);
        facets.extend(self.by_smart_collection(query, clock, &bases));
        facets.retain(|facet| match &facet.filter {
            Filter::Model { id } => self.is_model_named(id, typed),
            filter => named.contains(filter),
        });
        commonest(facets)
    }

    fn is_model_named(&self, id: &ModelId, typed: &str) -> bool {
        let labels = self.labels.get(id).into_iter().flatten().map(String::as_str);
        std::iter::once(id.as_str()).chain(labels).any(|name| is_named(name, typed))
    }

    fn by_value(&self, bases: &FacetBases) -> Vec<Facet> {
        let is_smart = |filter: &Filter| matches!(filter, Filter::Collection { id } if self.smart.contains_key(id));
        let values = self.lexicon.values().into_iter().filter(|(filter, _)| !is_smart(filter));
        values.map(|(filter, clips)| facet(filter.clone(), bases.of(filter).intersection_len(clips))).collect()
    }

    fn by_smart_collection(&self, query: &Query, clock: &Clock, bases: &FacetBases) -> Vec<Facet> {
        let mut ids: Vec<_> = self.smart.keys().copied().collect();
        ids.sort_unstable();
        let facet = |id| {
            let filter = Filter::Collection { id };
            let clips = self.in_smart_collection(id, query.shelf, clock);
            facet(filter.clone(), bases.of(&filter).intersection_len(&clips))
        };
        ids.into_iter().map(facet).collect()
    }

    fn by_measure(&self, query: &Query, clock: &Clock, bases: &FacetBases) -> Vec<Facet> {
        let facet = |filter: Filter| {
            let measure = RangeFilter::of(&filter, clock)?;
            let clips = bases.of(&filter).iter().filter(|clip| measure.holds(self, *clip, query.shelf));
            let count = clips.count() as u64;
            Some(facet(filter, count))
        };
        measures().into_iter().filter_map(facet).collect()
    }
}

/// What the rest of the question finds, for each kind of filter.
struct FacetBases {
    whole: RoaringBitmap,
    without: HashMap<FacetKind, RoaringBitmap>,
}

impl FacetBases {
    fn new(index: &Index, query: &Query, clock: &Clock) -> Self {
        let mut without = HashMap::new();
        for kind in query.filters.iter().map(FacetKind::of).filter(|kind| *kind != FacetKind::Tag) {
            without.entry(kind).or_insert_with(|| {
                let filters = query.filters.iter().filter(|filter| FacetKind::of(filter) != kind).cloned().collect();
                index.matching(&Query { filters, ..query.clone() }, clock)
            });
        }
        Self { whole: index.matching(query, clock), without }
    }

    fn of(&self, filter: &Filter) -> &RoaringBitmap {
        self.without.get(&FacetKind::of(filter)).unwrap_or(&self.whole)
    }
}

fn commonest(mut facets: Vec<Facet>) -> Vec<Facet> {
    facets.retain(|facet| facet.count > 0);
    facets.sort_by_key(|facet| (FacetKind::of(&facet.filter), std::cmp::Reverse(facet.count)));
    let kinds = facets.chunk_by(|one, other| FacetKind::of(&one.filter) == FacetKind::of(&other.filter));
    kinds.flat_map(|kind| kind.iter().take(MOST).cloned()).collect()
}

fn facet(filter: Filter, count: u64) -> Facet {
    Facet { filter, count: u32::try_from(count).unwrap_or(u32::MAX) }
}

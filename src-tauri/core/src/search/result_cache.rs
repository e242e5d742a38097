//! Pages of query results. The last few results are cached, so that further pages are cheap.

use std::sync::{Arc, MutexGuard, PoisonError};

use super::{dates::Clock, index::Index};
use dailies_model::{ClipId, Found, Query, Timestamp};

/// Number of cached results.
const KEPT: usize = 4;

/// The most recent results, the latest last.
#[derive(Debug, Default)]
pub(super) struct ResultCache {
    results: Vec<Arc<CachedResult>>,
    /// The last stamp that was assigned.
    stamp: u32,
}

/// The sorted result of a query.
#[derive(Debug)]
struct CachedResult {
    query: Query,
    /// Relative dates mean something else on another day.
    midnight: Timestamp,
    version: u64,
    shape: u64,
    stamp: u32,
    clips: Arc<Vec<u32>>,
}

impl Index {
    /// Returns a page of the query's result, up to `most` clips from offset `from`, with the total count.
    pub fn find(&self, query: &Query, from: u32, most: u32, clock: &Clock) -> Found {
        let outcome = self.outcome(query, clock);
        let stretch: Vec<_> = outcome.clips.iter().copied().skip(from as usize).take(most as usize).collect();
        let facts = || stretch.iter().map(|clip| &self.facts[*clip as usize]);
        Found {
            count: u32::try_from(outcome.clips.len()).unwrap_or(u32::MAX),
            stamp: outcome.stamp,
            ids: stretch.iter().map(|clip| ClipId(i64::from(*clip))).collect(),
            ratios: facts().map(|facts| facts.ratio).collect(),
            placed_at: facts().map(|facts| facts.stands_at(query.shelf)).collect(),
        }
    }

    /// Returns the number of clips that a query finds.
    pub fn count(&self, query: &Query, clock: &Clock) -> u32 {
        u32::try_from(self.matching(query, clock).len()).unwrap_or(u32::MAX)
    }

    fn outcome(&self, query: &Query, clock: &Clock) -> Arc<CachedResult> {
        let midnight = clock.midnight();
        let is_current = |outcome: &CachedResult| outcome.version == self.version && outcome.midnight == midnight;
        if let Some(outcome) = self.recent().take_up(query, is_current) {
            return outcome;
        }
        let clips = Arc::new(self.ordered(&self.matching(query, clock), query));
        self.recent().keep(CachedResult {
            query: query.clone(),
            midnight,
            version: self.version,
            shape: self.shape,
            stamp: 0,
            clips,
        })
    }

    fn recent(&self) -> MutexGuard<'_, ResultCache> {
        self.recent.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl ResultCache {
    fn take_up(&mut self, query: &Query, is_current: impl Fn(&CachedResult) -> bool) -> Option<Arc<CachedResult>> {
        let at = self.results.iter().position(|outcome| outcome.query == *query && is_current(outcome))?;
        self.results[at..].rotate_left(1);
        self.results.last().cloned()
    }

    /// Keeps a result in place of the one before of the same question, whose stamp it has where it looks the same.
    fn keep(&mut self, outcome: CachedResult) -> Arc<CachedResult> {
        let before = self.results.iter().position(|before| before.query == outcome.query);
        let before = before.map(|at| self.results.remove(at));
        let same = before.filter(|before| before.shape == outcome.shape && before.clips == outcome.clips);
        let stamp = same.map_or_else(|| self.next_stamp(), |before| before.stamp);
        let outcome = Arc::new(CachedResult { stamp, ..outcome });
        if self.results.len() == KEPT {
            self.results.remove(0);
        }
        self.results.push(outcome.clone());
        outcome
    }

    fn next_stamp(&mut self) -> u32 {
        self.stamp = self.stamp.wrapping_add(1);
        self.stamp
    }
}

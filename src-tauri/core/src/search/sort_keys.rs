//! The values that clips are sorted and filtered by, one entry per clip.

use dailies_model::{Medium, Shelf, Timestamp};

use crate::library::index_source::{IndexEntry, ratio};

/// The sort keys of one clip.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct SortKeys {
    pub(super) placed_at: Timestamp,
    pub(super) trashed_at: Option<Timestamp>,
    pub(super) duration_ms: i64,
    pub(super) cost_micros: Option<i64>,
    /// Width over height, in thousandths.
    pub(super) ratio: u32,
}

impl SortKeys {
    /// Those of no clip.
    pub(super) const NONE: Self =
        Self { placed_at: Timestamp(0), trashed_at: None, duration_ms: 0, cost_micros: None, ratio: 0 };

    pub(super) fn of(entry: &IndexEntry) -> Self {
        Self {
            placed_at: entry.placed_at,
            trashed_at: entry.trashed_at,
            duration_ms: if entry.medium == Medium::Still { 0 } else { entry.duration_ms },
            cost_micros: entry.cost_micros,
            ratio: ratio(entry.width, entry.height),
        }
    }

    /// Returns whether both have the same place in every order except the trash's.
    pub(super) fn stands_as(&self, other: &Self) -> bool {
        let place = |facts: &Self| (facts.placed_at, facts.duration_ms, facts.cost_micros);
        place(self) == place(other)
    }

    /// Returns whether both have the same layout and date in the gallery.
    pub(super) fn looks_as(&self, other: &Self) -> bool {
        let look = |facts: &Self| (facts.placed_at, facts.ratio);
        look(self) == look(other) && (self.trashed_at.is_none() || self.trashed_at == other.trashed_at)
    }

    /// Returns the time by which the clip is placed on a shelf.
    pub(super) fn stands_at(&self, shelf: Shelf) -> Timestamp {
        match shelf {
            Shelf::Trash => self.trashed_at.unwrap_or(self.placed_at),
            Shelf::Gallery | Shelf::Failed => self.placed_at,
        }
    }
}

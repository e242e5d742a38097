//! The undo stack: inverses of the last changes, kept in memory until the program ends.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use dailies_model::UndoId;

use crate::library::undo::Inverse;

/// Size of the stack.
const KEPT: usize = 100;

/// The inverses of the last changes.
#[derive(Default)]
pub(super) struct UndoStack(Mutex<Entries>);

#[derive(Default)]
struct Entries {
    last: i64,
    inverses: VecDeque<(UndoId, Arc<Inverse>)>,
}

impl UndoStack {
    /// Adds an inverse, dropping the oldest when the stack is full.
    pub(super) fn keep(&self, inverse: Inverse) -> UndoId {
        let mut kept = self.kept();
        kept.last += 1;
        let id = UndoId(kept.last);
        kept.inverses.push_back((id, Arc::new(inverse)));
        if kept.inverses.len() > KEPT {
            kept.inverses.pop_front();
        }
        id
    }

    pub(super) fn get(&self, id: UndoId) -> Option<Arc<Inverse>> {
        self.kept().inverses.iter().find(|(other, _)| *other == id).map(|(_, inverse)| inverse.clone())
    }

    /// It was gone.
    pub(super) fn forget(&self, id: UndoId) {
        self.kept().inverses.retain(|(other, _)| *other != id);
    }

    fn kept(&self) -> MutexGuard<'_, Entries> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_hundred_are_kept() {
        let history = UndoStack::default();
        let ids: Vec<_> = (0..=KEPT).map(|_| history.keep(Inverse::default())).collect();
        assert!(history.get(ids[0]).is_none());
        assert!(ids[1..].iter().all(|id| history.get(*id).is_some()));
        history.forget(ids[5]);
        assert!(history.get(ids[5]).is_none());
    }
}

//! The spending limit of the key. What was spent is not stored here: it is the sum over the accepted tasks.

use std::sync::{Mutex, MutexGuard, PoisonError};

/// The limit that means "none" (reference, section 7), in US dollars.
pub(crate) const UNLIMITED: f64 = 100_000_000.0;

/// The limit in US dollars; `None` for none. Locked while a job is accepted, so that two jobs cannot spend the same
/// money.
#[derive(Debug)]
pub(crate) struct Balance(Mutex<Option<f64>>);

impl Balance {
    pub(crate) fn new(limit: Option<f64>) -> Self {
        Self(Mutex::new(limit))
    }

    pub(crate) fn limit(&self) -> MutexGuard<'_, Option<f64>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether `limit` covers `usd` on top of what was `spent`, a hundred-thousandth of a cent aside.
pub(crate) fn covers(limit: Option<f64>, spent: f64, usd: f64) -> bool {
    limit.is_none_or(|limit| spent + usd <= limit + 1e-7)
}

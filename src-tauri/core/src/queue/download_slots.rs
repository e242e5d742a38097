//! Limits concurrent downloads per connection, so that a slow relay does not delay the downloads of another.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use dailies_model::ConnectionId;

/// Downloads of one connection at once.
const PER_CONNECTION: usize = 4;

/// The slots of every connection that has had a download in this run.
#[derive(Debug, Default)]
pub(super) struct DownloadSlots(Mutex<HashMap<ConnectionId, Arc<Semaphore>>>);

impl DownloadSlots {
    /// Waits for a slot, which is released on drop. Never returns `None`, because no semaphore is closed.
    pub(super) async fn slot(&self, connection: ConnectionId) -> Option<OwnedSemaphorePermit> {
        let slots = {
            let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            all.entry(connection).or_insert_with(|| Arc::new(Semaphore::new(PER_CONNECTION))).clone()
        };
        slots.acquire_owned().await.ok()
    }
}

#[cfg(test)]
mod tests {
    use futures::FutureExt;

    use super::*;

    #[test]
    fn a_connection_has_its_own_slots() {
        let downloads = DownloadSlots::default();
        let (one, other) = (ConnectionId(1), ConnectionId(2));
        let mut taken: Vec<_> = (0..PER_CONNECTION).map(|_| downloads.slot(one).now_or_never().unwrap()).collect();
        assert!(downloads.slot(one).now_or_never().is_none(), "all are taken");
        assert!(downloads.slot(other).now_or_never().is_some(), "another connection is not kept waiting");
        taken.pop();
        assert!(downloads.slot(one).now_or_never().is_some(), "one is free again");
    }
}

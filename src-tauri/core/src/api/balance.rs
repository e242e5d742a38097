//! Background task that refreshes account balances after jobs that may have been charged, at limited frequency.

use std::{
    collections::HashMap,
    sync::{Arc, Weak},
    time::{Duration, Instant},
};

use tokio::sync::broadcast::{Receiver, error::RecvError};

use super::{Studio, account};
use dailies_model::{Change, ConnectionId, JobState};

/// The least time between two questions about one account.
const PAUSE: Duration = Duration::from_secs(20);

/// Asks for an account's balance after each job of it that came to an end. Ends with the studio.
pub(super) async fn keep_fresh(studio: Weak<Studio>, mut changes: Receiver<Change>) {
    let mut asked_at = HashMap::new();
    loop {
        let change = match changes.recv().await {
            Ok(change) => change,
            Err(RecvError::Lagged(_)) => continue,
            Err(RecvError::Closed) => return,
        };
        let Some(connection) = may_have_charged(&change) else { continue };
        let Some(studio) = studio.upgrade() else { return };
        if is_due(&mut asked_at, connection) {
            ask(&studio, connection).await;
        }
    }
}

async fn ask(studio: &Arc<Studio>, connection: ConnectionId) {
    if let Err(error) = account::refresh_balance(studio, connection).await {
        tracing::debug!(%error, "the balance could not be asked for");
    }
}

fn may_have_charged(change: &Change) -> Option<ConnectionId> {
    let Change::Job { job } = change else { return None };
    let is_just_accepted = job.state == JobState::Accepted && job.watch.polls == 0;
    let has_ended =
        matches!(job.state, JobState::Done | JobState::Failed | JobState::Unknown | JobState::ResultMissing);
    (is_just_accepted || has_ended).then_some(job.route.connection_id)
}

fn is_due(asked_at: &mut HashMap<ConnectionId, Instant>, connection: ConnectionId) -> bool {
    let due = asked_at.get(&connection).is_none_or(|at| at.elapsed() >= PAUSE);
    if due {
        asked_at.insert(connection, Instant::now());
    }
    due
}

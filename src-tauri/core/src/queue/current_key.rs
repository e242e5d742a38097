//! The key that a job goes on with: the one that its connection has now. One that was replaced since may be revoked. Reads no key.

use dailies_model::{Job, Timestamp};
use rusqlite::Connection;

use super::state_machine::key_arrived;
use crate::library::connections;

/// Returns the job with its connection's present key, if the connection still has the address that the job goes to.
pub fn with_current_key(db: &Connection, mut job: Job) -> Job {
    if let Ok(connection) = connections::get(db, job.route.connection_id)
        && connection.base_url == job.route.base_url
    {
        job.route.key_ref = connection.key.map(|key| key.key_ref);
    }
    job
}

/// Returns the job as it goes on when it just stopped for want of a key, and its connection got one while it was asked after:
/// whoever gave the key found nothing to wake then.
pub(super) fn with_new_key(db: &Connection, job: Job, now: Timestamp) -> Job {
    let keyed = with_current_key(db, job.clone());
    if keyed.route.key_ref.is_none() || keyed.route.key_ref == job.route.key_ref {
        return job;
    }
    key_arrived(keyed, now).unwrap_or(job)
}

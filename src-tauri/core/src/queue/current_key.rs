//! Updates the key reference of a job to the one that its connection has now, since a replaced key may be revoked. Does not
//! read the key itself.

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

/// Resumes a job that has just stopped for lack of a key when its connection got a new key during the request: the command
/// that stored the key could not resume the job, which was still active then.
pub(super) fn with_new_key(db: &Connection, job: Job, now: Timestamp) -> Job {
    let keyed = with_current_key(db, job.clone());
    if keyed.route.key_ref.is_none() || keyed.route.key_ref == job.route.key_ref {
        return job;
    }
    key_arrived(keyed, now).unwrap_or(job)
}

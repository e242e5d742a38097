//! The jobs: made here, from then on in the hands of the queue.

use std::time::Duration;

use tokio::sync::broadcast::error::RecvError;

use super::{ApiError, casting, drafts, estimate};
use crate::{
    api::Studio,
    catalogue::Entry,
    library::{
        LibraryError,
        connections::{self, ConnectionRow},
        jobs::{self, NewJob},
    },
    model::{Change, Draft, Generation, Job, JobId, JobState, Route},
    queue::{self, Order},
};

/// How long the page waits for a relay's list. The look goes on after that.
const CHECK_LIMIT: Duration = Duration::from_secs(45);

pub(super) async fn create_jobs(studio: &Studio, mut draft: Draft) -> Result<Vec<Job>, ApiError> {
    let problems = drafts::check_draft(studio, draft.clone()).await?.problems;
    let (Some(connection_id), []) = (draft.connection_id, problems.as_slice()) else {
        let fields: Vec<_> = problems.iter().map(|problem| problem.field.as_str()).collect();
        return Err(ApiError::draft_refused(&fields.join(", ")));
    };
    let now = studio.now();
    let catalogue = studio.catalogue().now();
    let made = studio
        .write(move |tx| {
            let connection = connections::get(tx, connection_id)?;
            casting::cast(tx, &mut draft.generation)?;
            let entry = catalogue.entry(&draft.generation.model);
            {
                let new = new_job(tx, draft.generation, &entry, connection)?;
                jobs::insert_batch(tx, &vec![new; draft.variations.into()], now)
            }
        })
        .await?;
    for job in &made {
        studio.publish(Change::Job { job: Box::new(job.clone()) });
    }
    studio.wake_queue();
    Ok(made)
}

pub(super) async fn list_jobs(studio: &Studio) -> Result<Vec<Job>, ApiError> {
    studio.read(jobs::list_shown).await
}

pub(super) async fn stop_job(studio: &Studio, id: JobId) -> Result<Job, ApiError> {
    order(studio, id, Order::Stop).await
}

pub(super) async fn resume_job(studio: &Studio, id: JobId) -> Result<Job, ApiError> {
    order(studio, id, Order::Resume).await
}

pub(super) async fn send_job_again(studio: &Studio, id: JobId) -> Result<Job, ApiError> {
    order(studio, id, Order::SendAgain).await
}

pub(super) async fn check_job(studio: &Studio, id: JobId) -> Result<Job, ApiError> {
    let mut changes = studio.changes();
    let ordered = order(studio, id, Order::Check).await?;
    let looked_up = async {
        loop {
            match changes.recv().await {
                Ok(Change::Job { job }) if job.id == id && was_looked_up(&job) => return *job,
                Err(RecvError::Closed) => return ordered.clone(),
                _ => {}
            }
        }
    };
    Ok(tokio::time::timeout(CHECK_LIMIT, looked_up).await.unwrap_or_else(|_| ordered.clone()))
}

/// Whether a job that was to be looked up is found, or was looked for once, or cannot be.
fn was_looked_up(job: &Job) -> bool {
    job.state != JobState::Unknown || job.watch.checks > 0 || job.watch.due_at.is_none()
}

pub(super) async fn dismiss_job(studio: &Studio, id: JobId) -> Result<Job, ApiError> {
    order(studio, id, Order::Dismiss).await
}

async fn order(studio: &Studio, id: JobId, order: Order) -> Result<Job, ApiError> {
    let now = studio.now();
    let job = studio
        .write(move |tx| {
            let mut job = queue::order(jobs::get(tx, id)?, order, now)?;
            // A key that was replaced since may be revoked: what goes on, goes on with the present one of that relay.
            if let Ok(connection) = connections::get(tx, job.route.connection_id)
                && connection.base_url == job.route.base_url
            {
                job.route.key_ref = connection.key.map(|key| key.key_ref);
            }
            jobs::save(tx, &job)?;
            Ok::<_, ApiError>(job)
        })
        .await?;
    studio.publish(Change::Job { job: Box::new(job.clone()) });
    studio.wake_queue();
    Ok(job)
}

fn new_job(
    db: &rusqlite::Connection,
    generation: Generation,
    entry: &Entry,
    connection: ConnectionRow,
) -> Result<NewJob, LibraryError> {
    let expected_ms = estimate::time(db, entry, &generation)?.ms.map(|(_, most)| most);
    let cost_micros = estimate::cost(&connection, entry, &generation);
    let route = Route {
        connection_id: connection.id,
        connection_name: connection.name,
        base_url: connection.base_url,
        format: entry.choose_format(&connection.formats, Some(&generation)),
        medium: entry.makes,
        proxy: connection.proxy,
        key_ref: connection.key.map(|key| key.key_ref),
    };
    Ok(NewJob { generation, route, expected_ms, cost_micros, character: None })
}

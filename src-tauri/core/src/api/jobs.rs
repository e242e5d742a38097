//! The jobs: made here, from then on in the hands of the queue.

use std::time::Duration;

use tokio::sync::broadcast::error::RecvError;

use super::{
    ApiError, Studio,
    press::{self, Press},
};
use crate::{
    library::{connections, jobs},
    model::{Change, Draft, Job, JobId, JobState},
    queue::{self, Order},
};

/// How long the page waits for a relay's list. The look goes on after that.
const CHECK_LIMIT: Duration = Duration::from_secs(45);

pub(super) async fn create_jobs(studio: &Studio, draft: Draft) -> Result<Vec<Job>, ApiError> {
    press::send(studio, Press::of_draft(&draft)).await
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
    let (job, abandoned) = studio
        .write(move |tx| {
            let mut job = queue::order(jobs::get(tx, id)?, order, now)?;
            // A key that was replaced since may be revoked: what goes on, goes on with the present one of that relay.
            if let Ok(connection) = connections::get(tx, job.route.connection_id)
                && connection.base_url == job.route.base_url
            {
                job.route.key_ref = connection.key.map(|key| key.key_ref);
            }
            jobs::save(tx, &job)?;
            let is_gone = job.dismissed_at.is_some();
            let abandoned = if is_gone { queue::abandon(tx, id, now)? } else { Vec::new() };
            Ok::<_, ApiError>((job, abandoned))
        })
        .await?;
    for changed in abandoned.iter().chain([&job]) {
        studio.publish(Change::Job { job: Box::new(changed.clone()) });
    }
    studio.wake_queue();
    Ok(job)
}

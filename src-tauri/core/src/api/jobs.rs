//! Commands on jobs: create, and the user's actions. The queue does the rest.

use std::time::Duration;

use dailies_model::{Change, ConnectionId, Draft, Job, JobCreation, JobId, JobState, Meaning};
use tokio::sync::broadcast::error::RecvError;

use super::{
    ApiError, Studio,
    generate_request::{self, GenerateRequest},
};
use crate::{
    download,
    library::{ClipFolder, LibraryError, jobs},
    queue::{self, Conflict, UserAction},
    relay,
};

/// How long the page waits for a relay's list. The look goes on after that.
const CHECK_LIMIT: Duration = Duration::from_secs(45);

pub(super) async fn create_jobs(studio: &Studio, draft: Draft) -> Result<JobCreation, ApiError> {
    generate_request::create(studio, move |_, _| Ok(GenerateRequest::of_draft(&draft))).await
}

pub(super) async fn list_jobs(studio: &Studio) -> Result<Vec<Job>, ApiError> {
    let mut jobs = studio.read(jobs::list_shown).await?;
    studio.queue().show_unwritten(&mut jobs);
    Ok(jobs)
}

pub(super) async fn stop_job(studio: &Studio, id: JobId) -> Result<Job, ApiError> {
    order(studio, id, UserAction::Stop).await
}

pub(super) async fn resume_job(studio: &Studio, id: JobId) -> Result<Job, ApiError> {
    order(studio, id, UserAction::Resume).await
}

pub(super) async fn send_job_again(studio: &Studio, id: JobId) -> Result<Job, ApiError> {
    order(studio, id, UserAction::SendAgain).await
}

pub(super) async fn check_job(studio: &Studio, id: JobId) -> Result<Job, ApiError> {
    let mut changes = studio.changes();
    let ordered = order(studio, id, UserAction::Check).await?;
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
    order(studio, id, UserAction::Dismiss).await
}

pub(super) async fn fetch_content(studio: &Studio, id: JobId) -> Result<Job, ApiError> {
    let job = studio.read(move |db| jobs::get(db, id)).await?;
    let remote_id = job.remote_id.as_ref().ok_or(Conflict(job.state))?;
    try_address(studio, id, relay::content_path(remote_id)).await
}

pub(super) async fn set_result_link(studio: &Studio, id: JobId, url: String) -> Result<Job, ApiError> {
    let job = studio.read(move |db| jobs::get(db, id)).await?;
    let own_origin = studio.relay().resolve(&job.route.base_url).await;
    let url = relay::pasted(&url, own_origin.as_ref()).unwrap_or(url);
    let url = download::check(&url, own_origin.as_ref())?;
    // The relay's own files may ask for its key.
    let path = own_origin.and_then(|base| {
        let path = url.as_str().strip_prefix(base.as_str().trim_end_matches('/'))?;
        path.starts_with('/').then(|| path.to_owned())
    });
    try_address(studio, id, path.unwrap_or_else(|| url.to_string())).await
}

async fn try_address(studio: &Studio, id: JobId, url: String) -> Result<Job, ApiError> {
    let now = studio.now();
    let folder = ClipFolder::random().as_str().to_owned();
    change(studio, id, move |job| queue::try_address(job, url, folder, now)).await
}

/// Goes on with what could only not be asked for want of a key. Sends nothing.
pub(super) async fn key_arrived(studio: &Studio, connection: ConnectionId) -> Result<(), ApiError> {
    let now = studio.now();
    let awake = studio
        .write(move |tx| {
            let resting = jobs::list_resting(tx, connection)?.into_iter();
            let awake: Vec<_> = resting.filter_map(|job| queue::key_arrived(job, now)).collect();
            let awake: Vec<_> = awake.into_iter().map(|job| queue::with_current_key(tx, job)).collect();
            awake.iter().try_for_each(|job| jobs::save(tx, job))?;
            Ok::<_, LibraryError>(awake)
        })
        .await?;
    awake.into_iter().for_each(|job| studio.publish(Change::Job { job: Box::new(job) }));
    studio.wake_queue();
    Ok(())
}

/// Goes on with the jobs that the relay has and that waited for the user's word on encryption. What was not sent yet costs money:
/// that stays for the user to resume.
pub(super) async fn resume_held_by_plain_http(studio: &Studio, connection: ConnectionId) -> Result<(), ApiError> {
    let is_held = move |job: &Job| {
        let is_accepted = job.state == JobState::Stopped && job.accepted_at.is_some();
        let failed_by = job.failure.as_ref().map(|failure| failure.meaning);
        is_accepted && failed_by == Some(Meaning::PlainHttp) && job.route.connection_id == connection
    };
    let jobs = studio.read(jobs::list_shown).await?;
    for job in jobs.into_iter().filter(is_held) {
        order(studio, job.id, UserAction::Resume).await?;
    }
    Ok(())
}

async fn order(studio: &Studio, id: JobId, order: UserAction) -> Result<Job, ApiError> {
    let now = studio.now();
    change(studio, id, move |job| queue::apply_user_action(job, order, now)).await
}

/// Changes a job at the user's wish, and has the queue go on with it.
async fn change(
    studio: &Studio,
    id: JobId,
    wish: impl FnOnce(Job) -> Result<Job, Conflict> + Send + 'static,
) -> Result<Job, ApiError> {
    let now = studio.now();
    let (job, abandoned) = studio
        .write(move |tx| {
            let job = queue::with_current_key(tx, wish(jobs::get(tx, id)?)?);
            jobs::save(tx, &job)?;
            let is_gone = job.dismissed_at.is_some();
            let abandoned = if is_gone { queue::abandon(tx, id, now)? } else { Vec::new() };
            Ok::<_, ApiError>((job, abandoned))
        })
        .await?;
    // Before it is told, so that nothing that was under way is told after it.
    if job.watch.due_at.is_none() {
        studio.interrupt_job(id);
    }
    for changed in abandoned.iter().chain([&job]) {
        studio.publish(Change::Job { job: Box::new(changed.clone()) });
    }
    studio.wake_queue();
    Ok(job)
}

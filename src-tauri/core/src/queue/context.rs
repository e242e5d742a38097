//! What the queue's parts share: the services, the channel of changes, and what is under way.

use std::{
    collections::{HashMap, hash_map::Entry},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use dailies_media::MediaChild;
use dailies_model::{Change, Failure, Job, JobId, JobState};
use tokio::{
    sync::{Notify, broadcast},
    task,
};
use tokio_util::sync::CancellationToken;

use super::{backoff::Pace, download_slots::DownloadSlots};
use crate::{
    catalogue,
    download::Downloader,
    http::Relay,
    library::{Library, LibraryError, jobs},
    secret::Secrets,
};

/// The services that the queue uses.
pub struct Services {
    /// Where jobs are written down.
    pub library: Arc<Library>,
    /// Who they are sent to.
    pub relay: Arc<Relay>,
    /// What fetches their clips.
    pub downloader: Arc<Downloader>,
    /// What makes pictures of these.
    pub media: MediaChild,
    /// Where keys lie.
    pub secrets: Arc<Secrets>,
    /// What each model can do.
    pub catalogue: Arc<catalogue::LiveCatalogue>,
    /// The rhythm of asking a relay; the built-in one has its own.
    pub pace: Pace,
}

/// What every part of the queue works with.
pub(super) struct Context {
    pub(super) services: Services,
    /// Notified when avatars of characters are to be downloaded.
    pub(super) avatars_wanted: Notify,
    /// Downloads under way.
    pub(super) downloads: DownloadSlots,
    /// Notified when a job may be due.
    pub(super) wake: Notify,
    changes: broadcast::Sender<Change>,
    in_flight: Mutex<HashMap<JobId, CancellationToken>>,
    unwritten: Mutex<HashMap<JobId, Failure>>,
}

impl Context {
    pub(super) fn new(services: Services, changes: broadcast::Sender<Change>) -> Self {
        Self {
            services,
            avatars_wanted: Notify::new(),
            downloads: DownloadSlots::default(),
            wake: Notify::new(),
            changes,
            in_flight: Mutex::default(),
            unwritten: Mutex::default(),
        }
    }

    /// Tells the page of a change. Nobody may be listening.
    pub(super) fn publish(&self, change: Change) {
        let _ = self.changes.send(change);
    }

    /// Tells the page how a job stands.
    pub(super) fn publish_job(&self, job: &Job) {
        self.publish(Change::Job { job: Box::new(job.clone()) });
    }

    /// Returns a token by which the job's run is cancelled; `None` when it runs already.
    pub(super) fn begin(&self, id: JobId) -> Option<CancellationToken> {
        match self.in_flight().entry(id) {
            Entry::Occupied(_) => None,
            Entry::Vacant(place) => Some(place.insert(CancellationToken::new()).clone()),
        }
    }

    /// Forgets a job whose run is over, and lets the scheduler look for the next.
    pub(super) fn end(&self, id: JobId) {
        self.in_flight().remove(&id);
        self.wake.notify_one();
    }

    /// Cancels the run of a job, except for a submit.
    pub(super) fn cancel(&self, id: JobId) {
        if let Some(run) = self.in_flight().get(&id) {
            run.cancel();
        }
    }

    /// Returns whether a submit is under way in this process.
    pub(super) async fn is_sending(&self) -> bool {
        let in_flight: Vec<JobId> = self.in_flight().keys().copied().collect();
        let sending = self.library(move |library| {
            library.read(|db| {
                for id in in_flight {
                    if jobs::get(db, id)?.state == JobState::Sending {
                        return Ok(true);
                    }
                }
                Ok(false)
            })
        });
        sending.await.unwrap_or(false)
    }

    /// Returns what keeps jobs' states from being saved at present, by job.
    pub(super) fn unwritten(&self) -> MutexGuard<'_, HashMap<JobId, Failure>> {
        self.unwritten.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Works with the library off the async threads.
    pub(super) async fn library<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Library) -> Result<T, LibraryError> + Send + 'static,
    ) -> Result<T, LibraryError> {
        let library = self.services.library.clone();
        match task::spawn_blocking(move || work(&library)).await {
            Ok(done) => done,
            Err(error) => Err(LibraryError::Io(std::io::Error::other(error))),
        }
    }

    fn in_flight(&self) -> MutexGuard<'_, HashMap<JobId, CancellationToken>> {
        self.in_flight.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

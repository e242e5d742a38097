//! The scheduler: finds due jobs and runs each in a task of its own. Decides nothing about a job.

use std::{
    collections::{HashMap, hash_map::Entry},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, SystemTime},
};

use dailies_media::MediaChild;
use dailies_model::{Change, Failure, Job, JobId, Timestamp};
use tokio::{
    sync::{Notify, broadcast, watch},
    task,
};
use tokio_util::sync::CancellationToken;

use super::{avatar_task, backoff::Pace, clock_rollback::ClockRollback, download_slots::DownloadSlots, executor};
use crate::{
    assets::{self, Assets},
    catalogue,
    download::Downloader,
    http::Relay,
    library::{Library, LibraryError, jobs, settings},
    secret::Secrets,
};

/// The longest sleep: a safety net under the wake-ups, and under a clock that was set back.
const MAX_SLEEP: Duration = Duration::from_secs(30);
/// The wait after the library could not be read.
const TROUBLE_SLEEP: Duration = Duration::from_secs(2);

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

/// The running queue.
pub struct Queue {
    shared: Arc<Shared>,
    stop: watch::Sender<bool>,
    runner: task::JoinHandle<()>,
    portraitist: task::JoinHandle<()>,
    late_pictures: task::JoinHandle<()>,
}

/// What every job's performance needs.
pub(super) struct Shared {
    pub(super) services: Services,
    pub(super) changes: broadcast::Sender<Change>,
    /// Characters' pictures are to be fetched.
    pub(super) faces_wanted: Notify,
    /// Downloads under way.
    pub(super) downloads: DownloadSlots,
    wake: Notify,
    in_flight: Mutex<HashMap<JobId, CancellationToken>>,
    /// What keeps a job's state from being written down at present.
    unwritten: Mutex<HashMap<JobId, Failure>>,
}

impl Queue {
    /// Starts it: whatever is due in the library is taken up, which is also how an earlier run's jobs go on.
    pub fn start(services: Services, changes: broadcast::Sender<Change>) -> Self {
        let assets = Assets::new(services.library.clone(), services.media.clone());
        let shared = Arc::new(Shared {
            services,
            changes: changes.clone(),
            faces_wanted: Notify::new(),
            downloads: DownloadSlots::default(),
            wake: Notify::new(),
            in_flight: Mutex::default(),
            unwritten: Mutex::default(),
        });
        let (stop, stopped) = watch::channel(false);
        let runner = task::spawn(run(shared.clone(), stopped));
        let portraitist = task::spawn(avatar_task::run(shared.clone()));
        let late_pictures = task::spawn(assets::make_late_pictures(assets, changes));
        let queue = Self { shared, stop, runner, portraitist, late_pictures };
        queue.fetch_avatars();
        queue
    }

    /// Fetches the pictures of relays' characters that are not kept yet.
    pub fn fetch_avatars(&self) {
        self.shared.faces_wanted.notify_one();
    }

    /// Something may be due now.
    pub fn wake(&self) {
        self.shared.wake.notify_one();
    }

    /// Breaks off what is under way for a job, but for a submit: the job was stopped, and may go on at once.
    pub fn interrupt(&self, id: JobId) {
        if let Some(under_way) = self.shared.in_flight().get(&id) {
            under_way.cancel();
        }
    }

    /// Shows at jobs what keeps their states from being written down at present, a full disk say.
    pub fn show_unwritten(&self, jobs: &mut [Job]) {
        let unwritten = self.shared.unwritten();
        for job in jobs {
            if let Some(failure) = unwritten.get(&job.id) {
                job.failure = Some(failure.clone());
            }
        }
    }

    /// Takes up nothing more, and waits for the submits that are under way, whose answers would be lost otherwise.
    pub async fn stop(&self) {
        let _ = self.stop.send(true);
        while self.shared.is_sending().await {
            self.shared.wake.notified().await;
        }
    }
}

impl Drop for Queue {
    fn drop(&mut self) {
        self.runner.abort();
        self.portraitist.abort();
        self.late_pictures.abort();
    }
}

async fn run(shared: Arc<Shared>, mut stopped: watch::Receiver<bool>) {
    let (mut clock, mut was_set_back) = (ClockRollback::default(), false);
    while !*stopped.borrow() {
        let now = Timestamp::from(SystemTime::now());
        was_set_back |= clock.is_seen_at(now);
        let nap = match start_due(&shared, now, was_set_back).await {
            Ok(nap) => {
                was_set_back = false;
                nap
            }
            Err(error) => {
                tracing::error!(%error, "the queue could not read the library");
                TROUBLE_SLEEP
            }
        };
        tokio::select! {
            () = shared.wake.notified() => {}
            () = tokio::time::sleep(nap) => {}
            _ = stopped.changed() => {}
        }
    }
}

/// Starts every job that is due and not under way already; tells how long to sleep. After the clock was set back, all that
/// waits is due: nobody knows when it would have been.
async fn start_due(shared: &Arc<Shared>, now: Timestamp, was_set_back: bool) -> Result<Duration, LibraryError> {
    if was_set_back {
        tracing::info!("the clock was set back");
        shared.library(move |library| library.write(|tx| jobs::make_due(tx, now))).await?;
    }
    let (due, next) = shared
        .library(move |library| {
            library.read(|db| {
                let max_running = settings(db)?.max_running;
                Ok((jobs::list_due(db, now, max_running)?, jobs::next_due_after(db, now)?))
            })
        })
        .await?;
    for id in due {
        shared.take_up(id);
    }
    let nap = next.map_or(MAX_SLEEP, |next| Duration::from_millis(next.ms_since(now).unsigned_abs()));
    Ok(nap.min(MAX_SLEEP))
}

impl Shared {
    /// Performs a job, unless that is under way.
    fn take_up(self: &Arc<Self>, id: JobId) {
        let stop = CancellationToken::new();
        match self.in_flight().entry(id) {
            Entry::Occupied(_) => return,
            Entry::Vacant(place) => place.insert(stop.clone()),
        };
        let shared = self.clone();
        task::spawn(async move {
            executor::perform(&shared, id, &stop).await;
            shared.in_flight().remove(&id);
            shared.wake.notify_one();
        });
    }

    fn in_flight(&self) -> MutexGuard<'_, HashMap<JobId, CancellationToken>> {
        self.in_flight.lock().unwrap_or_else(PoisonError::into_inner)
    }

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

    /// Whether a submit is under way in this process.
    async fn is_sending(&self) -> bool {
        let in_flight: Vec<JobId> = self.in_flight().keys().copied().collect();
        let sending = self.library(move |library| {
            library.read(|db| {
                for id in in_flight {
                    if jobs::get(db, id)?.state == dailies_model::JobState::Sending {
                        return Ok(true);
                    }
                }
                Ok(false)
            })
        });
        sending.await.unwrap_or(false)
    }
}

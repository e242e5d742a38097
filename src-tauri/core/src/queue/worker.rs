//! The scheduler: finds due jobs and runs each in a task of its own. Decides nothing about a job.

use std::{
    sync::Arc,
    time::{Duration, SystemTime},
};

use dailies_model::{Change, Job, JobId, Timestamp};
use tokio::{
    sync::{broadcast, watch},
    task,
};

use super::{
    avatar_task,
    clock_rollback::ClockRollback,
    context::{Context, Services},
    executor,
};
use crate::{
    assets::{self, Assets},
    library::{LibraryError, jobs, settings},
};

/// The longest sleep: a safety net under the wake-ups, and under a clock that was set back.
const MAX_SLEEP: Duration = Duration::from_secs(30);
/// The wait after the library could not be read.
const TROUBLE_SLEEP: Duration = Duration::from_secs(2);

/// The running queue.
pub struct Queue {
    context: Arc<Context>,
    stop: watch::Sender<bool>,
    runner: task::JoinHandle<()>,
    avatars: task::JoinHandle<()>,
    late_pictures: task::JoinHandle<()>,
}

impl Queue {
    /// Starts it: whatever is due in the library is taken up, which is also how an earlier run's jobs go on.
    pub fn start(services: Services, changes: broadcast::Sender<Change>) -> Self {
        let assets = Assets::new(services.library.clone(), services.media.clone());
        let context = Arc::new(Context::new(services, changes.clone()));
        let (stop, stopped) = watch::channel(false);
        let runner = task::spawn(run(context.clone(), stopped));
        let avatars = task::spawn(avatar_task::run(context.clone()));
        let late_pictures = task::spawn(assets::make_late_pictures(assets, changes));
        let queue = Self { context, stop, runner, avatars, late_pictures };
        queue.fetch_avatars();
        queue
    }

    /// Fetches the pictures of relays' characters that are not kept yet.
    pub fn fetch_avatars(&self) {
        self.context.avatars_wanted.notify_one();
    }

    /// Something may be due now.
    pub fn wake(&self) {
        self.context.wake.notify_one();
    }

    /// Breaks off what is under way for a job, but for a submit: the job was stopped, and may go on at once.
    pub fn interrupt(&self, id: JobId) {
        self.context.cancel(id);
    }

    /// Shows at jobs what keeps their states from being written down at present, a full disk say.
    pub fn show_unwritten(&self, jobs: &mut [Job]) {
        let unwritten = self.context.unwritten();
        for job in jobs {
            if let Some(failure) = unwritten.get(&job.id) {
                job.failure = Some(failure.clone());
            }
        }
    }

    /// Takes up nothing more, and waits for the submits that are under way, whose answers would be lost otherwise.
    pub async fn stop(&self) {
        let _ = self.stop.send(true);
        while self.context.is_sending().await {
            self.context.wake.notified().await;
        }
    }
}

impl Drop for Queue {
    fn drop(&mut self) {
        self.runner.abort();
        self.avatars.abort();
        self.late_pictures.abort();
    }
}

async fn run(context: Arc<Context>, mut stopped: watch::Receiver<bool>) {
    let (mut clock, mut was_set_back) = (ClockRollback::default(), false);
    while !*stopped.borrow() {
        let now = Timestamp::from(SystemTime::now());
        was_set_back |= clock.is_seen_at(now);
        let nap = match start_due(&context, now, was_set_back).await {
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
            () = context.wake.notified() => {}
            () = tokio::time::sleep(nap) => {}
            _ = stopped.changed() => {}
        }
    }
}

/// Starts every job that is due and not under way already; tells how long to sleep. After the clock was set back, all that
/// waits is due: nobody knows when it would have been.
async fn start_due(context: &Arc<Context>, now: Timestamp, was_set_back: bool) -> Result<Duration, LibraryError> {
    if was_set_back {
        tracing::info!("the clock was set back");
        context.library(move |library| library.write(|tx| jobs::make_due(tx, now))).await?;
    }
    let (due, next) = context
        .library(move |library| {
            library.read(|db| {
                let max_running = settings(db)?.max_running;
                Ok((jobs::list_due(db, now, max_running)?, jobs::next_due_after(db, now)?))
            })
        })
        .await?;
    for id in due {
        start(context, id);
    }
    let nap = next.map_or(MAX_SLEEP, |next| Duration::from_millis(next.ms_since(now).unsigned_abs()));
    Ok(nap.min(MAX_SLEEP))
}

/// Runs a job in a task of its own, unless it runs already.
fn start(context: &Arc<Context>, id: JobId) {
    let Some(stop) = context.begin(id) else { return };
    let context = context.clone();
    task::spawn(async move {
        executor::perform(&context, id, &stop).await;
        context.end(id);
    });
}

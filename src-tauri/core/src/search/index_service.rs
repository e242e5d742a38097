//! Builds the index of an open library and keeps it up to date. A thread with its own database connection applies every change
//! in order. Writers never wait for it; queries wait only for small changes. Observers are notified of a change once the index
//! has it. The index is built at the first query or shortly after start, so that it does not delay the window.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc, Mutex, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard, Weak,
        mpsc::{self, Receiver, Sender},
    },
    thread,
    time::{Duration, Instant},
};

use dailies_model::ClipId;
use rusqlite::Connection;
use tokio::sync::watch;

use super::index::{Index, Labels};
use crate::library::{ChangeSet, Library, LibraryError, index_source};

/// Clips indexed per lock; bounds how long a query waits.
const STRETCH: usize = 1_000;
/// Queries do not wait for a change to more clips than this; the page is notified when it is indexed.
const QUICK: u64 = 5_000;

/// Delay of the build after start, unless a query comes first: the window's own start goes before.
const OPENING: Duration = Duration::from_secs(2);

/// The index could not be built, so that nothing can be searched.
#[derive(Debug, Clone, thiserror::Error)]
#[error("the index of the library could not be made: {0}")]
pub struct IndexBuildError(String);

/// The index of an open library.
#[derive(Debug)]
pub struct IndexService {
    index: RwLock<Index>,
    tasks: Sender<IndexTask>,
    /// The receiving end, until `start` takes it.
    waiting: Mutex<Option<Receiver<IndexTask>>>,
    progress: watch::Sender<Progress>,
    stage: watch::Sender<Stage>,
}

/// A message to the indexing thread: a change to apply, or a query that needs the index now.
#[derive(Debug)]
enum IndexTask {
    Touched(ChangeSet),
    Labels(Labels),
    Asked,
}

impl IndexTask {
    fn weight(&self) -> u64 {
        match self {
            Self::Touched(touched) => touched.clips.len() as u64 + 1,
            // Many clips may have the model.
            Self::Labels(_) => QUICK + 1,
            Self::Asked => 0,
        }
    }
}

/// Total weight of tasks since the start.
#[derive(Debug, Clone, Copy, Default)]
struct Progress {
    told: u64,
    done: u64,
}

#[derive(Debug, Clone)]
enum Stage {
    Building,
    Ready,
    Failed(IndexBuildError),
}

impl Default for IndexService {
    fn default() -> Self {
        let (tasks, waiting) = mpsc::channel();
        Self {
            index: RwLock::default(),
            tasks,
            waiting: Mutex::new(Some(waiting)),
            progress: watch::Sender::default(),
            stage: watch::Sender::new(Stage::Building),
        }
    }
}

impl IndexService {
    /// Starts the indexing thread; further calls do nothing. Connect `follow` to the library's changes first. `tell` is called
    /// with each change once it is searchable, and a connection to read with.
    ///
    /// # Errors
    /// When the library cannot be opened a second time.
    pub fn start(
        self: &Arc<Self>,
        library: &Library,
        labels: Labels,
        tell: impl Fn(&Connection, &ChangeSet) + Send + 'static,
    ) -> Result<(), LibraryError> {
        let waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner).take();
        let Some(tasks) = waiting else { return Ok(()) };
        let follower = Indexer { live: Arc::downgrade(self), db: library.reader()?, tasks, tell };
        thread::Builder::new().name("index".to_owned()).spawn(move || follower.run(labels))?;
        Ok(())
    }

    /// Queues the changes of a transaction.
    pub fn follow(&self, touched: &ChangeSet) {
        self.hand_on(IndexTask::Touched(touched.clone()));
    }

    /// Queues new display names of models.
    pub fn name_models(&self, labels: Labels) {
        self.hand_on(IndexTask::Labels(labels));
    }

    fn hand_on(&self, task: IndexTask) {
        self.progress.send_modify(|progress| progress.told += task.weight());
        if self.tasks.send(task).is_err() {
            tracing::error!("nobody follows what is changed");
        }
    }

    /// Returns whether the index is built.
    pub fn is_ready(&self) -> bool {
        matches!(*self.stage.borrow(), Stage::Ready)
    }

    /// Waits until all earlier changes are searchable, except large ones (`QUICK`).
    ///
    /// # Errors
    /// When the index could not be built.
    pub async fn ready(&self) -> Result<(), IndexBuildError> {
        let mut progress = self.progress.subscribe();
        let told = progress.borrow().told;
        self.built().await?;
        let is_near = |progress: &Progress| progress.done >= told || told - progress.done > QUICK;
        progress.wait_for(is_near).await.map(drop).map_err(|error| IndexBuildError(error.to_string()))
    }

    async fn built(&self) -> Result<(), IndexBuildError> {
        if matches!(*self.stage.borrow(), Stage::Building) {
            self.hand_on(IndexTask::Asked);
        }
        let mut stage = self.stage.subscribe();
        let stage = stage.wait_for(|stage| !matches!(stage, Stage::Building)).await;
        match stage.as_deref() {
            Ok(Stage::Failed(error)) => Err(error.clone()),
            Ok(_) => Ok(()),
            Err(error) => Err(IndexBuildError(error.to_string())),
        }
    }

    /// Returns a read lock on the index; changes wait until it is dropped.
    pub fn index(&self) -> RwLockReadGuard<'_, Index> {
        self.index.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn index_mut(&self) -> RwLockWriteGuard<'_, Index> {
        self.index.write().unwrap_or_else(PoisonError::into_inner)
    }

    fn fail(&self, error: &str) {
        tracing::error!(%error, "the index could not be made");
        *self.index_mut() = Index::default();
        self.stage.send_replace(Stage::Failed(IndexBuildError(error.to_owned())));
    }
}

/// The indexing thread's state.
struct Indexer<F> {
    live: Weak<IndexService>,
    db: Connection,
    tasks: Receiver<IndexTask>,
    tell: F,
}

/// Changes that are not in the index yet.
#[derive(Debug, Default)]
struct PendingChanges {
    touched: ChangeSet,
    labels: Option<Labels>,
}

impl<F: Fn(&Connection, &ChangeSet)> Indexer<F> {
    /// The thread's main loop; returns when the service is dropped.
    fn run(self, labels: Labels) {
        let mut late = PendingChanges::default();
        self.rest(&mut late);
        if self.live.strong_count() == 0 {
            return;
        }
        let built = survived(|| self.build(labels, &mut late));
        let Some(live) = self.live.upgrade() else { return };
        match built {
            Ok(index) => {
                *live.index_mut() = index;
                live.stage.send_replace(Stage::Ready);
            }
            Err(error) => live.fail(&error),
        }
        drop(live);
        while let Ok(task) = self.tasks.recv() {
            let Some(live) = self.live.upgrade() else { return };
            let weight = task.weight();
            self.perform(&live, task, &mut late.touched);
            live.progress.send_modify(|progress| progress.done += weight);
        }
    }

    /// Waits for the first query or `OPENING`, whichever comes first.
    fn rest(&self, late: &mut PendingChanges) {
        let end = Instant::now() + OPENING;
        while let Ok(task) = self.tasks.recv_timeout(end.saturating_duration_since(Instant::now())) {
            if matches!(task, IndexTask::Asked) {
                return;
            }
            self.note(task, late);
        }
    }

    /// Builds the index, then applies the changes that arrived meanwhile until none is left.
    fn build(&self, labels: Labels, late: &mut PendingChanges) -> Result<Index, LibraryError> {
        let mut index = Index::build(&self.db, labels, || self.note_all(late))?;
        loop {
            self.note_all(late);
            let PendingChanges { mut touched, labels } = std::mem::take(late);
            touched.clips.extend(labels.map(|labels| index.name_models(labels)).unwrap_or_default());
            if touched.is_empty() {
                return Ok(index);
            }
            index.follow(&self.db, &touched)?;
        }
    }

    fn note_all(&self, late: &mut PendingChanges) {
        while let Ok(task) = self.tasks.try_recv() {
            self.note(task, late);
        }
    }

    /// Records a change that arrives before the index is built. Observers are notified at once, because queries wait for the
    /// build anyway.
    fn note(&self, task: IndexTask, late: &mut PendingChanges) {
        if let Some(live) = self.live.upgrade() {
            live.progress.send_modify(|progress| progress.done += task.weight());
        }
        match task {
            IndexTask::Labels(labels) => late.labels = Some(labels),
            IndexTask::Touched(touched) => {
                (self.tell)(&self.db, &touched);
                late.touched.add(&touched);
            }
            IndexTask::Asked => {}
        }
    }

    /// Applies one task. A change that fails is tried again together with the next one.
    fn perform(&self, live: &IndexService, task: IndexTask, late: &mut ChangeSet) {
        let touched = match task {
            IndexTask::Touched(touched) => touched,
            IndexTask::Labels(labels) => {
                ChangeSet { clips: live.index_mut().name_models(labels), ..ChangeSet::default() }
            }
            IndexTask::Asked => return,
        };
        if live.is_ready() {
            late.add(&touched);
            match catch_unwind(AssertUnwindSafe(|| take_in(live, &self.db, late))) {
                Ok(Ok(())) => {}
                Ok(Err(error)) => tracing::error!(%error, "the index does not know yet what was changed"),
                Err(_) => live.fail(PANIC),
            }
        }
        (self.tell)(&self.db, &touched);
    }
}

const PANIC: &str = "a mistake in the program";

fn survived<T>(work: impl FnOnce() -> Result<T, LibraryError>) -> Result<T, String> {
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(done) => done.map_err(|error| error.to_string()),
        Err(_) => Err(PANIC.to_owned()),
    }
}

/// Takes in how clips are now, a stretch after the other: what is read is read before the index is held. What could not be
/// taken in stays in `late`.
fn take_in(live: &IndexService, db: &Connection, late: &mut ChangeSet) -> Result<(), LibraryError> {
    while !late.clips.is_empty() {
        let from = late.clips.len().saturating_sub(STRETCH);
        let ids: &[ClipId] = &late.clips[from..];
        let entries = {
            // One look at all the tables: a clip is as one transaction left it.
            let tx = db.unchecked_transaction()?;
            index_source::entries(&tx, ids)?
        };
        live.index_mut().refresh(ids, &entries);
        late.clips.truncate(from);
    }
    if late.has_keeping {
        let smart = index_source::smart_collections(db)?;
        live.index_mut().ask_anew(smart);
    }
    *late = ChangeSet::default();
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use dailies_model::{Filter, Query, TagId, Timestamp};

    fn library(clips: u32) -> (tempfile::TempDir, Library) {
        let folder = tempfile::tempdir().unwrap();
        let library = Library::open(folder.path()).unwrap();
        library
            .write::<_, LibraryError>(|tx| {
                tx.execute("INSERT INTO tags (id, name) VALUES (1, 'dusk')", [])?;
                for _ in 0..clips {
                    tx.execute(
                        "INSERT INTO clips (folder, model, prompt, generation, width, height, duration_ms, has_audio, bytes,
                                            has_pictures, created_at)
                         SELECT count(*) + 1, '', '', '{}', 1, 1, 1, 0, 1, 0, 0 FROM clips",
                        [],
                    )?;
                }
                Ok(())
            })
            .unwrap();
        (folder, library)
    }

    fn tag(library: &Library, which: &str) {
        let sql = format!("INSERT INTO clip_tags SELECT 1, id FROM clips WHERE {which}");
        library.write::<_, LibraryError>(|tx| Ok(tx.execute(&sql, [])?)).unwrap();
    }

    fn tagged(live: &IndexService) -> u32 {
        let query = Query { filters: vec![Filter::Tag { id: TagId(1) }], ..Query::default() };
        live.index().count(&query, &super::super::Clock::here(Timestamp(0)))
    }

    #[test]
    fn what_could_not_be_read_is_taken_in_with_the_next_change() {
        let (_folder, library) = library(2);
        let live = IndexService::default();
        *live.index_mut() = library.read(|db| Index::build(db, Labels::default(), || {})).unwrap();
        tag(&library, "true");
        let nothing = Connection::open_in_memory().unwrap();
        let mut late = ChangeSet { clips: vec![ClipId(1)], has_keeping: true, ..ChangeSet::default() };
        assert!(take_in(&live, &nothing, &mut late).is_err());
        assert_eq!(tagged(&live), 0);
        late.add(&ChangeSet { clips: vec![ClipId(2)], ..ChangeSet::default() });
        take_in(&live, &library.reader().unwrap(), &mut late).unwrap();
        assert_eq!((tagged(&live), late), (2, ChangeSet::default()));
    }

    #[tokio::test]
    async fn who_writes_many_and_who_asks_meanwhile_waits_for_nobody_and_a_notice_comes_after_the_index() {
        let many = u32::try_from(QUICK).unwrap() + 1;
        let (_folder, library) = library(many);
        let live = Arc::new(IndexService::default());
        let (follower, asked) = (live.clone(), Arc::downgrade(&live));
        library.on_touch(move |_, touched| follower.follow(touched));
        let (notices, told) = mpsc::channel();
        let (go_on, held) = mpsc::channel::<()>();
        live.start(&library, Labels::default(), move |_, _| {
            notices.send(tagged(&asked.upgrade().unwrap())).unwrap();
            let _ = held.recv();
        })
        .unwrap();
        live.ready().await.unwrap();
        tag(&library, "id = 1");
        assert_eq!(told.recv().unwrap(), 1, "the notice of the first, at which the index now stands still");
        tag(&library, "id > 1");
        live.ready().await.unwrap();
        assert_eq!(tagged(&live), 1, "asked at once, and of what was there");
        go_on.send(()).unwrap();
        assert_eq!(told.recv().unwrap(), many);
        drop(go_on);
        library.write::<_, LibraryError>(|tx| Ok(tx.execute("DELETE FROM clip_tags WHERE clip_id = 1", [])?)).unwrap();
        live.ready().await.unwrap();
        assert_eq!(tagged(&live), many - 1);
    }
}

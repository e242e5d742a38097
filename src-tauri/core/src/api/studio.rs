//! The open studio: creates all modules of core and connects them. Contains no logic of its own.

use std::{
    net::{Ipv4Addr, TcpListener},
    path::{Path, PathBuf},
    sync::{Arc, Weak},
    time::{Duration, SystemTime},
};

use dailies_media::MediaChild;
use dailies_model::{Change, Connection, ConnectionId, JobId, Timestamp};
use rusqlite::{Connection as Db, Transaction};
use tokio::{sync::broadcast, task, time::timeout};

use super::{
    ApiError, balance, catalogue as user_catalogue, connections, dispatch,
    drafts::{self, Guard},
    trash,
    undo_stack::UndoStack,
    writing::WritingSessions,
};
use crate::{
    assets::Assets,
    catalogue::{self, Catalogue},
    download::Downloader,
    host::Host,
    http::{Demo, Relay},
    library::{
        ChangeSet, Files, Library, LibraryError, characters,
        connections::{self as connection_rows, ConnectionRow},
        jobs, trash as library_trash,
    },
    loopback::Loopback,
    queue::{self, Pace, Queue, Services},
    search,
    secret::Secrets,
};

/// How many changes a slow page may lag behind before it has to load everything again.
const CHANGES_KEPT: usize = 1024;
/// How long the end waits for what is under way. The queue takes up the rest at the next start.
const CLOSING: Duration = Duration::from_secs(5);

/// What a studio is opened with.
pub struct Options {
    /// The library's folder.
    pub data_dir: PathBuf,
    /// The built-in relay, if there is one. It is started when it is first used, and the library is locked by then.
    pub demo_relay: Option<Demo>,
    /// Where keys are kept.
    pub secrets: Secrets,
    /// The desktop.
    pub host: Arc<dyn Host>,
    /// The program that examines films: this one, whose `main` begins with `media::run_if_child`.
    pub media_child: PathBuf,
    /// Poll and retry delays.
    pub pace: Pace,
    /// The origins that the page may have, for the media server's CORS.
    pub origins: Vec<String>,
    /// Where the media server listens, for who has to know its port beforehand; a free port of 127.0.0.1 if nobody has to.
    pub media_listener: Option<TcpListener>,
}

/// Why a studio could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The library.
    #[error(transparent)]
    Library(#[from] LibraryError),
    /// The user's catalogue file is there and cannot be read at all.
    #[error("the model catalogue: {0}")]
    Catalogue(String),
    /// The network could not be set up.
    #[error("the network: {0}")]
    Network(String),
    /// The media server.
    #[error("the media server: {0}")]
    Loopback(#[source] std::io::Error),
}

/// The open studio. Closed by dropping it, or orderly by `close`.
pub struct Studio {
    library: Arc<Library>,
    search: Arc<search::IndexService>,
    relay: Arc<Relay>,
    downloader: Arc<Downloader>,
    secrets: Arc<Secrets>,
    catalogue: Arc<catalogue::LiveCatalogue>,
    host: Arc<dyn Host>,
    changes: broadcast::Sender<Change>,
    queue: Queue,
    media: MediaChild,
    assets: Assets,
    loopback: Loopback,
    desk: WritingSessions,
    guard: Guard,
    history: UndoStack,
    this: Weak<Self>,
    data_dir: PathBuf,
    has_demo: bool,
}

impl Studio {
    /// Opens the library, settles what an earlier run left behind, and starts the queue and the media server.
    ///
    /// # Errors
    /// As `OpenError` says; nothing was sent then.
    pub async fn open(options: Options) -> Result<Arc<Self>, OpenError> {
        let data_dir = options.data_dir.clone();
        let library = task::spawn_blocking(move || Library::open(&data_dir)).await.map_err(io_error)??;
        let library = Arc::new(library);
        let now = Timestamp::from(SystemTime::now());
        settle(&library, now)?;
        let guard = Guard::open(&options.data_dir).map_err(LibraryError::from)?;
        drafts::settle(&library, &guard, now)?;

        let network = |error: &dyn std::fmt::Display| OpenError::Network(error.to_string());
        let has_demo = options.demo_relay.is_some();
        let relay = Arc::new(Relay::new(options.demo_relay).map_err(|error| network(&error))?);
        let secrets = Arc::new(options.secrets);
        let catalogue = Arc::new(catalogue::LiveCatalogue::new(Catalogue::shipped()));
        let downloader = Arc::new(Downloader::new().map_err(|error| network(&error))?);
        let media = MediaChild::new(options.media_child);
        let assets = Assets::new(library.clone(), media.clone());
        let services = Services {
            library: library.clone(),
            relay: relay.clone(),
            downloader: downloader.clone(),
            media: media.clone(),
            secrets: secrets.clone(),
            catalogue: catalogue.clone(),
            pace: options.pace,
        };
        let (changes, _) = broadcast::channel(CHANGES_KEPT);
        let search = Arc::new(search::IndexService::default());
        let follower = search.clone();
        library.on_touch(move |_, touched| follower.follow(touched));
        search.start(&library, catalogue.now().labels(), tell(changes.clone()))?;
        let listener = options.media_listener.map_or_else(|| TcpListener::bind((Ipv4Addr::LOCALHOST, 0)), Ok);
        let loopback = match listener {
            Ok(listener) => Loopback::start(library.clone(), &options.origins, listener).await,
            Err(error) => Err(error),
        };
        let loopback = loopback.map_err(OpenError::Loopback)?;
        let queue = Queue::start(services, changes.clone());
        let studio = Arc::new_cyclic(|this| Self {
            library,
            search,
            relay,
            downloader,
            secrets,
            catalogue,
            host: options.host,
            changes,
            queue,
            media,
            assets,
            loopback,
            desk: WritingSessions::default(),
            guard,
            history: UndoStack::default(),
            this: this.clone(),
            data_dir: options.data_dir,
            has_demo,
        });
        user_catalogue::get_catalogue(&studio).await.map_err(|error| OpenError::Catalogue(error.to_string()))?;
        task::spawn(balance::keep_fresh(Arc::downgrade(&studio), studio.changes()));
        task::spawn(trash::keep_clear(Arc::downgrade(&studio)));
        let backed_up = studio.library.clone();
        task::spawn_blocking(move || {
            if let Err(error) = backed_up.back_up() {
                tracing::warn!(%error, "no copy of the database could be made");
            }
        });
        // A keychain may take its time: nobody waits for it here.
        let tidied = studio.clone();
        task::spawn(async move { connections::forget_unneeded_keys(&tidied).await });
        Ok(studio)
    }

    /// Performs one command of the list in `api`.
    ///
    /// # Errors
    /// As the command says.
    pub async fn call(&self, command: &str, args: serde_json::Value) -> Result<serde_json::Value, ApiError> {
        dispatch(self, command, args).await
    }

    /// Everything that changes from now on.
    pub fn changes(&self) -> broadcast::Receiver<Change> {
        self.changes.subscribe()
    }

    /// Stops taking up work, waits a little until what is under way is written down, and brings the library into one file.
    /// What is not done by then goes on at the next start.
    pub async fn close(&self) {
        if timeout(CLOSING, self.queue.stop()).await.is_err() {
            tracing::warn!("what was under way did not end in time");
        }
        let library = self.library.clone();
        match task::spawn_blocking(move || library.close()).await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => tracing::warn!(%error, "the library's log could not be brought into its database"),
            Err(error) => tracing::warn!(%error, "the library could not be closed"),
        }
    }

    pub(super) const fn search(&self) -> &Arc<search::IndexService> {
        &self.search
    }

    pub(super) fn relay(&self) -> &Relay {
        &self.relay
    }

    pub(super) fn downloader(&self) -> &Downloader {
        &self.downloader
    }

    pub(super) const fn secrets(&self) -> &Arc<Secrets> {
        &self.secrets
    }

    pub(super) fn catalogue(&self) -> &catalogue::LiveCatalogue {
        &self.catalogue
    }

    pub(super) fn desk(&self) -> &WritingSessions {
        &self.desk
    }

    /// Which draft is under check.
    pub(super) const fn guard(&self) -> &Guard {
        &self.guard
    }

    /// The undo stack.
    pub(super) const fn history(&self) -> &UndoStack {
        &self.history
    }

    /// Removes the folders of deleted clips, off the async threads.
    pub(super) async fn remove_folders(&self) -> Result<(), ApiError> {
        let library = self.library.clone();
        let done = task::spawn_blocking(move || library_trash::remove_folders(&library)).await;
        done.map_err(|error| ApiError::internal(&error))?.map_err(ApiError::from)
    }

    /// This studio, for work that goes on after a command was answered.
    pub(super) fn shared(&self) -> Result<Arc<Self>, ApiError> {
        self.this.upgrade().ok_or_else(|| ApiError::internal(&"the studio is being closed"))
    }

    pub(super) fn host(&self) -> &dyn Host {
        self.host.as_ref()
    }

    pub(super) const fn media(&self) -> &MediaChild {
        &self.media
    }

    pub(super) const fn assets(&self) -> &Assets {
        &self.assets
    }

    pub(super) fn files(&self) -> &Files {
        self.library.files()
    }

    pub(super) fn data_dir(&self) -> &Path {
        &self.data_dir
    }

    pub(super) const fn has_demo(&self) -> bool {
        self.has_demo
    }

    pub(super) fn media_url(&self) -> String {
        self.loopback.url()
    }

    pub(super) fn now(&self) -> Timestamp {
        SystemTime::now().into()
    }

    /// A connection as the user sees it.
    pub(super) fn shown(&self, row: ConnectionRow) -> Connection {
        row.shown(|key_ref| self.secrets.holds(key_ref))
    }

    pub(super) fn publish(&self, change: Change) {
        // Fails when no page listens, which is fine.
        let _ = self.changes.send(change);
    }

    /// Tells the page of a connection as it is stored now, and returns it.
    pub(super) async fn publish_connection(&self, id: ConnectionId) -> Result<Connection, ApiError> {
        let row = self.read(move |db| connection_rows::get(db, id)).await?;
        let connection = self.shown(row).without_lists();
        self.publish(Change::Connection { connection: Box::new(connection.clone()) });
        Ok(connection)
    }

    pub(super) const fn queue(&self) -> &Queue {
        &self.queue
    }

    pub(super) fn wake_queue(&self) {
        self.queue.wake();
    }

    /// Breaks off what is under way for a job that was stopped.
    pub(super) fn interrupt_job(&self, id: JobId) {
        self.queue.interrupt(id);
    }

    pub(super) fn fetch_avatars(&self) {
        self.queue.fetch_avatars();
    }

    /// Reads from the library, off the async threads.
    pub(super) async fn read<T: Send + 'static>(
        &self,
        query: impl FnOnce(&Db) -> Result<T, LibraryError> + Send + 'static,
    ) -> Result<T, ApiError> {
        let library = self.library.clone();
        let done = task::spawn_blocking(move || library.read(query)).await;
        done.map_err(|error| ApiError::internal(&error))?.map_err(ApiError::from)
    }

    /// Writes to the library, off the async threads.
    pub(super) async fn write<T, E>(
        &self,
        change: impl FnOnce(&Transaction<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<T, ApiError>
    where
        T: Send + 'static,
        E: From<LibraryError> + Into<ApiError> + Send + 'static,
    {
        let library = self.library.clone();
        let done = task::spawn_blocking(move || library.write(change)).await;
        done.map_err(|error| ApiError::internal(&error))?.map_err(Into::into)
    }
}

/// Settles what an earlier run left: see `queue::restart`.
fn settle(library: &Library, now: Timestamp) -> Result<(), LibraryError> {
    library.write(|tx| {
        for job in jobs::list_unfinished(tx)? {
            if let Some(job) = queue::restart(job, now) {
                jobs::save(tx, &job)?;
            }
        }
        Ok(())
    })
}

/// Tells the page what a transaction touched, once it can be found so.
fn tell(changes: broadcast::Sender<Change>) -> impl Fn(&Db, &ChangeSet) + Send + 'static {
    move |db, touched| {
        let cast = characters::list_some(db, &touched.characters).unwrap_or_else(|error| {
            tracing::error!(%error, "whose clips were counted anew is not known");
            Vec::new()
        });
        let cast = cast.into_iter().map(|character| Change::Character { character: Box::new(character) });
        let clips = (!touched.clips.is_empty()).then(|| Change::Clips { ids: touched.clips.clone() });
        let keeping = touched.has_keeping.then_some(Change::Keeping);
        for change in clips.into_iter().chain(keeping).chain(cast) {
            // Fails when no page listens, which is fine.
            let _ = changes.send(change);
        }
    }
}

fn io_error(error: task::JoinError) -> LibraryError {
    LibraryError::Io(std::io::Error::other(error))
}

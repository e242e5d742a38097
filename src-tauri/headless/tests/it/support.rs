//! A studio and a relay for a test, both real, and patience without a clock.

use std::{future::Future, path::PathBuf, sync::Arc, time::Duration};

use dailies_core::{
    Options, Studio,
    api::OpenError,
    host,
    library::LibraryError,
    model::{
        Change, Clip, Connection, Draft, Format, Formats, Generation, Job, JobCreation, JobState, KeyPlace, ModelId,
        Problem, Proxy,
    },
    queue::Pace,
    secret::{Secrets, Store},
};
use dailies_simulator::{Config, Quality, Simulator};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// The key that the test relay wants.
pub(crate) const KEY: &str = "sk-test-canary-7f3a9c51";

/// How long a test waits for what should be there in a moment.
const PATIENCE: Duration = Duration::from_secs(60);

/// The headless studio, which is its own media child.
pub(crate) fn headless() -> PathBuf {
    env!("CARGO_BIN_EXE_headless").into()
}

/// A relay that asks for `KEY` and renders small clips.
pub(crate) async fn relay() -> Simulator {
    let config = Config { key: Some(KEY.to_owned()), speed: 2_000.0, quality: Quality::Tiny, ..Config::default() };
    Simulator::start(config).await.unwrap()
}

/// Ten seconds of Sora 2.
pub(crate) fn sora(prompt: &str) -> Generation {
    Generation {
        aspect_ratio: "16:9".parse().ok(),
        duration_s: Some(10),
        ..Generation::of(ModelId("sora-2".to_owned()), prompt.to_owned())
    }
}

/// An open studio over a folder of its own.
pub(crate) struct Room {
    pub(crate) studio: Arc<Studio>,
    pub(crate) folder: tempfile::TempDir,
}

impl Room {
    pub(crate) async fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self { studio: open_in(folder.path().to_owned()).await, folder }
    }

    /// A studio that is connected to this relay.
    pub(crate) async fn connected_to(relay: &Simulator) -> Self {
        let room = Self::open().await;
        room.connect(&relay.address()).await;
        room
    }

    pub(crate) async fn connect(&self, base_url: &str) -> Connection {
        let args = json!({ "name": "Test", "base_url": base_url, "key": KEY, "place": KeyPlace::Session });
        self.call("create_connection", args).await
    }

    pub(crate) async fn call<T: DeserializeOwned>(&self, command: &str, args: Value) -> T {
        let reply = self.studio.call(command, args).await.unwrap_or_else(|error| panic!("{command}: {error}"));
        serde_json::from_value(reply).unwrap()
    }

    /// Presses Generate.
    pub(crate) async fn generate(&self, prompt: &str, variations: u8) -> Vec<Job> {
        self.generate_all(sora(prompt), variations).await
    }

    /// Presses Generate for one clip of one's own.
    pub(crate) async fn generate_one(&self, generation: Generation) -> Job {
        self.generate_all(generation, 1).await.remove(0)
    }

    async fn generate_all(&self, generation: Generation, variations: u8) -> Vec<Job> {
        let draft = Draft { connection_id: Some(self.connection().await.id), generation, variations, shots_as: None };
        created(self.call("create_jobs", json!({ "draft": draft })).await)
    }

    /// The newest connection.
    pub(crate) async fn connection(&self) -> Connection {
        let mut connections: Vec<Connection> = self.call("list_connections", json!({})).await;
        connections.pop().unwrap()
    }

    /// Speaks this format to the newest connection wherever a model can be reached by it.
    pub(crate) async fn prefer(&self, format: Format) {
        let formats = Formats { preferred: Some(format), ..Formats::default() };
        let args = json!({ "id": self.connection().await.id, "proxy": Proxy::System, "formats": formats });
        let _: Connection = self.call("set_connection_route", args).await;
    }

    /// The clip that a job became.
    pub(crate) async fn clip_of(&self, job: &Job) -> Clip {
        let clips: Vec<Clip> = self.call("get_clips", json!({ "ids": [job.clip_id.unwrap()] })).await;
        clips.into_iter().next().unwrap()
    }

    pub(crate) async fn job(&self, job: &Job) -> Job {
        let jobs: Vec<Job> = self.call("list_jobs", json!({})).await;
        jobs.into_iter().find(|other| other.id == job.id).unwrap()
    }

    /// Waits until a job is in this state.
    pub(crate) async fn until(&self, job: &Job, state: JobState) -> Job {
        let mut changes = self.studio.changes();
        patiently(&format!("a job that is {state:?}"), async {
            loop {
                let now = self.job(job).await;
                if now.state == state {
                    return now;
                }
                // What ended otherwise will not change any more.
                let has_ended = matches!(
                    now.state,
                    JobState::Done | JobState::ResultMissing | JobState::Failed | JobState::Unknown | JobState::Stopped
                );
                assert!(!has_ended, "{state:?} was waited for, but it is {:?}: {:?}", now.state, now.failure);
                let _ = tokio::time::timeout(Duration::from_secs(1), changes.recv()).await;
            }
        })
        .await
    }
}

/// A studio over this folder, without a keychain.
pub(crate) async fn open_in(data_dir: PathBuf) -> Arc<Studio> {
    try_open_in(data_dir).await.unwrap()
}

/// The same after an earlier studio over this folder was dropped, whose tasks may still hold the lock for a moment.
pub(crate) async fn reopen_in(data_dir: PathBuf) -> Arc<Studio> {
    patiently("the library's lock", async {
        loop {
            match try_open_in(data_dir.clone()).await {
                Err(OpenError::Library(LibraryError::InUse)) => tokio::task::yield_now().await,
                opened => return opened.unwrap(),
            }
        }
    })
    .await
}

async fn try_open_in(data_dir: PathBuf) -> Result<Arc<Studio>, OpenError> {
    open_on(data_dir, Arc::new(host::NoDesktop)).await
}

/// The same on a desktop.
pub(crate) async fn open_on(data_dir: PathBuf, host: Arc<dyn host::Host>) -> Result<Arc<Studio>, OpenError> {
    dailies_core::http::install_tls();
    Studio::open(Options {
        data_dir,
        demo_relay: None,
        secrets: Secrets::new(Store::None),
        host,
        media_child: headless(),
        pace: Pace { first_ms: 20, cap_ms: 100 },
        origins: vec!["tauri://localhost".to_owned()],
        media_listener: None,
    })
    .await
}

/// Everything that was published so far.
pub(crate) fn drain(changes: &mut tokio::sync::broadcast::Receiver<Change>) -> Vec<Change> {
    std::iter::from_fn(|| changes.try_recv().ok()).collect()
}

/// Everything that is published until this is. What follows from a change is told when the index has it, soon after the reply.
pub(crate) async fn told_until(
    changes: &mut tokio::sync::broadcast::Receiver<Change>,
    wanted: impl Fn(&Change) -> bool,
) -> Vec<Change> {
    patiently("a change", async {
        let mut told = Vec::new();
        loop {
            told.push(changes.recv().await.unwrap());
            if told.last().is_some_and(&wanted) {
                return told;
            }
        }
    })
    .await
}

/// Fails a test that waits for what never comes; says nothing about how fast it comes.
pub(crate) async fn patiently<T>(what: &str, future: impl Future<Output = T>) -> T {
    tokio::time::timeout(PATIENCE, future).await.unwrap_or_else(|_| panic!("waited in vain for {what}"))
}

/// The jobs that a press of Generate made.
pub(crate) fn created(creation: JobCreation) -> Vec<Job> {
    match creation {
        JobCreation::Created { jobs } => jobs,
        JobCreation::Refused { problems } => panic!("refused: {problems:?}"),
    }
}

/// Why a press of Generate made none.
pub(crate) fn refused(creation: JobCreation) -> Vec<Problem> {
    match creation {
        JobCreation::Refused { problems } => problems,
        JobCreation::Created { jobs } => panic!("created: {jobs:?}"),
    }
}

//! A job: one paid attempt at one clip, from the click on Generate to the clip in the gallery.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{
    BatchId, CharacterId, CharacterOrder, CharacterProblem, ClipId, ConnectionId, Failure, Generation, JobId, KeyRef,
    Medium, Problem, Proxy, RemoteId, Timestamp,
};

/// One paid attempt at one clip, or at one character. Only `queue::state_machine` decides how it changes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Job {
    /// Id.
    pub id: JobId,
    /// The batch that it belongs to.
    pub batch_id: BatchId,
    /// The request.
    pub generation: Generation,
    /// Where it is sent, fixed at creation.
    pub route: Route,
    /// Current state.
    pub state: JobState,
    /// Why the job is paused, in state `Stopped`.
    pub stop_reason: Option<StopReason>,
    /// The failure: the reason in `Failed` and `Unknown`, sometimes in `Stopped`; the last error while a step is
    /// retried.
    pub failure: Option<Failure>,
    /// The relay's task id. Once set, it is never removed.
    pub remote_id: Option<RemoteId>,
    /// Progress in percent, as reported by the relay.
    pub progress: Option<u8>,
    /// Progress of the download.
    pub transfer: Option<Transfer>,
    /// When the next automatic retry happens, while a step is failing.
    pub next_try: Option<NextTry>,
    /// Expected duration of the job, in ms.
    pub expected_ms: Option<i64>,
    /// Its cost by the price known at creation, in millionths of a US dollar.
    pub cost_micros: Option<i64>,
    /// When Generate was pressed.
    pub created_at: Timestamp,
    /// When the last submit began.
    pub sent_at: Option<Timestamp>,
    /// When the relay accepted it.
    pub accepted_at: Option<Timestamp>,
    /// When it came to rest: finished, failed, stopped, or waiting for the user.
    pub ended_at: Option<Timestamp>,
    /// The resulting clip.
    pub clip_id: Option<ClipId>,
    /// The previous job of a chain: this one is sent when that clip has arrived, and begins with its last frame.
    pub after: Option<JobId>,
    /// The character to make instead of a clip.
    pub character: Option<CharacterOrder>,
    /// The resulting character.
    pub character_id: Option<CharacterId>,
    /// When the user dismissed it; it stays in the history.
    pub dismissed_at: Option<Timestamp>,
    /// Data that only the queue needs.
    #[serde(skip)]
    #[ts(skip)]
    pub watch: Watch,
}

impl Job {
    /// Returns what it makes.
    pub const fn kind(&self) -> JobKind<'_> {
        match &self.character {
            Some(order) => JobKind::Character(order),
            None => JobKind::Clip,
        }
    }
}

/// What a job makes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum JobKind<'a> {
    /// Clips, from its generation.
    Clip,
    /// A character, from a film. The answer to the submit is the character, so that such a job is never polled.
    Character(&'a CharacterOrder),
}

/// The result of a click on Generate.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum JobCreation {
    /// Jobs were created.
    Created {
        /// The jobs, which start at once.
        jobs: Vec<Job>,
    },
    /// No job was created.
    Refused {
        /// The rules that the draft breaks; never empty.
        problems: Vec<Problem>,
    },
}

/// The result of ordering a character.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum CharacterCreation {
    /// A job was created.
    Created {
        /// The job that makes the character; it starts at once.
        job: Box<Job>,
    },
    /// No job was created.
    Refused {
        /// The reasons; never empty.
        problems: Vec<CharacterProblem>,
    },
}

/// Where a job is sent. A later change of the connection does not affect a job that was sent (reference section 9).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Route {
    /// The connection it was made with; it may have been deleted since.
    pub connection_id: ConnectionId,
    /// The connection's name at that time.
    pub connection_name: String,
    /// The relay's base URL at that time; `demo:` for the built-in relay, whose port differs in every run.
    pub base_url: String,
    /// The wire format.
    pub format: Format,
    /// The kind of result.
    pub medium: Medium,
    /// The proxy to use.
    pub proxy: Proxy,
    /// Where the key is stored.
    #[serde(skip)]
    #[ts(skip)]
    pub key_ref: Option<KeyRef>,
}

/// A wire format of the reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// `/v2/{videos|images|audio}/generations`, section 2.
    Unified,
    /// `/v1/video/create`, section 3.
    Create,
    /// `/v1/videos`, section 4.
    Openai,
    /// `/v1/chat/completions`, section 5.
    Chat,
}

impl Format {
    /// All formats, in order of preference; the first that reaches a model is used unless the connection says
    /// otherwise.
    pub const ALL: [Self; 4] = [Self::Unified, Self::Create, Self::Openai, Self::Chat];

    /// Returns whether the relay can list its jobs in this format, which resolves an unknown outcome (section 4).
    pub const fn has_list(self) -> bool {
        matches!(self, Self::Openai)
    }
}

/// The state of a job.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum JobState {
    /// Waiting to be sent.
    Ready,
    /// Being sent: from here on the relay may have it.
    Sending,
    /// Sent, but the answer was lost. Only the user may send it again.
    Unknown,
    /// Accepted by the relay, which gave it a task id; queued there.
    Accepted,
    /// Being processed by the relay.
    Running,
    /// Done at the relay; the clip is being downloaded and stored.
    Downloading,
    /// Done at the relay, but no result was found or it could not be downloaded. The relay may be polled again, or the
    /// user may enter a URL. The job is never sent again.
    ResultMissing,
    /// The clip is in the gallery.
    Done,
    /// Rejected by the relay, or failed there.
    Failed,
    /// Paused until the user resumes it; nothing is lost. See `StopReason`.
    Stopped,
}

/// Why a job is paused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum StopReason {
    /// The user stopped it.
    User,
    /// The program was closed before it was sent.
    Restart,
    /// The job was watched for as long as the settings allow, and the relay is still not done.
    WatchLimit,
    /// A problem on this computer or in the network; see `failure`.
    Trouble,
}

/// When a step is retried.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NextTry {
    /// The time of the retry.
    pub at: Timestamp,
    /// Whether the relay asked for this delay (`Retry-After`).
    pub is_asked: bool,
}

/// Progress of a download.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Transfer {
    /// Bytes received so far.
    pub received_bytes: u64,
    /// Total bytes, if the server sent the size.
    pub total_bytes: Option<u64>,
}

/// The queue's own data of a job, not shown to the user.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Watch {
    /// When the queue acts on it next; `None` while it is at rest.
    pub due_at: Option<Timestamp>,
    /// How long it was watched since it was accepted or resumed, in ms. Excludes time in which the program was closed,
    /// the computer slept or its clock was changed.
    #[serde(default)]
    pub watched_ms: i64,
    /// The time up to which `watched_ms` is counted.
    #[serde(default)]
    pub watched_at: Option<Timestamp>,
    /// SHA-256 of the body that was sent, in hex.
    pub body_hash: Option<String>,
    /// Submits started so far.
    pub submits: u32,
    /// Polls since it was accepted, answered or not.
    pub polls: u32,
    /// Consecutive failures of the current step.
    pub tries: u32,
    /// Number of the clip's URLs that were dead or wrong.
    pub refreshes: u32,
    /// Lookups in the relay's list for a job whose answer was lost.
    #[serde(default)]
    pub checks: u32,
    /// When the relay first reported it as done.
    pub finished_at: Option<Timestamp>,
    /// The results in the relay's order. Kept until all are stored.
    #[serde(default)]
    pub results: Vec<JobResult>,
    /// A URL that is being tried at the user's request.
    #[serde(default)]
    pub trial: Option<Trial>,
}

impl Watch {
    /// Returns the index of the next result to download: the first without a clip.
    pub fn next_result(&self) -> Option<usize> {
        self.results.iter().position(|result| result.clip_id.is_none())
    }
}

/// One result of a job.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct JobResult {
    /// Its URL; often signed, so it is never shown. A URL that begins with a slash is a path at the relay, requested
    /// with the key.
    pub url: String,
    /// The folder of the future clip, chosen before the download begins.
    pub folder: String,
    /// The resulting clip.
    pub clip_id: Option<ClipId>,
}

/// A URL that the user entered or chose for a job's clip, while it is tried.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trial {
    /// See [`JobResult`].
    pub url: String,
    /// See [`JobResult`].
    pub folder: String,
    /// The state to return to if the URL does not work.
    pub from: JobState,
    /// The stop reason in that state.
    pub stop_reason: Option<StopReason>,
    /// The failure in that state.
    pub failure: Option<Failure>,
    /// When the job reached that state.
    pub ended_at: Option<Timestamp>,
}

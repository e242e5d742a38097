//! A job: one paid attempt at one clip, from the press of Generate to the film in the gallery.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{
    BatchId, CharacterId, CharacterOrder, CharacterProblem, ClipId, ConnectionId, Failure, Generation, JobId, KeyRef,
    Medium, Problem, Proxy, RemoteId, Timestamp,
};

/// One paid attempt at one clip, or at one character. `queue::state_machine` alone decides how it changes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Job {
    /// Its number.
    pub id: JobId,
    /// The press of Generate that made it.
    pub batch_id: BatchId,
    /// What is asked for.
    pub generation: Generation,
    /// Where it goes, fixed when it was made.
    pub route: Route,
    /// Where it stands.
    pub state: JobState,
    /// Why it rests, in `Stopped`.
    pub stop_reason: Option<StopReason>,
    /// What went wrong: the reason in `Failed` and `Unknown`, sometimes in `Stopped`, the last hitch while it is retried.
    pub failure: Option<Failure>,
    /// The name that the relay gave it. Once here it is never lost.
    pub remote_id: Option<RemoteId>,
    /// Percent, as the relay tells it.
    pub progress: Option<u8>,
    /// Bytes of the clip fetched so far.
    pub transfer: Option<Transfer>,
    /// When it is tried again by itself, while something stands in the way.
    pub next_try: Option<NextTry>,
    /// How long the model usually takes, in ms.
    pub expected_ms: Option<i64>,
    /// What it costs by the price that was known when it was made, in millionths of a US dollar.
    pub cost_micros: Option<i64>,
    /// When Generate was pressed.
    pub created_at: Timestamp,
    /// When the last submit began.
    pub sent_at: Option<Timestamp>,
    /// When the relay accepted it.
    pub accepted_at: Option<Timestamp>,
    /// When it came to rest.
    pub ended_at: Option<Timestamp>,
    /// The clip that it became.
    pub clip_id: Option<ClipId>,
    /// The job before it in a chain: it is sent when that one's clip is in, and begins with its last frame.
    pub after: Option<JobId>,
    /// The character that it is to make, in place of a clip.
    pub character: Option<CharacterOrder>,
    /// The character that it became.
    pub character_id: Option<CharacterId>,
    /// When the user put it away; it stays in the history.
    pub dismissed_at: Option<Timestamp>,
    /// What only the queue needs.
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

/// What became of a press of Generate.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum JobCreation {
    /// Its jobs.
    Created {
        /// They start at once.
        jobs: Vec<Job>,
    },
    /// Nothing was made.
    Refused {
        /// The rules that it breaks; never empty.
        problems: Vec<Problem>,
    },
}

/// What became of the wish for a character.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum CharacterCreation {
    /// The job that makes it.
    Created {
        /// It starts at once.
        job: Box<Job>,
    },
    /// Nothing was made.
    Refused {
        /// Why; never empty.
        problems: Vec<CharacterProblem>,
    },
}

/// Where a job goes. A later change of the connection does not move a job that was sent (reference section 9).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Route {
    /// The connection it was made with; the connection may be gone since.
    pub connection_id: ConnectionId,
    /// Its name at that time.
    pub connection_name: String,
    /// The relay's base URL at that time, or `demo:` for the built-in relay, whose port changes with every run.
    pub base_url: String,
    /// The wire format.
    pub format: Format,
    /// What comes of it.
    pub medium: Medium,
    /// The way there.
    pub proxy: Proxy,
    /// Where the key lies.
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
    /// All of them; of those that reach a model, the first is used unless the connection says otherwise.
    pub const ALL: [Self; 4] = [Self::Unified, Self::Create, Self::Openai, Self::Chat];

    /// Whether the relay can be asked for a list of its jobs, which settles an unknown outcome (section 4).
    pub const fn has_list(self) -> bool {
        matches!(self, Self::Openai)
    }
}

/// Where a job stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum JobState {
    /// Waits for its turn to be sent.
    Ready,
    /// Is being sent: from here on the relay may have it.
    Sending,
    /// Was sent, but the answer was lost. Only the user may send it again.
    Unknown,
    /// The relay has it and gave it a name; it is queued there.
    Accepted,
    /// The relay works on it.
    Running,
    /// The relay is done; the clip is being fetched and filed.
    Downloading,
    /// The relay is done, but the result could not be found or fetched: it may be asked again, or the user may give the
    /// address. It is never sent again.
    ResultMissing,
    /// The clip is in the gallery.
    Done,
    /// The relay refused it, or failed.
    Failed,
    /// Rests until the user says go on; nothing is lost. See `StopReason`.
    Stopped,
}

/// Why a job rests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum StopReason {
    /// The user stopped it.
    User,
    /// The program was closed before it was sent.
    Restart,
    /// It was watched for as long as the settings say, and the relay is still not done.
    WatchLimit,
    /// Something on our side or in between stands in the way: see `failure`.
    Trouble,
}

/// When a job is tried again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NextTry {
    /// The time of it.
    pub at: Timestamp,
    /// Whether the relay asked for the wait (`Retry-After`).
    pub is_asked: bool,
}

/// Bytes of a download.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Transfer {
    /// Fetched so far.
    pub received_bytes: u64,
    /// In all, when the server says.
    pub total_bytes: Option<u64>,
}

/// What the queue keeps of a job beyond what the user sees.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Watch {
    /// When the queue acts on it next; `None` while it rests.
    pub due_at: Option<Timestamp>,
    /// How long it was watched since it was accepted or resumed, in ms: not counted is the time in which the program was
    /// closed, the computer slept or its clock was changed.
    #[serde(default)]
    pub watched_ms: i64,
    /// Until when `watched_ms` counts.
    #[serde(default)]
    pub watched_at: Option<Timestamp>,
    /// SHA-256 of the body that was sent, in hex.
    pub body_hash: Option<String>,
    /// Submits begun so far.
    pub submits: u32,
    /// Polls answered or not since it was accepted.
    pub polls: u32,
    /// Failed tries in a row of what it does at present.
    pub tries: u32,
    /// Addresses of the clip that turned out dead or wrong.
    pub refreshes: u32,
    /// Looks into the relay's list for a job whose answer was lost.
    #[serde(default)]
    pub checks: u32,
    /// When the relay was first seen to be done.
    pub finished_at: Option<Timestamp>,
    /// What the relay made, in its order. Kept until everything is filed.
    #[serde(default)]
    pub results: Vec<JobResult>,
    /// An address that is tried at the user's wish.
    #[serde(default)]
    pub trial: Option<Trial>,
}

impl Watch {
    /// The result that is fetched next: the first that is not filed.
    pub fn next_result(&self) -> Option<usize> {
        self.results.iter().position(|result| result.clip_id.is_none())
    }
}

/// One clip that a relay made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct JobResult {
    /// Where it can be fetched; often signed, so never shown. One that begins with a slash is a path of the relay's own,
    /// fetched with the key.
    pub url: String,
    /// The clip's folder to be, chosen before the first byte is fetched.
    pub folder: String,
    /// The clip that it became.
    pub clip_id: Option<ClipId>,
}

/// An address that the user gave or chose for a job's clip, while it is tried.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trial {
    /// As in [`JobResult`].
    pub url: String,
    /// As in [`JobResult`].
    pub folder: String,
    /// The state to which the job returns when the address does not work.
    pub from: JobState,
    /// Why it rested there.
    pub stop_reason: Option<StopReason>,
    /// What was wrong with it.
    pub failure: Option<Failure>,
    /// When it came to rest.
    pub ended_at: Option<Timestamp>,
}

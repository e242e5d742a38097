//! A clip: a film, a still or a sound in the gallery, and the compact list that the gallery is laid out from.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{
    BatchId, ClipId, ConnectionId, Container, Generation, JobId, Kin, Medium, RemoteId, Shot, TagId, Timestamp,
};

/// A film, a still or a sound in the gallery. Its file is whole and on disk.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Clip {
    /// Its number; newer clips have higher ones.
    pub id: ClipId,
    /// The job it came from.
    pub job_id: Option<JobId>,
    /// The press of Generate that made it.
    pub batch_id: Option<BatchId>,
    /// What was asked for.
    pub generation: Generation,
    /// The connection it was made with; it may be gone since.
    pub connection_id: Option<ConnectionId>,
    /// That connection's name when it was made.
    pub connection_name: Option<String>,
    /// The relay's name for the job.
    pub remote_id: Option<RemoteId>,
    /// What it is.
    pub medium: Medium,
    /// What the file holds.
    pub film: Film,
    /// Whether a poster could be made of it, and of a film a strip.
    pub has_pictures: bool,
    /// From acceptance to the finished job, in ms.
    pub took_ms: Option<i64>,
    /// What it cost by the price known when it was sent, in millionths of a US dollar.
    pub cost_micros: Option<i64>,
    /// Its shots, where its prompt is a storyboard.
    pub shots: Vec<Shot>,
    /// When it came in.
    pub created_at: Timestamp,
    /// Where it stands among the newest: when it came in, or with the first of the parts that it belongs to.
    pub placed_at: Timestamp,
    /// When it was put in the trash.
    pub trashed_at: Option<Timestamp>,
    /// When it was made a favourite.
    pub favourite_at: Option<Timestamp>,
    /// The user's tags, by name.
    pub tags: Vec<TagId>,
    /// The name of the file that it was brought in from.
    pub file_name: Option<String>,
}

/// What a file holds: for a still the sizes, for a sound the length.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Film {
    /// Pixels across, as shown; 0 when unknown.
    pub width: u32,
    /// Pixels down, as shown; 0 when unknown.
    pub height: u32,
    /// Length in ms; 0 when unknown.
    pub duration_ms: i64,
    /// Frames a second.
    pub fps: Option<f64>,
    /// How the file is wrapped, as its name ends: `mp4`, `png`, `mp3`.
    pub container: Container,
    /// Such as `h264`.
    pub video_codec: Option<String>,
    /// Whether it has sound.
    pub has_audio: bool,
    /// Size of the file.
    pub bytes: u64,
}

/// What a clip came from and what came of it, the trash left out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Family {
    /// What it came from.
    pub from: Vec<Kin>,
    /// What came of it, oldest first.
    pub led_to: Vec<Kin>,
    /// The parts of the film that it belongs to, itself among them, in their order; empty where it is whole.
    pub parts: Vec<ClipId>,
}

/// How another version of a clip would be made.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct RemixPlan {
    /// By which way.
    pub way: RemixWay,
    /// Why it is not the relay's own remix; `None` when it is.
    pub no_remix: Option<NoRemix>,
    /// What it costs, in millionths of a US dollar, where the price is known.
    pub cost_micros: Option<i64>,
    /// What would be asked for; not yet sent.
    pub generation: Generation,
}

/// Why a relay is not asked to remix a clip.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum NoRemix {
    /// This relay refused a remix before.
    Refused,
    /// The clip is private (reference section 2).
    Private,
    /// Another relay made it.
    OtherRelay,
    /// No relay's name of its job is known: it was imported, or made by a chat.
    NoTask,
}

/// A way to make another version of a clip.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RemixWay {
    /// The relay's own remix (reference section 4).
    Remix,
    /// From the clip as a video, by its address.
    Video,
    /// From its last frame.
    LastFrame,
}

//! A clip: a film, a still or a sound in the gallery, and the compact list that the gallery is laid out from.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{
    BatchId, ClipId, ConnectionId, Container, Generation, JobId, Kin, Medium, RemoteId, Shot, TagId, Timestamp,
};

/// A film, a still or a sound in the gallery. Its file is complete and on disk.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Clip {
    /// Id; newer clips have higher ones.
    pub id: ClipId,
    /// The job it came from.
    pub job_id: Option<JobId>,
    /// The batch that it belongs to.
    pub batch_id: Option<BatchId>,
    /// The request that it was made from.
    pub generation: Generation,
    /// The connection it was made with; it may have been deleted since.
    pub connection_id: Option<ConnectionId>,
    /// The connection's name at that time.
    pub connection_name: Option<String>,
    /// The relay's task id.
    pub remote_id: Option<RemoteId>,
    /// The kind of clip.
    pub medium: Medium,
    /// Properties of the file.
    pub film: Film,
    /// Whether it has a poster and, if it is a film, a strip.
    pub has_pictures: bool,
    /// Time from acceptance to completion at the relay, in ms.
    pub took_ms: Option<i64>,
    /// Its cost by the price known at submission, in millionths of a US dollar.
    pub cost_micros: Option<i64>,
    /// Its shots, if its prompt is a storyboard.
    pub shots: Vec<Shot>,
    /// When it was added to the gallery.
    pub created_at: Timestamp,
    /// Sort key for the order by time: `created_at`, or that of the first part of the film that it belongs to.
    pub placed_at: Timestamp,
    /// When it was moved to the trash.
    pub trashed_at: Option<Timestamp>,
    /// When it was marked as a favourite.
    pub favourite_at: Option<Timestamp>,
    /// The user's tags, sorted by name.
    pub tags: Vec<TagId>,
    /// Name of the file that it was imported from.
    pub file_name: Option<String>,
}

/// Properties of a file. A still has width and height but no length; a sound has a length but no width and height.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Film {
    /// Width in pixels, as shown; 0 when unknown.
    pub width: u32,
    /// Height in pixels, as shown; 0 when unknown.
    pub height: u32,
    /// Length in ms; 0 when unknown.
    pub duration_ms: i64,
    /// Frames per second.
    pub fps: Option<f64>,
    /// File format, named by its extension: `mp4`, `png`, `mp3`.
    pub container: Container,
    /// Video codec, such as `h264`.
    pub video_codec: Option<String>,
    /// Whether it has sound.
    pub has_audio: bool,
    /// Size of the file in bytes.
    pub bytes: u64,
}

/// The clips that a clip came from and those made from it, without the trash.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Family {
    /// The clips that it came from.
    pub from: Vec<Kin>,
    /// The clips that were made from it, oldest first.
    pub led_to: Vec<Kin>,
    /// All parts of the film that the clip is a part of, in order; empty if it is not a part.
    pub parts: Vec<ClipId>,
}

/// How a new version of a clip would be made.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct RemixPlan {
    /// The method.
    pub way: RemixWay,
    /// Why the relay's own remix cannot be used; `None` if it can.
    pub no_remix: Option<NoRemix>,
    /// The price in millionths of a US dollar, if known.
    pub cost_micros: Option<i64>,
    /// The request; not sent yet.
    pub generation: Generation,
}

/// Why the relay's own remix cannot be used for a clip.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum NoRemix {
    /// The relay rejected a remix before, of this clip or any other.
    Refused,
    /// The clip is private (reference section 2).
    Private,
    /// Another relay made it.
    OtherRelay,
    /// The task id is unknown: the clip was imported, or made in the chat format.
    NoTask,
}

/// A method to make another version of a clip.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RemixWay {
    /// The relay's own remix (reference section 4).
    Remix,
    /// A new generation with the clip as a video, by its URL.
    Video,
    /// A new generation that begins with its last frame.
    LastFrame,
}

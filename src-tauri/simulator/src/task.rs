//! A task, whichever wire format it came by: what was ordered, and when.

use crate::clip::Shape;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The wire formats (reference, sections 2 to 6).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Format {
    #[default]
    Unified,
    Create,
    OpenAi,
    Chat,
    Character,
}

/// What a task makes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Media {
    #[default]
    Film,
    Still,
    Sound,
    /// The picture of a character.
    Avatar,
}

impl Media {
    /// The file name's ending and the `Content-Type`.
    pub(crate) fn kind(self) -> (&'static str, &'static str) {
        match self {
            Self::Film => ("mp4", "video/mp4"),
            Self::Still => ("png", "image/png"),
            Self::Sound => ("wav", "audio/wav"),
            Self::Avatar => ("jpg", "image/jpeg"),
        }
    }
}

/// The name by which a task is polled.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct TaskId(pub(crate) String);

impl TaskId {
    /// A new id in the form that the reference's example for the format has.
    pub(crate) fn random(order: &JobRequest, now: i64) -> Self {
        Self(match order.format {
            Format::Unified | Format::Chat => uuid(),
            Format::Create => format!("{}:task_{}", order.model, ulid(now)),
            Format::OpenAi => format!("video_{}", uuid()),
            Format::Character => format!("ch_{:032x}", rand::random::<u128>()),
        })
    }
}

/// A version 4 UUID.
fn uuid() -> String {
    let bits = (rand::random::<u128>() & !(0xf << 76) & !(0x3 << 62)) | (4 << 76) | (2 << 62);
    let hex = format!("{bits:032x}");
    [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]].join("-")
}

/// A ULID in lower case: 48 bits of milliseconds, 80 of chance, in Crockford's base 32.
fn ulid(now: i64) -> String {
    let bits = (u128::from(now.unsigned_abs()) << 80) | (rand::random::<u128>() >> 48);
    let digits = b"0123456789abcdefghjkmnpqrstvwxyz";
    (0..26).rev().map(|place| char::from(digits[((bits >> (place * 5)) & 31) as usize])).collect()
}

/// What was asked for, in no particular wire format.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct JobRequest {
    pub(crate) format: Format,
    pub(crate) media: Media,
    pub(crate) model: String,
    pub(crate) prompt: String,
    pub(crate) seconds: u32,
    pub(crate) shape: Shape,
    /// Finer and slower: Sora's `hd`, Veo's `enable_upsample`.
    pub(crate) fine: bool,
    /// The first picture as base64 without a `data:` prefix, if it was sent as data.
    pub(crate) opening: Option<String>,
    /// The OpenAI format's `size`.
    pub(crate) size: Option<String>,
    /// The task that this one remixes.
    pub(crate) remix_of: Option<TaskId>,
    /// Not published, and not to be remixed.
    pub(crate) private: bool,
}

impl JobRequest {
    /// The path that it was posted to.
    pub(crate) fn path(&self) -> String {
        match (self.format, self.media) {
            (Format::Unified, Media::Still) => "/v2/images/generations".into(),
            (Format::Unified, Media::Sound) => "/v2/audio/generations".into(),
            (Format::Unified, _) => "/v2/videos/generations".into(),
            (Format::Create, _) => "/v1/video/create".into(),
            (Format::OpenAi, _) => match &self.remix_of {
                Some(source) => format!("/v1/videos/{}/remix", source.0),
                None => "/v1/videos".into(),
            },
            (Format::Chat, _) => "/v1/chat/completions".into(),
            (Format::Character, _) => "/sora/v1/characters".into(),
        }
    }
}

/// An accepted order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Task {
    pub(crate) id: TaskId,
    /// Counts accepted submits from 1; part of the clip's seed, so that two clips of one prompt differ.
    pub(crate) number: u64,
    /// Milliseconds, UTC.
    pub(crate) submitted_at: i64,
    pub(crate) order: JobRequest,
    /// The submit's body as it came.
    pub(crate) body: Value,
    /// Deleted by its owner: it stays in the journal, but no longer answers.
    #[serde(default)]
    pub(crate) deleted: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_look_like_the_references_examples() {
        let id = |format| {
            TaskId::random(&JobRequest { format, model: "sora-2".into(), ..JobRequest::default() }, 1_762_010_645_686).0
        };
        assert_eq!(id(Format::Unified).len(), 36);
        assert!(id(Format::Create).starts_with("sora-2:task_01k9"), "{}", id(Format::Create));
        assert_eq!(id(Format::Create).len(), "sora-2:task_01k9009g8ef1esae6388chgcpx".len());
        assert_eq!(id(Format::OpenAi).len(), "video_8a60610c-3a5e-4ca8-be05-405f0dc635d0".len());
        assert_eq!(id(Format::Character).len(), "ch_691155df38588191b3ae5f2d390a4359".len());
    }
}

//! A request to a model, independent of the wire format.

use std::{collections::BTreeMap, fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{
    CastMember, ClipId, Crop, ModelId, PictureId, PromptTooLong, RemoteId, Seed, StoryboardPart, check_length,
};

/// A request for one clip. The catalogue decides which values are valid; what is not set is left to the model.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Generation {
    /// The model.
    pub model: ModelId,
    /// The prompt.
    pub prompt: String,
    /// Aspect ratio, width to height.
    #[serde(default)]
    pub aspect_ratio: Option<AspectRatio>,
    /// Length in whole seconds.
    #[serde(default)]
    pub duration_s: Option<u32>,
    /// Resolution by the model's own names, such as `720P`.
    #[serde(default)]
    pub resolution: Option<String>,
    /// Toggles that are on or off; those not listed are left to the model.
    #[serde(default)]
    pub toggles: BTreeMap<Toggle, bool>,
    /// Pictures: first frame, last frame or references.
    #[serde(default)]
    pub pictures: Vec<Picture>,
    /// Videos to transform.
    #[serde(default)]
    pub videos: Vec<VideoSource>,
    /// A person from another video, for this clip only (reference section 2, inline cameo).
    #[serde(default)]
    pub cameo: Option<Cameo>,
    /// The finished clip to make another version of (reference section 4, remix).
    #[serde(default)]
    pub remix_of: Option<RemixSource>,
    /// Seed, for models that take one: the same number gives nearly the same clip.
    #[serde(default)]
    pub seed: Option<Seed>,
    /// Free-text size, such as `1280x720`, for models without a catalogue entry.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub size: Option<String>,
    /// Notification URL that the relay calls when the job is done.
    #[serde(default)]
    pub notify_hook: Option<String>,
    /// The mentioned characters as they were when the prompt was sent; empty in a draft.
    #[serde(default)]
    pub cast: Vec<CastMember>,
    /// The storyboard that the request belongs to.
    #[serde(default)]
    pub storyboard: Option<StoryboardPart>,
}

/// Longest model name, resolution or size, in bytes.
const LONGEST_WORD: usize = 256;
/// Maximum size of everything but the prompt as JSON, in bytes: pictures, films and characters with their descriptions.
const MOST_BYTES: usize = 256 * 1024;

impl Generation {
    /// Checks that no text is longer than a relay accepts, wherever the generation comes from: a relay, a file or a
    /// paste.
    ///
    /// # Errors
    /// Fails when a text is too long.
    pub fn check_length(&self) -> Result<(), PromptTooLong> {
        check_length(&self.prompt)?;
        self.check_length_without_prompt()
    }

    /// Checks everything but the prompt: a prompt that is too long is reported as a problem of the draft, not as an
    /// error.
    ///
    /// # Errors
    /// Fails when a text is too long.
    pub fn check_length_without_prompt(&self) -> Result<(), PromptTooLong> {
        let words = [Some(&self.model.0), self.resolution.as_ref(), self.size.as_ref()];
        let are_short = words.iter().flatten().all(|word| word.len() <= LONGEST_WORD);
        if are_short && self.bytes_without_prompt() <= MOST_BYTES { Ok(()) } else { Err(PromptTooLong) }
    }

    /// Returns the size of everything but the prompt as JSON, in bytes.
    fn bytes_without_prompt(&self) -> usize {
        let escaped = serde_json::to_string(&self.prompt).map_or(0, |prompt| prompt.len());
        serde_json::to_string(self).map_or(usize::MAX, |all| all.len().saturating_sub(escaped))
    }

    /// Returns a generation that leaves everything but the prompt to the model.
    pub fn of(model: ModelId, prompt: String) -> Self {
        Self {
            model,
            prompt,
            aspect_ratio: None,
            duration_s: None,
            resolution: None,
            toggles: BTreeMap::new(),
            pictures: Vec::new(),
            videos: Vec::new(),
            cameo: None,
            remix_of: None,
            seed: None,
            size: None,
            notify_hook: None,
            cast: Vec::new(),
            storyboard: None,
        }
    }

    /// Returns the clips that it is made from, and how.
    pub fn kin(&self) -> Vec<Kin> {
        let remix = self.remix_of.iter().map(|source| Kin { clip_id: source.clip_id, kinship: Kinship::Remix });
        let pictures = self.pictures.iter().filter_map(|picture| {
            let kinship = if picture.role == PictureRole::First { Kinship::Continuation } else { Kinship::Picture };
            Some(Kin { clip_id: picture.from_clip?, kinship })
        });
        let videos = self.videos.iter().filter_map(|video| match video {
            VideoSource::Clip { clip_id } => Some(Kin { clip_id: *clip_id, kinship: Kinship::Video }),
            VideoSource::Url(_) => None,
        });
        remix.chain(pictures).chain(videos).collect()
    }

    /// Returns whether the toggle is on.
    pub fn is_on(&self, toggle: Toggle) -> bool {
        self.toggles.get(&toggle) == Some(&true)
    }
}

/// A setting that is on, off, or left to the model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Toggle {
    /// Finer details, slower (Sora).
    Hd,
    /// A watermark is accepted.
    Watermark,
    /// The clip is not published and cannot be remixed.
    Private,
    /// The relay rewrites the prompt, into English where the model reads nothing else (Veo).
    EnhancePrompt,
    /// 1080p by upsampling (Veo).
    Upsample,
    /// Generates sound.
    Sound,
    /// Keeps the camera still.
    FixedCamera,
    /// Returns the last frame as a picture.
    ReturnLastFrame,
}

/// A picture that is sent with a prompt.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
pub struct Picture {
    /// Its role.
    pub role: PictureRole,
    /// Its source.
    pub source: PictureSource,
    /// The part that is sent; `None` sends the whole, or the middle where the model requires the clip's aspect ratio.
    #[serde(default)]
    pub crop: Option<Crop>,
    /// The clip that it is a frame of.
    #[serde(default)]
    pub from_clip: Option<ClipId>,
}

impl Picture {
    /// Returns an uncropped picture that comes from no clip.
    pub const fn new(role: PictureRole, source: PictureSource) -> Self {
        Self { role, source, crop: None, from_clip: None }
    }
}

/// A video to transform.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(untagged)]
pub enum VideoSource {
    /// A URL that the relay downloads.
    Url(String),
    /// A clip of the gallery, by its relay's URL, as long as that works.
    Clip {
        /// The clip.
        clip_id: ClipId,
    },
}

/// A related clip, and the relation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
pub struct Kin {
    /// The other clip.
    pub clip_id: ClipId,
    /// The relation.
    pub kinship: Kinship,
}

/// How a clip was made from another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Kinship {
    /// By the relay's own remix.
    Remix,
    /// With a frame of it as the first frame.
    Continuation,
    /// With a frame of it as another picture.
    Picture,
    /// With it as the video to transform.
    Video,
}

/// The role of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PictureRole {
    /// The first frame.
    First,
    /// The last frame.
    Last,
    /// A reference whose content should appear in the clip.
    Reference,
}

/// The source of a picture.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(tag = "from", rename_all = "snake_case")]
pub enum PictureSource {
    /// A URL that the relay downloads.
    Url {
        /// The http or https URL.
        url: String,
    },
    /// A picture of the library.
    Stored {
        /// Its id.
        id: PictureId,
    },
    /// The last frame of the previous part, in a film of several parts: the queue stores it when that part has arrived.
    PartBefore,
}

/// One to three seconds of a video that show a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Cameo {
    /// The video's URL; empty for a clip of the gallery, whose URL is looked up when it is sent.
    pub url: String,
    /// The clip of the gallery that is the video, as long as its relay's URL works.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub clip_id: Option<ClipId>,
    /// Start of the range, in ms.
    pub start_ms: i64,
    /// End of the range, in ms.
    pub end_ms: i64,
}

/// A clip and the task id under which its relay knows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RemixSource {
    /// The clip in the gallery.
    pub clip_id: ClipId,
    /// The task id of the job that made it.
    pub remote_id: RemoteId,
}

/// Aspect ratio, width to height, such as `16:9`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(try_from = "String", into = "String")]
#[ts(type = "string")]
pub struct AspectRatio {
    /// Width part, at least 1.
    pub width: u16,
    /// Height part, at least 1.
    pub height: u16,
}

/// A text that is not an aspect ratio.
#[derive(Debug, thiserror::Error)]
#[error("`{0}` is not an aspect ratio such as 16:9")]
pub struct AspectRatioError(String);

impl FromStr for AspectRatio {
    type Err = AspectRatioError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let part = |text: &str| text.parse::<u16>().ok().filter(|part| *part > 0);
        text.split_once(':')
            .and_then(|(width, height)| Some(Self { width: part(width)?, height: part(height)? }))
            .ok_or_else(|| AspectRatioError(text.to_owned()))
    }
}

impl TryFrom<String> for AspectRatio {
    type Error = AspectRatioError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<AspectRatio> for String {
    fn from(ratio: AspectRatio) -> Self {
        ratio.to_string()
    }
}

impl fmt::Display for AspectRatio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.width, self.height)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_of_a_generation_is_longer_than_a_relay_takes() {
        let plain = |prompt: &str| Generation::of(ModelId("sora-2".to_owned()), prompt.to_owned());
        assert_eq!(plain(&"\"\n雨".repeat(10_000)).check_length(), Ok(()));
        let long = "x".repeat(300);
        let picture = || Picture::new(PictureRole::Reference, PictureSource::Stored { id: PictureId("a".repeat(64)) });
        for too_long in [
            plain(&"x".repeat(32_001)),
            Generation { model: ModelId(long.clone()), ..plain("") },
            Generation { resolution: Some(long.clone()), ..plain("") },
            Generation { size: Some(long), ..plain("") },
            Generation { notify_hook: Some("x".repeat(300_000)), ..plain("") },
            Generation { pictures: (0..10_000).map(|_| picture()).collect(), ..plain("") },
        ] {
            assert_eq!(too_long.check_length(), Err(PromptTooLong));
        }
    }

    #[test]
    fn an_aspect_ratio_survives_its_text() {
        let ratio: AspectRatio = serde_json::from_str("\"9:16\"").unwrap();
        assert_eq!(ratio, AspectRatio { width: 9, height: 16 });
        assert_eq!(serde_json::to_string(&ratio).unwrap(), "\"9:16\"");
    }

    #[test]
    fn what_is_no_aspect_ratio_is_refused() {
        for text in ["", "16", "16:", "0:9", "16x9", "16:9:1", "-1:2"] {
            assert!(text.parse::<AspectRatio>().is_err(), "{text}");
        }
    }
}

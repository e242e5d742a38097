//! What is asked of a model, free of any wire format.

use std::{collections::BTreeMap, fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{
    CastMember, ClipId, Crop, ModelId, PictureId, PromptTooLong, RemoteId, Seed, StoryboardPart, check_length,
};

/// One request for one clip. What a field may hold is the catalogue's matter; what is not set is left to the model.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Generation {
    /// The model that is to make it.
    pub model: ModelId,
    /// What it should show.
    pub prompt: String,
    /// Width to height.
    #[serde(default)]
    pub aspect_ratio: Option<AspectRatio>,
    /// Whole seconds.
    #[serde(default)]
    pub duration_s: Option<u32>,
    /// Such as `720P`, by the model's own names.
    #[serde(default)]
    pub resolution: Option<String>,
    /// What is switched on or off; what is not named is left to the model.
    #[serde(default)]
    pub toggles: BTreeMap<Toggle, bool>,
    /// Pictures to begin with, to end with, or to go by.
    #[serde(default)]
    pub pictures: Vec<Picture>,
    /// Videos to be made into another one.
    #[serde(default)]
    pub videos: Vec<VideoSource>,
    /// Somebody out of another video, for this clip only (reference section 2, inline cameo).
    #[serde(default)]
    pub cameo: Option<Cameo>,
    /// The finished clip that this is to be another version of (reference section 4, remix).
    #[serde(default)]
    pub remix_of: Option<RemixSource>,
    /// The same number gives nearly the same clip, on models that take one.
    #[serde(default)]
    pub seed: Option<Seed>,
    /// The size of the clip as the relay is to read it, such as `1280x720`, for models that nobody described.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub size: Option<String>,
    /// Where the relay is to tell that it is done.
    #[serde(default)]
    pub notify_hook: Option<String>,
    /// Who the prompt names with `@`, as they were when it was sent; of a draft, nobody yet.
    #[serde(default)]
    pub cast: Vec<CastMember>,
    /// The storyboard that it is made of.
    #[serde(default)]
    pub storyboard: Option<StoryboardPart>,
}

/// Characters that a word of a generation other than its prompt may have: its model, resolution or size.
const LONGEST_WORD: usize = 256;
/// Bytes that all of a generation but its prompt may take as JSON: pictures, films and characters with their descriptions.
const MOST_BYTES: usize = 256 * 1024;

impl Generation {
    /// Checks that no text of it is longer than what a relay takes, wherever it comes from: a relay, a file or a paste.
    ///
    /// # Errors
    /// When one is.
    pub fn check_length(&self) -> Result<(), PromptTooLong> {
        check_length(&self.prompt)?;
        self.check_length_without_prompt()
    }

    /// The same of all but the prompt: a draft that is too long there is told as a problem, and this is not.
    ///
    /// # Errors
    /// When a text is too long.
    pub fn check_length_without_prompt(&self) -> Result<(), PromptTooLong> {
        let words = [Some(&self.model.0), self.resolution.as_ref(), self.size.as_ref()];
        let are_short = words.iter().flatten().all(|word| word.len() <= LONGEST_WORD);
        if are_short && self.bytes_without_prompt() <= MOST_BYTES { Ok(()) } else { Err(PromptTooLong) }
    }

    /// Bytes of all but the prompt, as JSON.
    fn bytes_without_prompt(&self) -> usize {
        let escaped = serde_json::to_string(&self.prompt).map_or(0, |prompt| prompt.len());
        serde_json::to_string(self).map_or(usize::MAX, |all| all.len().saturating_sub(escaped))
    }

    /// A generation that leaves everything but the prompt to the model.
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

    /// The clips that it comes from, and how.
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

    /// Whether this is switched on.
    pub fn is_on(&self, toggle: Toggle) -> bool {
        self.toggles.get(&toggle) == Some(&true)
    }
}

/// Something of a generation that is on, off, or left to the model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Toggle {
    /// Finer and slower (Sora).
    Hd,
    /// Whether a watermark is accepted.
    Watermark,
    /// Not published, and not to be remixed.
    Private,
    /// The relay rewrites the prompt, into English where the model reads nothing else (Veo).
    EnhancePrompt,
    /// 1080p by upsampling (Veo).
    Upsample,
    /// Sound is made too.
    Sound,
    /// The camera does not move.
    FixedCamera,
    /// The last frame comes as a picture too.
    ReturnLastFrame,
}

/// A picture that goes with a prompt.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
pub struct Picture {
    /// What it is for.
    pub role: PictureRole,
    /// Where it comes from.
    pub source: PictureSource,
    /// The part of it that is sent; `None`: the whole, or the middle where the model wants the clip's own shape.
    #[serde(default)]
    pub crop: Option<Crop>,
    /// The clip that it was taken from.
    #[serde(default)]
    pub from_clip: Option<ClipId>,
}

impl Picture {
    /// A whole picture that comes from no clip.
    pub const fn new(role: PictureRole, source: PictureSource) -> Self {
        Self { role, source, crop: None, from_clip: None }
    }
}

/// A video that is to be made into another one.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(untagged)]
pub enum VideoSource {
    /// The relay fetches it from this address.
    Url(String),
    /// A clip of the gallery, by the address that its relay gave it, for as long as that works.
    Clip {
        /// Which.
        clip_id: ClipId,
    },
}

/// A clip that another one comes from, or led to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
pub struct Kin {
    /// The other clip.
    pub clip_id: ClipId,
    /// How the two hang together.
    pub kinship: Kinship,
}

/// How a clip comes from another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Kinship {
    /// It is another version of it, by the relay's own remix.
    Remix,
    /// It begins with a frame of it.
    Continuation,
    /// A frame of it goes with its prompt.
    Picture,
    /// It was made of that video.
    Video,
}

/// What a picture is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PictureRole {
    /// The clip begins with it.
    First,
    /// The clip ends with it.
    Last,
    /// What is in it should be in the clip.
    Reference,
}

/// Where a picture comes from.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(tag = "from", rename_all = "snake_case")]
pub enum PictureSource {
    /// The relay fetches it itself.
    Url {
        /// Its address, http or https.
        url: String,
    },
    /// It lies in the library.
    Stored {
        /// Its name.
        id: PictureId,
    },
    /// The last frame of the part before, in a film of several parts: the queue keeps it when that part is in.
    PartBefore,
}

/// One to three seconds of a video that show who is to appear.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Cameo {
    /// The video's address; empty for a clip of the gallery, whose address is looked up when it is sent.
    pub url: String,
    /// The clip of the gallery that the video is, for as long as the address that its relay gave it works.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub clip_id: Option<ClipId>,
    /// Where the range begins, in ms.
    pub start_ms: i64,
    /// Where it ends, in ms.
    pub end_ms: i64,
}

/// A clip as the relay that made it knows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RemixSource {
    /// The clip in the gallery.
    pub clip_id: ClipId,
    /// The relay's name for the job that made it.
    pub remote_id: RemoteId,
}

/// Width to height, such as `16:9`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(try_from = "String", into = "String")]
#[ts(type = "string")]
pub struct AspectRatio {
    /// Parts of width, at least 1.
    pub width: u16,
    /// Parts of height, at least 1.
    pub height: u16,
}

/// A text that is no aspect ratio.
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

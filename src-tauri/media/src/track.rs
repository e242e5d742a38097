//! The headers of a film, of any container: metadata, and the video track in a form that can be decoded.

use super::avc::AvcConfig;
use super::edits::Timeline;
use super::media_info::{MediaInfo, Size};
use super::samples::Sample;

/// The rotation that makes the picture upright.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Turn {
    Upright,
    Clockwise,
    UpsideDown,
    Counterclockwise,
}

/// A video track that can be decoded here.
pub(super) struct VideoTrack {
    /// The samples, in decoding order.
    pub(super) samples: Vec<Sample>,
    /// The decoder configuration of each sample entry; `None` if it cannot be decoded here.
    pub(super) entries: Vec<Option<AvcConfig>>,
    /// The display times of the decodable samples.
    pub(super) timeline: Timeline,
    /// Time units per second.
    pub(super) timescale: u32,
    /// Display size, before `turn`.
    pub(super) display: Size,
    pub(super) turn: Turn,
}

impl VideoTrack {
    /// Returns the decoder configuration of a sample; `None` if it cannot be decoded here. Without a valid entry the
    /// first counts.
    pub(super) fn config(&self, sample: &Sample) -> Option<&AvcConfig> {
        self.entries.get(usize::from(sample.entry)).or(self.entries.first())?.as_ref()
    }
}

/// The headers of a film.
#[derive(Default)]
pub(super) struct Film {
    pub(super) facts: MediaInfo,
    /// The video track; `None` if no pictures can be decoded.
    pub(super) video: Option<VideoTrack>,
}

//! What the headers of a film say, in whichever container: facts, and the video track as it can be decoded.

use super::avc::AvcConfig;
use super::edits::Timeline;
use super::media_info::{MediaInfo, Size};
use super::samples::Sample;

/// How far the picture must be turned to stand upright.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Turn {
    Upright,
    Clockwise,
    UpsideDown,
    Counterclockwise,
}

/// A video track that can be decoded here.
pub(super) struct VideoTrack {
    /// In decoding order.
    pub(super) samples: Vec<Sample>,
    /// How the samples of each entry are decoded; `None`: not here.
    pub(super) entries: Vec<Option<AvcConfig>>,
    /// The samples that can be decoded, as they are shown.
    pub(super) timeline: Timeline,
    /// Units of the track in a second.
    pub(super) timescale: u32,
    /// As displayed, before `turn`.
    pub(super) display: Size,
    pub(super) turn: Turn,
}

impl VideoTrack {
    /// How a sample is decoded; `None`: not here. One that names no entry is taken to mean the first.
    pub(super) fn config(&self, sample: &Sample) -> Option<&AvcConfig> {
        self.entries.get(usize::from(sample.entry)).or(self.entries.first())?.as_ref()
    }
}

/// A film read as far as its headers go.
#[derive(Default)]
pub(super) struct Film {
    pub(super) facts: MediaInfo,
    /// `None`: no pictures can be had.
    pub(super) video: Option<VideoTrack>,
}

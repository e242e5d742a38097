//! Metadata of a film, still, sound or picture, obtained without decoding. Plain data: nothing here reads a file.

use serde::{Deserialize, Serialize};

use dailies_model::Container;

/// A file's metadata. `None` where it is missing or invalid.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct MediaInfo {
    /// File format, detected by its first bytes.
    pub container: Option<Container>,
    /// Width in pixels as displayed: rotation and pixel aspect applied.
    pub width: Option<u32>,
    /// Height in pixels as displayed: rotation and pixel aspect applied.
    pub height: Option<u32>,
    /// Playing time of the longest track, in milliseconds.
    pub duration_ms: Option<i64>,
    /// Average frames per second.
    pub fps: Option<f64>,
    /// `h264`, `hevc`, `av1`, `vp9`, `vp8`, else the container's own name for it in lower case.
    pub video_codec: Option<String>,
    /// Of a sound: `mp3`, `aac`, `alac`, `flac`, `opus`, `vorbis`, `speex` or `pcm`.
    pub audio_codec: Option<String>,
    /// Whether it has an audio track.
    pub has_audio: bool,
}

/// A frame of a film that was written to a file, in pixels as displayed: rotation and pixel aspect applied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct StillInfo {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
}

/// Metadata in the header of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PictureInfo {
    /// File format: PNG, JPEG, WebP or GIF.
    pub container: Container,
    /// Width in pixels as shown: upright.
    pub width: u32,
    /// Height in pixels as shown: upright.
    pub height: u32,
    /// Size of the file in bytes.
    pub bytes: u64,
    /// Whether it has several frames.
    pub is_animated: bool,
}

/// A converted picture to be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Prepared {
    /// File format: PNG or JPEG, regardless of the file's extension.
    pub container: Container,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Size of the file in bytes.
    pub bytes: u64,
}

/// Returns the duration; `None` if it is not positive, or more than 30 days.
pub(super) fn plausible_ms(duration_ms: i64) -> Option<i64> {
    const LONGEST_MS: i64 = 30 * 24 * 3600 * 1000;
    (1..=LONGEST_MS).contains(&duration_ms).then_some(duration_ms)
}

/// Returns the frame rate; `None` if it is not positive, or higher than that of any camera.
pub(super) fn plausible_fps(fps: f64) -> Option<f64> {
    const MOST_FPS: f64 = 1000.0;
    (fps > 0.0 && fps <= MOST_FPS).then_some(fps)
}

/// Width and height in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Size {
    pub(super) width: u32,
    pub(super) height: u32,
}

impl Size {
    /// Returns the size; `None` if an edge is zero or too long for a film.
    pub(super) fn plausible(width: u32, height: u32) -> Option<Self> {
        const LONGEST_EDGE: u32 = 8192;
        let edge = 1..=LONGEST_EDGE;
        (edge.contains(&width) && edge.contains(&height)).then_some(Self { width, height })
    }

    pub(super) fn transposed(self) -> Self {
        Self { width: self.height, height: self.width }
    }

    /// Returns the size scaled down so that no edge is longer than `edge`; each edge is at least one pixel.
    pub(super) fn within(self, edge: u32) -> Self {
        let longest = self.width.max(self.height);
        if longest <= edge {
            return self;
        }
        let scaled =
            |side: u32| ((u64::from(side) * u64::from(edge) + u64::from(longest) / 2) / u64::from(longest)) as u32;
        Self { width: scaled(self.width).max(1), height: scaled(self.height).max(1) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn size(width: u32, height: u32) -> Size {
        Size { width, height }
    }

    #[test]
    fn no_film_lasts_a_month_or_has_a_thousand_frames_a_second() {
        assert_eq!([0, -1, i64::MAX, 2_592_000_001].map(plausible_ms), [None; 4]);
        assert_eq!(plausible_ms(2_592_000_000), Some(2_592_000_000));
        assert_eq!([0.0, -24.0, f64::NAN, f64::INFINITY, 1e9].map(plausible_fps), [None; 5]);
        assert_eq!(plausible_fps(23.976), Some(23.976));
    }

    #[test]
    fn fitting_keeps_the_shape_and_never_enlarges() {
        assert_eq!(size(1920, 1080).within(640), size(640, 360));
        assert_eq!(size(1080, 1920).within(240), size(135, 240));
        assert_eq!(size(178, 100).within(640), size(178, 100));
        assert_eq!(size(8192, 2).within(240), size(240, 1));
    }

    #[test]
    fn absurd_sizes_are_refused() {
        assert_eq!(Size::plausible(0, 10), None);
        assert_eq!(Size::plausible(8193, 10), None);
        assert_eq!(Size::plausible(8192, 10), Some(size(8192, 10)));
    }
}

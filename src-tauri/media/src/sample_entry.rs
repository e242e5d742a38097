//! The sample entries of a video track (ISO/IEC 14496-12 §8.5.2, §12.1.3): codec, coded size and pixel aspect of its
//! samples.

use super::avc::AvcConfig;
use super::box_tree::{child, children, u16_at, u32_at};
use super::media_info::Size;
use super::sps::Sps;

/// Maximum number of entries; more than any track has.
const MOST_ENTRIES: usize = 64;
/// Size of a visual sample entry before its boxes.
const FIELDS: usize = 78;

/// Format of some or all samples of a track.
pub(super) struct SampleEntry {
    pub(super) codec: [u8; 4],
    /// Width and height as coded, before the stream's own cropping, in pixels.
    coded: (u32, u32),
    /// Pixel aspect ratio (width, height) from `pasp`.
    pixel_aspect: Option<(u32, u32)>,
    /// Decoder configuration of H.264 samples; `None` for other codecs and for what cannot be decoded here.
    pub(super) avc: Option<AvcConfig>,
}

impl SampleEntry {
    /// Parses the body of `stsd`.
    pub(super) fn parse_list(stsd: &[u8]) -> Vec<Self> {
        let boxes = children(stsd.get(8..).unwrap_or_default()).take(MOST_ENTRIES);
        boxes.map(|entry| Self::parse(entry.kind, entry.body)).collect()
    }

    fn parse(codec: [u8; 4], body: &[u8]) -> Self {
        let edge = |at| u16_at(body, at).unwrap_or_default().into();
        let boxes = body.get(FIELDS..).unwrap_or_default();
        let pasp = child(boxes, b"pasp").and_then(|pasp| Some((u32_at(pasp, 0)?, u32_at(pasp, 4)?)));
        let is_avc = matches!(&codec, b"avc1" | b"avc3");
        Self {
            codec,
            coded: (edge(24), edge(26)),
            pixel_aspect: pasp.filter(|(across, down)| *across > 0 && *down > 0),
            avc: if is_avc { child(boxes, b"avcC").and_then(AvcConfig::parse) } else { None },
        }
    }

    /// Returns the display size before rotation: the cropped size, with the width scaled by the pixel aspect ratio.
    ///
    /// The pixel aspect ratio comes from `pasp`, else from a track header with another shape than the coded one, else
    /// from the stream, as in ffmpeg and the players.
    pub(super) fn display_size(&self, sps: Option<Sps>, header: (u32, u32)) -> Option<Size> {
        let coded = Size::plausible(self.coded.0, self.coded.1);
        let header = Size::plausible(header.0, header.1);
        let Some(visible) = sps.map(|sps| sps.size).or(coded) else { return header };
        let of_header = header.filter(|header| Some(*header) != coded && *header != visible);
        let widened = |across: u32, down: u32| {
            let width = (u64::from(visible.width) * u64::from(across) + u64::from(down) / 2) / u64::from(down);
            Size::plausible(u32::try_from(width).ok()?, visible.height)
        };
        let size = match (self.pixel_aspect, of_header, sps.and_then(|sps| sps.pixel_aspect)) {
            (Some((across, down)), _, _) | (None, None, Some((across, down))) => widened(across, down),
            (None, Some(header), _) => {
                let width = u64::from(visible.height) * u64::from(header.width) + u64::from(header.height) / 2;
                u32::try_from(width / u64::from(header.height))
                    .ok()
                    .and_then(|width| Size::plausible(width, visible.height))
            }
            (None, None, None) => None,
        };
        size.or(Some(visible))
    }

    /// Returns the codec's name for the metadata.
    pub(super) fn codec_name(&self) -> String {
        let name = match &self.codec {
            b"avc1" | b"avc3" => "h264",
            b"hvc1" | b"hev1" | b"dvh1" | b"dvhe" => "hevc",
            b"av01" => "av1",
            b"vp08" => "vp8",
            b"vp09" => "vp9",
            other => return other.escape_ascii().to_string().to_lowercase(),
        };
        name.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sps::tests::UNTAGGED;

    fn entry(coded: (u32, u32), pixel_aspect: Option<(u32, u32)>) -> SampleEntry {
        SampleEntry { codec: *b"avc1", coded, pixel_aspect, avc: None }
    }

    #[track_caller]
    fn assert_shown(entry: &SampleEntry, header: (u32, u32), width: u32, height: u32) {
        assert_eq!(entry.display_size(None, header), Some(Size { width, height }));
    }

    #[test]
    fn pixels_are_as_wide_as_pasp_says_whatever_the_track_header_says() {
        for header in [(720, 576), (1024, 576), (0, 0)] {
            assert_shown(&entry((720, 576), Some((64, 45))), header, 1024, 576);
        }
        assert_shown(&entry((720, 576), Some((8, 9))), (720, 576), 640, 576);
        assert_shown(&entry((720, 576), Some((u32::MAX, 1))), (720, 576), 720, 576);
    }

    #[test]
    fn without_pasp_the_shape_of_the_track_header_counts() {
        assert_shown(&entry((160, 120), None), (213, 120), 213, 120);
        assert_shown(&entry((1280, 720), None), (640, 360), 1280, 720);
        assert_shown(&entry((160, 120), None), (0, 0), 160, 120);
        assert_shown(&entry((0, 0), None), (160, 90), 160, 90);
        assert_eq!(entry((0, 0), None).display_size(None, (0, 0)), None);
    }

    #[test]
    fn what_the_stream_crops_is_not_shown_and_its_aspect_comes_last() {
        let sps = Sps::parse(&UNTAGGED).map(|sps| Sps { pixel_aspect: None, ..sps });
        let wide = sps.map(|sps| Sps { pixel_aspect: Some((4, 3)), ..sps });
        let size = |sps, pixel_aspect, header| {
            let shown = entry((160, 96), pixel_aspect).display_size(sps, header).expect("a size");
            (shown.width, shown.height)
        };
        for header in [(160, 96), (160, 90), (0, 0)] {
            assert_eq!(size(sps, None, header), (160, 90));
            assert_eq!(size(wide, None, header), (213, 90));
            assert_eq!(size(wide, Some((2, 1)), header), (320, 90));
        }
        assert_eq!(size(wide, None, (240, 90)), (240, 90));
    }
}

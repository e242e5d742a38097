//! Metadata of a WebM or Matroska film (RFC 9559), from the elements before its first cluster. Decodes nothing.

use std::io;

use super::media_info::{MediaInfo, Size, plausible_fps, plausible_ms};
use super::source::Source;

/// Maximum number of bytes read; the headers of a film are much shorter.
const LONGEST_HEAD_BYTES: u64 = 4 << 20;

const SEGMENT: u32 = 0x1853_8067;
const INFO: u32 = 0x1549_a966;
const TIMESTAMP_SCALE: u32 = 0x2a_d7b1;
const DURATION: u32 = 0x4489;
const TRACKS: u32 = 0x1654_ae6b;
const TRACK_ENTRY: u32 = 0xae;
const TRACK_TYPE: u32 = 0x83;
const CODEC_ID: u32 = 0x86;
const DEFAULT_DURATION: u32 = 0x23_e383;
const VIDEO: u32 = 0xe0;
const PIXEL_WIDTH: u32 = 0xb0;
const PIXEL_HEIGHT: u32 = 0xba;
const DISPLAY_WIDTH: u32 = 0x54b0;
const DISPLAY_HEIGHT: u32 = 0x54ba;
const DISPLAY_UNIT: u32 = 0x54b2;

const TYPE_VIDEO: u64 = 1;
const TYPE_AUDIO: u64 = 2;
const MILLION: f64 = 1e6;

pub(super) fn read(source: &mut Source) -> io::Result<MediaInfo> {
    let head = source.head(LONGEST_HEAD_BYTES)?;
    Ok(child(&head, SEGMENT).map(facts).unwrap_or_default())
}

fn facts(segment: &[u8]) -> MediaInfo {
    let tracks = child(segment, TRACKS).unwrap_or_default();
    let entries = || elements(tracks).filter(|(id, _)| *id == TRACK_ENTRY).map(|(_, entry)| entry);
    let of_type = |kind| entries().find(|entry| number(entry, TRACK_TYPE) == Some(kind));
    let video = of_type(TYPE_VIDEO);
    let size = video.and_then(display_size);
    MediaInfo {
        width: size.map(|size| size.width),
        height: size.map(|size| size.height),
        duration_ms: child(segment, INFO).and_then(duration_ms),
        fps: video.and_then(|entry| number(entry, DEFAULT_DURATION)).and_then(|ns| plausible_fps(1e9 / ns as f64)),
        video_codec: video.and_then(|entry| child(entry, CODEC_ID)).map(codec_name),
        has_audio: of_type(TYPE_AUDIO).is_some(),
        ..MediaInfo::default()
    }
}

/// Returns the display size if it is in pixels (§5.1.4.1.28.14), else the coded size.
fn display_size(entry: &[u8]) -> Option<Size> {
    let video = child(entry, VIDEO)?;
    let size = |width, height| {
        let edge = |id| number(video, id).and_then(|edge| u32::try_from(edge).ok());
        Size::plausible(edge(width)?, edge(height)?)
    };
    let is_in_pixels = number(video, DISPLAY_UNIT).unwrap_or(0) == 0;
    size(DISPLAY_WIDTH, DISPLAY_HEIGHT).filter(|_| is_in_pixels).or(size(PIXEL_WIDTH, PIXEL_HEIGHT))
}

/// Returns the duration, stored as a float in units of the timestamp scale, which is in nanoseconds.
fn duration_ms(info: &[u8]) -> Option<i64> {
    let bytes = child(info, DURATION)?;
    let units = match bytes.len() {
        4 => f32::from_be_bytes(bytes.try_into().ok()?).into(),
        8 => f64::from_be_bytes(bytes.try_into().ok()?),
        _ => return None,
    };
    let ms = units * number(info, TIMESTAMP_SCALE).unwrap_or(1_000_000) as f64 / MILLION;
    plausible_ms(ms.round() as i64)
}

fn codec_name(id: &[u8]) -> String {
    let name = match id {
        b"V_MPEG4/ISO/AVC" => "h264",
        b"V_MPEGH/ISO/HEVC" => "hevc",
        b"V_AV1" => "av1",
        b"V_VP9" => "vp9",
        b"V_VP8" => "vp8",
        other => return other.escape_ascii().to_string().to_lowercase(),
    };
    name.to_owned()
}

fn child(parent: &[u8], wanted: u32) -> Option<&[u8]> {
    elements(parent).find(|(id, _)| *id == wanted).map(|(_, body)| body)
}

fn number(parent: &[u8], wanted: u32) -> Option<u64> {
    child(parent, wanted).filter(|bytes| bytes.len() <= 8).map(big_endian)
}

/// Returns the elements in `rest`; one that is longer than the data, or of unknown length, extends to its end (RFC 8794
/// §5, §6).
fn elements(mut rest: &[u8]) -> impl Iterator<Item = (u32, &[u8])> {
    std::iter::from_fn(move || {
        let id_length = variable_length(rest)?;
        let (id, tail) = rest.split_at_checked(id_length)?;
        let (size, tail) = tail.split_at_checked(variable_length(tail)?)?;
        let marker = 0x80 >> (size.len() - 1);
        let size = big_endian(size) & !(marker << (8 * (size.len() - 1)));
        let (body, tail) = tail.split_at(usize::try_from(size).unwrap_or(usize::MAX).min(tail.len()));
        rest = tail;
        Some((u32::try_from(big_endian(id)).ok()?, body))
    })
}

/// Returns the length of the variable-size integer at the start of `bytes`: the zeros before its marker bit, plus one.
fn variable_length(bytes: &[u8]) -> Option<usize> {
    let zeros = bytes.first()?.leading_zeros() as usize;
    (zeros < 8).then_some(zeros + 1)
}

fn big_endian(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0, |sum, byte| sum << 8 | u64::from(*byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_are_walked_and_cut_at_the_end() {
        let bytes = [0x83, 0x81, 1, 0x42, 0x82, 0x40, 4, b'w', b'e', b'b', b'm', 0xae, 0xff, 7, 8];
        let found: Vec<_> = elements(&bytes).collect();
        assert_eq!(found, [(TRACK_TYPE, &[1][..]), (0x4282, b"webm"), (TRACK_ENTRY, &[7, 8])]);
    }

    #[test]
    fn nonsense_has_no_elements() {
        assert_eq!(elements(&[0; 20]).count(), 0);
        assert_eq!(elements(&[0x1a]).count(), 0);
    }

    #[test]
    fn a_duration_counts_in_the_timestamp_scale() {
        let mut info = vec![0x2a, 0xd7, 0xb1, 0x83, 0x07, 0xa1, 0x20, 0x44, 0x89, 0x88];
        info.extend(4000_f64.to_be_bytes());
        assert_eq!(duration_ms(&info), Some(2000));
        info.truncate(10);
        info.extend(f64::MAX.to_be_bytes());
        assert_eq!(duration_ms(&info), None);
    }
}

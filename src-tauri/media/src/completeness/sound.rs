//! MP3, ADTS, WAV, Ogg and FLAC consist of frames, pages and chunks with lengths. In a stream without a total length, a
//! cut between two frames cannot be detected.

use std::io::{self, Read, Seek};

use super::{Bytes, Completeness, MOST_PARTS};

/// Kilobits a second by version and layer III (ISO/IEC 11172-3 §2.4.2.3, ISO/IEC 13818-3).
const RATES_1: [u64; 15] = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
const RATES_2: [u64; 15] = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];

/// Data chunks of at least this length were written before the real length was known.
const UNTOLD: u64 = 0x7fff_0000;

pub(super) fn mp3(bytes: &mut Bytes<'_, impl Read + Seek>) -> io::Result<Completeness> {
    let mut start = 0;
    if let Some([b'I', b'D', b'3', _, _, flags, size @ ..]) = bytes.array::<10>(0)? {
        let size = size.iter().fold(0, |sum, byte| sum << 7 | u64::from(byte & 0x7f));
        start = 10 + size + if flags & 0x10 == 0 { 0 } else { 10 };
    }
    if let Some(told) = xing_bytes(bytes, start)?
        && start + told > bytes.length()
    {
        return Ok(Completeness::CutOff);
    }
    if start >= bytes.length() {
        return Ok(Completeness::CutOff);
    }
    frames(bytes, start, mp3_frame)
}

pub(super) fn adts(bytes: &mut Bytes<'_, impl Read + Seek>) -> io::Result<Completeness> {
    frames(bytes, 0, adts_frame)
}

/// Walks frames up to the first invalid one, because tags may follow.
fn frames(
    bytes: &mut Bytes<'_, impl Read + Seek>,
    mut at: u64,
    length_of: impl Fn([u8; 6]) -> Option<u64>,
) -> io::Result<Completeness> {
    for _ in 0..MOST_PARTS {
        let head = bytes.slice(at, 6)?;
        let mut whole = [0; 6];
        whole[..head.len()].copy_from_slice(head);
        match (head.len(), length_of(whole)) {
            (0, _) => break,
            (1..6, _) if whole[0] == 0xff => return Ok(Completeness::CutOff),
            (_, Some(length)) if at + length > bytes.length() => return Ok(Completeness::CutOff),
            (_, Some(length)) => at += length,
            (_, None) => break,
        }
    }
    Ok(Completeness::Whole)
}

/// Returns the size of a frame with this header; `None` if it is invalid, or of free format.
fn mp3_frame([first, second, third, ..]: [u8; 6]) -> Option<u64> {
    let (version, layer) = (second >> 3 & 0b11, second >> 1 & 0b11);
    if first != 0xff || second < 0xe0 || version == 0b01 || layer != 0b01 {
        return None;
    }
    let is_first_version = version == 0b11;
    let rates = if is_first_version { RATES_1 } else { RATES_2 };
    let rate = *rates.get(usize::from(third >> 4)).filter(|rate| **rate > 0)? * 1000;
    let hertz = *[44_100, 48_000, 32_000].get(usize::from(third >> 2 & 0b11))?
        >> match version {
            0b11 => 0,
            0b10 => 1,
            _ => 2,
        };
    let eighths = if is_first_version { 144 } else { 72 };
    Some(eighths * rate / hertz + u64::from(third >> 1 & 1))
}

/// Returns the size of the audio from the first frame on, if that frame has it (Xing or Info header).
fn xing_bytes(bytes: &mut Bytes<'_, impl Read + Seek>, start: u64) -> io::Result<Option<u64>> {
    let Some([_, second, _, fourth]) = bytes.array::<4>(start)? else { return Ok(None) };
    let side = match (second >> 3 & 1 == 1, fourth >> 6 == 0b11) {
        (true, false) => 32,
        (true, true) | (false, false) => 17,
        (false, true) => 9,
    };
    let Some([name @ .., _, _, _, flags]) = bytes.array::<8>(start + 4 + side)? else { return Ok(None) };
    if ![*b"Xing", *b"Info"].contains(&name) || flags & 2 == 0 {
        return Ok(None);
    }
    let skipped = if flags & 1 == 0 { 0 } else { 4 };
    Ok(bytes.array::<4>(start + 12 + side + skipped)?.map(|told| u64::from(u32::from_be_bytes(told))))
}

/// Returns the size of a frame with this header (ISO/IEC 14496-3 §1.A.2.2).
fn adts_frame([first, second, _, fourth, fifth, sixth]: [u8; 6]) -> Option<u64> {
    let length = u64::from(fourth & 0b11) << 11 | u64::from(fifth) << 3 | u64::from(sixth >> 5);
    (first == 0xff && second & 0xf6 == 0xf0 && length >= 7).then_some(length)
}

/// Walks chunks up to the end of the data chunk.
pub(super) fn wav(bytes: &mut Bytes<'_, impl Read + Seek>) -> io::Result<Completeness> {
    let (mut at, mut long_size) = (12, None);
    for _ in 0..MOST_PARTS {
        let Some([kind @ .., a, b, c, d]) = bytes.array::<8>(at)? else { return Ok(Completeness::CutOff) };
        let size = u64::from(u32::from_le_bytes([a, b, c, d]));
        match &kind {
            b"ds64" => long_size = bytes.array::<8>(at + 16)?.map(u64::from_le_bytes),
            b"data" => {
                let untold = size == 0 || size >= UNTOLD;
                return Ok(match long_size.or(Some(size).filter(|_| !untold)) {
                    Some(size) => Completeness::of_end((at + 8).saturating_add(size), bytes.length()),
                    None => Completeness::Whole,
                });
            }
            _ => {}
        }
        at += 8 + size + size % 2;
    }
    Ok(Completeness::Whole)
}

/// Walks pages (RFC 3533 §6) up to the first invalid one.
pub(super) fn ogg(bytes: &mut Bytes<'_, impl Read + Seek>) -> io::Result<Completeness> {
    let mut at = 0;
    for _ in 0..MOST_PARTS {
        let head = bytes.slice(at, 27)?;
        if head.is_empty() || !head.starts_with(&b"OggS"[..head.len().min(4)]) {
            break;
        }
        let Some(&segments) = head.get(26) else { return Ok(Completeness::CutOff) };
        let lengths = bytes.slice(at + 27, segments.into())?;
        if lengths.len() < usize::from(segments) {
            return Ok(Completeness::CutOff);
        }
        at += 27 + u64::from(segments) + lengths.iter().map(|length| u64::from(*length)).sum::<u64>();
        if at > bytes.length() {
            return Ok(Completeness::CutOff);
        }
    }
    Ok(Completeness::Whole)
}

/// Walks metadata blocks (RFC 9639 §8), and requires as much audio after them as the shortest possible frames would
/// take.
pub(super) fn flac(bytes: &mut Bytes<'_, impl Read + Seek>) -> io::Result<Completeness> {
    let mut at = 4;
    let mut least = 1;
    for _ in 0..MOST_PARTS {
        let Some([kind, a, b, c]) = bytes.array::<4>(at)? else { return Ok(Completeness::CutOff) };
        if kind & 0x7f == 0
            && let Some(info) = bytes.array::<34>(at + 4)?
        {
            least = least_sound(info).max(1);
        }
        at += 4 + u64::from(u32::from_be_bytes([0, a, b, c]));
        if kind & 0x80 != 0 {
            break;
        }
    }
    Ok(Completeness::of_end(at + least, bytes.length()))
}

/// Returns the minimum size of the audio by the stream information (RFC 9639 §8.2).
fn least_sound(info: [u8; 34]) -> u64 {
    let number =
        |range: std::ops::Range<usize>| info[range].iter().fold(0_u64, |sum, byte| sum << 8 | u64::from(*byte));
    let (block, shortest, samples) = (number(2..4), number(4..7), number(13..18) & 0xf_ffff_ffff);
    samples.checked_div(block).unwrap_or(0).saturating_mul(shortest)
}

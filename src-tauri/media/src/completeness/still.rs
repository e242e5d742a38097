//! PNG, JPEG, WebP and GIF have a length at the beginning or a marker at the end.

use std::io::{self, Read, Seek};

use super::{Bytes, Completeness, MOST_PARTS};

/// Walks chunks up to `IEND` (PNG, third edition, §5).
pub(super) fn png(bytes: &mut Bytes<'_, impl Read + Seek>) -> io::Result<Completeness> {
    let mut at = 8;
    for _ in 0..MOST_PARTS {
        let Some([a, b, c, d, kind @ ..]) = bytes.array::<8>(at)? else { return Ok(Completeness::CutOff) };
        at += 12 + u64::from(u32::from_be_bytes([a, b, c, d]));
        if at > bytes.length() {
            return Ok(Completeness::CutOff);
        }
        if &kind == b"IEND" {
            break;
        }
    }
    Ok(Completeness::Whole)
}

/// Walks segments up to the end of image (ITU-T T.81 annex B). Bytes that are not a marker are skipped, as decoders do.
pub(super) fn jpeg(bytes: &mut Bytes<'_, impl Read + Seek>) -> io::Result<Completeness> {
    let mut at = 2;
    loop {
        let run = bytes.run(at)?;
        if run.is_empty() {
            return Ok(Completeness::CutOff);
        }
        let Some(skipped) = memchr::memchr(0xff, run) else {
            at += run.len() as u64;
            continue;
        };
        at += skipped as u64;
        let Some([_, marker]) = bytes.array::<2>(at)? else { return Ok(Completeness::CutOff) };
        at += match marker {
            0xd9 => return Ok(Completeness::Whole),
            // A repeated 0xff may be the beginning of the marker.
            0xff => 1,
            // Stuffed byte, restart markers, and other markers without a length.
            0x00 | 0x01 | 0xd0..=0xd8 => 2,
            _ => match bytes.array::<2>(at + 2)? {
                Some(length) => 2 + u64::from(u16::from_be_bytes(length)).max(2),
                None => return Ok(Completeness::CutOff),
            },
        };
    }
}

/// Reads the length in the RIFF header (RFC 9649 §2.3).
pub(super) fn webp(bytes: &mut Bytes<'_, impl Read + Seek>) -> io::Result<Completeness> {
    let Some(size) = bytes.array::<4>(4)? else { return Ok(Completeness::CutOff) };
    Ok(Completeness::of_end(8 + u64::from(u32::from_le_bytes(size)), bytes.length()))
}

/// Walks blocks up to the trailer (GIF89a §27).
pub(super) fn gif(bytes: &mut Bytes<'_, impl Read + Seek>) -> io::Result<Completeness> {
    let Some([flags]) = bytes.array::<1>(10)? else { return Ok(Completeness::CutOff) };
    let mut at = 13 + colours(flags);
    for _ in 0..MOST_PARTS {
        let Some([kind]) = bytes.array::<1>(at)? else { return Ok(Completeness::CutOff) };
        let blocks = match kind {
            0x21 => at + 2,
            0x2c => match bytes.array::<1>(at + 9)? {
                Some([flags]) => at + 11 + colours(flags),
                None => return Ok(Completeness::CutOff),
            },
            // The trailer, or an unknown block, where readers stop.
            _ => return Ok(Completeness::Whole),
        };
        let Some(end) = after_blocks(bytes, blocks)? else { return Ok(Completeness::CutOff) };
        at = end;
    }
    Ok(Completeness::Whole)
}

/// Returns the size of a colour table.
const fn colours(flags: u8) -> u64 {
    if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) }
}

/// Returns the end of a sequence of sub-blocks; `None` if the file ends before.
fn after_blocks(bytes: &mut Bytes<'_, impl Read + Seek>, mut at: u64) -> io::Result<Option<u64>> {
    while let Some([length]) = bytes.array::<1>(at)? {
        at += 1 + u64::from(length);
        if length == 0 {
            return Ok(Some(at));
        }
    }
    Ok(None)
}

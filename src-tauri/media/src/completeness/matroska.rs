//! WebM and Matroska (RFC 8794, RFC 9559): a segment of known length must lie within the file. In one of unknown length
//! every element must be complete, the last cluster must have blocks, and the positions in the seek head must lie
//! within the file.

use std::io::{self, Read, Seek};

use super::{Bytes, Completeness, MOST_PARTS};

const HEADER: u64 = 0x1a45_dfa3;
const SEGMENT: u64 = 0x1853_8067;
const CLUSTER: u64 = 0x1f43_b675;
const SIMPLE_BLOCK: u64 = 0xa3;
const BLOCK_GROUP: u64 = 0xa0;
const SEEK_HEAD: u64 = 0x114d_9b74;
const SEEK: u64 = 0x4dbb;
const SEEK_POSITION: u64 = 0x53ac;

/// Maximum size of a seek head; it usually has a few entries.
const MOST_INDEX_BYTES: u64 = 4 << 10;

/// The element at a position.
enum Found {
    Element {
        id: u64,
        body: u64,
        end: Option<u64>,
    },
    /// The file ends within an element's header.
    Torn,
    /// There is no element, or the file ends.
    Nothing,
}

pub(super) fn completeness(bytes: &mut Bytes<'_, impl Read + Seek>) -> io::Result<Completeness> {
    let length = bytes.length();
    let mut at = 0;
    for _ in 0..MOST_PARTS {
        match element_at(bytes, at)? {
            Found::Element { id: SEGMENT, end: Some(end), .. } => return Ok(Completeness::of_end(end, length)),
            Found::Element { id: SEGMENT, body, end: None } => return segment(bytes, body),
            Found::Element { end: Some(end), .. } if end <= length => at = end,
            _ => break,
        }
    }
    Ok(Completeness::CutOff)
}

/// Checks a segment of unknown length. Elements of unknown length are entered, since nesting does not matter here.
fn segment(bytes: &mut Bytes<'_, impl Read + Seek>, start: u64) -> io::Result<Completeness> {
    let length = bytes.length();
    let (mut at, mut named_end) = (start, 0);
    let (mut has_cluster, mut is_empty) = (false, false);
    for _ in 0..MOST_PARTS {
        let (id, body, end) = match element_at(bytes, at)? {
            Found::Element { id, body, end } => (id, body, end),
            Found::Torn => return Ok(Completeness::CutOff),
            Found::Nothing => break,
        };
        if end.is_some_and(|end| end > length) {
            return Ok(Completeness::CutOff);
        }
        match id {
            // A new segment begins, so this one has ended.
            HEADER | SEGMENT => break,
            CLUSTER => (has_cluster, is_empty) = (true, end.is_none()),
            SIMPLE_BLOCK | BLOCK_GROUP => is_empty = false,
            SEEK_HEAD => named_end = named_end.max(named(bytes, body, end, start)?),
            _ => {}
        }
        at = end.unwrap_or(body);
    }
    let is_whole = has_cluster && !is_empty && named_end <= length;
    Ok(if is_whole { Completeness::Whole } else { Completeness::CutOff })
}

/// Returns the position after the first byte of the last element that a seek head lists.
fn named(bytes: &mut Bytes<'_, impl Read + Seek>, body: u64, end: Option<u64>, start: u64) -> io::Result<u64> {
    let end = end.unwrap_or(body).min(body + MOST_INDEX_BYTES);
    let (mut at, mut last) = (body, 0);
    while at < end
        && let Found::Element { id, body, end: Some(next) } = element_at(bytes, at)?
    {
        if id == SEEK_POSITION {
            let position = bytes.slice(body, (next - body).min(8))?;
            let position = position.iter().fold(0_u64, |sum, byte| sum << 8 | u64::from(*byte));
            last = last.max(start.saturating_add(position).saturating_add(1));
        }
        at = if id == SEEK { body } else { next };
    }
    Ok(last)
}

fn element_at(bytes: &mut Bytes<'_, impl Read + Seek>, at: u64) -> io::Result<Found> {
    // An id has up to four bytes, a length up to eight.
    let header = bytes.slice(at, 12)?;
    let Some(&first) = header.first() else { return Ok(Found::Nothing) };
    let id_length = first.leading_zeros() as usize + 1;
    if id_length > 4 {
        return Ok(Found::Nothing);
    }
    let Some(&first_of_size) = header.get(id_length) else { return Ok(Found::Torn) };
    let size_length = first_of_size.leading_zeros() as usize + 1;
    if size_length > 8 {
        return Ok(Found::Nothing);
    }
    let Some(size) = header.get(id_length..id_length + size_length) else { return Ok(Found::Torn) };
    let number = |bytes: &[u8]| bytes.iter().fold(0_u64, |sum, byte| sum << 8 | u64::from(*byte));
    let ones = (1_u64 << (7 * size_length)) - 1;
    let size = number(size) & ones;
    let body = at + (id_length + size_length) as u64;
    let id = number(&header[..id_length]);
    Ok(Found::Element { id, body, end: (size != ones).then(|| body.saturating_add(size)) })
}

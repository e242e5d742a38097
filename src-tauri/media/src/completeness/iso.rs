//! MP4, MOV and M4A (ISO/IEC 14496-12) are complete if there is a `moov`, the samples that its tables or a segment
//! index list lie within the file, and no fragment is incomplete. Data after a complete film is ignored: servers add
//! line ends, pages and tags.

use std::io::{self, Read, Seek, SeekFrom};

use super::super::boxes::{FoundBox, box_at};
use super::{Completeness, MOST_PARTS};

/// Maximum size of a `moov` in bytes, enough for some days of film. The tables of a longer one are not checked.
const MOST_MOOV_BYTES: u64 = 64 << 20;
/// Maximum size of a segment index in bytes: more than its 65,535 possible references need.
const MOST_INDEX_BYTES: u64 = 1 << 20;

/// The result of walking the top-level boxes.
#[derive(Default)]
struct Walk {
    moov: Option<FoundBox>,
    has_fragments: bool,
    /// Whether the last `moof` has no `mdat` after it.
    lacks_data: bool,
    /// End of the media that a segment index lists.
    index_end: u64,
    /// End of the last complete box.
    end: u64,
    /// Kind of the next box, which extends beyond the file.
    unfinished: Option<[u8; 4]>,
}

/// The boxes of a fragmented film. An incomplete box of any other kind is trailing data.
const OF_FRAGMENTS: [&[u8; 4]; 7] = [b"moof", b"mdat", b"styp", b"sidx", b"emsg", b"prft", b"mfra"];

pub(super) fn completeness(reader: &mut (impl Read + Seek), length: u64) -> io::Result<Completeness> {
    let mut walk = Walk::default();
    for _ in 0..MOST_PARTS {
        let Some(found) = box_at(reader, walk.end, length)?.filter(|found| is_name(found.kind)) else { break };
        if found.end() > length {
            walk.unfinished = Some(found.kind);
            break;
        }
        match &found.kind {
            b"moov" => walk.moov = walk.moov.or(Some(found)),
            b"moof" => (walk.has_fragments, walk.lacks_data) = (true, true),
            b"mdat" => walk.lacks_data = false,
            b"sidx" => {
                let body = body(reader, &found, MOST_INDEX_BYTES)?;
                walk.index_end = walk.index_end.max(index_end(&body, found.end()).unwrap_or(0));
            }
            _ => {}
        }
        walk.end = found.end();
    }
    let Some(moov) = walk.moov else { return Ok(Completeness::CutOff) };
    let tables = Tables::of(&body(reader, &moov, MOST_MOOV_BYTES)?);
    let is_only_a_head = tables.is_fragmented && !tables.has_samples && !walk.has_fragments;
    let lacks_samples = !tables.has_samples && walk.unfinished == Some(*b"mdat");
    if is_only_a_head || lacks_samples || walk.lacks_data || (walk.has_fragments && is_ragged(&walk, reader, length)?) {
        return Ok(Completeness::CutOff);
    }
    Ok(Completeness::of_end(tables.end.max(walk.index_end), length))
}

/// Returns whether the file ends within a fragment.
fn is_ragged(walk: &Walk, reader: &mut (impl Read + Seek), length: u64) -> io::Result<bool> {
    match walk.unfinished {
        Some(kind) => Ok(OF_FRAGMENTS.contains(&&kind)),
        None => begins_a_box(reader, walk.end, length),
    }
}

/// Returns whether four bytes can be the name of a box: printable, or with the copyright sign of QuickTime. Padding and
/// trailing garbage are not.
fn is_name(kind: [u8; 4]) -> bool {
    kind.iter().all(|byte| matches!(byte, 0x20..=0x7e | 0xa9))
}

/// Returns whether the data after the last box is the beginning of a box header: shorter than a header, with a size
/// below 16 MiB, and not the zeros that end a list in QuickTime.
fn begins_a_box(reader: &mut (impl Read + Seek), at: u64, length: u64) -> io::Result<bool> {
    let mut rest = Vec::new();
    reader.seek(SeekFrom::Start(at))?;
    reader.by_ref().take(length.saturating_sub(at).min(8)).read_to_end(&mut rest)?;
    let ends_a_list = rest.len() >= 4 && rest.iter().all(|byte| *byte == 0);
    Ok(rest.len() < 8 && rest.first() == Some(&0) && !ends_a_list)
}

/// Returns the body of a box; empty if it is longer than `most`.
fn body(reader: &mut (impl Read + Seek), found: &FoundBox, most: u64) -> io::Result<Vec<u8>> {
    let range = found.body();
    let mut bytes = Vec::new();
    if range.end - range.start <= most {
        reader.seek(SeekFrom::Start(range.start))?;
        reader.by_ref().take(range.end - range.start).read_to_end(&mut bytes)?;
    }
    Ok(bytes)
}

/// Returns the end of the media that a segment index (§8.16.3) lists; offsets are relative to the end of the index.
fn index_end(body: &[u8], anchor: u64) -> Option<u64> {
    let (first_offset, rest) = match body.first()? {
        0 => (number(body, 16, 4)?, body.get(20..)?),
        _ => (number(body, 20, 8)?, body.get(28..)?),
    };
    let count = number(rest, 2, 2)? as usize;
    let references = rest.get(4..)?.chunks_exact(12).take(count);
    let sizes = references.map(|reference| number(reference, 0, 4).unwrap_or(0) & 0x7fff_ffff);
    Some(anchor.saturating_add(first_offset).saturating_add(sizes.sum()))
}

/// What a `moov` tells about the samples.
#[derive(Default)]
struct Tables {
    /// Position after the last sample.
    end: u64,
    has_samples: bool,
    /// Whether more samples follow in fragments.
    is_fragmented: bool,
}

impl Tables {
    fn of(moov: &[u8]) -> Self {
        let mut tables = Self::default();
        for (kind, body) in children(moov) {
            match &kind {
                b"mvex" => tables.is_fragmented = true,
                b"trak" => {
                    if let Some(end) = track_end(body) {
                        tables.has_samples = true;
                        tables.end = tables.end.max(end);
                    }
                }
                _ => {}
            }
        }
        tables
    }
}

/// Returns the position after the last sample of a track; `None` if it has no samples, or they are in another file.
fn track_end(trak: &[u8]) -> Option<u64> {
    let minf = child(child(trak, *b"mdia")?, *b"minf")?;
    if child(minf, *b"dinf").and_then(|dinf| child(dinf, *b"dref")).is_some_and(is_elsewhere) {
        return None;
    }
    let stbl = child(minf, *b"stbl")?;
    let sizes = Sizes::of(stbl)?;
    let (offsets, width) = match child(stbl, *b"stco") {
        Some(offsets) => (offsets, 4),
        None => (child(stbl, *b"co64")?, 8),
    };
    let offsets = offsets.get(8..)?.chunks_exact(width).map(|entry| number(entry, 0, width).unwrap_or(0));
    let mut runs = child(stbl, *b"stsc").and_then(|runs| runs.get(8..)).unwrap_or_default().chunks_exact(12).peekable();
    let (mut sample, mut a_chunk, mut end) = (0, 1, 0);
    for (chunk, offset) in (1..).zip(offsets) {
        while let Some(run) = runs.next_if(|run| number(run, 0, 4).is_some_and(|first| first <= chunk)) {
            a_chunk = number(run, 4, 4).unwrap_or(0);
        }
        let next = sizes.count.min(sample + a_chunk);
        if next > sample {
            end = end.max(offset.saturating_add(sizes.sum(sample, next)));
        }
        sample = next;
    }
    (end > 0).then_some(end)
}

/// Returns whether no entry of a data reference (§8.7.2) refers to this file.
fn is_elsewhere(dref: &[u8]) -> bool {
    let entries = dref.get(8..).unwrap_or_default();
    children(entries).next().is_some() && children(entries).all(|(_, entry)| number(entry, 3, 1) == Some(0))
}

/// The sizes of a track's samples (§8.7.3).
struct Sizes<'b> {
    /// Number of samples.
    count: u64,
    /// The common size, if all samples have the same.
    each: u64,
    table: &'b [u8],
    /// Bits per table entry.
    bits: u64,
}

impl<'b> Sizes<'b> {
    fn of(stbl: &'b [u8]) -> Option<Self> {
        if let Some(body) = child(stbl, *b"stsz") {
            return Some(Self {
                count: number(body, 8, 4)?,
                each: number(body, 4, 4)?,
                table: body.get(12..)?,
                bits: 32,
            });
        }
        let body = child(stbl, *b"stz2")?;
        Some(Self { count: number(body, 8, 4)?, each: 0, table: body.get(12..)?, bits: number(body, 7, 1)? })
    }

    /// Returns the total size of the samples from `from` up to `to`; missing entries count as 0.
    fn sum(&self, from: u64, to: u64) -> u64 {
        if self.each > 0 {
            return self.each.saturating_mul(to - from);
        }
        let bytes = |sample: u64| usize::try_from(sample * self.bits / 8).unwrap_or(usize::MAX).min(self.table.len());
        let table = &self.table[bytes(from)..bytes(to)];
        match self.bits {
            4 => table.iter().map(|pair| u64::from(pair >> 4) + u64::from(pair & 15)).sum(),
            bits => {
                table.chunks_exact((bits / 8).max(1) as usize).filter_map(|entry| number(entry, 0, entry.len())).sum()
            }
        }
    }
}

fn child(parent: &[u8], wanted: [u8; 4]) -> Option<&[u8]> {
    children(parent).find(|(kind, _)| *kind == wanted).map(|(_, body)| body)
}

/// Returns the sibling boxes in `rest`, up to the first invalid one.
fn children(mut rest: &[u8]) -> impl Iterator<Item = ([u8; 4], &[u8])> {
    std::iter::from_fn(move || {
        let kind = rest.get(4..8)?.try_into().ok()?;
        let (size, header) = match number(rest, 0, 4)? {
            0 => (rest.len() as u64, 8),
            1 => (number(rest, 8, 8)?, 16),
            size => (size, 8),
        };
        let (found, tail) = rest.split_at_checked(usize::try_from(size).ok()?)?;
        rest = tail;
        Some((kind, found.get(header..)?))
    })
}

/// Reads the big-endian number of `width` bytes at `at`; `None` if the bytes end before.
fn number(bytes: &[u8], at: usize, width: usize) -> Option<u64> {
    Some(bytes.get(at..at.checked_add(width)?)?.iter().fold(0, |sum, byte| sum << 8 | u64::from(*byte)))
}

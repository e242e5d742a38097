//! Finds the boxes of an MP4 or MOV file (ISO/IEC 14496-12 §4.2) and their positions. Does not interpret them.

use std::io::{self, Read, Seek, SeekFrom};
use std::ops::Range;

/// Maximum number of sibling boxes; no film has more.
const MOST_BOXES: usize = 1 << 17;

/// A box by its header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct FoundBox {
    pub(super) kind: [u8; 4],
    /// Position of its first byte.
    pub(super) start: u64,
    /// Size including the header; may extend past the end of the file.
    pub(super) size: u64,
    /// Size of the header.
    pub(super) header: u64,
    /// Whether it has no size and extends to the end of the file.
    pub(super) is_open: bool,
}

impl FoundBox {
    /// Returns the position of the first byte after the box.
    pub(super) const fn end(&self) -> u64 {
        self.start.saturating_add(self.size)
    }

    /// Returns the range of its body.
    pub(super) const fn body(&self) -> Range<u64> {
        self.start + self.header..self.end()
    }
}

/// Reads the box header at `at` and leaves the reader after it. `None` at `end`, or if the size is impossible.
pub(super) fn box_at(reader: &mut (impl Read + Seek), at: u64, end: u64) -> io::Result<Option<FoundBox>> {
    if at.saturating_add(8) > end {
        return Ok(None);
    }
    reader.seek(SeekFrom::Start(at))?;
    let mut short = [0; 8];
    reader.read_exact(&mut short)?;
    let [a, b, c, d, kind @ ..] = short;
    let said = u32::from_be_bytes([a, b, c, d]);
    let (size, header) = match said {
        0 => (end - at, 8),
        1 if at + 16 <= end => {
            let mut long = [0; 8];
            reader.read_exact(&mut long)?;
            (u64::from_be_bytes(long), 16)
        }
        size => (u64::from(size), 8),
    };
    let possible = size >= header && at.checked_add(size).is_some();
    Ok(possible.then_some(FoundBox { kind, start: at, size, header, is_open: said == 0 }))
}

/// Returns the sibling boxes in a range, up to its end or the first invalid box.
pub(super) fn boxes_in(reader: &mut (impl Read + Seek), range: Range<u64>) -> io::Result<Vec<FoundBox>> {
    let mut boxes = Vec::new();
    let mut at = range.start;
    while boxes.len() < MOST_BOXES
        && let Some(found) = box_at(reader, at, range.end)?
    {
        at = found.end();
        boxes.push(found);
    }
    Ok(boxes)
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use proptest::prelude::*;

    use super::*;

    fn of(bytes: &[u8]) -> Vec<FoundBox> {
        boxes_in(&mut Cursor::new(bytes), 0..bytes.len() as u64).expect("memory")
    }

    #[test]
    fn short_long_and_open_boxes_are_told_apart() {
        let long = [&1_u32.to_be_bytes()[..], b"mdat", &17_u64.to_be_bytes(), b"x"].concat();
        let bytes = [b"\0\0\0\x0cftypisom", &long[..], b"\0\0\0\0mdatwxyz"].concat();
        let found: Vec<_> = of(&bytes).iter().map(|found| (found.start, found.body(), found.is_open)).collect();
        assert_eq!(found, [(0, 8..12, false), (12, 28..29, false), (29, 37..41, true)]);
    }

    proptest! {
        #[test]
        fn boxes_follow_one_another_whatever_the_bytes(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            let boxes = of(&bytes);
            prop_assert!(boxes.windows(2).all(|pair| pair[0].end() == pair[1].start));
            prop_assert!(boxes.iter().all(|found| found.start < bytes.len() as u64 && found.size >= 8));
        }
    }
}

//! Forward index: the term numbers of each clip in text order. Phrases are matched in it, and it tells which postings to remove
//! when a clip changes. Stored as variable-length integers in one buffer; frequent words have low numbers and are short.

use memchr::memmem::Finder;
use roaring::RoaringBitmap;

/// Separates two fields, so that no phrase matches across them. No word has this number.
pub(super) const GAP: u32 = 0;

/// Unused bytes below which the buffer is not compacted.
const TIDY_FROM: usize = 1 << 16;

/// The term numbers of all clips.
#[derive(Debug, Default)]
pub(super) struct ForwardIndex {
    bytes: Vec<u8>,
    spans: Vec<Span>,
    /// Unused bytes of the buffer.
    left_behind: usize,
}

#[derive(Debug, Clone, Copy, Default)]
struct Span {
    start: usize,
    len: u32,
}

impl ForwardIndex {
    /// Replaces the numbers of a clip.
    pub(super) fn set(&mut self, clip: u32, numbers: &[u32]) {
        let at = clip as usize;
        if self.spans.len() <= at {
            self.spans.resize(at + 1, Span::default());
        }
        self.left_behind += self.spans[at].len as usize;
        let start = self.bytes.len();
        numbers.iter().for_each(|number| write(*number, &mut self.bytes));
        let len = u32::try_from(self.bytes.len() - start).unwrap_or(u32::MAX);
        self.spans[at] = Span { start, len };
        self.tidy();
    }

    /// Returns the numbers of a clip.
    pub(super) fn get(&self, clip: u32) -> impl Iterator<Item = u32> + '_ {
        let mut bytes = self.bytes_of(clip).iter();
        std::iter::from_fn(move || read(&mut bytes))
    }

    /// Keeps only the clips in which these numbers are adjacent.
    pub(super) fn retain(&self, clips: &mut RoaringBitmap, phrase: &[u32]) {
        let mut needle = Vec::new();
        phrase.iter().for_each(|number| write(*number, &mut needle));
        let finder = Finder::new(&needle);
        clips.retain(|clip| ends(self.bytes_of(clip), &finder).next().is_some());
    }

    /// Keeps only the clips in which these numbers are adjacent and followed by one of `lasts`.
    pub(super) fn retain_openings(&self, clips: &mut RoaringBitmap, phrase: &[u32], lasts: &RoaringBitmap) {
        let mut needle = Vec::new();
        phrase.iter().for_each(|number| write(*number, &mut needle));
        let finder = Finder::new(&needle);
        clips.retain(|clip| {
            let bytes = self.bytes_of(clip);
            ends(bytes, &finder).any(|end| read(&mut bytes[end..].iter()).is_some_and(|last| lasts.contains(last)))
        });
    }

    /// Releases unused capacity.
    pub(super) fn shrink(&mut self) {
        self.bytes.shrink_to_fit();
        self.spans.shrink_to_fit();
    }

    fn bytes_of(&self, clip: u32) -> &[u8] {
        let span = self.spans.get(clip as usize).copied().unwrap_or_default();
        &self.bytes[span.start..span.start + span.len as usize]
    }

    fn tidy(&mut self) {
        if self.left_behind < TIDY_FROM || self.left_behind * 2 < self.bytes.len() {
            return;
        }
        let mut kept = Vec::with_capacity(self.bytes.len() - self.left_behind);
        for span in &mut self.spans {
            let start = kept.len();
            kept.extend_from_slice(&self.bytes[span.start..span.start + span.len as usize]);
            span.start = start;
        }
        self.bytes = kept;
        self.left_behind = 0;
    }
}

/// Returns the end of each match; matches may overlap.
fn ends<'a>(bytes: &'a [u8], finder: &'a Finder<'a>) -> impl Iterator<Item = usize> + 'a {
    let mut from = 0;
    let found = std::iter::from_fn(move || {
        let at = from + finder.find(&bytes[from..])?;
        from = at + 1;
        Some(at)
    });
    found.filter(|at| *at == 0 || is_last(bytes[at - 1])).map(|at| at + finder.needle().len())
}

/// Seven bits a byte, lowest first; the high bit says that more follow.
fn write(mut number: u32, bytes: &mut Vec<u8>) {
    while number >= 0x80 {
        bytes.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

fn read<'a>(bytes: &mut impl Iterator<Item = &'a u8>) -> Option<u32> {
    let (mut number, mut shift) = (0, 0);
    loop {
        let byte = *bytes.next()?;
        number |= u32::from(byte & 0x7f) << shift;
        if is_last(byte) {
            return Some(number);
        }
        shift += 7;
    }
}

/// Whether a number ends with this byte.
const fn is_last(byte: u8) -> bool {
    byte < 0x80
}

#[cfg(test)]
mod tests {
    use super::*;

    const MANY: [u32; 7] = [1, 127, 128, 16_383, 16_384, u32::MAX, 5];

    #[test]
    fn numbers_come_back_as_they_were_kept() {
        let mut sequences = ForwardIndex::default();
        sequences.set(3, &MANY);
        sequences.set(1, &[9]);
        sequences.set(3, &[&[7], MANY.as_slice()].concat());
        assert_eq!(sequences.get(3).collect::<Vec<_>>(), [&[7], MANY.as_slice()].concat());
        assert_eq!(sequences.get(1).collect::<Vec<_>>(), [9]);
        assert_eq!(sequences.get(0).chain(sequences.get(99)).count(), 0);
    }

    #[test]
    fn a_phrase_is_found_where_its_numbers_stand_together_and_not_within_a_number() {
        let mut sequences = ForwardIndex::default();
        sequences.set(1, &[5, 300, 7]);
        sequences.set(2, &[300, 5, 7]);
        sequences.set(3, &[5, GAP, 300]);
        // 300 is the bytes ac 02: the number 2 is not in it.
        sequences.set(4, &[300, 9]);
        let found = |phrase: &[u32]| {
            let mut clips = RoaringBitmap::from_iter(1..=4);
            sequences.retain(&mut clips, phrase);
            clips.into_iter().collect::<Vec<_>>()
        };
        assert_eq!(found(&[5, 300]), [1]);
        assert!(found(&[2, 9]).is_empty());
        assert_eq!(found(&[300, 9]), [4]);
    }

    #[test]
    fn an_opening_is_found_where_its_last_number_may_be_one_of_several() {
        let mut sequences = ForwardIndex::default();
        sequences.set(1, &[5, 5, 5, 300]);
        sequences.set(2, &[5, 5, GAP, 300]);
        sequences.set(3, &[300, 5, 5]);
        sequences.set(4, &[5, 5, 301, 5]);
        let found = |phrase: &[u32], lasts: &[u32]| {
            let mut clips = RoaringBitmap::from_iter(1..=4);
            sequences.retain_openings(&mut clips, phrase, &lasts.iter().copied().collect());
            clips.into_iter().collect::<Vec<_>>()
        };
        assert_eq!(found(&[5, 5], &[300]), [1], "the second time");
        assert_eq!(found(&[5, 5], &[300, 301]), [1, 4]);
        assert_eq!(found(&[5], &[5]), [1, 2, 3, 4]);
    }

    #[test]
    fn what_was_replaced_is_tidied_up() {
        let mut sequences = ForwardIndex::default();
        sequences.set(1, &MANY);
        (0..100_000).for_each(|n| sequences.set(2, &[n, n]));
        assert!(sequences.bytes.len() < 4 * TIDY_FROM, "{}", sequences.bytes.len());
        assert_eq!(sequences.get(1).collect::<Vec<_>>(), MANY);
        assert_eq!(sequences.get(2).collect::<Vec<_>>(), [99_999, 99_999]);
    }
}

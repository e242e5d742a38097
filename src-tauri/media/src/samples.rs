//! Lists a track's samples from the tables of `stbl` (ISO/IEC 14496-12 §8.6, §8.7).
//!
//! If tables are inconsistent or end early, only the consistent samples are listed. Edit lists are applied in `edits`.

use std::iter::repeat_n;

use super::box_tree::{child, u32_at};

/// Maximum number of samples: twelve hours at 24 frames per second.
pub(super) const MOST_SAMPLES: usize = 1 << 20;

/// One coded picture.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Sample {
    pub(super) offset: u64,
    pub(super) size: u64,
    /// Composition time in the track's units.
    pub(super) shown_at: i64,
    /// Duration in the track's units.
    pub(super) duration: u32,
    /// Index of its sample entry.
    pub(super) entry: u16,
    pub(super) is_sync: bool,
}

impl Sample {
    pub(super) fn lies_within(&self, length: u64) -> bool {
        self.size > 0 && self.offset.checked_add(self.size).is_some_and(|end| end <= length)
    }

    pub(super) fn shown_until(&self) -> i64 {
        self.shown_at.saturating_add(self.duration.into())
    }
}

/// Returns the index, from 0, of a sample entry, which tables count from 1.
pub(super) fn entry_index(description: u32) -> u16 {
    u16::try_from(description.saturating_sub(1)).unwrap_or(u16::MAX)
}

/// Lists the samples of an unfragmented track in decoding order. `length` is the file's; it limits samples of equal
/// size.
pub(super) fn from_tables(stbl: &[u8], length: u64) -> Vec<Sample> {
    let places = places(stbl, length);
    let durations = runs(stbl, b"stts");
    // Read as signed: all known files use it so, although version 0 is defined as unsigned (§8.6.1.3).
    let mut delays = runs(stbl, b"ctts").map(u32::cast_signed);
    let mut sync = child(stbl, b"stss").map(|stss| words::<1>(stss).peekable());

    let mut decoded_at = 0_i64;
    let numbered = (1..).zip(places.into_iter().zip(durations));
    let samples = numbered.map(|(number, (place, duration))| {
        let is_sync = sync.as_mut().is_none_or(|sync| sync.next_if_eq(&[number]).is_some());
        let shown_at = decoded_at.saturating_add(delays.next().unwrap_or(0).into());
        decoded_at = decoded_at.saturating_add(duration.into());
        Sample { offset: place.offset, size: place.size, shown_at, duration, entry: place.entry, is_sync }
    });
    let mut samples: Vec<Sample> = samples.collect();
    // A table without any sync sample is ignored.
    if let Some(first) =
        samples.first_mut().filter(|_| child(stbl, b"stss").is_some_and(|stss| words::<1>(stss).next().is_none()))
    {
        first.is_sync = true;
    }
    samples
}

/// Returns the total duration of the samples in the tables, in the track's units.
pub(super) fn duration(stbl: &[u8]) -> i64 {
    let runs = words::<2>(child(stbl, b"stts").unwrap_or_default());
    runs.fold(0, |sum: i64, [count, delta]| sum.saturating_add(i64::from(count).saturating_mul(delta.into())))
}

/// Position and size of a sample.
#[derive(Debug, PartialEq, Eq)]
struct Place {
    offset: u64,
    size: u64,
    entry: u16,
}

/// Returns the position of each sample: sizes from `stsz` or `stz2`, grouped into the chunks of `stsc`.
fn places(stbl: &[u8], length: u64) -> Vec<Place> {
    let short = child(stbl, b"stco").into_iter().flat_map(words::<1>).map(|[offset]| u64::from(offset));
    let long = child(stbl, b"co64").into_iter().flat_map(words::<2>);
    let long = long.map(|[high, low]| u64::from(high) << 32 | u64::from(low));

    let mut runs = child(stbl, b"stsc").into_iter().flat_map(words::<3>).peekable();
    let (mut in_each_chunk, mut entry) = (0, 0);
    let mut sizes = sizes(stbl, length).into_iter();
    let mut places = Vec::with_capacity(sizes.len());
    for (chunk, offset) in (1_u32..).zip(short.chain(long)) {
        while let Some([_, samples, description]) = runs.next_if(|[first_chunk, ..]| *first_chunk <= chunk) {
            (in_each_chunk, entry) = (samples as usize, entry_index(description));
        }
        let mut at = offset;
        for size in sizes.by_ref().take(in_each_chunk) {
            places.push(Place { offset: at, size, entry });
            at = at.saturating_add(size);
        }
    }
    places
}

fn sizes(stbl: &[u8], length: u64) -> Vec<u64> {
    let Some(stsz) = child(stbl, b"stsz") else { return compact_sizes(stbl) };
    let count = u32_at(stsz, 8).unwrap_or_default() as usize;
    match u64::from(u32_at(stsz, 4).unwrap_or_default()) {
        0 => {
            let sizes = stsz.get(12..).unwrap_or_default().chunks_exact(4).filter_map(|size| u32_at(size, 0));
            sizes.take(count.min(MOST_SAMPLES)).map(u64::from).collect()
        }
        size => vec![size; usize::try_from(length / size).unwrap_or(usize::MAX).min(count).min(MOST_SAMPLES)],
    }
}

/// Reads `stz2` (§8.7.3.3) with four, eight or sixteen bits per size.
fn compact_sizes(stbl: &[u8]) -> Vec<u64> {
    let stz2 = child(stbl, b"stz2").unwrap_or_default();
    let count = (u32_at(stz2, 8).unwrap_or_default() as usize).min(MOST_SAMPLES);
    let sizes = stz2.get(12..).unwrap_or_default();
    match stz2.get(7) {
        Some(4) => sizes.iter().flat_map(|pair| [pair >> 4, pair & 15]).map(u64::from).take(count).collect(),
        Some(8) => sizes.iter().copied().map(u64::from).take(count).collect(),
        Some(16) => {
            sizes.chunks_exact(2).map(|size| u64::from(size[0]) << 8 | u64::from(size[1])).take(count).collect()
        }
        _ => Vec::new(),
    }
}

/// Returns the second word of each pair, repeated as often as the first one says.
fn runs<'a>(stbl: &'a [u8], kind: &[u8; 4]) -> impl Iterator<Item = u32> + use<'a> {
    let pairs = words::<2>(child(stbl, kind).unwrap_or_default());
    pairs.flat_map(|[count, value]| repeat_n(value, count as usize))
}

/// Returns the entries of a table that begins with version, flags and their count; no more than there is data for.
pub(super) fn words<const N: usize>(table: &[u8]) -> impl Iterator<Item = [u32; N]> {
    let count = u32_at(table, 4).unwrap_or_default() as usize;
    let entries = table.get(8..).unwrap_or_default().chunks_exact(4 * N).take(count);
    entries.map(|entry| std::array::from_fn(|at| u32_at(entry, 4 * at).unwrap_or_default()))
}

#[cfg(test)]
pub(super) mod tests {
    use proptest::prelude::*;

    use super::*;

    pub(crate) fn boxed(kind: &[u8; 4], words: &[i32]) -> Vec<u8> {
        let body: Vec<u8> = words.iter().flat_map(|word| word.to_be_bytes()).collect();
        [&(body.len() as u32 + 8).to_be_bytes()[..], kind, &body].concat()
    }

    /// Three samples of 10, 20 and 30 bytes: two in the chunk at 100, one of another entry in the chunk at 500.
    const TABLES: [(&[u8; 4], &[i32]); 6] = [
        (b"stsz", &[0, 0, 3, 10, 20, 30]),
        (b"stsc", &[0, 2, 1, 2, 1, 2, 2, 2]),
        (b"stco", &[0, 2, 100, 500]),
        (b"stts", &[0, 2, 1, 5, 2, 7]),
        (b"stss", &[0, 2, 1, 3]),
        (b"ctts", &[0, 2, 2, 4, 1, -3]),
    ];

    /// The tables, with one of them replaced.
    fn tables_with(kind: &[u8; 4], words: Option<&[i32]>) -> Vec<u8> {
        let others = TABLES.iter().filter(|(other, _)| *other != kind).flat_map(|(kind, words)| boxed(kind, words));
        others.chain(words.into_iter().flat_map(|words| boxed(kind, words))).collect()
    }

    fn sample(offset: u64, size: u64, shown_at: i64, duration: u32, entry: u16, is_sync: bool) -> Sample {
        Sample { offset, size, shown_at, duration, entry, is_sync }
    }

    #[test]
    fn tables_become_samples() {
        let expected =
            [sample(100, 10, 4, 5, 0, true), sample(110, 20, 9, 7, 0, false), sample(500, 30, 9, 7, 1, true)];
        let tables = tables_with(b"none", None);
        assert_eq!(from_tables(&tables, 1000), expected);
        assert_eq!(duration(&tables), 19);
        let long = tables_with(b"stco", None).into_iter().chain(boxed(b"co64", &[0, 2, 0, 100, 0, 500]));
        assert_eq!(from_tables(&long.collect::<Vec<_>>(), 1000), expected);
    }

    #[test]
    fn without_a_sync_table_every_sample_is_one_and_an_empty_table_means_the_first() {
        let is_sync = |samples: Vec<Sample>| samples.iter().map(|sample| sample.is_sync).collect::<Vec<_>>();
        assert_eq!(is_sync(from_tables(&tables_with(b"stss", None), 1000)), [true; 3]);
        assert_eq!(is_sync(from_tables(&tables_with(b"stss", Some(&[0, 0])), 1000)), [true, false, false]);
    }

    #[test]
    fn tables_that_disagree_give_what_they_agree_on() {
        assert_eq!(from_tables(&tables_with(b"stts", Some(&[0, 1, 1, 5])), 1000).len(), 1);
        assert_eq!(from_tables(&tables_with(b"stco", None), 1000).len(), 0);
        assert_eq!(from_tables(&tables_with(b"stsc", None), 1000).len(), 0);
        // A count that claims more than is there.
        assert_eq!(from_tables(&tables_with(b"stco", Some(&[0, -1, 100])), 1000).len(), 2);
    }

    #[test]
    fn a_claimed_count_is_bounded_by_the_file() {
        let stsz = tables_with(b"stsz", Some(&[0, 100, -1]));
        assert_eq!(sizes(&stsz, 1000), [100; 10]);
        let stsc: Vec<u8> =
            [boxed(b"stsz", &[0, 100, -1]), boxed(b"stsc", &[0, 1, 1, -1, 1]), boxed(b"stco", &[0, 1, 0])].concat();
        assert_eq!(places(&stsc, 1000).len(), 10);
    }

    #[test]
    fn compact_sizes_are_read() {
        assert_eq!(compact_sizes(&boxed(b"stz2", &[0, 4, 3, 0x1234_5678])), [1, 2, 3]);
        assert_eq!(compact_sizes(&boxed(b"stz2", &[0, 8, 9, 0x1234_5678])), [0x12, 0x34, 0x56, 0x78]);
        assert_eq!(compact_sizes(&boxed(b"stz2", &[0, 16, 2, 0x1234_5678])), [0x1234, 0x5678]);
        assert!(compact_sizes(&boxed(b"stz2", &[0, 5, 3, 1])).is_empty());
    }

    #[test]
    fn a_sample_must_lie_within_the_file() {
        let at = |offset, size| Sample { offset, size, ..Sample::default() };
        assert!(at(10, 10).lies_within(20));
        assert!(!at(10, 11).lies_within(20) && !at(u64::MAX, 2).lies_within(20) && !at(0, 0).lies_within(20));
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..200), at in 0..6_usize) {
            let (kind, _) = TABLES[at];
            let damaged = [tables_with(kind, None), (bytes.len() as u32 + 8).to_be_bytes().to_vec(), kind.to_vec(), bytes].concat();
            prop_assert!(from_tables(&damaged, 1000).len() <= 1000);
            duration(&damaged);
        }
    }
}

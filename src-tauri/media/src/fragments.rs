//! Reads the samples of a track from the fragments of a film (ISO/IEC 14496-12 §8.8).

use super::box_tree::{child, children, u32_at, u64_at};
use super::samples::{MOST_SAMPLES, Sample, entry_index};

/// Bit 16 of the sample flags: `sample_is_non_sync_sample` (§8.8.3.1).
const IS_NOT_SYNC: u32 = 1 << 16;

/// Reads the fragments of one track in order.
pub(super) struct FragmentReader {
    track_id: u32,
    /// Decoding time of the next sample, in the track's units.
    decoded_at: i64,
}

impl FragmentReader {
    /// Creates a reader; `decoded_at` is the end of the samples before the fragments.
    pub(super) fn new(track_id: u32, decoded_at: i64) -> Self {
        Self { track_id, decoded_at }
    }

    /// Appends the track's samples in the fragment with this body. `start` is the file position of the fragment's box,
    /// `defaults` the body of the track's `trex`.
    pub(super) fn append(&mut self, samples: &mut Vec<Sample>, moof: &[u8], start: u64, defaults: &[u8]) {
        for traf in children(moof).filter(|child| child.kind == *b"traf") {
            let header = child(traf.body, b"tfhd").unwrap_or_default();
            if u32_at(header, 4) == Some(self.track_id) {
                let (base, usual) = Usual::parse(header, defaults);
                self.append_runs(samples, traf.body, base.unwrap_or(start), usual);
            }
        }
    }

    fn append_runs(&mut self, samples: &mut Vec<Sample>, traf: &[u8], base: u64, usual: Usual) {
        self.decoded_at = child(traf, b"tfdt").and_then(decode_time).unwrap_or(self.decoded_at);
        let mut offset = base;
        for trun in children(traf).filter(|child| child.kind == *b"trun") {
            let run = Run::parse(trun.body, usual);
            offset = run.data_offset.map_or(offset, |relative| base.saturating_add_signed(relative.into()));
            for (duration, size, flags, delay) in run.samples() {
                if samples.len() >= MOST_SAMPLES {
                    return;
                }
                let shown_at = self.decoded_at.saturating_add(delay.into());
                let is_sync = flags & IS_NOT_SYNC == 0;
                samples.push(Sample { offset, size: size.into(), shown_at, duration, entry: usual.entry, is_sync });
                offset = offset.saturating_add(size.into());
                self.decoded_at = self.decoded_at.saturating_add(duration.into());
            }
        }
    }
}

/// Default values of samples.
#[derive(Clone, Copy)]
struct Usual {
    entry: u16,
    duration: u32,
    size: u32,
    flags: u32,
}

impl Usual {
    /// Parses the bodies of `tfhd` and `trex`. The first value is the base data offset, if `tfhd` has it.
    fn parse(header: &[u8], defaults: &[u8]) -> (Option<u64>, Self) {
        let mut fields = Fields::after_flags(header, 8);
        let base = fields.next_if(0x1, 8).and_then(|at| u64_at(header, at));
        let mut or_default = |flag, at| {
            let own = fields.next_if(flag, 4).and_then(|at| u32_at(header, at));
            own.or(u32_at(defaults, at)).unwrap_or_default()
        };
        let entry = entry_index(or_default(0x2, 8));
        (base, Self { entry, duration: or_default(0x8, 12), size: or_default(0x10, 16), flags: or_default(0x20, 20) })
    }
}

/// The body of a `trun`.
struct Run<'a> {
    data_offset: Option<i32>,
    first_flags: Option<u32>,
    has: u32,
    count: u32,
    entries: &'a [u8],
    usual: Usual,
}

impl<'a> Run<'a> {
    fn parse(trun: &'a [u8], usual: Usual) -> Self {
        let mut fields = Fields::after_flags(trun, 8);
        let data_offset = fields.next_if(0x1, 4).and_then(|at| u32_at(trun, at)).map(u32::cast_signed);
        let first_flags = fields.next_if(0x4, 4).and_then(|at| u32_at(trun, at));
        let entries = trun.get(fields.at..).unwrap_or_default();
        Self { data_offset, first_flags, has: fields.has, count: u32_at(trun, 4).unwrap_or_default(), entries, usual }
    }

    /// Returns duration, size, flags and composition delay of each sample: as many as there is data for, or as claimed
    /// if samples have no fields.
    fn samples(&self) -> impl Iterator<Item = (u32, u32, u32, i32)> {
        let words = (self.has >> 8 & 15).count_ones() as usize;
        let there = self.entries.len().checked_div(4 * words).unwrap_or(usize::MAX);
        (0..there.min(self.count as usize)).map(move |number| {
            let mut at = number * words * 4;
            let mut field = |flag| {
                let is_there = self.has & flag != 0;
                let value = if is_there { u32_at(self.entries, at) } else { None };
                at += if is_there { 4 } else { 0 };
                value
            };
            let (duration, size, flags, delay) = (field(0x100), field(0x200), field(0x400), field(0x800));
            (
                duration.unwrap_or(self.usual.duration),
                size.unwrap_or(self.usual.size),
                flags.or(self.first_flags.filter(|_| number == 0)).unwrap_or(self.usual.flags),
                // Read as signed: all known files use it so, although version 0 is defined as unsigned (§8.8.8).
                delay.unwrap_or_default().cast_signed(),
            )
        })
    }
}

/// Reads the optional fields of a box, whose presence is given by its flags.
struct Fields {
    has: u32,
    at: usize,
}

impl Fields {
    fn after_flags(body: &[u8], at: usize) -> Self {
        Self { has: u32_at(body, 0).unwrap_or_default() & 0xff_ffff, at }
    }

    /// Returns the position of the field for this flag; `None` if it is absent.
    fn next_if(&mut self, flag: u32, bytes: usize) -> Option<usize> {
        let at = (self.has & flag != 0).then_some(self.at)?;
        self.at += bytes;
        Some(at)
    }
}

fn decode_time(tfdt: &[u8]) -> Option<i64> {
    if tfdt.first() == Some(&1) { i64::try_from(u64_at(tfdt, 4)?).ok() } else { u32_at(tfdt, 4).map(i64::from) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::samples::tests::boxed;

    fn traf(boxes: &[Vec<u8>]) -> Vec<u8> {
        let body = boxes.concat();
        [&(body.len() as u32 + 8).to_be_bytes()[..], b"traf", &body].concat()
    }

    fn sample(offset: u64, size: u64, shown_at: i64, is_sync: bool) -> Sample {
        Sample { offset, size, shown_at, duration: 10, entry: 1, is_sync }
    }

    #[test]
    fn fragments_take_defaults_signed_delays_and_run_on() {
        let defaults: Vec<u8> =
            [0, 7, 2, 10, 0, IS_NOT_SYNC].iter().flat_map(|word: &u32| word.to_be_bytes()).collect();
        let first = boxed(b"trun", &[0xa05, 2, 50, 0, 3, 0, 4, -5]);
        let second = boxed(b"trun", &[0xa04, 2, 0, 3, 0, 4, -5]);
        let moof = traf(&[boxed(b"tfhd", &[0, 7]), boxed(b"tfdt", &[0, 100]), first, second]);
        let others = traf(&[boxed(b"tfhd", &[0, 8]), boxed(b"trun", &[0x200, 1, 9])]);

        let (mut samples, mut reader) = (Vec::new(), FragmentReader::new(7, 0));
        reader.append(&mut samples, &[others, moof].concat(), 1000, &defaults);
        let expected = [
            sample(1050, 3, 100, true),
            sample(1053, 4, 105, false),
            sample(1057, 3, 120, true),
            sample(1060, 4, 125, false),
        ];
        assert_eq!((samples, reader.decoded_at), (expected.to_vec(), 140));
    }

    #[test]
    fn a_header_overrides_every_default() {
        let tfhd = boxed(b"tfhd", &[0x3b, 7, 0, 2000, 3, 20, 5, 0]);
        let moof = traf(&[tfhd, boxed(b"trun", &[0, 2])]);
        let (mut samples, mut reader) = (Vec::new(), FragmentReader::new(7, 60));
        reader.append(&mut samples, &moof, 1000, &[]);
        let at = |offset, shown_at| Sample { offset, size: 5, shown_at, duration: 20, entry: 2, is_sync: true };
        assert_eq!(samples, [at(2000, 60), at(2005, 80)]);
    }

    #[test]
    fn a_claimed_count_is_bounded() {
        let moof = traf(&[boxed(b"tfhd", &[0, 7]), boxed(b"trun", &[0x200, -1, 3]), boxed(b"trun", &[0, -1])]);
        let (mut samples, mut reader) = (Vec::new(), FragmentReader::new(7, 0));
        reader.append(&mut samples, &moof, 1000, &[]);
        assert_eq!(samples.len(), MOST_SAMPLES);
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..200), flags in 0..0x1000_i32) {
            let (mut samples, mut reader) = (Vec::new(), FragmentReader::new(7, i64::MAX - 5));
            let trun = [boxed(b"trun", &[flags, 9]), bytes.clone()].concat();
            reader.append(&mut samples, &traf(&[boxed(b"tfhd", &[flags, 7]), trun]), u64::MAX - 5, &bytes);
            reader.append(&mut samples, &bytes, 0, &[]);
        }
    }
}

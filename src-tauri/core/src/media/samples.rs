//! The list of a track's samples, from the tables of `stbl` (ISO/IEC 14496-12 §8.6, §8.7) and from fragments (§8.8).
//!
//! Tables that disagree or end early give the samples that they agree on. Edit lists are not applied here: a strip of
//! ten frames does not show the difference, and `frame` looks them up.

use std::iter::repeat_n;

use re_mp4::{MoofBox, MoovBox, StblBox, TfhdBox, TrafBox, TrexBox, TrunBox};

/// Eleven hours at 24 frames a second.
const MOST_SAMPLES: usize = 1 << 20;

/// Bit 16 of the sample flags: `sample_is_non_sync_sample` (§8.8.3.1).
const IS_NOT_SYNC: u32 = 1 << 16;

/// One coded picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sample {
    pub(super) offset: u64,
    pub(super) size: u64,
    /// Composition time in the track's units.
    pub(super) shown_at: i64,
    /// In the track's units.
    pub(super) duration: u32,
    pub(super) is_sync: bool,
}

impl Sample {
    pub(super) fn lies_within(&self, length: u64) -> bool {
        self.size > 0 && self.offset.checked_add(self.size).is_some_and(|end| end <= length)
    }
}

/// The samples of an unfragmented track, in decoding order. `length` is the file's: equal sizes are bounded by it.
pub(super) fn from_tables(stbl: &StblBox, length: u64) -> Vec<Sample> {
    let places = places(stbl, length);
    let durations = stbl.stts.entries.iter().flat_map(|run| repeat_n(run.sample_delta, run.sample_count as usize));
    let delays = stbl.ctts.iter().flat_map(|ctts| &ctts.entries);
    let mut delays = delays.flat_map(|run| repeat_n(run.sample_offset, run.sample_count as usize));
    let mut sync = stbl.stss.as_ref().map(|stss| stss.entries.iter().peekable());

    let mut decoded_at = 0_i64;
    let numbered = (1..).zip(places.into_iter().zip(durations));
    let samples = numbered.map(|(number, ((offset, size), duration))| {
        let is_sync = sync.as_mut().is_none_or(|sync| sync.next_if_eq(&&number).is_some());
        let shown_at = decoded_at.saturating_add(delays.next().unwrap_or(0).into());
        decoded_at = decoded_at.saturating_add(duration.into());
        Sample { offset, size, shown_at, duration, is_sync }
    });
    samples.collect()
}

/// Offset and size of each sample: sizes from `stsz`, grouped into the chunks of `stsc`.
fn places(stbl: &StblBox, length: u64) -> Vec<(u64, u64)> {
    let stsz = &stbl.stsz;
    let sizes: Vec<u64> = match u64::from(stsz.sample_size) {
        0 => stsz.sample_sizes.iter().take(MOST_SAMPLES).map(|size| u64::from(*size)).collect(),
        size => {
            repeat_n(size, (length / size).min(stsz.sample_count.into()).min(MOST_SAMPLES as u64) as usize).collect()
        }
    };
    let short = stbl.stco.iter().flat_map(|stco| &stco.entries).map(|offset| u64::from(*offset));
    let long = stbl.co64.iter().flat_map(|co64| co64.entries.iter().copied());

    let mut runs = stbl.stsc.entries.iter().peekable();
    let mut in_each_chunk = 0;
    let mut sizes = sizes.into_iter();
    let mut places = Vec::with_capacity(sizes.len());
    for (chunk, offset) in (1_u32..).zip(short.chain(long)) {
        while let Some(run) = runs.next_if(|run| run.first_chunk <= chunk) {
            in_each_chunk = run.samples_per_chunk as usize;
        }
        let mut at = offset;
        for size in sizes.by_ref().take(in_each_chunk) {
            places.push((at, size));
            at = at.saturating_add(size);
        }
    }
    places
}

/// Appends the samples that the movie's fragments hold for the track `track_id`.
pub(super) fn extend_from_fragments(samples: &mut Vec<Sample>, moov: &MoovBox, moofs: &[MoofBox], track_id: u32) {
    let trexs = moov.mvex.iter().flat_map(|mvex| &mvex.trexs);
    let defaults = trexs.rev().find(|trex| trex.track_id == track_id).cloned().unwrap_or_default();
    let mut decoded_at = samples.iter().map(|sample| i64::from(sample.duration)).sum();
    for moof in moofs {
        for traf in moof.trafs.iter().filter(|traf| traf.tfhd.track_id == track_id) {
            decoded_at = append_fragment(samples, moof.start, traf, &defaults, decoded_at);
        }
    }
}

/// Appends one track fragment and says when the next one starts.
fn append_fragment(samples: &mut Vec<Sample>, moof: u64, traf: &TrafBox, trex: &TrexBox, expected_at: i64) -> i64 {
    let tfhd: &TfhdBox = &traf.tfhd;
    let base = tfhd.base_data_offset.unwrap_or(moof);
    let duration = tfhd.default_sample_duration.unwrap_or(trex.default_sample_duration);
    let size = tfhd.default_sample_size.unwrap_or(trex.default_sample_size);
    let flags = tfhd.default_sample_flags.unwrap_or(trex.default_sample_flags);

    let said_at = traf.tfdt.as_ref().and_then(|tfdt| i64::try_from(tfdt.base_media_decode_time).ok());
    let mut decoded_at = said_at.unwrap_or(expected_at);
    let mut offset = base;
    for trun in &traf.truns {
        offset = trun.data_offset.map_or(offset, |relative| base.saturating_add_signed(relative.into()));
        let count = (trun.sample_count as usize).min(MOST_SAMPLES.saturating_sub(samples.len()));
        for index in 0..count {
            let size = trun.sample_sizes.get(index).copied().unwrap_or(size).into();
            let duration = trun.sample_durations.get(index).copied().unwrap_or(duration);
            let shown_at = decoded_at.saturating_add(delay(trun, index));
            let is_sync = flags_of(trun, index).unwrap_or(flags) & IS_NOT_SYNC == 0;
            samples.push(Sample { offset, size, shown_at, duration, is_sync });
            offset = offset.saturating_add(size);
            decoded_at = decoded_at.saturating_add(duration.into());
        }
    }
    decoded_at
}

fn flags_of(trun: &TrunBox, index: usize) -> Option<u32> {
    let first = trun.first_sample_flags.filter(|_| index == 0);
    trun.sample_flags.get(index).copied().or(first)
}

/// Composition delays are signed in every file met, though version 0 calls them unsigned (§8.8.8): read them so.
fn delay(trun: &TrunBox, index: usize) -> i64 {
    trun.sample_cts.get(index).map_or(0, |delay| i64::from(delay.cast_signed()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use re_mp4::{CttsBox, MvexBox, ReadBox, StcoBox, StscBox, StssBox, StszBox, SttsBox, TfdtBox};
    use std::io::Cursor;

    /// A full box of version 0 with this body, through re_mp4: its entries cannot be named from outside.
    fn parsed<B: for<'a> ReadBox<&'a mut Cursor<Vec<u8>>>>(body: &[i32]) -> B {
        let bytes: Vec<u8> = [0, 0, 0].iter().chain(body).flat_map(|word| word.to_be_bytes()).collect();
        let size = bytes.len() as u64;
        let mut reader = Cursor::new(bytes);
        reader.set_position(8);
        B::read_box(&mut reader, size).expect("a well-formed box")
    }

    /// Three samples of 10, 20 and 30 bytes: two in the chunk at 100, one in the chunk at 500.
    fn tables() -> StblBox {
        StblBox {
            stsz: StszBox { sample_count: 3, sample_sizes: vec![10, 20, 30], ..StszBox::default() },
            stsc: parsed::<StscBox>(&[1, 1, 2, 1]),
            stco: Some(StcoBox { entries: vec![100, 500], ..StcoBox::default() }),
            stts: parsed::<SttsBox>(&[2, 1, 5, 2, 7]),
            stss: Some(StssBox { entries: vec![1, 3], ..StssBox::default() }),
            ctts: Some(parsed::<CttsBox>(&[2, 2, 4, 1, -3])),
            ..StblBox::default()
        }
    }

    fn sample(offset: u64, size: u64, shown_at: i64, duration: u32, is_sync: bool) -> Sample {
        Sample { offset, size, shown_at, duration, is_sync }
    }

    #[test]
    fn tables_become_samples() {
        let expected = [sample(100, 10, 4, 5, true), sample(110, 20, 9, 7, false), sample(500, 30, 9, 7, true)];
        assert_eq!(from_tables(&tables(), 1000), expected);
    }

    #[test]
    fn without_a_sync_table_every_sample_is_one() {
        let samples = from_tables(&StblBox { stss: None, ..tables() }, 1000);
        assert!(samples.iter().all(|sample| sample.is_sync));
    }

    #[test]
    fn tables_that_disagree_give_what_they_agree_on() {
        assert_eq!(from_tables(&StblBox { stts: parsed(&[1, 1, 5]), ..tables() }, 1000).len(), 1);
        assert_eq!(from_tables(&StblBox { stco: None, ..tables() }, 1000).len(), 0);
        assert_eq!(from_tables(&StblBox { stsc: StscBox::default(), ..tables() }, 1000).len(), 0);
    }

    #[test]
    fn a_claimed_count_is_bounded_by_the_file() {
        let stsz = StszBox { sample_size: 100, sample_count: u32::MAX, ..StszBox::default() };
        let stsc = parsed(&[1, 1, -1, 1]);
        assert_eq!(places(&StblBox { stsz, stsc, ..tables() }, 1000).len(), 10);
    }

    #[test]
    fn a_sample_must_lie_within_the_file() {
        assert!(sample(10, 10, 0, 1, true).lies_within(20));
        assert!(!sample(10, 11, 0, 1, true).lies_within(20));
        assert!(!sample(u64::MAX, 2, 0, 1, true).lies_within(20));
        assert!(!sample(0, 0, 0, 1, true).lies_within(20));
    }

    #[test]
    fn fragments_take_defaults_signed_delays_and_run_on() {
        let trex = TrexBox {
            track_id: 1,
            default_sample_duration: 10,
            default_sample_flags: IS_NOT_SYNC,
            ..TrexBox::default()
        };
        let run = |data_offset| TrunBox {
            sample_count: 2,
            data_offset,
            first_sample_flags: Some(0),
            sample_sizes: vec![3, 4],
            sample_cts: vec![0, (-5_i32).cast_unsigned()],
            ..TrunBox::default()
        };
        let tfhd = TfhdBox { track_id: 1, ..TfhdBox::default() };
        let tfdt = Some(TfdtBox { base_media_decode_time: 100, ..TfdtBox::default() });
        let moof = MoofBox {
            start: 1000,
            trafs: vec![TrafBox { tfhd, tfdt, truns: vec![run(Some(50)), run(None)] }],
            ..MoofBox::default()
        };
        let moov = MoovBox { mvex: Some(MvexBox { trexs: vec![trex], ..MvexBox::default() }), ..MoovBox::default() };

        let mut samples = Vec::new();
        extend_from_fragments(&mut samples, &moov, &[moof], 1);
        let expected = [
            sample(1050, 3, 100, 10, true),
            sample(1053, 4, 105, 10, false),
            sample(1057, 3, 120, 10, true),
            sample(1060, 4, 125, 10, false),
        ];
        assert_eq!(samples, expected);
    }
}

//! Display times of a track's samples: composition times mapped by its edit list (ISO/IEC 14496-12 §8.6.6).

use super::box_tree::{u16_at, u32_at, u64_at};
use super::samples::Sample;

/// Maximum number of edits; more than any camera or program writes.
const MOST_EDITS: usize = 4096;
/// Maximum number of displayed samples; an edit list may repeat them.
const MOST_SHOWN: usize = 1 << 20;

/// One edit, in time units of the track.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Edit {
    /// Composition time of its beginning; `None` for an empty edit.
    start: Option<i64>,
    /// Its length; `None` extends to the end, as in fragmented films.
    length: Option<i64>,
    /// Whether it holds its first frame.
    is_still: bool,
}

impl Edit {
    /// Parses the body of `elst`. Lengths are in units of the movie; if those are unknown, an edit extends to the end.
    pub(super) fn parse_list(elst: &[u8], movie_timescale: u32, timescale: u32) -> Vec<Self> {
        let is_long = elst.first() == Some(&1);
        let entries = elst.get(8..).unwrap_or_default().chunks_exact(if is_long { 20 } else { 12 });
        let count = u32_at(elst, 4).unwrap_or_default() as usize;
        let edits = entries.take(count.min(MOST_EDITS)).filter_map(|entry| {
            let (length, start, rate_at) = if is_long {
                (u64_at(entry, 0)?, u64_at(entry, 8)?.cast_signed(), 16)
            } else {
                (u32_at(entry, 0)?.into(), u32_at(entry, 4)?.cast_signed().into(), 8)
            };
            let units = (u128::from(length) * u128::from(timescale)).checked_div(movie_timescale.into());
            let length = units.filter(|units| *units > 0).and_then(|units| i64::try_from(units).ok());
            Some(Self { start: (start >= 0).then_some(start), length, is_still: u16_at(entry, rate_at)? == 0 })
        });
        edits.collect()
    }

    /// Returns the playing time of the edit for media that end at `end`.
    fn plays(self, end: i64) -> i64 {
        match self.start {
            None => self.length.unwrap_or(0),
            Some(start) if start >= end => 0,
            Some(_) if self.is_still => self.length.unwrap_or(0),
            Some(start) => self.length.unwrap_or(i64::MAX).min(end.saturating_sub(start)).max(0),
        }
    }
}

/// Returns the playing time of a track whose media end at `end`; `None` if its edits show none of them.
pub(super) fn length(edits: &[Edit], end: i64) -> Option<i64> {
    let shows_something = edits.iter().any(|edit| edit.start.is_some() && edit.plays(end) > 0);
    shows_something.then(|| edits.iter().fold(0, |sum: i64, edit| sum.saturating_add(edit.plays(end))))
}

/// The samples of a track in display order.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Timeline {
    /// Display time in units of the track, and index, of each sample. Times never decrease.
    pub(super) frames: Vec<(i64, usize)>,
    /// Display end of the last one.
    pub(super) end: i64,
}

impl Timeline {
    /// Builds the timeline of the samples from `first` on, which can be decoded. An edit list that shows none of them
    /// is ignored.
    pub(super) fn new(samples: &[Sample], first: usize, edits: &[Edit]) -> Self {
        let mut order: Vec<(i64, usize)> =
            samples.iter().enumerate().skip(first).map(|(index, sample)| (sample.shown_at, index)).collect();
        order.sort_unstable();
        let end = samples.iter().skip(first).map(Sample::shown_until).max().unwrap_or(0);
        let edited = Self::edited(&order, end, edits);
        if edited.frames.is_empty() { Self { frames: order, end } } else { edited }
    }

    fn edited(order: &[(i64, usize)], end: i64, edits: &[Edit]) -> Self {
        let mut timeline = Self::default();
        for edit in edits {
            let begins = timeline.end;
            let plays = edit.plays(end);
            timeline.end = begins.saturating_add(plays);
            let Some(start) = edit.start.filter(|_| plays > 0) else { continue };
            let until = if edit.is_still { start } else { start.saturating_add(plays) };
            let from = order.partition_point(|(at, _)| *at < start);
            let to = order.partition_point(|(at, _)| *at < until);
            let shown = &order[from..to.max(from)];
            // No sample begins within the edit, so it shows the one that is on screen then.
            let shown =
                if shown.is_empty() { &order[from.saturating_sub(1)..order.len().min(from.max(1))] } else { shown };
            let room = MOST_SHOWN.saturating_sub(timeline.frames.len());
            let frames = shown.iter().take(room);
            timeline
                .frames
                .extend(frames.map(|(at, index)| (begins.saturating_add(at.saturating_sub(start).max(0)), *index)));
        }
        timeline
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn film(times: &[i64]) -> Vec<Sample> {
        let sample = |shown_at: &i64| Sample { shown_at: *shown_at, duration: 10, ..Sample::default() };
        times.iter().map(sample).collect()
    }

    fn plays(start: i64, length: i64) -> Edit {
        Edit { start: Some(start), length: Some(length), is_still: false }
    }

    fn waits(length: i64) -> Edit {
        Edit { start: None, length: Some(length), is_still: false }
    }

    #[track_caller]
    fn assert_shown(edits: &[Edit], frames: &[(i64, usize)], end: i64) {
        let timeline = Timeline::new(&film(&[0, 30, 10, 20]), 0, edits);
        assert_eq!(timeline, Timeline { frames: frames.to_vec(), end });
    }

    const ALL: [(i64, usize); 4] = [(0, 0), (10, 2), (20, 3), (30, 1)];

    #[test]
    fn without_edits_everything_is_shown_in_the_order_of_display() {
        assert_shown(&[], &ALL, 40);
        assert_eq!(length(&[], 40), None);
    }

    #[test]
    fn an_edit_hides_both_ends_and_an_empty_one_delays() {
        assert_shown(&[plays(10, 20)], &[(0, 2), (10, 3)], 20);
        assert_shown(&[waits(7), plays(10, 20)], &[(7, 2), (17, 3)], 27);
        assert_eq!(length(&[waits(7), plays(10, 20)], 40), Some(27));
        assert_shown(&[Edit { length: None, ..plays(20, 0) }], &[(0, 3), (10, 1)], 20);
    }

    #[test]
    fn several_edits_follow_one_another_and_may_repeat_or_hold() {
        assert_shown(&[plays(30, 10), plays(0, 20)], &[(0, 1), (10, 0), (20, 2)], 30);
        assert_shown(&[plays(0, 10), plays(0, 10)], &[(0, 0), (10, 0)], 20);
        assert_shown(&[Edit { is_still: true, ..plays(22, 50) }], &[(0, 3)], 50);
        assert_shown(&[plays(12, 5)], &[(0, 2)], 5);
    }

    #[test]
    fn a_list_that_shows_nothing_is_not_believed_and_one_that_shows_too_much_is_cut() {
        assert_shown(&[plays(40, 10)], &ALL, 40);
        assert_shown(&[waits(10)], &ALL, 40);
        assert_shown(&[plays(0, i64::MAX)], &ALL, 40);
        assert_eq!([length(&[waits(10)], 40), length(&[plays(10, i64::MAX)], 40)], [None, Some(30)]);
    }

    #[test]
    fn either_version_of_the_box_is_read() {
        let short =
            [&[0; 7][..], &[2], &[0, 0, 0, 5], &[0xff; 4], &[0, 1, 0, 0], &[0, 0, 3, 232], &[0, 0, 0, 9, 0, 1, 0, 0]];
        assert_eq!(Edit::parse_list(&short.concat(), 1000, 2000), [waits(10), plays(9, 2000)]);
        let long = [&[1, 0, 0, 0, 0, 0, 0, 1][..], &5_u64.to_be_bytes(), &9_u64.to_be_bytes(), &[0; 4]].concat();
        assert_eq!(Edit::parse_list(&long, 1000, 1000), [Edit { is_still: true, ..plays(9, 5) }]);
        assert_eq!(
            Edit::parse_list(&short.concat(), 0, 2000),
            [Edit { length: None, ..waits(0) }, Edit { length: None, ..plays(9, 0) }]
        );
    }

    fn edits() -> impl Strategy<Value = Vec<Edit>> {
        let time = || prop_oneof![0..100_i64, Just(i64::MAX), Just(i64::MAX / 2)];
        let edit = (prop::option::of(time()), prop::option::of(time()), any::<bool>());
        prop::collection::vec(edit.prop_map(|(start, length, is_still)| Edit { start, length, is_still }), 0..6)
    }

    proptest! {
        #[test]
        fn time_never_runs_backwards_and_every_film_shows_something(
            times in prop::collection::vec(prop_oneof![-50..100_i64, Just(i64::MAX), Just(i64::MIN)], 1..20),
            edits in edits(),
        ) {
            let timeline = Timeline::new(&film(&times), 0, &edits);
            prop_assert!(!timeline.frames.is_empty());
            prop_assert!(timeline.frames.is_sorted_by_key(|(at, _)| *at));
        }

        #[test]
        fn no_bytes_make_the_reader_panic(bytes in prop::collection::vec(any::<u8>(), 0..100), scale in any::<u32>()) {
            Edit::parse_list(&bytes, scale, u32::MAX);
        }
    }
}

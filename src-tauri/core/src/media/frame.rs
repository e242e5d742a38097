//! One frame of a film in full: the first or the last that is shown. Which one that is, and drawing it; writes nothing.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::fs::File;
use std::io::BufReader;
use std::ops::{ControlFlow, Range};
use std::time::Instant;

use image::RgbImage;

use super::decode;
use super::demux::VideoTrack;
use super::painter::Painter;
use super::samples::Sample;
use crate::model::Moment;

/// Where a frame does not decode, the next one stands in, and so on.
const MOST_TRIES: usize = 16;

/// As large as displayed; `None` if none decodes by `deadline`.
pub(super) fn draw(
    film: &mut BufReader<File>,
    track: &VideoTrack,
    which: Moment,
    deadline: Instant,
) -> Result<Option<RgbImage>, openh264::Error> {
    let mut painter = Painter::new(track);
    let candidates = candidates(&track.samples, &track.shown, track.timescale, which);
    for candidate in candidates.into_iter().take(MOST_TRIES) {
        let mut drawn = None;
        decode::decode(film, track, &BTreeSet::from([candidate]), deadline, |index, frame| {
            if index != candidate {
                return ControlFlow::Continue(());
            }
            drawn = painter.paint(frame, u32::MAX).map(|painting| painting.image);
            ControlFlow::Break(())
        })?;
        if drawn.is_some() {
            return Ok(drawn);
        }
    }
    Ok(None)
}

/// The samples that are shown, the one that is meant first. An edit list that shows none of them is not believed.
fn candidates(samples: &[Sample], shown: &Range<i64>, timescale: u32, which: Moment) -> Vec<usize> {
    let first = decode::groups(samples).next().map_or(samples.len(), |group| group.start);
    let mut candidates: Vec<usize> = (first..samples.len()).collect();
    if candidates.iter().any(|index| shown.contains(&samples[*index].shown_at)) {
        candidates.retain(|index| shown.contains(&samples[*index].shown_at));
    }
    let time = |index: &usize| (samples[*index].shown_at, *index);
    match which {
        Moment::First => candidates.sort_by_key(time),
        Moment::Last => candidates.sort_by_key(|index| Reverse(time(index))),
        Moment::At { ms } => {
            candidates.sort_by_key(time);
            let begins = candidates.first().map_or(0, |index| samples[*index].shown_at);
            let wanted = begins.saturating_add(ms.saturating_mul(timescale.into()) / 1000);
            // The one that is on screen then, and after it those before it: a film that ends there has nothing later.
            let end = candidates.partition_point(|index| samples[*index].shown_at <= wanted);
            candidates[..end].reverse();
        }
    }
    candidates
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn film(times: &[(i64, bool)]) -> Vec<Sample> {
        let sample = |(shown_at, is_sync): &(i64, bool)| Sample {
            offset: 0,
            size: 1,
            shown_at: *shown_at,
            duration: 10,
            is_sync: *is_sync,
        };
        times.iter().map(sample).collect()
    }

    const EVERYTHING: Range<i64> = i64::MIN..i64::MAX;

    #[test]
    fn the_last_is_the_last_in_the_order_of_display() {
        let samples = film(&[(20, true), (50, false), (30, false), (40, false)]);
        assert_eq!(candidates(&samples, &EVERYTHING, 1000, Moment::Last), [1, 3, 2, 0]);
        assert_eq!(candidates(&samples, &EVERYTHING, 1000, Moment::First), [0, 2, 3, 1]);
    }

    #[test]
    fn an_edit_list_hides_both_ends_unless_it_hides_all() {
        let samples = film(&[(0, true), (10, false), (20, false), (30, false)]);
        assert_eq!(candidates(&samples, &(10..30), 1000, Moment::First), [1, 2]);
        assert_eq!(candidates(&samples, &(10..30), 1000, Moment::Last), [2, 1]);
        assert_eq!(candidates(&samples, &(40..50), 1000, Moment::Last), [3, 2, 1, 0]);
    }

    #[test]
    fn a_time_means_the_frame_that_is_on_screen_then() {
        let samples = film(&[(100, true), (130, false), (110, false), (120, false)]);
        let at = |ms| candidates(&samples, &EVERYTHING, 1000, Moment::At { ms })[0];
        assert_eq!([-5, 0, 9, 10, 25, 30, 9_999].map(at), [0, 0, 0, 2, 3, 1, 1]);
    }

    #[test]
    fn what_comes_before_the_first_sync_sample_is_no_candidate() {
        assert_eq!(candidates(&film(&[(0, false), (10, true), (20, false)]), &EVERYTHING, 1000, Moment::First), [1, 2]);
        assert!(candidates(&film(&[(0, false)]), &EVERYTHING, 1000, Moment::Last).is_empty());
    }

    proptest! {
        #[test]
        fn no_candidate_is_shown_outside_while_another_is_inside(
            times in prop::collection::vec((0..100_i64, any::<bool>()), 0..20),
            shown in (0..100_i64, 0..100_i64),
        ) {
            let samples = film(&times);
            let shown = shown.0..shown.0 + shown.1;
            let [first, last] = [Moment::First, Moment::Last].map(|which| candidates(&samples, &shown, 1000, which));
            prop_assert!(first.iter().rev().eq(&last));
            prop_assert!(first.is_sorted_by_key(|index| samples[*index].shown_at));
            let inside = first.iter().filter(|index| shown.contains(&samples[**index].shown_at)).count();
            prop_assert!(inside == 0 || inside == first.len());
        }
    }
}

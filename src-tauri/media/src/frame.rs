//! Draws a single frame of a film in full size. Writes nothing.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::BufReader;
use std::ops::ControlFlow;
use std::time::Instant;

use image::RgbImage;

use super::decode;
use super::edits::Timeline;
use super::frame_scaler::FrameScaler;
use super::track::VideoTrack;
use dailies_model::Moment;

/// Number of frames tried: if one cannot be decoded, the next is used instead.
const MOST_TRIES: usize = 16;

/// Returns the frame in display size; `None` if none can be decoded by `deadline`.
pub(super) fn draw(
    film: &mut BufReader<File>,
    track: &VideoTrack,
    which: Moment,
    deadline: Instant,
) -> Result<Option<RgbImage>, openh264::Error> {
    let mut painter = FrameScaler::new(track);
    for candidate in candidates(&track.timeline, track.timescale, which).into_iter().take(MOST_TRIES) {
        let mut drawn = None;
        decode::decode(film, track, &BTreeSet::from([candidate]), deadline, |index, frame| {
            if index != candidate {
                return ControlFlow::Continue(());
            }
            drawn = painter.paint(index, frame, u32::MAX).map(|painting| painting.image);
            ControlFlow::Break(())
        })?;
        if drawn.is_some() {
            return Ok(drawn);
        }
    }
    Ok(None)
}

/// Returns the samples to try, the wanted one first.
fn candidates(timeline: &Timeline, timescale: u32, which: Moment) -> Vec<usize> {
    let mut candidates: Vec<usize> = timeline.frames.iter().map(|(_, index)| *index).collect();
    match which {
        Moment::First => {}
        Moment::Last => candidates.reverse(),
        Moment::At { ms } => {
            let begins = timeline.frames.first().map_or(0, |(at, _)| *at);
            let wanted = begins.saturating_add(ms.saturating_mul(timescale.into()) / 1000);
            // The frame on screen at that time, then earlier ones, because the film may have no later ones.
            let end = timeline.frames.partition_point(|(at, _)| *at <= wanted);
            candidates[..end].reverse();
        }
    }
    candidates
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(times: &[(i64, usize)]) -> Timeline {
        Timeline { frames: times.to_vec(), end: 0 }
    }

    #[test]
    fn the_last_is_the_last_in_the_order_of_display() {
        let timeline = shown(&[(20, 0), (30, 2), (40, 3), (50, 1)]);
        assert_eq!(candidates(&timeline, 1000, Moment::Last), [1, 3, 2, 0]);
        assert_eq!(candidates(&timeline, 1000, Moment::First), [0, 2, 3, 1]);
    }

    #[test]
    fn a_time_means_the_frame_that_is_on_screen_then() {
        let timeline = shown(&[(100, 0), (110, 2), (120, 3), (130, 1)]);
        let at = |ms| candidates(&timeline, 1000, Moment::At { ms })[0];
        assert_eq!([-5, 0, 9, 10, 25, 30, 9_999].map(at), [0, 0, 0, 2, 3, 1, 1]);
    }
}

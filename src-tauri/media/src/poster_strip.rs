//! Chooses the frames of poster and strip, and encodes them. Does not scale or convert.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{self, BufReader};
use std::ops::ControlFlow;
use std::time::Instant;

use image::{RgbImage, imageops};
use jpeg_encoder::{ChromaSubsamplingMethod, ColorType, Encoder};

use super::decode;
use super::edits::Timeline;
use super::frame_scaler::{FrameScaler, ScaledFrame};
use super::track::VideoTrack;

/// Maximum length of a poster's edge, in pixels.
pub const POSTER_EDGE: u32 = 640;
/// Maximum length of the edge of a strip's frame, in pixels.
pub const STRIP_EDGE: u32 = 240;
/// Number of frames in a strip.
pub const STRIP_FRAMES: usize = 10;

const JPEG_QUALITY: u8 = 80;

/// Minimum detail of a frame that certainly shows the film, not the beginning of a fade.
const RICH_FROM: f64 = 24.0;
/// A frame with less detail shows nothing.
const FLAT_BELOW: f64 = 8.0;
/// The tenths of a film that are candidates for the poster if the first frame may be the beginning of a fade.
const TENTHS_OF_POSTER: [usize; 4] = [2, 4, 6, 8];
/// A later frame is used only if all earlier ones have less than this fraction of its detail.
const ENOUGH_OF_BEST: f64 = 0.8;

/// Draws the poster, usually from the first frame. If that has little detail, it may be the beginning of a fade; then
/// the first of a few frames with nearly as much detail as the best is used. `None` if none can be decoded by
/// `deadline`.
pub(super) fn draw_poster(
    film: &mut BufReader<File>,
    track: &VideoTrack,
    deadline: Instant,
) -> Result<Option<RgbImage>, openh264::Error> {
    let Some(cells) = choose_cells(track) else { return Ok(None) };
    let first = track.timeline.frames.first().map_or(cells[0], |(_, index)| *index);
    let mut looking = PosterSearch { painter: FrameScaler::new(track), seen: BTreeMap::new() };
    let tenths = TENTHS_OF_POSTER.map(|tenth| cells[tenth]);
    // Usually the first frame suffices, and nothing else is decoded.
    for (wanted, enough) in [(&[first][..], RICH_FROM), (&tenths, FLAT_BELOW), (&cells, 0.0)] {
        looking.look_at(film, track, wanted, deadline)?;
        if looking.most_detail() >= enough && !looking.seen.is_empty() {
            break;
        }
    }
    Ok(looking.into_best())
}

/// The candidates for the poster that were decoded.
struct PosterSearch<'a> {
    painter: FrameScaler<'a>,
    /// Frames by display time.
    seen: BTreeMap<(i64, usize), ScaledFrame>,
}

impl PosterSearch<'_> {
    fn look_at(
        &mut self,
        film: &mut BufReader<File>,
        track: &VideoTrack,
        wanted: &[usize],
        deadline: Instant,
    ) -> Result<(), openh264::Error> {
        let wanted = BTreeSet::from_iter(wanted.iter().copied());
        let mut missing = wanted.clone();
        decode::decode(film, track, &wanted, deadline, |index, frame| {
            if missing.remove(&index)
                && let Some(painting) = self.painter.paint(index, frame, POSTER_EDGE)
            {
                self.seen.insert((track.samples[index].shown_at, index), painting);
            }
            if missing.is_empty() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        })
    }

    fn most_detail(&self) -> f64 {
        self.seen.values().map(ScaledFrame::detail).fold(0.0, f64::max)
    }

    /// Returns the earliest frame with nearly as much detail as the best.
    fn into_best(self) -> Option<RgbImage> {
        let enough = self.most_detail() * ENOUGH_OF_BEST;
        self.seen.into_values().find(|painting| painting.detail() >= enough).map(|painting| painting.image)
    }
}

/// Draws the strip from the frames that can be decoded by `deadline`; `None` if there are none.
pub(super) fn draw_strip(
    film: &mut BufReader<File>,
    track: &VideoTrack,
    deadline: Instant,
) -> Result<Option<RgbImage>, openh264::Error> {
    let Some(cells) = choose_cells(track) else { return Ok(None) };
    let mut painter = FrameScaler::new(track);
    let mut shots = BTreeMap::new();
    decode::decode(film, track, &BTreeSet::from(cells), deadline, |index, frame| {
        if let (true, Some(painting)) = (cells.contains(&index), painter.paint(index, frame, STRIP_EDGE)) {
            shots.insert(index, painting.image);
        }
        ControlFlow::Continue(())
    })?;
    Ok(side_by_side(cells.map(|index| shots.get(&index))))
}

/// Returns the sample for each cell of the strip: within the cell's tenth of the film a sync sample, which can be
/// decoded alone, else the sample nearest to the middle of that tenth.
fn choose_cells(track: &VideoTrack) -> Option<[usize; STRIP_FRAMES]> {
    cells_of(&track.timeline, |index| track.samples.get(index).is_some_and(|sample| sample.is_sync))
}

fn cells_of(timeline: &Timeline, is_sync: impl Fn(usize) -> bool) -> Option<[usize; STRIP_FRAMES]> {
    let (start, first) = *timeline.frames.first()?;
    // Times in twentieths of the film's length, so that the middle of each tenth is an integer.
    let length = i128::from(timeline.end.saturating_sub(start));
    let halves = 2 * STRIP_FRAMES as i128;

    let mut cells = [first; STRIP_FRAMES];
    for (middle, cell) in (0..).map(|number| (2 * number + 1) * length).zip(&mut cells) {
        let off_middle = |at: i64| i128::from(at.saturating_sub(start)) * halves - middle;
        let nearest = timeline.frames.iter().min_by_key(|(at, index)| {
            let stands_alone = is_sync(*index) && (-length..length).contains(&off_middle(*at));
            (!stands_alone, off_middle(*at).abs())
        });
        *cell = nearest?.1;
    }
    Some(cells)
}

/// Joins the cells in a row, all in the size of the first one; an empty cell shows its neighbour.
fn side_by_side(cells: [Option<&RgbImage>; STRIP_FRAMES]) -> Option<RgbImage> {
    let first = cells.into_iter().flatten().next()?;
    let mut strip = RgbImage::new(first.width() * STRIP_FRAMES as u32, first.height());
    let mut shown = first;
    for (place, cell) in (0..).zip(cells) {
        shown = cell.unwrap_or(shown);
        imageops::replace(&mut strip, shown, i64::from(place * first.width()), 0);
    }
    Some(strip)
}

/// Encodes a picture as JPEG.
pub(super) fn jpeg(image: &RgbImage) -> io::Result<Vec<u8>> {
    let edges = [image.width(), image.height()].map(u16::try_from);
    let [Ok(width), Ok(height)] = edges else { return Err(io::Error::other("too large for a JPEG")) };
    let mut jpeg = Vec::new();
    let mut encoder = Encoder::new(&mut jpeg, JPEG_QUALITY);
    // The other method uses one pixel's colour for four pixels.
    encoder.set_chroma_subsampling_method(ChromaSubsamplingMethod::Average);
    encoder.encode(image.as_raw(), width, height, ColorType::Rgb).map_err(io::Error::other)?;
    Ok(jpeg)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(frames: usize, is_sync: impl Fn(usize) -> bool) -> Option<[usize; STRIP_FRAMES]> {
        let frames: Vec<_> = (0..frames).map(|index| (10 * index as i64, index)).collect();
        let end = 10 * frames.len() as i64;
        cells_of(&Timeline { frames, end }, is_sync)
    }

    #[test]
    fn cells_are_spread_evenly() {
        assert_eq!(cells(100, |index| index == 0), Some([0, 15, 25, 35, 45, 55, 65, 75, 85, 95]));
    }

    #[test]
    fn a_sync_sample_within_the_cell_is_preferred() {
        assert_eq!(cells(100, |index| index % 24 == 0), Some([0, 15, 24, 35, 48, 55, 65, 72, 85, 96]));
    }

    #[test]
    fn a_short_film_repeats_frames_and_an_undecodable_one_has_none() {
        assert_eq!(cells(1, |_| true), Some([0; 10]));
        assert_eq!(cells(0, |_| true), None);
    }

    #[test]
    fn an_empty_cell_shows_its_neighbour() {
        let [dark, light] = [50, 90].map(|level| RgbImage::from_pixel(2, 1, image::Rgb([level; 3])));
        let mut cells = [None; STRIP_FRAMES];
        (cells[1], cells[3]) = (Some(&dark), Some(&light));
        let strip = side_by_side(cells).expect("two cells are there");
        let levels: Vec<u8> = strip.pixels().step_by(2).map(|pixel| pixel[0]).collect();
        assert_eq!(levels, [50, 50, 50, 90, 90, 90, 90, 90, 90, 90]);
        assert!(side_by_side([None; STRIP_FRAMES]).is_none());
    }
}

//! Poster and strip: which frames of a film to take, and how to store them. Scales and converts nothing itself.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{self, BufReader};
use std::ops::ControlFlow;
use std::time::Instant;

use image::{RgbImage, imageops};
use jpeg_encoder::{ColorType, Encoder};

use super::decode;
use super::demux::VideoTrack;
use super::painter::{Painter, Painting};
use super::samples::Sample;

/// No edge of a poster is longer, in pixels.
pub const POSTER_EDGE: u32 = 640;
/// No edge of a frame of a strip is longer, in pixels.
pub const STRIP_EDGE: u32 = 240;
/// Frames in a strip.
pub const STRIP_FRAMES: usize = 10;

const JPEG_QUALITY: u8 = 80;

/// The first frame that is not flat, else the first of all; `None` if none decodes by `deadline`.
pub(super) fn draw_poster(
    film: &mut BufReader<File>,
    track: &VideoTrack,
    deadline: Instant,
) -> Result<Option<RgbImage>, openh264::Error> {
    let Some(first) = decode::groups(&track.samples).next().map(|group| group.start) else { return Ok(None) };
    let cells = choose_cells(&track.samples).into_iter().flatten().collect();

    let mut painter = Painter::new(track);
    let mut poster: Option<Painting> = None;
    // As a rule the first frame does, and is all that has to be decoded.
    for wanted in [BTreeSet::from([first]), cells] {
        decode::decode(film, track, &wanted, deadline, |_, frame| {
            match painter.paint(frame, POSTER_EDGE) {
                Some(candidate) if !candidate.is_flat() => poster = Some(candidate),
                candidate => poster = poster.take().or(candidate),
            }
            enough(&poster)
        })?;
        if enough(&poster).is_break() {
            break;
        }
    }
    Ok(poster.map(|poster| poster.image))
}

fn enough(poster: &Option<Painting>) -> ControlFlow<()> {
    if poster.as_ref().is_some_and(|poster| !poster.is_flat()) {
        ControlFlow::Break(())
    } else {
        ControlFlow::Continue(())
    }
}

/// Draws from as many frames as decode by `deadline`; `None` if none does.
pub(super) fn draw_strip(
    film: &mut BufReader<File>,
    track: &VideoTrack,
    deadline: Instant,
) -> Result<Option<RgbImage>, openh264::Error> {
    let Some(cells) = choose_cells(&track.samples) else { return Ok(None) };
    let mut painter = Painter::new(track);
    let mut shots = BTreeMap::new();
    decode::decode(film, track, &BTreeSet::from(cells), deadline, |index, frame| {
        if let (true, Some(painting)) = (cells.contains(&index), painter.paint(frame, STRIP_EDGE)) {
            shots.insert(index, painting.image);
        }
        ControlFlow::Continue(())
    })?;
    Ok(side_by_side(cells.map(|index| shots.get(&index))))
}

/// The sample for each cell of the strip: of the tenth of the film that is the cell's, a sync sample (it decodes
/// alone), else the sample nearest to the middle of that tenth.
fn choose_cells(samples: &[Sample]) -> Option<[usize; STRIP_FRAMES]> {
    let first = decode::groups(samples).next()?.start;
    let decodable = || samples.iter().enumerate().skip(first);
    let start = decodable().map(|(_, sample)| sample.shown_at).min()?;
    let end = decodable().map(|(_, sample)| sample.shown_at.saturating_add(sample.duration.into())).max()?;
    // Times are counted in twentieths of the film's length, so that the middle of each tenth is a whole number.
    let length = i128::from(end.saturating_sub(start));
    let halves = 2 * STRIP_FRAMES as i128;

    let mut cells = [first; STRIP_FRAMES];
    for (middle, cell) in (0..).map(|number| (2 * number + 1) * length).zip(&mut cells) {
        let off_middle = |sample: &Sample| i128::from(sample.shown_at.saturating_sub(start)) * halves - middle;
        let nearest = decodable().min_by_key(|(_, sample)| {
            let stands_alone = sample.is_sync && (-length..length).contains(&off_middle(sample));
            (!stands_alone, off_middle(sample).abs())
        });
        *cell = nearest?.0;
    }
    Some(cells)
}

/// The cells in a row, all as large as the first that there is; an empty one shows its neighbour.
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

/// The picture as a JPEG.
pub(super) fn jpeg(image: &RgbImage) -> io::Result<Vec<u8>> {
    let edges = [image.width(), image.height()].map(u16::try_from);
    let [Ok(width), Ok(height)] = edges else { return Err(io::Error::other("too large for a JPEG")) };
    let mut jpeg = Vec::new();
    let encoder = Encoder::new(&mut jpeg, JPEG_QUALITY);
    encoder.encode(image.as_raw(), width, height, ColorType::Rgb).map_err(io::Error::other)?;
    Ok(jpeg)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn film(frames: usize, is_sync: impl Fn(usize) -> bool) -> Vec<Sample> {
        let sample =
            |index| Sample { offset: 0, size: 1, shown_at: 10 * index as i64, duration: 10, is_sync: is_sync(index) };
        (0..frames).map(sample).collect()
    }

    #[test]
    fn cells_are_spread_evenly() {
        let cells = choose_cells(&film(100, |index| index == 0));
        assert_eq!(cells, Some([0, 15, 25, 35, 45, 55, 65, 75, 85, 95]));
    }

    #[test]
    fn a_sync_sample_within_the_cell_is_preferred() {
        let cells = choose_cells(&film(100, |index| index % 24 == 0));
        assert_eq!(cells, Some([0, 15, 24, 35, 48, 55, 65, 72, 85, 96]));
    }

    #[test]
    fn a_short_film_repeats_frames_and_an_undecodable_one_has_none() {
        assert_eq!(choose_cells(&film(1, |_| true)), Some([0; 10]));
        assert_eq!(choose_cells(&film(9, |_| false)), None);
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

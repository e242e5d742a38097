//! A contact sheet: the posters of clips in a grid, each with a caption. Runs in the program itself, on a blocking
//! thread, because the posters were made by this program.

use std::path::PathBuf;

use cosmic_text::Align;
use image::{ImageResult, Rgb, RgbImage};

use super::encode;
use super::poster_sizes::fitted;
use super::text_renderer::{TextArea, TextRenderer, TextStyle, blend};

const BACKGROUND: [u8; 3] = [15, 16, 19];
const PANEL: [u8; 3] = [24, 26, 31];
const BRIGHT: [u8; 3] = [236, 238, 242];
const PLAIN: [u8; 3] = [178, 183, 193];
const DIM: [u8; 3] = [124, 130, 142];

const MARGIN: u32 = 72;
const GAP: u32 = 32;
/// Space between rows, below the captions.
const ROW_GAP: u32 = 40;
const RADIUS: f32 = 10.0;
/// Maximum lines of text in a caption.
const WORD_LINES: usize = 2;
/// Approximate ratio of a sheet's width to its height.
const SHAPE: f64 = 1.45;

/// A clip on the sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// Path of its poster, if it has one.
    pub poster: Option<PathBuf>,
    /// Width and height of the clip in pixels; zeros if unknown.
    pub size: (u32, u32),
    /// The clip's number, as shown.
    pub number: String,
    /// The clip's length, as shown; may be empty.
    pub length: String,
    /// The clip's description; truncated to the available space.
    pub words: String,
}

/// Returns the sheet as PNG. Without system fonts it has no captions.
///
/// # Errors
/// Those of the encoder.
pub fn contact_sheet(cells: &[Cell]) -> ImageResult<Vec<u8>> {
    let mut renderer = TextRenderer::open();
    let grid = Grid::of(cells, renderer.is_some());
    let (width, height) = grid.size();
    let mut sheet = RgbImage::from_pixel(width, height, Rgb(BACKGROUND));
    for (at, cell) in cells.iter().enumerate() {
        let (x, y) = grid.corner(at as u32);
        draw(&mut sheet, cell, &grid, (x, y));
        if let Some(renderer) = &mut renderer {
            caption(&mut sheet, renderer, cell, &grid, (x, y + grid.box_height));
        }
    }
    encode::png(&sheet.into())
}

/// The layout: all boxes have the same size, chosen by the typical shape of the clips.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Grid {
    columns: u32,
    rows: u32,
    box_width: u32,
    box_height: u32,
    caption: u32,
    text: f32,
}

impl Grid {
    fn of(cells: &[Cell], has_text: bool) -> Self {
        let count = u32::try_from(cells.len()).unwrap_or(u32::MAX).max(1);
        let area: u32 = match count {
            0..=6 => 520,
            7..=24 => 440,
            25..=60 => 360,
            _ => 300,
        };
        // The area of the boxes is constant, so that sheets of upright clips are not larger than others.
        let ratio = middle_ratio(cells).clamp(9.0 / 16.0, 2.0);
        let box_width = (f64::from(area) * (ratio * 9.0 / 16.0).sqrt()).round();
        let (box_width, box_height) = (box_width as u32, (box_width / ratio).round() as u32);
        let text = (box_width as f32 / 24.0).clamp(14.0, 19.0);
        let caption = if has_text { 14 + (text * 1.4) as u32 * (1 + WORD_LINES as u32) } else { 0 };
        let cell = (f64::from(box_width + GAP), f64::from(box_height + caption + ROW_GAP));
        let columns = (f64::from(count) * SHAPE * cell.1 / cell.0).sqrt().round().clamp(1.0, f64::from(count)) as u32;
        let columns = columns.max(count.min(3));
        let rows = count.div_ceil(columns);
        // As few columns as the rows need, so that the last row is not nearly empty if possible.
        let columns = count.div_ceil(rows);
        Self { columns, rows, box_width, box_height, caption, text }
    }

    const fn size(&self) -> (u32, u32) {
        let width = 2 * MARGIN + self.columns * (self.box_width + GAP) - GAP;
        let height = 2 * MARGIN + self.rows * (self.box_height + self.caption + ROW_GAP) - ROW_GAP;
        (width, height)
    }

    const fn corner(&self, at: u32) -> (u32, u32) {
        let x = MARGIN + at % self.columns * (self.box_width + GAP);
        let y = MARGIN + at / self.columns * (self.box_height + self.caption + ROW_GAP);
        (x, y)
    }
}

/// Returns the median aspect ratio.
fn middle_ratio(cells: &[Cell]) -> f64 {
    let known = cells.iter().filter(|cell| cell.size.0 > 0 && cell.size.1 > 0);
    let mut ratios: Vec<f64> = known.map(|cell| f64::from(cell.size.0) / f64::from(cell.size.1)).collect();
    ratios.sort_by(f64::total_cmp);
    ratios.get(ratios.len() / 2).copied().unwrap_or(16.0 / 9.0)
}

/// Draws the poster in the middle of its box.
fn draw(sheet: &mut RgbImage, cell: &Cell, grid: &Grid, (x, y): (u32, u32)) {
    let poster = cell.poster.as_deref().and_then(|poster| fitted(poster, (grid.box_width, grid.box_height)));
    let (left, top) = poster
        .as_ref()
        .map_or((0, 0), |poster| ((grid.box_width - poster.width()) / 2, (grid.box_height - poster.height()) / 2));
    for down in 0..grid.box_height {
        for across in 0..grid.box_width {
            let inside = poster.as_ref().zip(across.checked_sub(left)).zip(down.checked_sub(top));
            let pixel = inside.and_then(|((poster, across), down)| poster.get_pixel_checked(across, down));
            let cover = cover((across, down), (grid.box_width, grid.box_height));
            blend(sheet.get_pixel_mut(x + across, y + down), pixel.map_or(PANEL, |pixel| pixel.0), cover);
        }
    }
}

/// Returns the coverage of a pixel by a box with round corners, 0 to 255.
fn cover((across, down): (u32, u32), (width, height): (u32, u32)) -> u8 {
    let into = |at: u32, length: u32| {
        let at = at as f32 + 0.5;
        RADIUS - at.min(length as f32 - at)
    };
    let (across, down) = (into(across, width), into(down, height));
    if across <= 0.0 || down <= 0.0 {
        return 255;
    }
    ((RADIUS + 0.5 - across.hypot(down)).clamp(0.0, 1.0) * 255.0) as u8
}

fn caption(sheet: &mut RgbImage, renderer: &mut TextRenderer, cell: &Cell, grid: &Grid, (x, y): (u32, u32)) {
    let line_height = (grid.text * 1.4).floor();
    let area = TextArea { x, y: y + 12, width: grid.box_width, lines: 1, line_height };
    let hand = TextStyle { size: grid.text, weight: 600, colour: BRIGHT, align: Align::Left };
    renderer.write(sheet, &cell.number, hand, area);
    let dim = TextStyle { weight: 400, colour: DIM, align: Align::Right, ..hand };
    renderer.write(sheet, &cell.length, dim, area);
    let words = TextArea { y: area.y + line_height as u32, lines: WORD_LINES, ..area };
    renderer.write(sheet, &cell.words, TextStyle { weight: 400, colour: PLAIN, ..hand }, words);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn cell(size: (u32, u32)) -> Cell {
        Cell {
            poster: None, size, number: "7".into(), length: "10 s".into(), words: "黄昏的灯塔 a lighthouse".into()
        }
    }

    #[test]
    fn a_sheet_is_as_large_as_its_grid_and_shows_every_cell() {
        let cells = vec![cell((1280, 720)); 5];
        let png = image::load_from_memory(&contact_sheet(&cells).expect("drawn")).expect("a picture").into_rgb8();
        let grid = Grid::of(&cells, TextRenderer::open().is_some());
        assert_eq!(png.dimensions(), grid.size());
        assert_eq!((png.get_pixel(0, 0).0, grid.columns * grid.rows), (BACKGROUND, 6));
        for at in 0..5 {
            let (x, y) = grid.corner(at);
            assert_eq!(png.get_pixel(x + grid.box_width / 2, y + grid.box_height / 2).0, PANEL);
            assert_eq!(png.get_pixel(x, y).0, BACKGROUND, "corners are round");
        }
    }

    #[test]
    fn the_boxes_have_the_shape_of_most_clips() {
        let upright = Grid::of(&[cell((720, 1280)), cell((720, 1280)), cell((1280, 720))], true);
        assert!(upright.box_height > upright.box_width);
        assert!((middle_ratio(&[cell((0, 0))]) - 16.0 / 9.0).abs() < 1e-9);
    }

    proptest! {
        #[test]
        fn every_cell_lies_on_the_sheet(count in 1..=200_usize, width in 1..4000_u32, height in 1..4000_u32) {
            let grid = Grid::of(&vec![cell((width, height)); count], true);
            let (across, down) = grid.size();
            prop_assert!(u64::from(across) * u64::from(down) < 60_000_000);
            for at in 0..count as u32 {
                let (x, y) = grid.corner(at);
                prop_assert!(x + grid.box_width + MARGIN <= across);
                prop_assert!(y + grid.box_height + grid.caption + MARGIN <= down);
            }
            prop_assert!((grid.columns * grid.rows) as usize >= count);
        }
    }
}

//! Draws text of any script on a picture, with the system's fonts.

use cosmic_text::fontdb::{Database, Family as Wanted, Query};
use cosmic_text::{
    Align, Attrs, Buffer, Color, Ellipsize, EllipsizeHeightLimit, Family, FontSystem, Metrics, Shaping, SwashCache,
    Weight,
};
use image::{Rgb, RgbImage};

/// Preferred fonts; the first installed one is used, and the system's other fonts for missing characters.
const FAMILIES: [&str; 7] =
    ["Inter", "SF Pro Text", "Segoe UI", "Helvetica Neue", "Noto Sans", "DejaVu Sans", "Liberation Sans"];

/// Appearance of a text.
#[derive(Debug, Clone, Copy)]
pub(super) struct TextStyle {
    pub(super) size: f32,
    pub(super) weight: u16,
    pub(super) colour: [u8; 3],
    pub(super) align: Align,
}

/// Area of a text: top left corner, width, and number and height of lines.
#[derive(Debug, Clone, Copy)]
pub(super) struct TextArea {
    pub(super) x: u32,
    pub(super) y: u32,
    pub(super) width: u32,
    pub(super) lines: usize,
    pub(super) line_height: f32,
}

pub(super) struct TextRenderer {
    fonts: FontSystem,
    glyphs: SwashCache,
    family: Option<&'static str>,
}

impl TextRenderer {
    /// Loads the system's fonts, which takes a moment. `None` if there are none.
    pub(super) fn open() -> Option<Self> {
        let mut db = Database::new();
        db.load_system_fonts();
        if db.is_empty() {
            return None;
        }
        let is_there = |name: &&&str| {
            let query = Query { families: &[Wanted::Name(name)], ..Query::default() };
            db.query(&query).is_some()
        };
        let family = FAMILIES.iter().find(is_there).copied();
        Some(Self {
            fonts: FontSystem::new_with_locale_and_db("en-US".to_owned(), db),
            glyphs: SwashCache::new(),
            family,
        })
    }

    /// Draws the text; if it is too long, it ends in an ellipsis.
    pub(super) fn write(&mut self, on: &mut RgbImage, text: &str, hand: TextStyle, area: TextArea) {
        let mut buffer = Buffer::new(&mut self.fonts, Metrics::new(hand.size, area.line_height));
        let family = self.family.map_or(Family::SansSerif, Family::Name);
        let attrs = Attrs::new().family(family).weight(Weight(hand.weight));
        buffer.set_size(Some(area.width as f32), Some(area.line_height * area.lines as f32));
        buffer.set_ellipsize(Ellipsize::End(EllipsizeHeightLimit::Lines(area.lines)));
        buffer.set_text(text, &attrs, Shaping::Advanced, Some(hand.align));
        let [red, green, blue] = hand.colour;
        // Each call is for one pixel, so its width and height are not needed: only underlines have larger rectangles.
        buffer.draw(&mut self.fonts, &mut self.glyphs, Color::rgb(red, green, blue), |x, y, _, _, colour| {
            let (x, y) = (area.x.checked_add_signed(x), area.y.checked_add_signed(y));
            if let Some(pixel) = x.zip(y).and_then(|(x, y)| on.get_pixel_mut_checked(x, y)) {
                blend(pixel, [colour.r(), colour.g(), colour.b()], colour.a());
            }
        });
    }
}

/// Blends a colour over a pixel.
pub(super) fn blend(under: &mut Rgb<u8>, over: [u8; 3], alpha: u8) {
    let alpha = u32::from(alpha);
    for (under, over) in under.0.iter_mut().zip(over) {
        *under = ((u32::from(over) * alpha + u32::from(*under) * (255 - alpha) + 127) / 255) as u8;
    }
}

//! Scaled copies of posters. Only JPEGs written by this program are read, no foreign files.

use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use dailies_model::Container;
use image::RgbImage;

use super::media_info::Size;
use super::picture::scaled_rgb;
use super::{encode, still};

/// Returns a poster scaled to fit this box, in its own shape; `None` if there is no poster.
pub(super) fn fitted(poster: &Path, within: (u32, u32)) -> Option<RgbImage> {
    let file = BufReader::new(File::open(poster).ok()?);
    let image = still::open(file, Container::Jpg).ok()?.pixels().ok()?.into_rgb8();
    let by = f64::min(
        f64::from(within.0) / f64::from(image.width().max(1)),
        f64::from(within.1) / f64::from(image.height().max(1)),
    );
    let edge = |edge: u32, most: u32| ((f64::from(edge) * by).round() as u32).clamp(1, most.max(1));
    let size = Size { width: edge(image.width(), within.0), height: edge(image.height(), within.1) };
    scaled_rgb(&image, size)
}

/// Returns a PNG with no edge longer than `edge`; `None` if there is no poster.
pub fn thumbnail(poster: &Path, edge: u32) -> Option<Vec<u8>> {
    encode::png(&fitted(poster, (edge, edge))?.into()).ok()
}

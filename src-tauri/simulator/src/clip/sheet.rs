//! Stills of a film as picture files: one frame, or many of them side by side.

use super::{ClipError, Spec, still};
use image::imageops::{FilterType, replace, resize};
use image::{ImageFormat, RgbImage};
use std::io::Cursor;

/// Frames across and down a sprite sheet.
const ACROSS: u32 = 4;
const DOWN: u32 = 3;

/// The frame at `at` seconds as a PNG.
pub(crate) fn png(spec: &Spec, at: f32) -> Result<Vec<u8>, ClipError> {
    write(&frame(spec, at), ImageFormat::Png)
}

/// The frame at `at` seconds as a JPEG.
pub(crate) fn jpeg(spec: &Spec, at: f32) -> Result<Vec<u8>, ClipError> {
    write(&frame(spec, at), ImageFormat::Jpeg)
}

/// Twelve frames of the film, evenly spaced, as one JPEG.
pub(crate) fn spritesheet(spec: &Spec) -> Result<Vec<u8>, ClipError> {
    let gap = spec.seconds as f32 / (ACROSS * DOWN) as f32;
    let mut sheet = RgbImage::default();
    for number in 0..ACROSS * DOWN {
        let whole = frame(spec, gap * (number as f32 + 0.5));
        let small = resize(&whole, whole.width() / 4, whole.height() / 4, FilterType::Triangle);
        let (w, h) = small.dimensions();
        if number == 0 {
            sheet = RgbImage::new(w * ACROSS, h * DOWN);
        }
        replace(&mut sheet, &small, i64::from(number % ACROSS * w), i64::from(number / ACROSS * h));
    }
    write(&sheet, ImageFormat::Jpeg)
}

fn frame(spec: &Spec, at: f32) -> RgbImage {
    let (width, height, rgb) = still(spec, at);
    RgbImage::from_raw(width as u32, height as u32, rgb).unwrap_or_default()
}

fn write(picture: &RgbImage, format: ImageFormat) -> Result<Vec<u8>, ClipError> {
    let mut file = Cursor::new(Vec::new());
    picture.write_to(&mut file, format)?;
    Ok(file.into_inner())
}

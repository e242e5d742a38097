//! A picture in words, from what can be measured: its shape, its brightness, the colours of its halves.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use image::imageops::{FilterType, resize};
use image::{Rgb, RgbImage};

const SIDE: u32 = 24;

/// For a picture that is not at hand.
pub(super) fn unseen() -> String {
    "A single clear subject in an open setting, natural light, calm colours; the camera moves in slowly.".into()
}

/// For a picture in base64.
pub(super) fn picture(data: &str) -> String {
    let picture = STANDARD.decode(data).ok().and_then(|bytes| image::load_from_memory(&bytes).ok());
    let Some(picture) = picture.map(image::DynamicImage::into_rgb8) else { return unseen() };
    let small = resize(&picture, SIDE, SIDE, FilterType::Triangle);
    let (above, below) = (colour(&small, 0), colour(&small, SIDE / 2));
    let colours = if above == below {
        format!("mostly {above}")
    } else {
        format!("{above} in its upper half and {below} in its lower half")
    };
    format!(
        "A {} picture, {}, {colours}; {}, the camera moves in slowly.",
        shape(picture.dimensions()),
        brightness(&small),
        contrast(&small)
    )
}

fn shape((width, height): (u32, u32)) -> &'static str {
    match f64::from(width) / f64::from(height) {
        ..0.9 => "tall",
        ..1.1 => "square",
        _ => "wide",
    }
}

fn luma(pixel: &Rgb<u8>) -> f32 {
    let [r, g, b] = pixel.0.map(f32::from);
    (0.2126 * r + 0.7152 * g + 0.0722 * b) / 255.0
}

fn mean_luma(picture: &RgbImage) -> f32 {
    picture.pixels().map(luma).sum::<f32>() / (SIDE * SIDE) as f32
}

fn brightness(picture: &RgbImage) -> &'static str {
    match mean_luma(picture) {
        ..0.18 => "very dark",
        ..0.4 => "dim",
        ..0.65 => "evenly lit",
        _ => "bright",
    }
}

fn contrast(picture: &RgbImage) -> &'static str {
    let mean = mean_luma(picture);
    let spread = picture.pixels().map(|pixel| (luma(pixel) - mean).powi(2)).sum::<f32>() / (SIDE * SIDE) as f32;
    if spread.sqrt() > 0.2 { "strong contrasts of light" } else { "soft, even light" }
}

/// The name of the mean colour of the half that begins at `row`.
fn colour(picture: &RgbImage, row: u32) -> &'static str {
    let rows = picture.rows().skip(row as usize).take(SIDE as usize / 2);
    let sum = rows.flatten().fold([0.0_f32; 3], |sum, pixel| {
        let [r, g, b] = pixel.0.map(f32::from);
        [sum[0] + r, sum[1] + g, sum[2] + b]
    });
    name(sum.map(|channel| channel / (255 * SIDE * SIDE / 2) as f32))
}

fn name([r, g, b]: [f32; 3]) -> &'static str {
    let (most, least) = (r.max(g).max(b), r.min(g).min(b));
    let spread = most - least;
    if most < 0.06 || spread / most < 0.15 {
        return match most {
            ..0.15 => "black",
            ..0.75 => "grey",
            _ => "white",
        };
    }
    let hue = match most {
        _ if most == r => ((g - b) / spread).rem_euclid(6.0),
        _ if most == g => (b - r) / spread + 2.0,
        _ => (r - g) / spread + 4.0,
    } * 60.0;
    match hue {
        ..15.0 => "red",
        ..40.0 => "orange",
        ..70.0 => "golden yellow",
        ..165.0 => "green",
        ..195.0 => "teal",
        ..255.0 => "blue",
        ..290.0 => "violet",
        ..345.0 => "pink",
        _ => "red",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::ImageFormat;
    use std::io::Cursor;

    fn described(width: u32, height: u32, paint: impl Fn(u32, u32) -> [u8; 3]) -> String {
        let mut png = Cursor::new(Vec::new());
        let drawn = RgbImage::from_fn(width, height, |x, y| Rgb(paint(x, y)));
        drawn.write_to(&mut png, ImageFormat::Png).unwrap();
        picture(&STANDARD.encode(png.into_inner()))
    }

    #[test]
    fn shape_brightness_and_colours_are_measured() {
        let dusk = described(64, 36, |_, y| if y < 18 { [230, 120, 30] } else { [10, 30, 90] });
        assert!(dusk.starts_with("A wide picture, "), "{dusk}");
        assert!(dusk.contains("orange in its upper half and blue in its lower half"), "{dusk}");
        let night = described(36, 64, |_, _| [2, 2, 3]);
        assert!(night.starts_with("A tall picture, very dark, mostly black; soft"), "{night}");
        let snow = described(40, 40, |_, _| [250, 250, 250]);
        assert!(snow.starts_with("A square picture, bright, mostly white"), "{snow}");
    }
}

//! Chooses format and quality of a picture to be sent, and encodes it in memory.

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{DynamicImage, ImageResult, RgbImage};

use super::still;
use dailies_model::Container;

/// A PNG up to this size is sent as it is.
const SMALL_PNG_BYTES: u64 = 4 << 20;
/// Above this size (some eleven million pixels) PNG is not tried: it takes long and rarely becomes small.
const MOST_BYTES_FOR_PNG: usize = 32 << 20;
/// JPEG qualities to try, best first.
const JPEG_QUALITIES: [u8; 6] = [95, 90, 85, 75, 60, 40];

/// Encodes as PNG if the picture has transparency or the PNG is small, unless it comes from a photo (`from` JPEG); else
/// as JPEG on white, with the best quality that fits into `most_bytes`. `None` if none fits.
pub(super) fn encode(
    image: DynamicImage,
    from: Container,
    most_bytes: u64,
) -> ImageResult<Option<(Container, Vec<u8>)>> {
    let image = without_idle_alpha(image);
    let is_transparent = image.color().has_alpha();
    let may_be_small = from != Container::Jpg && image.as_bytes().len() <= MOST_BYTES_FOR_PNG;
    if is_transparent || may_be_small {
        let most_bytes = if is_transparent { most_bytes } else { most_bytes.min(SMALL_PNG_BYTES) };
        let png = png(&image)?;
        if fits(&png, most_bytes) {
            return Ok(Some((Container::Png, png)));
        }
    }
    let image = still::opaque(image);
    for quality in JPEG_QUALITIES {
        let jpeg = jpeg(&image, quality)?;
        if fits(&jpeg, most_bytes) {
            return Ok(Some((Container::Jpg, jpeg)));
        }
    }
    Ok(None)
}

pub(super) fn png(image: &DynamicImage) -> ImageResult<Vec<u8>> {
    let mut bytes = Vec::new();
    let encoder = PngEncoder::new_with_quality(&mut bytes, CompressionType::Default, FilterType::Adaptive);
    image.write_with_encoder(encoder)?;
    Ok(bytes)
}

fn jpeg(image: &RgbImage, quality: u8) -> ImageResult<Vec<u8>> {
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, quality).encode_image(image)?;
    Ok(bytes)
}

pub(super) fn fits(bytes: &[u8], most_bytes: u64) -> bool {
    bytes.len() as u64 <= most_bytes
}

fn without_idle_alpha(image: DynamicImage) -> DynamicImage {
    match image {
        DynamicImage::ImageRgba8(image) if image.pixels().all(|pixel| pixel[3] == u8::MAX) => {
            DynamicImage::ImageRgba8(image).into_rgb8().into()
        }
        image => image,
    }
}

#[cfg(test)]
mod tests {
    use image::{Rgb, Rgba, RgbaImage};

    use super::*;

    /// Reproducible noise, which compresses badly.
    fn noise(edge: u32) -> RgbImage {
        let mut state = 1_u32;
        let mut level = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 24) as u8
        };
        RgbImage::from_fn(edge, edge, |_, _| Rgb([level(), level(), level()]))
    }

    fn kind(image: impl Into<DynamicImage>, from: Container, most_bytes: u64) -> Option<Container> {
        let (container, bytes) = encode(image.into(), from, most_bytes).expect("encoded")?;
        assert!(fits(&bytes, most_bytes));
        assert_eq!(Container::of(&bytes), Some(container));
        Some(container)
    }

    #[test]
    fn what_is_small_or_transparent_is_png_and_photos_are_jpeg() {
        assert_eq!(kind(noise(64), Container::Png, 20_000), Some(Container::Png));
        assert_eq!(kind(noise(64), Container::Webp, 20_000), Some(Container::Png));
        assert_eq!(kind(noise(64), Container::Jpg, 20_000), Some(Container::Jpg));
        let glass = || RgbaImage::from_pixel(8, 8, Rgba([1, 2, 3, 4]));
        assert_eq!(kind(glass(), Container::Webp, 20_000), Some(Container::Png));
        assert_eq!(kind(noise(1300), Container::Png, 20_000_000), Some(Container::Jpg));
    }

    #[test]
    fn quality_goes_down_until_it_fits_and_not_for_ever() {
        let length = |quality| jpeg(&noise(64), quality).expect("encoded").len() as u64;
        for quality in JPEG_QUALITIES {
            let (_, bytes) = encode(noise(64).into(), Container::Jpg, length(quality)).expect("encoded").expect("fits");
            assert_eq!(bytes.len() as u64, length(quality));
        }
        assert_eq!(kind(noise(64), Container::Jpg, length(40) - 1), None);
    }

    #[test]
    fn alpha_that_hides_nothing_goes() {
        let image = DynamicImage::from(RgbaImage::from_pixel(3, 2, Rgba([1, 2, 3, 255])));
        assert!(!without_idle_alpha(image).color().has_alpha());
    }
}

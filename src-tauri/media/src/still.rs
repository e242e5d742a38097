//! Stills: size by header, pixels, and poster. Runs in the child process only.
//!
//! An animated still is represented by its first frame. Transparency is drawn on white, since JPEG has none.

use std::io::{BufRead, Seek};

use fast_image_resize::images::{TypedImage, TypedImageRef};
use fast_image_resize::pixels::U8x3;
use fast_image_resize::{ImageBufferError, Resizer};
use image::error::{DecodingError, ImageFormatHint};
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, ImageResult, Limits, Rgb, RgbImage};

use super::frame_scaler;
use super::media_info::{MediaInfo, Size};
use super::poster_strip::{POSTER_EDGE, STRIP_EDGE, STRIP_FRAMES};
use dailies_model::Container;

/// Maximum length of an edge in pixels; no model makes larger stills.
const LONGEST_EDGE: u32 = 16_384;
/// Maximum size of the decoded pixels, by the header: some 11,000 squared with transparency.
const MOST_PIXEL_BYTES: u64 = 512 << 20;

/// A still whose header was read.
pub(super) struct Still<D> {
    decoder: D,
    orientation: Orientation,
}

/// Input of the decoders; a trait object, because they would be compiled for each concrete type.
trait Bytes: BufRead + Seek {}
impl<R: BufRead + Seek> Bytes for R {}

/// Reads the header of a file in this format.
pub(super) fn open(
    reader: impl BufRead + Seek + 'static,
    container: Container,
) -> ImageResult<Still<impl ImageDecoder>> {
    open_boxed(Box::new(reader), container)
}

fn open_boxed(reader: Box<dyn Bytes>, container: Container) -> ImageResult<Still<impl ImageDecoder>> {
    let mut reader = match format(container) {
        Some(format) => ImageReader::with_format(reader, format),
        None => ImageReader::new(reader),
    };
    reader.limits(limits());
    let mut decoder = reader.into_decoder()?;
    // An invalid orientation is ignored (Exif 3.0 section 4.6.5.1).
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    Ok(Still { decoder, orientation })
}

impl<D: ImageDecoder> Still<D> {
    /// Returns the size as shown.
    pub(super) fn shown(&self) -> Size {
        let (width, height) = self.decoder.dimensions();
        let size = Size { width, height };
        if transposes(self.orientation) { size.transposed() } else { size }
    }

    pub(super) fn facts(&self) -> MediaInfo {
        let Size { width, height } = self.shown();
        MediaInfo { width: Some(width), height: Some(height), ..MediaInfo::default() }
    }

    /// Returns the size of the decoded pixels, in bytes.
    pub(super) fn pixel_bytes(&self) -> u64 {
        self.decoder.total_bytes()
    }

    /// Returns the rotation and mirroring that make the picture upright.
    pub(super) fn orientation(&self) -> Orientation {
        self.orientation
    }

    /// Returns the colour profile; `None` if it is missing or unreadable.
    pub(super) fn profile(&mut self) -> Option<Vec<u8>> {
        self.decoder.icc_profile().ok().flatten()
    }

    /// Decodes the pixels as stored. Fails if they would be too large.
    pub(super) fn pixels(self) -> ImageResult<DynamicImage> {
        limits().reserve(self.decoder.total_bytes())?;
        DynamicImage::from_decoder(self.decoder)
    }

    /// Returns the picture, upright, with no edge longer than [`POSTER_EDGE`]. Fails if its pixels would be too large.
    pub(super) fn poster(self) -> ImageResult<RgbImage> {
        let orientation = self.orientation;
        let image = opaque(self.pixels()?);
        let size = Size { width: image.width(), height: image.height() }.within(POSTER_EDGE);
        let mut upright = DynamicImage::ImageRgb8(scaled(&image, size).map_err(undecodable)?);
        upright.apply_orientation(orientation);
        Ok(upright.into_rgb8())
    }

    /// Returns the picture as the strip of a film; `None` unless it has the right number of frames side by side.
    pub(super) fn strip(self) -> ImageResult<Option<RgbImage>> {
        let frames = STRIP_FRAMES as u32;
        let Size { width, height } = self.shown();
        if !width.is_multiple_of(frames) || width == 0 || height == 0 {
            return Ok(None);
        }
        let cell = Size { width: width / frames, height }.within(STRIP_EDGE);
        let size = Size { width: cell.width * frames, ..cell };
        scaled(&opaque(self.pixels()?), size).map_err(undecodable).map(Some)
    }
}

fn limits() -> Limits {
    let mut limits = Limits::no_limits();
    limits.max_image_width = Some(LONGEST_EDGE);
    limits.max_image_height = Some(LONGEST_EDGE);
    limits.max_alloc = Some(MOST_PIXEL_BYTES);
    limits
}

const fn format(container: Container) -> Option<ImageFormat> {
    match container {
        Container::Png => Some(ImageFormat::Png),
        Container::Jpg => Some(ImageFormat::Jpeg),
        Container::Webp => Some(ImageFormat::WebP),
        Container::Gif => Some(ImageFormat::Gif),
        _ => None,
    }
}

const fn transposes(orientation: Orientation) -> bool {
    use Orientation::{Rotate90, Rotate90FlipH, Rotate270, Rotate270FlipH};
    matches!(orientation, Rotate90 | Rotate90FlipH | Rotate270 | Rotate270FlipH)
}

/// Draws the picture on white.
pub(super) fn opaque(image: DynamicImage) -> RgbImage {
    if !image.color().has_alpha() {
        return image.into_rgb8();
    }
    let image = image.into_rgba8();
    let on_white = |level: u8, alpha: u8| {
        let (level, alpha) = (u32::from(level), u32::from(alpha));
        ((level * alpha + 255 * (255 - alpha) + 127) / 255) as u8
    };
    let mut flat = RgbImage::new(image.width(), image.height());
    for (to, from) in flat.pixels_mut().zip(image.pixels()) {
        let [red, green, blue, alpha] = from.0;
        *to = Rgb([red, green, blue].map(|level| on_white(level, alpha)));
    }
    flat
}

fn scaled(image: &RgbImage, size: Size) -> Result<RgbImage, ImageBufferError> {
    let (width, height) = image.dimensions();
    let mut small = RgbImage::new(size.width, size.height);
    let from = TypedImageRef::<U8x3>::from_buffer(width, height, image.as_raw())?;
    let mut into = TypedImage::<U8x3>::from_buffer(size.width, size.height, &mut small)?;
    // Fails only for crops outside of the picture, which do not occur.
    let _ = Resizer::new().resize_typed(&from, &mut into, &frame_scaler::resizing());
    drop(into);
    Ok(small)
}

fn undecodable(error: ImageBufferError) -> ImageError {
    ImageError::Decoding(DecodingError::new(ImageFormatHint::Unknown, error))
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use proptest::prelude::*;
    use proptest::sample::Index;

    use super::*;

    const STILLS: [(Container, &[u8]); 4] = [
        (Container::Png, include_bytes!("../tests/fixtures/stills/transparent.png")),
        (Container::Jpg, include_bytes!("../tests/fixtures/stills/quarters.jpg")),
        (Container::Webp, include_bytes!("../tests/fixtures/stills/quarters.webp")),
        (Container::Gif, include_bytes!("../tests/fixtures/stills/quarters.gif")),
    ];

    /// Draws a poster like the child, but in memory, with a limit for headers that claim too much for a test.
    fn draw(container: Container, bytes: Vec<u8>) -> Option<RgbImage> {
        let still = open(Cursor::new(bytes), container).ok()?;
        if still.decoder.total_bytes() > 1 << 24 { None } else { still.poster().ok() }
    }

    #[test]
    fn ten_frames_side_by_side_are_a_strip_and_nothing_else_is() {
        let strip = |width, height| {
            let mut png = Vec::new();
            RgbImage::new(width, height).write_to(&mut Cursor::new(&mut png), ImageFormat::Png).expect("written");
            let still = open(Cursor::new(png), Container::Png).expect("a picture");
            still.strip().expect("pixels").map(|strip| strip.dimensions())
        };
        assert_eq!(strip(3200, 180), Some((2400, 135)));
        assert_eq!(strip(100, 20), Some((100, 20)));
        assert_eq!(strip(101, 20), None);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn no_damage_makes_the_reader_panic(
            damage in prop::collection::vec((any::<Index>(), any::<u8>()), 1..8),
            kept in any::<Index>(),
        ) {
            for (container, whole) in STILLS {
                prop_assert!(draw(container, whole.to_vec()).is_some());
                let mut bytes = whole.to_vec();
                for (at, value) in &damage {
                    *at.get_mut(&mut bytes) = *value;
                }
                draw(container, bytes.clone());
                bytes.truncate(kept.index(bytes.len()));
                draw(container, bytes);
            }
        }

        #[test]
        fn no_bytes_make_the_reader_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            for (container, whole) in STILLS {
                draw(container, bytes.clone());
                draw(container, [&whole[..12], &bytes].concat());
            }
        }
    }
}

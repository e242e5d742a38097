//! Reads the header of a picture and makes the copy to be sent. Runs in the child process only.
//!
//! Pixels are kept if possible: a PNG or JPEG that needs no change but the removal of metadata is not encoded again.

use std::io::{BufRead, Cursor, Read, Seek};
use std::sync::Arc;

use fast_image_resize::images::{TypedImage, TypedImageRef};
use fast_image_resize::pixels::{U8x3, U8x4};
use fast_image_resize::{FilterType, PixelTrait, ResizeAlg, ResizeOptions, Resizer};
use image::metadata::Orientation;
use image::{DynamicImage, ImageError, RgbImage, RgbaImage};

use super::encode::{encode, fits};
use super::icc::Conversion;
use super::media_info::{PictureInfo, Prepared, Size};
use super::{animation, still, strip_metadata};
use dailies_model::{Container, Crop, ForeignPicture, Medium, PictureRejection, Preparation};

/// Maximum size of a picture file, in bytes: it is read into memory, and no photo is larger.
pub const MOST_FILE_BYTES: u64 = 256 << 20;
/// Maximum size of the decoded pixels, by the header: 89 million of them in a photo. With the buffers for decoding and
/// rotating, and the file, this fits into the child's memory limit.
const MOST_PIXEL_BYTES: u64 = 256 << 20;

/// Reads the header of a file of `bytes` bytes. Fails if it is not a picture of a known format, is too large, or is
/// broken, which includes a file that cannot be read.
pub(super) fn look(mut picture: impl BufRead + Seek + 'static, bytes: u64) -> Result<PictureInfo, PictureRejection> {
    let container = recognise(&mut picture)?;
    if bytes > MOST_FILE_BYTES {
        return Err(PictureRejection::TooLarge);
    }
    let is_animated = animation::is_animated(&mut picture, container);
    picture.rewind().map_err(|_| PictureRejection::Broken)?;
    let still = still::open(picture, container).map_err(|error| refusal(&error))?;
    if still.pixel_bytes() > MOST_PIXEL_BYTES {
        return Err(PictureRejection::TooLarge);
    }
    let Size { width, height } = still.shown();
    Ok(PictureInfo { container, width, height, bytes, is_animated })
}

fn recognise(picture: &mut impl Read) -> Result<Container, PictureRejection> {
    let mut head = Vec::new();
    picture.take(Container::HEAD as u64).read_to_end(&mut head).map_err(|_| PictureRejection::Broken)?;
    match Container::of(&head) {
        Some(container) if container.medium() == Medium::Still => Ok(container),
        _ => Err(ForeignPicture::of(&head).map_or(PictureRejection::NotAPicture, PictureRejection::Unsupported)),
    }
}

fn refusal(error: &ImageError) -> PictureRejection {
    match error {
        ImageError::Limits(_) => PictureRejection::TooLarge,
        _ => PictureRejection::Broken,
    }
}

/// Returns the file to send for this picture.
pub(super) fn prepare(bytes: &Arc<[u8]>, preparation: &Preparation) -> Result<(Prepared, Vec<u8>), PictureRejection> {
    let facts = look(Cursor::new(bytes.clone()), bytes.len() as u64)?;
    if facts.is_animated {
        return Err(PictureRejection::Animated);
    }
    let container = facts.container;
    let shape = Shape::of(preparation, Size { width: facts.width, height: facts.height })?;
    let mut still = still::open(Cursor::new(bytes.clone()), container).map_err(|error| refusal(&error))?;
    let orientation = still.orientation();
    let conversion = still.profile().and_then(|icc| Conversion::to_srgb(&icc));
    let image = still.pixels().map_err(|error| refusal(&error))?;

    let bare = bare(container, bytes)?.filter(|bare| fits(bare, preparation.most_bytes));
    let is_kept = shape.is_whole() && orientation == Orientation::NoTransforms && conversion.is_none();
    if let (true, Some(bare)) = (is_kept, bare) {
        let (width, height) = (facts.width, facts.height);
        return Ok((Prepared { container, width, height, bytes: bare.len() as u64 }, bare));
    }

    let image = shape.apply(image, orientation, conversion.as_ref());
    let (width, height) = (image.width(), image.height());
    let encoded = encode(image, container, preparation.most_bytes).map_err(|error| refusal(&error))?;
    let (container, file) = encoded.ok_or(PictureRejection::TooHeavy)?;
    Ok((Prepared { container, width, height, bytes: file.len() as u64 }, file))
}

/// Returns the file without its metadata, if its format can be sent. Truncated files are rejected, although decoders
/// accept them.
fn bare(container: Container, bytes: &[u8]) -> Result<Option<Vec<u8>>, PictureRejection> {
    match container {
        Container::Png => strip_metadata::png(bytes).map(Some).ok_or(PictureRejection::Broken),
        Container::Jpg => {
            let jpeg = strip_metadata::jpeg(bytes).ok_or(PictureRejection::Broken)?;
            Ok((!jpeg.is_for_print).then_some(jpeg.bytes))
        }
        _ => Ok(None),
    }
}

/// The crop of an upright picture and the size to scale it to; `None` if nothing changes.
#[derive(Debug, PartialEq, Eq)]
struct Shape {
    crop: Option<Crop>,
    size: Option<Size>,
}

impl Shape {
    fn of(preparation: &Preparation, shown: Size) -> Result<Self, PictureRejection> {
        let whole = Crop { x: 0, y: 0, width: shown.width, height: shown.height };
        let crop = preparation.crop.unwrap_or(whole);
        if !crop.lies_within((shown.width, shown.height)) {
            return Err(PictureRejection::CropOutside);
        }
        let cropped = Size { width: crop.width, height: crop.height };
        let size = preparation.size.map_or(cropped, |(width, height)| Size { width, height });
        let edge = 1..=Preparation::LONGEST_EDGE;
        if size != cropped && !(edge.contains(&size.width) && edge.contains(&size.height)) {
            return Err(PictureRejection::SizeImpossible);
        }
        Ok(Self { crop: (crop != whole).then_some(crop), size: (size != cropped).then_some(size) })
    }

    fn is_whole(&self) -> bool {
        self.crop.is_none() && self.size.is_none()
    }

    /// Turns the picture upright, crops it, converts its colours and scales it. The result has eight bits per channel,
    /// with or without alpha.
    fn apply(
        &self,
        mut image: DynamicImage,
        orientation: Orientation,
        conversion: Option<&Conversion>,
    ) -> DynamicImage {
        image.apply_orientation(orientation);
        if let Some(Crop { x, y, width, height }) = self.crop {
            image = image.crop_imm(x, y, width, height);
        }
        if image.color().has_alpha() {
            let mut image = image.into_rgba8();
            conversion.inspect(|conversion| conversion.rgba(&mut image));
            self.size.and_then(|size| scaled_rgba(&image, size)).unwrap_or(image).into()
        } else {
            let mut image = image.into_rgb8();
            conversion.inspect(|conversion| conversion.rgb(&mut image));
            self.size.and_then(|size| scaled_rgb(&image, size)).unwrap_or(image).into()
        }
    }
}

/// Scales a picture to this size, whatever its aspect ratio.
pub(super) fn scaled_rgb(image: &RgbImage, to: Size) -> Option<RgbImage> {
    RgbImage::from_raw(to.width, to.height, scaled::<U8x3>(image, image.dimensions(), to)?)
}

fn scaled_rgba(image: &RgbaImage, to: Size) -> Option<RgbaImage> {
    RgbaImage::from_raw(to.width, to.height, scaled::<U8x4>(image, image.dimensions(), to)?)
}

/// Scales pixels; `None` only if there are fewer than the size requires.
fn scaled<P: PixelTrait>(levels: &[u8], (width, height): (u32, u32), to: Size) -> Option<Vec<u8>> {
    let from = TypedImageRef::<P>::from_buffer(width, height, levels).ok()?;
    let mut scaled = vec![0; to.width as usize * to.height as usize * P::size()];
    let mut into = TypedImage::<P>::from_buffer(to.width, to.height, &mut scaled).ok()?;
    let options = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::Lanczos3));
    Resizer::new().resize_typed(&from, &mut into, &options).ok()?;
    drop(into);
    Some(scaled)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::sample::Index;

    use super::*;

    const SHOWN: Size = Size { width: 160, height: 90 };

    fn shape(crop: Option<Crop>, size: Option<(u32, u32)>) -> Result<Shape, PictureRejection> {
        Shape::of(&Preparation { crop, size, ..Preparation::default() }, SHOWN)
    }

    #[test]
    fn what_changes_nothing_is_nothing() {
        let whole = Crop { x: 0, y: 0, width: 160, height: 90 };
        for (crop, size) in [(None, None), (Some(whole), None), (None, Some((160, 90))), (Some(whole), Some((160, 90)))]
        {
            assert!(shape(crop, size).is_ok_and(|shape| shape.is_whole()));
        }
        let part = Crop { width: 80, ..whole };
        assert_eq!(shape(Some(part), Some((80, 90))), Ok(Shape { crop: Some(part), size: None }));
        let size = Some(Size { width: 160, height: 90 });
        assert_eq!(shape(Some(part), Some((160, 90))), Ok(Shape { crop: Some(part), size }));
    }

    #[test]
    fn impossible_crops_and_sizes_are_refused() {
        let outside = Crop { x: 100, y: 0, width: 61, height: 1 };
        assert_eq!(shape(Some(outside), None), Err(PictureRejection::CropOutside));
        for size in [(0, 90), (160, 0), (Preparation::LONGEST_EDGE + 1, 90)] {
            assert_eq!(shape(None, Some(size)), Err(PictureRejection::SizeImpossible));
        }
    }

    const STILLS: [&[u8]; 5] = [
        include_bytes!("../tests/fixtures/stills/quarters.png"),
        include_bytes!("../tests/fixtures/stills/transparent.png"),
        include_bytes!("../tests/fixtures/stills/quarters.jpg"),
        include_bytes!("../tests/fixtures/stills/quarters.webp"),
        include_bytes!("../tests/fixtures/stills/quarters.gif"),
    ];

    /// Prepares a picture like the child does, with a limit for headers that claim too much for a test.
    fn send(bytes: &[u8], preparation: &Preparation) -> Result<(Prepared, Vec<u8>), PictureRejection> {
        let facts = look(Cursor::new(bytes.to_vec()), bytes.len() as u64)?;
        if facts.width.saturating_mul(facts.height) > 1 << 22 {
            return Err(PictureRejection::TooLarge);
        }
        prepare(&bytes.into(), preparation)
    }

    fn crops() -> impl Strategy<Value = Crop> {
        (0..160_u32, 0..90_u32).prop_flat_map(|(x, y)| {
            (1..=160 - x, 1..=90 - y).prop_map(move |(width, height)| Crop { x, y, width, height })
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        /// For any preparation, the result has the requested size, fits the limit, and preparing it again changes
        /// nothing.
        #[test]
        fn what_is_prepared_is_as_asked_for_and_stays_so(
            crop in prop::option::of(crops()),
            size in prop::option::of((1..300_u32, 1..300_u32)),
        ) {
            let preparation = Preparation { crop, size, ..Preparation::default() };
            let cropped = crop.map_or((160, 90), |crop| (crop.width, crop.height));
            for bytes in STILLS {
                let (prepared, file) = send(bytes, &preparation).expect("prepared");
                prop_assert_eq!((prepared.width, prepared.height), size.unwrap_or(cropped));
                prop_assert_eq!(prepared.bytes, file.len() as u64);
                let looked = look(Cursor::new(file.clone()), prepared.bytes).expect("a picture");
                prop_assert_eq!((looked.container, looked.width, looked.height), (prepared.container, prepared.width, prepared.height));
                let (_, again) = send(&file, &Preparation::default()).expect("prepared");
                prop_assert!(again == file);
            }
        }

        #[test]
        fn no_damage_makes_it_panic(
            damage in prop::collection::vec((any::<Index>(), any::<u8>()), 1..8),
            kept in any::<Index>(),
        ) {
            let preparation = Preparation { size: Some((20, 20)), ..Preparation::default() };
            for whole in STILLS {
                let mut bytes = whole.to_vec();
                for (at, value) in &damage {
                    *at.get_mut(&mut bytes) = *value;
                }
                let _ = send(&bytes, &preparation);
                bytes.truncate(kept.index(bytes.len()));
                let _ = send(&bytes, &preparation);
            }
        }

        #[test]
        fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            let _ = send(&bytes, &Preparation::default());
            for whole in STILLS {
                let _ = send(&[&whole[..12], &bytes].concat(), &Preparation::default());
            }
        }
    }
}

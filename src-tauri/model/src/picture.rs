//! A picture to be sent to a model: crop, size, and why a picture cannot be sent. Pure arithmetic.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{ClipId, Container, PictureId, Timestamp};

/// An original picture that is stored in the library. Its file is served by its id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct StoredPicture {
    /// The SHA-256 of its file. The same picture is stored once.
    pub id: PictureId,
    /// File format: `png`, `jpg`, `webp`, `gif`.
    pub container: Container,
    /// Width in pixels, as shown.
    pub width: u32,
    /// Height in pixels, as shown.
    pub height: u32,
    /// Size of the file in bytes.
    #[ts(type = "number")]
    pub bytes: u64,
    /// The original file name, if known.
    pub name: Option<String>,
    /// The clip that it is a frame of.
    pub from_clip: Option<ClipId>,
    /// When it was last imported or sent.
    pub used_at: Timestamp,
}

/// The result of importing a picture file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum Intake {
    /// It is stored.
    Kept {
        /// The picture.
        picture: StoredPicture,
    },
    /// It cannot be sent and was not stored.
    Refused {
        /// The file's name; empty for pixels from the clipboard.
        name: String,
        /// The reason.
        reason: PictureRejection,
    },
}

/// A picture exactly as it is sent. Its file is served by its key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PreparedPicture {
    /// The file's name.
    pub key: String,
    /// File format.
    pub container: Container,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Size of the file in bytes.
    #[ts(type = "number")]
    pub bytes: u64,
}

/// The position of a frame in a film.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Moment {
    /// The first frame that is shown.
    First,
    /// The last frame that is shown.
    Last,
    /// The frame that is shown at this time.
    At {
        /// Time from the beginning, in ms.
        ms: i64,
    },
}

/// A rectangle of a picture, in pixels of the picture as shown: upright, from its top left corner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
pub struct Crop {
    /// Position of the left edge.
    pub x: u32,
    /// Position of the top edge.
    pub y: u32,
    /// Width.
    pub width: u32,
    /// Height.
    pub height: u32,
}

impl Crop {
    /// Returns the largest rectangle in the middle of a picture of `width` x `height` with the aspect ratio of `shape`
    /// (width, height), to the nearest pixel and at least one pixel wide and high. A shape with a zero gives the whole
    /// picture.
    pub fn centred((width, height): (u32, u32), shape: (u32, u32)) -> Self {
        let (across, down) = (u64::from(shape.0), u64::from(shape.1));
        if across == 0 || down == 0 {
            return Self { x: 0, y: 0, width, height };
        }
        let scaled = |edge: u32, by: u64, of: u64, most: u32| {
            let scaled = (u128::from(edge) * u128::from(by) + u128::from(of) / 2) / u128::from(of);
            u32::try_from(scaled).unwrap_or(u32::MAX).min(most).max(most.min(1))
        };
        let is_too_wide = u64::from(width) * down > u64::from(height) * across;
        let (kept_width, kept_height) = if is_too_wide {
            (scaled(height, across, down, width), height)
        } else {
            (width, scaled(width, down, across, height))
        };
        Self { x: (width - kept_width) / 2, y: (height - kept_height) / 2, width: kept_width, height: kept_height }
    }

    /// Returns whether the rectangle is not empty and lies within a picture of `width` x `height`.
    pub fn lies_within(self, (width, height): (u32, u32)) -> bool {
        let fits = |at: u32, length: u32, most| length > 0 && at.checked_add(length).is_some_and(|end| end <= most);
        fits(self.x, self.width, width) && fits(self.y, self.height, height)
    }
}

/// How to convert a picture before it is sent. In any case it is turned upright and its metadata is removed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Preparation {
    /// The part to send; `None` for the whole picture.
    pub crop: Option<Crop>,
    /// Width and height in pixels to scale that part to, whatever its aspect ratio; `None` keeps its size.
    pub size: Option<(u32, u32)>,
    /// Maximum file size, in bytes.
    #[ts(type = "number")]
    pub most_bytes: u64,
}

impl Preparation {
    /// Maximum file size that relays accept for a picture, in bytes (reference section 5).
    pub const MOST_BYTES: u64 = 20_000_000;
    /// Maximum length of an edge after scaling, in pixels.
    pub const LONGEST_EDGE: u32 = 8192;
}

impl Default for Preparation {
    /// The whole picture in its own size, in at most [`Preparation::MOST_BYTES`].
    fn default() -> Self {
        Self { crop: None, size: None, most_bytes: Self::MOST_BYTES }
    }
}

/// A picture format that is recognised by its first bytes but cannot be decoded here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ForeignPicture {
    /// HEIF with H.265, as many phones write it.
    Heic,
    /// HEIF with AV1.
    Avif,
    /// TIFF, and camera raw formats based on it.
    Tiff,
    /// Windows bitmap.
    Bmp,
    /// JPEG XL.
    Jxl,
}

impl ForeignPicture {
    /// Detects the format from the first [`Container::HEAD`](super::Container::HEAD) bytes of a file; `None` if it is
    /// none of these.
    pub fn of(head: &[u8]) -> Option<Self> {
        match head {
            [_, _, _, _, b'f', b't', b'y', b'p', brands @ ..] => of_brands(brands),
            [b'I', b'I', b'*', 0, ..] | [b'M', b'M', 0, b'*', ..] => Some(Self::Tiff),
            // Four reserved bytes follow the length.
            [b'B', b'M', _, _, _, _, 0, 0, 0, 0, ..] => Some(Self::Bmp),
            [0, 0, 0, 12, b'J', b'X', b'L', b' ', ..] | [0xff, 0x0a, ..] => Some(Self::Jxl),
            _ => None,
        }
    }
}

/// Detects the format by major brand, minor version and compatible brands (ISO/IEC 14496-12 section 4.3).
fn of_brands(brands: &[u8]) -> Option<ForeignPicture> {
    let is_any_of = |names: &[&[u8; 4]]| brands.chunks_exact(4).any(|brand| names.iter().any(|name| brand == *name));
    if is_any_of(&[b"avif", b"avis"]) {
        return Some(ForeignPicture::Avif);
    }
    is_any_of(&[b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"]).then_some(ForeignPicture::Heic)
}

/// Why a picture cannot be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum PictureRejection {
    /// It has several frames (GIF, WebP or PNG).
    #[error("the picture moves")]
    Animated,
    /// Its format cannot be decoded here.
    #[error("pictures of the kind {0:?} cannot be read")]
    Unsupported(ForeignPicture),
    /// It is not a picture of a known format.
    #[error("this is not a picture")]
    NotAPicture,
    /// It is a folder, a pipe, a socket or a device.
    #[error("this is not a file")]
    NotAFile,
    /// Another program is still writing it.
    #[error("the file is still being written")]
    StillWritten,
    /// It does not exist or may not be read.
    #[error("the file cannot be read")]
    Unreadable,
    /// By its header or file size, it would take too much memory.
    #[error("the picture is too large to be opened")]
    TooLarge,
    /// It is damaged, truncated, or uses features that cannot be decoded.
    #[error("the picture is damaged")]
    Broken,
    /// The crop is empty or not within the picture.
    #[error("the crop does not lie within the picture")]
    CropOutside,
    /// The size to scale to has an edge of zero, or one longer than [`Preparation::LONGEST_EDGE`].
    #[error("the size asked for is impossible")]
    SizeImpossible,
    /// It exceeds the maximum file size even as a JPEG of low quality.
    #[error("the picture cannot be made to fit into the bytes allowed")]
    TooHeavy,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_middle_is_kept() {
        let crop = |x, y, width, height| Crop { x, y, width, height };
        assert_eq!(Crop::centred((1600, 900), (9, 16)), crop(547, 0, 506, 900));
        assert_eq!(Crop::centred((900, 1600), (16, 9)), crop(0, 547, 900, 506));
        assert_eq!(Crop::centred((1920, 1080), (1280, 720)), crop(0, 0, 1920, 1080));
        assert_eq!(Crop::centred((1000, 1), (1, 1000)), crop(499, 0, 1, 1));
        assert_eq!(Crop::centred((8, 6), (0, 9)), crop(0, 0, 8, 6));
    }

    #[test]
    fn a_crop_must_hold_a_pixel_and_stay_inside() {
        let crop = |x, y, width, height| Crop { x, y, width, height }.lies_within((4, 3));
        assert!(crop(0, 0, 4, 3) && crop(3, 2, 1, 1));
        assert!(!crop(0, 0, 0, 3) && !crop(0, 0, 5, 3) && !crop(1, 0, 4, 3) && !crop(0, u32::MAX, 1, 2));
    }

    #[test]
    fn foreign_pictures_are_known_by_their_first_bytes() {
        for (head, kind) in [
            (&b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"[..], Some(ForeignPicture::Heic)),
            (b"\0\0\0\x18ftypmif1\0\0\0\0mif1heic", Some(ForeignPicture::Heic)),
            (b"\0\0\0\x18ftypmif1\0\0\0\0mif1avif", Some(ForeignPicture::Avif)),
            (b"\0\0\0\x18ftypavif\0\0\0\0mif1miaf", Some(ForeignPicture::Avif)),
            (b"II*\0\x08\0\0\0", Some(ForeignPicture::Tiff)),
            (b"MM\0*\0\0\0\x08", Some(ForeignPicture::Tiff)),
            (b"BM\x46\0\0\0\0\0\0\0\x36", Some(ForeignPicture::Bmp)),
            (b"\0\0\0\x0cJXL \r\n\x87\n", Some(ForeignPicture::Jxl)),
            (b"\xff\x0a\xfa\x1f", Some(ForeignPicture::Jxl)),
            (b"BMW is no picture", None),
            (b"\0\0\0\x18ftypisom\0\0\x02\0isomavc1", None),
            (b"", None),
        ] {
            assert_eq!(ForeignPicture::of(head), kind, "{head:?}");
        }
    }

    #[test]
    fn a_refusal_names_the_kind() {
        let refusal = PictureRejection::Unsupported(ForeignPicture::Heic);
        assert_eq!(serde_json::to_value(refusal).unwrap(), serde_json::json!({"unsupported": "heic"}));
        assert_eq!(serde_json::to_value(PictureRejection::NotAPicture).unwrap(), "not_a_picture");
    }

    proptest! {
        /// One edge is whole, the other is within half a pixel of the shape, and both margins are equal.
        #[test]
        fn a_centred_crop_is_the_largest_of_its_shape(
            whole in (1..20_000_u32, 1..20_000_u32),
            shape in (1..5_000_u32, 1..5_000_u32),
        ) {
            let crop = Crop::centred(whole, shape);
            prop_assert!(crop.lies_within(whole));
            prop_assert!(crop.width == whole.0 || crop.height == whole.1);
            let (across, down) = (f64::from(shape.0), f64::from(shape.1));
            let off_width = (f64::from(crop.width) - f64::from(crop.height) * across / down).abs();
            let off_height = (f64::from(crop.height) - f64::from(crop.width) * down / across).abs();
            prop_assert!(off_width.min(off_height) <= 0.5 || crop.width == 1 || crop.height == 1);
            prop_assert!((whole.0 - crop.width - crop.x).abs_diff(crop.x) <= 1);
            prop_assert!((whole.1 - crop.height - crop.y).abs_diff(crop.y) <= 1);
        }

        #[test]
        fn no_numbers_overflow(whole in any::<(u32, u32)>(), shape in any::<(u32, u32)>(), at in any::<[u32; 4]>()) {
            Crop::centred(whole, shape);
            Crop { x: at[0], y: at[1], width: at[2], height: at[3] }.lies_within(whole);
        }
    }
}

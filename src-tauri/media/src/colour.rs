//! Converts Y'CbCr to R'G'B' like the player (matrices of ITU-T H.273 §8.3). Gamut and transfer function are unchanged.

use super::sps::Sps;

/// GStreamer, which plays films in the window on Linux, treats an untagged film taller than this as high definition.
const TALLEST_STANDARD_DEFINITION: u32 = 576;

/// A conversion for one stream.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Colour {
    luma_scale: f32,
    luma_offset: f32,
    red_by_cr: f32,
    green_by_cb: f32,
    green_by_cr: f32,
    blue_by_cb: f32,
}

impl Colour {
    /// Chooses the conversion by the stream's tags, or without tags by the height of its frames.
    pub(super) fn of(sps: &Sps) -> Self {
        let untagged = if sps.size.height > TALLEST_STANDARD_DEFINITION { BT709 } else { BT601 };
        let (kr, kb) = weights(sps.matrix).unwrap_or(untagged);
        let (luma_scale, luma_offset, chroma_scale) =
            if sps.is_full_range { (1.0, 0.0, 1.0) } else { (255.0 / 219.0, 16.0, 255.0 / 224.0) };
        let kg = 1.0 - kr - kb;
        Self {
            luma_scale,
            luma_offset,
            red_by_cr: chroma_scale * 2.0 * (1.0 - kr),
            green_by_cb: chroma_scale * 2.0 * (1.0 - kb) * kb / kg,
            green_by_cr: chroma_scale * 2.0 * (1.0 - kr) * kr / kg,
            blue_by_cb: chroma_scale * 2.0 * (1.0 - kb),
        }
    }

    /// Converts one pixel.
    pub(super) fn rgb(&self, y: u8, cb: u8, cr: u8) -> [u8; 3] {
        let luma = (f32::from(y) - self.luma_offset) * self.luma_scale;
        let (cb, cr) = (f32::from(cb) - 128.0, f32::from(cr) - 128.0);
        let red = luma + self.red_by_cr * cr;
        let green = luma - self.green_by_cb * cb - self.green_by_cr * cr;
        let blue = luma + self.blue_by_cb * cb;
        // The cast clamps the value; `round` would be a function call per channel.
        [red, green, blue].map(|channel| (channel + 0.5) as u8)
    }
}

const BT709: (f32, f32) = (0.2126, 0.0722);
const BT601: (f32, f32) = (0.299, 0.114);

/// Returns Kr and Kb for a `matrix_coefficients` (table 4 of H.273); `None` for "unspecified" and for those without
/// weights.
fn weights(matrix: Option<u8>) -> Option<(f32, f32)> {
    match matrix? {
        1 => Some(BT709),
        4 => Some((0.30, 0.11)),
        5 | 6 => Some(BT601),
        7 => Some((0.212, 0.087)),
        9 => Some((0.2627, 0.0593)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::media_info::Size;

    fn colour(height: u32, is_full_range: bool, matrix: Option<u8>) -> Colour {
        Colour::of(&Sps { size: Size { width: 16, height }, is_full_range, matrix, pixel_aspect: None })
    }

    #[test]
    fn black_and_white_are_the_ends_of_the_range() {
        let limited = colour(720, false, Some(1));
        assert_eq!([limited.rgb(16, 128, 128), limited.rgb(235, 128, 128)], [[0; 3], [255; 3]]);
        assert_eq!([limited.rgb(0, 128, 128), limited.rgb(255, 128, 128)], [[0; 3], [255; 3]]);
        let full = colour(720, true, Some(1));
        assert_eq!([full.rgb(16, 128, 128), full.rgb(235, 128, 128)], [[16; 3], [235; 3]]);
    }

    #[test]
    fn red_is_red_by_either_matrix() {
        assert_eq!(colour(720, false, Some(6)).rgb(81, 90, 240), [254, 0, 0]);
        assert_eq!(colour(720, false, Some(1)).rgb(63, 102, 240), [255, 1, 0]);
    }

    #[test]
    fn untagged_films_go_by_height() {
        assert_eq!(colour(576, false, None), colour(576, false, Some(6)));
        assert_eq!(colour(578, false, Some(2)), colour(578, false, Some(1)));
        assert_ne!(colour(578, false, None), colour(576, false, None));
    }
}

//! Converts pictures with a colour profile (ICC.1) to sRGB, so that they keep their colours without the profile.
//!
//! RGB profiles only; those of grey and CMYK are ignored, as the decoders do.

use image::{Rgb, RgbImage, RgbaImage};
use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};

/// Maximum difference per channel, of 255, that counts as the same colour. Profiles named sRGB differ by less.
const SAME_WITHIN: u8 = 2;

/// A conversion from a profile to sRGB that changes colours.
pub(super) struct Conversion(ColorProfile);

impl Conversion {
    /// Creates the conversion; `None` if the profile is unreadable, not RGB, or equivalent to sRGB.
    pub(super) fn to_srgb(icc: &[u8]) -> Option<Self> {
        let profile = ColorProfile::new_from_slice(icc).ok()?;
        let conversion = (profile.color_space == DataColorSpace::Rgb).then_some(Self(profile))?;
        let before = sample_colours();
        let mut after = before.clone();
        conversion.convert(&mut after, Layout::Rgb, 3)?;
        let is_same = before.iter().zip(after.iter()).all(|(before, after)| before.abs_diff(*after) <= SAME_WITHIN);
        (!is_same).then_some(conversion)
    }

    pub(super) fn rgb(&self, image: &mut RgbImage) {
        // Cannot fail, since it worked for the samples.
        let _ = self.convert(image, Layout::Rgb, 3);
    }

    pub(super) fn rgba(&self, image: &mut RgbaImage) {
        let _ = self.convert(image, Layout::Rgba, 4);
    }

    /// Converts in chunks, to avoid the memory of a second picture.
    fn convert(&self, levels: &mut [u8], layout: Layout, channels: usize) -> Option<()> {
        let srgb = ColorProfile::new_srgb();
        let transform = self.0.create_transform_8bit(layout, &srgb, layout, TransformOptions::default()).ok()?;
        let mut before = Vec::new();
        for piece in levels.chunks_mut(channels << 12) {
            before.clear();
            before.extend_from_slice(piece);
            transform.transform(&before, piece).ok()?;
        }
        Some(())
    }
}

/// Returns samples with five levels per channel.
fn sample_colours() -> RgbImage {
    let level = |number: u32| (number % 5 * 255 / 4) as u8;
    RgbImage::from_fn(25, 5, |x, y| Rgb([level(x), level(x / 5), level(y)]))
}

#[cfg(test)]
mod tests {
    use image::Rgba;

    use super::*;

    fn icc(profile: &ColorProfile) -> Vec<u8> {
        profile.encode().expect("a profile")
    }

    #[test]
    fn srgb_and_nonsense_change_nothing() {
        assert!(Conversion::to_srgb(&icc(&ColorProfile::new_srgb())).is_none());
        assert!(Conversion::to_srgb(&icc(&ColorProfile::new_gray_with_gamma(2.2))).is_none());
        assert!(Conversion::to_srgb(b"no profile").is_none());
    }

    /// Display P3 200, 100, 50 is 215, 93, 31 in sRGB (CSS Color 4 section 10).
    #[test]
    fn a_wider_gamut_is_brought_to_srgb() {
        let conversion = Conversion::to_srgb(&icc(&ColorProfile::new_display_p3())).expect("other colours");
        let mut image = RgbImage::from_pixel(100, 100, Rgb([200, 100, 50]));
        conversion.rgb(&mut image);
        let near = |found: &[u8], expected: [u8; 3]| found.iter().zip(expected).all(|(a, b)| a.abs_diff(b) <= 1);
        assert!(image.pixels().all(|pixel| near(&pixel.0, [215, 93, 31])), "{:?}", image.get_pixel(0, 0));

        let mut image = RgbaImage::from_pixel(2, 2, Rgba([200, 100, 50, 9]));
        conversion.rgba(&mut image);
        assert!(image.pixels().all(|pixel| near(&pixel.0[..3], [215, 93, 31]) && pixel[3] == 9));
    }
}

//! Colour profiles (ICC.1): pictures of another gamut are brought to sRGB, so that they keep their colours without a profile.
//!
//! Only profiles of red, green and blue: those of grey and of CMYK are left aside, as they are by the decoders.

use image::{Rgb, RgbImage, RgbaImage};
use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};

/// A colour that is this far off, of 255, in one channel is another colour. Profiles that call themselves sRGB differ by less.
const SAME_WITHIN: u8 = 2;

/// A way from a profile to sRGB that changes colours.
pub(super) struct Conversion(ColorProfile);

impl Conversion {
    /// `None` if the profile cannot be read, is not of this kind, or is sRGB in all but name.
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
        // It worked for the samples.
        let _ = self.convert(image, Layout::Rgb, 3);
    }

    pub(super) fn rgba(&self, image: &mut RgbaImage) {
        let _ = self.convert(image, Layout::Rgba, 4);
    }

    /// In pieces, so that it takes no second picture's worth of memory.
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

/// Five levels of each channel.
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

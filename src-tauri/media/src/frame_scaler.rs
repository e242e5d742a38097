//! Converts decoded frames to small upright R'G'B' pictures.

use fast_image_resize::images::{TypedImage, TypedImageRef};
use fast_image_resize::pixels::U8;
use fast_image_resize::{FilterType, ResizeAlg, ResizeOptions, Resizer};
use image::{Rgb, RgbImage, imageops};
use openh264::decoder::DecodedYUV;
use openh264::formats::YUVSource;

use super::colour::Colour;
use super::media_info::Size;
use super::track::{Turn, VideoTrack};

/// Returns the scaling options of all pictures.
pub(super) fn resizing() -> ResizeOptions {
    ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::CatmullRom))
}

/// A scaled, upright frame.
pub(super) struct ScaledFrame {
    pub(super) image: RgbImage,
    luma_deviation: f64,
}

impl ScaledFrame {
    /// Returns the standard deviation of luma, which is low for black, white and fades.
    pub(super) fn detail(&self) -> f64 {
        self.luma_deviation
    }
}

/// Scales and converts frames of one track.
pub(super) struct FrameScaler<'a> {
    resizer: Resizer,
    track: &'a VideoTrack,
    /// Buffer for a plane without the decoder's padding.
    plane: Vec<u8>,
}

impl<'a> FrameScaler<'a> {
    pub(super) fn new(track: &'a VideoTrack) -> Self {
        Self { resizer: Resizer::new(), track, plane: Vec::new() }
    }

    /// Converts the frame of sample `index`, with no edge longer than `edge`. Scales the planes first, so that only the
    /// remaining pixels are converted.
    pub(super) fn paint(&mut self, index: usize, frame: &DecodedYUV<'_>, edge: u32) -> Option<ScaledFrame> {
        let sps = self.track.config(self.track.samples.get(index)?)?.sps?;
        let size = self.track.display.within(edge);
        let (width, height) = frame.dimensions();
        let (y_stride, cb_stride, cr_stride) = frame.strides();
        let half = (width.div_ceil(2), height.div_ceil(2));
        let y = self.scale(frame.y(), y_stride, (width, height), size)?;
        // Chroma is assumed to lie in the middle of four luma samples, as in the page's players.
        let cb = self.scale(frame.u(), cb_stride, half, size)?;
        let cr = self.scale(frame.v(), cr_stride, half, size)?;

        let colour = Colour::of(&sps);
        let mut image = RgbImage::new(size.width, size.height);
        for (pixel, ((y, cb), cr)) in image.pixels_mut().zip(y.iter().zip(&cb).zip(&cr)) {
            *pixel = Rgb(colour.rgb(*y, *cb, *cr));
        }
        Some(ScaledFrame { image: turned(image, self.track.turn), luma_deviation: deviation(&y) })
    }

    /// Scales one plane; `None` if it is shorter than its size requires.
    ///
    /// It is copied first, because the resizer reads beyond the cropped area, where the decoder keeps padding.
    fn scale(&mut self, plane: &[u8], stride: usize, (width, height): (usize, usize), to: Size) -> Option<Vec<u8>> {
        self.plane.clear();
        for row in 0..height {
            self.plane.extend_from_slice(plane.get(row * stride..)?.get(..width)?);
        }
        let from =
            TypedImageRef::<U8>::from_buffer(width.try_into().ok()?, height.try_into().ok()?, &self.plane).ok()?;
        let mut scaled = vec![0; to.width as usize * to.height as usize];
        let mut into = TypedImage::<U8>::from_buffer(to.width, to.height, &mut scaled).ok()?;
        self.resizer.resize_typed(&from, &mut into, &resizing()).ok()?;
        Some(scaled)
    }
}

fn turned(image: RgbImage, turn: Turn) -> RgbImage {
    match turn {
        Turn::Upright => image,
        Turn::Clockwise => imageops::rotate90(&image),
        Turn::UpsideDown => imageops::rotate180(&image),
        Turn::Counterclockwise => imageops::rotate270(&image),
    }
}

/// Returns the standard deviation.
fn deviation(plane: &[u8]) -> f64 {
    let count = plane.len().max(1) as f64;
    let mean = plane.iter().map(|value| f64::from(*value)).sum::<f64>() / count;
    let squares = plane.iter().map(|value| (f64::from(*value) - mean).powi(2));
    (squares.sum::<f64>() / count).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn deviation_tells_flat_from_not() {
        assert!(deviation(&[16; 100]) < f64::EPSILON);
        assert!((deviation(&[0, 255, 0, 255]) - 127.5).abs() < 1e-9);
        assert!(deviation(&[]) < f64::EPSILON);
    }

    #[test]
    fn a_clockwise_turn_brings_the_left_edge_to_the_top() {
        let mut image = RgbImage::new(2, 1);
        image.put_pixel(0, 0, Rgb([9; 3]));
        let clockwise = turned(image.clone(), Turn::Clockwise);
        assert_eq!((clockwise.dimensions(), clockwise.get_pixel(0, 0)[0]), ((1, 2), 9));
        let counterclockwise = turned(image, Turn::Counterclockwise);
        assert_eq!((counterclockwise.dimensions(), counterclockwise.get_pixel(0, 1)[0]), ((1, 2), 9));
    }
}

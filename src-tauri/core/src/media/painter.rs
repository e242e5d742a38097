//! Small upright R'G'B' pictures of decoded frames: scaled, in the right colours, turned.

use fast_image_resize::images::{TypedImage, TypedImageRef};
use fast_image_resize::pixels::U8;
use fast_image_resize::{FilterType, ResizeAlg, ResizeOptions, Resizer};
use image::{Rgb, RgbImage, imageops};
use openh264::decoder::DecodedYUV;
use openh264::formats::YUVSource;

use super::colour::Colour;
use super::demux::{Turn, VideoTrack};
use super::facts::Size;

/// Standard deviation of luma, of 255, under which a frame shows nothing: black, white, the start of a fade.
const FLAT_BELOW: f64 = 8.0;

/// How all pictures are scaled.
pub(super) fn resizing() -> ResizeOptions {
    ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::CatmullRom))
}

/// A frame made small and upright.
pub(super) struct Painting {
    pub(super) image: RgbImage,
    luma_deviation: f64,
}

impl Painting {
    pub(super) fn is_flat(&self) -> bool {
        self.luma_deviation < FLAT_BELOW
    }
}

/// Paints the frames of one track.
pub(super) struct Painter {
    resizer: Resizer,
    options: ResizeOptions,
    colour: Colour,
    display: Size,
    turn: Turn,
}

impl Painter {
    pub(super) fn new(track: &VideoTrack) -> Self {
        Self {
            resizer: Resizer::new(),
            options: resizing(),
            colour: Colour::of(&track.avc.sps),
            display: track.display,
            turn: track.turn,
        }
    }

    /// With no edge longer than `edge`. Scales the planes first and converts only the pixels that are left.
    pub(super) fn paint(&mut self, frame: &DecodedYUV<'_>, edge: u32) -> Option<Painting> {
        let size = self.display.within(edge);
        let (width, height) = frame.dimensions();
        let (y_stride, cb_stride, cr_stride) = frame.strides();
        let (half_width, half_height) = (width.div_ceil(2), height.div_ceil(2));
        let y = self.scale(frame.y(), y_stride, width, height, size)?;
        let cb = self.scale(frame.u(), cb_stride, half_width, half_height, size)?;
        let cr = self.scale(frame.v(), cr_stride, half_width, half_height, size)?;

        let mut image = RgbImage::new(size.width, size.height);
        for (pixel, ((y, cb), cr)) in image.pixels_mut().zip(y.iter().zip(&cb).zip(&cr)) {
            *pixel = Rgb(self.colour.rgb(*y, *cb, *cr));
        }
        Some(Painting { image: turned(image, self.turn), luma_deviation: deviation(&y) })
    }

    /// One plane, its padding left out; `None` if it is shorter than its size says.
    fn scale(&mut self, plane: &[u8], stride: usize, width: usize, height: usize, to: Size) -> Option<Vec<u8>> {
        let from =
            TypedImageRef::<U8>::from_buffer(u32::try_from(stride).ok()?, u32::try_from(height).ok()?, plane).ok()?;
        let mut scaled = vec![0; to.width as usize * to.height as usize];
        let mut into = TypedImage::<U8>::from_buffer(to.width, to.height, &mut scaled).ok()?;
        let options = self.options.crop(0.0, 0.0, width as f64, height as f64);
        self.resizer.resize_typed(&from, &mut into, &options).ok()?;
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

/// Standard deviation.
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

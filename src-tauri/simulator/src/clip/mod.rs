//! Clips: a prompt becomes a real MP4. Deterministic: the same [`Spec`] gives the same film.
//!
//! It draws scenes of its own; it does not understand prompts beyond a few words, and fetches nothing.

mod canvas;
mod colour;
mod film;
mod grade;
mod mp4;
mod noise;
mod scene;
mod seed;
mod shape;
mod sheet;
mod sound;
mod start_frame;
mod storyboard;
mod video;
mod wav;

pub use shape::Shape;
pub(crate) use sheet::{jpeg, png, spritesheet};
pub(crate) use wav::wav;

use film::Film;
use std::sync::atomic::{AtomicBool, Ordering};

/// Size and frame rate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Quality {
    /// 640x360 or its like in another shape, at 24 fps.
    #[default]
    Demo,
    /// A quarter of that at 6 fps, for tests.
    Tiny,
}

impl Quality {
    /// Frames per second.
    pub fn fps(self) -> u32 {
        match self {
            Self::Demo => 24,
            Self::Tiny => 6,
        }
    }

    fn size(self, shape: Shape) -> (usize, usize) {
        let (width, height) = shape.size();
        match self {
            Self::Demo => (width, height),
            Self::Tiny => (width / 8 * 2, height / 8 * 2),
        }
    }
}

/// What to render.
#[derive(Debug, Clone)]
pub struct Spec {
    /// The prompt; a storyboard is cut into its shots.
    pub prompt: String,
    /// Length of the film.
    pub seconds: u32,
    /// Aspect ratio.
    pub shape: Shape,
    /// Part of the seed: two clips of one prompt differ by it.
    pub number: u64,
    /// A PNG or JPEG to open with; anything else is passed over.
    pub opening: Option<Vec<u8>>,
    /// Size and frame rate.
    pub quality: Quality,
}

/// Why there is no clip.
#[derive(Debug, thiserror::Error)]
pub enum ClipError {
    /// The H.264 encoder refused.
    #[error("H.264: {0}")]
    Video(#[from] openh264::Error),
    /// The AAC encoder refused.
    #[error("AAC: {0}")]
    Sound(#[from] syom::AacError),
    /// The MP4 boxes could not be written.
    #[error("MP4: {0}")]
    Container(#[from] mp4_atom::Error),
    /// The encoder gave no parameter sets.
    #[error("H.264: no parameter sets")]
    NoParameters,
    /// A picture could not be written.
    #[error("picture: {0}")]
    Picture(#[from] image::ImageError),
    /// It was told to stop.
    #[error("cancelled")]
    Cancelled,
}

/// Renders the whole film as the bytes of an MP4, index first. Takes seconds of CPU at [`Quality::Demo`].
///
/// # Errors
/// An encoder's error, or [`ClipError::Cancelled`] soon after `cancel` became true.
pub fn render(spec: &Spec, cancel: &AtomicBool) -> Result<Vec<u8>, ClipError> {
    let mut film = Film::new(spec);
    let fps = spec.quality.fps();
    let mut encoder = video::Encoder::new(spec.quality.size(spec.shape), fps)?;
    for frame in 0..spec.seconds * fps {
        if cancel.load(Ordering::Relaxed) {
            return Err(ClipError::Cancelled);
        }
        let picture = film.picture(frame as f32 / fps as f32, frame);
        encoder.push(&picture.to_yuv(), film.is_cut(frame))?;
    }
    let sound = sound::encode(&film.ambiences(), spec)?;
    Ok(mp4::write(&encoder.finish()?, &sound, spec.seconds)?)
}

/// One frame of the film at `at` seconds: width, height, and its RGB bytes.
pub fn still(spec: &Spec, at: f32) -> (usize, usize, Vec<u8>) {
    let picture = Film::new(spec).picture(at, (at * spec.quality.fps() as f32) as u32);
    (picture.width, picture.height, picture.rgb)
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;

//! The given picture as the opening frame, dissolving into the scene.

use super::colour::step;
use super::grade::Picture;
use image::imageops::{FilterType, crop_imm, resize};

/// Seconds for which only the picture is seen, and until when it has gone.
const HOLD: f32 = 0.7;
const GONE: f32 = 2.6;

pub(super) struct StartFrame(Vec<u8>);

impl StartFrame {
    /// Reads a PNG or JPEG and crops it to the film's shape; `None` for anything else.
    pub(super) fn read(bytes: &[u8], width: usize, height: usize) -> Option<Self> {
        let picture = image::load_from_memory(bytes).ok()?.into_rgb8();
        let (w, h) = picture.dimensions();
        let (want_w, want_h) = (width as u32, height as u32);
        let wide = u64::from(w) * u64::from(want_h) > u64::from(h) * u64::from(want_w);
        let (cut_w, cut_h) = if wide {
            ((u64::from(h) * u64::from(want_w) / u64::from(want_h)) as u32, h)
        } else {
            (w, (u64::from(w) * u64::from(want_h) / u64::from(want_w)) as u32)
        };
        let (cut_w, cut_h) = (cut_w.clamp(1, w), cut_h.clamp(1, h));
        let cut = crop_imm(&picture, (w - cut_w) / 2, (h - cut_h) / 2, cut_w, cut_h).to_image();
        Some(Self(resize(&cut, want_w, want_h, FilterType::Triangle).into_raw()))
    }

    /// Covers `picture` as much as it should at this second.
    pub(super) fn lay_over(&self, picture: &mut Picture, at: f32) {
        let share = (256.0 * (1.0 - step(HOLD, GONE, at))) as u32;
        if share > 0 {
            for (shown, given) in picture.rgb.iter_mut().zip(&self.0) {
                *shown = ((u32::from(*given) * share + u32::from(*shown) * (256 - share)) >> 8) as u8;
            }
        }
    }
}

//! Quiet ambiences: noise shaped into surf, rain or wind, over a soft chord; AAC-LC by syom.

use super::seed::Seed;
use super::{ClipError, Quality, Spec};
use std::f32::consts::TAU;
use syom::{EncodeOptions, Encoder};

/// What a scene sounds like.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Ambience {
    /// How bright the noise is, from a rumble at 0.01 to rain at 0.5.
    pub(super) brightness: f32,
    pub(super) noise: f32,
    /// How long one swell of the noise lasts, in seconds.
    pub(super) swell: f32,
    pub(super) chord: f32,
    /// The lowest tone, in hertz.
    pub(super) root: f32,
}

/// An encoded sound track.
pub(super) struct Track {
    pub(super) rate: u32,
    pub(super) channels: u16,
    /// The AudioSpecificConfig.
    pub(super) config: Vec<u8>,
    pub(super) frames: Vec<Vec<u8>>,
    /// Samples to skip at the start.
    pub(super) priming: u64,
}

/// Renders the sound of all shots, (from, to, what): samples per second, and one plane of samples per channel.
pub(super) fn planes(parts: &[(f32, f32, Ambience)], spec: &Spec) -> (u32, Vec<Vec<f32>>) {
    let (rate, channels) = match spec.quality {
        Quality::Demo => (48_000, 2),
        Quality::Tiny => (16_000, 1),
    };
    let total = spec.seconds as usize * rate as usize;
    let mut planes = vec![vec![0.0; total]; channels];
    for (index, (from, to, ambience)) in parts.iter().enumerate() {
        let span = |at: &f32| ((at * rate as f32) as usize).min(total);
        for (side, plane) in planes.iter_mut().enumerate() {
            let seed = Seed::of(&[&spec.prompt, &spec.number.to_string(), &index.to_string(), &side.to_string()]);
            voice(&mut plane[span(from)..span(to)], rate as f32, *ambience, side as f32, seed);
        }
    }
    (rate, planes)
}

/// Renders and encodes the sound of all shots.
pub(super) fn encode(parts: &[(f32, f32, Ambience)], spec: &Spec) -> Result<Track, ClipError> {
    let (rate, planes) = planes(parts, spec);
    let mut options = EncodeOptions::default();
    options.bitrate_bps = match spec.quality {
        Quality::Demo => 96_000,
        Quality::Tiny => 24_000,
    };
    let mut encoder = Encoder::new(rate, planes.len(), &options)?;
    let config = encoder.asc().to_vec();
    let slices: Vec<&[f32]> = planes.iter().map(Vec::as_slice).collect();
    let mut frames = Vec::new();
    let mut keep = |frame: syom::EncodedFrame<'_>| {
        frames.push(frame.payload.to_vec());
        Ok(())
    };
    encoder.feed(&slices, &mut keep)?;
    let info = encoder.finish(&mut keep)?;
    Ok(Track { rate, channels: planes.len() as u16, config, frames, priming: info.priming })
}

/// Fills one channel of one shot.
fn voice(out: &mut [f32], rate: f32, ambience: Ambience, side: f32, mut seed: Seed) {
    let (mut low, mut lower) = (0.0_f32, 0.0_f32);
    let count = out.len() as f32;
    let tones = [1.0, 1.5, 2.0, 2.52, 3.0].map(|ratio| ambience.root * ratio * (1.0 + 0.0015 * side));
    let bright = (ambience.brightness * 48_000.0 / rate).min(1.0);
    for (i, sample) in out.iter_mut().enumerate() {
        let t = i as f32 / rate;
        let swell = 0.55 + 0.45 * (t * TAU / ambience.swell + side * 0.7).sin();
        low += (seed.range(-1.0, 1.0) - low) * bright;
        lower += (low - lower) * bright.sqrt();
        let hiss = lower * ambience.noise * swell / bright.sqrt().max(0.1);
        let fade = (t * 2.0).min(1.0) * ((count - i as f32) / rate * 2.0).min(1.0);
        *sample = (hiss * 0.3 + chord(&tones, t) * ambience.chord * 0.05) * fade;
    }
}

fn chord(tones: &[f32; 5], t: f32) -> f32 {
    let breath = |i: usize| 0.6 + 0.4 * (t * (0.31 + 0.13 * i as f32) + i as f32 * 1.7).sin();
    tones.iter().enumerate().map(|(i, hz)| (t * hz * TAU).sin() * breath(i) / (1.0 + i as f32 * 0.6)).sum()
}

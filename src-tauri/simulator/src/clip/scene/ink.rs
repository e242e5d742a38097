//! Ink in water: noise that bends noise, slow and lit like something solid.

use super::super::canvas::Canvas;
use super::super::colour::{Rgb, step};
use super::super::noise::{FRACTAL, SMOOTH};
use super::super::seed::Seed;
use super::super::sound::Ambience;
use super::Scene;

/// Water, first ink, second ink, glow.
const PALETTES: [[u32; 4]; 6] = [
    [0x0e8c94, 0x06303c, 0xe08060, 0xf4e8d4],
    [0xf0e6d6, 0x1c2440, 0x9c2c3c, 0xfff8ea],
    [0x1a1440, 0x6c2cb0, 0xf06c80, 0xffd8a0],
    [0xe8ecf0, 0x1858a0, 0x0a1c48, 0xffffff],
    [0x14100e, 0xc87820, 0x7c1c14, 0xffe0a0],
    [0x0c2c54, 0x1ca8b8, 0xe8b04c, 0xf4fff4],
];

pub(super) struct Ink {
    water: Rgb,
    first: Rgb,
    second: Rgb,
    glow: Rgb,
    zoom: f32,
    turn: (f32, f32),
    shift: (f32, f32),
    pace: f32,
}

impl Ink {
    pub(super) fn new(seed: &mut Seed) -> Self {
        let [water, first, second, glow] = seed.pick(&PALETTES).map(Rgb::hex);
        let angle = seed.range(0.0, std::f32::consts::TAU);
        Self {
            water,
            first,
            second,
            glow,
            zoom: seed.range(0.42, 0.54),
            turn: (angle.cos(), angle.sin()),
            shift: (seed.unit(), seed.unit()),
            pace: seed.range(0.9, 1.25),
        }
    }

    /// The bent field at a place: how much of each ink, and the folds.
    fn field(&self, u: f32, v: f32, t: f32) -> (f32, f32, f32) {
        let zoom = self.zoom * (1.0 - 0.012 * t);
        let (x, y) = (u * self.turn.0 - v * self.turn.1, u * self.turn.1 + v * self.turn.0);
        let (x, y, t) = (x * zoom + self.shift.0, y * zoom + self.shift.1, t * self.pace);
        let qx = SMOOTH.at(x + t * 0.0045, y);
        let qy = SMOOTH.at(x + 0.37, y - t * 0.0044 + 0.71);
        let (wx, wy) = (x + qx * 0.19, y + qy * 0.19);
        let rx = SMOOTH.at(wx * 1.7 + 0.13, wy * 1.7 + t * 0.0062);
        let ry = SMOOTH.at(wx * 1.7 - t * 0.005, wy * 1.7 + 0.59);
        let body = SMOOTH.at(wx + rx * 0.15, wy + ry * 0.15 + t * 0.003);
        let fine = FRACTAL.at(wx * 1.2 + rx * 0.11, wy * 1.2 + ry * 0.11);
        (body * 0.9 + fine * 0.28, qx * 0.6 + ry * 0.7, rx)
    }

    fn light(&self, u: f32, v: f32, t: f32) -> Rgb {
        let (body, other, fold) = self.field(u, v, t);
        let (near, _, near_fold) = self.field(u + 0.006, v - 0.008, t);
        let relief = ((near - body) * 4.2 + (near_fold - fold) * 1.6).clamp(-0.55, 0.9);
        let first = step(-0.32, 0.34, body);
        let second = step(0.02, 0.55, other) * step(-0.5, 0.2, body + 0.2);
        let base = self.water.mix(self.first, first).mix(self.second, second * 0.92);
        let vein = step(0.35, 0.75, fold - body * 0.5);
        base.mix(self.glow, vein * 0.75) * (1.0 + relief * 0.9) + self.glow * (relief.max(0.0) * 0.22)
    }
}

impl Scene for Ink {
    fn paint(&self, canvas: &mut Canvas, t: f32) {
        canvas.fill_soft(3, 1.0, |u, v| self.light(u, v - 0.5, t));
    }

    fn ambience(&self) -> Ambience {
        Ambience { brightness: 0.015, noise: 0.5, swell: 8.0, chord: 1.3, root: 98.0 }
    }
}

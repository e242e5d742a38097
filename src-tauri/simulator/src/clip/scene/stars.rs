//! A sky full of stars, for the night scenes.

use super::super::canvas::Canvas;
use super::super::colour::Rgb;
use super::super::seed::Seed;

pub(super) struct Stars(Vec<Star>);

struct Star {
    u: f32,
    v: f32,
    light: Rgb,
    pace: f32,
}

impl Stars {
    /// `count` stars above `bottom`; most are faint.
    pub(super) fn new(seed: &mut Seed, count: usize, aspect: f32, bottom: f32) -> Self {
        let star = |_| {
            let bright = seed.unit();
            let tint = Rgb::new(0.8, 0.88, 1.0).mix(Rgb::new(1.0, 0.86, 0.7), seed.unit());
            Star {
                u: seed.range(-0.5, 0.5) * aspect,
                v: seed.unit() * bottom,
                light: tint * (0.12 + 1.5 * bright * bright * bright * bright),
                pace: seed.range(0.6, 2.2),
            }
        };
        Self((0..count).map(star).collect())
    }

    /// Adds the stars, moved by `(du, dv)`.
    pub(super) fn paint(&self, canvas: &mut Canvas, t: f32, (du, dv): (f32, f32)) {
        let size = canvas.pixel();
        for star in &self.0 {
            let twinkle = 0.75 + 0.25 * (t * star.pace * 2.0 + star.u * 40.0).sin();
            canvas.glow(star.u + du, star.v + dv, size * 1.9, star.light * twinkle);
        }
    }
}

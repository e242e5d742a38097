//! Paper lanterns rising from a lake at night.

use super::super::canvas::{Canvas, Disc, Mirror};
use super::super::colour::{Ramp, Rgb, step};
use super::super::noise::{FRACTAL, SMOOTH};
use super::super::seed::Seed;
use super::super::sound::Ambience;
use super::Scene;
use super::stars::Stars;

/// Sky from the horizon up, and the paper.
const PALETTES: [([u32; 3], u32); 4] = [
    ([0x6c3c5c, 0x2a1c4c, 0x0c0c28], 0xff9838),
    ([0x3c5480, 0x182850, 0x080e26], 0xffa848),
    ([0x8c4838, 0x402048, 0x120c28], 0xffb050),
    ([0x24585c, 0x143048, 0x060f20], 0xff8c3c),
];

struct Lantern {
    u: f32,
    v: f32,
    size: f32,
    rise: f32,
    phase: f32,
    warmth: f32,
}

pub(super) struct Lanterns {
    horizon: f32,
    sky: Ramp,
    paper: Rgb,
    stars: Stars,
    lanterns: Vec<Lantern>,
    shift: f32,
    drift: f32,
}

impl Lanterns {
    pub(super) fn new(seed: &mut Seed, aspect: f32) -> Self {
        let (sky, paper) = seed.pick(&PALETTES);
        let horizon = seed.range(0.66, 0.74);
        let narrow = aspect.min(1.0).sqrt();
        let count = (46.0 * aspect.sqrt()) as usize;
        let lantern = |i: usize| {
            let near = (i as f32 / count as f32).powi(3);
            Lantern {
                u: seed.range(-0.56, 0.56) * aspect,
                v: horizon * (seed.range(0.05, 0.98) * (1.0 - near) + near * seed.range(0.12, 0.62)),
                size: (0.008 + 0.052 * near) * seed.range(0.85, 1.15) * narrow,
                rise: 0.004 + 0.010 * near,
                phase: seed.range(0.0, 6.0),
                warmth: seed.unit(),
            }
        };
        Self {
            lanterns: (0..count).map(lantern).collect(),
            horizon,
            sky: Ramp::new(&sky),
            paper: Rgb::hex(paper),
            stars: Stars::new(seed, (90.0 * aspect) as usize, aspect, 0.45),
            shift: seed.unit(),
            drift: seed.sign() * 0.004,
        }
    }

    fn sky(&self, u: f32, v: f32, t: f32) -> Rgb {
        let cloud = step(0.0, 0.7, FRACTAL.at(u * 0.16 + self.shift + t * 0.002, v * 0.5)) * 0.25;
        self.sky.at((self.horizon - v) / self.horizon * 1.15) * (1.0 + cloud)
    }

    fn lantern(&self, canvas: &mut Canvas, lantern: &Lantern, t: f32) {
        let s = lantern.size;
        let u = lantern.u + (t * 0.35 + lantern.phase).sin() * 0.4 * s + self.drift * t * (1.0 + s * 20.0);
        let v = lantern.v - lantern.rise * t;
        let flicker = 0.9 + 0.1 * (t * 5.0 + lantern.phase * 3.0).sin() * (t * 3.1 + lantern.phase).cos();
        let paper = self.paper.mix(Rgb::hex(0xffc880), lantern.warmth * 0.5) * flicker;
        let tilt = (t * 0.6 + lantern.phase).sin() * 0.08;
        canvas.glow(u, v, s * 4.2, paper * 0.16);
        let sharp = canvas.height as f32;
        canvas.within(u, v, s, s * 1.05, |du, dv, pixel| {
            let (x, y) = ((du - dv * tilt) / s, dv / s);
            let half = 0.66 - 0.13 * y - 0.16 * (y + 0.75).min(0.0).powi(2) * 8.0;
            let inside = ((half - x.abs()) * s * sharp + 0.5).clamp(0.0, 1.0)
                * ((0.9 - y.abs()) * s * sharp + 0.5).clamp(0.0, 1.0);
            let flame = 1.0 / (1.0 + x * x * 2.6 + (y - 0.62) * (y - 0.62) * 2.2);
            let fold = 0.93 + 0.07 * (x * 9.0).cos();
            let light = paper * ((0.42 + 1.7 * flame * flame) * fold) + Rgb::new(1.2, 0.8, 0.3) * flame.powi(5);
            *pixel = pixel.mix(light, inside * 0.96);
        });
    }

    fn hill(&self, u: f32, high: f32, salt: f32) -> f32 {
        self.horizon - high * (0.75 + SMOOTH.at(u * 0.22 + self.shift, salt)) - 0.012 * FRACTAL.at(u * 0.5, salt)
    }
}

impl Scene for Lanterns {
    fn paint(&self, canvas: &mut Canvas, t: f32) {
        canvas.fill_soft(3, self.horizon + 0.02, |u, v| self.sky(u, v, t));
        self.stars.paint(canvas, t, (0.0, 0.0));
        let (low, high) = (self.sky.at(0.0), self.sky.at(1.0));
        canvas.ridge(self.horizon, |u| self.hill(u, 0.09, 0.1), |_, d| high.mix(low * 0.5, 0.35 + d * 3.0));
        canvas.ridge(self.horizon, |u| self.hill(u, 0.04, 0.6), |_, _| high * 0.35);
        for lantern in &self.lanterns {
            self.lantern(canvas, lantern, t);
        }
        canvas.reflect(self.horizon, |u, d| {
            let far = 1.0 / (d + 0.06);
            let z = (d + 0.015).ln();
            let wave = SMOOTH.at(u * far * 0.12, z * 1.5 + t * 0.05);
            let fine = FRACTAL.at(u * far * 0.16 + t * 0.004, z * 2.6 + t * 0.07);
            Mirror {
                du: fine * 0.012 + wave * 0.008,
                dv: (wave * 0.6 + fine * 0.8) * (0.015 + d * 0.32),
                gain: Rgb::new(0.66, 0.6, 0.66) * (1.0 - d * 0.9),
                add: high * 0.5 + low * 0.03,
            }
        });
        for (i, lantern) in self.lanterns.iter().enumerate().filter(|(i, _)| i % 9 == 4) {
            let v = self.horizon + 0.05 + 0.2 * lantern.warmth;
            let u = lantern.u * 0.9 + self.drift * t;
            let size = 0.006 + 0.022 * lantern.warmth;
            canvas.glow(u, v, size * 5.0, self.paper * 0.22);
            canvas.glow(u, v + size * 1.4, size * 1.5, self.paper * 0.5);
            canvas.disc(
                (u, v),
                &Disc {
                    radius: size * 0.62,
                    soft: size * 0.3,
                    light: self.paper * (1.5 + 0.2 * (t * 4.0 + i as f32).sin()),
                    cover: 0.95,
                    rim: -0.3,
                },
            );
        }
    }

    fn ambience(&self) -> Ambience {
        Ambience { brightness: 0.03, noise: 0.5, swell: 7.5, chord: 1.1, root: 130.8 }
    }
}

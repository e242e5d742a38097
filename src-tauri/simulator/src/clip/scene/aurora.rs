//! Northern lights over dark hills and a still lake.

use super::super::canvas::{Canvas, Mirror};
use super::super::colour::{Ramp, Rgb, step};
use super::super::noise::{FRACTAL, SMOOTH};
use super::super::seed::{Seed, hash};
use super::super::sound::Ambience;
use super::Scene;
use super::stars::Stars;

/// Low edge, middle and top of a curtain, then the sky from the horizon up.
const PALETTES: [([u32; 3], [u32; 3]); 4] = [
    ([0x58ff98, 0x14c878, 0x3040d8], [0x0c3840, 0x081a3c, 0x050a24]),
    ([0x8cffa0, 0x30c88c, 0xb040c0], [0x143c48, 0x141c48, 0x0a0a26]),
    ([0x80ffc8, 0x18b0b8, 0x6038e0], [0x0e3a50, 0x0a1e44, 0x060c28]),
    ([0xc8ff90, 0x3ce090, 0xd84890], [0x1c3c40, 0x101a3c, 0x080a22]),
];

struct Curtain {
    base: f32,
    height: f32,
    bright: f32,
    fold: f32,
    place: f32,
    pace: f32,
}

pub(super) struct Aurora {
    horizon: f32,
    curtains: Vec<Curtain>,
    light: Ramp,
    sky: Ramp,
    stars: Stars,
    shift: f32,
    camp: Option<f32>,
}

impl Aurora {
    pub(super) fn new(seed: &mut Seed, aspect: f32) -> Self {
        let (light, sky) = seed.pick(&PALETTES);
        let horizon = seed.range(0.66, 0.74);
        let curtain = |i: usize| Curtain {
            base: seed.range(0.24, 0.34) + i as f32 * 0.13,
            height: seed.range(0.24, 0.34) * (1.25 - i as f32 * 0.22),
            bright: seed.range(0.7, 1.0) * (0.75 + i as f32 * 0.2),
            fold: seed.range(0.15, 0.26),
            place: seed.unit(),
            pace: seed.sign() * seed.range(0.010, 0.017),
        };
        Self {
            curtains: (0..3).map(curtain).collect(),
            horizon,
            light: Ramp::new(&light),
            sky: Ramp::new(&sky),
            stars: Stars::new(seed, (150.0 * aspect) as usize, aspect, horizon - 0.05),
            shift: seed.unit(),
            camp: seed.chance(0.6).then(|| seed.range(-0.32, 0.32) * aspect),
        }
    }

    fn sky(&self, u: f32, v: f32, t: f32) -> Rgb {
        let mut light = self.sky.at((self.horizon - v) / self.horizon);
        for curtain in &self.curtains {
            light += self.curtain(curtain, u, v, t);
        }
        light
    }

    fn curtain(&self, c: &Curtain, u: f32, v: f32, t: f32) -> Rgb {
        let fold =
            SMOOTH.at(u * 0.21 + c.place, t * c.pace) * 0.75 + SMOOTH.at(u * 0.55 - c.place, t * c.pace * 1.6) * 0.3;
        let edge = c.base + fold * c.fold + 0.06;
        let up = (edge - v) / c.height;
        if !(-0.3..1.6).contains(&up) {
            return Rgb::BLACK;
        }
        let across = u * 0.62 + fold * 0.5 + c.place;
        let ray = 0.5 + 0.75 * FRACTAL.at(across, t * 0.016) + 0.6 * SMOOTH.at(across * 5.0, t * 0.045 + c.place);
        let patch = 0.6 + 0.8 * SMOOTH.at(u * 0.16 + t * c.pace * 1.4, c.place);
        let body = step(-0.06, 0.05, up) * (1.0 - step(-0.1, 1.3, up)).powi(2);
        let glow = 0.07 * (1.0 - step(-0.3, 1.2, up.abs()));
        let strength = c.bright * patch.max(0.0) * (body * ray.max(0.0) + glow);
        self.light.at(up * 1.05) * (strength * 1.25)
    }

    fn far_hill(&self, u: f32) -> f32 {
        self.horizon - 0.055 - 0.05 * FRACTAL.at(u * 0.22 + self.shift, 0.7) - 0.04 * SMOOTH.at(u * 0.3, self.shift)
    }

    /// A hill with a line of firs on it.
    fn near_hill(&self, u: f32) -> f32 {
        let ground = self.horizon - 0.018 - 0.022 * SMOOTH.at(u * 0.35 + self.shift, 0.2);
        let firs = |density: f32, high: f32, salt: i32| {
            let x = (u + 4.0) * density;
            let (cell, place) = (x as i32, x.fract() - 0.5);
            let tall = hash(cell, salt) * high;
            (tall * (1.0 - place.abs() * 2.4)).max(0.0)
        };
        ground - firs(62.0, 0.042, 3).max(firs(45.0, 0.05, 4))
    }
}

impl Scene for Aurora {
    fn paint(&self, canvas: &mut Canvas, t: f32) {
        canvas.fill_soft(2, self.horizon + 0.02, |u, v| self.sky(u, v, t));
        self.stars.paint(canvas, t, (t * 0.0008, 0.0));
        let (haze, dark) = (self.sky.at(0.0), self.sky.at(1.0));
        canvas.ridge(self.horizon, |u| self.far_hill(u), |_, d| (dark * 0.7).mix(haze * 0.55, (d * 9.0).min(1.0)));
        canvas.ridge(self.horizon, |u| self.near_hill(u), |_, _| dark * 0.12);
        if let Some(u) = self.camp {
            let flicker = 0.85 + 0.15 * (t * 9.0).sin() * (t * 5.3).cos();
            canvas.glow(u, self.horizon - 0.012, 0.075, Rgb::new(1.0, 0.42, 0.1) * (0.8 * flicker));
            canvas.glow(u, self.horizon - 0.01, 0.014, Rgb::new(7.0, 3.6, 1.2) * flicker);
        }
        canvas.reflect(self.horizon, |u, d| {
            let far = 1.0 / (d + 0.07);
            let wave = SMOOTH.at(u * far * 0.08 + self.shift, (d + 0.02).ln() * 1.4 + t * 0.03);
            let fine = FRACTAL.at(u * far * 0.15, (d + 0.02).ln() * 2.4 + t * 0.05);
            Mirror {
                du: fine * 0.010,
                dv: (wave * 0.6 + fine * 0.5) * (0.008 + d * 0.16),
                gain: Rgb::new(0.62, 0.68, 0.72) * (1.0 - d * 0.8),
                add: dark * 0.25,
            }
        });
    }

    fn ambience(&self) -> Ambience {
        Ambience { brightness: 0.02, noise: 0.6, swell: 9.0, chord: 1.2, root: 82.4 }
    }
}

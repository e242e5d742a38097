//! Mountain ridges one behind the other in morning mist; in winter with snow falling.

use super::super::canvas::{Canvas, Disc};
use super::super::colour::{Ramp, Rgb, step};
use super::super::noise::{FRACTAL, SMOOTH};
use super::super::seed::{Seed, hash};
use super::super::sound::Ambience;
use super::{Scene, says};

/// Sky from the horizon up, mist, the nearest ridge, the sun.
const PALETTES: [([u32; 3], u32, u32, u32); 5] = [
    ([0xf8c898, 0xb0a8b8, 0x3c70a8], 0xe0ac88, 0x14182c, 0xffdca0),
    ([0xffb070, 0xd87c84, 0x504c98], 0xe88c70, 0x1c1430, 0xffb870),
    ([0xc8e4e4, 0x80b4c8, 0x3474a8], 0x9cc4cc, 0x10242c, 0xffffe8),
    ([0xf4b4cc, 0xa07cc0, 0x403c90], 0xcc8cb8, 0x18143c, 0xffd8d8),
    ([0xffdc88, 0xc0b078, 0x487c80], 0xdcbc78, 0x142420, 0xfff0b8),
];
const WINTER: ([u32; 3], u32, u32, u32) = ([0xdce4ec, 0xa8b8cc, 0x7088a8], 0xccd8e4, 0x1c2c40, 0xffffff);

struct Ridge {
    base: f32,
    rise: f32,
    rough: f32,
    shift: f32,
    pan: f32,
    light: Rgb,
    firs: f32,
}

pub(super) struct Ridges {
    sky: Ramp,
    mist: Rgb,
    sun: Rgb,
    sun_at: (f32, f32),
    ridges: Vec<Ridge>,
    snow: bool,
    shift: f32,
    aspect: f32,
}

const COUNT: usize = 7;

impl Ridges {
    pub(super) fn new(text: &str, seed: &mut Seed, aspect: f32) -> Self {
        let snow = says(text, &["snow", "winter", "snowfall", "雪", "冬"]);
        let (sky, mist, near, sun) = if snow { WINTER } else { seed.pick(&PALETTES) };
        let (mist, near) = (Rgb::hex(mist), Rgb::hex(near));
        let pan = seed.sign();
        let ridge = |i: usize| {
            let close = i as f32 / (COUNT - 1) as f32;
            Ridge {
                base: 0.40 + 0.44 * close.powf(1.25),
                rise: seed.range(0.10, 0.17) * (1.0 - 0.25 * close),
                rough: 0.22 + 0.16 * (1.0 - close),
                shift: seed.unit() * 4.0,
                pan: pan * (0.0016 + 0.016 * close * close),
                light: mist.mix(near, close.powf(0.8) * 0.98),
                firs: if i + 2 >= COUNT { 0.020 + 0.028 * (close - 0.8) } else { 0.0 },
            }
        };
        Self {
            ridges: (0..COUNT).map(ridge).collect(),
            sky: Ramp::new(&sky),
            mist,
            sun: Rgb::hex(sun),
            sun_at: (-pan * aspect * seed.range(0.05, 0.26), seed.range(0.2, 0.33)),
            snow,
            shift: seed.unit(),
            aspect,
        }
    }

    fn sky(&self, u: f32, v: f32, t: f32) -> Rgb {
        let (du, dv) = (u - self.sun_at.0, v - self.sun_at.1 + 0.003 * t);
        let near = du * du + dv * dv;
        let halo = 0.34 / (1.0 + near * 11.0) + 0.7 / (1.0 + near * 320.0);
        let far = 1.0 / (0.62 - v).max(0.08);
        let cloud = step(0.0, 0.55, FRACTAL.at(u * far * 0.10 + self.shift + t * 0.003, far * 0.24)) * 0.5;
        let light = self.sky.at((0.56 - v) / 0.6);
        light.mix(self.mist.mix(self.sun, 0.35), cloud * step(0.62, 0.3, v)) * 0.95
            + self.sun * if self.snow { halo * 0.3 } else { halo }
    }

    fn paint_ridge(&self, canvas: &mut Canvas, ridge: &Ridge, t: f32) {
        let shift = ridge.shift + ridge.pan * t;
        let top = |u: f32| {
            let x = u * 0.24 + shift;
            let peak = 1.0 - SMOOTH.at(x, ridge.shift).abs() * 1.9;
            let line = ridge.base
                - ridge.rise * peak
                - (0.3 - FRACTAL.at(x * 1.1, ridge.base).abs()) * ridge.rise * ridge.rough * 5.0
                - FRACTAL.at(x * 2.3, ridge.shift) * ridge.rise * ridge.rough;
            line - firs((u + ridge.pan * t / 0.24 + 8.0) / (ridge.firs + 1e-6), ridge.firs)
        };
        let (mist, light) = (self.mist * 0.96, ridge.light);
        let toward = |u: f32| 1.0 / (1.0 + (u - self.sun_at.0) * (u - self.sun_at.0) * 4.0);
        canvas.ridge(1.0, top, |u, d| {
            let warm = mist.mix(self.sun, toward(u) * 0.3);
            let fog = step(0.015, 0.27, d + 0.05 * SMOOTH.at(u * 0.4 + shift * 2.0 + t * 0.012, d * 0.8));
            let cap = if self.snow { (1.0 - step(0.0, 0.05, d)) * 0.28 } else { 0.0 };
            light.mix(warm, (0.03 + 0.9 * fog * (1.0 - ridge.base * 0.92)).min(1.0)) + self.mist * cap
        });
    }

    fn snowfall(&self, canvas: &mut Canvas, t: f32) {
        let size = canvas.pixel();
        for i in 0..(190.0 * self.aspect.sqrt()) as i32 {
            let near = hash(i, 1) * hash(i, 2);
            let fall = (hash(i, 3) + t * (0.035 + 0.1 * near)).fract();
            let drift = (t * 0.5 + hash(i, 4) * 9.0).sin() * 0.02 + t * 0.012 * near;
            let u = ((hash(i, 5) + drift).rem_euclid(1.0) - 0.5) * self.aspect;
            canvas.glow(
                u,
                fall * 1.06 - 0.03,
                size * (1.6 + 5.5 * near),
                Rgb::new(0.75, 0.8, 0.88) * (0.3 + 0.5 * (1.0 - near)),
            );
        }
    }
}

/// The saw-teeth of a fir wood on a ridge; nothing where `high` is 0.
fn firs(place: f32, high: f32) -> f32 {
    if high <= 0.0 {
        return 0.0;
    }
    let tooth = |x: f32, salt: i32| {
        let (cell, off) = (x as i32, x.fract() - 0.5);
        (hash(cell, salt) * (1.0 - off.abs() * 2.3)).max(0.0)
    };
    high * tooth(place * 1.9, 5).max(tooth(place * 1.3 + 0.4, 6)).max(tooth(place * 3.1 + 0.2, 7) * 0.6)
}

impl Scene for Ridges {
    fn paint(&self, canvas: &mut Canvas, t: f32) {
        canvas.fill_soft(2, 0.9, |u, v| self.sky(u, v, t));
        if !self.snow {
            canvas.disc(
                (self.sun_at.0, self.sun_at.1 - 0.003 * t),
                &Disc { radius: 0.03, soft: 0.008, light: self.sun * 2.4, cover: 0.8, rim: 0.0 },
            );
        }
        for ridge in &self.ridges {
            self.paint_ridge(canvas, ridge, t);
        }
        if self.snow {
            self.snowfall(canvas, t);
        }
    }

    fn ambience(&self) -> Ambience {
        Ambience { brightness: 0.04, noise: 0.8, swell: 9.5, chord: 1.0, root: 87.3 }
    }
}

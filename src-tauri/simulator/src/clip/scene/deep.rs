//! Deep water: shafts of light from above, jellyfish, drifting motes.

use super::super::canvas::Canvas;
use super::super::colour::{Ramp, Rgb, step};
use super::super::noise::SMOOTH;
use super::super::seed::Seed;
use super::super::sound::Ambience;
use super::Scene;

/// Water from the surface down, then the jellyfish's body and its rim.
const PALETTES: [([u32; 3], u32, u32); 4] = [
    ([0x40c8c8, 0x0c7088, 0x04203c], 0xf0c8b0, 0xffeadc),
    ([0x48a8e0, 0x1450a0, 0x050f38], 0xe8a8d8, 0xffe0f8),
    ([0x58d0a8, 0x107468, 0x04262c], 0xf4e0a0, 0xfffbe0),
    ([0x6c90e8, 0x2c3c98, 0x0a0c34], 0xa8c8ff, 0xf0f6ff),
];

struct Jelly {
    u: f32,
    v: f32,
    size: f32,
    pace: f32,
    phase: f32,
    sway: f32,
}

struct Mote {
    u: f32,
    v: f32,
    size: f32,
    light: f32,
    rise: f32,
}

pub(super) struct Deep {
    water: Ramp,
    body: Rgb,
    rim: Rgb,
    source: f32,
    shift: f32,
    jellies: Vec<Jelly>,
    motes: Vec<Mote>,
}

impl Deep {
    pub(super) fn new(seed: &mut Seed, aspect: f32) -> Self {
        let (water, body, rim) = seed.pick(&PALETTES);
        let narrow = aspect.min(1.0).sqrt();
        let side = seed.sign();
        let count = seed.pick(&[3, 4, 5]);
        let jelly = |i: usize| {
            let far = i as f32 / count as f32;
            let spread = if i == 0 { 0.12 } else { 0.4 };
            Jelly {
                u: side * aspect * (0.12 - 0.3 * far) + seed.range(-spread, spread) * aspect * (0.4 + 0.5 * far),
                v: seed.range(0.42, 0.58) - far * seed.range(-0.12, 0.26),
                size: (0.17 - 0.115 * far) * seed.range(0.9, 1.12) * narrow,
                pace: seed.range(1.5, 2.1),
                phase: seed.range(0.0, 6.0),
                sway: seed.range(-1.0, 1.0),
            }
        };
        let mut jellies: Vec<_> = (0..count).map(jelly).collect();
        jellies.reverse();
        let mote = |_| Mote {
            u: seed.range(-0.5, 0.5) * aspect,
            v: seed.unit(),
            size: seed.range(0.002, 0.007),
            light: seed.range(0.06, 0.4),
            rise: seed.range(0.004, 0.016),
        };
        Self {
            motes: (0..(60.0 * aspect.sqrt()) as usize).map(mote).collect(),
            water: Ramp::new(&water),
            body: Rgb::hex(body),
            rim: Rgb::hex(rim),
            source: -side * aspect * seed.range(0.02, 0.16),
            shift: seed.unit(),
            jellies,
        }
    }

    fn water(&self, u: f32, v: f32, t: f32) -> Rgb {
        let (du, dv) = (u - self.source, v + 0.32);
        let away = (du * du * 0.55 + dv * dv).sqrt();
        let base = self.water.at(away * 0.98 - 0.28);
        let angle = du / dv;
        let rays = SMOOTH.at(angle * 0.42 + self.shift, t * 0.018)
            + SMOOTH.at(angle * 1.15 - self.shift, 0.5 - t * 0.026) * 0.7;
        let shafts = step(0.05, 0.95, rays + 0.12) * (1.0 - step(0.25, 1.35, away));
        let top = 1.0 - step(0.0, 0.6, away - 0.26);
        base + self.water.at(0.0).mix(Rgb::new(1.0, 1.0, 1.0), 0.25) * (shafts * 0.62 + top * top * 0.35)
    }

    fn jelly(&self, canvas: &mut Canvas, jelly: &Jelly, t: f32) {
        let beat = t * jelly.pace + jelly.phase;
        let pulse = beat.sin() * 0.5 + 0.5;
        let u = jelly.u + (t * 0.25 + jelly.phase).sin() * 0.012 + jelly.sway * 0.004 * t;
        let v = jelly.v - 0.007 * t - (beat - 0.8).sin() * 0.006;
        let (wide, high) = (jelly.size * (1.0 - 0.13 * pulse), jelly.size * (0.86 + 0.13 * pulse));
        let nearness = (jelly.size / 0.13).min(1.0);
        let strength = 0.35 + 0.65 * nearness;
        self.tentacles(canvas, (u, v), wide, beat, strength);
        canvas.glow(u, v - high * 0.2, jelly.size * 2.0, self.body * (0.1 * strength));
        let (body, rim) = (self.body, self.rim);
        canvas.within(u, v - high * 0.35, wide * 1.05, high * 0.8, |du, dv, pixel| {
            let (x, y) = (du / wide, (dv - high * 0.35) / high);
            let scallop = 0.10 + 0.045 * (x * 17.0).cos() - 0.1 * x * x;
            let round = x * x + if y < 0.0 { y * y } else { 0.0 };
            let soft = 2.2 / (wide * canvas_scale());
            let inside = step(0.0, soft, 1.0 - round) * step(0.0, soft * 0.7, scallop - y);
            if inside <= 0.0 {
                return;
            }
            let edge = round.min(1.0);
            let ribs = 0.5 + 0.5 * (x / (1.05 - 0.5 * (y + 1.0).clamp(0.0, 1.0)) * 15.0).cos();
            let belly = step(0.35, -0.6, y);
            let light =
                body * (0.34 + 0.26 * ribs * (1.0 - edge * 0.6)) + rim * (edge * edge * edge * 0.62 + belly * 0.22);
            let cover = (0.42 + 0.5 * edge * edge + 0.12 * ribs) * inside * strength;
            *pixel = pixel.mix(light, cover.min(1.0)) + rim * (0.035 * inside);
        });
    }

    fn tentacles(&self, canvas: &mut Canvas, (u, v): (f32, f32), wide: f32, beat: f32, strength: f32) {
        for i in 0..11 {
            let place = i as f32 / 10.0 * 2.0 - 1.0;
            let arm = i % 3 == 1;
            let length = wide * if arm { 1.7 } else { 2.5 + 0.8 * (i as f32 * 2.4).sin() };
            let thick = if arm { wide * 0.05 } else { wide * 0.016 };
            let light = self.body * (if arm { 0.34 } else { 0.26 } * strength);
            let at = |s: f32| {
                let swing = (s * 5.2 - beat * 0.9 + i as f32 * 0.7).sin() * wide * 0.13 * s;
                (u + place * wide * (0.82 - 0.32 * s) + swing, v + s * length + wide * 0.05)
            };
            for k in 0..14 {
                let (from, to) = (k as f32 / 14.0, (k + 1) as f32 / 14.0);
                canvas.streak(at(from), at(to), thick * (1.15 - from), light * (1.0 - from * 0.85));
            }
        }
    }
}

/// Edges of shapes are softened as for a picture of this height; others are close enough.
fn canvas_scale() -> f32 {
    360.0
}

impl Scene for Deep {
    fn paint(&self, canvas: &mut Canvas, t: f32) {
        canvas.fill_soft(2, 1.0, |u, v| self.water(u, v, t));
        for jelly in &self.jellies {
            self.jelly(canvas, jelly, t);
        }
        for mote in &self.motes {
            let v = (mote.v - mote.rise * t).rem_euclid(1.0);
            let u = mote.u + (t * 0.3 + mote.v * 20.0).sin() * 0.01;
            canvas.glow(u, v, mote.size, self.rim * (mote.light * (1.0 - v * 0.5)));
        }
    }

    fn ambience(&self) -> Ambience {
        Ambience { brightness: 0.012, noise: 1.3, swell: 7.0, chord: 1.0, root: 73.4 }
    }
}

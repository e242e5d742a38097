//! A wood in morning light: trunks in layers of mist, shafts of sun, motes that catch it.

use super::super::canvas::Canvas;
use super::super::colour::{Ramp, Rgb, bell, step};
use super::super::noise::{FRACTAL, SMOOTH};
use super::super::seed::Seed;
use super::super::sound::Ambience;
use super::Scene;

/// Air from the light outwards, the nearest trunks, the light.
const PALETTES: [([u32; 3], u32, u32); 4] = [
    ([0xe8e0a0, 0x789468, 0x142c24], 0x080f0c, 0xfff0b0),
    ([0xffd090, 0xa07848, 0x2c1c14], 0x0e0806, 0xffd888),
    ([0xb8e4e0, 0x4c888c, 0x0c2834], 0x040e14, 0xe8fff4),
    ([0xf0c0a8, 0x7c6c84, 0x1c1c38], 0x0a0a16, 0xffdcc0),
];

struct Trunk {
    u: f32,
    width: f32,
    lean: f32,
    shift: f32,
}

struct Layer {
    trunks: Vec<Trunk>,
    light: Rgb,
    pan: f32,
    floor: f32,
    /// Where nearer ground hides all of it.
    until: f32,
    close: f32,
}

pub(super) struct Forest {
    air: Ramp,
    light: Rgb,
    source: (f32, f32),
    layers: Vec<Layer>,
    motes: Vec<(f32, f32, f32)>,
    shift: f32,
}

const LAYERS: usize = 5;

impl Forest {
    pub(super) fn new(seed: &mut Seed, aspect: f32) -> Self {
        let (air, near, light) = seed.pick(&PALETTES);
        let (air, near) = (Ramp::new(&air), Rgb::hex(near));
        let pan = seed.sign();
        let source = (seed.range(-0.22, 0.22) * aspect, seed.range(0.14, 0.3));
        let layer = |i: usize| {
            let close = i as f32 / (LAYERS - 1) as f32;
            let count = ((15.0 - 10.5 * close) * aspect.max(0.75)) as usize + 1;
            let step = aspect * 1.24 / count as f32;
            let trunk = |k: usize| Trunk {
                u: (k as f32 + seed.range(0.1, 0.9)) * step - aspect * 0.62,
                width: (0.007 + 0.045 * close * close) * seed.range(0.6, 1.4),
                lean: seed.range(-0.05, 0.05),
                shift: seed.unit(),
            };
            Layer {
                trunks: (0..count).map(trunk).collect(),
                light: air.at(0.34 + 0.4 * close).mix(near, close.powf(0.7) * 0.97),
                pan: pan * (0.0012 + 0.011 * close * close),
                floor: 0.70 + 0.22 * close,
                until: if i + 1 == LAYERS { 1.0 } else { (0.70 + 0.22 * (close + 0.25) + 0.08).min(1.0) },
                close,
            }
        };
        let layers = (0..LAYERS).map(layer).collect();
        let motes = (0..(46.0 * aspect.sqrt()) as usize)
            .map(|_| (seed.range(-0.5, 0.5) * aspect, seed.unit(), seed.unit()))
            .collect();
        Self { layers, motes, source, light: Rgb::hex(light), air, shift: seed.unit() }
    }

    fn air(&self, u: f32, v: f32, t: f32) -> Rgb {
        let (du, dv) = (u - self.source.0, v - self.source.1);
        let away = (du * du * 1.3 + dv * dv).sqrt();
        let leaves = step(-0.15, 0.4, FRACTAL.at(u * 0.5 + self.shift + t * 0.0006, v * 0.5))
            * step(0.5, 0.05, v)
            * step(0.08, 0.4, away);
        (self.air.at(away * 1.15) * (1.0 - 0.45 * leaves))
            + self.light * (0.5 * bell(away / 0.10) + 0.28 * bell(away / 0.3))
    }

    fn shafts(&self, canvas: &mut Canvas, t: f32) {
        let (source, shift, light) = (self.source, self.shift, self.light);
        canvas.add_soft(2, |u, v| {
            let (du, dv) = (u - source.0, v - source.1 + 0.18);
            if dv <= 0.0 {
                return Rgb::BLACK;
            }
            let angle = du / dv;
            let ray =
                SMOOTH.at(angle * 0.55 + shift, t * 0.012) + 0.7 * SMOOTH.at(angle * 1.7 - shift, 0.3 - t * 0.018);
            let strength =
                step(0.1, 1.0, ray + 0.1) * (1.0 - step(0.15, 1.1, dv)) * bell(angle / 1.3) * step(0.0, 0.2, dv);
            light * (strength * 0.26)
        });
    }

    /// How near a place is to the light.
    fn toward(&self, u: f32, v: f32) -> f32 {
        bell(((u - self.source.0).powi(2) + (v - self.source.1).powi(2)).sqrt() / 0.34)
    }

    fn paint_trunk(&self, canvas: &mut Canvas, layer: &Layer, trunk: &Trunk, at: f32) {
        let sharp = canvas.height as f32;
        let widest = trunk.width * 1.65;
        let reach = widest + trunk.lean.abs() * 0.5;
        let facing = (self.source.0 - at).signum();
        let haze = self.air.at(0.3) * (0.16 * (1.0 - layer.close));
        // What is the same along a row: the middle of the trunk, half its width, its lit edge, its bark.
        let row = |dv: f32| {
            let v = dv + layer.floor / 2.0;
            let low = step(layer.floor - 0.16, layer.floor + 0.02, v);
            let rough = SMOOTH.at(trunk.shift, v * 0.4 + trunk.shift) * 0.25 + FRACTAL.at(v * 0.7, trunk.shift) * 0.12;
            let middle = trunk.lean * (v - 0.5) + rough * trunk.width * 0.6;
            let half = trunk.width * (0.55 + 0.14 * v + 0.7 * low * low);
            let edge = self.light * ((0.2 + self.toward(at, v)) * (0.35 + 0.3 * layer.close) * 0.3);
            (middle, half, edge, layer.light + haze * low)
        };
        let mut seen = f32::NAN;
        let mut now = row(0.0);
        canvas.within(at, layer.floor / 2.0, reach, layer.floor / 2.0 + 0.03, |du, dv, pixel| {
            if dv != seen {
                (seen, now) = (dv, row(dv));
            }
            let (middle, half, edge, bark) = now;
            let off = du - middle;
            let cover = ((half - off.abs()) * sharp + 0.5).clamp(0.0, 1.0);
            if cover > 0.0 {
                let rim = step(0.35, 1.0, (off / half * facing).clamp(-1.0, 1.0));
                *pixel = pixel.mix(bark + edge * rim, cover);
            }
        });
    }

    fn paint_layer(&self, canvas: &mut Canvas, layer: &Layer, t: f32) {
        let move_by = layer.pan * t;
        for trunk in &layer.trunks {
            self.paint_trunk(canvas, layer, trunk, trunk.u + move_by);
        }
        let floor = layer.floor;
        let top = |u: f32| {
            floor
                - 0.045 * SMOOTH.at((u - move_by) * 0.35 + self.shift, layer.close)
                - 0.045 * FRACTAL.at((u - move_by) * 1.1, layer.close).max(-0.2)
        };
        canvas.ridge(layer.until, top, |u, d| {
            let fog = step(0.0, 0.2, d) * (1.0 - layer.close) * 0.75;
            let lit = self.toward(u, floor) * (1.0 - step(0.0, 0.03, d)) * 0.5;
            layer.light.mix(self.air.at(0.42), fog) + self.light * (lit * 0.22)
        });
    }
}

impl Scene for Forest {
    fn paint(&self, canvas: &mut Canvas, t: f32) {
        canvas.fill_soft(2, 1.0, |u, v| self.air(u, v, t));
        for (i, layer) in self.layers.iter().enumerate() {
            self.paint_layer(canvas, layer, t);
            if i == LAYERS - 2 {
                self.shafts(canvas, t);
            }
        }
        for (u, v, bright) in &self.motes {
            let float = (v - t * 0.012 * (0.4 + bright)).rem_euclid(1.0);
            let sway = u + (t * 0.4 + bright * 9.0).sin() * 0.02;
            let shine = 0.5 + 0.5 * (t * (0.7 + bright) + v * 30.0).sin();
            canvas.glow(sway, float, 0.004 + 0.008 * bright, self.light * (shine * shine * 0.7));
        }
    }

    fn ambience(&self) -> Ambience {
        Ambience { brightness: 0.12, noise: 0.45, swell: 5.5, chord: 0.9, root: 123.5 }
    }
}

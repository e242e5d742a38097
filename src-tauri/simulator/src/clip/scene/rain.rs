//! A city street in night rain: neon along both walls, its reflection on the wet ground, a walker, lights out of focus.

use super::super::canvas::{Canvas, Disc, Mirror};
use super::super::colour::{Rgb, bell, step};
use super::super::noise::{FRACTAL, SMOOTH};
use super::super::seed::{Seed, hash};
use super::super::sound::Ambience;
use super::Scene;
use super::figure::walker;

/// Neon colours, then the night air.
const PALETTES: [([u32; 4], u32); 4] = [
    ([0xff3c5c, 0x28d8f0, 0xffb040, 0xff4890], 0x1c2848),
    ([0xff8c38, 0xffc860, 0x40a0ff, 0xff5848], 0x2c2438),
    ([0xb050ff, 0x30e8d0, 0xff50b0, 0x5080ff], 0x201848),
    ([0x38f0a0, 0xfff080, 0x30b0ff, 0xff6070], 0x12303c),
];

struct Bokeh {
    u: f32,
    v: f32,
    size: f32,
    light: Rgb,
    pan: f32,
}

pub(super) struct Rain {
    neon: [Rgb; 4],
    air: Rgb,
    horizon: f32,
    vanish: f32,
    wall: f32,
    salt: i32,
    bokeh: Vec<Bokeh>,
    walker: Option<f32>,
    aspect: f32,
}

impl Rain {
    pub(super) fn new(seed: &mut Seed, aspect: f32) -> Self {
        let (neon, air) = seed.pick(&PALETTES);
        let neon = neon.map(Rgb::hex);
        let horizon = seed.range(0.56, 0.64);
        let pan = seed.sign();
        let bokeh = |i: usize| Bokeh {
            u: seed.range(-0.55, 0.55) * aspect,
            v: if i.is_multiple_of(3) { seed.range(0.75, 1.0) } else { seed.range(0.06, 0.5) },
            size: seed.range(0.022, 0.06),
            light: seed.pick(&neon),
            pan: pan * seed.range(0.004, 0.012),
        };
        Self {
            bokeh: (0..(9.0 * aspect.sqrt()) as usize + 3).map(bokeh).collect(),
            neon,
            air: Rgb::hex(air),
            horizon,
            vanish: seed.range(-0.1, 0.1) * aspect,
            wall: (0.2 + 0.2 * aspect.min(1.8)) * seed.range(0.9, 1.1),
            salt: (seed.bits() & 0xffff) as i32,
            walker: seed.chance(0.8).then(|| seed.range(-0.1, 0.1) * aspect),
            aspect,
        }
    }

    /// The street above eye level: which wall a ray meets, and what hangs there.
    fn street(&self, u: f32, v: f32, t: f32) -> Rgb {
        let (du, up) = (u - self.vanish, (self.horizon - v).max(0.0));
        let z = self.wall / (du.abs() + 0.004);
        let y = up * z;
        let side = if du < 0.0 { 1 } else { 2 };
        let along = z + t * 0.055;
        let house = (along / 1.6) as i32;
        let tall = 0.55 + 1.5 * hash(house * 2 + side, self.salt);
        let fog = 1.0 / (1.0 + z * z * 0.06);
        let glow = bell(du / 0.16) * bell(up / 0.3);
        let air = self.air * (0.3 + 0.9 * (1.0 - up)) + self.neon[0].mix(self.neon[1], 0.45) * (0.75 * glow);
        if y > tall || z > 24.0 {
            return air * (0.35 + 0.65 * bell(up / 0.4));
        }
        let wall = self.air * ((0.10 + 0.2 * hash(house, self.salt + side)) * (1.0 - 0.4 * y.min(1.0)))
            + self.windows(along, y, side)
            + self.signs(along, y, side, t);
        air.mix(wall, fog)
    }

    fn windows(&self, along: f32, y: f32, side: i32) -> Rgb {
        let (x, y) = (along * 7.0, y * 8.5);
        let (cx, cy) = (x as i32, y as i32);
        let lit = hash(cx * 3 + side, cy + self.salt);
        let inside = (0.2..0.8).contains(&x.fract()) && (0.22..0.78).contains(&y.fract());
        if lit < 0.7 || !inside || cy < 1 {
            return Rgb::BLACK;
        }
        let warm = Rgb::new(1.0, 0.66, 0.32).mix(Rgb::new(0.5, 0.8, 1.0), step(0.4, 0.6, hash(cx, cy)));
        warm * (0.12 + 0.8 * (lit - 0.7))
    }

    fn signs(&self, along: f32, y: f32, side: i32, t: f32) -> Rgb {
        let (x, row) = (along * 1.15, y * 2.1);
        let (cx, cy) = (x as i32, row as i32);
        let of = |salt: i32| hash(cx * 5 + side + salt * 17, cy * 7 + self.salt);
        if of(1) < 0.45 || cy > 2 {
            return Rgb::BLACK;
        }
        let (wide, high) = (0.12 + 0.24 * of(2), 0.2 + 0.26 * of(3));
        let (mx, my) = ((x.fract() - 0.5) / wide, (row.fract() - 0.5) / high);
        if mx.abs() > 1.0 || my.abs() > 1.0 {
            return Rgb::BLACK;
        }
        let colour = self.neon[(of(4) * 3.99) as usize];
        let flicker = if of(5) > 0.82 {
            0.6 + 0.4 * step(-0.2, 0.1, (t * 7.0 + of(6) * 40.0).sin() + (t * 2.3).cos())
        } else {
            1.0
        };
        let frame = step(0.72, 0.9, mx.abs().max(my.abs()));
        let (gx, gy) = ((mx + 1.0) * 3.0, (my + 1.0) * 5.0);
        let mark = hash(gx as i32 + cx * 9, gy as i32 + cy * 5 + side) > 0.5;
        let stroke =
            if mark && (0.14..0.86).contains(&gx.fract()) && (0.16..0.84).contains(&gy.fract()) { 1.0 } else { 0.0 };
        let glyphs = stroke * (1.0 - frame);
        (colour * (0.7 + 1.1 * frame) + Rgb::new(1.0, 0.95, 0.9).mix(colour, 0.55) * (glyphs * 1.1)) * (1.35 * flicker)
    }

    fn ground(&self, u: f32, d: f32, t: f32) -> Mirror {
        let far = 1.0 / (d + 0.03);
        let du = u - self.vanish;
        let stone = FRACTAL.at(du * far * 0.16, far * 0.11 + t * 0.006);
        let puddle = step(-0.25, 0.25, SMOOTH.at(du * far * 0.05 + 0.2, far * 0.035 + t * 0.002));
        let wave = SMOOTH.at(du * far * 0.22, (d + 0.02).ln() * 2.2 + t * 0.09);
        let rough = stone * (1.2 - 0.75 * puddle);
        Mirror {
            du: wave * 0.006 + rough * 0.012,
            dv: d * -0.14 + (rough * 0.5 + wave * 0.32) * (0.02 + d * 0.42),
            gain: Rgb::new(0.76, 0.8, 0.86) * (0.55 + 0.4 * puddle - d * 0.45),
            add: self.air * (0.07 + 0.06 * stone),
        }
    }

    fn rings(&self, canvas: &mut Canvas, t: f32) {
        for i in 0..34 {
            let life = t * (0.9 + 0.5 * hash(i, 1)) + hash(i, 2);
            let (round, age) = (life as i32, life.fract());
            let depth = 0.02 + 0.36 * hash(i * 31 + round, 3).powi(2);
            let u = (hash(i * 17 + round, 4) - 0.5) * self.aspect;
            let (wide, flat) = ((0.006 + 0.03 * age) * (0.3 + depth * 3.0), 0.32);
            let light = self.air.mix(self.neon[(i & 3) as usize], 0.4) * (0.5 * (1.0 - age) * (1.0 - age));
            canvas.within(u, self.horizon + depth, wide * 1.2, wide * flat * 1.3, |du, dv, pixel| {
                let away = ((du * du + dv * dv / (flat * flat)).sqrt() / wide - 1.0).abs();
                *pixel += light * (1.0 - away * 5.0).max(0.0);
            });
        }
    }

    fn drops(&self, canvas: &mut Canvas, t: f32) {
        let light = self.air.mix(Rgb::new(0.75, 0.85, 1.0), 0.6);
        for i in 0..(170.0 * self.aspect.sqrt()) as i32 {
            let near = hash(i, 11).powi(3);
            let fall = t * (1.5 + 1.5 * near) + hash(i, 12) * 7.0;
            let (round, v) = (fall as i32, fall.fract() * 1.2 - 0.1);
            let u = (hash(i * 13 + round, 13) - 0.5) * self.aspect * 1.1;
            let long = 0.03 + 0.09 * near;
            canvas.streak((u, v - long), (u - long * 0.11, v), 0.0012 + 0.002 * near, light * (0.07 + 0.17 * near));
        }
    }
}

impl Scene for Rain {
    fn paint(&self, canvas: &mut Canvas, t: f32) {
        canvas.shade(0.0, self.horizon, |u, v, _| self.street(u, v, t));
        canvas.reflect(self.horizon, |u, d| self.ground(u, d, t));
        self.rings(canvas, t);
        if let Some(u) = self.walker {
            let tall = 0.4 - 0.003 * t;
            let (at, stride) = ((u + 0.002 * t, self.horizon + 0.14), t * 4.2);
            let (dark, rim) = (self.air * 0.05, self.neon[1].mix(self.neon[0], 0.3) * 0.6);
            walker(canvas, at, -tall * 0.82, stride, dark * 2.0, Rgb::BLACK);
            canvas.glow(at.0, at.1 - tall * 0.5, tall * 0.95, self.neon[0].mix(self.neon[1], 0.5) * 0.14);
            walker(canvas, at, tall, stride, dark, rim);
        }
        self.drops(canvas, t);
        for spot in &self.bokeh {
            canvas.disc(
                (spot.u + spot.pan * t, spot.v),
                &Disc { radius: spot.size, soft: spot.size * 0.12, light: spot.light * 0.8, cover: 0.13, rim: 0.9 },
            );
        }
    }

    fn ambience(&self) -> Ambience {
        Ambience { brightness: 0.45, noise: 0.8, swell: 10.0, chord: 0.7, root: 87.3 }
    }
}

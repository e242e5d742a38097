//! A planet's edge from orbit: sunrise in the thin air, cities on the night side, stars.

use super::super::canvas::Canvas;
use super::super::colour::{Rgb, bell, step};
use super::super::noise::{FRACTAL, SMOOTH};
use super::super::seed::Seed;
use super::super::sound::Ambience;
use super::Scene;
use super::stars::Stars;

/// Water, land, air, the sun's light.
const PALETTES: [[u32; 4]; 4] = [
    [0x0c3c78, 0x6c7448, 0x4c9cff, 0xfff0d8],
    [0x7c3418, 0xc87c48, 0xff9c68, 0xffe4c0],
    [0x104c58, 0x487858, 0x58e0d8, 0xfff4d8],
    [0x2c2468, 0x7c5c98, 0xa080ff, 0xffe0e8],
];

pub(super) struct Orbit {
    centre: (f32, f32),
    radius: f32,
    sun: (f32, f32, f32),
    colours: [Rgb; 4],
    stars: Stars,
    nebula: Rgb,
    shift: (f32, f32),
    turn: f32,
}

impl Orbit {
    pub(super) fn new(seed: &mut Seed, aspect: f32) -> Self {
        let colours = seed.pick(&PALETTES).map(Rgb::hex);
        let side = seed.sign();
        let whole = seed.chance(0.35);
        let (radius, centre) = if whole {
            (0.33 * aspect.min(1.0).sqrt(), (-side * aspect * 0.12, 0.52))
        } else {
            (seed.range(0.85, 1.15), (side * aspect * 0.14, 0.0))
        };
        let centre = if whole { centre } else { (centre.0, 0.46 + radius) };
        let lean = seed.range(0.15, 0.55) * aspect.min(1.2) * 0.85;
        let (x, y, z) = if whole { (side * 0.8, -0.35, 0.25) } else { (-side * lean, -0.92, -0.32) };
        let long = f32::sqrt(x * x + y * y + z * z);
        Self {
            centre,
            radius,
            sun: (x / long, y / long, z / long),
            colours,
            stars: Stars::new(seed, (260.0 * aspect) as usize, aspect * 1.1, 1.0),
            nebula: colours[2].mix(Rgb::new(0.5, 0.1, 0.35), seed.range(0.2, 0.8)),
            shift: (seed.unit(), seed.unit()),
            turn: seed.sign() * 0.0042,
        }
    }

    fn space(&self, u: f32, v: f32) -> Rgb {
        let cloud = step(-0.15, 0.95, FRACTAL.at(u * 0.22 + self.shift.0, v * 0.22 + self.shift.1));
        let lane = step(-0.2, 0.5, SMOOTH.at(u * 0.2 + self.shift.1, v * 0.3));
        self.nebula * (0.075 * cloud * cloud * (0.3 + lane)) + Rgb::new(0.002, 0.003, 0.008)
    }

    /// Air seen edge-on outside the disc, `away` beyond its edge.
    fn halo(&self, du: f32, dv: f32, away: f32) -> Rgb {
        let long = (du * du + dv * dv).sqrt();
        let facing = (du * self.sun.0 + dv * self.sun.1) / long;
        let lit = step(-0.45, 0.95, facing);
        let scale = self.radius * 0.055;
        self.colours[2] * (bell(away / scale) * (0.04 + 1.15 * lit * lit))
            + self.colours[3] * (bell(away / (scale * 0.3)) * lit.powi(6) * 0.5)
    }

    fn ground(&self, x: f32, y: f32, t: f32) -> Rgb {
        let z = (1.0 - x * x - y * y).max(0.0).sqrt();
        let [water, land, air, sun] = self.colours;
        let near = self.radius * 0.26 / (0.35 + z * 0.65);
        let (px, py) = (x * near + self.shift.0 + t * self.turn, y * near + self.shift.1);
        let height = FRACTAL.at(px, py);
        let coast = step(0.02, 0.10, height);
        let bare = water.mix(land * (0.75 + height), coast);
        let curl = SMOOTH.at(px * 1.6, py * 1.6) * 0.09;
        let thick = FRACTAL.at(px * 1.15 + curl + t * 0.0012, py * 1.5 - curl + 0.4);
        let cloud = step(0.02, 0.45, thick);
        let facing = x * self.sun.0 + y * self.sun.1 + z * self.sun.2;
        let day = step(-0.14, 0.42, facing);
        let dusk = bell((facing - 0.04) / 0.13);
        let rim = (1.0 - z).powi(4);
        let mirror = (1.0 - coast) * bell((facing - 0.96) / 0.22) * 0.25;
        let lit = bare.mix(Rgb::new(0.95, 0.96, 1.0), cloud * 0.92) * (day * 1.05);
        let warm = sun.mix(Rgb::new(1.0, 0.42, 0.2), 0.6) * (dusk * (0.05 + 0.35 * cloud));
        let towns = match coast * (1.0 - day) {
            ..0.01 => 0.0,
            _ => {
                step(0.24, 0.5, FRACTAL.at(px * 7.0, py * 7.0))
                    * coast
                    * step(0.0, 0.4, SMOOTH.at(px * 3.0, py * 3.0) + 0.25)
            }
        };
        let lamps = Rgb::new(1.0, 0.62, 0.26) * (towns * (1.0 - day) * (1.0 - cloud * 0.75) * 0.75);
        lit + warm + lamps + air * (rim * (0.03 + 0.9 * day) + 0.10 * day) + sun * mirror
    }
}

impl Scene for Orbit {
    fn paint(&self, canvas: &mut Canvas, t: f32) {
        canvas.fill_soft(3, 1.0, |u, v| self.space(u, v));
        self.stars.paint(canvas, t, (t * 0.0012, t * 0.0005));
        let centre = (self.centre.0, self.centre.1 - 0.002 * t);
        let edge = canvas.pixel() / self.radius;
        canvas.shade(0.0, 1.0, |u, v, back| {
            let (du, dv) = (u - centre.0, v - centre.1);
            let square = (du * du + dv * dv) / (self.radius * self.radius);
            let from = square.sqrt();
            let cover = ((1.0 - from) / edge + 0.5).clamp(0.0, 1.0);
            let outside =
                if cover < 1.0 { back + self.halo(du, dv, (from - 1.0).max(0.0) * self.radius) } else { back };
            if cover > 0.0 { outside.mix(self.ground(du / self.radius, dv / self.radius, t), cover) } else { outside }
        });
        if self.sun.2 < 0.0 {
            let long = (self.sun.0 * self.sun.0 + self.sun.1 * self.sun.1).sqrt();
            let reach = self.radius * (1.0 + 0.004 * (t - 2.0).clamp(0.0, 8.0));
            let (u, v) = (centre.0 + self.sun.0 / long * reach, centre.1 + self.sun.1 / long * reach);
            canvas.glow(u, v, 0.62, self.colours[3] * 0.16);
            canvas.glow(u, v, 0.3, self.colours[3] * 0.3);
            canvas.glow(u, v, 0.11, self.colours[3] * 1.3);
            canvas.glow(u, v, 0.03, Rgb::new(9.0, 8.6, 7.8));
            for (dx, dy) in [(0.22, 0.0), (0.0, 0.17), (0.1, 0.1), (0.1, -0.1)] {
                canvas.streak((u - dx, v - dy), (u + dx, v + dy), 0.0028, self.colours[3] * 0.22);
            }
        }
    }

    fn ambience(&self) -> Ambience {
        Ambience { brightness: 0.008, noise: 0.9, swell: 11.0, chord: 1.4, root: 65.4 }
    }
}

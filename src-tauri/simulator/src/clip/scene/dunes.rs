//! Dunes in low sun: a height field seen from a slow flight, column by column.

use super::super::canvas::{Canvas, Disc};
use super::super::colour::{Ramp, Rgb, step};
use super::super::noise::{FRACTAL, SMOOTH};
use super::super::seed::Seed;
use super::super::sound::Ambience;
use super::Scene;

/// Sand from shade to sun, sky from the horizon up, the sun.
const PALETTES: [([u32; 4], [u32; 3], u32); 4] = [
    ([0x3a1c10, 0x7c4a24, 0xd09048, 0xffd890], [0xe8c89c, 0xa8b4b8, 0x5088b8], 0xffe0a8),
    ([0x341420, 0x80382c, 0xd8784c, 0xffc088], [0xffb890, 0xc08498, 0x54588c], 0xffa868),
    ([0x2c1a24, 0x684048, 0xb88478, 0xf4d0b4], [0xf4d4c8, 0xc8b4c8, 0x8898c0], 0xffe8d0),
    ([0x201428, 0x5c2c34, 0xb86030, 0xffb454], [0xff9c54, 0xa85c5c, 0x343c68], 0xff9848),
];

const SIDE: usize = 512;
const SIDE_F: f32 = SIDE as f32;

struct Land {
    height: Vec<f32>,
    /// From shade 0 to full sun 1.
    sun: Vec<f32>,
}

pub(super) struct Dunes {
    land: Land,
    sand: Ramp,
    sky: Ramp,
    sun: Rgb,
    sun_u: f32,
    sun_up: f32,
    horizon: f32,
    heading: (f32, f32),
    start: (f32, f32),
    shift: f32,
}

impl Dunes {
    pub(super) fn new(seed: &mut Seed, aspect: f32) -> Self {
        let (sand, sky, sun) = seed.pick(&PALETTES);
        let side = seed.sign();
        let angle = seed.range(0.3, 1.2) * seed.sign();
        let heading = (angle.sin(), angle.cos());
        // The sun stands to the side of the flight, in front of it.
        let bearing = angle + side * 1.05;
        let land = Land::new(seed, (bearing.sin(), bearing.cos()), 0.26);
        Self {
            land,
            sand: Ramp::new(&sand),
            sky: Ramp::new(&sky),
            sun: Rgb::hex(sun),
            sun_u: side * aspect * seed.range(0.18, 0.34),
            sun_up: seed.range(0.05, 0.14),
            horizon: seed.range(0.34, 0.44),
            heading,
            start: (seed.unit(), seed.unit()),
            shift: seed.unit(),
        }
    }

    fn sky(&self, u: f32, v: f32, t: f32) -> Rgb {
        let up = (self.horizon - v).max(0.0);
        let (du, de) = (u - self.sun_u, up - self.sun_up);
        let near = du * du + de * de;
        let halo = 0.5 / (1.0 + near * 14.0) + 1.3 / (1.0 + near * 700.0);
        let far = 1.0 / (up + 0.2);
        let veil = step(0.1, 0.6, FRACTAL.at(u * far * 0.05 + self.shift + t * 0.002, far * 0.3)) * 0.25;
        self.sky.at(up / 0.5).mix(self.sky.at(0.0), veil) * 0.92 + self.sun * halo
    }

    /// One column, from the nearest sand up to the sky; spans are added by the part of each pixel that they cover.
    fn column(&self, u: f32, eye: (f32, f32, f32), line: &mut [Rgb]) -> f32 {
        let scale = line.len() as f32;
        let mut filled = scale;
        let (hx, hz) = self.heading;
        let mut z = 0.05;
        while z < 3.4 && filled > 0.0 {
            let (x, y) = (eye.0 + (hx + u * hz) * z, eye.1 + (hz - u * hx) * z);
            let height = blend(&self.land.height, x, y);
            let top = (self.horizon + (eye.2 - height) / z * 0.62) * scale;
            if top < filled - 0.3 {
                add_span(line, top.max(0.0), filled, self.sand_light(blend(&self.land.sun, x, y), z, (x, y), u));
                filled = top.max(0.0);
            }
            z += 0.0012 + z * 0.0055;
        }
        filled
    }

    fn sand_light(&self, sun: f32, z: f32, (x, y): (f32, f32), u: f32) -> Rgb {
        let near = (1.0 - z * 1.6).max(0.0);
        let fine = if near > 0.0 { FRACTAL.at(x * 9.0, y * 2.6) * 0.075 * near } else { 0.0 };
        let ripple = fine + FRACTAL.at(x * 2.0, y * 2.0) * 0.035;
        let lit = (sun + ripple * (0.4 + sun)).clamp(0.0, 1.0);
        let haze = 1.0 - 1.0 / (1.0 + z * z * 0.35);
        let toward = 1.0 / (1.0 + (u - self.sun_u) * (u - self.sun_u) * 5.0);
        let air = self.sky.at(0.0).mix(self.sun, toward * 0.5);
        (self.sand.at(0.06 + lit * 0.94) * (0.5 + lit * 0.75)).mix(air * 0.9, haze)
    }
}

fn add_span(line: &mut [Rgb], top: f32, bottom: f32, light: Rgb) {
    let (first, last) = (top as usize, (bottom.ceil() as usize).min(line.len()));
    for (y, pixel) in line.iter_mut().enumerate().take(last).skip(first) {
        let cover = (bottom.min(y as f32 + 1.0) - top.max(y as f32)).max(0.0);
        *pixel += light * cover;
    }
}

impl Land {
    fn new(seed: &mut Seed, sun: (f32, f32), sun_height: f32) -> Self {
        let (a, b) = (seed.unit(), seed.unit());
        let height: Vec<f32> =
            (0..SIDE * SIDE).map(|i| dune((i % SIDE) as f32 / SIDE_F, (i / SIDE) as f32 / SIDE_F, a, b)).collect();
        let mut land = Self { sun: vec![0.0; height.len()], height };
        land.sun = (0..SIDE * SIDE).map(|i| land.sunlight(i % SIDE, i / SIDE, sun, sun_height)).collect();
        land.height = softened(&land.height);
        land.sun = softened(&softened(&land.sun));
        land
    }

    fn texel(&self, x: f32, y: f32) -> usize {
        let wrap = |c: f32| (c + SIDE_F * 16.0) as usize & (SIDE - 1);
        wrap(y) * SIDE + wrap(x)
    }

    fn sunlight(&self, x: usize, y: usize, (sx, sy): (f32, f32), sun_height: f32) -> f32 {
        let (fx, fy) = (x as f32, y as f32);
        let here = self.height[y * SIDE + x];
        let dx = (self.height[self.texel(fx + 1.0, fy)] - self.height[self.texel(fx - 1.0, fy)]) * SIDE_F / 2.0;
        let dy = (self.height[self.texel(fx, fy + 1.0)] - self.height[self.texel(fx, fy - 1.0)]) * SIDE_F / 2.0;
        let facing = (sun_height - dx * sx - dy * sy)
            / (1.0 + dx * dx + dy * dy).sqrt()
            / (1.0 + sun_height * sun_height).sqrt();
        let mut shade: f32 = 1.0;
        for i in 1..26 {
            let far = i as f32 * (1.0 + i as f32 * 0.09);
            let over = self.height[self.texel(fx + sx * far, fy + sy * far)] - here - sun_height * far / SIDE_F;
            shade = shade.min(1.0 - over * 170.0 / (1.0 + far * 0.14));
        }
        (facing.max(0.0) * 1.5 * shade.clamp(0.0, 1.0) + 0.10 * (1.0 + dy - dx)).clamp(0.0, 1.0)
    }
}

/// A map's value at a place, in periods.
fn blend(map: &[f32], x: f32, y: f32) -> f32 {
    let (fx, fy) = ((x + 16.0) * SIDE_F, (y + 16.0) * SIDE_F);
    let (ix, iy) = (fx as i32 as usize, fy as i32 as usize);
    let (tx, ty) = (fx - ix as f32, fy - iy as f32);
    let (left, right) = (ix & (SIDE - 1), (ix + 1) & (SIDE - 1));
    let (high, low) = (&map[(iy & (SIDE - 1)) * SIDE..][..SIDE], &map[((iy + 1) & (SIDE - 1)) * SIDE..][..SIDE]);
    let top = high[left] + (high[right] - high[left]) * tx;
    top + (low[left] + (low[right] - low[left]) * tx - top) * ty
}

/// The mean of each texel and its neighbours: no teeth along shadows and crests.
fn softened(map: &[f32]) -> Vec<f32> {
    let wrap = |i: usize, by: usize| (i + by) & (SIDE - 1);
    let across = |i: usize| {
        let (x, row) = (i % SIDE, i - i % SIDE);
        map[row + wrap(x, SIDE - 1)] * 0.3 + map[i] * 0.4 + map[row + wrap(x, 1)] * 0.3
    };
    let lines: Vec<f32> = (0..map.len()).map(across).collect();
    let down = |i: usize| {
        let (x, y) = (i % SIDE, i / SIDE);
        lines[wrap(y, SIDE - 1) * SIDE + x] * 0.3 + lines[i] * 0.4 + lines[wrap(y, 1) * SIDE + x] * 0.3
    };
    (0..map.len()).map(down).collect()
}

/// Crests across the wind: a long windward rise and a short slip face, bent and broken by noise.
fn dune(x: f32, y: f32, a: f32, b: f32) -> f32 {
    let bend = SMOOTH.at(x + a, y + b) * 0.34 + SMOOTH.at(x * 2.0 + b, y * 2.0 + a) * 0.12;
    let crest = |waves: f32, salt: f32| {
        let phase = (y * waves + bend * waves * 0.42 + salt + 64.0).fract();
        let rise = phase / 0.72;
        let fall = (1.0 - phase) / 0.28;
        let sharp = rise.min(fall);
        sharp * sharp * (1.9 - 0.9 * sharp)
    };
    let large = 0.55 + 0.75 * SMOOTH.at(x + b, y * 2.0 + a).max(-0.6);
    let small = (0.4 + 0.9 * SMOOTH.at(x * 2.0 - a, y * 2.0)).max(0.0);
    crest(5.0, 0.0) * large * 0.052 + crest(13.0, 0.4) * small * 0.011 + SMOOTH.at(x, y) * 0.016
}

impl Scene for Dunes {
    fn paint(&self, canvas: &mut Canvas, t: f32) {
        canvas.fill_soft(2, self.horizon + 0.14, |u, v| self.sky(u, v, t));
        canvas.disc(
            (self.sun_u, self.horizon - self.sun_up),
            &Disc { radius: 0.026, soft: 0.008, light: self.sun * 3.0 + Rgb::new(1.5, 1.3, 1.0), cover: 0.9, rim: 0.0 },
        );
        let far = t * 0.011;
        let eye = (
            self.start.0 + self.heading.0 * far,
            self.start.1 + self.heading.1 * far,
            0.118 + 0.004 * (t * 0.25).sin(),
        );
        let (width, height) = (canvas.width, canvas.height);
        let mut line = vec![Rgb::BLACK; height];
        for x in 0..width {
            line.fill(Rgb::BLACK);
            let u = (x as f32 + 0.5 - width as f32 / 2.0) / height as f32;
            let top = self.column(u, eye, &mut line);
            let first = top as usize;
            for (y, sand) in line.iter().enumerate().skip(first) {
                let pixel = &mut canvas.pixels[y * width + x];
                let open = if y == first { top - first as f32 } else { 0.0 };
                *pixel = *pixel * open + *sand;
            }
        }
    }

    fn ambience(&self) -> Ambience {
        Ambience { brightness: 0.05, noise: 1.1, swell: 8.5, chord: 0.8, root: 98.0 }
    }
}

//! Dusk at sea: a low sun, lit clouds, glitter on the water; sometimes a lighthouse or a sail.

use super::super::canvas::{Canvas, Disc, Mirror};
use super::super::colour::{Ramp, Rgb, bell, step};
use super::super::noise::{FRACTAL, SMOOTH};
use super::super::seed::Seed;
use super::super::sound::Ambience;
use super::{Scene, says};

struct Palette {
    /// From the horizon up.
    sky: &'static [u32],
    sun: u32,
    cloud: u32,
    deep: u32,
}

const PALETTES: [Palette; 5] = [
    Palette { sky: &[0xffc078, 0xe8848a, 0x7c68a8, 0x2a3570], sun: 0xffc070, cloud: 0x6a5488, deep: 0x101a3c },
    Palette { sky: &[0xffb060, 0xf0705c, 0x8a4078, 0x2c1e54], sun: 0xff9050, cloud: 0x5a2c58, deep: 0x160f30 },
    Palette { sky: &[0xffe2b0, 0xf4c0a8, 0x90a8cc, 0x4a70a8], sun: 0xffdca8, cloud: 0x9a94b4, deep: 0x1c3c5c },
    Palette { sky: &[0xffa86c, 0xc06c78, 0x4c4878, 0x141c40], sun: 0xff8848, cloud: 0x3a3058, deep: 0x0a1026 },
    Palette { sky: &[0xffd884, 0xe8a860, 0x6c8c98, 0x1e4058], sun: 0xffc868, cloud: 0x5c6470, deep: 0x0c2430 },
];

enum Guest {
    None,
    Lighthouse { u: f32, side: f32 },
    Sail { u: f32, pace: f32 },
}

pub(super) struct Sea {
    horizon: f32,
    sun: (f32, f32),
    sky: Ramp,
    light: Rgb,
    cloud: Rgb,
    deep: Rgb,
    cover: f32,
    drift: f32,
    shift: (f32, f32),
    guest: Guest,
}

impl Sea {
    pub(super) fn new(text: &str, seed: &mut Seed, aspect: f32) -> Self {
        let palette = &PALETTES[(seed.bits() % PALETTES.len() as u64) as usize];
        let horizon = seed.range(0.5, 0.64);
        let side = seed.sign();
        let guest = match () {
            () if says(text, &["lighthouse", "灯塔"]) => Guest::Lighthouse { u: -side * aspect * 0.22, side: -side },
            () if says(text, &["boat", "ship", "sail", "船", "帆"]) => {
                Guest::Sail { u: -side * aspect * 0.15, pace: side * 0.008 }
            }
            () if seed.chance(0.35) => Guest::Lighthouse { u: -side * aspect * 0.26, side: -side },
            () if seed.chance(0.5) => Guest::Sail { u: -side * aspect * 0.2, pace: side * 0.008 },
            () => Guest::None,
        };
        Self {
            horizon,
            sun: (side * seed.range(0.05, 0.26) * aspect, seed.range(0.03, 0.12)),
            sky: Ramp::new(palette.sky),
            light: Rgb::hex(palette.sun),
            cloud: Rgb::hex(palette.cloud),
            deep: Rgb::hex(palette.deep),
            cover: seed.range(-0.12, 0.12),
            drift: seed.sign() * seed.range(0.004, 0.008),
            shift: (seed.unit(), seed.unit()),
            guest,
        }
    }

    fn sky(&self, u: f32, v: f32, t: f32) -> Rgb {
        let up = (self.horizon - v).max(0.0);
        let (du, de) = (u - self.sun.0, up - self.sun.1 + 0.004 * t);
        let near = du * du + de * de * 2.2;
        let halo = 0.42 / (1.0 + near * 22.0) + 0.9 / (1.0 + near * 260.0);
        let mut light = self.sky.at(up / self.horizon * 1.08) + self.light * halo;
        let far = 1.0 / (up + 0.17);
        let (x, y) = (u * far * 0.085 + self.shift.0 + t * self.drift, far * 0.2 + self.shift.1);
        let thick = FRACTAL.at(x, y) + self.cover;
        let cloud = step(-0.02, 0.42, thick) * step(0.01, 0.14, up) * 0.85;
        if cloud > 0.0 {
            let shade = (thick - FRACTAL.at(x - du * 0.012, y + 0.014)) * 2.6 + 0.42;
            let rim = self.light * (0.25 + halo * 1.5) + self.sky.at(0.15) * 0.35;
            light = light.mix(self.cloud.mix(rim, shade.clamp(0.0, 1.0)), cloud);
        }
        light
    }

    fn water(&self, u: f32, d: f32, t: f32) -> Mirror {
        let far = 1.0 / (d + 0.05);
        let (x, z) = (u * far * 0.16 + self.shift.1, (d + 0.012).ln());
        let swell = SMOOTH.at(x + t * 0.006, z * 0.55 + t * 0.05);
        let chop = SMOOTH.at(x * 2.9 - t * 0.012, z * 1.7 + t * 0.075);
        let fine = FRACTAL.at(x * 2.2 + t * 0.01, z * 1.5 + t * 0.06) * step(0.0, 0.16, d);
        let slope = swell * 0.8 + chop * 0.7 + fine * 0.9;
        let spread = 0.018 + d * 0.34;
        let path = bell((u - self.sun.0 + chop * 0.02) / spread);
        let spark = (slope * 0.9 + 0.32).max(0.0);
        let glitter = path * spark * spark * (1.35 - d * 1.1).max(0.2);
        let fresnel = (0.86 - d * 0.85 + slope * 0.16).clamp(0.16, 0.95);
        Mirror {
            du: (chop + fine) * 0.03,
            dv: slope * (0.03 + d * 0.32),
            gain: Rgb::new(1.0, 1.0, 1.0) * fresnel,
            add: self.deep * ((1.0 - fresnel) * (0.8 + slope * 0.5)) + self.light * (glitter * 1.7),
        }
    }

    fn headland(&self, canvas: &mut Canvas, u: f32, side: f32, t: f32) {
        let dark = self.deep * 0.35;
        let (horizon, shift) = (self.horizon, self.shift.0);
        let top = |at: f32| {
            let in_from_edge = (at - u) * side + 0.16;
            let rise = step(-0.02, 0.26, in_from_edge) * 0.055
                + FRACTAL.at(at * 0.25 + shift, 0.3) * 0.012 * step(0.0, 0.1, in_from_edge);
            if in_from_edge < -0.02 { horizon + 0.01 } else { horizon - rise }
        };
        let (foot, lamp) = (top(u), horizon - 0.27);
        canvas.ridge(horizon + 0.004, top, |_, _| dark);
        let (width, height) = (0.014, foot - lamp);
        canvas.within(u, (foot + lamp) / 2.0, 0.05, height / 2.0, |du, dv, pixel| {
            let down = dv / height + 0.5;
            let half = width * (0.62 + 0.38 * down) + if (0.07..0.1).contains(&down) { 0.005 } else { 0.0 };
            let cover = ((half - du.abs()) * 360.0 + 0.5).clamp(0.0, 1.0);
            let lit = dark + self.light * (0.10 * (0.5 + du / width * self.sun.0.signum() * 0.5));
            *pixel = pixel.mix(if down < 0.07 { self.light * 1.6 } else { lit }, cover);
        });
        let turn = t * 0.55 + self.shift.1 * 6.0;
        for (along, phase) in [(turn.cos(), turn.sin()), (-turn.cos(), -turn.sin())] {
            beam(canvas, (u, lamp + 0.01), along, self.light * (0.55 + 0.3 * phase).max(0.1));
        }
        canvas.glow(u, lamp + 0.01, 0.13, self.light * 0.9);
        canvas.glow(u, lamp + 0.01, 0.03, Rgb::new(6.0, 5.2, 4.0));
    }

    fn sail(&self, canvas: &mut Canvas, u: f32, t: f32) {
        let dark = self.deep * 0.4;
        let (size, sway) = (0.085, (t * 0.9).sin() * 0.05);
        let foot = self.horizon + 0.004;
        canvas.within(u, foot - size / 2.0, size, size * 0.62, |du, dv, pixel| {
            let up = 0.5 - dv / size;
            let x = du / size - sway * up;
            let main = x > 0.02 && x < 0.4 * (1.0 - up) && up > 0.14;
            let fore = x < -0.01 && x > -0.3 * (1.0 - up * 1.15) && up > 0.16;
            let hull = (0.0..0.11).contains(&up) && x.abs() < 0.32 + up;
            if main || fore {
                *pixel = pixel.mix(dark.mix(self.light, 0.12), 0.94);
            } else if hull {
                *pixel = dark;
            }
        });
    }
}

fn beam(canvas: &mut Canvas, (u, v): (f32, f32), along: f32, light: Rgb) {
    let reach = 1.3 * along.abs();
    canvas.within(u + along.signum() * reach / 2.0, v, reach / 2.0 + 0.02, 0.16, |du, dv, pixel| {
        let out = (du * along.signum() + reach / 2.0).max(0.0);
        let across = (dv + out * 0.02) / (0.006 + out * 0.075);
        let soft = (1.0 - across * across).max(0.0);
        let end = step(0.0, 0.05, out) * (1.0 - out / (reach + 0.02)).max(0.0);
        *pixel += light * (soft * soft * end / (1.0 + out * 3.0));
    });
}

impl Scene for Sea {
    fn paint(&self, canvas: &mut Canvas, t: f32) {
        canvas.fill_soft(2, self.horizon + 0.02, |u, v| self.sky(u, v, t));
        let sun_v = self.horizon - self.sun.1 + 0.004 * t;
        canvas.disc(
            (self.sun.0, sun_v),
            &Disc {
                radius: 0.032,
                soft: 0.006,
                light: self.light * 2.0 + Rgb::new(1.6, 1.2, 0.7),
                cover: 0.95,
                rim: 0.0,
            },
        );
        match self.guest {
            Guest::None => {}
            Guest::Lighthouse { u, side } => self.headland(canvas, u, side, t),
            Guest::Sail { u, pace } => self.sail(canvas, u + pace * t, t),
        }
        canvas.reflect(self.horizon, |u, d| self.water(u, d, t));
    }

    fn ambience(&self) -> Ambience {
        Ambience { brightness: 0.09, noise: 1.0, swell: 6.5, chord: 0.7, root: 110.0 }
    }
}

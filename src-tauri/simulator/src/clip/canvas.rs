//! A picture in the making, and the few ways to put light on it.
//!
//! Places are (u, v): v runs from 0 at the top to 1 at the bottom, u is 0 in the middle and has the same unit as v.

use super::colour::Rgb;

pub(super) struct Canvas {
    pub(super) width: usize,
    pub(super) height: usize,
    pub(super) pixels: Vec<Rgb>,
    nodes: Vec<Rgb>,
}

impl Canvas {
    pub(super) fn new(width: usize, height: usize) -> Self {
        Self { width, height, pixels: vec![Rgb::BLACK; width * height], nodes: Vec::new() }
    }

    /// The size of a pixel.
    pub(super) fn pixel(&self) -> f32 {
        1.0 / self.height as f32
    }

    fn u(&self, x: f32) -> f32 {
        (x + 0.5 - self.width as f32 / 2.0) / self.height as f32
    }

    fn v(&self, y: f32) -> f32 {
        (y + 0.5) / self.height as f32
    }

    /// The row nearest below `v`, within the picture.
    pub(super) fn row(&self, v: f32) -> usize {
        ((v * self.height as f32).round().max(0.0) as usize).min(self.height)
    }

    /// Fills the rows down to `bottom`, computing only every `coarse`th pixel: for what has no hard edges.
    pub(super) fn fill_soft(&mut self, coarse: usize, bottom: f32, light: impl Fn(f32, f32) -> Rgb) {
        self.lay_soft(coarse, bottom, light, |pixel, light| *pixel = light);
    }

    /// Adds light to all rows, computed as by [`Self::fill_soft`].
    pub(super) fn add_soft(&mut self, coarse: usize, light: impl Fn(f32, f32) -> Rgb) {
        self.lay_soft(coarse, 1.0, light, |pixel, light| *pixel += light);
    }

    fn lay_soft(&mut self, coarse: usize, bottom: f32, light: impl Fn(f32, f32) -> Rgb, lay: impl Fn(&mut Rgb, Rgb)) {
        let rows = self.row(bottom);
        let (across, down) = (self.width / coarse + 2, rows / coarse + 2);
        let mut nodes = std::mem::take(&mut self.nodes);
        nodes.clear();
        for j in 0..down {
            let v = self.v((j * coarse) as f32);
            nodes.extend((0..across).map(|i| light(self.u((i * coarse) as f32), v)));
        }
        let part = 1.0 / coarse as f32;
        let mut line = vec![Rgb::BLACK; across];
        for (y, row) in self.pixels.chunks_exact_mut(self.width).take(rows).enumerate() {
            let (j, ty) = (y / coarse, (y % coarse) as f32 * part);
            let pair = nodes[j * across..(j + 1) * across].iter().zip(&nodes[(j + 1) * across..(j + 2) * across]);
            for (node, (top, low)) in line.iter_mut().zip(pair) {
                *node = top.mix(*low, ty);
            }
            for (cell, ends) in row.chunks_mut(coarse).zip(line.windows(2)) {
                let slope = (ends[1] + ends[0] * -1.0) * part;
                let mut light = ends[0];
                for pixel in cell {
                    lay(pixel, light);
                    light += slope;
                }
            }
        }
        self.nodes = nodes;
    }

    /// Changes every pixel from `top` to `bottom`.
    pub(super) fn shade(&mut self, top: f32, bottom: f32, light: impl Fn(f32, f32, Rgb) -> Rgb) {
        let (from, to, width, height) = (self.row(top), self.row(bottom), self.width as f32, self.height as f32);
        for (y, row) in self.pixels.chunks_exact_mut(self.width).enumerate().take(to).skip(from) {
            let v = (y as f32 + 0.5) / height;
            for (x, pixel) in row.iter_mut().enumerate() {
                *pixel = light((x as f32 + 0.5 - width / 2.0) / height, v, *pixel);
            }
        }
    }

    /// Paints all below `horizon` from what is above it, as `water` says for the place (u, depth under the horizon).
    pub(super) fn reflect(&mut self, horizon: f32, water: impl Fn(f32, f32) -> Mirror) {
        let (edge, width, height) = (self.row(horizon), self.width, self.height as f32);
        let (above, below) = self.pixels.split_at_mut(edge * width);
        if edge < 2 {
            return;
        }
        for (y, row) in below.chunks_exact_mut(width).enumerate() {
            let depth = (y as f32 + 0.5) / height;
            for (x, pixel) in row.iter_mut().enumerate() {
                let u = (x as f32 + 0.5 - width as f32 / 2.0) / height;
                let Mirror { du, dv, gain, add } = water(u, depth);
                let (sx, sy) = (x as f32 + du * height, edge as f32 - 0.5 - (depth + dv).abs() * height);
                *pixel = sample(above, width, edge, sx, sy) * gain + add;
            }
        }
    }

    /// Paints all from the line `top(u)` down to `base`; `light` is given how far below the line a place is.
    pub(super) fn ridge(&mut self, base: f32, top: impl Fn(f32) -> f32, light: impl Fn(f32, f32) -> Rgb) {
        let (end, height) = (self.row(base), self.height as f32);
        for x in 0..self.width {
            let u = self.u(x as f32);
            let line = top(u) * height;
            let first = line.max(0.0) as usize;
            for y in first..end {
                let pixel = &mut self.pixels[y * self.width + x];
                let cover = (y as f32 + 1.0 - line).clamp(0.0, 1.0);
                *pixel = pixel.mix(light(u, (y as f32 + 0.5 - line) / height), cover);
            }
        }
    }

    /// Adds a round glow that fades to nothing at `radius`.
    pub(super) fn glow(&mut self, u: f32, v: f32, radius: f32, light: Rgb) {
        let round = 1.0 / (radius * radius);
        self.within(u, v, radius, radius, |du, dv, pixel| {
            let left = 1.0 - (du * du + dv * dv) * round;
            if left > 0.0 {
                *pixel += light * (left * left * left);
            }
        });
    }

    /// Lays a disc over the picture.
    pub(super) fn disc(&mut self, (u, v): (f32, f32), disc: &Disc) {
        let soft = disc.soft.max(self.pixel());
        let reach = disc.radius + soft;
        self.within(u, v, reach, reach, |du, dv, pixel| {
            let away = (du * du + dv * dv).sqrt();
            let inside = ((disc.radius - away) / soft + 0.5).clamp(0.0, 1.0);
            if inside > 0.0 {
                let edge = (away / disc.radius).min(1.0);
                let light = disc.light * (1.0 + disc.rim * edge * edge * edge * edge);
                *pixel = pixel.mix(light, disc.cover * inside);
            }
        });
    }

    /// Adds a straight line of light.
    pub(super) fn streak(&mut self, from: (f32, f32), to: (f32, f32), width: f32, light: Rgb) {
        let (mid, span) = (((from.0 + to.0) / 2.0, (from.1 + to.1) / 2.0), (to.0 - from.0, to.1 - from.1));
        let square = (span.0 * span.0 + span.1 * span.1).max(1e-9);
        let width = width.max(self.pixel() * 0.7);
        let reach = (span.0.abs() / 2.0 + width, span.1.abs() / 2.0 + width);
        self.within(mid.0, mid.1, reach.0, reach.1, |du, dv, pixel| {
            let along = ((du * span.0 + dv * span.1) / square).clamp(-0.5, 0.5);
            let (ou, ov) = (du - along * span.0, dv - along * span.1);
            let left = 1.0 - (ou * ou + ov * ov).sqrt() / width;
            if left > 0.0 {
                *pixel += light * left;
            }
        });
    }

    /// Visits the pixels of a box around (u, v) with their offsets from it.
    pub(super) fn within(&mut self, u: f32, v: f32, ru: f32, rv: f32, mut visit: impl FnMut(f32, f32, &mut Rgb)) {
        let (w, h) = (self.width as f32, self.height as f32);
        let (cx, cy) = (u * h + w / 2.0 - 0.5, v * h - 0.5);
        let clip = |c: f32, r: f32, most: usize| {
            let low = (c - r * h).floor().max(0.0) as usize;
            low..((c + r * h).ceil().max(-1.0) + 1.0).min(most as f32) as usize
        };
        let (columns, rows) = (clip(cx, ru, self.width), clip(cy, rv, self.height));
        for y in rows {
            let dv = (y as f32 - cy) / h;
            for x in columns.clone() {
                visit((x as f32 - cx) / h, dv, &mut self.pixels[y * self.width + x]);
            }
        }
    }
}

/// A disc: how wide its edge is, how much it covers, and how much brighter its rim is.
pub(super) struct Disc {
    pub(super) radius: f32,
    pub(super) soft: f32,
    pub(super) light: Rgb,
    pub(super) cover: f32,
    pub(super) rim: f32,
}

/// What water does with the sky: where it looks, as an offset from the mirror image, how much of it comes back, and its own light.
pub(super) struct Mirror {
    pub(super) du: f32,
    pub(super) dv: f32,
    pub(super) gain: Rgb,
    pub(super) add: Rgb,
}

/// The light between four pixels, the nearest ones where there are not four.
#[inline]
fn sample(pixels: &[Rgb], width: usize, rows: usize, x: f32, y: f32) -> Rgb {
    let (x, y) = (x.clamp(0.0, width as f32 - 1.001), y.clamp(0.0, rows as f32 - 1.001));
    let (ix, iy) = (x as usize, y as usize);
    let (tx, ty) = (x - ix as f32, y - iy as f32);
    let at = iy * width + ix;
    let four = &pixels[at..at + width + 2];
    four[0].mix(four[1], tx).mix(four[width].mix(four[width + 1], tx), ty)
}

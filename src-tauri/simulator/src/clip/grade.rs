//! From light to a picture: bloom, vignette, a filmic curve, grain, eight bits without bands.

use super::canvas::Canvas;
use super::colour::Rgb;
use super::seed::hash;

/// A finished frame.
pub(super) struct Picture {
    pub(super) width: usize,
    pub(super) height: usize,
    pub(super) rgb: Vec<u8>,
}

const COARSE: usize = 4;
const CURVE: usize = 4096;
/// The light at which the curve ends.
const BRIGHTEST: f32 = 16.0;
const GRAIN_SIDE: usize = 128;

pub(super) struct Grade {
    /// Light to code value: by the square root of the light, so that the dark end is fine enough.
    curve: Vec<f32>,
    grain: Vec<f32>,
    vignette: Vec<f32>,
    small: Vec<Rgb>,
    spare: Vec<Rgb>,
}

impl Grade {
    pub(super) fn new(width: usize, height: usize) -> Self {
        let curve = (0..2 * CURVE).map(|i| (i as f32 / CURVE as f32).powi(2) * BRIGHTEST).map(filmic).collect();
        let grain = (0..GRAIN_SIDE * GRAIN_SIDE).map(|i| {
            let of = |salt| hash(i as i32, salt);
            (of(1) + of(2) - 1.0) * 1.1 + 0.5
        });
        let across = width as f32 / height as f32;
        let vignette = (0..width * height).map(|i| {
            let x = (i % width) as f32 / width as f32 - 0.5;
            let y = (i / width) as f32 / height as f32 - 0.5;
            let away = x * x * across.clamp(1.0, 1.4) + y * y * (1.0 / across).clamp(1.0, 1.4);
            1.0 - 0.75 * away
        });
        let cells = width.div_ceil(COARSE) * height.div_ceil(COARSE);
        Self {
            curve,
            grain: grain.collect(),
            vignette: vignette.collect(),
            small: vec![Rgb::BLACK; cells],
            spare: vec![Rgb::BLACK; cells],
        }
    }

    pub(super) fn develop(&mut self, canvas: &Canvas, number: u32) -> Picture {
        self.bloom(canvas);
        let (width, height) = (canvas.width, canvas.height);
        let across = width.div_ceil(COARSE);
        let mut rgb = vec![0; width * height * 3];
        let (shift_x, shift_y) = ((hash(number as i32, 7) * 127.0) as usize, (hash(number as i32, 9) * 127.0) as usize);
        let mut halo = vec![Rgb::BLACK; across + 1];
        for (y, (row, out)) in canvas.pixels.chunks_exact(width).zip(rgb.chunks_exact_mut(width * 3)).enumerate() {
            self.halo_row(y, across, &mut halo);
            let grain = &self.grain[((y + shift_y) % GRAIN_SIDE) * GRAIN_SIDE..][..GRAIN_SIDE];
            let vignette = &self.vignette[y * width..(y + 1) * width];
            for (x, (pixel, out)) in row.iter().zip(out.as_chunks_mut::<3>().0).enumerate() {
                let place = (x as f32 + 0.5) / COARSE as f32;
                let i = place as usize;
                let light = (*pixel + halo[i].mix(halo[i + 1], place - i as f32)) * vignette[x];
                let grain = grain[(x + shift_x) % GRAIN_SIDE];
                *out = [self.code(light.r, grain), self.code(light.g, grain), self.code(light.b, grain)];
            }
        }
        Picture { width, height, rgb }
    }

    /// The curve is fine enough to be read without interpolation: its steps are well below the grain.
    #[inline(always)]
    fn code(&self, light: f32, grain: f32) -> u8 {
        let place = (light.clamp(0.0, BRIGHTEST) * (1.0 / BRIGHTEST)).sqrt() * CURVE as f32;
        (self.curve[place as usize & (2 * CURVE - 1)] + grain) as u8
    }

    /// Glow around what is bright, in a small copy of the picture.
    fn bloom(&mut self, canvas: &Canvas) {
        let across = canvas.width.div_ceil(COARSE);
        for (at, cell) in self.small.iter_mut().enumerate() {
            let (x, y) = (at % across * COARSE, at / across * COARSE);
            let mut sum = Rgb::BLACK;
            for dy in [0, 2] {
                for dx in [0, 2] {
                    let (px, py) = ((x + dx).min(canvas.width - 1), (y + dy).min(canvas.height - 1));
                    sum += canvas.pixels[py * canvas.width + px];
                }
            }
            let mean = sum * 0.25;
            let over = (mean.luma() - 0.55).max(0.0);
            *cell = mean * (0.055 + (over / (over + 1.0)) * 0.3);
        }
        let radius = (across.max(self.small.len() / across) / 40).max(1);
        for _ in 0..2 {
            blur_across(&self.small, &mut self.spare, across, radius);
            blur_down(&self.spare, &mut self.small, across, radius);
        }
    }

    /// One line of the glow at the full picture's row `y`; the last node doubles the one before.
    fn halo_row(&self, y: usize, across: usize, line: &mut [Rgb]) {
        let rows = self.small.len() / across;
        let place = ((y as f32 + 0.5) / COARSE as f32 - 0.5).max(0.0);
        let j = (place as usize).min(rows - 1);
        let below = (j + 1).min(rows - 1);
        let share = place - j as f32;
        for (i, node) in line.iter_mut().enumerate() {
            // Nodes sit at cell borders here: each is the mean of its two neighbours.
            let (left, right) = (i.saturating_sub(1), i.min(across - 1));
            let at = |row: usize| (self.small[row * across + left] + self.small[row * across + right]) * 0.5;
            *node = at(j).mix(at(below), share);
        }
    }
}

/// The curve of film: a toe, a straight part, a long shoulder (the fit to ACES by K. Narkowicz), then the display's gamma, 0 to 254.
fn filmic(light: f32) -> f32 {
    let x = light * 0.72;
    let shown = (x * (2.51 * x + 0.03)) / (x * (2.43 * x + 0.59) + 0.14);
    shown.clamp(0.0, 1.0).powf(1.0 / 2.2) * 252.0 + 1.0
}

fn blur_across(from: &[Rgb], to: &mut [Rgb], across: usize, radius: usize) {
    let part = 1.0 / (2 * radius + 1) as f32;
    for (row, out) in from.chunks_exact(across).zip(to.chunks_exact_mut(across)) {
        let at = |i: isize| row[i.clamp(0, across as isize - 1) as usize];
        let r = radius as isize;
        let mut sum = (-r..=r).fold(Rgb::BLACK, |sum, i| sum + at(i));
        for (i, cell) in out.iter_mut().enumerate() {
            *cell = sum * part;
            sum += at(i as isize + r + 1) + at(i as isize - r) * -1.0;
        }
    }
}

fn blur_down(from: &[Rgb], to: &mut [Rgb], across: usize, radius: usize) {
    let part = 1.0 / (2 * radius + 1) as f32;
    let (rows, r) = ((from.len() / across) as isize, radius as isize);
    let row = |j: isize| &from[j.clamp(0, rows - 1) as usize * across..][..across];
    let mut sums = vec![Rgb::BLACK; across];
    for j in -r..=r {
        sums.iter_mut().zip(row(j)).for_each(|(sum, cell)| *sum += *cell);
    }
    for (j, out) in to.chunks_exact_mut(across).enumerate() {
        let j = j as isize;
        let pairs = row(j + r + 1).iter().zip(row(j - r));
        for ((cell, sum), (enters, leaves)) in out.iter_mut().zip(&mut sums).zip(pairs) {
            *cell = *sum * part;
            *sum += *enters + *leaves * -1.0;
        }
    }
}

//! Noise from tables: a lookup costs a few nanoseconds where hashing would cost fifty.

use super::seed::hash;
use std::sync::LazyLock;

const SIDE: usize = 512;
const STRIDE: usize = SIDE + 2;

/// A square of noise that repeats in both directions, about -1 to 1.
#[derive(Debug)]
pub(super) struct Tile(Vec<f32>);

/// Clouds, terrain: seven octaves from four cells a period.
pub(super) static FRACTAL: LazyLock<Tile> = LazyLock::new(|| Tile::new(1, 7));
/// Swells, drifts: two octaves from four cells a period.
pub(super) static SMOOTH: LazyLock<Tile> = LazyLock::new(|| Tile::new(2, 2));

impl Tile {
    fn new(salt: i32, octaves: u32) -> Self {
        let mut data = vec![0.0; STRIDE * STRIDE];
        let (mut cells, mut gain) = (4, 0.55);
        for octave in 0..octaves {
            add_octave(&mut data, salt * 31 + octave as i32, cells, gain);
            cells *= 2;
            gain *= 0.5;
        }
        Self(data)
    }

    /// The noise at a place measured in periods; from -500 to 500.
    #[inline]
    pub(super) fn at(&self, x: f32, y: f32) -> f32 {
        let (fx, fy) = ((x + 512.0) * SIDE as f32, (y + 512.0) * SIDE as f32);
        let (ix, iy) = (fx as i32, fy as i32);
        let (tx, ty) = (fx - ix as f32, fy - iy as f32);
        let at = (iy as usize & (SIDE - 1)) * STRIDE + (ix as usize & (SIDE - 1));
        let four = &self.0[at..at + STRIDE + 2];
        let top = four[0] + (four[1] - four[0]) * tx;
        let low = four[STRIDE] + (four[STRIDE + 1] - four[STRIDE]) * tx;
        top + (low - top) * ty
    }
}

fn add_octave(data: &mut [f32], salt: i32, cells: i32, gain: f32) {
    let value = |x: i32, y: i32| hash((x % cells) + salt * 977, (y % cells) + salt * 131) * 2.0 - 1.0;
    let ease = |t: f32| t * t * t * (t * (t * 6.0 - 15.0) + 10.0);
    let scale = cells as f32 / SIDE as f32;
    for y in 0..STRIDE {
        let fy = y as f32 * scale;
        let (iy, ty) = (fy as i32, ease(fy.fract()));
        for x in 0..STRIDE {
            let fx = x as f32 * scale;
            let (ix, tx) = (fx as i32, ease(fx.fract()));
            let top = value(ix, iy) + (value(ix + 1, iy) - value(ix, iy)) * tx;
            let low = value(ix, iy + 1) + (value(ix + 1, iy + 1) - value(ix, iy + 1)) * tx;
            data[y * STRIDE + x] += (top + (low - top) * ty) * gain;
        }
    }
}

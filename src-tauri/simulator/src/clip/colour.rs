//! Colours as light: linear, BT.709 primaries, 1.0 = paper white before the grade.

use std::ops::{Add, AddAssign, Mul};

/// A colour.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Rgb {
    pub(super) r: f32,
    pub(super) g: f32,
    pub(super) b: f32,
}

impl Rgb {
    pub(super) const BLACK: Self = Self { r: 0.0, g: 0.0, b: 0.0 };

    pub(super) const fn new(r: f32, g: f32, b: f32) -> Self {
        Self { r, g, b }
    }

    /// From an sRGB web colour such as `0x1b2a4f`.
    pub(super) fn hex(code: u32) -> Self {
        let channel = |shift: u32| (((code >> shift) & 255) as f32 / 255.0).powf(2.2);
        Self::new(channel(16), channel(8), channel(0))
    }

    #[inline]
    pub(super) fn mix(self, other: Self, share: f32) -> Self {
        self * (1.0 - share) + other * share
    }

    #[inline]
    pub(super) fn luma(self) -> f32 {
        0.2126 * self.r + 0.7152 * self.g + 0.0722 * self.b
    }
}

impl Add for Rgb {
    type Output = Self;
    #[inline]
    fn add(self, o: Self) -> Self {
        Self::new(self.r + o.r, self.g + o.g, self.b + o.b)
    }
}

impl AddAssign for Rgb {
    #[inline]
    fn add_assign(&mut self, o: Self) {
        *self = *self + o;
    }
}

impl Mul<f32> for Rgb {
    type Output = Self;
    #[inline]
    fn mul(self, k: f32) -> Self {
        Self::new(self.r * k, self.g * k, self.b * k)
    }
}

impl Mul for Rgb {
    type Output = Self;
    #[inline]
    fn mul(self, o: Self) -> Self {
        Self::new(self.r * o.r, self.g * o.g, self.b * o.b)
    }
}

/// Colours along a line from 0 to 1, evenly spaced.
#[derive(Debug, Clone)]
pub(super) struct Ramp(Vec<Rgb>);

impl Ramp {
    pub(super) fn new(codes: &[u32]) -> Self {
        Self(codes.iter().map(|code| Rgb::hex(*code)).collect())
    }

    #[inline]
    pub(super) fn at(&self, place: f32) -> Rgb {
        let last = self.0.len() - 1;
        let x = place.clamp(0.0, 1.0) * last as f32;
        let i = (x as usize).min(last.saturating_sub(1));
        let share = x - i as f32;
        self.0[i].mix(self.0[last.min(i + 1)], share * share * (3.0 - 2.0 * share))
    }
}

/// Hermite step from 0 at `low` to 1 at `high`.
#[inline]
pub(super) fn step(low: f32, high: f32, x: f32) -> f32 {
    let t = ((x - low) / (high - low)).clamp(0.0, 1.0);
    t * t * (3.0 - 2.0 * t)
}

/// A soft bump: 1 at 0, about 0.37 at 1, without the price of `exp`.
#[inline]
pub(super) fn bell(x: f32) -> f32 {
    let y = 1.0 / (1.0 + x * x * 0.35);
    y * y * y
}

//! A walker with an umbrella, as a dark shape.

use super::super::canvas::Canvas;
use super::super::colour::Rgb;

/// Draws the walker with its feet at (u, v), `tall` high, `stride` in radians; `rim` lights its edges. A negative `tall` hangs it upside down, as a
/// reflection.
pub(super) fn walker(canvas: &mut Canvas, (u, v): (f32, f32), tall: f32, stride: f32, dark: Rgb, rim: Rgb) {
    let size = tall.abs();
    let sharp = size * canvas.height as f32;
    let strength = if tall < 0.0 { 0.7 } else { 1.0 };
    canvas.within(u, v - tall * 0.55, size * 0.42, size * 0.58, |du, dv, pixel| {
        let (x, y) = (du / size, (tall * 0.55 - dv) / tall);
        let inside = -shape(x, y, stride);
        let cover = (inside * sharp + 0.5).clamp(0.0, 1.0) * strength;
        if cover > 0.0 {
            let edge = (1.0 - inside * 38.0).clamp(0.0, 1.0);
            *pixel = pixel.mix(dark + rim * (edge * edge * (0.3 + 0.7 * x.abs() * 3.0).min(1.0)), cover);
        }
    });
}

/// Signed distance to the walker, negative inside; 1 is its height to the top of the umbrella.
fn shape(x: f32, y: f32, stride: f32) -> f32 {
    let sway = stride.sin() * 0.01;
    let head = length(x - sway, y - 0.68) - 0.048;
    let coat = capsule((x, y), (sway, 0.58), (0.0, 0.3), 0.07 + (0.58 - y).clamp(0.0, 0.3) * 0.12);
    let foot = stride.sin() * 0.07;
    let left = capsule((x, y), (0.02, 0.3), (foot, 0.02), 0.024);
    let right = capsule((x, y), (-0.02, 0.3), (-foot, 0.02), 0.024);
    let pole = capsule((x, y), (0.05 + sway, 0.5), (0.03 + sway, 0.95), 0.007);
    let (ux, uy) = (x - 0.03 - sway, y - 0.8);
    let dome = (length(ux / 1.55, uy) - 0.2).max(-uy - 0.012 * (ux * 44.0).cos().abs());
    head.min(coat).min(left).min(right).min(pole).min(dome)
}

fn capsule((x, y): (f32, f32), from: (f32, f32), to: (f32, f32), radius: f32) -> f32 {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let along = (((x - from.0) * dx + (y - from.1) * dy) / (dx * dx + dy * dy)).clamp(0.0, 1.0);
    length(x - from.0 - dx * along, y - from.1 - dy * along) - radius
}

fn length(x: f32, y: f32) -> f32 {
    (x * x + y * y).sqrt()
}

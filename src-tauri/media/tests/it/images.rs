//! The test files of `fixtures`, and how pictures are judged. The tests of core include this file too.

use std::path::{Path, PathBuf};

use image::{Rgb, RgbImage};

pub(crate) const RED: [u8; 3] = [200, 40, 40];
pub(crate) const GREEN: [u8; 3] = [40, 180, 60];
pub(crate) const BLUE: [u8; 3] = [40, 60, 200];
pub(crate) const GREY: [u8; 3] = [128, 128, 128];

pub(crate) fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../media/tests/fixtures").join(name)
}

pub(crate) fn film(name: &str) -> PathBuf {
    fixture("films").join(name)
}

pub(crate) fn still(name: &str) -> PathBuf {
    fixture("stills").join(name)
}

/// A JPEG with an Exif segment that holds nothing but an orientation (tag 0x0112, a short).
pub(crate) fn oriented(orientation: u8) -> Vec<u8> {
    let mut tiff = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    tiff.extend([orientation, 0, 0, 0, 0, 0, 0]);
    let plain = std::fs::read(still("quarters.jpg")).expect("a still");
    let length = u16::try_from(tiff.len() + 2).expect("short").to_be_bytes();
    [&plain[..2], &[0xff, 0xe1], &length, &tiff, &plain[2..]].concat()
}

/// A GIF whose header claims this size: it has no checksum.
pub(crate) fn claiming(width: u16, height: u16) -> Vec<u8> {
    let mut bytes = std::fs::read(still("quarters.gif")).expect("a still");
    bytes[6..8].copy_from_slice(&width.to_le_bytes());
    bytes[8..10].copy_from_slice(&height.to_le_bytes());
    bytes
}

/// The middles of the four quarters: top left, top right, bottom left, bottom right.
pub(crate) fn quarters(image: &RgbImage) -> [Rgb<u8>; 4] {
    let (width, height) = image.dimensions();
    [(1, 1), (3, 1), (1, 3), (3, 3)].map(|(x, y)| *image.get_pixel(width * x / 4, height * y / 4))
}

/// Within what two roundings and a JPEG do to a flat colour; the matrices differ by 10 and more.
#[track_caller]
pub(crate) fn assert_quarters(image: &RgbImage, expected: [[u8; 3]; 4]) {
    let found = quarters(image);
    let is_near = |(a, b): (&u8, &u8)| a.abs_diff(*b) <= 5;
    let all_near = found.iter().zip(&expected).all(|(found, expected)| found.0.iter().zip(expected).all(is_near));
    assert!(all_near, "found {found:?}, expected {expected:?}");
}

/// Peak signal to noise, in dB, over all channels.
pub(crate) fn psnr(found: &RgbImage, expected: &RgbImage) -> f64 {
    assert_eq!(found.dimensions(), expected.dimensions());
    let squares: u64 = found.iter().zip(expected.iter()).map(|(a, b)| u64::from(a.abs_diff(*b)).pow(2)).sum();
    10.0 * (255.0_f64.powi(2) * found.len() as f64 / (squares as f64).max(1.0)).log10()
}

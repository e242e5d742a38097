//! The shapes of a picture: the aspect ratios that the wire formats name, and the small size that each is drawn at.

use serde::{Deserialize, Serialize};

/// A picture's aspect ratio.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shape {
    /// 16:9.
    #[default]
    Landscape,
    /// 9:16.
    Portrait,
    /// 1:1.
    Square,
    /// 4:3.
    Classic,
    /// 3:4.
    ClassicPortrait,
    /// 3:2.
    Photo,
    /// 2:3.
    PhotoPortrait,
    /// 21:9.
    Wide,
}

const RATIOS: [(&str, Shape); 8] = [
    ("16:9", Shape::Landscape),
    ("9:16", Shape::Portrait),
    ("1:1", Shape::Square),
    ("4:3", Shape::Classic),
    ("3:4", Shape::ClassicPortrait),
    ("3:2", Shape::Photo),
    ("2:3", Shape::PhotoPortrait),
    ("21:9", Shape::Wide),
];

impl Shape {
    /// The shape of a ratio such as `16:9`.
    pub(crate) fn of_ratio(ratio: &str) -> Option<Self> {
        RATIOS.iter().find(|(name, _)| *name == ratio).map(|(_, shape)| *shape)
    }

    /// The shape nearest to a size in pixels; both sides above 0.
    pub(crate) fn nearest(width: u32, height: u32) -> Self {
        let wanted = (f64::from(width) / f64::from(height)).ln();
        let away = |shape: Self| {
            let (w, h) = shape.size();
            ((w as f64 / h as f64).ln() - wanted).abs()
        };
        let nearest = RATIOS.iter().map(|(_, shape)| *shape).min_by(|a, b| away(*a).total_cmp(&away(*b)));
        nearest.unwrap_or_default()
    }

    /// Width and height in pixels: even, and small enough to be drawn quickly.
    pub(super) fn size(self) -> (usize, usize) {
        match self {
            Self::Landscape => (640, 360),
            Self::Portrait => (360, 640),
            Self::Square => (480, 480),
            Self::Classic => (544, 408),
            Self::ClassicPortrait => (408, 544),
            Self::Photo => (600, 400),
            Self::PhotoPortrait => (400, 600),
            Self::Wide => (728, 312),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_finds_its_shape() {
        let table = [
            (1280, 720, Shape::Landscape),
            (1024, 1792, Shape::Portrait),
            (1024, 1024, Shape::Square),
            (1536, 1024, Shape::Photo),
            (768, 1024, Shape::ClassicPortrait),
            (2560, 1080, Shape::Wide),
        ];
        for (width, height, shape) in table {
            assert_eq!(Shape::nearest(width, height), shape, "{width}x{height}");
        }
    }

    #[test]
    fn every_shape_is_drawn_as_its_ratio_says() {
        for (name, shape) in RATIOS {
            let (w, h) = name.split_once(':').unwrap();
            let ratio = w.parse::<f64>().unwrap() / h.parse::<f64>().unwrap();
            let (width, height) = shape.size();
            assert!((width as f64 / height as f64 / ratio - 1.0).abs() < 0.01, "{name}");
            assert_eq!((width % 8, height % 8), (0, 0), "{name}");
        }
    }
}

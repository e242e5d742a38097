//! What is asked of a model, free of any wire format.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::ModelId;

/// One request for one clip. What a field may hold is the catalogue's matter.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Generation {
    /// The model that is to make it.
    pub model: ModelId,
    /// What it should show.
    pub prompt: String,
    /// `None` leaves it to the model.
    #[serde(default)]
    pub aspect_ratio: Option<AspectRatio>,
    /// Whole seconds; `None` leaves it to the model.
    #[serde(default)]
    pub duration_s: Option<u32>,
}

/// Width to height, such as `16:9`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(try_from = "String", into = "String")]
#[ts(type = "string")]
pub struct AspectRatio {
    /// Parts of width, at least 1.
    pub width: u16,
    /// Parts of height, at least 1.
    pub height: u16,
}

/// A text that is no aspect ratio.
#[derive(Debug, thiserror::Error)]
#[error("`{0}` is not an aspect ratio such as 16:9")]
pub struct AspectRatioError(String);

impl FromStr for AspectRatio {
    type Err = AspectRatioError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let part = |text: &str| text.parse::<u16>().ok().filter(|part| *part > 0);
        text.split_once(':')
            .and_then(|(width, height)| Some(Self { width: part(width)?, height: part(height)? }))
            .ok_or_else(|| AspectRatioError(text.to_owned()))
    }
}

impl TryFrom<String> for AspectRatio {
    type Error = AspectRatioError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<AspectRatio> for String {
    fn from(ratio: AspectRatio) -> Self {
        ratio.to_string()
    }
}

impl fmt::Display for AspectRatio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.width, self.height)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_aspect_ratio_survives_its_text() {
        let ratio: AspectRatio = serde_json::from_str("\"9:16\"").unwrap();
        assert_eq!(ratio, AspectRatio { width: 9, height: 16 });
        assert_eq!(serde_json::to_string(&ratio).unwrap(), "\"9:16\"");
    }

    #[test]
    fn what_is_no_aspect_ratio_is_refused() {
        for text in ["", "16", "16:", "0:9", "16x9", "16:9:1", "-1:2"] {
            assert!(text.parse::<AspectRatio>().is_err(), "{text}");
        }
    }
}

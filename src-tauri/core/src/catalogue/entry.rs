//! One model of the catalogue.

use serde::Deserialize;

use crate::model::{AspectRatio, Generation, ModelId, ModelOption};

/// What a model accepts. An empty list means that the field is not sent.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Its name on the wire.
    pub id: ModelId,
    /// Its name for people.
    pub label: String,
    /// Its maker's family.
    pub family: String,
    /// The aspect ratios that it takes.
    #[serde(default)]
    pub aspect_ratios: Vec<AspectRatio>,
    /// The lengths that it takes.
    #[serde(default)]
    pub durations: Vec<Duration>,
    /// What tells its bodies from those of other models.
    #[serde(default)]
    pub wire: Wire,
    /// How long it takes when it has no choice of lengths, at least and at most, in seconds.
    #[serde(default)]
    pub expected_s: Option<(i64, i64)>,
}

/// A length that a model takes, and how long that takes to make.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Duration {
    /// The clip's length.
    pub seconds: u32,
    /// How long it takes to make, at least and at most, in seconds.
    pub expected_s: (i64, i64),
}

/// What tells models of one wire format apart in their bodies.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wire {
    /// How `duration` is written (reference section 2: Sora's is a string, that of other models an integer).
    pub duration_as: NumberAs,
}

/// How a number is written in JSON.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NumberAs {
    /// `"10"`.
    Text,
    /// `10`.
    #[default]
    Integer,
}

impl Entry {
    /// The entry of a model that the catalogue does not know.
    pub fn unknown(id: ModelId) -> Self {
        Self {
            label: id.0.clone(),
            id,
            family: "other".to_owned(),
            aspect_ratios: Vec::new(),
            durations: Vec::new(),
            wire: Wire::default(),
            expected_s: None,
        }
    }

    /// How long this generation should take, at least and at most, in ms.
    pub fn expected_ms(&self, generation: &Generation) -> Option<(i64, i64)> {
        let chosen = self.durations.iter().find(|length| Some(length.seconds) == generation.duration_s);
        chosen.map(|length| length.expected_s).or(self.expected_s).map(in_ms)
    }

    /// This model as the composer offers it.
    pub fn option(&self, offered: Option<bool>) -> ModelOption {
        let longest = self.durations.iter().map(|length| length.expected_s).reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)));
        ModelOption {
            id: self.id.clone(),
            label: self.label.clone(),
            family: self.family.clone(),
            aspect_ratios: self.aspect_ratios.clone(),
            durations_s: self.durations.iter().map(|length| length.seconds).collect(),
            expected_ms: longest.or(self.expected_s).map(in_ms),
            offered,
        }
    }
}

fn in_ms((least, most): (i64, i64)) -> (i64, i64) {
    (least * 1000, most * 1000)
}

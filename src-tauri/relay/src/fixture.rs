//! Generations to try the formats on: test code only.

use super::{Attachment, SubmitParams};
use dailies_model::{Format, Generation, Medium, ModelId, Picture, PictureRole, PictureSource};

use crate::catalogue::Rules;

/// What is to be made, and by which rules.
pub(super) struct Fixture {
    pub generation: Generation,
    pub rules: Rules,
    pub pictures: Vec<Attachment>,
}

impl Fixture {
    pub(super) fn new(model: &str, rules: &str) -> Self {
        let generation = Generation::of(ModelId(model.into()), "A cat \"in\" the rain\n雨中的猫".into());
        Self { generation, rules: toml::from_str(rules).unwrap(), pictures: Vec::new() }
    }

    /// With something of the generation changed.
    pub(super) fn with(mut self, change: impl FnOnce(&mut Generation)) -> Self {
        change(&mut self.generation);
        self
    }

    /// With one more picture.
    pub(super) fn picture(mut self, role: PictureRole, attachment: Attachment) -> Self {
        self.generation.pictures.push(Picture::new(role, PictureSource::Url { url: String::new() }));
        self.pictures.push(attachment);
        self
    }

    pub(super) fn order(&self, format: Format) -> SubmitParams<'_> {
        let Self { generation, rules, pictures } = self;
        SubmitParams { format, medium: Medium::Film, generation, rules, pictures }
    }
}

/// A picture file.
pub(super) fn png() -> Attachment {
    Attachment::File { media_type: "image/png", bytes: "\u{89}PNG".into() }
}

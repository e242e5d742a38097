//! The models on offer: who makes them, what they are reached by, and what one job costs.

use crate::task::{Format, JobRequest, Media};

/// A family of models with the same fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ModelKind {
    Sora,
    Veo,
    Grok,
    Seedance,
    /// Films by the general fields of the unified format.
    General,
    Still,
    Sound,
    /// Films by the chat format.
    ChatFilm,
    /// Writes and reads pictures.
    Writer,
}

/// A model.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Model {
    pub(crate) id: &'static str,
    pub(crate) owner: &'static str,
    pub(crate) kind: ModelKind,
    /// US dollars for one job; a writer's costs nothing here.
    pub(crate) usd: f64,
}

/// Those of the contract's `Generation.model` first.
pub(crate) const ALL: [Model; 34] = [
    model("sora-2", "openai", ModelKind::Sora, 0.15),
    model("sora-2-pro", "openai", ModelKind::Sora, 0.9),
    model("veo2", "google", ModelKind::Veo, 0.3),
    model("veo2-fast", "google", ModelKind::Veo, 0.15),
    model("veo2-fast-frames", "google", ModelKind::Veo, 0.15),
    model("veo2-fast-components", "google", ModelKind::Veo, 0.15),
    model("veo2-pro", "google", ModelKind::Veo, 0.6),
    model("veo3", "google", ModelKind::Veo, 0.4),
    model("veo3-fast", "google", ModelKind::Veo, 0.2),
    model("veo3-fast-frames", "google", ModelKind::Veo, 0.2),
    model("veo3-pro", "google", ModelKind::Veo, 0.8),
    model("veo3-pro-frames", "google", ModelKind::Veo, 0.8),
    model("veo3.1", "google", ModelKind::Veo, 0.4),
    model("veo3.1-pro", "google", ModelKind::Veo, 0.8),
    model("grok-video-3", "xai", ModelKind::Grok, 0.2),
    model("seedance-1.5-pro", "bytedance", ModelKind::Seedance, 0.35),
    model("kling-v2.6", "kuaishou", ModelKind::General, 0.4),
    model("hailuo-2.3", "minimax", ModelKind::General, 0.3),
    model("viduq2-pro", "vidu", ModelKind::General, 0.3),
    model("wan2.6", "alibaba", ModelKind::General, 0.25),
    model("ray-2", "luma", ModelKind::General, 0.4),
    model("gen4-turbo", "runway", ModelKind::General, 0.25),
    model("seedream-4.0", "bytedance", ModelKind::Still, 0.03),
    model("gpt-image-1", "openai", ModelKind::Still, 0.04),
    model("speech-02-hd", "minimax", ModelKind::Sound, 0.02),
    model("music-1.5", "minimax", ModelKind::Sound, 0.05),
    model("sora_video2", "openai", ModelKind::ChatFilm, 0.15),
    model("sora_video2-portrait", "openai", ModelKind::ChatFilm, 0.15),
    model("sora_video2-landscape", "openai", ModelKind::ChatFilm, 0.15),
    model("sora_video2-portrait-hd", "openai", ModelKind::ChatFilm, 0.3),
    model("sora_video2-portrait-15s", "openai", ModelKind::ChatFilm, 0.2),
    model("sora_video2-portrait-hd-15s", "openai", ModelKind::ChatFilm, 0.4),
    model("gpt-4.1-mini", "openai", ModelKind::Writer, 0.0),
    model("gpt-4o", "openai", ModelKind::Writer, 0.0),
];

const fn model(id: &'static str, owner: &'static str, kind: ModelKind, usd: f64) -> Model {
    Model { id, owner, kind, usd }
}

/// The model of this name.
pub(crate) fn find(id: &str) -> Option<&'static Model> {
    ALL.iter().find(|model| model.id == id)
}

/// What an order costs in US dollars.
pub(crate) fn price(order: &JobRequest) -> f64 {
    find(&order.model).map_or(0.0, |model| model.usd)
}

impl Model {
    /// Whether this model is reached by `format` and makes `media`.
    pub(crate) fn serves(&self, format: Format, media: Media) -> bool {
        match (self.kind, media) {
            (ModelKind::Sora | ModelKind::Veo, Media::Film) => match format {
                Format::Unified | Format::Create => true,
                Format::OpenAi => self.in_openai_format(),
                Format::Chat | Format::Character => false,
            },
            (ModelKind::Grok | ModelKind::Seedance | ModelKind::General, Media::Film)
            | (ModelKind::Still, Media::Still)
            | (ModelKind::Sound, Media::Sound) => format == Format::Unified,
            (ModelKind::ChatFilm, Media::Film) => format == Format::Chat,
            _ => false,
        }
    }

    /// Two of Sora and two of Veo come in the OpenAI format.
    fn in_openai_format(&self) -> bool {
        matches!(self.id, "sora-2" | "sora-2-pro" | "veo3.1" | "veo3.1-pro")
    }

    /// The names of its formats, as the relay's price list has them.
    pub(crate) fn endpoints(&self) -> &'static [&'static str] {
        match self.kind {
            ModelKind::Sora | ModelKind::Veo if self.in_openai_format() => {
                &["unified-video", "video-create", "openai-video"]
            }
            ModelKind::Sora | ModelKind::Veo => &["unified-video", "video-create"],
            ModelKind::Grok | ModelKind::Seedance | ModelKind::General => &["unified-video"],
            ModelKind::Still => &["image-generation"],
            ModelKind::Sound => &["audio-generation"],
            ModelKind::ChatFilm | ModelKind::Writer => &["openai"],
        }
    }
}

//! The models on offer: who makes them, what they are reached by, and what one job costs.

use crate::task::{Format, Media, Order};

/// A family of models with the same fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
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
    pub(crate) kind: Kind,
    /// US dollars for one job; a writer's costs nothing here.
    pub(crate) usd: f64,
}

/// Those of the contract's `Generation.model` first.
pub(crate) const ALL: [Model; 34] = [
    model("sora-2", "openai", Kind::Sora, 0.15),
    model("sora-2-pro", "openai", Kind::Sora, 0.9),
    model("veo2", "google", Kind::Veo, 0.3),
    model("veo2-fast", "google", Kind::Veo, 0.15),
    model("veo2-fast-frames", "google", Kind::Veo, 0.15),
    model("veo2-fast-components", "google", Kind::Veo, 0.15),
    model("veo2-pro", "google", Kind::Veo, 0.6),
    model("veo3", "google", Kind::Veo, 0.4),
    model("veo3-fast", "google", Kind::Veo, 0.2),
    model("veo3-fast-frames", "google", Kind::Veo, 0.2),
    model("veo3-pro", "google", Kind::Veo, 0.8),
    model("veo3-pro-frames", "google", Kind::Veo, 0.8),
    model("veo3.1", "google", Kind::Veo, 0.4),
    model("veo3.1-pro", "google", Kind::Veo, 0.8),
    model("grok-video-3", "xai", Kind::Grok, 0.2),
    model("seedance-1.5-pro", "bytedance", Kind::Seedance, 0.35),
    model("kling-v2.6", "kuaishou", Kind::General, 0.4),
    model("hailuo-2.3", "minimax", Kind::General, 0.3),
    model("viduq2-pro", "vidu", Kind::General, 0.3),
    model("wan2.6", "alibaba", Kind::General, 0.25),
    model("ray-2", "luma", Kind::General, 0.4),
    model("gen4-turbo", "runway", Kind::General, 0.25),
    model("seedream-4.0", "bytedance", Kind::Still, 0.03),
    model("gpt-image-1", "openai", Kind::Still, 0.04),
    model("speech-02-hd", "minimax", Kind::Sound, 0.02),
    model("music-1.5", "minimax", Kind::Sound, 0.05),
    model("sora_video2", "openai", Kind::ChatFilm, 0.15),
    model("sora_video2-portrait", "openai", Kind::ChatFilm, 0.15),
    model("sora_video2-landscape", "openai", Kind::ChatFilm, 0.15),
    model("sora_video2-portrait-hd", "openai", Kind::ChatFilm, 0.3),
    model("sora_video2-portrait-15s", "openai", Kind::ChatFilm, 0.2),
    model("sora_video2-portrait-hd-15s", "openai", Kind::ChatFilm, 0.4),
    model("gpt-4.1-mini", "openai", Kind::Writer, 0.0),
    model("gpt-4o", "openai", Kind::Writer, 0.0),
];

const fn model(id: &'static str, owner: &'static str, kind: Kind, usd: f64) -> Model {
    Model { id, owner, kind, usd }
}

/// The model of this name.
pub(crate) fn find(id: &str) -> Option<&'static Model> {
    ALL.iter().find(|model| model.id == id)
}

/// What an order costs in US dollars.
pub(crate) fn price(order: &Order) -> f64 {
    find(&order.model).map_or(0.0, |model| model.usd)
}

impl Model {
    /// Whether this model is reached by `format` and makes `media`.
    pub(crate) fn serves(&self, format: Format, media: Media) -> bool {
        match (self.kind, media) {
            (Kind::Sora | Kind::Veo, Media::Film) => match format {
                Format::Unified | Format::Create => true,
                Format::OpenAi => self.in_openai_format(),
                Format::Chat | Format::Character => false,
            },
            (Kind::Grok | Kind::Seedance | Kind::General, Media::Film)
            | (Kind::Still, Media::Still)
            | (Kind::Sound, Media::Sound) => format == Format::Unified,
            (Kind::ChatFilm, Media::Film) => format == Format::Chat,
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
            Kind::Sora | Kind::Veo if self.in_openai_format() => &["unified-video", "video-create", "openai-video"],
            Kind::Sora | Kind::Veo => &["unified-video", "video-create"],
            Kind::Grok | Kind::Seedance | Kind::General => &["unified-video"],
            Kind::Still => &["image-generation"],
            Kind::Sound => &["audio-generation"],
            Kind::ChatFilm | Kind::Writer => &["openai"],
        }
    }
}

//! Guesses medium and family of an undescribed model from its name, since names are all that `/v1/models` returns.

/// The purpose of a model.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ModelKind {
    /// Makes films.
    Video,
    /// Makes pictures.
    Still,
    /// Makes sound.
    Sound,
    /// Writes text.
    Chat {
        /// Whether it likely reads pictures.
        sees: bool,
    },
    /// Unknown from the name.
    Other,
}

/// Models that generate nothing.
const TOOLS: &[&str] = &["embed", "rerank", "moderation", "whisper", "transcri", "ocr", "asr", "bge-", "upscale"];
/// Words of film models. They take precedence: `image-to-video` makes films.
const FILM_WORDS: &[&str] = &["video", "t2v", "i2v", "r2v", "seedance"];
const STILL_WORDS: &[&str] = &[
    "image",
    "imagen",
    "seedream",
    "dall-e",
    "dalle",
    "flux",
    "midjourney",
    "mj_",
    "diffusion",
    "sdxl",
    "sd3",
    "ideogram",
    "recraft",
    "banana",
    "kolors",
    "t2i",
    "picture",
];
const SOUND_WORDS: &[&str] = &["speech", "music", "tts", "audio", "suno", "voice", "lyria", "elevenlabs", "sound"];
/// Families of film models, by the beginning of the name or of a part after `-`, `_`, `/` or `.`.
const FILM_FAMILIES: &[(&str, &str)] = &[
    ("sora", "sora"),
    ("veo", "veo"),
    ("kling", "kling"),
    ("hailuo", "hailuo"),
    ("vidu", "vidu"),
    ("wan", "wan"),
    ("luma", "luma"),
    ("ray", "luma"),
    ("runway", "runway"),
    ("gen3", "runway"),
    ("gen4", "runway"),
    ("pika", "pika"),
    ("jimeng", "jimeng"),
    ("seedance", "seedance"),
    ("pixverse", "pixverse"),
    ("ltx", "ltx"),
    ("cogvideo", "cogvideo"),
];
/// Families that make several media, so that the name alone does not tell which.
const MIXED_FAMILIES: &[(&str, &str)] = &[
    ("grok", "grok"),
    ("minimax", "hailuo"),
    ("seedream", "seedream"),
    ("doubao", "doubao"),
    ("hunyuan", "hunyuan"),
    ("gpt", "openai"),
    ("chatgpt", "openai"),
    ("claude", "claude"),
    ("gemini", "gemini"),
    ("deepseek", "deepseek"),
    ("qwen", "qwen"),
];
const WRITERS: &[&str] = &[
    "gpt", "chatgpt", "o1", "o3", "o4", "claude", "gemini", "gemma", "deepseek", "qwen", "qwq", "qvq", "glm",
    "chatglm", "kimi", "moonshot", "llama", "mistral", "mixtral", "pixtral", "grok", "doubao", "ernie", "hunyuan",
    "yi", "minimax", "step", "command", "phi", "spark", "baichuan",
];
/// Parts of the names of chat models that read pictures.
const SEEING: &[&str] = &[
    "gpt-4o",
    "gpt-4.",
    "gpt-4-turbo",
    "gpt-4-vision",
    "gpt-5",
    "chatgpt",
    "claude",
    "gemini",
    "gemma-3",
    "vision",
    "-vl",
    "vl-",
    "4v",
    "4.1v",
    "4.5v",
    "pixtral",
    "grok-4",
    "kimi-k2.5",
    "kimi-latest",
    "qvq",
    "llama-4",
    "omni",
    "o3",
    "o4",
];

/// Returns the purpose of a model by its name.
pub fn kind(id: &str) -> ModelKind {
    let id = id.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| id.contains(word));
    if has(FILM_WORDS) {
        ModelKind::Video
    } else if has(TOOLS) {
        ModelKind::Other
    } else if has(STILL_WORDS) {
        ModelKind::Still
    } else if has(SOUND_WORDS) {
        ModelKind::Sound
    } else if FILM_FAMILIES.iter().any(|(start, _)| has_part(&id, start)) {
        ModelKind::Video
    } else if WRITERS.iter().any(|start| has_part(&id, start)) {
        ModelKind::Chat { sees: has(SEEING) }
    } else {
        ModelKind::Other
    }
}

/// Returns the family of a model by its name; `other` if unknown.
pub fn family(id: &str) -> &'static str {
    let id = id.to_lowercase();
    let mut families = FILM_FAMILIES.iter().chain(MIXED_FAMILIES);
    families.find(|(start, _)| has_part(&id, start)).map_or("other", |(_, family)| family)
}

/// Returns whether a part of the name begins with `start`. If `start` is short, no further letter may follow: `ray-2`
/// and `wan2.6` match, `wander` does not.
fn has_part(id: &str, start: &str) -> bool {
    let ends = |rest: &str| start.len() > 3 || !rest.starts_with(|c: char| c.is_ascii_lowercase());
    id.split(['-', '_', '/', '.', ':', ' ']).any(|part| part.strip_prefix(start).is_some_and(ends))
        || start == "gen3" && id.starts_with("gen-3")
        || start == "gen4" && id.starts_with("gen-4")
        || matches!(start, "wan" | "veo") && id.contains(&format!("{start}x"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_what_a_model_is_for() {
        use ModelKind::{Chat, Other, Sound, Still, Video};
        let table = [
            (
                Video,
                "sora-2 sora_video2-portrait veo3.1-fast kling-v2-6 MiniMax-Hailuo-2.3 viduq2-pro wan2.6 wanx2.1-t2v",
            ),
            (
                Video,
                "Wan-AI/Wan2.2-T2V ray-2 luma-photon-ray gen4-turbo gen-3-alpha pika-2.2 jimeng-3.0 doubao-seedance-1-5-pro",
            ),
            (Video, "grok-video-3 grok-imagine-video kling-image2video hunyuan-video cogvideox-3 pixverse-v5"),
            (
                Still,
                "gpt-image-1 dall-e-3 seedream-4.0 doubao-seedream-4-0 flux-kontext gemini-3-pro-image qwen-image nano-banana-2",
            ),
            (Still, "grok-2-image kling-image-o1 imagen-4 mj_imagine stable-diffusion-3"),
            (Sound, "speech-02-hd music-1.5 tts-1-hd gpt-4o-mini-tts suno-v5 gemini-2.5-tts"),
            (
                Chat { sees: true },
                "gpt-4o gpt-4.1-mini gpt-5.2 chatgpt-4o-latest claude-sonnet-4-5 gemini-3-pro qwen3-vl-plus glm-4.5v grok-4",
            ),
            (
                Chat { sees: false },
                "deepseek-v3.2 qwen-max qwen3-32b glm-4.6 kimi-k2 gpt-3.5-turbo MiniMax-M2 moonshot-v1-8k o1-mini",
            ),
            (Other, "text-embedding-3-large whisper-1 omni-moderation-latest bge-reranker wander-9 mystery yield-7"),
        ];
        for (expected, names) in table {
            for name in names.split(' ') {
                assert_eq!(kind(name), expected, "{name}");
            }
        }
    }

    #[test]
    fn names_tell_the_family() {
        let table = [
            ("sora", "sora_video2"),
            ("seedance", "doubao-seedance-1-5-pro"),
            ("hailuo", "MiniMax-Hailuo-2.3"),
            ("hailuo", "minimax-video-01"),
            ("luma", "ray-2"),
            ("runway", "gen4-turbo"),
            ("grok", "grok-video-3"),
            ("wan", "wan2.6"),
            ("other", "mystery"),
        ];
        for (expected, name) in table {
            assert_eq!(family(name), expected, "{name}");
        }
    }
}

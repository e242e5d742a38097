//! The words of a seeded library: scenes that the demo relay can draw, and what creators say of them in both languages.

use rand::{Rng, seq::IndexedRandom as _};

/// Something to show, and the words for it: English, Chinese.
pub(crate) struct Scene {
    /// Subjects, each in both languages; the first is also what its films are rendered from.
    pub(crate) subjects: &'static [(&'static str, &'static str)],
}

pub(crate) const SCENES: &[Scene] = &[
    Scene {
        subjects: &[("a lighthouse over a calm sea", "海边的灯塔"), ("waves against a breakwater", "拍打防波堤的海浪")],
    },
    Scene {
        subjects: &[("paper lanterns over a river", "河上升起的纸灯笼"), ("a night market", "热闹的夜市")]
    },
    Scene { subjects: &[("an aurora over hills", "山丘上的极光"), ("a frozen lake", "结冰的湖面")] },
    Scene {
        subjects: &[("rain on a neon street", "霓虹街道上的雨"), ("a taxi at a crossing", "路口的出租车")]
    },
    Scene {
        subjects: &[("dunes in the desert wind", "沙漠中的沙丘"), ("a caravan on a ridge", "山脊上的驼队")]
    },
    Scene { subjects: &[("a misty pine forest", "雾中的松林"), ("a fox between ferns", "蕨丛里的狐狸")] },
    Scene {
        subjects: &[("jellyfish in deep water", "深海里的水母"), ("a diver with a lamp", "提灯的潜水员")]
    },
    Scene {
        subjects: &[("a satellite in orbit at sunrise", "日出时轨道上的卫星"), ("the edge of a planet", "行星的边缘")],
    },
    Scene { subjects: &[("ink in water", "水中的墨迹"), ("a calligrapher's brush", "书法家的毛笔")] },
];

const MOMENTS: &[(&str, &str)] = &[
    ("at dusk", "黄昏"),
    ("at blue hour", "蓝调时刻"),
    ("in the first light", "晨光里"),
    ("under a full moon", "满月之下"),
    ("on a winter morning", "冬日清晨"),
    ("in heavy rain", "大雨中"),
    ("in golden light", "金色光线里"),
];
const CAMERAS: &[(&str, &str)] = &[
    ("slow dolly in", "镜头缓缓推进"),
    ("static camera, long lens", "固定机位，长焦"),
    ("handheld, shallow focus", "手持拍摄，浅景深"),
    ("crane up over the scene", "升降镜头缓缓上移"),
    ("orbit around the subject", "环绕拍摄"),
    ("35 mm, film grain", "35毫米胶片质感"),
];
const MOODS: &[(&str, &str)] = &[
    ("calm and quiet", "宁静"),
    ("dreamlike, soft haze", "梦幻的薄雾"),
    ("tense, high contrast", "紧张，高对比"),
    ("warm and nostalgic", "温暖怀旧"),
    ("playful, vivid colours", "活泼，色彩鲜明"),
];
/// One prompt in a few thousand holds one of these: what a rare search finds.
const RARE: &[(&str, &str)] = &[("zeppelin", "飞艇"), ("astrolabe", "星盘"), ("kintsugi", "金缮")];

/// A prompt for a scene: three in five in English, the others in Chinese.
pub(crate) fn prompt(scene: &Scene, rng: &mut impl Rng) -> String {
    let is_english = rng.random_bool(0.6);
    let say = |(english, chinese): (&str, &str)| if is_english { english.to_owned() } else { chinese.to_owned() };
    let mut pick = |words: &[(&'static str, &'static str)]| say(words.choose(rng).copied().unwrap_or_default());
    let parts = [pick(scene.subjects), pick(MOMENTS), pick(CAMERAS), pick(MOODS)];
    let rare = rng.random_bool(1.0 / 4_000.0).then(|| say(RARE.choose(rng).copied().unwrap_or_default()));
    let parts: Vec<String> = parts.into_iter().chain(rare).collect();
    parts.join(if is_english { ", " } else { "，" })
}

pub(crate) const TAGS: &[&str] = &[
    "harbour",
    "dusk",
    "keeper",
    "b-roll",
    "client",
    "draft",
    "final",
    "loop",
    "teaser",
    "自然",
    "城市",
    "夜景",
    "人物",
    "样片",
    "封面",
    "moody",
    "vertical",
    "reference",
    "rejected",
    "colour",
];
pub(crate) const COLLECTIONS: &[&str] =
    &["Harbour film", "Showreel 2026", "Client: Aster", "春节短片", "Textures", "Openings"];
pub(crate) const MODELS: &[&str] =
    &["sora-2", "sora-2", "sora-2-pro", "veo3.1", "veo3.1", "veo3.1-fast", "grok-video-3", "kling-v2"];
pub(crate) const CAST: &[(&str, &str)] = &[("Pip", "pip.robot"), ("The keeper", "keeper.lamp"), ("小雨", "xiaoyu.cat")];

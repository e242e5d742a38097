//! The scenes, one file each, and which of them a text asks for.
//!
//! A scene draws light on a canvas for a moment of its time. All its chance was drawn from the seed when it was built.

mod aurora;
mod deep;
mod dunes;
mod figure;
mod forest;
mod ink;
mod lanterns;
mod orbit;
mod rain;
mod ridges;
mod sea;
mod stars;

use super::canvas::Canvas;
use super::seed::Seed;
use super::sound::Ambience;

/// Something to see and hear.
pub(super) trait Scene {
    /// Paints the whole canvas as it is `t` seconds into the shot.
    fn paint(&self, canvas: &mut Canvas, t: f32);
    /// What it sounds like.
    fn ambience(&self) -> Ambience;
}

/// The kinds of scene.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SceneKind {
    Sea,
    Rain,
    Aurora,
    Dunes,
    Deep,
    Ink,
    Ridges,
    Orbit,
    Lanterns,
    Forest,
}

/// The words that ask for each kind. English ones match whole words, Chinese ones anywhere.
const WORDS: [(SceneKind, &[&str]); 10] = [
    (
        SceneKind::Deep,
        &[
            "underwater",
            "jellyfish",
            "reef",
            "coral",
            "whale",
            "diver",
            "diving",
            "submarine",
            "fish",
            "水下",
            "水母",
            "深海",
            "海底",
            "珊瑚",
            "鲸",
            "鱼",
        ],
    ),
    (
        SceneKind::Aurora,
        &["aurora", "borealis", "northern", "arctic", "iceland", "norway", "polar", "极光", "北极", "极地"],
    ),
    (SceneKind::Dunes, &["dune", "desert", "sahara", "sand", "camel", "caravan", "oasis", "沙", "沙漠", "骆驼"]),
    (
        SceneKind::Lanterns,
        &["lantern", "festival", "candle", "firework", "fireworks", "灯笼", "孔明灯", "花灯", "节日", "烛", "烟花"],
    ),
    (
        SceneKind::Ink,
        &["ink", "abstract", "smoke", "paint", "liquid", "fluid", "silk", "墨", "抽象", "烟雾", "丝绸", "水彩"],
    ),
    (
        SceneKind::Orbit,
        &[
            "space",
            "orbit",
            "planet",
            "earth",
            "satellite",
            "galaxy",
            "astronaut",
            "moon",
            "cosmos",
            "spaceship",
            "rocket",
            "mars",
            "太空",
            "轨道",
            "星球",
            "地球",
            "宇航",
            "月球",
            "银河",
            "飞船",
            "火箭",
        ],
    ),
    (
        SceneKind::Rain,
        &[
            "rain",
            "rainy",
            "neon",
            "street",
            "city",
            "umbrella",
            "tokyo",
            "shanghai",
            "hong",
            "cyberpunk",
            "alley",
            "downtown",
            "taxi",
            "雨",
            "霓虹",
            "街",
            "城市",
            "都市",
            "伞",
            "赛博",
            "夜市",
        ],
    ),
    (
        SceneKind::Forest,
        &[
            "forest",
            "tree",
            "wood",
            "jungle",
            "firefly",
            "fireflies",
            "deer",
            "fox",
            "moss",
            "bamboo",
            "森林",
            "树",
            "林",
            "萤火",
            "竹",
            "鹿",
            "狐",
        ],
    ),
    (
        SceneKind::Ridges,
        &[
            "mountain", "ridge", "valley", "mist", "fog", "dawn", "sunrise", "snow", "winter", "peak", "alps", "cloud",
            "plane", "山", "雾", "云", "日出", "清晨", "黎明", "雪", "峰",
        ],
    ),
    (
        SceneKind::Sea,
        &[
            "sea",
            "ocean",
            "beach",
            "wave",
            "coast",
            "harbour",
            "harbor",
            "lighthouse",
            "sunset",
            "dusk",
            "boat",
            "ship",
            "sail",
            "shore",
            "lake",
            "island",
            "quay",
            "海",
            "浪",
            "沙滩",
            "海岸",
            "灯塔",
            "日落",
            "黄昏",
            "夕阳",
            "船",
            "湖",
        ],
    ),
];

/// The kind with the most words in `text`; a text without any gets one by chance, always the same.
pub(super) fn kind_of(text: &str) -> SceneKind {
    let lower = text.to_lowercase();
    let said: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).collect();
    let count = |words: &[&str]| words.iter().filter(|word| is_said(word, &lower, &said)).count();
    let best = WORDS.iter().rev().max_by_key(|(_, words)| count(words)).filter(|(_, words)| count(words) > 0);
    best.map_or_else(|| WORDS[(Seed::of(&[text]).bits() % WORDS.len() as u64) as usize].0, |(kind, _)| *kind)
}

fn is_said(word: &str, lower: &str, said: &[&str]) -> bool {
    if word.is_ascii() {
        said.iter().any(|s| *s == word || s.strip_suffix('s') == Some(word))
    } else {
        lower.contains(word)
    }
}

/// Whether `text` has one of `words`, by the rules of [`WORDS`].
fn says(text: &str, words: &[&str]) -> bool {
    let lower = text.to_lowercase();
    let said: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).collect();
    words.iter().any(|word| is_said(word, &lower, &said))
}

/// Builds a scene for a picture `aspect` times as wide as high.
pub(super) fn build(kind: SceneKind, text: &str, mut seed: Seed, aspect: f32) -> Box<dyn Scene> {
    let seed = &mut seed;
    match kind {
        SceneKind::Sea => Box::new(sea::Sea::new(text, seed, aspect)),
        SceneKind::Rain => Box::new(rain::Rain::new(seed, aspect)),
        SceneKind::Aurora => Box::new(aurora::Aurora::new(seed, aspect)),
        SceneKind::Dunes => Box::new(dunes::Dunes::new(seed, aspect)),
        SceneKind::Deep => Box::new(deep::Deep::new(seed, aspect)),
        SceneKind::Ink => Box::new(ink::Ink::new(seed)),
        SceneKind::Ridges => Box::new(ridges::Ridges::new(text, seed, aspect)),
        SceneKind::Orbit => Box::new(orbit::Orbit::new(seed, aspect)),
        SceneKind::Lanterns => Box::new(lanterns::Lanterns::new(seed, aspect)),
        SceneKind::Forest => Box::new(forest::Forest::new(seed, aspect)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_choose_the_scene_in_both_languages() {
        let table = [
            ("Dusk over a calm sea", SceneKind::Sea),
            ("黄昏的海面，灯塔", SceneKind::Sea),
            ("neon rain in the city", SceneKind::Rain),
            ("雨夜的霓虹街头", SceneKind::Rain),
            ("an Aurora, low hills", SceneKind::Aurora),
            ("极光", SceneKind::Aurora),
            ("dunes at dawn in the desert", SceneKind::Dunes),
            ("沙漠", SceneKind::Dunes),
            ("jellyfish underwater", SceneKind::Deep),
            ("水下的光", SceneKind::Deep),
            ("ink drifting", SceneKind::Ink),
            ("水墨", SceneKind::Ink),
            ("mountains", SceneKind::Ridges),
        ];
        for (text, kind) in table {
            assert_eq!(kind_of(text), kind, "{text}");
        }
    }

    #[test]
    fn parts_of_words_choose_nothing() {
        let search = "the pink train thinks of searching";
        assert!(WORDS.iter().all(|(_, words)| !says(search, words)));
    }
}

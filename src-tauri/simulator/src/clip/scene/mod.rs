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
pub(super) enum Kind {
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
const WORDS: [(Kind, &[&str]); 10] = [
    (
        Kind::Deep,
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
    (Kind::Aurora, &["aurora", "borealis", "northern", "arctic", "iceland", "norway", "polar", "极光", "北极", "极地"]),
    (Kind::Dunes, &["dune", "desert", "sahara", "sand", "camel", "caravan", "oasis", "沙", "沙漠", "骆驼"]),
    (
        Kind::Lanterns,
        &["lantern", "festival", "candle", "firework", "fireworks", "灯笼", "孔明灯", "花灯", "节日", "烛", "烟花"],
    ),
    (
        Kind::Ink,
        &["ink", "abstract", "smoke", "paint", "liquid", "fluid", "silk", "墨", "抽象", "烟雾", "丝绸", "水彩"],
    ),
    (
        Kind::Orbit,
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
        Kind::Rain,
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
        Kind::Forest,
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
        Kind::Ridges,
        &[
            "mountain", "ridge", "valley", "mist", "fog", "dawn", "sunrise", "snow", "winter", "peak", "alps", "cloud",
            "plane", "山", "雾", "云", "日出", "清晨", "黎明", "雪", "峰",
        ],
    ),
    (
        Kind::Sea,
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
pub(super) fn kind_of(text: &str) -> Kind {
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
pub(super) fn build(kind: Kind, text: &str, mut seed: Seed, aspect: f32) -> Box<dyn Scene> {
    let seed = &mut seed;
    match kind {
        Kind::Sea => Box::new(sea::Sea::new(text, seed, aspect)),
        Kind::Rain => Box::new(rain::Rain::new(seed, aspect)),
        Kind::Aurora => Box::new(aurora::Aurora::new(seed, aspect)),
        Kind::Dunes => Box::new(dunes::Dunes::new(seed, aspect)),
        Kind::Deep => Box::new(deep::Deep::new(seed, aspect)),
        Kind::Ink => Box::new(ink::Ink::new(seed)),
        Kind::Ridges => Box::new(ridges::Ridges::new(text, seed, aspect)),
        Kind::Orbit => Box::new(orbit::Orbit::new(seed, aspect)),
        Kind::Lanterns => Box::new(lanterns::Lanterns::new(seed, aspect)),
        Kind::Forest => Box::new(forest::Forest::new(seed, aspect)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_choose_the_scene_in_both_languages() {
        let table = [
            ("Dusk over a calm sea", Kind::Sea),
            ("黄昏的海面，灯塔", Kind::Sea),
            ("neon rain in the city", Kind::Rain),
            ("雨夜的霓虹街头", Kind::Rain),
            ("an Aurora, low hills", Kind::Aurora),
            ("极光", Kind::Aurora),
            ("dunes at dawn in the desert", Kind::Dunes),
            ("沙漠", Kind::Dunes),
            ("jellyfish underwater", Kind::Deep),
            ("水下的光", Kind::Deep),
            ("ink drifting", Kind::Ink),
            ("水墨", Kind::Ink),
            ("mountains", Kind::Ridges),
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

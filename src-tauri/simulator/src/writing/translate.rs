//! Chinese scene words to English by a small glossary. What is English already stays; a word that the glossary lacks is left out.

use super::{is_chinese, is_han};

const GLOSSARY: [(&str, &str); 138] = [
    ("大海", "the sea"),
    ("海面", "the surface of the sea"),
    ("海边", "the seaside"),
    ("海浪", "waves"),
    ("海岸", "the coast"),
    ("海底", "the seabed"),
    ("深海", "the deep sea"),
    ("海", "the sea"),
    ("沙滩", "a beach"),
    ("浪", "waves"),
    ("湖", "a lake"),
    ("河", "a river"),
    ("瀑布", "a waterfall"),
    ("水下", "underwater"),
    ("水面", "the water"),
    ("水母", "jellyfish"),
    ("珊瑚", "coral"),
    ("鲸鱼", "a whale"),
    ("鲸", "a whale"),
    ("鱼", "fish"),
    ("水", "water"),
    ("雨夜", "a rainy night"),
    ("雨后", "after the rain"),
    ("下雨", "rain falling"),
    ("雨", "rain"),
    ("城市", "a city"),
    ("都市", "a city"),
    ("街头", "the street"),
    ("街道", "a street"),
    ("街", "a street"),
    ("霓虹灯", "neon signs"),
    ("霓虹", "neon"),
    ("夜市", "a night market"),
    ("雨伞", "an umbrella"),
    ("伞", "an umbrella"),
    ("车站", "a station"),
    ("火车", "a train"),
    ("汽车", "a car"),
    ("桥", "a bridge"),
    ("灯笼", "lanterns"),
    ("孔明灯", "sky lanterns"),
    ("灯塔", "a lighthouse"),
    ("灯光", "lights"),
    ("灯", "a lamp"),
    ("烛光", "candlelight"),
    ("烟花", "fireworks"),
    ("节日", "a festival"),
    ("森林", "a forest"),
    ("竹林", "a bamboo grove"),
    ("树林", "a wood"),
    ("树", "trees"),
    ("草地", "a meadow"),
    ("花园", "a garden"),
    ("花", "flowers"),
    ("萤火虫", "fireflies"),
    ("小猫", "a kitten"),
    ("猫", "a cat"),
    ("小狗", "a puppy"),
    ("狗", "a dog"),
    ("鸟", "birds"),
    ("马", "a horse"),
    ("狐狸", "a fox"),
    ("鹿", "a deer"),
    ("熊猫", "a panda"),
    ("骆驼", "camels"),
    ("小船", "a small boat"),
    ("帆船", "a sailing boat"),
    ("船", "a boat"),
    ("飞机", "a plane"),
    ("飞船", "a spaceship"),
    ("火箭", "a rocket"),
    ("太空", "space"),
    ("宇航员", "an astronaut"),
    ("地球", "the Earth"),
    ("月亮", "the moon"),
    ("月光", "moonlight"),
    ("星空", "a starry sky"),
    ("星星", "stars"),
    ("银河", "the Milky Way"),
    ("太阳", "the sun"),
    ("阳光", "sunlight"),
    ("极光", "the aurora"),
    ("天空", "the sky"),
    ("云海", "a sea of clouds"),
    ("云", "clouds"),
    ("雪山", "snowy mountains"),
    ("雪地", "a snowfield"),
    ("雪", "snow"),
    ("山谷", "a valley"),
    ("山", "mountains"),
    ("雾", "mist"),
    ("风", "wind"),
    ("沙漠", "a desert"),
    ("沙丘", "dunes"),
    ("水墨", "ink wash"),
    ("墨", "ink"),
    ("丝绸", "silk"),
    ("烟雾", "smoke"),
    ("火", "fire"),
    ("日出", "sunrise"),
    ("日落", "sunset"),
    ("夕阳", "the setting sun"),
    ("黄昏", "dusk"),
    ("清晨", "early morning"),
    ("黎明", "dawn"),
    ("夜晚", "night"),
    ("夜", "night"),
    ("春天", "spring"),
    ("夏天", "summer"),
    ("秋天", "autumn"),
    ("冬天", "winter"),
    ("女孩", "a girl"),
    ("男孩", "a boy"),
    ("女人", "a woman"),
    ("男人", "a man"),
    ("老人", "an old man"),
    ("孩子", "a child"),
    ("人", "a person"),
    ("屋顶", "a roof"),
    ("房子", "a house"),
    ("古镇", "an old town"),
    ("窗", "a window"),
    ("宁静", "calm"),
    ("平静", "calm"),
    ("金色", "golden"),
    ("红色", "red"),
    ("蓝色", "blue"),
    ("绿色", "green"),
    ("白色", "white"),
    ("黑色", "black"),
    ("缓缓", "slowly"),
    ("慢慢", "slowly"),
    ("奔跑", "running"),
    ("行走", "walking"),
    ("飞过", "flying over"),
    ("飞", "flying"),
    ("漂", "drifting"),
    ("镜头", "the camera"),
];

/// An English sentence of what the glossary knows, clause by clause.
pub(super) fn english(text: &str) -> String {
    if !is_chinese(text) {
        return text.trim().to_owned();
    }
    let clauses: Vec<_> =
        text.split(['，', '。', '、', '；', '！', '\n']).map(clause).filter(|c| !c.is_empty()).collect();
    if clauses.is_empty() {
        return "A quiet scene.".into();
    }
    let whole = clauses.join(", ");
    let mut letters = whole.chars();
    let first = letters.next().map(|letter| letter.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}.", letters.as_str().trim_end_matches('.'))
}

/// The longest words of the glossary, in their order, and every run that is not Chinese as it is.
fn clause(text: &str) -> String {
    let (mut rest, mut words) = (text.trim(), Vec::new());
    while let Some(letter) = rest.chars().next() {
        let taken = if is_han(letter) {
            let word = longest(rest);
            words.extend(word.map(|(_, english)| *english));
            word.map_or(letter.len_utf8(), |(chinese, _)| chinese.len())
        } else {
            let end = rest.find(is_han).unwrap_or(rest.len());
            words.push(rest[..end].trim());
            end
        };
        rest = &rest[taken..];
    }
    words.retain(|word| !word.is_empty());
    words.join(" ")
}

fn longest(text: &str) -> Option<&'static (&'static str, &'static str)> {
    GLOSSARY.iter().filter(|(chinese, _)| text.starts_with(chinese)).max_by_key(|(chinese, _)| chinese.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scene_words_are_translated_and_english_stays() {
        assert_eq!(english("雨夜的城市，霓虹灯，a cat 在街头"), "A rainy night a city, neon signs, a cat the street.");
        assert_eq!(english("黄昏，小船，dolly in, 35mm"), "Dusk, a small boat, dolly in, 35mm.");
        assert_eq!(english("A cat on a roof."), "A cat on a roof.");
        assert_eq!(english("啊"), "A quiet scene.");
    }
}

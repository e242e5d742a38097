//! A prompt made longer: its own words, then camera, light and background (the prompt structure of the reference).

use super::is_chinese;
use sha2::{Digest, Sha256};

const ENGLISH: [[&str; 4]; 3] = [
    [
        "The camera pushes in slowly at eye level on a 35 mm lens",
        "A steady tracking shot follows from left to right, close to the ground",
        "The camera holds still on a long lens, then drifts a little upwards",
        "A slow crane shot rises from the detail to the whole",
    ],
    [
        "Soft low sun from the side, long shadows, a warm rim of light",
        "Diffuse overcast light, muted colours, gentle contrast",
        "Blue hour with a few warm lamps, reflections on wet surfaces",
        "Clear morning light, fine haze, crisp highlights",
    ],
    [
        "In the background everything falls out of focus, with small movements of air and dust",
        "Behind it the distance fades into layers of mist",
        "The background stays simple and dark, so that the subject stands out",
        "Far behind, slow clouds and a calm horizon",
    ],
];

const CHINESE: [[&str; 4]; 3] = [
    [
        "镜头以平视角度缓慢推进，35 毫米焦段",
        "镜头贴近地面，从左向右平稳跟拍",
        "长焦固定机位，随后微微上移",
        "升降镜头从细节缓缓拉到全景",
    ],
    [
        "低角度侧光，影子悠长，轮廓泛着暖光",
        "阴天柔和的漫射光，色彩沉静，反差柔和",
        "蓝调时刻，几盏暖灯，湿润的地面映出倒影",
        "清晨通透的光线，薄薄的雾气，高光清晰",
    ],
    [
        "背景虚化，空气与尘埃轻轻浮动",
        "背后的远景隐入层层薄雾",
        "背景简洁而幽暗，突出主体",
        "远处云层缓慢移动，地平线宁静",
    ],
];

/// The prompt's own words and three sentences, always the same for the same prompt.
pub(super) fn improved(prompt: &str) -> String {
    let prompt = prompt.trim().trim_end_matches(['.', '。', '!', '！', ',', '，']);
    let chance = Sha256::digest(prompt);
    let (choices, mark) = if is_chinese(prompt) { (CHINESE, "。") } else { (ENGLISH, ". ") };
    let added = choices.iter().zip(chance).map(|(choice, byte)| choice[usize::from(byte) % choice.len()]);
    let whole: Vec<_> = [prompt].into_iter().filter(|text| !text.is_empty()).chain(added).collect();
    format!("{}{}", whole.join(mark), mark.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_prompts_own_words_come_first() {
        let text = improved("A lighthouse at dusk.");
        assert!(text.starts_with("A lighthouse at dusk. "), "{text}");
        assert_eq!(text.matches(". ").count(), 3);
        assert_eq!(text, improved("A lighthouse at dusk."));
        assert!(improved("黄昏的灯塔").starts_with("黄昏的灯塔。"));
    }
}

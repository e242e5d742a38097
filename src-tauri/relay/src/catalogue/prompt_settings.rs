//! Detects settings that the prompt of a chat film names in words: shape, length and HD (reference section 5). The
//! module of the chat format writes such words; the relay interprets them.

use super::Rules;
use dailies_model::Generation;

/// The field name of rules whose value is written into the prompt.
pub const IN_PROMPT: &str = "prompt";

const SHAPES: &[&str] = &["竖屏", "横屏", "豎屏", "橫屏", "竖版", "横版"];
const HD: &[&str] = &["高清", "超清", "标清"];
/// Lengths in seconds that occur in the names of documented models.
const LENGTHS: &[u32] = &[10, 15, 25];
const UNITS: &[&str] = &["seconds", "second", "secs", "sec", "s", "秒"];

/// Which settings a prompt names itself.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PromptSettings {
    /// Whether it names portrait or landscape.
    pub aspect: bool,
    /// Whether it names a length that the model makes.
    pub length: bool,
    /// Whether it names high or standard definition.
    pub hd: bool,
}

impl PromptSettings {
    /// Returns the settings named anywhere in `prompt`. All are `false` for a model that takes none of them from the
    /// prompt.
    pub fn of(prompt: &str, rules: &Rules) -> Self {
        let by_words = |field: Option<&str>| field == Some(IN_PROMPT);
        let has = |words: &[&str]| words.iter().any(|word| prompt.contains(word));
        let lengths = rules.lengths();
        Self {
            aspect: by_words(rules.aspect.as_ref().map(|rule| rule.field.as_str())) && has(SHAPES),
            length: by_words(rules.duration.as_ref().map(|rule| rule.field.as_str()))
                && seconds(prompt).any(|seconds| LENGTHS.contains(&seconds) || lengths.contains(&seconds)),
            hd: rules.toggles.values().any(|switch| HD.contains(&switch.field.as_str())) && has(HD),
        }
    }

    /// Returns whether the prompt names a setting that `generation` sets too. The prompt takes precedence then.
    pub fn overrides(self, generation: &Generation) -> bool {
        (self.aspect && generation.aspect_ratio.is_some())
            || (self.length && generation.duration_s.is_some())
            || (self.hd && generation.toggles.contains_key(&dailies_model::Toggle::Hd))
    }
}

/// Returns every whole number in `text` that is followed by a unit of seconds: `15s`, `15 秒`.
fn seconds(text: &str) -> impl Iterator<Item = u32> {
    let starts = text.char_indices().filter(|(at, c)| {
        let before = text[..*at].chars().next_back();
        c.is_ascii_digit() && !before.is_some_and(|c| c.is_ascii_alphanumeric() || c == '.')
    });
    starts.filter_map(|(at, _)| length_at(&text[at..]))
}

fn length_at(text: &str) -> Option<u32> {
    let digits = text.find(|c: char| !c.is_ascii_digit())?;
    let rest = text[digits..].trim_start_matches([' ', '\u{a0}']);
    let after = UNITS.iter().find_map(|unit| strip_prefix(rest, unit))?;
    let ends = !after.starts_with(|c: char| c.is_ascii_alphanumeric());
    text[..digits].parse().ok().filter(|_| ends)
}

fn strip_prefix<'a>(text: &'a str, unit: &str) -> Option<&'a str> {
    text.get(..unit.len()).filter(|start| start.eq_ignore_ascii_case(unit)).map(|_| &text[unit.len()..])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Catalogue;
    use dailies_model::{Format, ModelId};

    fn of(model: &str, prompt: &str) -> (bool, bool, bool) {
        let catalogue = Catalogue::shipped();
        let entry = catalogue.entry(&ModelId(model.to_owned()));
        let PromptSettings { aspect, length, hd } = PromptSettings::of(prompt, &entry.rules_or_fallback(Format::Chat));
        (aspect, length, hd)
    }

    #[test]
    fn shape_length_and_hd_are_found_anywhere() {
        for (prompt, expected) in [
            ("动起来", (false, false, false)),
            ("竖屏 动起来", (true, false, false)),
            ("海上日落，横屏，高清", (true, false, true)),
            ("(竖屏,15s,高清) 海", (true, true, true)),
            ("a 10 S film", (false, true, false)),
            ("15秒 海", (false, true, false)),
            ("the cat waits 3s, then jumps 7.15s later", (false, false, false)),
            ("sk15s and 15sheep", (false, false, false)),
            ("a landscape in portrait light", (false, false, false)),
        ] {
            assert_eq!(of("sora_video2", prompt), expected, "{prompt}");
        }
    }

    #[test]
    fn a_model_whose_name_says_it_reads_no_such_words() {
        assert_eq!(of("sora_video2-portrait-hd", "横屏 15s 高清 海"), (false, false, false));
    }
}

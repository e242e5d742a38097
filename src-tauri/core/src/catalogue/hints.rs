//! What may surprise about a draft without keeping it from being sent.

use super::{Entry, Language, rules_format};
use crate::model::{Connection, Draft, Hint, Origin, Toggle};

/// What may surprise about a draft. `entry` is that of its model.
pub fn hints(draft: &Draft, entry: &Entry, connection: Option<&Connection>) -> Vec<Hint> {
    let generation = &draft.generation;
    let mut hints = Vec::new();
    if entry.prompt.language == Language::English && has_other_letters(&generation.prompt) {
        let rules = entry.rules_of(rules_format(entry, generation, connection), generation);
        let switch = rules.toggles.get(&Toggle::EnhancePrompt);
        let is_on = |default| generation.toggles.get(&Toggle::EnhancePrompt).copied().or(default).unwrap_or(false);
        let translates = switch.is_some_and(|switch| is_on(switch.default));
        hints.push(if translates { Hint::WillBeTranslated } else { Hint::EnglishOnly });
    }
    // That nobody ran a described model is told where models are chosen; what nobody even described may well fail.
    if entry.origin == Origin::Nobody {
        hints.push(Hint::Undescribed);
    }
    hints
}

/// Whether there are letters of another script than Latin, whose letters all lie before the combining marks of Unicode
/// but for the blocks that are named here.
fn has_other_letters(text: &str) -> bool {
    let is_latin = |c: char| matches!(c, ..'\u{300}' | '\u{1e00}'..='\u{1eff}' | '\u{2c60}'..='\u{2c7f}' | '\u{a720}'..='\u{a7ff}');
    text.chars().any(|c| c.is_alphabetic() && !is_latin(c))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        catalogue::Catalogue,
        model::{Generation, ModelId},
    };

    fn of(model: &str, prompt: &str, enhance: Option<bool>) -> Vec<Hint> {
        let mut generation = Generation::of(ModelId(model.to_owned()), prompt.to_owned());
        generation.toggles.extend(enhance.map(|on| (Toggle::EnhancePrompt, on)));
        let entry = Catalogue::shipped().entry(&generation.model).into_owned();
        let draft = Draft { connection_id: None, generation, variations: 1 };
        hints(&draft, &entry, None)
    }

    #[test]
    fn a_model_of_english_only_is_told_of_other_letters() {
        assert_eq!(of("veo3", "雨中的猫", None), [Hint::EnglishOnly]);
        assert_eq!(of("veo3", "雨中的猫", Some(false)), [Hint::EnglishOnly]);
        assert_eq!(of("veo3", "雨中的猫", Some(true)), [Hint::WillBeTranslated]);
        assert_eq!(of("veo3", "кот", None), [Hint::EnglishOnly]);
    }

    #[test]
    fn latin_letters_signs_and_other_models_are_fine() {
        assert_eq!(of("veo3", "A café, ☔ 24 fps, “naïve” — Việt", None), []);
        assert_eq!(of("sora-2", "雨中的猫", None), []);
    }

    #[test]
    fn what_nobody_described_is_said() {
        assert_eq!(of("pika-9", "sea", None), [Hint::Undescribed]);
    }
}

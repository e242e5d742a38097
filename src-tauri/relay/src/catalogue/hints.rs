//! Hints about a draft: possible surprises that do not keep it from being sent.

use super::{Entry, Language, PromptSettings, Rules, rules_format};
use dailies_model::{CastPart, Connection, Draft, Generation, Hint, Origin, PictureSource, Toggle, VideoSource, cast};

/// Returns the hints for a draft. `entry` is that of its model.
pub fn hints(draft: &Draft, entry: &Entry, connection: Option<&Connection>) -> Vec<Hint> {
    let rules = entry.rules_of(rules_format(entry, &draft.generation, connection), &draft.generation);
    let generation = &rules.resolved(&draft.generation);
    let mut hints = Vec::new();
    if entry.prompt.language == Language::English && has_other_letters(&generation.prompt) {
        let switch = rules.toggles.get(&Toggle::EnhancePrompt);
        let is_on = |default| generation.toggles.get(&Toggle::EnhancePrompt).copied().or(default).unwrap_or(false);
        let translates = switch.is_some_and(|switch| is_on(switch.default));
        hints.push(if translates { Hint::WillBeTranslated } else { Hint::EnglishOnly });
    }
    // An unverified entry is marked in the model picker; only a model without any entry deserves a hint here.
    if entry.origin == Origin::Nobody {
        hints.push(Hint::Undescribed);
    }
    if PromptSettings::of(&generation.prompt, &rules).overrides(generation) {
        hints.push(Hint::PromptDecides);
    }
    if has_address(generation) {
        hints.push(Hint::SlowHost);
    }
    hints.extend(cast_hints(&draft.generation, &rules, connection));
    hints
}

/// Returns whether the relay has to download something from a URL that the user gave.
fn has_address(generation: &Generation) -> bool {
    generation.pictures.iter().any(|picture| matches!(picture.source, PictureSource::Url { .. }))
        || generation.videos.iter().any(|video| matches!(video, VideoSource::Url(_)))
        || generation.cameo.as_ref().is_some_and(|cameo| cameo.clip_id.is_none())
}

/// Returns hints for mentioned characters that this model or this relay does not know.
fn cast_hints(
    generation: &Generation,
    rules: &Rules,
    connection: Option<&Connection>,
) -> impl Iterator<Item = Hint> + use<> {
    let is_of_a_relay = generation.cast.iter().any(|member| matches!(member.part, CastPart::Relay { .. }));
    let is_foreign = |part: &CastPart| match (part, connection) {
        (CastPart::Relay { base_url }, Some(connection)) => *base_url != connection.base_url,
        _ => false,
    };
    [
        (Hint::NamesNotTaken, is_of_a_relay && !rules.characters),
        (Hint::ForeignCharacter, generation.cast.iter().any(|member| is_foreign(&member.part))),
        (Hint::PackPicturesLeftOut, cast::pack_pictures(generation).len() > rules.room(generation)),
    ]
    .into_iter()
    .filter_map(|(hint, applies)| applies.then_some(hint))
}

/// Returns whether the text has letters of a script other than Latin. Latin letters precede the combining marks of
/// Unicode, except for the blocks named here.
fn has_other_letters(text: &str) -> bool {
    let is_latin = |c: char| matches!(c, ..'\u{300}' | '\u{1e00}'..='\u{1eff}' | '\u{2c60}'..='\u{2c7f}' | '\u{a720}'..='\u{a7ff}');
    text.chars().any(|c| c.is_alphabetic() && !is_latin(c))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Catalogue;
    use dailies_model::{
        CastMember, CharacterId, ConnectionId, ConnectionKind, Formats, KeyState, ModelId, PictureId, Proxy, Timestamp,
    };

    fn of(model: &str, prompt: &str, enhance: Option<bool>) -> Vec<Hint> {
        let mut generation = Generation::of(ModelId(model.to_owned()), prompt.to_owned());
        generation.toggles.extend(enhance.map(|on| (Toggle::EnhancePrompt, on)));
        let entry = Catalogue::shipped().entry(&generation.model).into_owned();
        let draft = Draft { connection_id: None, generation, variations: 1, shots_as: None };
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

    #[test]
    fn a_prompt_that_names_what_is_set_is_told() {
        let said = |prompt: &str, set: bool| {
            let mut generation = Generation::of(ModelId("sora_video2".to_owned()), prompt.to_owned());
            generation.aspect_ratio = set.then(|| "16:9".parse().ok()).flatten();
            let entry = Catalogue::shipped().entry(&generation.model).into_owned();
            hints(&Draft { connection_id: None, generation, variations: 1, shots_as: None }, &entry, None)
        };
        assert_eq!(said("竖屏 动起来", true), [Hint::PromptDecides]);
        assert_eq!(said("竖屏 动起来", false), []);
        assert_eq!(said("动起来", true), []);
    }

    #[test]
    fn what_the_relay_has_to_fetch_is_told() {
        let with = |source| {
            let mut generation = Generation::of(ModelId("sora-2".to_owned()), "sea".to_owned());
            generation.pictures = vec![dailies_model::Picture::new(dailies_model::PictureRole::First, source)];
            let entry = Catalogue::shipped().entry(&generation.model).into_owned();
            hints(&Draft { connection_id: None, generation, variations: 1, shots_as: None }, &entry, None)
        };
        assert_eq!(with(PictureSource::Url { url: "https://a.example/1.png".to_owned() }), [Hint::SlowHost]);
        assert_eq!(with(PictureSource::Stored { id: PictureId("1".to_owned()) }), []);
    }

    fn connection(base_url: &str) -> Connection {
        Connection {
            plain_http: None,
            id: ConnectionId(1),
            name: String::new(),
            kind: ConnectionKind::Relay,
            base_url: base_url.to_owned(),
            key: KeyState::None,
            proxy: Proxy::System,
            formats: Formats::default(),
            last_test: None,
            balance: None,
            warn_below_micros: None,
            created_at: Timestamp(0),
        }
    }

    fn with(model: &str, part: CastPart, base_url: &str) -> Vec<Hint> {
        let member = CastMember { character_id: CharacterId(1), handle: "pip".to_owned(), part };
        let prompt = "a hat for @pip".to_owned();
        let generation = Generation { cast: vec![member], ..Generation::of(ModelId(model.to_owned()), prompt) };
        let entry = Catalogue::shipped().entry(&generation.model).into_owned();
        let draft = Draft { connection_id: None, generation, variations: 1, shots_as: None };
        hints(&draft, &entry, Some(&connection(base_url)))
    }

    #[test]
    fn a_relay_s_character_is_known_to_some_models_of_that_relay() {
        let part = || CastPart::Relay { base_url: "https://a.example".to_owned() };
        assert_eq!(with("sora-2", part(), "https://a.example"), []);
        assert_eq!(with("sora-2", part(), "https://b.example"), [Hint::ForeignCharacter]);
        assert_eq!(with("veo3", part(), "https://a.example"), [Hint::NamesNotTaken]);
    }

    #[test]
    fn a_pack_s_pictures_that_cannot_go_along_are_told() {
        let part = |count: usize| {
            let pictures = (0..count).map(|n| PictureId(n.to_string())).collect();
            CastPart::Pack { name: "Pip".to_owned(), description: String::new(), pictures }
        };
        assert_eq!(with("sora-2", part(4), ""), []);
        assert_eq!(with("sora-2", part(5), ""), [Hint::PackPicturesLeftOut]);
        assert_eq!(with("veo3", part(1), ""), [Hint::PackPicturesLeftOut]);
        assert_eq!(with("veo3", part(0), ""), []);
    }

    #[test]
    fn a_pack_s_words_are_read_by_the_model_too() {
        let part = CastPart::Pack { name: "小明".to_owned(), description: String::new(), pictures: Vec::new() };
        assert_eq!(with("veo3", part, ""), [Hint::EnglishOnly]);
    }
}

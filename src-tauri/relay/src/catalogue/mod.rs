//! The model catalogue: what each model accepts, as data, and the checks of a draft against it.
//!
//! `models.toml` ships with the program. The user's own file has the same form; it adds entries and replaces shipped
//! ones. Not here: whether a relay offers a model (the relay is asked), and how a request body is built from an entry's
//! [`Rules`] (the modules of the wire formats).

mod check;
mod entry;
mod fallback;
mod form;
mod guess_from_name;
mod hints;
mod lint;
mod model_option;
mod parse;
mod prompt_settings;
mod rules;

use std::{
    borrow::Cow,
    collections::HashMap,
    sync::{Arc, LazyLock, PoisonError, RwLock},
};

pub use check::{check, nearest_length, warnings};
pub use entry::{
    Choice, Entry, Expected, Language, Lengths, NumberAs, Per, PictureBy, Pictures, Poll, Price, PromptRules, Rules,
    Size, Switch,
};
pub use form::{form_of, with_model, without_model};
pub use guess_from_name::{ModelKind, family, kind};
pub use hints::hints;
pub use model_option::option;
pub use prompt_settings::{IN_PROMPT, PromptSettings};

use dailies_model::{CatalogueMistake, Connection, Format, Formats, Generation, Medium, ModelId, Origin};

const SHIPPED: &str = include_str!("models.toml");

/// All described models.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Catalogue {
    entries: Vec<Entry>,
}

/// The catalogue in use, which can be replaced at run time.
#[derive(Debug)]
pub struct LiveCatalogue(RwLock<Arc<Catalogue>>);

impl LiveCatalogue {
    /// Wraps the initial catalogue.
    pub fn new(catalogue: Catalogue) -> Self {
        Self(RwLock::new(Arc::new(catalogue)))
    }

    /// Returns the current catalogue.
    pub fn now(&self) -> Arc<Catalogue> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Replaces the catalogue. Returns whether it changed.
    pub fn replace(&self, catalogue: Catalogue) -> bool {
        let mut present = self.0.write().unwrap_or_else(PoisonError::into_inner);
        let is_new = **present != catalogue;
        *present = Arc::new(catalogue);
        is_new
    }
}

impl Catalogue {
    /// Returns the catalogue that ships with the program.
    pub fn shipped() -> Self {
        // The file is compiled in and a test parses it, so there are no mistakes at run time.
        static ENTRIES: LazyLock<Vec<Entry>> = LazyLock::new(|| parse::read(SHIPPED).0);
        Self { entries: ENTRIES.clone() }
    }

    /// Returns the shipped catalogue merged with the user's file, whose entries replace those of the same name and
    /// otherwise follow at the end. An entry with a mistake is skipped; the others are used.
    pub fn load(user_text: &str) -> (Self, Vec<CatalogueMistake>) {
        let (own, mistakes) = parse::read(user_text);
        let mut catalogue = Self::shipped();
        for entry in own {
            catalogue.put(Entry { origin: Origin::User, ..entry });
        }
        (catalogue, mistakes)
    }

    fn put(&mut self, entry: Entry) {
        match self.entries.iter_mut().find(|known| known.id == entry.id) {
            Some(known) => *known = entry,
            None => self.entries.push(entry),
        }
    }

    /// Returns the models in the user's file.
    pub fn of_user(&self) -> Vec<ModelId> {
        self.entries.iter().filter(|entry| entry.origin == Origin::User).map(|entry| entry.id.clone()).collect()
    }

    /// Returns all entries, in the order in which models are offered.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Returns the display names of each model, in every language.
    pub fn labels(&self) -> HashMap<ModelId, Vec<String>> {
        let named = self.entries.iter().map(|entry| {
            let mut labels = vec![entry.label.en.clone(), entry.label.zh.clone()];
            labels.dedup();
            (entry.id.clone(), labels)
        });
        named.collect()
    }

    /// Returns the entry of a model; the fallback entry if there is none.
    pub fn entry(&self, model: &ModelId) -> Cow<'_, Entry> {
        let known = self.entries.iter().find(|entry| &entry.id == model);
        known.map_or_else(|| Cow::Owned(Entry::fallback(model.clone())), Cow::Borrowed)
    }
}

impl Entry {
    /// Returns the format that a connection uses for this model: for a remix the only format that has remixes, else the
    /// user's choice for this model, else the connection's preference, else the first that reaches the model.
    pub fn choose_format(&self, formats: &Formats, generation: Option<&Generation>) -> Format {
        if generation.is_some_and(|generation| generation.remix_of.is_some()) && self.makes == Medium::Film {
            return Format::Openai;
        }
        let reaching = self.formats();
        formats
            .of_models
            .get(&self.id)
            .copied()
            .or_else(|| formats.preferred.filter(|preferred| reaching.contains(preferred)))
            .or_else(|| reaching.first().copied())
            .unwrap_or(Format::Unified)
    }

    /// Returns the minimum and maximum time that this generation should take, in ms. If the length is left open, the
    /// time without a length applies, else the first of the list.
    pub fn expected_ms(&self, generation: &Generation) -> Option<(i64, i64)> {
        let of_length = |length| self.expected.iter().find(|expected| expected.duration_s == length);
        let of_open_length = || self.expected.first().filter(|_| generation.duration_s.is_none());
        let expected = generation.duration_s.and_then(|length| of_length(Some(length))).or_else(|| of_length(None));
        let expected = expected.or_else(of_open_length)?;
        let adds: u32 = expected.adds.iter().filter(|(toggle, _)| generation.is_on(**toggle)).map(|(_, s)| s).sum();
        let in_ms = |seconds: u32| i64::from(seconds + adds) * 1000;
        Some((in_ms(expected.seconds.0), in_ms(expected.seconds.1)))
    }

    /// Returns the price of one clip by this entry, in millionths of a US dollar.
    pub fn price_micros(&self, duration_s: Option<u32>) -> Option<i64> {
        let price = self.price?;
        let times = match price.per {
            Per::Clip => 1,
            Per::Second => duration_s?,
        };
        #[expect(clippy::cast_possible_truncation, reason = "prices are dollars, not fortunes")]
        Some((price.usd * 1e6 * f64::from(times)).round() as i64)
    }
}

/// Returns the format that a connection would use for a generation.
fn rules_format(entry: &Entry, generation: &Generation, connection: Option<&Connection>) -> Format {
    let unset = Formats::default();
    entry.choose_format(connection.map_or(&unset, |connection| &connection.formats), Some(generation))
}

#[cfg(test)]
mod tests {
    use super::*;
    use dailies_model::{ClipId, RemixSource, RemoteId, Toggle};

    #[test]
    fn every_model_of_the_reference_s_unified_format_is_known() {
        // Source: the enum `Generation.model` of relay-openapi.yaml.
        let names = "sora-2 sora-2-pro veo2 veo2-fast veo2-fast-frames veo2-fast-components veo2-pro veo3 veo3-fast \
                     veo3-fast-frames veo3-pro veo3-pro-frames veo3.1 veo3.1-pro";
        let catalogue = Catalogue::shipped();
        for name in names.split_whitespace() {
            assert_eq!(catalogue.entry(&ModelId(name.to_owned())).origin, Origin::Shipped, "{name}");
        }
    }

    #[test]
    fn a_time_is_that_of_the_length_and_of_what_is_switched_on() {
        let catalogue = Catalogue::shipped();
        let expected = |length, hd| {
            let mut generation = Generation::of(ModelId("sora-2-pro".to_owned()), String::new());
            generation.duration_s = length;
            generation.toggles.extend(hd);
            catalogue.entry(&generation.model).expected_ms(&generation)
        };
        assert_eq!(expected(Some(15), None), Some((180_000, 300_000)));
        assert_eq!(expected(Some(15), Some((Toggle::Hd, true))), Some((660_000, 780_000)));
        assert_eq!(expected(None, None), Some((60_000, 180_000)), "the first length");
        assert_eq!(expected(Some(25), None), None, "nobody says");
    }

    #[test]
    fn a_format_is_the_remix_s_else_the_user_s_word_else_the_preferred_else_the_first() {
        let catalogue = Catalogue::shipped();
        let sora = ModelId("sora-2".to_owned());
        let entry = catalogue.entry(&sora);
        let mut generation = Generation::of(sora.clone(), String::new());
        let preferred = Formats { preferred: Some(Format::Create), ..Formats::default() };
        assert_eq!(entry.choose_format(&Formats::default(), Some(&generation)), Format::Unified);
        assert_eq!(entry.choose_format(&preferred, Some(&generation)), Format::Create);
        generation.remix_of = Some(RemixSource { clip_id: ClipId(1), remote_id: RemoteId("video_1".to_owned()) });
        assert_eq!(entry.choose_format(&preferred, Some(&generation)), Format::Openai);
        let said = Formats { of_models: [(sora, Format::Unified)].into(), ..preferred };
        assert_eq!(entry.choose_format(&said, Some(&generation)), Format::Openai, "no other format has remixes");
        generation.remix_of = None;
        assert_eq!(entry.choose_format(&said, Some(&generation)), Format::Unified);
    }
}

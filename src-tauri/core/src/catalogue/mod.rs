//! What each model can do: data, not code. Checks a draft against it.
//!
//! `models.toml` ships with the program; the user's own file of the same form adds to it and replaces entries of it.
//! Whether a relay offers a model is not here: that is asked of the relay. Nor is how a body is written: `relay` does
//! that from an entry's [`Rules`].

mod check;
mod entry;
mod offer;

use std::{
    borrow::Cow,
    sync::{Arc, PoisonError, RwLock},
};

pub use check::check;
pub use entry::{
    Choice, Entry, Expected, Language, Lengths, NumberAs, Per, PictureBy, Pictures, Poll, Price, PromptRules, Rules,
    Size, Switch,
};
pub use offer::option;
use serde::Deserialize;

use crate::model::{Format, Formats, Generation, Label, Medium, ModelId, Origin};

const SHIPPED: &str = include_str!("models.toml");

/// Every model that is known.
#[derive(Debug, Clone, Default)]
pub struct Catalogue {
    entries: Vec<Entry>,
}

/// The catalogue in use; the user may replace it while the program runs.
#[derive(Debug)]
pub struct Live(RwLock<Arc<Catalogue>>);

impl Live {
    /// In use from the start.
    pub fn new(catalogue: Catalogue) -> Self {
        Self(RwLock::new(Arc::new(catalogue)))
    }

    /// The one in use now.
    pub fn now(&self) -> Arc<Catalogue> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Takes another one into use; whether that changed anything.
    pub fn replace(&self, catalogue: Catalogue) -> bool {
        let mut present = self.0.write().unwrap_or_else(PoisonError::into_inner);
        let is_new = **present != catalogue;
        *present = Arc::new(catalogue);
        is_new
    }
}

#[derive(Deserialize)]
struct File {
    model: Vec<Entry>,
}

impl Catalogue {
    /// What ships with the program.
    pub fn shipped() -> Self {
        // The file is part of the program and a test reads it: it cannot be broken at run time.
        Self { entries: toml::from_str::<File>(SHIPPED).map(|file| file.model).unwrap_or_default() }
    }

    /// Every entry, in the order in which models are offered.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// What is known of a model; for a model that nobody described, an entry that takes what most models take.
    pub fn entry(&self, model: &ModelId) -> Cow<'_, Entry> {
        let known = self.entries.iter().find(|entry| &entry.id == model);
        known.map_or_else(|| Cow::Owned(Entry::general(model.clone())), Cow::Borrowed)
    }
}

impl Entry {
    /// The entry of a model that nobody described.
    pub fn general(id: ModelId) -> Self {
        Self {
            label: Label { en: id.0.clone(), zh: id.0.clone() },
            id,
            about: None,
            family: "other".to_owned(),
            makes: Medium::Film,
            source: String::new(),
            verified: false,
            prompt: PromptRules::default(),
            sound: false,
            expected: Vec::new(),
            price: None,
            poll: None,
            unified: Some(Rules::default()),
            create: None,
            openai: None,
            chat: None,
            origin: Origin::Nobody,
        }
    }

    /// The format that a connection uses for this model: the user's word for this model, else what a remix needs, else the
    /// connection's preference, else the first that reaches it.
    pub fn choose_format(&self, formats: &Formats, generation: Option<&Generation>) -> Format {
        let reaching = self.formats();
        let remixes = |format: &Format| self.rules(*format).is_some_and(|rules| rules.remix);
        let is_remix = generation.is_some_and(|generation| generation.remix_of.is_some());
        formats
            .of_models
            .get(&self.id)
            .copied()
            .or_else(|| reaching.iter().copied().find(|format| is_remix && remixes(format)))
            .or_else(|| formats.preferred.filter(|preferred| reaching.contains(preferred)))
            .or_else(|| reaching.first().copied())
            .unwrap_or(Format::Unified)
    }

    /// What the model takes in a format; where nobody described that, nothing but a prompt.
    pub fn rules_or_general(&self, format: Format) -> Cow<'_, Rules> {
        self.rules(format).map_or_else(|| Cow::Owned(Rules::default()), Cow::Borrowed)
    }

    /// How long this generation should take, at least and at most, in ms.
    pub fn expected_ms(&self, generation: &Generation) -> Option<(i64, i64)> {
        let of_length = |length| self.expected.iter().find(|expected| expected.duration_s == length);
        let expected = generation.duration_s.and_then(|length| of_length(Some(length))).or_else(|| of_length(None))?;
        let adds: u32 = expected.adds.iter().filter(|(toggle, _)| generation.is_on(**toggle)).map(|(_, s)| s).sum();
        let in_ms = |seconds: u32| i64::from(seconds + adds) * 1000;
        Some((in_ms(expected.seconds.0), in_ms(expected.seconds.1)))
    }

    /// What one clip costs by this entry, in millionths of a US dollar.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_file_is_read_and_names_each_model_once() {
        let file: File = toml::from_str(SHIPPED).unwrap_or_else(|error| panic!("{error}"));
        let mut ids: Vec<_> = file.model.iter().map(|entry| entry.id.as_str()).collect();
        let count = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), count);
    }

    #[test]
    fn every_model_of_the_reference_s_unified_format_is_known() {
        // The enum `Generation.model` of relay-openapi.yaml.
        let names = "sora-2 sora-2-pro veo2 veo2-fast veo2-fast-frames veo2-fast-components veo2-pro veo3 veo3-fast \
                     veo3-fast-frames veo3-pro veo3-pro-frames veo3.1 veo3.1-pro";
        let catalogue = Catalogue::shipped();
        for name in names.split_whitespace() {
            assert_eq!(catalogue.entry(&ModelId(name.to_owned())).origin, Origin::Shipped, "{name}");
        }
    }
}

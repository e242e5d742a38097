//! What each model can do: data, not code. Checks a draft against it.
//!
//! Whether a relay offers a model is not here: that is asked of the relay. Nor is anything about wire formats beyond
//! the few facts a body cannot be written without.

mod check;
mod entry;

use std::sync::LazyLock;

pub use check::check;
pub use entry::{Entry, NumberAs, Wire};

use crate::model::{ConnectionTest, ModelId, ModelOption, TestResult};

static ENTRIES: LazyLock<Vec<Entry>> = LazyLock::new(|| {
    // The file is part of the program and a test reads it: it cannot be broken at run time.
    serde_json::from_str(include_str!("models.json")).unwrap_or_default()
});

/// Every model that ships with the program, in the order in which it is offered.
pub fn entries() -> &'static [Entry] {
    &ENTRIES
}

/// What is known of a model; for a model that nobody described, an entry that asks for nothing but a prompt.
pub fn entry(model: &ModelId) -> Entry {
    entries().iter().find(|entry| &entry.id == model).cloned().unwrap_or_else(|| Entry::unknown(model.clone()))
}

/// The models that a connection's composer shows: those it offers first, then those it was not seen to offer.
///
/// Of what a relay lists, models that the catalogue does not know are left out: most of them write text.
pub fn options(last_test: Option<&ConnectionTest>) -> Vec<ModelOption> {
    let offered = last_test.and_then(|test| match &test.result {
        TestResult::Works { models, .. } => Some(models),
        TestResult::Failed { .. } => None,
    });
    let mut options: Vec<_> =
        entries().iter().map(|entry| entry.option(offered.map(|models| models.contains(&entry.id)))).collect();
    options.sort_by_key(|option| option.offered == Some(false));
    options
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Timestamp;

    #[test]
    fn the_shipped_file_is_read_and_names_each_model_once() {
        let mut ids: Vec<_> = entries().iter().map(|entry| entry.id.as_str()).collect();
        assert!(ids.contains(&"sora-2") && ids.contains(&"veo3.1"), "{ids:?}");
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
        for name in names.split_whitespace() {
            assert_ne!(entry(&ModelId(name.to_owned())).family, "other", "{name}");
        }
    }

    #[test]
    fn what_is_offered_comes_first() {
        let result = TestResult::Works { latency_ms: 1, models: vec![ModelId("veo3.1".to_owned())] };
        let options = options(Some(&ConnectionTest { tested_at: Timestamp(0), result }));
        assert_eq!(options[0].id.as_str(), "veo3.1");
        assert_eq!(options[0].offered, Some(true));
        assert!(options[1..].iter().all(|option| option.offered == Some(false)));
    }
}

//! Converts an entry to the option that the composer shows for one connection.

use super::{
    entry::{Entry, PictureBy, Pictures, Rules},
    rules::shown,
};
use dailies_model::{Controls, Exclusion, Formats, ModelOption, PictureRules, RemixControls};

/// Returns the model as an option of a connection with these formats. The caller fills in what only the connection and
/// the gallery know (`offered`, the relay's price, `made`).
pub fn option(entry: &Entry, formats: &Formats) -> ModelOption {
    let format = entry.choose_format(formats, None);
    let lengths = entry.expected.iter().map(|expected| (expected.seconds, expected.adds.values().sum::<u32>()));
    let expected =
        lengths.map(|((least, most), adds)| (least, most + adds)).reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)));
    let in_ms = |(least, most): (u32, u32)| (i64::from(least) * 1000, i64::from(most) * 1000);
    let controls =
        Controls { remix: entry.remix_rules().as_ref().map(remix), ..controls(&entry.rules_or_fallback(format)) };
    ModelOption {
        id: entry.id.clone(),
        label: entry.label.clone(),
        about: entry.about.clone(),
        family: entry.family.clone(),
        makes: entry.makes,
        origin: entry.origin,
        source: entry.source.clone(),
        is_verified: entry.verified,
        format,
        formats: entry.formats(),
        is_english_only: entry.prompt.language == super::Language::English,
        prompt_limit: entry.prompt.limit,
        has_sound: entry.sound,
        expected_ms: expected.map(in_ms),
        price_micros: entry.price_micros(controls.durations_s.iter().copied().min()),
        controls,
        offered: None,
        made: 0,
    }
}

fn controls(rules: &Rules) -> Controls {
    Controls {
        aspect_ratios: rules.aspects(),
        durations_s: rules.lengths().to_vec(),
        usual_duration_s: rules.usual_length(),
        resolutions: rules.resolutions().to_vec(),
        takes_any_resolution: rules.resolution.as_ref().is_some_and(|resolution| resolution.open),
        takes_size: rules.size.is_some(),
        toggles: rules.switches(),
        sent_when_open: rules.toggles.iter().filter_map(|(toggle, of)| Some((*toggle, of.default?))).collect(),
        pictures: rules.pictures.as_ref().map(pictures),
        videos: rules.videos,
        takes_cameo: rules.cameo,
        takes_characters: rules.characters,
        takes_storyboard: rules.storyboard,
        remix: None,
        takes_seed: rules.seed.is_some(),
        takes_notify_hook: rules.notify_hook.is_some(),
        exclusions: rules.exclude.iter().map(exclusion).collect(),
    }
}

fn remix(rules: &Rules) -> RemixControls {
    RemixControls { aspect_ratios: rules.aspects(), toggles: rules.switches() }
}

fn pictures(pictures: &Pictures) -> PictureRules {
    PictureRules {
        min: pictures.min,
        max: pictures.max,
        max_is_guess: pictures.max_is_guess,
        roles: pictures.roles.clone(),
        takes_urls: pictures.by.contains(&PictureBy::Url),
        must_match_size: pictures.match_size,
        max_bytes: u64::from(pictures.max_mb) * 1024 * 1024,
    }
}

fn exclusion(settings: &std::collections::BTreeMap<String, serde_json::Value>) -> Exclusion {
    Exclusion { all_of: settings.iter().map(|(field, value)| (field.clone(), shown(value))).collect() }
}

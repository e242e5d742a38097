//! Checks prompt, choices and toggles of a draft, and the settings that exclude each other.

use super::problem;
use dailies_model::{Generation, Problem, Rule, Toggle, storyboard};

use crate::catalogue::{
    PromptRules, Rules,
    rules::{excluded, name, settings, shown},
};

/// Allowed difference between a storyboard's shots and the clip's length: thirds of a second have no exact text.
const SHOTS_TOLERANCE_MS: i64 = 50;

/// Longest free-text value of a setting, in bytes.
const MOST_FREE_TEXT: usize = 32;

pub(super) fn prompt(generation: &Generation, rules: &Rules, of_prompt: &PromptRules) -> Vec<Problem> {
    let prompt = &generation.prompt;
    let broken = if prompt.trim().is_empty() {
        Some(Rule::Required)
    } else {
        let characters = prompt.chars().count();
        let limit = of_prompt.limit.filter(|limit| characters > *limit as usize);
        limit.map(|max| Rule::AtMost { max }).or_else(|| shots_sum(generation, rules))
    };
    broken.map(|rule| problem("prompt", rule)).into_iter().collect()
}

fn shots_sum(generation: &Generation, rules: &Rules) -> Option<Rule> {
    let clip_s = generation.duration_s.or_else(|| rules.usual_length()).filter(|_| rules.storyboard)?;
    let shots = storyboard::shots(&generation.prompt);
    let shots_ms: i64 = shots.iter().filter_map(|shot| shot.duration_ms).sum();
    let clip_ms = i64::from(clip_s) * 1000;
    let differs =
        (shots_ms - clip_ms).abs() > SHOTS_TOLERANCE_MS || shots.iter().any(|shot| shot.duration_ms.is_none());
    let fit_s = nearest_length(rules.lengths(), shots_ms).filter(|seconds| *seconds != clip_s);
    (!shots.is_empty() && differs).then_some(Rule::ShotsSum { shots_ms, clip_ms, fit_s })
}

/// Returns the length in seconds that is nearest to `wanted_ms`; the longer one of two that are equally near.
pub fn nearest_length(lengths_s: &[u32], wanted_ms: i64) -> Option<u32> {
    let distance = |seconds: &u32| (i64::from(*seconds) * 1000 - wanted_ms).abs();
    lengths_s.iter().copied().min_by_key(|seconds| (distance(seconds), std::cmp::Reverse(*seconds)))
}

pub(super) fn choices(generation: &Generation, rules: &Rules) -> Vec<Problem> {
    let aspects = rules.aspects().iter().map(ToString::to_string).collect();
    let lengths = rules.lengths().iter().map(ToString::to_string).collect();
    let is_open = rules.resolution.as_ref().is_some_and(|resolution| resolution.open);
    let own_resolution = generation.resolution.clone().filter(|name| !(is_open && is_free_text(name)));
    let table = [
        ("aspect_ratio", generation.aspect_ratio.map(|ratio| ratio.to_string()), aspects),
        ("duration_s", generation.duration_s.map(|seconds| seconds.to_string()), lengths),
        ("resolution", own_resolution, rules.resolutions().to_vec()),
    ];
    let broken =
        table.into_iter().filter_map(|(field, chosen, values)| Some(problem(field, choice(&chosen?, values)?)));
    broken.collect()
}

/// Returns whether a value that is in no list may be sent.
pub(super) fn is_free_text(value: &str) -> bool {
    value.trim() == value && !value.is_empty() && value.len() <= MOST_FREE_TEXT && !value.contains(char::is_control)
}

fn choice(chosen: &String, values: Vec<String>) -> Option<Rule> {
    match values.contains(chosen) {
        true => None,
        false if values.is_empty() => Some(Rule::NotTaken),
        false => Some(Rule::OneOf { values }),
    }
}

/// Rejects a toggle that the format cannot send, even when it is off.
pub(super) fn toggles(generation: &Generation, rules: &Rules) -> Vec<Problem> {
    let taken = rules.switches();
    let strange = generation.toggles.keys().filter(|toggle| !taken.contains(toggle));
    strange.map(|toggle| problem(name(toggle), Rule::NotTaken)).collect()
}

/// Rejects settings that exclude each other. The problem is reported at the last one of them.
pub(super) fn exclusions(generation: &Generation, rules: &Rules) -> Vec<Problem> {
    let settings = settings(generation);
    let met = rules.exclude.iter().filter_map(|exclusion| excluded(&settings, exclusion));
    let named = met.filter_map(|met| match met.as_slice() {
        [(field, value), .., (last, _)] => {
            Some(problem(last.as_str(), Rule::NotWith { field: field.clone(), value: shown(value) }))
        }
        _ => None,
    });
    named.chain(no_hd_size(generation, rules)).collect()
}

/// Reports HD for an aspect ratio without HD pixels, where HD is expressed by the pixel size only.
fn no_hd_size(generation: &Generation, rules: &Rules) -> Option<Problem> {
    let aspect = generation.aspect_ratio.filter(|_| generation.is_on(Toggle::Hd))?;
    let by_pixels = rules.sizes.iter().any(|size| size.hd);
    let has_it = rules.sizes.iter().any(|size| size.hd && size.aspect == aspect);
    let not_with = Rule::NotWith { field: "aspect_ratio".to_owned(), value: aspect.to_string() };
    (by_pixels && !has_it && rules.aspects().contains(&aspect)).then(|| problem(name(Toggle::Hd), not_with))
}

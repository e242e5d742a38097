//! Every combination that a case allows, by its data alone.

use std::collections::BTreeMap;

use dailies_core::model::{
    Cameo, ClipId, Generation, Picture, PictureId, PictureRole, PictureSource, RemixSource, RemoteId, Seed, Shot,
    Toggle, VideoSource, storyboard,
};
use serde_json::Value;

use super::Case;

/// Settings in full, and each input with every shape and length.
pub(super) fn generations(case: &Case<'_>) -> Vec<Generation> {
    let plain = case.plain();
    let mut all = settings(case, &plain, &toggles(case));
    for with_input in inputs(case, &plain) {
        all.extend(settings(case, &with_input, &few_toggles(case)));
    }
    all.extend(storyboards(case));
    all.extend(remixes(case));
    all
}

fn open<T: Clone>(values: &[T]) -> Vec<Option<T>> {
    std::iter::once(None).chain(values.iter().cloned().map(Some)).collect()
}

fn settings(case: &Case<'_>, base: &Generation, toggles: &[BTreeMap<Toggle, bool>]) -> Vec<Generation> {
    let mut all = Vec::new();
    for aspect_ratio in open(&case.rules.aspects()) {
        for duration_s in open(case.rules.lengths()) {
            for resolution in open(case.rules.resolutions()) {
                for toggles in toggles {
                    let (resolution, toggles) = (resolution.clone(), toggles.clone());
                    all.push(Generation { aspect_ratio, duration_s, resolution, toggles, ..base.clone() });
                }
            }
        }
    }
    all.retain(|generation| {
        !case.rules.exclude.iter().any(|row| row.iter().all(|(field, value)| has(generation, field, value)))
    });
    all
}

/// Whether a generation has this setting of an exclusion.
fn has(generation: &Generation, field: &str, value: &Value) -> bool {
    match field {
        "aspect_ratio" => generation.aspect_ratio.map(|ratio| ratio.to_string()).as_deref() == value.as_str(),
        "duration_s" => generation.duration_s.map(u64::from) == value.as_u64(),
        "resolution" => generation.resolution.as_deref() == value.as_str(),
        _ => generation.toggles.iter().any(|(toggle, on)| super::forbidden::name(*toggle) == field && value == on),
    }
}

/// Each switch on, off and open, with all the others so.
fn toggles(case: &Case<'_>) -> Vec<BTreeMap<Toggle, bool>> {
    case.rules.switches().into_iter().fold(vec![BTreeMap::new()], |all, toggle| {
        let with = |on| {
            move |mut row: BTreeMap<_, _>| {
                row.insert(toggle, on);
                row
            }
        };
        let on = all.iter().cloned().map(with(true));
        let off = all.iter().cloned().map(with(false));
        all.iter().cloned().chain(on).chain(off).collect()
    })
}

/// All open, all on, all off.
fn few_toggles(case: &Case<'_>) -> Vec<BTreeMap<Toggle, bool>> {
    let all = |on| case.rules.switches().into_iter().map(move |toggle| (toggle, on)).collect();
    vec![BTreeMap::new(), all(true), all(false)]
}

pub(super) fn pictures(roles: &[PictureRole], by_url: bool) -> Vec<Picture> {
    let source = |at: usize| match by_url {
        true => PictureSource::Url { url: format!("https://pictures.example/{at}.png") },
        false => PictureSource::Stored { id: PictureId(format!("{at:064x}")) },
    };
    roles.iter().enumerate().map(|(at, role)| Picture::new(*role, source(at))).collect()
}

pub(super) fn cameo() -> Cameo {
    Cameo { url: "https://films.example/a.mp4".to_owned(), clip_id: None, start_ms: 1000, end_ms: 3500 }
}

pub(super) fn video(at: u32) -> String {
    format!("https://films.example/{at}.mp4")
}

/// The plain generation with one more thing each.
fn inputs(case: &Case<'_>, plain: &Generation) -> Vec<Generation> {
    let mut all = Vec::new();
    if let Some(rules) = &case.rules.pictures {
        let takes_urls = rules.by.contains(&dailies_core::catalogue::PictureBy::Url);
        for roles in sequences(&rules.roles, rules.min, rules.max) {
            for by_url in [false, true].into_iter().filter(|by_url| takes_urls || !by_url) {
                all.push(Generation { pictures: pictures(&roles, by_url), ..plain.clone() });
            }
        }
    }
    for count in 1..=case.rules.videos {
        all.push(Generation { videos: (0..count).map(video).map(VideoSource::Url).collect(), ..plain.clone() });
    }
    if case.rules.cameo {
        for (start_ms, end_ms) in [(0, 1000), (0, 3000), (1500, 4000)] {
            all.push(Generation { cameo: Some(Cameo { start_ms, end_ms, ..cameo() }), ..plain.clone() });
        }
    }
    if case.rules.size.is_some() {
        all.extend(["1440x1080", "large"].map(|size| Generation { size: Some(size.to_owned()), ..plain.clone() }));
    }
    if case.rules.seed.is_some() {
        all.extend([0, 7, u64::MAX].map(|seed| Generation { seed: Some(Seed(seed)), ..plain.clone() }));
    }
    if case.rules.notify_hook.is_some() {
        all.push(Generation { notify_hook: Some("https://hooks.example/done".to_owned()), ..plain.clone() });
    }
    all
}

/// Every legal sequence of roles: by the model's order, first and last once, no last without the first that it knows.
fn sequences(roles: &[PictureRole], min: u32, max: u32) -> Vec<Vec<PictureRole>> {
    use PictureRole::{First, Last, Reference};
    let knows = |role| roles.contains(&role);
    let mut all = Vec::new();
    for first in 0..=u32::from(knows(First)) {
        for last in 0..=u32::from(knows(Last) && (first == 1 || !knows(First))) {
            for references in 0..=if knows(Reference) { max } else { 0 } {
                let count = |role: &PictureRole| match role {
                    First => first,
                    Last => last,
                    Reference => references,
                };
                if (min..=max).contains(&(first + last + references)) && first + last + references > 0 {
                    all.push(roles.iter().flat_map(|role| vec![*role; count(role) as usize]).collect());
                }
            }
        }
    }
    all
}

/// A board of two shots for every length, and for the model's own.
fn storyboards(case: &Case<'_>) -> Vec<Generation> {
    if !case.rules.storyboard {
        return Vec::new();
    }
    let lengths = open(case.rules.lengths());
    let board = |duration_s: Option<u32>| {
        let prompt = board(i64::from(duration_s.or(case.rules.usual_length()).unwrap()) * 1000);
        Generation { prompt, duration_s, ..case.plain() }
    };
    lengths.into_iter().map(board).collect()
}

pub(super) fn board(length_ms: i64) -> String {
    let shot = |scene: &str, duration_ms| Shot { scene: scene.to_owned(), duration_ms: Some(duration_ms) };
    storyboard::prompt(&[shot("a plane takes off", length_ms - 2500), shot("the plane lands", 2500)])
}

pub(super) fn remix() -> Option<RemixSource> {
    Some(RemixSource { clip_id: ClipId(1), remote_id: RemoteId("video_1".to_owned()) })
}

/// A remix of every film, in each size.
fn remixes(case: &Case<'_>) -> Vec<Generation> {
    let aspects = case.entry.remix_rules().map(|rules| open(&rules.aspects())).unwrap_or_default();
    let of = |aspect_ratio| {
        let prompt = "the same, in snow".to_owned();
        Generation { remix_of: remix(), aspect_ratio, ..Generation::of(case.entry.id.clone(), prompt) }
    };
    aspects.into_iter().map(of).collect()
}

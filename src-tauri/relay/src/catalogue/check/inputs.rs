//! Checks what goes with a prompt: pictures, videos, cameo, remix source, seed and notification URL.

use dailies_model::{Cameo, Generation, Picture, PictureRole, PictureSource, Problem, Rule, VideoSource};
use url::Url;

use super::{problem, settings::is_free_text};
use crate::catalogue::{PictureBy, Pictures, Rules, rules::name};

/// Shortest and longest range of a cameo (section 2), in seconds.
const CAMEO_S: (u32, u32) = (1, 3);

pub(super) fn inputs(generation: &Generation, rules: &Rules) -> Vec<Problem> {
    let mut problems = pictures(generation, rules);
    let of_videos = videos(&generation.videos, rules.videos);
    problems.extend(of_videos.map(|rule| problem("videos", rule)));
    if let Some(cameo) = &generation.cameo {
        let broken = if rules.cameo { in_range(cameo) } else { vec![Rule::NotTaken] };
        problems.extend(broken.into_iter().map(|rule| problem("cameo", rule)));
    }
    let not_taken = [
        ("remix_of", generation.remix_of.is_some() && !rules.remix),
        ("seed", generation.seed.is_some() && rules.seed.is_none()),
        ("size", generation.size.is_some() && rules.size.is_none()),
        ("notify_hook", generation.notify_hook.is_some() && rules.notify_hook.is_none()),
    ];
    problems.extend(not_taken.into_iter().filter(|(_, is)| *is).map(|(field, _)| problem(field, Rule::NotTaken)));
    if rules.size.is_some() && generation.size.as_ref().is_some_and(|size| !is_free_text(size)) {
        problems.push(problem("size", Rule::Required));
    }
    if rules.notify_hook.is_some() && generation.notify_hook.as_ref().is_some_and(|url| !is_url(url)) {
        problems.push(problem("notify_hook", Rule::NoUrl));
    }
    problems
}

fn is_url(text: &str) -> bool {
    Url::parse(text).is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host()) && text.trim() == text
}

fn videos(videos: &[VideoSource], most: u32) -> Option<Rule> {
    match most {
        _ if videos.is_empty() => None,
        0 => Some(Rule::NotTaken),
        max if videos.len() > max as usize => Some(Rule::AtMost { max }),
        _ => videos.iter().any(|video| matches!(video, VideoSource::Url(url) if !is_url(url))).then_some(Rule::NoUrl),
    }
}

fn in_range(cameo: &Cameo) -> Vec<Rule> {
    let (min, max) = CAMEO_S;
    let length_ms = cameo.end_ms.saturating_sub(cameo.start_ms);
    let mut broken = Vec::new();
    if cameo.clip_id.is_none() && !is_url(&cameo.url) {
        broken.push(Rule::NoUrl);
    }
    if cameo.start_ms < 0 {
        broken.push(Rule::AtLeast { min: 0 });
    }
    if !(i64::from(min) * 1000..=i64::from(max) * 1000).contains(&length_ms) {
        broken.push(Rule::Between { min, max });
    }
    broken
}

fn pictures(generation: &Generation, rules: &Rules) -> Vec<Problem> {
    let sent = &generation.pictures;
    let broken: Vec<_> = match &rules.pictures {
        None if sent.is_empty() => Vec::new(),
        None => vec![Rule::NotTaken],
        Some(rules) => [count(sent, rules), role(sent, rules), source(sent, rules)].into_iter().flatten().collect(),
    };
    broken.into_iter().map(|rule| problem("pictures", rule)).collect()
}

fn count(sent: &[Picture], rules: &Pictures) -> Option<Rule> {
    let sent = u32::try_from(sent.len()).unwrap_or(u32::MAX);
    if sent > rules.max {
        Some(Rule::AtMost { max: rules.max })
    } else {
        (sent < rules.min).then_some(Rule::AtLeast { min: rules.min })
    }
}

/// Returns the rule that the first picture with a wrong role breaks, with the roles allowed there.
fn role(sent: &[Picture], rules: &Pictures) -> Option<Rule> {
    let roles: Vec<_> = sent.iter().map(|picture| picture.role).collect();
    roles.iter().enumerate().find_map(|(at, role)| {
        let next = next_roles(&roles[..at], rules);
        let values = || next.iter().map(name).collect();
        (!next.contains(role))
            .then(|| if next.is_empty() { Rule::AtMost { max: at_most(at) } } else { Rule::OneOf { values: values() } })
    })
}

fn at_most(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// Returns the roles allowed for the next picture: roles come in the model's order, there is at most one first and one
/// last frame, and no last frame without a first where the model knows both.
fn next_roles(before: &[PictureRole], rules: &Pictures) -> Vec<PictureRole> {
    use PictureRole::{First, Last, Reference};
    let place = |role: &PictureRole| rules.roles.iter().position(|known| known == role);
    let reached = before.last().and_then(place);
    let is_free = |role: &&PictureRole| match role {
        Reference => true,
        First => !before.contains(&First),
        Last => !before.contains(&Last) && (before.contains(&First) || !rules.roles.contains(&First)),
    };
    rules.roles.iter().filter(|role| place(role) >= reached).filter(is_free).copied().collect()
}

fn source(sent: &[Picture], rules: &Pictures) -> Option<Rule> {
    let takes_urls = rules.by.contains(&PictureBy::Url);
    sent.iter().find_map(|picture| match &picture.source {
        PictureSource::Stored { .. } | PictureSource::PartBefore => None,
        PictureSource::Url { .. } if !takes_urls => Some(Rule::NoPictureUrl),
        PictureSource::Url { url } => (!is_url(url)).then_some(Rule::NoUrl),
    })
}

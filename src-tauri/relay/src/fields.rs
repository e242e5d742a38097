//! Writes a generation as the JSON fields of a request, by the rules of its model (reference sections 2 to 4).
//!
//! A setting that the rules do not name is not sent; one that the user leaves open is sent only if the rules have a default.
//! Shots and `@names` are part of the prompt already. Fields that only one format has are added by that format.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use dailies_model::{Cameo, Generation, Toggle, VideoSource};
use serde_json::{Map, Value};

use super::{Attachment, SubmitParams};
use crate::catalogue::{Choice, Lengths, NumberAs, Rules};

/// All of them but the pictures.
pub(super) fn without_pictures(order: &SubmitParams<'_>) -> Map<String, Value> {
    let SubmitParams { generation, rules, .. } = *order;
    let mut fields = Map::new();
    let mut add = |name: &str, value: Value| fields.insert(name.to_owned(), value);
    add("model", generation.model.as_str().into());
    add("prompt", generation.prompt.as_str().into());
    let videos = videos(generation);
    if !videos.is_empty() && rules.videos > 0 {
        add("videos", videos.into());
    }
    if let Some(cameo) = generation.cameo.as_ref().filter(|_| rules.cameo) {
        add("character_url", cameo.url.as_str().into());
        add("character_timestamps", timestamps(cameo).into());
    }
    fields.extend(choice(rules.aspect.as_ref(), generation.aspect_ratio.map(|ratio| ratio.to_string())));
    fields.extend(length(rules.duration.as_ref(), generation.duration_s));
    fields.extend(choice(rules.resolution.as_ref(), generation.resolution.clone()));
    fields.extend(toggles(generation, rules));
    fields.extend(size(generation, rules).map(|size| ("size".to_owned(), size.into())));
    fields.extend(rules.size.clone().zip(generation.size.clone().map(Value::from)));
    fields.extend(rules.seed.clone().zip(generation.seed.map(|seed| Value::from(seed.0))));
    fields.extend(rules.notify_hook.clone().zip(generation.notify_hook.clone().map(Value::from)));
    fields.extend(rules.always.clone());
    fields
}

/// The addresses of its videos. A clip of the gallery has none before the queue looked it up.
fn videos(generation: &Generation) -> Vec<&str> {
    generation.videos.iter().filter_map(address).collect()
}

fn address(video: &VideoSource) -> Option<&str> {
    match video {
        VideoSource::Url(url) => Some(url),
        VideoSource::Clip { .. } => None,
    }
}

/// All of them; the pictures are a list of URLs, `data:` URLs for files.
pub(super) fn with_pictures(order: &SubmitParams<'_>) -> Map<String, Value> {
    let mut fields = without_pictures(order);
    let pictures: Vec<_> = pictures(order).into_iter().map(url).collect();
    if let Some(rules) = order.rules.pictures.as_ref().filter(|_| !pictures.is_empty()) {
        fields.insert(rules.field.clone(), pictures.into());
    }
    fields
}

/// The pictures in the order in which the model takes them: by what they are for, then as the user put them.
pub(super) fn pictures<'a>(order: &SubmitParams<'a>) -> Vec<&'a Attachment> {
    let Some(rules) = &order.rules.pictures else { return Vec::new() };
    let mut pictures: Vec<_> = order.generation.pictures.iter().zip(order.pictures).collect();
    pictures.sort_by_key(|(picture, _)| rules.roles.iter().position(|role| *role == picture.role));
    pictures.into_iter().map(|(_, attachment)| attachment).collect()
}

/// A picture's address, or all of it as a `data:` URL (RFC 2397).
pub(super) fn url(picture: &Attachment) -> String {
    match picture {
        Attachment::Url(url) => url.clone(),
        Attachment::File { media_type, bytes } => {
            let mut url = format!("data:{media_type};base64,");
            STANDARD.encode_string(bytes, &mut url);
            url
        }
    }
}

/// How a value that is shown is written.
pub(super) fn written(rule: &Choice, shown: String) -> Value {
    rule.wire.get(&shown).cloned().unwrap_or_else(|| shown.into())
}

/// The pixels of the clip, such as `1280x720`, for a model that wants these (section 4). Left to the model only when
/// nothing depends on them: neither a shape, nor HD, nor a picture that must have the same.
pub fn size<'a>(generation: &Generation, rules: &'a Rules) -> Option<&'a str> {
    let default = || rules.aspect.as_ref().and_then(|aspect| aspect.default.as_ref()?.parse().ok());
    let aspect = generation.aspect_ratio.or_else(default);
    let is_hd = generation.is_on(Toggle::Hd);
    let fits = |is_hd| {
        let mut sizes = rules.sizes.iter().filter(move |size| size.hd == is_hd);
        sizes.find(|size| aspect.is_none_or(|aspect| size.aspect == aspect)).map(|size| size.size.as_str())
    };
    let must_match = rules.pictures.as_ref().is_some_and(|pictures| pictures.match_size);
    let matters = aspect.is_some() || is_hd || (must_match && !generation.pictures.is_empty());
    matters.then(|| fits(is_hd).or_else(|| fits(false))).flatten()
}

/// A range in seconds as relays want it: `1,3` or `1.5,3`.
pub(super) fn range(start_ms: i64, end_ms: i64) -> String {
    format!("{},{}", seconds(start_ms), seconds(end_ms))
}

fn timestamps(cameo: &Cameo) -> String {
    range(cameo.start_ms, cameo.end_ms)
}

fn seconds(ms: i64) -> String {
    let exact = format!("{}.{:03}", ms / 1000, ms % 1000);
    exact.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn choice(rule: Option<&Choice>, asked: Option<String>) -> Option<(String, Value)> {
    let rule = rule?;
    let shown = asked.or_else(|| rule.default.clone())?;
    Some((rule.field.clone(), written(rule, shown)))
}

fn length(rule: Option<&Lengths>, asked: Option<u32>) -> Option<(String, Value)> {
    let rule = rule?;
    let seconds = asked.or(rule.default)?;
    let value = match rule.as_ {
        NumberAs::Text => seconds.to_string().into(),
        NumberAs::Integer => seconds.into(),
    };
    Some((rule.field.clone(), value))
}

/// HD is no field of its own where the size says it.
fn toggles(generation: &Generation, rules: &Rules) -> impl Iterator<Item = (String, Value)> {
    let is_in_size = |toggle: Toggle| toggle == Toggle::Hd && rules.sizes.iter().any(|size| size.hd);
    let sent = rules.toggles.iter().filter(move |(toggle, _)| !is_in_size(**toggle));
    sent.filter_map(|(toggle, switch)| {
        let is_on = generation.toggles.get(toggle).copied().or(switch.default)?;
        Some((switch.field.clone(), switch.written(is_on)))
    })
}

#[cfg(test)]
mod tests;

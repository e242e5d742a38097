//! Reading fields out of a body, strictly: each reader names the field that is wrong.

use super::ApiError;
use super::pictures::{Picture, is_url, picture};
use crate::models::{self, Model};
use crate::task::{Format, Media};
use serde_json::{Map, Value};

pub(super) type Fields = Map<String, Value>;
pub(super) type Check = Result<(), ApiError>;

/// The longest prompt in characters; relays differ, this one is generous.
const LONGEST_PROMPT: usize = 10_000;

/// Reads a body as JSON.
pub(super) fn json(body: &[u8]) -> Result<Value, ApiError> {
    serde_json::from_slice(body).map_err(|e| ApiError::not_json(&e.to_string()))
}

pub(super) fn object(body: &Value) -> Result<&Fields, ApiError> {
    body.as_object().ok_or_else(|| ApiError::not_json("not an object"))
}

/// Refuses a field that the format does not have.
pub(super) fn known(fields: &Fields, names: &[&str]) -> Check {
    match fields.keys().find(|name| !names.contains(&name.as_str())) {
        Some(name) => Err(ApiError::field(name, "is not a field of this format or model", "不是此接口或模型的参数")),
        None => Ok(()),
    }
}

/// The model, if `format` offers it for `media`.
pub(super) fn model(fields: &Fields, format: Format, media: Media) -> Result<&'static Model, ApiError> {
    let id = required(fields, "model")?;
    models::find(id).filter(|model| model.serves(format, media)).ok_or_else(|| ApiError::no_model(id))
}

pub(super) fn prompt(fields: &Fields) -> Result<&str, ApiError> {
    let prompt = required(fields, "prompt")?;
    if prompt.chars().count() > LONGEST_PROMPT {
        return Err(ApiError::field("prompt", "must have at most 10000 characters", "不能超过 10000 个字符"));
    }
    Ok(prompt)
}

/// Checks the pictures, at most `most`, and gives the first one, if it came as data.
pub(super) fn images(fields: &Fields, most: usize) -> Result<Option<String>, ApiError> {
    let sent = strings(fields, "images")?;
    if sent.len() > most {
        let must = format!("must hold at most {most} pictures for this model");
        return Err(ApiError::field("images", &must, &format!("该模型最多支持 {most} 张图片")));
    }
    let pictures = sent.iter().map(|text| picture("images", text)).collect::<Result<Vec<_>, _>>()?;
    Ok(match pictures.first() {
        Some(Picture::Data(data)) => Some((*data).to_owned()),
        _ => None,
    })
}

pub(super) fn videos(fields: &Fields) -> Check {
    let urls = strings(fields, "videos")?.into_iter().all(is_url);
    urls.then_some(()).ok_or_else(|| ApiError::field("videos", "must hold http(s) URLs only", "只能是 http(s) 链接"))
}

/// Both cameo fields or none; 1 <= end - start <= 3 seconds.
pub(super) fn character(fields: &Fields) -> Check {
    url(fields, "character_url")?;
    let times = text(fields, "character_timestamps")?;
    match (fields.contains_key("character_url"), times) {
        (true, None) => {
            Err(ApiError::field("character_timestamps", "is required with character_url", "使用 character_url 时必填"))
        }
        (false, Some(_)) => Err(ApiError::field(
            "character_url",
            "is required with character_timestamps",
            "使用 character_timestamps 时必填",
        )),
        (true, Some(times)) => span("character_timestamps", times).map(|_| ()),
        _ => Ok(()),
    }
}

/// Reads "start,end" in seconds.
pub(super) fn span(name: &str, times: &str) -> Result<(f64, f64), ApiError> {
    let seconds = |text: &str| text.trim().parse::<f64>().ok().filter(|s| s.is_finite() && *s >= 0.0);
    let ends = times.split_once(',').and_then(|(start, end)| Some((seconds(start)?, seconds(end)?)));
    ends.filter(|(start, end)| (1.0..=3.0).contains(&(end - start))).ok_or_else(|| {
        let must = "must be \"start,end\" in seconds, 1 to 3 seconds apart";
        ApiError::field(name, must, "必须是 \"开始,结束\"（秒），间隔 1 到 3 秒")
    })
}

/// A field that must hold one of `values`, where it is there.
pub(super) fn one_of<'a>(fields: &'a Fields, name: &str, values: &[&str]) -> Result<Option<&'a str>, ApiError> {
    match text(fields, name)? {
        Some(text) if !values.contains(&text) => {
            let list = values.join(", ");
            Err(ApiError::field(name, &format!("must be one of {list}"), &format!("必须是其中之一：{list}")))
        }
        found => Ok(found),
    }
}

/// A size in pixels such as `1280x720`.
pub(super) fn size(text: &str) -> Option<(u32, u32)> {
    let side = |side: &str| side.parse::<u16>().ok().filter(|n| *n > 0).map(u32::from);
    let (width, height) = text.split_once('x')?;
    Some((side(width)?, side(height)?))
}

pub(super) fn resolution(fields: &Fields) -> Check {
    let Some(resolution) = text(fields, "resolution")? else { return Ok(()) };
    let lines = resolution.strip_suffix(['P', 'p']).and_then(|lines| lines.parse::<u16>().ok());
    match lines {
        Some(240..=4320) => Ok(()),
        _ => Err(ApiError::field("resolution", "must be such as \"720P\"", "必须形如 \"720P\"")),
    }
}

pub(super) fn required<'a>(fields: &'a Fields, name: &str) -> Result<&'a str, ApiError> {
    match text(fields, name)? {
        Some(text) if !text.trim().is_empty() => Ok(text),
        _ => Err(ApiError::field(name, "is required and must not be empty", "必填且不能为空")),
    }
}

pub(super) fn text<'a>(fields: &'a Fields, name: &str) -> Result<Option<&'a str>, ApiError> {
    match fields.get(name) {
        None => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(_) => Err(ApiError::field(name, "must be a string", "必须是字符串")),
    }
}

pub(super) fn flag(fields: &Fields, name: &str) -> Result<bool, ApiError> {
    match fields.get(name) {
        None => Ok(false),
        Some(Value::Bool(on)) => Ok(*on),
        Some(_) => Err(ApiError::field(name, "must be true or false", "必须是 true 或 false")),
    }
}

/// A whole number within `range`, where it is there.
pub(super) fn integer(
    fields: &Fields,
    name: &str,
    range: std::ops::RangeInclusive<u64>,
) -> Result<Option<u64>, ApiError> {
    let Some(value) = fields.get(name) else { return Ok(None) };
    match value.as_u64().filter(|number| range.contains(number)) {
        Some(number) => Ok(Some(number)),
        None => {
            let (low, high) = range.into_inner();
            let must = format!("must be an integer from {low} to {high}");
            Err(ApiError::field(name, &must, &format!("必须是 {low} 到 {high} 的整数")))
        }
    }
}

pub(super) fn url(fields: &Fields, name: &str) -> Check {
    match text(fields, name)? {
        Some(text) if !is_url(text) => Err(ApiError::field(name, "must be an http(s) URL", "必须是 http(s) 链接")),
        _ => Ok(()),
    }
}

fn strings<'a>(fields: &'a Fields, name: &str) -> Result<Vec<&'a str>, ApiError> {
    let wrong = || ApiError::field(name, "must be a list of strings", "必须是字符串数组");
    match fields.get(name) {
        None => Ok(Vec::new()),
        Some(Value::Array(list)) => list.iter().map(|one| one.as_str().ok_or_else(wrong)).collect(),
        Some(_) => Err(wrong()),
    }
}

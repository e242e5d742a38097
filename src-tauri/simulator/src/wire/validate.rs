//! The strict check of a Sora or Veo submit in the unified format (contract, `Generation`; reference, section 2): every field's type
//! and range, no unknown field.
//!
//! Stricter than the wild on purpose: what is let through here is what the documents promise.

use super::ApiError;
use super::fields::{self, Check, Fields, flag, text};
use crate::clip::Shape;
use crate::models::ModelKind;
use crate::task::{Format, JobRequest, Media};
use serde_json::Value;

const KNOWN: [&str; 16] = [
    "prompt",
    "model",
    "images",
    "videos",
    "aspect_ratio",
    "duration",
    "size",
    "resolution",
    "hd",
    "watermark",
    "private",
    "notify_hook",
    "enhance_prompt",
    "enable_upsample",
    "character_url",
    "character_timestamps",
];

/// Reads an order out of a submit's body.
///
/// # Errors
/// The answer for the first wrong field.
pub(super) fn order(body: &Value) -> Result<JobRequest, ApiError> {
    let fields = fields::object(body)?;
    fields::known(fields, &KNOWN)?;
    let model = fields::model(fields, Format::Unified, Media::Film)?;
    let prompt = fields::prompt(fields)?;
    let opening = fields::images(fields, most_images(model.id))?;
    fields::videos(fields)?;
    let shape = aspect_ratio(fields)?;
    let seconds = duration(fields, model.id, model.kind == ModelKind::Sora)?;
    let hd = hd(fields, model.id)?;
    texts(fields)?;
    let upsample = flags(fields)?;
    let private = flag(fields, "private")?;
    fields::character(fields)?;
    let (model, prompt) = (model.id.into(), prompt.into());
    Ok(JobRequest { model, prompt, seconds, shape, fine: hd || upsample, opening, private, ..JobRequest::default() })
}

/// How many pictures a model takes (reference, section 2); Sora's number is not limited there.
fn most_images(model: &str) -> usize {
    match model {
        _ if model.ends_with("-frames") || model.starts_with("veo3.1") => 2,
        _ if model.ends_with("-components") => 3,
        _ => usize::MAX,
    }
}

fn aspect_ratio(fields: &Fields) -> Result<Shape, ApiError> {
    let ratio = fields.get("aspect_ratio").map_or(Some("16:9"), Value::as_str);
    ratio
        .filter(|ratio| matches!(*ratio, "16:9" | "9:16"))
        .and_then(Shape::of_ratio)
        .ok_or_else(|| ApiError::field("aspect_ratio", "must be \"16:9\" or \"9:16\"", "必须是 \"16:9\" 或 \"9:16\""))
}

/// Sora takes the strings "10", "15", "25", the last only on pro; Veo those or a number of seconds.
fn duration(fields: &Fields, model: &str, sora: bool) -> Result<u32, ApiError> {
    let wrong = |must, must_zh| Err(ApiError::field("duration", must, must_zh));
    match fields.get("duration") {
        None => Ok(if sora { 10 } else { 8 }),
        Some(Value::String(text)) => match text.as_str() {
            "10" => Ok(10),
            "15" => Ok(15),
            "25" if model == "sora-2" => wrong("\"25\" is for sora-2-pro only", "\"25\" 仅支持 sora-2-pro"),
            "25" => Ok(25),
            _ => wrong("must be \"10\", \"15\" or \"25\"", "必须是 \"10\"、\"15\" 或 \"25\""),
        },
        Some(Value::Number(number)) if !sora => match number.as_u64() {
            Some(seconds @ 1..=60) => Ok(seconds as u32),
            _ => wrong("must be an integer from 1 to 60", "必须是 1 到 60 的整数"),
        },
        Some(_) => wrong("must be a string: \"10\", \"15\" or \"25\"", "必须是字符串：\"10\"、\"15\" 或 \"25\""),
    }
}

fn hd(fields: &Fields, model: &str) -> Result<bool, ApiError> {
    let hd = flag(fields, "hd")?;
    if hd && model != "sora-2-pro" {
        return Err(ApiError::field("hd", "is for sora-2-pro only", "仅支持 sora-2-pro"));
    }
    Ok(hd)
}

fn texts(fields: &Fields) -> Check {
    if let Some(size) = text(fields, "size")?
        && !matches!(size, "small" | "large")
        && fields::size(size).is_none()
    {
        return Err(ApiError::field("size", "must be such as \"1280x720\"", "必须形如 \"1280x720\""));
    }
    fields::resolution(fields)?;
    fields::url(fields, "notify_hook")
}

/// Checks the switches that change nothing here, and gives `enable_upsample`.
fn flags(fields: &Fields) -> Result<bool, ApiError> {
    for name in ["watermark", "private", "enhance_prompt"] {
        flag(fields, name)?;
    }
    flag(fields, "enable_upsample")
}

#[cfg(test)]
#[path = "validate_tests.rs"]
mod tests;

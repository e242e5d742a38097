//! The strict check of a unified submit (contract, `Generation`; reference, section 2): every field's type and range, no unknown field.
//!
//! Stricter than the wild on purpose: what is let through here is what the documents promise.

use super::ApiError;
use super::models::VIDEO;
use super::pictures::{Picture, is_url, picture};
use crate::clip::Shape;
use crate::task::Order;
use serde_json::{Map, Value};

type Fields = Map<String, Value>;
type Check = Result<(), ApiError>;

/// The longest prompt in characters; relays differ, this one is generous.
const LONGEST_PROMPT: usize = 10_000;

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
pub(crate) fn order(body: &Value) -> Result<Order, ApiError> {
    let fields = body.as_object().ok_or_else(|| ApiError::not_json("not an object"))?;
    known(fields)?;
    let model = model(fields)?;
    let prompt = prompt(fields)?;
    let opening = images(fields, model)?;
    videos(fields)?;
    let shape = aspect_ratio(fields)?;
    let seconds = duration(fields, model)?;
    let hd = hd(fields, model)?;
    texts(fields)?;
    let upsample = flags(fields)?;
    character(fields)?;
    Ok(Order { model: model.into(), prompt: prompt.into(), seconds, shape, fine: hd || upsample, opening })
}

fn known(fields: &Fields) -> Check {
    match fields.keys().find(|name| !KNOWN.contains(&name.as_str())) {
        Some(name) => Err(ApiError::field(name, "is not a field of this format", "不是此接口的参数")),
        None => Ok(()),
    }
}

fn model(fields: &Fields) -> Result<&str, ApiError> {
    let model = required(fields, "model")?;
    if VIDEO.contains(&model) { Ok(model) } else { Err(ApiError::no_model(model)) }
}

fn prompt(fields: &Fields) -> Result<&str, ApiError> {
    let prompt = required(fields, "prompt")?;
    if prompt.chars().count() > LONGEST_PROMPT {
        return Err(ApiError::field("prompt", "must have at most 10000 characters", "不能超过 10000 个字符"));
    }
    Ok(prompt)
}

/// Checks the pictures and gives the first one, if it came as data.
fn images(fields: &Fields, model: &str) -> Result<Option<String>, ApiError> {
    let sent = strings(fields, "images")?;
    let most = match model {
        _ if model.ends_with("-frames") || model.starts_with("veo3.1") => 2,
        _ if model.ends_with("-components") => 3,
        _ => usize::MAX,
    };
    if sent.len() > most {
        let must = format!("must hold at most {most} pictures for {model}");
        return Err(ApiError::field("images", &must, &format!("{model} 最多支持 {most} 张图片")));
    }
    let pictures = sent.iter().map(|text| picture("images", text)).collect::<Result<Vec<_>, _>>()?;
    Ok(match pictures.first() {
        Some(Picture::Data(data)) => Some((*data).to_owned()),
        _ => None,
    })
}

fn videos(fields: &Fields) -> Check {
    let urls = strings(fields, "videos")?.into_iter().all(is_url);
    urls.then_some(()).ok_or_else(|| ApiError::field("videos", "must hold http(s) URLs only", "只能是 http(s) 链接"))
}

fn aspect_ratio(fields: &Fields) -> Result<Shape, ApiError> {
    match fields.get("aspect_ratio").map(Value::as_str) {
        None | Some(Some("16:9")) => Ok(Shape::Landscape),
        Some(Some("9:16")) => Ok(Shape::Portrait),
        _ => Err(ApiError::field("aspect_ratio", "must be \"16:9\" or \"9:16\"", "必须是 \"16:9\" 或 \"9:16\"")),
    }
}

/// Sora takes the strings "10", "15", "25", the last only on pro; other models those or a number of seconds.
fn duration(fields: &Fields, model: &str) -> Result<u32, ApiError> {
    let sora = model.starts_with("sora");
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
    if let Some(size) = text(fields, "size")? {
        let sides = size.split_once('x').map(|(w, h)| [w, h].map(|side| side.parse::<u16>().is_ok_and(|n| n > 0)));
        let named = matches!(size, "small" | "large");
        if !named && sides != Some([true, true]) {
            return Err(ApiError::field("size", "must be such as \"1280x720\"", "必须形如 \"1280x720\""));
        }
    }
    if let Some(resolution) = text(fields, "resolution")? {
        let lines = resolution.strip_suffix(['P', 'p']).and_then(|lines| lines.parse::<u16>().ok());
        if !lines.is_some_and(|lines| (240..=4320).contains(&lines)) {
            return Err(ApiError::field("resolution", "must be such as \"720P\"", "必须形如 \"720P\""));
        }
    }
    url(fields, "notify_hook")
}

/// Checks the switches that change nothing here, and gives `enable_upsample`.
fn flags(fields: &Fields) -> Result<bool, ApiError> {
    for name in ["watermark", "private", "enhance_prompt"] {
        flag(fields, name)?;
    }
    flag(fields, "enable_upsample")
}

/// Both cameo fields or none; 1 <= end - start <= 3 seconds.
fn character(fields: &Fields) -> Check {
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
        (true, Some(times)) if !spans(times) => Err(ApiError::field(
            "character_timestamps",
            "must be \"start,end\" in seconds, 1 to 3 seconds apart",
            "必须是 \"开始,结束\"（秒），间隔 1 到 3 秒",
        )),
        _ => Ok(()),
    }
}

fn spans(times: &str) -> bool {
    let seconds = |text: &str| text.trim().parse::<f64>().ok().filter(|s| s.is_finite() && *s >= 0.0);
    let ends = times.split_once(',').and_then(|(start, end)| Some((seconds(start)?, seconds(end)?)));
    ends.is_some_and(|(start, end)| (1.0..=3.0).contains(&(end - start)))
}

fn required<'a>(fields: &'a Fields, name: &str) -> Result<&'a str, ApiError> {
    match text(fields, name)? {
        Some(text) if !text.trim().is_empty() => Ok(text),
        _ => Err(ApiError::field(name, "is required and must not be empty", "必填且不能为空")),
    }
}

fn text<'a>(fields: &'a Fields, name: &str) -> Result<Option<&'a str>, ApiError> {
    match fields.get(name) {
        None => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(_) => Err(ApiError::field(name, "must be a string", "必须是字符串")),
    }
}

fn flag(fields: &Fields, name: &str) -> Result<bool, ApiError> {
    match fields.get(name) {
        None => Ok(false),
        Some(Value::Bool(on)) => Ok(*on),
        Some(_) => Err(ApiError::field(name, "must be true or false", "必须是 true 或 false")),
    }
}

fn url(fields: &Fields, name: &str) -> Check {
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

#[cfg(test)]
#[path = "validate_tests.rs"]
mod tests;

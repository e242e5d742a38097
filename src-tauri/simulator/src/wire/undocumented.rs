//! The models of the unified format that no document describes (reference, section 2, "seen"), stills and sounds among them: each kind's
//! own fields and no other.

use super::ApiError;
use super::fields::{self, Check, Fields, integer, one_of, text};
use crate::clip::Shape;
use crate::models::ModelKind;
use crate::task::{Format, JobRequest, Media};
use serde_json::Value;

const RATIOS: [&str; 6] = ["16:9", "9:16", "1:1", "4:3", "3:4", "21:9"];

/// The fields that every kind takes.
const COMMON: [&str; 3] = ["prompt", "model", "notify_hook"];

/// Reads an order for `media` out of a submit's body.
pub(super) fn order(media: Media, body: &Value) -> Result<JobRequest, ApiError> {
    let fields = fields::object(body)?;
    let model = fields::model(fields, Format::Unified, media)?;
    let known: Vec<_> = COMMON.iter().chain(own_fields(model.kind)).copied().collect();
    fields::known(fields, &known)?;
    let prompt = fields::prompt(fields)?;
    let opening = fields::images(fields, usize::MAX)?;
    fields::videos(fields)?;
    fields::resolution(fields)?;
    fields::url(fields, "notify_hook")?;
    switches(fields)?;
    let (shape, seconds) = (shape(fields)?, duration(fields, model.kind)?);
    let (model, prompt) = (model.id.into(), prompt.into());
    Ok(JobRequest { media, model, prompt, seconds, shape, opening, ..JobRequest::default() })
}

fn own_fields(kind: ModelKind) -> &'static [&'static str] {
    match kind {
        ModelKind::Grok => &["images", "ratio", "resolution", "duration"],
        ModelKind::Seedance => {
            &["images", "ratio", "resolution", "duration", "seed", "camerafixed", "generate_audio", "return_last_frame"]
        }
        ModelKind::Still => &["images", "aspect_ratio", "resolution", "size", "seed"],
        ModelKind::Sound => &["duration", "seed"],
        _ => &["images", "videos", "aspect_ratio", "resolution", "size", "duration", "seed"],
    }
}

fn switches(fields: &Fields) -> Check {
    for name in ["camerafixed", "generate_audio", "return_last_frame"] {
        fields::flag(fields, name)?;
    }
    integer(fields, "seed", 0..=u64::from(u32::MAX)).map(|_| ())
}

/// By `aspect_ratio` or `ratio`, else by `size`.
fn shape(fields: &Fields) -> Result<Shape, ApiError> {
    let size = match text(fields, "size")? {
        None => None,
        Some(size) => Some(
            fields::size(size)
                .ok_or_else(|| ApiError::field("size", "must be such as \"1280x720\"", "必须形如 \"1280x720\""))?,
        ),
    };
    let ratio = one_of(fields, "aspect_ratio", &RATIOS)?.or(one_of(fields, "ratio", &RATIOS)?);
    let sized = size.map(|(width, height)| Shape::nearest(width, height));
    Ok(ratio.and_then(Shape::of_ratio).or(sized).unwrap_or_default())
}

fn duration(fields: &Fields, kind: ModelKind) -> Result<u32, ApiError> {
    let most = if kind == ModelKind::Sound { 120 } else { 60 };
    let seconds = integer(fields, "duration", 1..=most)?;
    match (kind, seconds) {
        (ModelKind::Grok, Some(seconds)) if !matches!(seconds, 6 | 10 | 15 | 30) => {
            Err(ApiError::field("duration", "must be 6, 10, 15 or 30", "必须是 6、10、15 或 30"))
        }
        (ModelKind::Grok, None) => Ok(6),
        (ModelKind::Sound, None) => Ok(10),
        (_, seconds) => Ok(seconds.unwrap_or(5) as u32),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn each_kind_takes_its_own_fields() {
        let table = [
            (Media::Film, json!({ "model": "grok-video-3", "ratio": "9:16", "resolution": "720P", "duration": 15 })),
            (
                Media::Film,
                json!({ "model": "seedance-1.5-pro", "ratio": "21:9", "duration": 5, "resolution": "1080p", "seed": 7,
                        "camerafixed": true, "generate_audio": false, "return_last_frame": true }),
            ),
            (Media::Film, json!({ "model": "kling-v2.6", "aspect_ratio": "1:1", "duration": 10 })),
            (Media::Film, json!({ "model": "wan2.6", "size": "1280x720", "resolution": "720P" })),
            (Media::Still, json!({ "model": "gpt-image-1", "size": "1024x1024" })),
            (Media::Sound, json!({ "model": "music-1.5", "duration": 30 })),
        ];
        for (media, mut body) in table {
            body["prompt"] = "a calm sea".into();
            assert!(order(media, &body).is_ok(), "{body}: {:?}", order(media, &body));
        }
    }

    #[test]
    fn a_wrong_field_is_named() {
        let table = [
            ("aspect_ratio", Media::Film, json!({ "model": "grok-video-3", "aspect_ratio": "9:16" })),
            ("duration", Media::Film, json!({ "model": "grok-video-3", "duration": 8 })),
            ("duration", Media::Film, json!({ "model": "kling-v2.6", "duration": "5" })),
            ("ratio", Media::Film, json!({ "model": "seedance-1.5-pro", "ratio": "5:4" })),
            ("camerafixed", Media::Film, json!({ "model": "seedance-1.5-pro", "camerafixed": 1 })),
            ("seed", Media::Film, json!({ "model": "seedance-1.5-pro", "seed": -1 })),
            ("ratio", Media::Film, json!({ "model": "ray-2", "ratio": "1:1" })),
            ("size", Media::Still, json!({ "model": "seedream-4.0", "size": "2K" })),
            ("duration", Media::Still, json!({ "model": "seedream-4.0", "duration": 5 })),
            ("images", Media::Sound, json!({ "model": "speech-02-hd", "images": [] })),
        ];
        for (field, media, mut body) in table {
            body["prompt"] = "a calm sea".into();
            let error = order(media, &body).expect_err(&body.to_string());
            assert!(error.message.contains(&format!("`{field}`")), "{body}: {}", error.message);
        }
    }

    #[test]
    fn a_model_is_offered_in_its_own_scope_only() {
        for (media, model) in [(Media::Film, "music-1.5"), (Media::Still, "sora-2"), (Media::Sound, "gpt-image-1")] {
            let error = order(media, &json!({ "model": model, "prompt": "x" })).unwrap_err();
            assert_eq!((error.status.as_u16(), error.kind), (400, "model_not_found"), "{model}");
        }
    }
}

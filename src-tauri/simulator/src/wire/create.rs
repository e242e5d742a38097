//! The create format, `/v1/video/create` and `/v1/video/query` (reference, section 3).

use super::fields::{self, Fields, flag, one_of};
use super::{ApiError, accept_job, quirks};
use crate::clip::Shape;
use crate::connection::Cut;
use crate::models::{Model, ModelKind};
use crate::state::{Relay, opaque};
use crate::tag::{Tag, has};
use crate::task::{Format, JobRequest, Media, Task};
use crate::timeline::{Failure, Moment, Step};
use axum::Json;
use axum::body::Bytes;
use axum::extract::{ConnectInfo, Query, State};
use axum::response::Response;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::sync::Arc;

const SORA: [&str; 10] = [
    "images",
    "model",
    "orientation",
    "prompt",
    "duration",
    "size",
    "watermark",
    "private",
    "character_url",
    "character_timestamps",
];
const VEO: [&str; 6] = ["images", "model", "prompt", "aspect_ratio", "enhance_prompt", "enable_upsample"];

/// Every how many tasks the end still carries the error of an attempt that was overcome.
const STALE: u64 = 3;

/// `POST /v1/video/create`.
pub(super) async fn submit(
    State(relay): State<Arc<Relay>>,
    ConnectInfo(cut): ConnectInfo<Cut>,
    body: Bytes,
) -> Result<Response, ApiError> {
    let body = fields::json(&body)?;
    let order = order(&body)?;
    let told = |task: &Task| json!({ "id": task.id, "status": "pending", "status_update_time": task.submitted_at });
    accept_job::admit(&relay, &cut, order, body, told).await
}

fn order(body: &Value) -> Result<JobRequest, ApiError> {
    let fields = fields::object(body)?;
    let model = fields::model(fields, Format::Create, Media::Film)?;
    let order = if model.kind == ModelKind::Sora { sora(fields, model)? } else { veo(fields)? };
    let prompt = fields::prompt(fields)?;
    Ok(JobRequest { format: Format::Create, model: model.id.into(), prompt: prompt.into(), ..order })
}

fn sora(fields: &Fields, model: &Model) -> Result<JobRequest, ApiError> {
    fields::known(fields, &SORA)?;
    let opening = fields::images(fields, usize::MAX)?;
    let portrait = one_of(fields, "orientation", &["portrait", "landscape"])? == Some("portrait");
    let fine = one_of(fields, "size", &["small", "large"])? == Some("large");
    for name in ["watermark", "private"] {
        flag(fields, name)?;
    }
    fields::character(fields)?;
    let shape = if portrait { Shape::Portrait } else { Shape::Landscape };
    let private = flag(fields, "private")?;
    Ok(JobRequest { seconds: duration(fields, model.id)?, shape, fine, opening, private, ..JobRequest::default() })
}

fn duration(fields: &Fields, model: &str) -> Result<u32, ApiError> {
    match fields.get("duration").map(Value::as_u64) {
        None | Some(Some(10)) => Ok(10),
        Some(Some(15)) => Ok(15),
        Some(Some(25)) if model == "sora-2-pro" => Ok(25),
        _ => Err(ApiError::field(
            "duration",
            "must be the integer 10 or 15, or 25 on sora-2-pro",
            "必须是整数 10 或 15；25 仅支持 sora-2-pro",
        )),
    }
}

fn veo(fields: &Fields) -> Result<JobRequest, ApiError> {
    fields::known(fields, &VEO)?;
    let opening = fields::images(fields, 3)?;
    let portrait = one_of(fields, "aspect_ratio", &["16:9", "9:16"])? == Some("9:16");
    flag(fields, "enhance_prompt")?;
    let fine = flag(fields, "enable_upsample")?;
    let shape = if portrait { Shape::Portrait } else { Shape::Landscape };
    Ok(JobRequest { seconds: 8, shape, fine, opening, ..JobRequest::default() })
}

/// `GET /v1/video/query?id=`.
pub(super) async fn query(
    State(relay): State<Arc<Relay>>,
    Query(sent): Query<HashMap<String, String>>,
) -> Result<Json<Value>, ApiError> {
    let id = sent.get("id").ok_or_else(|| ApiError::field("id", "is required", "必填"))?;
    let ours = |task: &Task| task.id.0 == *id && task.order.format == Format::Create;
    let task = relay.store.find(ours).ok_or_else(ApiError::no_task)?;
    let (moment, link) = (relay.moment(&task), relay.link(&task));
    Ok(Json(quirks::poll(&task, moment, answer(&task, moment, &link), &link)))
}

/// The answer's id is not the one of the submit: so it is in the wild.
fn answer(task: &Task, moment: Moment, link: &str) -> Value {
    let ready = moment.step == Step::Success && !has(&task.order.prompt, Tag::NoUrl);
    let url = ready.then(|| link.to_owned());
    let upsampled =
        url.as_ref().filter(|_| task.order.fine && veo_made(task)).map(|url| format!("{url}?quality=1080p"));
    let mut answer = json!({
        "id": format!("video_{}", opaque(&task.id)),
        "status": status(task, moment),
        "video_url": url,
        "enhanced_prompt": task.order.prompt,
        "status_update_time": moment.finished_at.or(moment.started_at).unwrap_or(task.submitted_at),
        "progress": moment.percent,
        "detail": {
            "video_url": url,
            "upsample_video_url": upsampled,
            "error_message": "",
            "video_generation_error": null,
        },
    });
    match moment.step {
        Step::Failure(failure) => tell(&mut answer, failure),
        Step::Success if task.number.is_multiple_of(STALE) => {
            answer["detail"]["error_message"] = "attempt 1 failed: upstream timeout, retrying".into();
            answer["detail"]["video_generation_error"] = "PUBLIC_ERROR_MINOR_UPSTREAM".into();
        }
        _ => {}
    }
    answer
}

fn tell(answer: &mut Value, failure: Failure) {
    let (reason, reason_zh) = failure.reason();
    answer["error"] = reason_zh.into();
    answer["detail"]["error_message"] = reason_zh.into();
    answer["detail"]["video_generation_error"] = reason.into();
}

fn veo_made(task: &Task) -> bool {
    task.order.model.starts_with("veo")
}

fn status(task: &Task, moment: Moment) -> &'static str {
    if veo_made(task) { veo_status(task, moment) } else { sora_status(moment.step) }
}

fn sora_status(step: Step) -> &'static str {
    match step {
        Step::NotStart | Step::Submitted | Step::Queued => "pending",
        Step::InProgress => "processing",
        Step::Success => "completed",
        Step::Failure(_) => "failed",
    }
}

/// With an upsample, `video_generation_completed` is only a station on the way.
fn veo_status(task: &Task, moment: Moment) -> &'static str {
    let upsamples = task.order.fine;
    match (moment.step, moment.percent) {
        (Step::NotStart | Step::Submitted, _) => "pending",
        (Step::Queued, _) if task.order.opening.is_some() => "image_downloading",
        (Step::Queued, _) => "pending",
        (Step::InProgress, 70..80) if upsamples => "video_generation_completed",
        (Step::InProgress, 80..) if upsamples => "video_upsampling",
        (Step::InProgress, _) => "video_generating",
        (Step::Success, _) if upsamples => "video_upsampling_completed",
        (Step::Success, _) => "video_generation_completed",
        (Step::Failure(_), 80..) if upsamples => "video_upsampling_failed",
        (Step::Failure(_), _) => "video_generation_failed",
    }
}

#[cfg(test)]
#[path = "create_tests.rs"]
mod tests;

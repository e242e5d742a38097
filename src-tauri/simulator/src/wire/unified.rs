//! The unified format, `/v2/{videos|images|audio}/generations` (reference, section 2).

use super::fields::{self, required};
use super::{ApiError, accept_job, quirks, undocumented, validate};
use crate::connection::Cut;
use crate::models::{self, ModelKind};
use crate::state::Relay;
use crate::tag::{Tag, has};
use crate::task::{Format, JobRequest, Media, Task};
use crate::timeline::{Moment, Step};
use axum::Json;
use axum::body::Bytes;
use axum::extract::{ConnectInfo, Path, State};
use axum::response::Response;
use serde_json::{Value, json};
use std::sync::Arc;

/// `POST /v2/{scope}/generations`.
pub(super) async fn submit(
    State(relay): State<Arc<Relay>>,
    ConnectInfo(cut): ConnectInfo<Cut>,
    Path(scope): Path<String>,
    body: Bytes,
) -> Result<Response, ApiError> {
    let media = media_of(&scope)?;
    let body = fields::json(&body)?;
    let order = order(media, &body)?;
    accept_job::admit(&relay, &cut, order, body, |task| json!({ "task_id": task.id })).await
}

fn media_of(scope: &str) -> Result<Media, ApiError> {
    match scope {
        "videos" => Ok(Media::Film),
        "images" => Ok(Media::Still),
        "audio" => Ok(Media::Sound),
        _ => Err(ApiError::no_path()),
    }
}

fn order(media: Media, body: &Value) -> Result<JobRequest, ApiError> {
    let id = required(fields::object(body)?, "model")?;
    match (media, models::find(id).map(|model| model.kind)) {
        (Media::Film, Some(ModelKind::Sora | ModelKind::Veo) | None) => validate::order(body),
        _ => undocumented::order(media, body),
    }
}

/// `GET /v2/{scope}/generations/{task_id}`.
pub(super) async fn poll(
    State(relay): State<Arc<Relay>>,
    Path((scope, id)): Path<(String, String)>,
) -> Result<Json<Value>, ApiError> {
    let media = media_of(&scope)?;
    let ours = |task: &Task| task.id.0 == id && (task.order.format, task.order.media) == (Format::Unified, media);
    let task = relay.store.find(ours).ok_or_else(ApiError::no_task)?;
    let (moment, link) = (relay.moment(&task), relay.link(&task));
    Ok(Json(quirks::poll(&task, moment, answer(&task, moment, &link), &link)))
}

/// The contract's `GenerationTask`.
fn answer(task: &Task, moment: Moment, link: &str) -> Value {
    let data = match moment.step {
        Step::Success if has(&task.order.prompt, Tag::NoUrl) => json!({}),
        Step::Success => json!({ "output": link }),
        _ => Value::Null,
    };
    let fail_reason = if let Step::Failure(failure) = moment.step { failure.reason().1 } else { "" };
    let seconds = |at: Option<i64>| at.map_or(0, |ms| ms / 1000);
    let (platform, action) = platform(task);
    json!({
        "task_id": task.id,
        "platform": platform,
        "action": action,
        "status": status(moment.step),
        "fail_reason": fail_reason,
        "submit_time": task.submitted_at / 1000,
        "start_time": seconds(moment.started_at),
        "finish_time": seconds(moment.finished_at),
        "progress": format!("{}%", moment.percent),
        "data": data,
        "search_item": "",
    })
}

fn platform(task: &Task) -> (&'static str, String) {
    let owner = models::find(&task.order.model).map_or("openai", |model| model.owner);
    let who = if task.order.model.starts_with("sora") { "sora" } else { owner };
    let what = match task.order.media {
        Media::Still => "images",
        Media::Sound => "audio",
        Media::Film | Media::Avatar => "videos",
    };
    (owner, format!("{who}-{what}"))
}

fn status(step: Step) -> &'static str {
    match step {
        Step::NotStart => "NOT_START",
        Step::Submitted => "SUBMITTED",
        Step::Queued => "QUEUED",
        Step::InProgress => "IN_PROGRESS",
        Step::Success => "SUCCESS",
        Step::Failure(_) => "FAILURE",
    }
}

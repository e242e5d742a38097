//! The OpenAI format, `/v1/videos` (reference, section 4): create, retrieve, content, remix, list, delete.

mod body;
mod content;
mod job;
mod list;

pub(super) use content::content;
pub(super) use list::list;

use super::fields::{self, text};
use super::{ApiError, accept_job};
use crate::clip::Shape;
use crate::connection::Cut;
use crate::state::Relay;
use crate::task::{Format, JobRequest, Media, Task};
use crate::timeline::{Moment, Step};
use axum::Json;
use axum::body::Bytes;
use axum::extract::{ConnectInfo, Path, Request, State};
use axum::response::Response;
use serde_json::{Value, json};
use std::sync::Arc;

/// `POST /v1/videos`.
pub(super) async fn create(
    State(relay): State<Arc<Relay>>,
    ConnectInfo(cut): ConnectInfo<Cut>,
    request: Request,
) -> Result<Response, ApiError> {
    let (order, journal) = body::read(request).await?;
    accept_job::admit(&relay, &cut, order, journal, |task| job::answer(task, Moment::FIRST)).await
}

/// `GET /v1/videos/{id}`.
pub(super) async fn retrieve(State(relay): State<Arc<Relay>>, Path(id): Path<String>) -> Result<Json<Value>, ApiError> {
    let task = find(&relay, &id)?;
    let moment = relay.moment(&task);
    Ok(Json(super::quirks::poll(&task, moment, job::answer(&task, moment), &relay.link(&task))))
}

/// `POST /v1/videos/{id}/remix`: a new job after a completed film of any format that is not private, of its model, length and,
/// unless another is sent, its size.
pub(super) async fn remix(
    State(relay): State<Arc<Relay>>,
    ConnectInfo(cut): ConnectInfo<Cut>,
    Path(id): Path<String>,
    body: Bytes,
) -> Result<Response, ApiError> {
    let is_film = |task: &Task| task.id.0 == id && task.order.media == Media::Film && !task.deleted;
    let source = relay.store.find(is_film).ok_or_else(ApiError::no_task)?;
    let body = fields::json(&body)?;
    let order = remixed(&source, &body)?;
    let moment = relay.moment(&source);
    if moment.step != Step::Success {
        return Err(ApiError::not_completed(job::status(moment.step)));
    }
    if source.order.private {
        return Err(ApiError::private());
    }
    accept_job::admit(&relay, &cut, order, body, |task| job::answer(task, Moment::FIRST)).await
}

fn remixed(source: &Task, body: &Value) -> Result<JobRequest, ApiError> {
    let sent = fields::object(body)?;
    fields::known(sent, &["prompt", "size"])?;
    let prompt = fields::prompt(sent)?;
    let (size, shape) = match text(sent, "size")? {
        Some(_) => body::size(sent)?,
        None => {
            (source.order.size.clone().unwrap_or_else(|| usual_size(source.order.shape).into()), source.order.shape)
        }
    };
    Ok(JobRequest {
        format: Format::OpenAi,
        prompt: prompt.into(),
        size: Some(size),
        shape,
        remix_of: Some(source.id.clone()),
        opening: None,
        ..source.order.clone()
    })
}

/// The size of a film that another format made.
const fn usual_size(shape: Shape) -> &'static str {
    if matches!(shape, Shape::Portrait) { "720x1280" } else { "1280x720" }
}

/// `DELETE /v1/videos/{id}`.
pub(super) async fn delete(State(relay): State<Arc<Relay>>, Path(id): Path<String>) -> Result<Json<Value>, ApiError> {
    let task = find(&relay, &id)?;
    if relay.moment(&task).finished_at.is_none() {
        return Err(ApiError::still_running());
    }
    let deleted = tokio::task::spawn_blocking(move || relay.store.delete(&task)).await;
    let stored = deleted.map_err(|e| ApiError::not_stored(&e.to_string()))?;
    stored.map_err(|e| ApiError::not_stored(&e.to_string()))?;
    Ok(Json(json!({ "id": id, "object": "video.deleted", "deleted": true })))
}

fn find(relay: &Relay, id: &str) -> Result<Arc<Task>, ApiError> {
    let ours = |task: &Task| task.id.0 == id && task.order.format == Format::OpenAi && !task.deleted;
    relay.store.find(ours).ok_or_else(ApiError::no_task)
}

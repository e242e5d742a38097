//! The unified format, `/v2/videos/generations` (reference, section 2).

use super::ApiError;
use super::validate::order;
use crate::connection::Cut;
use crate::state::Relay;
use crate::tag::{Tag, has};
use crate::task::Task;
use crate::timeline::{Failure, Moment, Step};
use axum::Json;
use axum::body::Bytes;
use axum::extract::{ConnectInfo, Path, State};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};
use std::sync::Arc;

/// `POST /v2/videos/generations`.
pub(crate) async fn submit(
    State(relay): State<Arc<Relay>>,
    ConnectInfo(cut): ConnectInfo<Cut>,
    body: Bytes,
) -> Result<Response, ApiError> {
    let body: Value = serde_json::from_slice(&body).map_err(|e| ApiError::not_json(&e.to_string()))?;
    let order = order(&body)?;
    let tagged = |tag| has(&order.prompt, tag);
    if tagged(Tag::DropBefore) {
        return Ok(cut.now());
    }
    if tagged(Tag::FailModerationPrompt) {
        return Err(ApiError::prompt_refused());
    }
    if tagged(Tag::FailQuota) {
        return Err(ApiError::no_quota());
    }
    let drops = tagged(Tag::DropAfter);
    let task = relay.accept(order, body).await.map_err(|e| ApiError::not_stored(&e.to_string()))?;
    Ok(if drops { cut.now() } else { Json(json!({ "task_id": task.id })).into_response() })
}

/// `GET /v2/videos/generations/{task_id}`.
pub(crate) async fn poll(State(relay): State<Arc<Relay>>, Path(id): Path<String>) -> Result<Json<Value>, ApiError> {
    let task = relay.store.find(|task| task.id.0 == id).ok_or_else(ApiError::no_task)?;
    let moment = relay.moment(&task);
    let url = (moment.step == Step::Success && !has(&task.order.prompt, Tag::NoUrl)).then(|| relay.link(&task));
    Ok(Json(answer(&task, moment, url)))
}

/// The contract's `GenerationTask`.
fn answer(task: &Task, moment: Moment, url: Option<String>) -> Value {
    let sora = task.order.model.starts_with("sora");
    let data = match (moment.step, url) {
        (Step::Success, Some(url)) => json!({ "output": url }),
        (Step::Success, None) => json!({}),
        _ => Value::Null,
    };
    let seconds = |at: Option<i64>| at.map_or(0, |ms| ms / 1000);
    json!({
        "task_id": task.id,
        "platform": if sora { "openai" } else { "google" },
        "action": if sora { "sora-videos" } else { "google-videos" },
        "status": status(moment.step),
        "fail_reason": fail_reason(moment.step),
        "submit_time": task.submitted_at / 1000,
        "start_time": seconds(moment.started_at),
        "finish_time": seconds(moment.finished_at),
        "progress": format!("{}%", moment.percent),
        "data": data,
        "search_item": "",
    })
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

fn fail_reason(step: Step) -> &'static str {
    match step {
        Step::Failure(Failure::Moderation) => {
            "生成的视频未通过内容审核，可能包含真人或受版权保护的内容，请修改提示词后重试"
        }
        Step::Failure(Failure::Error) => "视频生成失败，上游服务异常，请稍后重试",
        _ => "",
    }
}

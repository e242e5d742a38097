//! `GET /v1/videos`: the videos of this key, a page at a time.

use super::job;
use crate::state::Relay;
use crate::task::{Format, Task};
use crate::wire::ApiError;
use axum::Json;
use axum::extract::{Query, State};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::sync::Arc;

const USUAL: usize = 20;
const MOST: usize = 100;

pub(in crate::wire) async fn list(
    State(relay): State<Arc<Relay>>,
    Query(sent): Query<HashMap<String, String>>,
) -> Result<Json<Value>, ApiError> {
    let (page, has_more) = page(ordered(&relay, &sent)?, &sent)?;
    let id = |task: Option<&Arc<Task>>| task.map(|task| task.id.clone());
    Ok(Json(json!({
        "object": "list",
        "data": page.iter().map(|task| job::answer(task, relay.moment(task))).collect::<Vec<_>>(),
        "has_more": has_more,
        "first_id": id(page.first()),
        "last_id": id(page.last()),
    })))
}

/// All videos, the newest first unless asked for otherwise.
fn ordered(relay: &Relay, sent: &HashMap<String, String>) -> Result<Vec<Arc<Task>>, ApiError> {
    let mut tasks = relay.store.all();
    tasks.retain(|task| task.order.format == Format::OpenAi && !task.deleted);
    match sent.get("order").map(String::as_str) {
        Some("asc") => {}
        None | Some("desc") => tasks.reverse(),
        Some(_) => return Err(ApiError::field("order", "must be asc or desc", "必须是 asc 或 desc")),
    }
    Ok(tasks)
}

/// What follows `after`, at most `limit`; and whether more follows.
fn page(tasks: Vec<Arc<Task>>, sent: &HashMap<String, String>) -> Result<(Vec<Arc<Task>>, bool), ApiError> {
    let limit = match sent.get("limit").map(|limit| limit.parse()) {
        None => USUAL,
        Some(Ok(limit @ 1..=MOST)) => limit,
        Some(_) => return Err(ApiError::field("limit", "must be an integer from 1 to 100", "必须是 1 到 100 的整数")),
    };
    let from = match sent.get("after") {
        None => 0,
        Some(after) => match tasks.iter().position(|task| task.id.0 == *after) {
            Some(at) => at + 1,
            None => return Err(ApiError::field("after", "is not the id of a video", "不是有效的视频 id")),
        },
    };
    let has_more = tasks.len() > from + limit;
    Ok((tasks.into_iter().skip(from).take(limit).collect(), has_more))
}

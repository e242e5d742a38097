//! `/_sim`: how tests steer the simulator. Needs no key; it is there only where the configuration says so.

use super::ApiError;
use crate::fault::Fault;
use crate::state::Relay;
use crate::task::Task;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::get;
use axum::{Json, Router};
use serde_json::{Value, json};
use std::sync::Arc;

/// The most copies of one fault that a request may ask for.
const MOST_TIMES: u64 = 1000;

pub(crate) fn router() -> Router<Arc<Relay>> {
    Router::new().route("/_sim/faults", get(list).post(add).delete(clear)).route("/_sim/submits", get(submits))
}

async fn list(State(relay): State<Arc<Relay>>) -> Json<Vec<Fault>> {
    Json(relay.faults.list())
}

async fn clear(State(relay): State<Arc<Relay>>) -> StatusCode {
    relay.faults.clear();
    StatusCode::NO_CONTENT
}

async fn submits(State(relay): State<Arc<Relay>>) -> Json<Value> {
    let tasks = relay.store.all();
    let bodies: Vec<_> = tasks.iter().map(|task| &task.body).collect();
    Json(
        json!({ "accepted": tasks.len(), "bodies": bodies, "submits": tasks.iter().map(|task| told(task)).collect::<Vec<_>>() }),
    )
}

fn told(task: &Task) -> Value {
    json!({ "format": task.order.format, "path": task.order.path(), "body": task.body })
}

/// One fault or a list of them, each with an optional `times`; all are added or none.
async fn add(State(relay): State<Arc<Relay>>, body: String) -> Result<Json<Vec<Fault>>, ApiError> {
    let sent: Value = serde_json::from_str(&body).map_err(|e| ApiError::not_json(&e.to_string()))?;
    let sent = if let Value::Array(list) = sent { list } else { vec![sent] };
    let faults = sent.into_iter().map(repeated).collect::<Result<Vec<_>, _>>()?;
    for fault in faults.into_iter().flatten() {
        relay.faults.add(fault);
    }
    Ok(Json(relay.faults.list()))
}

fn repeated(mut sent: Value) -> Result<Vec<Fault>, ApiError> {
    let times = match sent.as_object_mut().and_then(|fields| fields.remove("times")) {
        None => 1,
        Some(times) => times
            .as_u64()
            .filter(|times| (1..=MOST_TIMES).contains(times))
            .ok_or_else(|| ApiError::field("times", "must be an integer from 1 to 1000", "必须是 1 到 1000 的整数"))?,
    };
    let fault: Fault =
        serde_json::from_value(sent).map_err(|e| ApiError::field("fault", &e.to_string(), &e.to_string()))?;
    Ok(vec![fault; times as usize])
}

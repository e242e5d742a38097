//! The chat format, `/v1/chat/completions` (reference, section 5): `sora_video2*` makes films, any other chat model writes.

mod film;
mod request;
mod stream;
mod write;

use super::{ApiError, fields};
use crate::connection::Cut;
use crate::fault::Route;
use crate::models::{self, ModelKind};
use crate::state::Relay;
use axum::body::Bytes;
use axum::extract::{ConnectInfo, State};
use axum::response::Response;
use serde_json::Value;
use std::sync::Arc;

/// `POST /v1/chat/completions`.
pub(super) async fn complete(
    State(relay): State<Arc<Relay>>,
    ConnectInfo(cut): ConnectInfo<Cut>,
    body: Bytes,
) -> Result<Response, ApiError> {
    let body = fields::json(&body)?;
    let asked = request::read(&body)?;
    match asked.model.kind {
        ModelKind::ChatFilm => film::make(relay, &cut, asked, body).await,
        _ => write::write(&relay, &cut, &asked).await,
    }
}

/// Which faults wait for a request with this body: those of a job's submit, or those of writing.
pub(super) fn route_of(body: &[u8]) -> Route {
    let sent: Value = serde_json::from_slice(body).unwrap_or_default();
    let kind = sent["model"].as_str().and_then(models::find).map(|model| model.kind);
    if kind == Some(ModelKind::ChatFilm) { Route::Submit } else { Route::Chat }
}

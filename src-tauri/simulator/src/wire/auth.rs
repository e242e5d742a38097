//! The bearer key (reference, section 1).

use super::ApiError;
use crate::state::Relay;
use axum::extract::{Request, State};
use axum::http::header::AUTHORIZATION;
use axum::middleware::Next;
use axum::response::Response;
use std::sync::Arc;

/// Lets a request through if it brings the relay's key, or if the relay asks for none.
pub(crate) async fn check(State(relay): State<Arc<Relay>>, request: Request, next: Next) -> Result<Response, ApiError> {
    let sent = request.headers().get(AUTHORIZATION).and_then(|value| value.to_str().ok());
    let sent = sent.and_then(|value| value.strip_prefix("Bearer ")).map(str::trim);
    match &relay.key {
        Some(key) if sent != Some(key) => Err(ApiError::wrong_key()),
        _ => Ok(next.run(request).await),
    }
}

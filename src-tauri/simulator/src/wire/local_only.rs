//! Answers only programs on this computer. Rejects web pages: requests with an `Origin`, and those for another host
//! name, which a page may let resolve to 127.0.0.1 (DNS rebinding).

use super::ApiError;
use crate::state::Relay;
use axum::extract::{Request, State};
use axum::http::header::{HOST, ORIGIN};
use axum::middleware::Next;
use axum::response::Response;
use std::sync::Arc;

const NAMES: [&str; 3] = ["127.0.0.1", "localhost", "[::1]"];

/// Lets a request through that names this computer and the port, and that no page sent.
pub(super) async fn check(State(relay): State<Arc<Relay>>, request: Request, next: Next) -> Result<Response, ApiError> {
    let host = request.headers().get(HOST).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let is_here = host.rsplit_once(':').is_some_and(|(name, port)| NAMES.contains(&name) && relay.listens_on(port));
    if !is_here || request.headers().contains_key(ORIGIN) {
        return Err(ApiError::not_local());
    }
    Ok(next.run(request).await)
}

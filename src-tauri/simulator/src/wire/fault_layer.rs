//! Middleware that applies queued faults to requests.

use super::ApiError;
use crate::connection::Cut;
use crate::fault::{Fault, Route};
use crate::state::Relay;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::io;
use std::sync::Arc;
use std::time::Duration;
use tokio_stream::StreamExt;

const GATEWAY_PAGE: &str = "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n\
    <center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n";
const GARBAGE_PAGE: &str = "<!DOCTYPE html>\n<html><head><title>Error</title></head>\
    <body><h1>Something went wrong</h1><p>The file is not here.</p></body></html>\n";

/// Lets a request through, or does to it what the next fault of its route says.
pub(super) async fn pass(relay: Arc<Relay>, route: Route, cut: Cut, request: Request, next: Next) -> Response {
    let Some(fault) = relay.faults.take(route) else { return next.run(request).await };
    match fault {
        Fault::DropBefore { .. } => cut.now(),
        Fault::DropAfter { .. } => {
            next.run(request).await;
            cut.now()
        }
        Fault::Status { status, retry_after_s, .. } => plain(status, retry_after_s),
        Fault::BadGateway { .. } => page(StatusCode::BAD_GATEWAY, "text/html", GATEWAY_PAGE),
        Fault::Slow { delay_ms, .. } => {
            tokio::time::sleep(Duration::from_millis(delay_ms)).await;
            next.run(request).await
        }
        Fault::Answer { status, body, content_type, .. } => page(known(status), &content_type, body),
        Fault::TruncatedFile => truncated(next.run(request).await).await,
        Fault::GarbageFile => garbage(),
        Fault::ExpiredLink => {
            let name = request.uri().path().rsplit('/').next().unwrap_or_default();
            relay.expire(name);
            ApiError::link_expired().into_response()
        }
        Fault::PollNotFound => ApiError::no_task().into_response(),
    }
}

/// Reads the body, so that `route_of` can tell which faults wait for the request.
pub(super) async fn sorted(request: Request, route_of: fn(&[u8]) -> Route) -> Result<(Route, Request), ApiError> {
    let (head, body) = request.into_parts();
    let body = to_bytes(body, super::BODY_LIMIT)
        .await
        .map_err(|e| ApiError::unread(StatusCode::PAYLOAD_TOO_LARGE, &e.to_string()))?;
    Ok((route_of(&body), Request::from_parts(head, Body::from(body))))
}

fn known(status: u16) -> StatusCode {
    StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

fn plain(status: u16, retry_after_s: Option<u64>) -> Response {
    let mut response = ApiError::of_status(known(status)).into_response();
    if let Some(seconds) = retry_after_s {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}

fn page(status: StatusCode, content_type: &str, body: impl Into<Body>) -> Response {
    (status, [(header::CONTENT_TYPE, content_type)], body.into()).into_response()
}

/// An error page with status 200 where a file should be (reference, section 9).
pub(crate) fn garbage() -> Response {
    page(StatusCode::OK, "text/html", GARBAGE_PAGE)
}

/// The same answer with half of its body, after which the connection breaks.
pub(crate) async fn truncated(response: Response) -> Response {
    let (mut parts, body) = response.into_parts();
    let whole = to_bytes(body, usize::MAX).await.unwrap_or_default();
    parts.headers.insert(header::CONTENT_LENGTH, HeaderValue::from(whole.len()));
    let half = whole.slice(..whole.len() / 2);
    let broken = [Ok::<Bytes, io::Error>(half), Err(io::ErrorKind::ConnectionAborted.into())];
    let stream = tokio_stream::iter(broken).then(async |item| {
        if item.is_err() {
            // What came before is flushed while the stream has nothing to give.
            tokio::task::yield_now().await;
        }
        item
    });
    Response::from_parts(parts, Body::from_stream(stream))
}

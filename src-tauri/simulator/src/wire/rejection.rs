//! The server library's own refusals (413, 415, a query or path that cannot be read), in the relay's error shape.

use super::ApiError;
use axum::body::to_bytes;
use axum::http::HeaderValue;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};

/// The library refuses in plain text; no handler of ours does.
pub(super) async fn in_our_words(response: Response) -> Response {
    let plain = response.headers().get(CONTENT_TYPE).is_none_or(is_plain);
    if !response.status().is_client_error() || !plain {
        return response;
    }
    let (head, body) = response.into_parts();
    let words = to_bytes(body, 64 << 10).await.unwrap_or_default();
    ApiError::unread(head.status, &String::from_utf8_lossy(&words)).into_response()
}

fn is_plain(kind: &HeaderValue) -> bool {
    kind.as_bytes().starts_with(b"text/plain")
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::StatusCode;

    #[tokio::test]
    async fn a_plain_refusal_gets_the_error_shape() {
        let plain = (StatusCode::PAYLOAD_TOO_LARGE, "length limit exceeded").into_response();
        let told = in_our_words(plain).await;
        assert_eq!(
            (told.status().as_u16(), &told.headers()["content-type"]),
            (413, &HeaderValue::from_static("application/json"))
        );
        let body = to_bytes(told.into_body(), 1000).await.unwrap();
        assert!(String::from_utf8_lossy(&body).contains("\"message\":\"length limit exceeded\""));
    }
}

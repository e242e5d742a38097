//! `/files/{name}`: the clips, as a CDN would serve them: no key, Range, ETag, If-Range.
//!
//! A request that brings an `Authorization` header is refused: keys must not leave the relay's own paths.

use crate::state::{Linked, Relay};
use crate::tag::{Tag, has};
use crate::wire::{ApiError, garbage, truncated};
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Response, StatusCode, header};
use axum::response::IntoResponse;
use std::ops::Range;
use std::sync::Arc;

/// `GET` and `HEAD /files/{name}`.
pub(crate) async fn get(
    State(relay): State<Arc<Relay>>,
    Path(name): Path<String>,
    headers: HeaderMap,
) -> axum::response::Response {
    if headers.contains_key(header::AUTHORIZATION) {
        return ApiError::key_leaked().into_response();
    }
    let path = match relay.follow(&name) {
        Linked::Nothing => return ApiError::no_file().into_response(),
        Linked::Expired => return ApiError::link_expired().into_response(),
        Linked::Clip(path) => path,
    };
    let tagged = |tag| relay.linked_task(&name).is_some_and(|(task, _)| has(&task.order.prompt, tag));
    if tagged(Tag::FileGarbage) {
        return garbage();
    }
    let Ok(bytes) = tokio::fs::read(path).await else { return ApiError::no_file().into_response() };
    let served = serve(bytes, &format!("\"{}\"", name.trim_end_matches(".mp4")), &headers);
    if tagged(Tag::FileTruncated) { truncated(served).await } else { served }
}

fn serve(bytes: Vec<u8>, etag: &str, headers: &HeaderMap) -> axum::response::Response {
    let total = bytes.len();
    let text = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    if text(header::IF_NONE_MATCH).is_some_and(|tags| tags == "*" || tags.split(',').any(|t| t.trim() == etag)) {
        return answer(StatusCode::NOT_MODIFIED, etag, Vec::new(), None);
    }
    let same = text(header::IF_RANGE).is_none_or(|tag| tag == etag);
    match text(header::RANGE).filter(|_| same).map_or(Asked::All, |value| asked(value, total)) {
        Asked::All => answer(StatusCode::OK, etag, bytes, None),
        Asked::Part(part) => {
            let place = format!("bytes {}-{}/{total}", part.start, part.end - 1);
            answer(StatusCode::PARTIAL_CONTENT, etag, bytes[part].to_vec(), Some(place))
        }
        Asked::Outside => answer(StatusCode::RANGE_NOT_SATISFIABLE, etag, Vec::new(), Some(format!("bytes */{total}"))),
    }
}

fn answer(status: StatusCode, etag: &str, body: Vec<u8>, place: Option<String>) -> axum::response::Response {
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = status;
    let named = [
        (header::CONTENT_TYPE, Some("video/mp4".to_owned())),
        (header::ACCEPT_RANGES, Some("bytes".to_owned())),
        (header::ETAG, Some(etag.to_owned())),
        (header::CONTENT_RANGE, place),
    ];
    for (name, value) in named {
        if let Some(value) = value.and_then(|text| HeaderValue::try_from(text).ok()) {
            response.headers_mut().insert(name, value);
        }
    }
    response
}

#[derive(Debug, PartialEq)]
enum Asked {
    All,
    Part(Range<usize>),
    Outside,
}

/// RFC 9110, section 14.2: one range of bytes; anything else is as if it were not there.
fn asked(value: &str, total: usize) -> Asked {
    let Some((first, last)) = value.strip_prefix("bytes=").and_then(|spec| spec.split_once('-')) else {
        return Asked::All;
    };
    let part = match (first.trim().parse::<usize>(), last.trim().parse::<usize>()) {
        (Ok(first), Ok(last)) if first <= last => first..last.saturating_add(1).min(total),
        (Ok(first), Err(_)) if last.is_empty() => first..total,
        (Err(_), Ok(count)) if first.is_empty() => total.saturating_sub(count)..total,
        _ => return Asked::All,
    };
    if part.start < part.end { Asked::Part(part) } else { Asked::Outside }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_read_as_the_rfc_says() {
        let table = [
            ("bytes=0-99", Asked::Part(0..100)),
            ("bytes=900-", Asked::Part(900..1000)),
            ("bytes=-10", Asked::Part(990..1000)),
            ("bytes=990-2000", Asked::Part(990..1000)),
            ("bytes=1000-", Asked::Outside),
            ("bytes=-0", Asked::Outside),
            ("bytes=9-3", Asked::All),
            ("bytes=0-1,5-6", Asked::All),
            ("lines=0-1", Asked::All),
        ];
        for (value, expected) in table {
            assert_eq!(asked(value, 1000), expected, "{value}");
        }
    }
}

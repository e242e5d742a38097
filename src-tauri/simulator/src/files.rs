//! `/files/{name}`: what was made, as a CDN would serve them: no key, Range, ETag, If-Range.
//!
//! A request that brings an `Authorization` header is refused: keys must not leave the relay's own paths.

use crate::state::{Relay, ResultLink, opaque};
use crate::tag::{Tag, has};
use crate::task::Task;
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
    let linked = relay.follow(&name);
    match relay.linked_task(&name) {
        Some((task, _)) => give(&task, linked, &headers).await,
        None => ApiError::no_file().into_response(),
    }
}

/// A task's file, spoilt as the prompt's tags say.
pub(crate) async fn give(task: &Task, linked: ResultLink, headers: &HeaderMap) -> axum::response::Response {
    let path = match linked {
        ResultLink::Nothing => return ApiError::no_file().into_response(),
        ResultLink::Expired => return ApiError::link_expired().into_response(),
        ResultLink::Clip(path) => path,
    };
    let tagged = |tag| has(&task.order.prompt, tag);
    if tagged(Tag::FileGarbage) {
        return garbage();
    }
    let Ok(bytes) = tokio::fs::read(path).await else { return ApiError::no_file().into_response() };
    let served = serve(bytes, task, headers);
    if tagged(Tag::FileTruncated) { truncated(served).await } else { served }
}

fn serve(bytes: Vec<u8>, task: &Task, headers: &HeaderMap) -> axum::response::Response {
    let total = bytes.len();
    let etag = &format!("\"{}\"", opaque(&task.id));
    let named = [(header::ETAG, etag.as_str()), (header::CONTENT_TYPE, task.order.media.kind().1)];
    let answer = |status, body, place: Option<String>| answer(status, &named, body, place.as_deref());
    let text = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    if text(header::IF_NONE_MATCH).is_some_and(|tags| tags == "*" || tags.split(',').any(|t| t.trim() == *etag)) {
        return answer(StatusCode::NOT_MODIFIED, Vec::new(), None);
    }
    let same = text(header::IF_RANGE).is_none_or(|tag| tag == etag);
    match text(header::RANGE).filter(|_| same).map_or(Asked::All, |value| asked(value, total)) {
        Asked::All => answer(StatusCode::OK, bytes, None),
        Asked::Part(part) => {
            let place = format!("bytes {}-{}/{total}", part.start, part.end - 1);
            answer(StatusCode::PARTIAL_CONTENT, bytes[part].to_vec(), Some(place))
        }
        Asked::Outside => answer(StatusCode::RANGE_NOT_SATISFIABLE, Vec::new(), Some(format!("bytes */{total}"))),
    }
}

fn answer(
    status: StatusCode,
    named: &[(HeaderName, &str)],
    body: Vec<u8>,
    place: Option<&str>,
) -> axum::response::Response {
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = status;
    let place = place.map(|place| (header::CONTENT_RANGE, place));
    let all = named.iter().cloned().chain(place).chain([(header::ACCEPT_RANGES, "bytes")]);
    for (name, value) in all {
        if let Ok(value) = HeaderValue::from_str(value) {
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

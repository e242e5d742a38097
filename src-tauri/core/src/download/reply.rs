//! Decides from status and headers what a response means for a download (RFC 9110 sections 14 and 15).

use reqwest::{
    StatusCode,
    header::{
        CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_RANGE, ETAG, HeaderMap, HeaderName, LAST_MODIFIED, RETRY_AFTER,
    },
};

use super::{
    FetchError,
    part_file::{PartFile, Version},
};

/// The state of a partial download.
#[derive(Debug, Clone, Copy)]
pub(super) struct PartialFile {
    /// Bytes received; always more than 0.
    received: u64,
    /// Size of the whole file in bytes, if known.
    total: Option<u64>,
}

impl PartialFile {
    pub(super) const fn of((part, version): &(PartFile, Version)) -> Self {
        Self { received: part.received(), total: version.total }
    }
}

/// How to proceed with a response.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Reply {
    /// The body is the whole file.
    Whole { total: Option<u64>, version: Option<Version> },
    /// The body is the missing rest of the part.
    Rest { total: Option<u64> },
    /// The part is the whole file already.
    Nothing,
    /// The part does not match: request the whole file again.
    Restart,
}

/// Interprets a response; `held` is the partial download that the request wanted to resume.
pub(super) fn read(status: StatusCode, headers: &HeaderMap, held: Option<PartialFile>) -> Result<Reply, FetchError> {
    match (status, held) {
        // Length and ranges of an encoded response do not refer to the decoded file.
        (StatusCode::OK, _) if is_encoded(headers) => Ok(Reply::Whole { total: None, version: None }),
        (StatusCode::PARTIAL_CONTENT, Some(_)) if is_encoded(headers) => Ok(Reply::Restart),
        (StatusCode::OK, _) => {
            let total = text(headers, CONTENT_LENGTH).and_then(|length| length.parse().ok());
            Ok(Reply::Whole { total, version: validator(headers).map(|if_range| Version { if_range, total }) })
        }
        (StatusCode::PARTIAL_CONTENT, Some(held)) => Ok(match content_range(headers) {
            Some((Some(start), total)) if start == held.received && agree(total, held.total) => {
                Reply::Rest { total: total.or(held.total) }
            }
            _ => Reply::Restart,
        }),
        (StatusCode::RANGE_NOT_SATISFIABLE, Some(held)) => Ok(match content_range(headers) {
            Some((None, Some(total))) if total == held.received => Reply::Nothing,
            _ => Reply::Restart,
        }),
        (StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN | StatusCode::NOT_FOUND | StatusCode::GONE, _) => {
            Err(FetchError::Expired { status: status.as_u16() })
        }
        _ => Err(FetchError::Server { status: status.as_u16(), retry_after_ms: wait_ms(headers) }),
    }
}

fn is_encoded(headers: &HeaderMap) -> bool {
    text(headers, CONTENT_ENCODING).is_some_and(|encoding| !encoding.trim().eq_ignore_ascii_case("identity"))
}

fn agree(told: Option<u64>, known: Option<u64>) -> bool {
    told.is_none() || known.is_none() || told == known
}

/// Returns the validator for `If-Range`; weak validators are not allowed there.
fn validator(headers: &HeaderMap) -> Option<String> {
    let strong = text(headers, ETAG).filter(|tag| tag.starts_with('"'));
    strong.or_else(|| text(headers, LAST_MODIFIED)).map(str::to_owned)
}

/// Parses first byte and total size of `bytes 5-9/10`, `bytes 5-9/*` or `bytes */10`.
fn content_range(headers: &HeaderMap) -> Option<(Option<u64>, Option<u64>)> {
    let (range, total) = text(headers, CONTENT_RANGE)?.strip_prefix("bytes ")?.split_once('/')?;
    let start = range.split_once('-').and_then(|(start, _)| start.parse().ok());
    Some((start, total.parse().ok()))
}

fn wait_ms(headers: &HeaderMap) -> Option<i64> {
    let seconds: u32 = text(headers, RETRY_AFTER)?.trim().parse().ok()?;
    Some(i64::from(seconds.min(86_400)) * 1000)
}

fn text(headers: &HeaderMap, name: HeaderName) -> Option<&str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reply(status: u16, headers: &[(HeaderName, &str)], held: u64) -> Result<Reply, FetchError> {
        let headers = headers.iter().map(|(name, value)| (name.clone(), value.parse().unwrap())).collect();
        let held = (held > 0).then_some(PartialFile { received: held, total: Some(10) });
        read(StatusCode::from_u16(status).unwrap(), &headers, held)
    }

    #[test]
    fn a_strong_etag_is_preferred_and_a_weak_one_is_not_used() {
        let if_range = |headers: &[(HeaderName, &str)]| match reply(200, headers, 0).unwrap() {
            Reply::Whole { version, .. } => version.map(|version| version.if_range),
            other => panic!("{other:?}"),
        };
        let date = "Wed, 21 Oct 2026 07:28:00 GMT";
        assert_eq!(if_range(&[(ETAG, "\"a\""), (LAST_MODIFIED, date)]).as_deref(), Some("\"a\""));
        assert_eq!(if_range(&[(ETAG, "W/\"a\""), (LAST_MODIFIED, date)]).as_deref(), Some(date));
        assert_eq!(if_range(&[(ETAG, "W/\"a\"")]), None);
    }

    #[test]
    fn an_encoded_answer_is_neither_measured_nor_resumed() {
        let encoded = [(CONTENT_ENCODING, "gzip"), (CONTENT_LENGTH, "10"), (ETAG, "\"a\"")];
        assert_eq!(reply(200, &encoded, 0).unwrap(), Reply::Whole { total: None, version: None });
        let ranged = [(CONTENT_ENCODING, "br"), (CONTENT_RANGE, "bytes 5-9/10")];
        assert_eq!(reply(206, &ranged, 5).unwrap(), Reply::Restart);
        let plain = reply(200, &[(CONTENT_ENCODING, "identity"), (CONTENT_LENGTH, "10")], 0).unwrap();
        assert_eq!(plain, Reply::Whole { total: Some(10), version: None });
    }

    #[test]
    fn only_the_range_that_was_asked_for_is_appended() {
        let ranged = |range: &str| reply(206, &[(CONTENT_RANGE, range)], 5).unwrap();
        assert_eq!(ranged("bytes 5-9/10"), Reply::Rest { total: Some(10) });
        assert_eq!(ranged("bytes 5-9/*"), Reply::Rest { total: Some(10) });
        assert_eq!(ranged("bytes 5-9/11"), Reply::Restart);
        assert_eq!(ranged("bytes 0-9/10"), Reply::Restart);
        assert_eq!(ranged("5-9"), Reply::Restart);
        assert!(matches!(reply(206, &[], 0), Err(FetchError::Server { status: 206, .. })));
    }

    #[test]
    fn a_range_behind_the_end_means_done_or_restart() {
        let beyond = |range: &str| reply(416, &[(CONTENT_RANGE, range)], 5).unwrap();
        assert_eq!(beyond("bytes */5"), Reply::Nothing);
        assert_eq!(beyond("bytes */3"), Reply::Restart);
        assert_eq!(reply(416, &[], 5).unwrap(), Reply::Restart);
    }

    #[test]
    fn a_refusal_is_expiry_or_trouble() {
        for status in [401, 403, 404, 410] {
            assert!(matches!(reply(status, &[], 0), Err(FetchError::Expired { status: got }) if got == status));
        }
        let busy = reply(503, &[(RETRY_AFTER, "7")], 0);
        assert!(matches!(busy, Err(FetchError::Server { status: 503, retry_after_ms: Some(7000) })), "{busy:?}");
    }
}

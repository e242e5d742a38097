//! A relay's HTTP response as data, before any format interprets it. The key is removed on reading, so that no later code can
//! store or show a key that a relay echoes.

use std::time::SystemTime;

use dailies_model::Timestamp;
use http::header::{DATE, HeaderMap, LOCATION, RETRY_AFTER};
use serde_json::{Map, Value};
use url::Url;

use super::{json_repair, task_id};
use crate::Key;

/// Longer waits than this are no advice.
const LONGEST_WAIT_S: f64 = 86_400.0;

/// A relay's answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// `Retry-After` in ms, given in seconds or as a date, which counts from the answer's own `Date` (RFC 9110 sections
    /// 10.2.3 and 6.6.1).
    pub retry_after_ms: Option<i64>,
    /// When it was sent, by the relay's own clock.
    pub sent_at: Option<Timestamp>,
    /// Where a redirect points to: scheme, host and port.
    pub redirect_origin: Option<String>,
    /// The name of a job in a header: where it can be asked for, or the name alone.
    pub job: Option<String>,
    /// The body.
    pub content: Content,
}

/// The body of an answer.
#[derive(Debug, Clone, PartialEq)]
pub enum Content {
    /// A JSON text.
    Json(Value),
    /// Anything else: a page of a gateway, nothing at all.
    Text(String),
}

impl Answer {
    /// An answer without the key in it. `body` may have been cut off at a limit; then it is a text.
    pub fn read(status: u16, headers: &HeaderMap, body: &[u8], key: Option<&Key>) -> Self {
        let header = |name| headers.get(name).and_then(|value| value.to_str().ok());
        Self {
            status,
            retry_after_ms: header(RETRY_AFTER).and_then(|wait| wait_ms(wait, header(DATE))),
            sent_at: header(DATE).and_then(date).map(Timestamp::from),
            redirect_origin: header(LOCATION)
                .and_then(|to| Url::parse(to).ok())
                .map(|to| hide(key, &to.origin().ascii_serialization())),
            job: job(status, |name| headers.get(name)?.to_str().ok()).map(|job| hide(key, &job)),
            content: Content::read(body, key),
        }
    }

    /// What came as one event of a stream, without the key.
    pub(super) const fn of_event(value: Value) -> Self {
        Self {
            status: 200,
            retry_after_ms: None,
            sent_at: None,
            redirect_origin: None,
            job: None,
            content: Content::Json(value),
        }
    }

    /// Whether the status is one of success.
    pub fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }
}

impl Content {
    fn read(body: &[u8], key: Option<&Key>) -> Self {
        let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
        match json_repair::parse(body) {
            Some(value) => Self::Json(keyless(value, key)),
            None => Self::Text(hide(key, &String::from_utf8_lossy(body))),
        }
    }
}

/// The job that an answer's headers name. A job's place is told by these statuses only (RFC 9110 sections 10.2.2 and 15.4.4).
fn job<'a>(status: u16, header: impl Fn(&str) -> Option<&'a str>) -> Option<String> {
    let named = ["x-task-id", "x-job-id"].iter().find_map(|name| header(name)).map(|name| name.trim().to_owned());
    let placed = || ["operation-location", "location"].iter().filter_map(|name| header(name)).find_map(task_id::of_url);
    let is_told = (200..300).contains(&status) || status == 303;
    named.filter(|name| is_told && !name.is_empty()).or_else(|| is_told.then(placed).flatten())
}

fn wait_ms(wait: &str, sent_at: Option<&str>) -> Option<i64> {
    let seconds: f64 = match wait.trim().parse() {
        Ok(seconds) => seconds,
        Err(_) => date(wait)?.duration_since(date(sent_at?)?).unwrap_or_default().as_secs_f64(),
    };
    #[expect(clippy::cast_possible_truncation, reason = "it lies between zero and a day")]
    (seconds >= 0.0 && seconds.is_finite()).then_some((seconds.min(LONGEST_WAIT_S) * 1000.0) as i64)
}

fn date(text: &str) -> Option<SystemTime> {
    httpdate::parse_http_date(text.trim()).ok()
}

fn hide(key: Option<&Key>, text: &str) -> String {
    key.map_or_else(|| text.to_owned(), |key| key.hide_in(text))
}

/// `value` without the key, wherever it stands in it.
pub(super) fn keyless(value: Value, key: Option<&Key>) -> Value {
    match value {
        Value::String(text) => Value::String(hide(key, &text)),
        Value::Array(items) => items.into_iter().map(|item| keyless(item, key)).collect(),
        Value::Object(fields) => {
            let fields: Map<_, _> =
                fields.into_iter().map(|(name, value)| (hide(key, &name), keyless(value, key))).collect();
            Value::Object(fields)
        }
        plain => plain,
    }
}

#[cfg(test)]
impl Answer {
    /// An answer to try a parser on.
    pub(super) fn json(status: u16, value: Value) -> Self {
        Self { status, ..Self::of_event(value) }
    }

    /// An answer that is no JSON.
    pub(super) fn text(status: u16, text: &str) -> Self {
        Self { content: Content::Text(text.to_owned()), ..Self::json(status, Value::Null) }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn retry_after(value: &str) -> Option<i64> {
        let headers = HeaderMap::from_iter([(RETRY_AFTER, value.parse().unwrap())]);
        Answer::read(429, &headers, b"", None).retry_after_ms
    }

    #[test]
    fn retry_after_is_read_in_seconds() {
        assert_eq!(retry_after("7"), Some(7000));
        assert_eq!(retry_after(" 0.5 "), Some(500));
        assert_eq!(retry_after("99999999999"), Some(86_400_000));
        for text in ["-1", "soon", "NaN", "inf", "Wed, 21 Oct 2026 07:28:00 GMT"] {
            assert_eq!(retry_after(text), None, "{text}");
        }
    }

    #[test]
    fn retry_after_as_a_date_counts_from_the_answers_own_date() {
        let wait = |until: &str, sent_at: Option<&str>| {
            let date = sent_at.map(|sent_at| (DATE, sent_at.parse().unwrap()));
            let headers = HeaderMap::from_iter([(RETRY_AFTER, until.parse().unwrap())].into_iter().chain(date));
            Answer::read(503, &headers, b"", None).retry_after_ms
        };
        let sent_at = Some("Wed, 21 Oct 2026 07:27:30 GMT");
        assert_eq!(wait("Wed, 21 Oct 2026 07:28:00 GMT", sent_at), Some(30_000));
        assert_eq!(wait("Wed, 21 Oct 2026 07:00:00 GMT", sent_at), Some(0));
        assert_eq!(wait("Wed, 21 Oct 2026 07:28:00 GMT", None), None);
    }

    #[test]
    fn of_a_redirect_only_the_origin_is_kept() {
        let headers = HeaderMap::from_iter([(LOCATION, "https://login.example/?token=abc".parse().unwrap())]);
        let answer = Answer::read(302, &headers, b"", None);
        assert_eq!(answer.redirect_origin.as_deref(), Some("https://login.example"));
    }

    #[test]
    fn a_job_is_named_by_a_header() {
        let named = |status, name: &'static str, value: &str| {
            let headers =
                HeaderMap::from_iter([(name.parse::<http::header::HeaderName>().unwrap(), value.parse().unwrap())]);
            Answer::read(status, &headers, b"", None).job
        };
        for (status, name, value) in [
            (202, "location", "/v2/videos/generations/task_01k5x"),
            (303, "location", "https://relay.example/v1/tasks/task_01k5x?x=1"),
            (202, "operation-location", "https://relay.example/operations/task_01k5x/status"),
            (200, "x-task-id", "task_01k5x"),
        ] {
            assert_eq!(named(status, name, value).as_deref(), Some("task_01k5x"), "{status} {value}");
        }
        for (status, name, value) in [
            (302, "location", "/v2/videos/generations/task_01k5x"),
            (303, "location", "/login"),
            (303, "location", "https://login.example/sso/v2"),
            (500, "x-task-id", "task_01k5x"),
        ] {
            assert_eq!(named(status, name, value), None, "{status} {value}");
        }
    }

    #[test]
    fn a_byte_order_mark_does_not_hide_json() {
        let answer = Answer::read(200, &HeaderMap::new(), b"\xef\xbb\xbf{\"id\":1}", None);
        assert_eq!(answer.content, Content::Json(serde_json::json!({"id": 1})));
    }

    proptest! {
        #[test]
        fn no_answer_holds_the_key(key in "sk-[A-Za-z0-9/]{8,40}", before in ".{0,20}", after in ".{0,20}") {
            let echo = format!("{before}{key}{after}");
            let json = serde_json::json!({"error": {"message": &echo}, "list": [&echo], &echo: 1}).to_string();
            let parsed: Key = key.parse().unwrap();
            for body in [json.replace('/', "\\/"), json, echo] {
                let answer = Answer::read(401, &HeaderMap::new(), body.as_bytes(), Some(&parsed));
                let shown = format!("{answer:?}");
                prop_assert!(!shown.contains(&key), "{}", shown);
            }
        }
    }
}

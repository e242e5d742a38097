//! A request to a relay as data: relative to the base URL, without the key.

use std::fmt::Write as _;

use reqwest::Method;
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use crate::catalogue::NumberAs;

/// A request before it is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// `GET` or `POST`.
    pub method: Method,
    /// Path and query, relative to the base URL; begins with a slash.
    pub path: String,
    /// What it carries.
    pub body: Body,
}

/// What a request carries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Body {
    /// Nothing.
    Empty,
    /// A JSON text.
    Json(String),
}

/// A number as this model wants it.
pub(super) fn number_as(form: NumberAs, number: u32) -> Value {
    match form {
        NumberAs::Text => number.to_string().into(),
        NumberAs::Integer => number.into(),
    }
}

impl Request {
    pub(super) fn get(path: String) -> Self {
        Self { method: Method::GET, path, body: Body::Empty }
    }

    pub(super) fn post_json(path: &str, fields: Map<String, Value>) -> Self {
        Self { method: Method::POST, path: path.to_owned(), body: Body::Json(Value::Object(fields).to_string()) }
    }

    /// SHA-256 of the body, in lower-case hex.
    pub fn body_hash(&self) -> String {
        let bytes: &[u8] = match &self.body {
            Body::Empty => &[],
            Body::Json(text) => text.as_bytes(),
        };
        Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut hex, byte| {
            let _ = write!(hex, "{byte:02x}");
            hex
        })
    }
}

/// `text` as one segment of a path or one value of a query: all but RFC 3986's unreserved characters is encoded.
pub(super) fn percent_encoded(text: &str) -> String {
    text.bytes().fold(String::with_capacity(text.len()), |mut encoded, byte| {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => encoded.push(char::from(byte)),
            _ => {
                let _ = write!(encoded, "%{byte:02X}");
            }
        }
        encoded
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_is_that_of_the_bytes_sent() {
        let request = Request { method: Method::POST, path: "/".to_owned(), body: Body::Json("abc".to_owned()) };
        // FIPS 180-2, appendix B.1.
        assert_eq!(request.body_hash(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    #[test]
    fn an_id_stays_one_segment() {
        assert_eq!(percent_encoded("sora-2:task_01k"), "sora-2%3Atask_01k");
        assert_eq!(percent_encoded("../a?b#c 视"), "..%2Fa%3Fb%23c%20%E8%A7%86");
    }
}

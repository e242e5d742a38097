//! A request to a relay as plain data: relative to the base URL, without the key.

use std::fmt::Write as _;

use bytes::Bytes;
use http::Method;
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

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
    Json(Bytes),
    /// A form with a file (RFC 7578). The boundary between the parts is chosen when it is sent.
    Multipart {
        /// Names and values, in this order.
        fields: Vec<(String, String)>,
        /// What follows them.
        file: FilePart,
    },
}

/// A file in a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilePart {
    /// The name of the field.
    pub field: String,
    /// Such as `image/png`.
    pub media_type: &'static str,
    /// All of it.
    pub bytes: Bytes,
}

impl Body {
    /// Returns its length in bytes; of a form, that of the file.
    pub const fn size_bytes(&self) -> usize {
        match self {
            Self::Empty => 0,
            Self::Json(text) => text.len(),
            Self::Multipart { file, .. } => file.bytes.len(),
        }
    }
}

impl FilePart {
    /// A name for the file that fits its type and tells nothing of where it came from: `picture.png`.
    pub fn file_name(&self) -> String {
        let extension = self.media_type.rsplit('/').next().unwrap_or("bin");
        format!("picture.{}", if extension == "jpeg" { "jpg" } else { extension })
    }
}

impl Request {
    pub(super) fn get(path: String) -> Self {
        Self { method: Method::GET, path, body: Body::Empty }
    }

    pub(super) fn post_json(path: &str, fields: Map<String, Value>) -> Self {
        let text = Value::Object(fields).to_string();
        Self { method: Method::POST, path: path.to_owned(), body: Body::Json(text.into()) }
    }

    /// SHA-256 of the body, in lower-case hex; of a form, that of its parts without the boundary.
    pub fn body_hash(&self) -> String {
        let mut hash = Sha256::new();
        match &self.body {
            Body::Empty => {}
            Body::Json(text) => hash.update(text),
            Body::Multipart { fields, file } => {
                let texts = fields.iter().flat_map(|(name, value)| [name, value]);
                for text in texts.map(String::as_str).chain([file.field.as_str(), file.media_type]) {
                    hash.update(text);
                    hash.update([0]);
                }
                hash.update(&file.bytes);
            }
        }
        hash.finalize().iter().fold(String::with_capacity(64), |mut hex, byte| {
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
impl Request {
    /// The request as it would be read: the line, then the body.
    pub(super) fn shown(&self) -> String {
        let body = match &self.body {
            Body::Empty => String::new(),
            Body::Json(text) => String::from_utf8(text.to_vec()).unwrap(),
            Body::Multipart { fields, file } => {
                let fields: Vec<_> = fields.iter().map(|(name, value)| format!("{name}={value}")).collect();
                let (name, size) = (file.file_name(), file.bytes.len());
                format!("{}\n{}=<{name}, {}, {size} bytes>", fields.join("\n"), file.field, file.media_type)
            }
        };
        format!("{} {}\n{body}", self.method, self.path).trim_end().to_owned()
    }

    /// The JSON that it carries.
    pub(super) fn value(&self) -> Value {
        let Body::Json(text) = &self.body else { panic!("{self:?}") };
        serde_json::from_slice(text).unwrap()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn post(body: Body) -> Request {
        Request { method: Method::POST, path: "/".to_owned(), body }
    }

    #[test]
    fn a_hash_is_that_of_the_bytes_sent() {
        // FIPS 180-2, appendix B.1.
        let hash = post(Body::Json("abc".into())).body_hash();
        assert_eq!(hash, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    #[test]
    fn the_hash_of_a_form_knows_each_of_its_parts() {
        let form = |value: &str, media_type, bytes: &'static [u8]| {
            let fields = vec![("prompt".to_owned(), value.to_owned())];
            let file = FilePart { field: "input_reference".to_owned(), media_type, bytes: bytes.into() };
            post(Body::Multipart { fields, file }).body_hash()
        };
        let hash = form("a", "image/png", b"1");
        assert_eq!(hash, form("a", "image/png", b"1"));
        for other in [form("b", "image/png", b"1"), form("a", "image/jpeg", b"1"), form("a", "image/png", b"2")] {
            assert_ne!(hash, other);
        }
    }

    #[test]
    fn an_id_stays_one_segment() {
        assert_eq!(percent_encoded("sora-2:task_01k"), "sora-2%3Atask_01k");
        assert_eq!(percent_encoded("../a?b#c 视"), "..%2Fa%3Fb%23c%20%E8%A7%86");
    }
}

//! What `POST /v1/videos` is sent: a form with parts, or JSON.

use crate::clip::Shape;
use crate::task::{Format, JobRequest, Media};
use crate::wire::ApiError;
use crate::wire::fields::{self, Fields, one_of};
use crate::wire::pictures::{Picture, check, dimensions, picture};
use axum::body::{Bytes, to_bytes};
use axum::extract::multipart::Field;
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::header::CONTENT_TYPE;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

const KNOWN: [&str; 5] = ["prompt", "model", "seconds", "size", "input_reference"];
const SIZES: [&str; 4] = ["1280x720", "720x1280", "1792x1024", "1024x1792"];
const SECONDS: [&str; 6] = ["4", "8", "12", "10", "15", "25"];

/// An order, and the body as the journal keeps it: a file is told by its length and type.
pub(super) async fn read(request: Request) -> Result<(JobRequest, Value), ApiError> {
    let media = request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let (fields, file) = if media.starts_with("multipart/form-data") {
        form(request).await?
    } else if media.starts_with("application/json") {
        let whole = to_bytes(request.into_body(), usize::MAX).await.map_err(|e| ApiError::not_json(&e.to_string()))?;
        (fields::object(&fields::json(&whole)?)?.clone(), None)
    } else {
        return Err(ApiError::media_type("multipart/form-data or application/json"));
    };
    Ok((order(&fields, file.as_deref())?, fields.into()))
}

fn order(fields: &Fields, file: Option<&[u8]>) -> Result<JobRequest, ApiError> {
    fields::known(fields, &KNOWN)?;
    let prompt = fields::prompt(fields)?;
    let model = match fields.get("model") {
        None => "sora-2",
        Some(_) => fields::model(fields, Format::OpenAi, Media::Film)?.id,
    };
    let (size, shape) = size(fields)?;
    let opening = match file {
        Some(bytes) => Some(reference(bytes, &size)?),
        None => linked(fields, &size)?,
    };
    Ok(JobRequest {
        format: Format::OpenAi,
        model: model.into(),
        prompt: prompt.into(),
        seconds: seconds(fields, model)?,
        shape,
        opening,
        size: Some(size),
        ..JobRequest::default()
    })
}

fn seconds(fields: &Fields, model: &str) -> Result<u32, ApiError> {
    let seconds = one_of(fields, "seconds", &SECONDS)?.unwrap_or("10");
    if seconds == "25" && !model.ends_with("-pro") {
        return Err(ApiError::field("seconds", "\"25\" is for the pro models only", "\"25\" 仅支持 pro 模型"));
    }
    Ok(seconds.parse().unwrap_or(10))
}

pub(super) fn size(fields: &Fields) -> Result<(String, Shape), ApiError> {
    let size = one_of(fields, "size", &SIZES)?.unwrap_or("720x1280");
    let (width, height) = fields::size(size).unwrap_or((720, 1280));
    Ok((size.to_owned(), Shape::nearest(width, height)))
}

/// The reference given as `{"image_url"}`: a data URL is looked at, an http(s) one is not fetched.
fn linked(fields: &Fields, size: &str) -> Result<Option<String>, ApiError> {
    let wrong = || {
        let must = "must be a file part or {\"image_url\": a data or http(s) URL}";
        ApiError::field("input_reference", must, "必须是文件，或 {\"image_url\": data 或 http(s) 链接}")
    };
    let Some(sent) = fields.get("input_reference") else { return Ok(None) };
    let sent = sent.as_object().filter(|sent| sent.len() == 1).ok_or_else(wrong)?;
    let url = sent.get("image_url").and_then(Value::as_str).ok_or_else(wrong)?;
    match picture("input_reference", url)? {
        Picture::Url => Ok(None),
        Picture::Data(_) if !url.starts_with("data:") => Err(wrong()),
        Picture::Data(data) => reference(&STANDARD.decode(data).map_err(|_| wrong())?, size).map(Some),
    }
}

/// A picture in base64, if its pixels equal `size` exactly.
fn reference(bytes: &[u8], size: &str) -> Result<String, ApiError> {
    check("input_reference", bytes)?;
    if dimensions(bytes) != fields::size(size) {
        return Err(ApiError::picture_size());
    }
    Ok(STANDARD.encode(bytes))
}

/// The parts of a form as fields, and the file among them.
async fn form(request: Request) -> Result<(Fields, Option<Bytes>), ApiError> {
    let mut parts =
        Multipart::from_request(request, &()).await.map_err(|e| ApiError::unread(e.status(), &e.body_text()))?;
    let (mut fields, mut file) = (Fields::new(), None);
    while let Some(part) = parts.next_field().await.map_err(|e| ApiError::unread(e.status(), &e.body_text()))? {
        let name = part.name().unwrap_or_default().to_owned();
        let value = if part.file_name().is_some() {
            let (bytes, kind) = upload(&name, part).await?;
            let told = json!({ "bytes": bytes.len(), "type": kind });
            file = Some(bytes);
            told
        } else {
            part.text().await.map_err(|e| ApiError::unread(e.status(), &e.body_text()))?.into()
        };
        match name.strip_prefix("input_reference[").and_then(|rest| rest.strip_suffix(']')) {
            Some(inner) => fields.entry("input_reference").or_insert_with(|| json!({}))[inner] = value,
            None if fields.contains_key(&name) => return Err(ApiError::field(&name, "was sent twice", "重复")),
            None => drop(fields.insert(name, value)),
        }
    }
    Ok((fields, file))
}

async fn upload(name: &str, part: Field<'_>) -> Result<(Bytes, String), ApiError> {
    if name != "input_reference" {
        return Err(ApiError::field(name, "must not be a file", "不能是文件"));
    }
    let kind = part.content_type().unwrap_or("application/octet-stream").to_owned();
    let bytes = part.bytes().await.map_err(|e| ApiError::unread(e.status(), &e.body_text()))?;
    Ok((bytes, kind))
}

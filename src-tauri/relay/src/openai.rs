//! The OpenAI format: `/v1/videos` (reference section 4). How a lost job is found in its list is `job_list`'s part.

use dailies_model::{Medium, RemoteId};
use serde_json::{Map, Value, json};

use super::{
    Attachment, SubmitParams,
    answer::{Answer, Content},
    fields,
    outcome::{JobStatus, Phase, PollError, ResultUrl},
    request::{Body, FilePart, Request, percent_encoded},
    task_status,
};
use crate::catalogue::PictureBy;

const PATH: &str = "/v1/videos";

/// A picture file goes in a form, everything else in JSON.
pub(super) fn submit_request(order: &SubmitParams<'_>) -> Request {
    let mut fields = fields::without_pictures(order);
    let (Some(rules), Some(picture)) = (&order.rules.pictures, fields::pictures(order).first().copied()) else {
        return Request::post_json(PATH, fields);
    };
    match picture {
        Attachment::File { media_type, bytes } if rules.by.contains(&PictureBy::File) => {
            let file = FilePart { field: rules.field.clone(), media_type, bytes: bytes.clone() };
            let body = Body::Multipart { fields: as_texts(fields), file };
            Request { method: super::Method::POST, path: PATH.to_owned(), body }
        }
        picture => {
            fields.insert(rules.field.clone(), json!({"image_url": fields::url(picture)}));
            Request::post_json(PATH, fields)
        }
    }
}

pub(super) fn poll_request(id: &RemoteId) -> Request {
    Request::get(path(id))
}

/// What the answer to a poll says. A finished job without an address of its clip has it at the relay.
pub(super) fn parse_poll(id: &RemoteId, answer: &Answer) -> Result<JobStatus, PollError> {
    let report = task_status::parse_poll(Medium::Film, answer)?;
    let phase = match report.phase {
        Phase::FinishedWithoutResult => Phase::Succeeded { results: vec![ResultUrl::of_relay(content_path(id))] },
        phase => phase,
    };
    Ok(JobStatus { phase, ..report })
}

/// Where a relay may serve the clip of a finished job: a path after its base URL, fetched with the key.
pub fn content_path(id: &RemoteId) -> String {
    format!("{}/content", path(id))
}

/// Asks for one job only, to learn whether the relay lists them at all.
pub fn probe_request() -> Request {
    Request::get(format!("{PATH}?limit=1"))
}

/// Returns whether the answer to [`probe_request`] is a job list.
pub fn parse_probe(answer: &Answer) -> bool {
    matches!(&answer.content, Content::Json(value) if answer.is_success() && value["data"].is_array())
}

/// The path of a job.
pub(super) fn path(id: &RemoteId) -> String {
    format!("{PATH}/{}", percent_encoded(id.as_str()))
}

/// JSON fields as the texts of a form.
fn as_texts(fields: Map<String, Value>) -> Vec<(String, String)> {
    let text = |value| match value {
        Value::String(text) => text,
        other => other.to_string(),
    };
    fields.into_iter().map(|(name, value)| (name, text(value))).collect()
}

#[cfg(test)]
mod tests;

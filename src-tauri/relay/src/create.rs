//! The create format: `/v1/video/create` and `/v1/video/query` (reference section 3).

use serde_json::{Value, json};

use super::{
    SubmitParams,
    answer::{Answer, Content},
    fields,
    outcome::{JobStatus, Phase, PollError},
    request::{Request, percent_encoded},
    task_status,
};
use dailies_model::{Generation, Medium, RemoteId, Toggle};

/// One of the relay's documents marks every field as required, so that all are sent: the rules have values for what the
/// user left open, and a list of no pictures is a list.
pub(super) fn submit_request(order: &SubmitParams<'_>) -> Request {
    let mut fields = fields::with_pictures(order);
    if let Some(pictures) = &order.rules.pictures {
        fields.entry(pictures.field.clone()).or_insert_with(|| json!([]));
    }
    Request::post_json("/v1/video/create", fields)
}

/// `id` is the one from create: the answer's own may differ.
pub(super) fn poll_request(id: &RemoteId) -> Request {
    Request::get(format!("/v1/video/query?id={}", percent_encoded(id.as_str())))
}

/// What the answer to a poll says.
pub(super) fn parse_poll(generation: &Generation, answer: &Answer) -> Result<JobStatus, PollError> {
    let report = task_status::parse_poll(Medium::Film, answer)?;
    match &answer.content {
        Content::Json(task) if is_before_upsampling(generation, task) => {
            Ok(JobStatus { phase: Phase::Running, ..report })
        }
        _ => Ok(report),
    }
}

/// Whether the clip that is there is not yet the one that was asked for. `video_generation_completed` says only that the
/// first step is over, and is not final while upsampling (section 3). Whether upsampling follows cannot be seen in the
/// answer, but it is known: it follows when it was asked for. Without that the status is the last one, and waiting for more
/// would lose the clip; with it, taking the small clip would waste the large one that is paid for.
fn is_before_upsampling(generation: &Generation, task: &Value) -> bool {
    generation.is_on(Toggle::Upsample)
        && task_status::status(task).as_deref() == Some("video_generation_completed")
        && task["detail"]["upsample_video_url"].as_str().is_none_or(|url| url.trim().is_empty())
}

#[cfg(test)]
mod tests;

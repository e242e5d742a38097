//! Accepts a job, in the same way for all formats: checks the prompt's tags, then the balance, then stores the task.

use super::{ApiError, quirks};
use crate::connection::Cut;
use crate::state::{AcceptError, Relay};
use crate::tag::{Tag, has};
use crate::task::{Format, JobRequest, Task};
use axum::Json;
use axum::response::{IntoResponse, Response};
use serde_json::Value;
use std::sync::Arc;

/// Accepts an order, or drops the connection as the prompt's tags say; `answer` tells of the accepted task in the format's words.
pub(super) async fn admit(
    relay: &Arc<Relay>,
    cut: &Cut,
    order: JobRequest,
    body: Value,
    answer: impl FnOnce(&Task) -> Value,
) -> Result<Response, ApiError> {
    if has(&order.prompt, Tag::DropBefore) {
        return Ok(cut.now());
    }
    let task = accept(relay, order, body).await?;
    if has(&task.order.prompt, Tag::DropAfter) {
        return Ok(cut.now());
    }
    Ok(Json(quirks::submit(&task, answer(&task))).into_response())
}

/// Accepts an order unless a tag of its prompt or the balance forbids it.
pub(super) async fn accept(relay: &Arc<Relay>, order: JobRequest, body: Value) -> Result<Arc<Task>, ApiError> {
    refuse(&order.prompt, picture_of(order.format))?;
    relay.accept(order, body).await.map_err(|refused| match refused {
        AcceptError::Balance => ApiError::no_quota(),
        AcceptError::Disk(error) => ApiError::not_stored(&error.to_string()),
    })
}

/// The refusal that a tag of the prompt asks for; `picture` is the field that a refused picture came in.
pub(super) fn refuse(prompt: &str, picture: &str) -> Result<(), ApiError> {
    let asks = |tag| has(prompt, tag);
    match () {
        () if asks(Tag::FailModerationPrompt) => Err(ApiError::prompt_refused()),
        () if asks(Tag::FailPicture) => Err(ApiError::picture_refused(picture)),
        () if asks(Tag::FailModel) => Err(ApiError::no_channel()),
        () if asks(Tag::FailQuota) => Err(ApiError::no_quota()),
        () => Ok(()),
    }
}

fn picture_of(format: Format) -> &'static str {
    match format {
        Format::Unified | Format::Create => "images[0]",
        Format::OpenAi => "input_reference",
        Format::Chat => "image_url",
        Format::Character => "url",
    }
}

//! `GET /v1/videos/{id}/content`: the clip itself, for the key, or a picture of it.

use super::{find, job};
use crate::clip::{ClipError, Spec, jpeg, spritesheet};
use crate::files::give;
use crate::state::{Relay, ResultLink};
use crate::tag::{Tag, has};
use crate::timeline::Step;
use crate::wire::ApiError;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use std::collections::HashMap;
use std::sync::Arc;

type Picture = fn(&Spec) -> Result<Vec<u8>, ClipError>;

pub(in crate::wire) async fn content(
    State(relay): State<Arc<Relay>>,
    Path(id): Path<String>,
    Query(sent): Query<HashMap<String, String>>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let task = find(&relay, &id)?;
    let drawn: Option<Picture> = match sent.get("variant").map(String::as_str) {
        None | Some("video") => None,
        Some("thumbnail") => Some(|spec| jpeg(spec, 0.0)),
        Some("spritesheet") => Some(spritesheet),
        Some(_) => {
            let must = "must be video, thumbnail or spritesheet";
            return Err(ApiError::field("variant", must, "必须是 video、thumbnail 或 spritesheet"));
        }
    };
    let step = relay.moment(&task).step;
    if step != Step::Success {
        return Err(ApiError::not_completed(job::status(step)));
    }
    Ok(match drawn {
        Some(draw) => picture(relay.spec(&task), draw).await?,
        None if has(&task.order.prompt, Tag::NoUrl) => give(&task, ResultLink::Nothing, &headers).await,
        None => give(&task, relay.content(&task), &headers).await,
    })
}

async fn picture(spec: Spec, draw: Picture) -> Result<Response, ApiError> {
    let drawn = tokio::task::spawn_blocking(move || draw(&spec)).await;
    let jpeg = drawn.ok().and_then(Result::ok).ok_or_else(ApiError::no_file)?;
    Ok(([(header::CONTENT_TYPE, "image/jpeg")], jpeg).into_response())
}

//! Characters, `/sora/v1/characters` (reference, section 6). One is made at once; only its picture is drawn.

use super::fields::{self, Fields, required, text};
use super::pictures::is_url;
use super::{ApiError, accept_job};
use crate::clip::Shape;
use crate::connection::Cut;
use crate::state::{Relay, opaque};
use crate::tag::untagged;
use crate::task::{Format, JobRequest, Media, Task};
use crate::timeline::Step;
use axum::body::Bytes;
use axum::extract::{ConnectInfo, State};
use axum::response::Response;
use serde_json::{Value, json};
use std::sync::Arc;
use std::time::Duration;

const FIRST: [&str; 8] = ["amber", "brisk", "calm", "dapper", "early", "gentle", "lucky", "quiet"];
const LAST: [&str; 8] = ["badger", "comet", "fern", "heron", "lantern", "otter", "pebble", "willow"];

/// `POST /sora/v1/characters`.
pub(super) async fn create(
    State(relay): State<Arc<Relay>>,
    ConnectInfo(cut): ConnectInfo<Cut>,
    body: Bytes,
) -> Result<Response, ApiError> {
    let body = fields::json(&body)?;
    let order = order(&relay, fields::object(&body)?)?;
    let mut drawn = None;
    let response = accept_job::admit(&relay, &cut, order, body, |task| {
        drawn = Some(task.clone());
        answer(task, &relay.link(task))
    });
    let response = response.await?;
    if let Some(task) = drawn {
        wait_for_picture(&relay, &task).await;
    }
    Ok(response)
}

fn order(relay: &Relay, fields: &Fields) -> Result<JobRequest, ApiError> {
    if fields.contains_key("model") {
        // So it is in the wild.
        return Err(ApiError::no_path());
    }
    fields::known(fields, &["timestamps", "url", "from_task"])?;
    let (from, to) = fields::span("timestamps", required(fields, "timestamps")?)?;
    let prompt = match (text(fields, "url")?, text(fields, "from_task")?) {
        (Some(url), None) if is_url(url) => url.to_owned(),
        (Some(_), None) => return Err(ApiError::field("url", "must be an http(s) URL", "必须是 http(s) 链接")),
        (None, Some(id)) => film(relay, id, to)?,
        _ => {
            let must = "or `from_task`: exactly one of the two is required";
            return Err(ApiError::field("url", must, "与 `from_task` 必须且只能填写一个"));
        }
    };
    let (format, media, shape) = (Format::Character, Media::Avatar, Shape::Square);
    let seconds = (to - from).round() as u32;
    Ok(JobRequest { format, media, prompt, seconds, shape, ..JobRequest::default() })
}

/// What a finished film of ours shows, if it is long enough.
fn film(relay: &Relay, id: &str, to: f64) -> Result<String, ApiError> {
    let task = relay.store.find(|task| task.id.0 == id && task.order.media == Media::Film && !task.deleted);
    let task = task.ok_or_else(ApiError::no_task)?;
    if relay.moment(&task).step != Step::Success {
        return Err(ApiError::field("from_task", "must be a finished video", "必须是已完成的视频任务"));
    }
    if to > f64::from(task.order.seconds) {
        return Err(ApiError::field("timestamps", "must lie within the video", "超出视频时长"));
    }
    Ok(untagged(&task.order.prompt))
}

fn answer(task: &Task, picture: &str) -> Value {
    let chance = opaque(&task.id).into_bytes();
    let word = |at: usize, words: [&'static str; 8]| words[usize::from(chance[at]) % words.len()];
    let username = format!("{}{}.{}{}", word(0, FIRST), word(1, LAST), word(2, FIRST), word(3, LAST));
    json!({
        "id": task.id,
        "permalink": format!("https://sora.chatgpt.com/profile/{username}"),
        "username": username,
        "profile_picture_url": picture,
    })
}

/// The answer's link must lead to a picture.
async fn wait_for_picture(relay: &Relay, task: &Task) {
    while relay.moment(task).finished_at.is_none() {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

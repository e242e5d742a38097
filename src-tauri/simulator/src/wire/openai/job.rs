//! The video object of the OpenAI format. It names no URL: the clip is at `/content`.

use crate::task::Task;
use crate::timeline::{Moment, Step};
use serde_json::{Value, json};

/// For how long a clip is promised to be there, in seconds.
const KEPT_S: i64 = 3600;

/// The contract's `VideoJob`.
pub(super) fn answer(task: &Task, moment: Moment) -> Value {
    let order = &task.order;
    let done = moment.finished_at.filter(|_| moment.step == Step::Success).map(|ms| ms / 1000);
    let error = match moment.step {
        Step::Failure(failure) => {
            let (message, message_zh) = failure.reason();
            json!({ "code": failure.code(), "message": message, "message_zh": message_zh })
        }
        _ => Value::Null,
    };
    json!({
        "id": task.id,
        "object": "video",
        "model": order.model,
        "status": status(moment.step),
        "progress": moment.percent,
        "created_at": task.submitted_at / 1000,
        "completed_at": done,
        "expires_at": done.map(|at| at + KEPT_S),
        "prompt": order.prompt,
        "seconds": order.seconds.to_string(),
        "size": order.size,
        "remixed_from_video_id": order.remix_of,
        "error": error,
    })
}

pub(super) fn status(step: Step) -> &'static str {
    match step {
        Step::NotStart | Step::Submitted | Step::Queued => "queued",
        Step::InProgress => "in_progress",
        Step::Success => "completed",
        Step::Failure(_) => "failed",
    }
}

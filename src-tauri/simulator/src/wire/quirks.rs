//! Unusual forms of answers that were seen in practice (reference, section 9), requested by `[shape: NAME]` in a
//! prompt.
//!
//! Changes the answers after the formats have built them; the formats know nothing of it. The README lists the names.

use crate::tag::shapes;
use crate::task::Task;
use crate::timeline::{Moment, Step};
use serde_json::{Map, Value, json};

/// Where a result URL may be, by the name after `url-`.
const URLS: [(&str, &str); 10] = [
    ("output", "/data/output"),
    ("outputs", "/data/outputs"),
    ("upsample", "/detail/upsample_video_url"),
    ("video-url", "/video_url"),
    ("detail", "/detail/video_url"),
    ("metadata", "/metadata/url"),
    ("result-url", "/result_url"),
    ("url", "/url"),
    ("data-url", "/data/url"),
    ("data-video-url", "/data/video_url"),
];

/// Where a failure's text may be, by the name after `reason-`.
const REASONS: [(&str, &str); 6] = [
    ("fail-reason", "/fail_reason"),
    ("error", "/error"),
    ("error-message", "/error/message"),
    ("error-message-zh", "/error/message_zh"),
    ("message", "/message"),
    ("detail", "/detail/video_generation_error"),
];

/// The answer to a submit with the task's id where the prompt asks for it.
pub(super) fn submit(task: &Task, answer: Value) -> Value {
    let id = &task.id;
    let asked = shapes(&task.order.prompt).into_iter().find_map(|name| match name.as_str() {
        "id-task-id" => Some(json!({ "task_id": id })),
        "id-id" => Some(json!({ "id": id })),
        "id-data" => Some(json!({ "code": "success", "message": "", "data": id })),
        "id-data-task-id" => Some(json!({ "code": "success", "message": "", "data": { "task_id": id } })),
        "id-data-id" => Some(json!({ "code": "success", "message": "", "data": { "id": id } })),
        _ => None,
    });
    asked.unwrap_or(answer)
}

/// The answer to a poll, bent as the prompt asks.
pub(super) fn poll(task: &Task, moment: Moment, mut answer: Value, link: &str) -> Value {
    for name in shapes(&task.order.prompt) {
        match name.split_once('-') {
            Some(("status", word)) => status(&mut answer, moment.step, word),
            Some(("progress", form)) => progress(&mut answer, moment.percent, form),
            Some(("url", place)) if moment.step == Step::Success => {
                move_to(&mut answer, &URLS, place, link);
            }
            Some(("reason", place)) => {
                if let Step::Failure(failure) = moment.step {
                    move_to(&mut answer, &REASONS, place, failure.reason().1);
                }
            }
            _ => {}
        }
    }
    answer
}

/// A word for an end that has come is put in place of the format's own; `unknown` stands for any other state.
fn status(answer: &mut Value, step: Step, word: &str) {
    let word = match (word, step) {
        ("success" | "succeeded" | "completed" | "done" | "finish", Step::Success) => word.to_owned(),
        ("failure" | "failed" | "error" | "cancelled" | "expired", Step::Failure(_)) => word.to_owned(),
        ("unknown", Step::NotStart | Step::Submitted | Step::Queued | Step::InProgress) => "reticulating".into(),
        ("spaces", _) => format!("  {} ", answer["status"].as_str().unwrap_or_default()),
        ("case", _) => turned(answer["status"].as_str().unwrap_or_default()),
        _ => return,
    };
    answer["status"] = word.into();
}

/// Upper case for lower and the other way round.
fn turned(text: &str) -> String {
    text.chars().map(|c| if c.is_ascii_uppercase() { c.to_ascii_lowercase() } else { c.to_ascii_uppercase() }).collect()
}

fn progress(answer: &mut Value, percent: u8, form: &str) {
    let value = match form {
        "percent" => format!("{percent}%").into(),
        "37" => percent.to_string().into(),
        "number" => percent.into(),
        "share" => (f64::from(percent) / 100.0).into(),
        "missing" => {
            answer.as_object_mut().map(|fields| fields.remove("progress"));
            return;
        }
        _ => return,
    };
    answer["progress"] = value;
}

/// Takes a text from all of its `places` and puts it into the one called `name`.
fn move_to(answer: &mut Value, places: &[(&str, &str)], name: &str, text: &str) {
    let Some((_, wanted)) = places.iter().find(|(known, _)| *known == name) else { return };
    for (_, place) in places {
        if let Some((parent, field)) = place.rsplit_once('/')
            && let Some(fields) = answer.pointer_mut(parent).and_then(Value::as_object_mut)
        {
            fields.remove(field);
        }
    }
    let value = if name == "outputs" { json!([text]) } else { text.into() };
    let mut at = answer;
    for field in wanted.split('/').skip(1) {
        if !at.is_object() {
            *at = Map::new().into();
        }
        at = &mut at[field];
    }
    *at = value;
}

#[cfg(test)]
#[path = "quirks_tests.rs"]
mod tests;

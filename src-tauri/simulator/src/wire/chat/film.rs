//! A film by chat: its progress and its link come as text. There is no id to ask again by.

use super::request::Asked;
use super::stream::{ChatAnswer, Stream, usage};
use crate::clip::Shape;
use crate::connection::Cut;
use crate::state::Relay;
use crate::tag::{Tag, has};
use crate::task::{Format, JobRequest, Task};
use crate::timeline::{Moment, Step};
use crate::wire::{ApiError, accept_job};
use axum::response::Response;
use serde_json::Value;
use std::sync::Arc;

/// Between two looks at the task: at speed 1, and at most, in milliseconds.
const LOOK_MS: (f64, f64) = (3000.0, 1000.0);

/// The words that choose.
const WORDS: [&str; 8] = ["竖屏", "横屏", "15s", "15秒", "10s", "10秒", "高清", "hd"];

pub(super) async fn make(relay: Arc<Relay>, cut: &Cut, asked: Asked, body: Value) -> Result<Response, ApiError> {
    let order = order(&asked)?;
    if has(&asked.text, Tag::DropBefore) {
        return Ok(cut.now());
    }
    let task = accept_job::accept(&relay, order, body).await?;
    let talk = ChatAnswer::new(asked.model.id, task.submitted_at);
    if asked.stream {
        let (stream, response) = talk.stream();
        tokio::spawn(async move { narrate(&relay, &task, stream, asked.counts).await });
        return Ok(response);
    }
    if has(&asked.text, Tag::DropAfter) {
        return Ok(cut.now());
    }
    let moment = watch(&relay, &task, |_| true).await;
    Ok(talk.whole(&asked.text, &ending(&relay, &task, moment)))
}

/// Says how the task goes on until it has ended; breaks off half-way if the prompt asks for that.
async fn narrate(relay: &Relay, task: &Task, stream: Stream, counts: bool) {
    let drops = has(&task.order.prompt, Tag::DropAfter);
    stream.say("> 排队中，请稍候...\n");
    let moment = watch(relay, task, |moment| {
        stream.say(&format!("进度：{}%\n", moment.percent));
        !stream.is_closed() && (!drops || moment.percent < 50)
    });
    let moment = moment.await;
    if drops {
        return stream.cut();
    }
    let text = ending(relay, task, moment);
    stream.say(&text);
    stream.end(counts.then(|| usage(&task.order.prompt, &text)));
}

/// Looks at the task until it has ended or `goes_on` says no; `goes_on` is told of each new percentage.
async fn watch(relay: &Relay, task: &Task, mut goes_on: impl FnMut(Moment) -> bool) -> Moment {
    let mut last = 0;
    loop {
        let moment = relay.moment(task);
        if moment.percent > last && !matches!(moment.step, Step::Failure(_)) {
            last = moment.percent;
            if !goes_on(moment) {
                return moment;
            }
        }
        if matches!(moment.step, Step::Success | Step::Failure(_)) {
            return moment;
        }
        tokio::time::sleep(relay.pause(LOOK_MS.0, LOOK_MS.1)).await;
    }
}

fn ending(relay: &Relay, task: &Task, moment: Moment) -> String {
    match moment.step {
        Step::Failure(failure) => format!("\n❌ 视频生成失败：{}", failure.reason().1),
        _ if has(&task.order.prompt, Tag::NoUrl) => "\n✅ 视频生成成功~~~".into(),
        _ => format!("\n✅ 视频生成成功，[点击这里]({}) 查看视频~~~", relay.link(task)),
    }
}

/// The model's name chooses shape, length and fineness; words at the start of the prompt choose again.
fn order(asked: &Asked) -> Result<JobRequest, ApiError> {
    if asked.text.trim().is_empty() {
        return Err(ApiError::field("content", "must say what to film", "不能为空"));
    }
    let (id, words) = (asked.model.id, opening_words(&asked.text));
    let says = |word: &str| words.contains(&word);
    let portrait = says("竖屏") || (id.contains("-portrait") && !says("横屏"));
    let long = says("15s") || says("15秒") || (id.contains("-15s") && !says("10s") && !says("10秒"));
    Ok(JobRequest {
        format: Format::Chat,
        model: id.into(),
        prompt: asked.text.clone(),
        seconds: if long { 15 } else { 10 },
        shape: if portrait { Shape::Portrait } else { Shape::Landscape },
        fine: says("高清") || says("hd") || id.contains("-hd"),
        opening: asked.pictures.iter().find_map(Clone::clone),
        ..JobRequest::default()
    })
}

/// The words that choose at the start of a prompt, as in the documents' `竖屏 动起来`, with or without brackets and commas.
fn opening_words(prompt: &str) -> Vec<&'static str> {
    let mut rest = prompt;
    let mut words = Vec::new();
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || "()（）,，、".contains(c));
        let Some(word) = WORDS.iter().find(|word| begins_with(rest, word)) else { return words };
        words.push(*word);
        rest = &rest[word.len()..];
    }
}

/// A word of letters and digits ends where others begin: `hdr` is not `hd`.
fn begins_with(text: &str, word: &str) -> bool {
    let starts = text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
    let is_latin = word.ends_with(|c: char| c.is_ascii_alphanumeric());
    starts && !(is_latin && text[word.len()..].starts_with(|c: char| c.is_ascii_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::models::find;

    fn ordered(model: &str, text: &str) -> (Shape, u32, bool) {
        let model = find(model).unwrap();
        let (system, text) = (String::new(), text.into());
        let asked = Asked { model, stream: false, counts: false, system, text, pictures: Vec::new() };
        let order = order(&asked).unwrap();
        (order.shape, order.seconds, order.fine)
    }

    #[test]
    fn name_and_prefix_choose() {
        assert_eq!(ordered("sora_video2", "sea"), (Shape::Landscape, 10, false));
        assert_eq!(ordered("sora_video2-landscape", "sea"), (Shape::Landscape, 10, false));
        assert_eq!(ordered("sora_video2-portrait", "sea"), (Shape::Portrait, 10, false));
        assert_eq!(ordered("sora_video2-portrait-hd-15s", "sea"), (Shape::Portrait, 15, true));
        assert_eq!(ordered("sora_video2", "(竖屏,15s,高清) 海"), (Shape::Portrait, 15, true));
        assert_eq!(ordered("sora_video2-portrait-15s", "（横屏，10s）海"), (Shape::Landscape, 10, false));
        assert_eq!(ordered("sora_video2", "海 (竖屏)"), (Shape::Landscape, 10, false), "a prefix only");
        assert_eq!(ordered("sora_video2", "竖屏 动起来"), (Shape::Portrait, 10, false), "the documents' own example");
        assert_eq!(ordered("sora_video2", "竖屏 15s 高清 动起来"), (Shape::Portrait, 15, true));
        assert_eq!(ordered("sora_video2", "hdr 竖屏"), (Shape::Landscape, 10, false), "another word");
    }
}

//! The chat format: `/v1/chat/completions` with a model that makes films (reference section 5).
//!
//! The answer to the submit is the whole job: its text tells progress and ends in a link. There is no name to ask by, so
//! that an answer which breaks off before the link is a lost one.

use dailies_model::{Charged, Failure, Meaning, Toggle};
use serde_json::{Map, Value};

use super::{
    SubmitParams,
    answer::{Answer, Content},
    error_body::ErrorBody,
    fields,
    job_state::Ending,
    json,
    outcome::{ResultUrl, SubmitOutcome},
    request::Request,
    submit_ambiguity, submit_outcome, task_status, text_links,
    transcript::{StreamEnd, Transcript, films},
};
use crate::catalogue::{IN_PROMPT, PromptSettings};

/// How many films one answer can name.
const MOST_FILMS: usize = 16;
/// The bytes of a stream's end in which its progress is looked for.
const TAIL: usize = 1024;

/// What a text says that is about a film.
const FILM_MARKS: &[&str] = &["video", "视频", "film", "movie", "成片", "![", "✅"];
const FAILURE_MARKS: &[&str] = &["失败", "❌", "error", "failed"];

/// One message: the prompt with what is asked for before it, then the pictures.
pub(super) fn submit_request(order: &SubmitParams<'_>) -> Request {
    let text = prompt(order);
    let pictures = fields::pictures(order).into_iter().map(fields::url);
    let pictures: Vec<_> =
        pictures.map(|url| serde_json::json!({"type": "image_url", "image_url": {"url": url}})).collect();
    let content = if pictures.is_empty() {
        text.into()
    } else {
        Value::Array([serde_json::json!({"type": "text", "text": text})].into_iter().chain(pictures).collect())
    };
    let message = serde_json::json!({"role": "user", "content": content});
    request(order.generation.model.as_str(), vec![message], order.rules.always.clone())
}

/// A streamed chat.
pub(super) fn request(model: &str, messages: Vec<Value>, more: impl IntoIterator<Item = (String, Value)>) -> Request {
    let mut fields = Map::new();
    fields.insert("model".to_owned(), model.into());
    fields.insert("messages".to_owned(), messages.into());
    fields.insert("stream".to_owned(), true.into());
    fields.extend(more);
    Request::post_json("/v1/chat/completions", fields)
}

/// `竖屏 15s 高清` before the prompt, as the documents write it: shape, length and HD, as far as the model is told these so.
/// What the prompt names itself is neither repeated nor contradicted.
fn prompt(order: &SubmitParams<'_>) -> String {
    let SubmitParams { generation, rules, .. } = *order;
    let spoken = PromptSettings::of(&generation.prompt, rules);
    let aspect = rules.aspect.as_ref().filter(|rule| rule.field == IN_PROMPT && !spoken.aspect).and_then(|rule| {
        let shown = generation.aspect_ratio.map(|ratio| ratio.to_string()).or_else(|| rule.default.clone())?;
        fields::written(rule, shown).as_str().map(str::to_owned)
    });
    let length = rules.duration.as_ref().filter(|rule| rule.field == IN_PROMPT && !spoken.length);
    let length = length.and_then(|rule| generation.duration_s.or(rule.default)).map(|seconds| format!("{seconds}s"));
    let hd = rules.toggles.get(&Toggle::Hd).filter(|_| generation.is_on(Toggle::Hd) && !spoken.hd);
    let words = [aspect, length, hd.map(|switch| switch.field.clone())].into_iter().flatten();
    words.chain([generation.prompt.clone()]).collect::<Vec<_>>().join(" ")
}

/// What an answer that came at once says.
pub(super) fn parse_submit(answer: &Answer) -> SubmitOutcome {
    match (Transcript::read(answer), &answer.content) {
        (Some(said), _) => conclude(&said),
        (None, Content::Json(value)) if answer.is_success() && !ErrorBody::is_in(answer) => {
            finished(films(value)).unwrap_or_else(|| submit_outcome::of(answer, None))
        }
        (None, _) => submit_outcome::of(answer, None),
    }
}

/// The end with these films, each once; `None` when there are none.
fn finished(films: Vec<ResultUrl>) -> Option<SubmitOutcome> {
    let mut results: Vec<ResultUrl> = Vec::new();
    for film in films.into_iter().take(MOST_FILMS) {
        if !results.contains(&film) {
            results.push(film);
        }
    }
    (!results.is_empty()).then_some(SubmitOutcome::Finished { results })
}

/// What came of a job when its answer is over. A link that came is never lost, whatever became of the rest.
pub fn conclude(said: &Transcript) -> SubmitOutcome {
    let named = finished(text_links::films(&said.text, said.end == StreamEnd::Done));
    let named = named.or_else(|| finished(said.films.clone())).or_else(|| finished(in_json(&said.text)));
    if let Some(submission) = named {
        return submission;
    }
    if let Some(error) = &said.error {
        return SubmitOutcome::Refused(refused(said, error));
    }
    let failed = failure_words(said)
        .map(|words| task_status::failure_of(&ErrorBody::from_text(words), Ending::Failed, progress(&said.text)));
    match (said.end, failed) {
        (StreamEnd::Done | StreamEnd::Closed, Some(failure)) => SubmitOutcome::Refused(failure),
        (StreamEnd::Done, None) => match text_links::any(&said.text).or_else(|| only(&said.text)) {
            Some(url) => SubmitOutcome::Finished { results: vec![url] },
            None => SubmitOutcome::Refused(
                ErrorBody::from_text(said.text.clone()).failure(Meaning::NoResult, Charged::Unknown),
            ),
        },
        (StreamEnd::Closed | StreamEnd::Broken, _) => {
            SubmitOutcome::Lost(Failure::silent(Meaning::Network, Charged::Unknown))
        }
    }
}

/// The films in the JSON of a text: alone, in a fence, after a word.
fn in_json(text: &str) -> Vec<ResultUrl> {
    let (Some(begin), Some(end)) = (text.find('{'), text.rfind('}')) else { return Vec::new() };
    let inner = text.get(begin..=end).and_then(|inner| json::parse(inner.as_bytes()).ok());
    inner.map(|inner| films(&inner)).unwrap_or_default()
}

/// The only address in a text that says that it is a film's, or that says nothing else.
fn only(text: &str) -> Option<ResultUrl> {
    let lower = text.to_lowercase();
    let is_film = FILM_MARKS.iter().any(|mark| lower.contains(mark));
    text_links::only(text).filter(|_| is_film || !text.trim().contains(char::is_whitespace))
}

/// An error before the first word is about the request, like any other refusal; a later one is about the job, and only the
/// relay knows what that cost.
fn refused(said: &Transcript, error: &Answer) -> Failure {
    let body = ErrorBody::of(error);
    if !said.text.trim().is_empty() {
        return task_status::failure_of(&body, Ending::Failed, progress(&said.text));
    }
    let meaning = body.meaning(error.status);
    body.failure(meaning, if submit_ambiguity::is_verdict(meaning) { Charged::No } else { Charged::Unknown })
}

/// What the model says of its failure. While an answer is not marked as done, "failed" may be followed by another try, so
/// that only its last line counts.
fn failure_words(said: &Transcript) -> Option<String> {
    let lines: Vec<_> = said.text.lines().filter(|line| !line.trim().is_empty()).collect();
    let is_failure = |line: &&str| {
        let line = line.to_lowercase();
        FAILURE_MARKS.iter().any(|mark| line.contains(mark))
    };
    let at = lines.iter().rposition(is_failure)?;
    (said.end == StreamEnd::Done || at + 1 == lines.len()).then(|| lines[at..].join("\n"))
}

/// Percent, from the last line such as `进度：37%` or `progress: 37%`.
pub fn progress(text: &str) -> Option<u8> {
    let is_progress = |line: &&str| line.contains("进度") || line.to_ascii_lowercase().contains("progress");
    text.lines().rev().filter(is_progress).find_map(last_percent)
}

/// The end of a text that is still coming in: what it says last. It is looked at again with every piece that comes.
pub fn tail(text: &str) -> &str {
    &text[text.ceil_char_boundary(text.len().saturating_sub(TAIL))..]
}

/// The last number before a percent sign.
fn last_percent(line: &str) -> Option<u8> {
    let before = &line[..line.rfind(['%', '％'])?];
    let before = before.trim_end();
    let start = before.rfind(|c: char| !c.is_ascii_digit() && c != '.').map_or(0, |at| at + char_length(before, at));
    let number: f64 = before[start..].parse().ok()?;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it lies between 0 and 100")]
    Some(number.round().min(100.0) as u8)
}

fn char_length(text: &str, at: usize) -> usize {
    text[at..].chars().next().map_or(0, char::len_utf8)
}

#[cfg(test)]
mod tests;

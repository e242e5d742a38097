//! The list of a relay's jobs, `GET /v1/videos`, which settles what became of a submit whose answer was lost (reference
//! sections 4 and 9). It decides by what the list tells; it never sends anything again.

use serde_json::Value;

use super::{
    Order,
    answer::{Answer, Content},
    fields,
    outcome::Refusal,
    refusal,
    request::{Request, percent_encoded},
};
use crate::model::{ModelId, RemoteId, Timestamp};

/// How far a relay's clock may be behind ours.
const EARLIEST_MS: i64 = -2 * 60_000;
/// How far it may be ahead, and how long a submit may take to become a job.
const LATEST_MS: i64 = 10 * 60_000;

/// A job whose answer was lost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sought {
    /// The model that was sent; of a remix, which names none, `None`.
    pub model: Option<ModelId>,
    /// The prompt that was sent.
    pub prompt: String,
    /// The length as it was sent.
    pub seconds: Option<String>,
    /// The pixels as they were sent.
    pub size: Option<String>,
    /// The job that it is another version of.
    pub remix_of: Option<RemoteId>,
    /// When it was sent.
    pub sent_at: Timestamp,
}

/// What the list says of a job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// This is it.
    Found(RemoteId),
    /// It is not in the list, which was read for all of the time in question.
    NotHere,
    /// It cannot be told: several fit, or the list goes on.
    Unclear,
}

/// One page of the list, the newest job first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    jobs: Vec<Listed>,
    /// The id that the next page comes after; `None` when there is none.
    next: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Listed {
    id: RemoteId,
    /// Seconds on the wire.
    created_at: Option<Timestamp>,
    model: Option<String>,
    prompt: Option<String>,
    seconds: Option<String>,
    size: Option<String>,
    remix_of: Option<String>,
}

impl Sought {
    /// What is to be looked for when this was sent and no answer came.
    pub fn of(order: &Order<'_>, sent_at: Timestamp) -> Self {
        let generation = order.generation;
        let is_remix = generation.remix_of.is_some();
        let sent = fields::without_pictures(order);
        let text = |name: &str| sent.get(name).filter(|_| !is_remix).and_then(plain);
        let duration = order.rules.duration.as_ref();
        Self {
            model: (!is_remix).then(|| generation.model.clone()),
            prompt: generation.prompt.clone(),
            seconds: duration.and_then(|lengths| text(&lengths.field)),
            size: text("size"),
            remix_of: generation.remix_of.as_ref().map(|source| source.remote_id.clone()),
            sent_at,
        }
    }

    /// Whether nothing in the list speaks against this job. What the list does not tell speaks neither way.
    fn may_be(&self, job: &Listed) -> bool {
        let agrees = |sent: Option<&str>, listed: &Option<String>| match (sent, listed) {
            (Some(sent), Some(listed)) => sent.trim() == listed.trim(),
            _ => true,
        };
        let is_in_time = job.created_at.is_none_or(|created_at| {
            let after_ms = created_at.ms_since(self.sent_at);
            (EARLIEST_MS..=LATEST_MS).contains(&after_ms)
        });
        is_in_time
            && agrees(self.model.as_ref().map(ModelId::as_str), &job.model)
            && agrees(Some(&self.prompt), &job.prompt)
            && agrees(self.seconds.as_deref(), &job.seconds)
            && agrees(self.size.as_deref(), &job.size)
            && agrees(self.remix_of.as_ref().map(RemoteId::as_str), &job.remix_of)
            && (self.remix_of.is_some() || job.remix_of.is_none())
    }
}

impl Page {
    /// The id after which the next page begins, unless this one reaches back before the job was sent.
    pub(super) fn next(&self, sought: &Sought) -> Option<&str> {
        self.next.as_deref().filter(|_| !self.reaches_back(sought))
    }

    /// Not so in a list that ignores the order that was asked for: there, the job may be on a later page.
    fn reaches_back(&self, sought: &Sought) -> bool {
        let at = |job: Option<&Listed>| job.and_then(|job| job.created_at);
        let is_before = |at: Timestamp| at.ms_since(sought.sent_at) < EARLIEST_MS;
        let (newest, oldest) = (at(self.jobs.first()), at(self.jobs.last()));
        newest.zip(oldest).is_some_and(|(newest, oldest)| newest >= oldest && is_before(oldest))
    }
}

/// The newest hundred, or those before the job `after`.
pub fn list_request(after: Option<&str>) -> Request {
    let after = after.map(|id| format!("&after={}", percent_encoded(id))).unwrap_or_default();
    Request::get(format!("/v1/videos?limit=100&order=desc{after}"))
}

/// A page of the list.
pub fn parse_list(answer: &Answer) -> Result<Page, Refusal> {
    let Content::Json(value) = &answer.content else { return Err(refusal::of(answer)) };
    let Some(list) = value["data"].as_array().filter(|_| answer.is_success()) else {
        return Err(refusal::of(answer));
    };
    let jobs: Vec<_> = list.iter().filter_map(listed).collect();
    let last = plain(&value["last_id"]).or_else(|| jobs.last().map(|job| job.id.0.clone()));
    Ok(Page { next: last.filter(|_| value["has_more"] == Value::Bool(true)), jobs })
}

/// Whether the job is in the list. `taken` are the names that other jobs have, so that two lost jobs do not find the same.
///
/// With prompts in the list, jobs that fit are alike, and the one made closest to the sending is it. Without prompts only a
/// single job that fits is it.
pub fn find_in_list(sought: &Sought, pages: &[Page], taken: &[RemoteId]) -> Finding {
    let jobs = pages.iter().flat_map(|page| &page.jobs);
    let fitting: Vec<_> = jobs.filter(|job| !taken.contains(&job.id) && sought.may_be(job)).collect();
    let told: Vec<_> = fitting.iter().copied().filter(|job| job.prompt.is_some()).collect();
    let distance = |job: &&Listed| job.created_at.map_or(i64::MAX, |at| at.ms_since(sought.sent_at).abs());
    let is_whole = pages.last().is_none_or(|page| page.next(sought).is_none());
    match (told.into_iter().min_by_key(distance), fitting.as_slice()) {
        (Some(job), _) => Finding::Found(job.id.clone()),
        (None, [job]) if is_whole && job.created_at.is_some() => Finding::Found(job.id.clone()),
        (None, []) if is_whole => Finding::NotHere,
        _ => Finding::Unclear,
    }
}

fn listed(job: &Value) -> Option<Listed> {
    let text = |name: &str| plain(&job[name]);
    let created_at = job["created_at"].as_i64().map(|seconds| Timestamp(seconds.saturating_mul(1000)));
    Some(Listed {
        id: RemoteId(text("id")?),
        created_at,
        model: text("model"),
        prompt: text("prompt"),
        seconds: text("seconds"),
        size: text("size"),
        remix_of: text("remixed_from_video_id"),
    })
}

fn plain(value: &Value) -> Option<String> {
    match value {
        Value::String(text) if !text.trim().is_empty() => Some(text.trim().to_owned()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests;

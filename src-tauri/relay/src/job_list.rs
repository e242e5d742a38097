//! A relay's job list, `GET /v1/videos`, in which a submit whose answer was lost is looked up (reference sections 4 and 9).
//! Only reads; never submits.

use std::collections::HashSet;

use serde_json::Value;

use super::{
    SubmitParams,
    answer::{Answer, Content},
    fields, json,
    outcome::PollError,
    poll_error,
    request::{Request, percent_encoded},
    task_id,
};
use dailies_model::{ModelId, RemoteId, Timestamp};

/// How far a relay's clock may be behind ours.
const EARLIEST_MS: i64 = -2 * 60_000;
/// How far it may be ahead, and how long a submit may take to become a job.
const LATEST_MS: i64 = 10 * 60_000;
/// What lies in this wider time may be the job all the same.
const EARLIEST_NEAR_MS: i64 = -10 * 60_000;
const LATEST_NEAR_MS: i64 = 60 * 60_000;
/// With the same prompt also what lies a day apart: a time without its zone.
const DAY_MS: i64 = 26 * HOUR_MS;
const HOUR_MS: i64 = 3_600_000;
/// How long a submit may take to become a job whose time has another zone.
const LATEST_OFF_MS: i64 = 5 * 60_000;
/// No relay made a job before this (2020).
const FIRST_MS: i64 = 1_577_836_800_000;
/// No page has more jobs; what is behind that is not read.
const MOST_JOBS: usize = 1_000;
/// Names of families of models: of two models of different families, one is not the other by another name.
const FAMILIES: &[&str] = &[
    "sora",
    "veo",
    "kling",
    "wan",
    "hailuo",
    "minimax",
    "seedance",
    "runway",
    "luma",
    "vidu",
    "pika",
    "pixverse",
    "hunyuan",
    "grok",
    "gemini",
    "omni",
    "jimeng",
    "happyhorse",
    "ltx",
];

/// A submit whose answer was lost, as it is searched for in the job list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LostJobQuery {
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
    /// Whether `sent_at` is by the relay's clock.
    pub is_by_relays_clock: bool,
}

/// The result of a lookup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LookupResult {
    /// The job was found.
    Found(RemoteId),
    /// Not in the list: all of the time in question was read, and no entry is similar.
    NotHere,
    /// Inconclusive: several entries fit, one fits nearly, or the list goes on.
    Unclear,
}

/// One page of the list, the newest job first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JobPage {
    jobs: Vec<ListedJob>,
    /// The cursor of the next page; `None` on the last one.
    next: Option<String>,
    /// Whether the relay counts more jobs than it lists and gives no cursor.
    is_cut: bool,
    /// The answer's time by the relay's clock.
    answered_at: Option<Timestamp>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct ListedJob {
    id: RemoteId,
    /// Seconds on the wire.
    created_at: Option<Timestamp>,
    model: Option<String>,
    prompt: Option<String>,
    seconds: Option<String>,
    size: Option<String>,
    remix_of: Option<String>,
}

impl LostJobQuery {
    /// Returns the query for a submit that was sent at `sent_at` and got no answer.
    pub fn of(order: &SubmitParams<'_>, sent_at: Timestamp) -> Self {
        let generation = order.generation;
        let is_remix = generation.remix_of.is_some();
        let sent = fields::without_pictures(order);
        let text = |name: &str| sent.get(name).filter(|_| !is_remix).and_then(json::plain);
        let duration = order.rules.duration.as_ref();
        Self {
            model: (!is_remix).then(|| generation.model.clone()),
            prompt: generation.prompt.clone(),
            seconds: duration.and_then(|lengths| text(&lengths.field)),
            size: text("size"),
            remix_of: generation.remix_of.as_ref().map(|source| source.remote_id.clone()),
            sent_at,
            is_by_relays_clock: false,
        }
    }

    /// Converts `sent_at` to the clock of the relay that sent `page` at `now`, so that a wrong local clock does no harm.
    pub fn by_clock_of(&self, page: &JobPage, now: Timestamp) -> Self {
        match page.answered_at {
            Some(answered_at) if !self.is_by_relays_clock => {
                let sent_at = self.sent_at.plus_ms(answered_at.ms_since(now));
                Self { sent_at, is_by_relays_clock: true, ..self.clone() }
            }
            _ => self.clone(),
        }
    }

    /// Returns whether an entry matches in every field that it has. Missing fields are ignored.
    fn may_be(&self, job: &ListedJob) -> bool {
        let agrees = |sent: Option<&str>, listed: &Option<String>| match (sent, listed) {
            (Some(sent), Some(listed)) => sent.trim() == listed.trim(),
            _ => true,
        };
        self.is_within(job, EARLIEST_MS, LATEST_MS)
            && agrees(self.model.as_ref().map(ModelId::as_str), &job.model)
            && agrees(Some(&self.prompt), &job.prompt)
            && self.has_measures_of(job)
            && agrees(self.remix_of.as_ref().map(RemoteId::as_str), &job.remix_of)
            && (self.remix_of.is_some() || job.remix_of.is_none())
    }

    /// Returns whether an entry may be the job although it does not match: another name of the model or source, another clock.
    fn is_near(&self, job: &ListedJob) -> bool {
        let is_source = match (&self.remix_of, &job.remix_of) {
            (Some(sent), Some(listed)) => without_prefix(sent.as_str()) == without_prefix(listed),
            (None, Some(_)) => false,
            (_, None) => true,
        };
        let is_model = match (&self.model, &job.model) {
            (Some(sent), Some(listed)) => !are_strangers(sent.as_str(), listed),
            _ => true,
        };
        let is_alike = match &job.prompt {
            Some(prompt) => is_same_prompt(&self.prompt, prompt) && self.is_within(job, -DAY_MS, DAY_MS),
            None => self.has_measures_of(job) && is_model && self.is_within(job, EARLIEST_NEAR_MS, LATEST_NEAR_MS),
        };
        // A list may write the prompt or the length anew.
        let is_of_moment = self.is_within(job, EARLIEST_MS, LATEST_MS) && job.created_at.is_some();
        let is_same_model =
            self.model.as_ref().zip(job.model.as_ref()).is_some_and(|(sent, listed)| sent.as_str() == listed);
        // A time by another zone is some whole hours off.
        let is_in_other_zone = job.prompt.is_none() && self.is_hours_off(job) && self.has_measures_of(job);
        is_source && (is_alike || (is_same_model && (is_of_moment || is_in_other_zone)))
    }

    /// Whether a job was made in this time after the sending, as far as can be told: without the relay's clock, it cannot
    /// be told that it was not, unless it is exactly the job that is asked for.
    fn is_within(&self, job: &ListedJob, earliest_ms: i64, latest_ms: i64) -> bool {
        let is_exact = earliest_ms == EARLIEST_MS;
        job.created_at.is_none_or(|created_at| {
            let after_ms = created_at.ms_since(self.sent_at);
            (earliest_ms..=latest_ms).contains(&after_ms) || (!is_exact && !self.is_by_relays_clock)
        })
    }

    fn is_hours_off(&self, job: &ListedJob) -> bool {
        job.created_at.is_some_and(|created_at| {
            let after_ms = created_at.ms_since(self.sent_at);
            (-DAY_MS..=DAY_MS).contains(&after_ms)
                && ((after_ms - EARLIEST_MS).rem_euclid(HOUR_MS) + EARLIEST_MS) <= LATEST_OFF_MS
        })
    }

    fn has_measures_of(&self, job: &ListedJob) -> bool {
        let agrees = |sent: &Option<String>, listed: &Option<String>| match (sent, listed) {
            (Some(sent), Some(listed)) => measure(sent) == measure(listed),
            _ => true,
        };
        agrees(&self.seconds, &job.seconds) && agrees(&self.size, &job.size)
    }
}

/// A length or a size without its spelling: `8`, `8.0` and `8s`; `720x1280` and `720*1280`.
fn measure(text: &str) -> String {
    let plain = text.trim().trim_end_matches('s').to_lowercase().replace(['*', '×', ':'], "x");
    plain.parse::<f64>().map_or(plain, |number| number.to_string())
}

/// An id without the word for its kind: `video_8a60` is `8a60`.
fn without_prefix(id: &str) -> &str {
    let id = id.trim();
    ["video_", "task_", "video-", "task-"].iter().find_map(|prefix| id.strip_prefix(prefix)).unwrap_or(id)
}

fn are_strangers(sent: &str, listed: &str) -> bool {
    let families = |model: &str| {
        let model = model.to_lowercase();
        FAMILIES.iter().filter(move |family| model.contains(*family)).collect::<Vec<_>>()
    };
    let (sent, listed) = (families(sent), families(listed));
    !sent.is_empty() && !listed.is_empty() && !sent.iter().any(|family| listed.contains(family))
}

/// A list may cut prompts off, or write their spaces otherwise.
fn is_same_prompt(sent: &str, listed: &str) -> bool {
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let (sent, listed) = (plain(sent), plain(listed));
    let beginning = listed.trim_end_matches(['.', '…']);
    sent == listed || (beginning.chars().count() >= 16 && sent.starts_with(beginning))
}

impl JobPage {
    /// The id after which the next page begins, unless this one reaches back before the job was sent.
    pub fn next(&self, sought: &LostJobQuery) -> Option<&str> {
        self.next.as_deref().filter(|_| !self.reaches_back(sought))
    }

    /// Whether jobs of the time in question may be missing from a page without a next one.
    fn is_cut_for(&self, sought: &LostJobQuery) -> bool {
        self.is_cut && !self.reaches_back(sought)
    }

    /// Not so in a list that ignores the order that was asked for: there, the job may be on a later page.
    fn reaches_back(&self, sought: &LostJobQuery) -> bool {
        let at = |job: Option<&ListedJob>| job.and_then(|job| job.created_at);
        let is_before = |at: Timestamp| at.ms_since(sought.sent_at) < EARLIEST_NEAR_MS;
        let (newest, oldest) = (at(self.jobs.first()), at(self.jobs.last()));
        newest.zip(oldest).is_some_and(|(newest, oldest)| newest >= oldest && is_before(oldest))
    }
}

/// Returns the request for the newest hundred jobs, or for those before the job `after`.
pub fn list_request(after: Option<&str>) -> Request {
    let after = after.map(|id| format!("&after={}", percent_encoded(id))).unwrap_or_default();
    Request::get(format!("/v1/videos?limit=100&order=desc{after}"))
}

/// Parses a page of the list.
pub fn parse_list(answer: &Answer) -> Result<JobPage, PollError> {
    let Content::Json(value) = &answer.content else { return Err(poll_error::of(answer)) };
    let Some(list) = value["data"].as_array().filter(|_| answer.is_success()) else {
        return Err(poll_error::of(answer));
    };
    let jobs: Vec<_> = list.iter().take(MOST_JOBS).filter_map(listed).collect();
    let last = json::plain(&value["last_id"]).or_else(|| jobs.last().map(|job| job.id.0.clone()));
    let has_more = value["has_more"] == Value::Bool(true) || list.len() > MOST_JOBS;
    let counted = ["total", "total_count"].iter().find_map(|name| value[*name].as_u64()).unwrap_or_default();
    let is_cut = !has_more && usize::try_from(counted).is_ok_and(|counted| counted > list.len());
    Ok(JobPage { next: last.filter(|_| has_more), jobs, is_cut, answered_at: answer.sent_at })
}

/// Whether the job is in the list. `taken` are the names that other jobs have, so that two lost jobs do not find the same.
///
/// With prompts in the list, jobs that fit are alike, and the one made closest to the sending is it. Without prompts only a
/// single job that fits is it.
pub fn find_in_list(sought: &LostJobQuery, pages: &[JobPage], taken: &[RemoteId]) -> LookupResult {
    let taken: HashSet<_> = taken.iter().collect();
    let jobs = || pages.iter().flat_map(|page| &page.jobs).filter(|job| !taken.contains(&job.id));
    let fitting: Vec<_> = jobs().filter(|job| sought.may_be(job)).collect();
    let told: Vec<_> = fitting.iter().copied().filter(|job| job.prompt.is_some()).collect();
    let distance = |job: &&ListedJob| job.created_at.map_or(i64::MAX, |at| at.ms_since(sought.sent_at).abs());
    let is_whole = pages.last().is_none_or(|page| page.next(sought).is_none() && !page.is_cut_for(sought));
    match (told.into_iter().min_by_key(distance), fitting.as_slice()) {
        (Some(job), _) => LookupResult::Found(job.id.clone()),
        (None, [job]) if is_whole && job.created_at.is_some() => LookupResult::Found(job.id.clone()),
        (None, []) if is_whole && !jobs().any(|job| sought.is_near(job)) => LookupResult::NotHere,
        _ => LookupResult::Unclear,
    }
}

fn listed(job: &Value) -> Option<ListedJob> {
    let text = |name: &str| json::field(job, name).and_then(json::plain);
    let id = ["id", "taskid", "videoid"].iter().find_map(|name| text(name))?;
    Some(ListedJob {
        id: Some(RemoteId(id)).filter(task_id::is_usable)?,
        created_at: ["createdat", "createtime", "created"].iter().find_map(|name| time(json::field(job, name)?)),
        model: text("model"),
        prompt: text("prompt"),
        seconds: text("seconds"),
        size: text("size"),
        remix_of: text("remixedfromvideoid"),
    })
}

/// Seconds, milliseconds or microseconds since 1970, or a date. A time before the first relay is none.
fn time(value: &Value) -> Option<Timestamp> {
    let number = value.as_i64().or_else(|| value.as_str()?.trim().parse().ok());
    let time = match number {
        Some(us) if us > 100_000_000_000_000 => Some(Timestamp(us / 1000)),
        Some(ms) if ms > 100_000_000_000 => Some(Timestamp(ms)),
        Some(seconds) => Some(Timestamp(seconds.saturating_mul(1000))),
        None => value.as_str()?.trim().parse::<jiff::Timestamp>().ok().map(|at| Timestamp(at.as_millisecond())),
    };
    time.filter(|time| time.0 > FIRST_MS)
}

#[cfg(test)]
mod tests;

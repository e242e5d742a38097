//! Finds the result URLs in the answer of a finished job. The whole answer is searched, because each relay and provider has its
//! own shape. URLs at documented places rank highest, then those whose field name and value indicate most clearly that they
//! are the result.
//!
//! URLs that are probably something else (covers, frames, inputs, web pages, polling URLs) are never taken. Nothing is
//! fetched here.

mod evidence;
mod field_name;
mod field_words;
mod file_ending;
mod media_types;
mod pasted_link;
mod unescape;
mod url_candidates;

use std::collections::HashMap;

use evidence::{Evidence, Holder};
pub use pasted_link::pasted;
use serde_json::Value;

use super::outcome::ResultUrl;
use dailies_model::Medium;

/// How much of an answer is searched, in values.
const MOST_VALUES: usize = 50_000;
/// How many addresses are compared, and how many films one job can have.
const MOST_CANDIDATES: usize = 256;
const MOST_RESULTS: usize = 16;

/// What an address needs to be taken without the word of the relay that the job is done.
const CERTAIN: i32 = 3;
/// What a place that documents name adds.
const KNOWN: i32 = 4;

/// Places that documents of relays name, in plain names, the better first (reference section 9).
const PLACES: &[&str] = &[
    "data.output",
    "data.outputs",
    "detail.upsamplevideourl",
    "videourl",
    "detail.videourl",
    "metadata.url",
    "resulturl",
    "url",
    "data.url",
    "data.videourl",
    "data.resulturl",
    "video.url",
    "output.videourl",
    "content.videourl",
    "data.taskresult.videos.url",
];

/// So many of these are where the format itself puts the film.
const FIRST_PLACES: usize = 2;
/// Of these, an address that names no film may as well be that of a page.
const VAGUE: &[&str] = &["url", "data.url", "metadata.url"];

/// An address that may be a result.
#[derive(Debug, Clone)]
struct Candidate {
    url: ResultUrl,
    evidence: Evidence,
    /// Where it stands, with every index left out: outputs of one list stand in one place.
    place: String,
}

/// The results of a job that the relay says is done; the main one first. The JSON in the answer's texts is unfolded.
pub(super) fn of(answer: &Value, medium: Medium) -> Vec<ResultUrl> {
    let (doubted, found): (Vec<_>, Vec<_>) =
        all(answer, medium).into_iter().partition(|candidate| candidate.evidence.is_doubted);
    let found = chosen(found, 1);
    if found.is_empty() { chosen(doubted, 1) } else { found }
}

/// The results in an answer that does not tell how the job stands: only what can be nothing else. Of a job whose percent
/// says that it goes on, only what is told to be what was asked for.
pub(super) fn likely(answer: &Value, medium: Medium, is_underway: bool) -> Vec<ResultUrl> {
    let mut found = candidates(answer, medium);
    found.retain(|candidate| candidate.evidence.is_told || !(is_underway || candidate.is_of_task()));
    chosen(found, CERTAIN)
}

/// The results in an answer whose state is not understood: no address that may as well be that of a page.
pub(super) fn certain(answer: &Value, medium: Medium) -> Vec<ResultUrl> {
    chosen(clear(answer, medium), CERTAIN)
}

/// The results in an answer that calls the job failed. An address in its reason is part of the reason.
pub(super) fn despite_end(answer: &Value, medium: Medium) -> Vec<ResultUrl> {
    let mut found = clear(answer, medium);
    found.retain(|candidate| !candidate.place.contains("reason"));
    chosen(found, CERTAIN)
}

/// Every address but those that are that of a page as likely, or of a picture that was sent: relays repeat what they got.
fn clear(answer: &Value, medium: Medium) -> Vec<Candidate> {
    let mut found = candidates(answer, medium);
    found.retain(|candidate| {
        let place = candidate.place.as_str();
        let is_page = !candidate.evidence.is_told && VAGUE.contains(&place);
        !is_page && (medium != Medium::Still || PLACES.contains(&place))
    });
    found
}

/// Every address of the answer that may well be a result.
fn candidates(answer: &Value, medium: Medium) -> Vec<Candidate> {
    let mut found = all(answer, medium);
    found.retain(|candidate| !candidate.evidence.is_doubted);
    found
}

/// Every address of the answer that may be a result, also where hardly one stands.
fn all(answer: &Value, medium: Medium) -> Vec<Candidate> {
    let mut found = Vec::new();
    let mut open = vec![(answer, Holder::whole(medium))];
    let mut left = MOST_VALUES;
    while let Some((value, holder)) = open.pop() {
        if left == 0 || found.len() >= MOST_CANDIDATES {
            break;
        }
        left -= 1;
        match value {
            Value::String(text) => {
                let addresses = url_candidates::addresses(text, &holder);
                found.extend(addresses.into_iter().map(|(url, evidence)| Candidate {
                    url,
                    evidence,
                    place: holder.place.clone(),
                }));
            }
            // The last on the stack comes first.
            Value::Array(items) => open.extend(items.iter().take(left).rev().map(|item| (item, holder.clone()))),
            Value::Object(fields) => {
                let Some(holder) = holder.of_object(value) else { continue };
                let inner = fields.iter().take(left).rev();
                open.extend(inner.filter_map(|(name, field)| Some((field, holder.named(name, field)?))));
            }
            _ => {}
        }
    }
    found
}

/// The addresses in the best place, each once.
fn chosen(candidates: Vec<Candidate>, least: i32) -> Vec<ResultUrl> {
    let mut order: Vec<String> = Vec::new();
    let mut places: HashMap<String, Vec<Candidate>> = HashMap::new();
    for candidate in candidates.into_iter().filter(|candidate| candidate.score() >= least) {
        if !places.contains_key(&candidate.place) {
            order.push(candidate.place.clone());
        }
        places.entry(candidate.place.clone()).or_default().push(candidate);
    }
    let rank = |place: &&String| {
        let score = places[*place].iter().map(Candidate::score).max().unwrap_or_default();
        let known = PLACES.iter().position(|known| *known == place.as_str()).unwrap_or(PLACES.len());
        let is_told = places[*place].iter().any(|candidate| candidate.evidence.is_told);
        let is_lesser = places[*place].iter().all(|candidate| candidate.evidence.is_lesser);
        let is_best = places[*place].iter().any(|candidate| candidate.evidence.is_best);
        // Where the first places stand, no other is better.
        let is_best = is_best || known < FIRST_PLACES;
        (is_lesser, !is_told && VAGUE.contains(&place.as_str()), !is_best, known, -score)
    };
    let Some(best) = order.iter().min_by_key(rank) else { return Vec::new() };
    let best = films(&places[best]);
    // A list that holds the same and more: `output` beside `outputs`.
    let mut larger = order
        .iter()
        .map(|place| films(&places[place]))
        .filter(|other| other.len() > best.len() && best.iter().all(|url| other.contains(url)));
    larger.next().unwrap_or(best)
}

/// The films of one place, each once; of one film in several qualities the best.
fn films(candidates: &[Candidate]) -> Vec<ResultUrl> {
    if let Some(best) = best_quality(candidates) {
        return vec![best.url.clone()];
    }
    let has_clean = candidates.iter().any(|candidate| !candidate.evidence.is_lesser);
    let mut films: Vec<ResultUrl> = Vec::new();
    for candidate in candidates.iter().filter(|candidate| !has_clean || !candidate.evidence.is_lesser) {
        if !films.contains(&candidate.url) && films.len() < MOST_RESULTS {
            films.push(candidate.url.clone());
        }
    }
    films
}

/// The best of one film's qualities; `None` when these are several films. A film without a quality among others that have
/// one is the film itself.
fn best_quality(candidates: &[Candidate]) -> Option<&Candidate> {
    let qualities: Vec<_> = candidates.iter().filter_map(|candidate| candidate.evidence.quality).collect();
    let differ = qualities.iter().enumerate().all(|(at, quality)| !qualities[at + 1..].contains(quality));
    match candidates.len() - qualities.len() {
        0 if candidates.len() > 1 && differ => candidates.iter().max_by_key(|candidate| candidate.evidence.quality),
        1 if differ && candidates.iter().any(|candidate| candidate.evidence.is_best) => {
            candidates.iter().filter(|candidate| candidate.evidence.is_best).max_by_key(|best| best.evidence.quality)
        }
        1 if !qualities.is_empty() && differ => {
            candidates.iter().find(|candidate| candidate.evidence.quality.is_none())
        }
        _ => None,
    }
}

impl Candidate {
    /// Whether it stands at the page of a task.
    fn is_of_task(&self) -> bool {
        let address = self.url.as_str();
        ["/task/", "/tasks/", "/job/", "/jobs/"].iter().any(|page| address.contains(page))
    }

    fn score(&self) -> i32 {
        let is_known = self.evidence.score > 0 && PLACES.contains(&self.place.as_str());
        self.evidence.score + if is_known { KNOWN } else { 0 }
    }
}

#[cfg(test)]
mod tests;

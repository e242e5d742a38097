//! The requests of a job to its relay: submit, poll, and lookup in the relay's job list. Decides nothing and saves nothing.

use std::time::SystemTime;

use dailies_model::{
    Change, Charged, Failure, Generation, Job, JobResult, JobState, Meaning, PlainHttp, Timestamp, plain_http_origin,
};

use super::{
    attachments, chain, character_jobs, source_videos,
    state_machine::{Outcome, with_progress},
    worker::Shared,
};
use crate::{
    http::{DEMO_URL, Target},
    library::{ClipFolder, connections, jobs},
    relay::{
        self, Attachment, Exchange, JobStatus, LookupResult, LostJobQuery, Phase, PollError, PollParams, Request,
        ResultUrl, Retry, SubmitOutcome, SubmitParams,
    },
};

/// Resolves what the job's next step needs: nothing for a download, the key for a poll or lookup, key and body hash for a
/// submit.
pub(super) async fn begin(shared: &Shared, job: &Job) -> Outcome {
    let prepared = match job.state {
        JobState::Downloading => Ok(String::new()),
        JobState::Ready => match chain::linked(shared, job).await {
            Ok(job) => hash(shared, &job).await,
            Err(outcome) => return outcome,
        },
        _ => target(shared, job).await.map(|_| String::new()),
    };
    match prepared {
        Ok(body_hash) => Outcome::Due { body_hash },
        Err(failure) => Outcome::Held(failure),
    }
}

/// Returns the SHA-256 of the body that would be sent, after checking that all source films can be reached.
async fn hash(shared: &Shared, job: &Job) -> Result<String, Failure> {
    let prepared = prepare(shared, job).await?;
    if let Some(order) = &job.character {
        character_jobs::look_for_film(shared, job, order).await?;
    }
    for clip_id in source_videos::clips(&job.generation) {
        source_videos::look_for(shared, clip_id, &job.route.proxy).await?;
    }
    Ok(prepared.request.body_hash())
}

/// A submit that is ready to be sent.
pub(super) struct PreparedRequest {
    pub(super) target: Target,
    pub(super) request: Request,
}

/// Collects everything that a submit needs: key, picture files, body. Sends nothing.
pub(super) async fn prepare(shared: &Shared, job: &Job) -> Result<PreparedRequest, Failure> {
    let target = target(shared, job).await?;
    let request = match &job.character {
        Some(order) => character_jobs::request(shared, order).await?,
        None => {
            let generation = source_videos::addressed(shared, resolved(shared, job)).await?;
            let pictures = attachments::pictures(shared, job.route.format, &generation).await?;
            in_order(shared, job, &generation, &pictures, relay::submit_request)
        }
    };
    Ok(PreparedRequest { target, request })
}

/// Returns the generation with the words and pictures of the characters that its prompt mentions filled in.
fn resolved(shared: &Shared, job: &Job) -> Generation {
    let catalogue = shared.services.catalogue.now();
    let entry = catalogue.entry(&job.generation.model);
    entry.rules_of(job.route.format, &job.generation).resolved(&job.generation)
}

/// Calls `act` with the job's submit parameters, using the catalogue's rules for its model and format.
fn in_order<T>(
    shared: &Shared,
    job: &Job,
    generation: &Generation,
    pictures: &[Attachment],
    act: impl FnOnce(&SubmitParams<'_>) -> T,
) -> T {
    let catalogue = shared.services.catalogue.now();
    let entry = catalogue.entry(&job.generation.model);
    act(&SubmitParams {
        format: job.route.format,
        medium: job.route.medium,
        generation,
        rules: &entry.rules_of(job.route.format, generation),
        pictures,
    })
}

/// Returns the relay's address and key. Fails when the key is missing or the keychain cannot be read.
pub(super) async fn target(shared: &Shared, job: &Job) -> Result<Target, Failure> {
    let no_key = || Failure::silent(Meaning::NoKey, charged_so_far(job));
    let key = match &job.route.key_ref {
        None if job.route.base_url == DEMO_URL => None,
        None => return Err(no_key()),
        Some(key_ref) => match shared.services.secrets.get(key_ref).await {
            Ok(Some(key)) => Some(key),
            Ok(None) => return Err(no_key()),
            Err(error) => return Err(Failure { words: Some(error.to_string()), ..no_key() }),
        },
    };
    let plain_http = plain_http(shared, job).await?;
    Ok(Target { base_url: job.route.base_url.clone(), key, proxy: job.route.proxy.clone(), plain_http })
}

/// Returns whether the job may use plain HTTP. Fails when its address requires that and the user has not allowed it.
async fn plain_http(shared: &Shared, job: &Job) -> Result<PlainHttp, Failure> {
    if plain_http_origin(&job.route.base_url).is_none() {
        return Ok(PlainHttp::Refuse);
    }
    let (id, base_url) = (job.route.connection_id, job.route.base_url.clone());
    let allowed = shared.library(move |library| library.read(|db| connections::plain_http(db, id, &base_url))).await;
    match allowed {
        Ok(PlainHttp::Allow) => Ok(PlainHttp::Allow),
        _ => Err(Failure::silent(Meaning::PlainHttp, charged_so_far(job))),
    }
}

pub(super) async fn submit(shared: &Shared, job: &Job) -> Exchange<Outcome> {
    let PreparedRequest { target, request } = match prepare(shared, job).await {
        Ok(prepared) => prepared,
        Err(failure) => return Exchange::without_answer(Outcome::NotNow { failure, retry_after_ms: None }),
    };
    let progress = |percent| {
        let job = with_progress(job.clone(), percent);
        let _ = shared.changes.send(Change::Job { job: Box::new(job) });
    };
    let heard = shared.services.relay.submit(&target, job.route.format, &request, progress).await;
    let is_remix = job.generation.remix_of.is_some();
    heard.map(|submission| if is_remix { of_remix(outcome_of(submission)) } else { outcome_of(submission) })
}

/// Reads "no such path", "no such task" and "invalid request" in the answer to a remix as "this relay has no remix" (reference
/// section 4). Other refusals, about prompt, key or credit, mean what they mean for any job.
fn of_remix(outcome: Outcome) -> Outcome {
    match outcome {
        Outcome::Refused(failure) if matches!(failure.meaning, Meaning::Gone | Meaning::Invalid) => {
            Outcome::Refused(Failure { meaning: Meaning::NoRemix, ..failure })
        }
        outcome => outcome,
    }
}

/// Maps the outcome of a submit to the state machine's outcome.
pub(super) fn outcome_of(submission: SubmitOutcome) -> Outcome {
    match submission {
        SubmitOutcome::Accepted(remote_id) => Outcome::Accepted(remote_id),
        SubmitOutcome::Finished { results } => found(&results),
        // A chat that ended well, but with no link: that is not a refusal.
        SubmitOutcome::Refused(failure) if failure.meaning == Meaning::NoResult => Outcome::NoResult(failure),
        SubmitOutcome::Refused(failure) => Outcome::Refused(failure),
        SubmitOutcome::NotNow { failure, retry_after_ms } => Outcome::NotNow { failure, retry_after_ms },
        SubmitOutcome::Lost(failure) => Outcome::Lost(failure),
    }
}

/// Looks up a job whose submit got no answer in the relay's job list. Never submits.
pub(super) async fn look_up(shared: &Shared, job: &Job) -> Outcome {
    let target = match target(shared, job).await {
        Ok(target) => target,
        Err(failure) => return Outcome::Held(failure),
    };
    let base_url = job.route.base_url.clone();
    let taken = shared.library(move |library| library.read(|db| jobs::remote_ids(db, &base_url)));
    let (Ok(taken), Some(sent_at)) = (taken.await, job.sent_at) else {
        return Outcome::Hitch { failure: Failure::silent(Meaning::Disk, Charged::Unknown), retry_after_ms: None };
    };
    let not_found = |meaning| Outcome::NotFound(Failure::silent(meaning, Charged::Unknown));
    let sought = in_order(shared, job, &resolved(shared, job), &[], |order| LostJobQuery::of(order, sent_at));
    match shared.services.relay.find(&target, &sought, &taken, Timestamp::from(SystemTime::now())).await {
        Ok(LookupResult::Found(id)) => Outcome::Accepted(id),
        Ok(LookupResult::NotHere) => not_found(Meaning::NotListed),
        Ok(LookupResult::Unclear) => not_found(Meaning::SeveralListed),
        Err(error) => Outcome::Hitch { failure: error.failure, retry_after_ms: None },
    }
}

pub(super) async fn poll(shared: &Shared, job: &Job) -> Exchange<Outcome> {
    let target = match target(shared, job).await {
        Ok(target) => target,
        Err(failure) => return Exchange::without_answer(Outcome::Held(failure)),
    };
    let Some(remote_id) = &job.remote_id else {
        return Exchange::without_answer(Outcome::Held(Failure::silent(Meaning::Gone, charged_so_far(job))));
    };
    let inquiry =
        PollParams { format: job.route.format, medium: job.route.medium, id: remote_id, generation: &job.generation };
    shared.services.relay.poll(&target, &inquiry).await.map(|reported| stands(reported, job.progress))
}

/// Maps the result of a poll to an outcome. `told_before` is the progress of the previous poll, in percent.
fn stands(reported: Result<JobStatus, PollError>, told_before: Option<u8>) -> Outcome {
    match reported {
        Ok(report) => match report.phase {
            Phase::Queued => Outcome::Queued,
            Phase::Running => Outcome::Working { progress: report.progress },
            Phase::Succeeded { results } => found(&results),
            Phase::FinishedWithoutResult => Outcome::NoResult(no_result()),
            Phase::Failed(failure) => Outcome::RelayFailed(relay::at_stage(failure, told_before)),
        },
        Err(error) => match error.retry {
            Retry::Later { after_ms } => Outcome::Hitch { failure: error.failure, retry_after_ms: after_ms },
            Retry::Gone => Outcome::Gone(error.failure),
            Retry::Never => Outcome::Blocked(error.failure),
        },
    }
}

fn found(urls: &[ResultUrl]) -> Outcome {
    let result = |url: &ResultUrl| JobResult {
        url: url.as_str().to_owned(),
        folder: ClipFolder::random().as_str().to_owned(),
        clip_id: None,
    };
    Outcome::Succeeded { results: urls.iter().map(result).collect() }
}

/// The relay says that the job is done, and what is done is charged.
const fn no_result() -> Failure {
    Failure::silent(Meaning::NoResult, Charged::Yes)
}

/// Returns whether a job that fails for a local reason may have been charged already.
pub(super) fn charged_so_far(job: &Job) -> Charged {
    if job.state == JobState::Ready { Charged::No } else { Charged::Unknown }
}

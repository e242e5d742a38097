//! What a job says to its relay: one submit, questions after it, a look into the relay's list. Decides nothing and writes
//! nothing down.

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
    library::{ClipFolder, connections, jobs},
    relay::{
        self, Attachment, DEMO_URL, Exchange, JobStatus, LookupResult, LostJobQuery, Phase, PollError, PollParams,
        Request, ResultUrl, Retry, SubmitOutcome, SubmitParams, Target,
    },
};

/// A transfer brings its own key where it needs one; whatever else speaks to the relay has to have it first. Only what is
/// about to be sent has a body.
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

/// What a submit that can be sent says.
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

/// A submit that can be sent.
pub(super) struct PreparedRequest {
    pub(super) target: Target,
    pub(super) request: Request,
}

/// Everything that a submit needs: the key, the pictures' files, the body. Nothing is sent.
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

/// What is sent for a job: with the words and the pictures of those whom its prompt names.
fn resolved(shared: &Shared, job: &Job) -> Generation {
    let catalogue = shared.services.catalogue.now();
    let entry = catalogue.entry(&job.generation.model);
    entry.rules_of(job.route.format, &job.generation).resolved(&job.generation)
}

/// Does something with a job as it goes to the relay: by the rules of its model in its format.
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

/// Where this job is to be asked for. Fails when its key cannot be had.
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

/// Whether this job may go without encryption. Fails when it would have to and the user has not allowed it.
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

/// A relay that knows no such path, no such task, or does not understand the request remixes nothing here (reference
/// section 4). Whatever it says of the prompt, the key or the credit is said of any job.
fn of_remix(outcome: Outcome) -> Outcome {
    match outcome {
        Outcome::Refused(failure) if matches!(failure.meaning, Meaning::Gone | Meaning::Invalid) => {
            Outcome::Refused(Failure { meaning: Meaning::NoRemix, ..failure })
        }
        outcome => outcome,
    }
}

/// What a submit came to.
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

/// Looks for a job whose answer was lost in the relay's list. Sends nothing.
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

/// What a question after a job came to. `told_before` is the percent of the poll before.
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

/// What a job that meets trouble of ours has cost by then.
pub(super) fn charged_so_far(job: &Job) -> Charged {
    if job.state == JobState::Ready { Charged::No } else { Charged::Unknown }
}

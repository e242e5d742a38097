//! The calls of a job to its relay: submit, poll, and lookup in the relay's job list. Decides and saves nothing.

use std::time::SystemTime;

use dailies_model::{CharacterOrder, Charged, Failure, Job, JobKind, JobResult, Meaning, Timestamp};

use super::{
    character_source,
    context::Context,
    prepare::{charged_so_far, in_order, resolved, target},
    state_machine::{Outcome, with_progress},
};
use crate::{
    http::Target,
    library::{ClipFolder, characters::NewCharacter, jobs},
    relay::{
        Exchange, JobStatus, LookupResult, LostJobQuery, Phase, PollError, PollParams, Request, ResultUrl, Retry,
        SubmitOutcome, at_stage,
    },
};

/// What became of a submit.
pub(super) enum Submitted {
    /// An outcome for the state machine.
    Outcome(Exchange<Outcome>),
    /// The answer was the character itself.
    Character(NewCharacter),
}

/// Sends the request of a submit, once. Its key is read at this moment: saving the job's state may have taken long.
pub(super) async fn submit(context: &Context, job: &Job, request: &Request) -> Submitted {
    let target = match target(context, job).await {
        Ok(target) => target,
        Err(failure) => {
            // Nothing was sent, whatever the job's state says.
            let failure = Failure { charged: Charged::No, ..failure };
            return Submitted::Outcome(Exchange::without_answer(Outcome::NotNow { failure, retry_after_ms: None }));
        }
    };
    match job.kind() {
        JobKind::Clip => Submitted::Outcome(submit_clip(context, job, &target, request).await),
        JobKind::Character(order) => submit_character(context, job, order, &target, request).await,
    }
}

async fn submit_clip(context: &Context, job: &Job, target: &Target, request: &Request) -> Exchange<Outcome> {
    let progress = |percent| context.publish_job(&with_progress(job.clone(), percent));
    let relay = &context.services.relay;
    let heard = relay.submit(target, job.route.format, request, progress).await;
    let is_remix = job.generation.remix_of.is_some();
    heard.map(|submission| if is_remix { of_remix(outcome_of(submission)) } else { outcome_of(submission) })
}

async fn submit_character(
    context: &Context,
    job: &Job,
    order: &CharacterOrder,
    target: &Target,
    request: &Request,
) -> Submitted {
    match context.services.relay.submit_character(target, request).await {
        Ok(made) => Submitted::Character(character_source::row(job, order, made)),
        Err(outcome) => Submitted::Outcome(Exchange::without_answer(outcome_of(outcome))),
    }
}

/// Reads "no such path", "no such task" and "invalid request" in the answer to a remix as "this relay has no remix"
/// (reference section 4). Other refusals, about prompt, key or credit, mean what they mean for any job.
fn of_remix(outcome: Outcome) -> Outcome {
    match outcome {
        Outcome::Refused(failure) if matches!(failure.meaning, Meaning::Gone | Meaning::Invalid) => {
            Outcome::Refused(Failure { meaning: Meaning::NoRemix, ..failure })
        }
        outcome => outcome,
    }
}

/// Maps the outcome of a submit to the state machine's outcome.
fn outcome_of(submission: SubmitOutcome) -> Outcome {
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
pub(super) async fn look_up(context: &Context, job: &Job) -> Outcome {
    let target = match target(context, job).await {
        Ok(target) => target,
        Err(failure) => return Outcome::Held(failure),
    };
    let base_url = job.route.base_url.clone();
    let taken = context.library(move |library| library.read(|db| jobs::remote_ids(db, &base_url)));
    let (Ok(taken), Some(sent_at)) = (taken.await, job.sent_at) else {
        return Outcome::Hitch { failure: Failure::silent(Meaning::Disk, Charged::Unknown), retry_after_ms: None };
    };
    let not_found = |meaning| Outcome::NotFound(Failure::silent(meaning, Charged::Unknown));
    let sought = in_order(context, job, &resolved(context, job), &[], |order| LostJobQuery::of(order, sent_at));
    match context.services.relay.find(&target, &sought, &taken, Timestamp::from(SystemTime::now())).await {
        Ok(LookupResult::Found(id)) => Outcome::Accepted(id),
        Ok(LookupResult::NotHere) => not_found(Meaning::NotListed),
        Ok(LookupResult::Unclear) => not_found(Meaning::SeveralListed),
        Err(error) => Outcome::Hitch { failure: error.failure, retry_after_ms: None },
    }
}

pub(super) async fn poll(context: &Context, job: &Job) -> Exchange<Outcome> {
    let target = match target(context, job).await {
        Ok(target) => target,
        Err(failure) => return Exchange::without_answer(Outcome::Held(failure)),
    };
    let Some(remote_id) = &job.remote_id else {
        return Exchange::without_answer(Outcome::Held(Failure::silent(Meaning::Gone, charged_so_far(job))));
    };
    let inquiry =
        PollParams { format: job.route.format, medium: job.route.medium, id: remote_id, generation: &job.generation };
    context.services.relay.poll(&target, &inquiry).await.map(|reported| stands(reported, job.progress))
}

/// Maps the result of a poll to an outcome. `told_before` is the progress of the previous poll, in percent.
fn stands(reported: Result<JobStatus, PollError>, told_before: Option<u8>) -> Outcome {
    match reported {
        Ok(report) => match report.phase {
            Phase::Queued => Outcome::Queued,
            Phase::Running => Outcome::Working { progress: report.progress },
            Phase::Succeeded { results } => found(&results),
            Phase::FinishedWithoutResult => Outcome::NoResult(no_result()),
            Phase::Failed(failure) => Outcome::RelayFailed(at_stage(failure, told_before)),
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

//! Prepares a job's next request: address and key, and for a submit the body with its pictures. Sends nothing to the relay.

use dailies_model::{Charged, Failure, Generation, Job, JobKind, JobState, Meaning, PlainHttp, plain_http_origin};

use super::{attachments, chain, character_source, context::Context, source_videos, state_machine::Outcome};
use crate::{
    http::{DEMO_URL, Target},
    library::connections,
    relay::{self, Attachment, Request, SubmitParams},
};

/// Resolves what the job's next step needs: nothing for a download, the key for a poll or lookup, key and request for a
/// submit. The request that is returned is the one to send: it is never built a second time.
pub(super) async fn begin(context: &Context, job: &Job) -> (Outcome, Option<Request>) {
    let begun = match job.state {
        JobState::Downloading => Ok(None),
        JobState::Ready => match chain::linked(context, job).await {
            Ok(job) => build_request(context, &job).await.map(Some),
            Err(outcome) => return (outcome, None),
        },
        _ => target(context, job).await.map(|_| None),
    };
    match begun {
        Ok(request) => {
            let body_hash = request.as_ref().map(Request::body_hash).unwrap_or_default();
            (Outcome::Due { body_hash }, request)
        }
        Err(failure) => (Outcome::Held(failure), None),
    }
}

/// Builds the request of a submit, with its picture files. Fails when the key is missing or a source film cannot be reached.
async fn build_request(context: &Context, job: &Job) -> Result<Request, Failure> {
    target(context, job).await?;
    Ok(match job.kind() {
        JobKind::Character(order) => {
            character_source::look_for(context, order, &job.route.proxy).await?;
            character_source::request(context, order).await?
        }
        JobKind::Clip => {
            for clip_id in source_videos::clips(&job.generation) {
                source_videos::look_for(context, clip_id, &job.route.proxy).await?;
            }
            let generation = source_videos::addressed(context, resolved(context, job)).await?;
            let pictures = attachments::pictures(context, job.route.format, &generation).await?;
            in_order(context, job, &generation, &pictures, relay::submit_request)
        }
    })
}

/// Returns the generation with the words and pictures of the characters that its prompt mentions filled in.
pub(super) fn resolved(context: &Context, job: &Job) -> Generation {
    let catalogue = context.services.catalogue.now();
    let entry = catalogue.entry(&job.generation.model);
    entry.rules_of(job.route.format, &job.generation).resolved(&job.generation)
}

/// Calls `act` with the job's submit parameters, using the catalogue's rules for its model and format.
pub(super) fn in_order<T>(
    context: &Context,
    job: &Job,
    generation: &Generation,
    pictures: &[Attachment],
    act: impl FnOnce(&SubmitParams<'_>) -> T,
) -> T {
    let catalogue = context.services.catalogue.now();
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
pub(super) async fn target(context: &Context, job: &Job) -> Result<Target, Failure> {
    let no_key = || Failure::silent(Meaning::NoKey, charged_so_far(job));
    let key = match &job.route.key_ref {
        None if job.route.base_url == DEMO_URL => None,
        None => return Err(no_key()),
        Some(key_ref) => match context.services.secrets.get(key_ref).await {
            Ok(Some(key)) => Some(key),
            Ok(None) => return Err(no_key()),
            Err(error) => return Err(Failure { words: Some(error.to_string()), ..no_key() }),
        },
    };
    let plain_http = plain_http(context, job).await?;
    Ok(Target { base_url: job.route.base_url.clone(), key, proxy: job.route.proxy.clone(), plain_http })
}

/// Returns whether the job may use plain HTTP. Fails when its address requires that and the user has not allowed it.
async fn plain_http(context: &Context, job: &Job) -> Result<PlainHttp, Failure> {
    if plain_http_origin(&job.route.base_url).is_none() {
        return Ok(PlainHttp::Refuse);
    }
    let (id, base_url) = (job.route.connection_id, job.route.base_url.clone());
    let allowed = context.library(move |library| library.read(|db| connections::plain_http(db, id, &base_url))).await;
    match allowed {
        Ok(PlainHttp::Allow) => Ok(PlainHttp::Allow),
        _ => Err(Failure::silent(Meaning::PlainHttp, charged_so_far(job))),
    }
}

/// Returns whether a job that fails for a local reason may have been charged already.
pub(super) fn charged_so_far(job: &Job) -> Charged {
    if job.state == JobState::Ready { Charged::No } else { Charged::Unknown }
}

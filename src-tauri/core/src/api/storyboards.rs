//! Storyboards: kept as they are edited, and sent as one clip of all shots or as one clip a shot.

mod plan;

use dailies_model::{
    Change, Draft, Generation, JobCreation, Shot, Storyboard, StoryboardCheck, StoryboardId, StoryboardWay,
    check_length, storyboard,
};
use plan::Plan;

use super::{
    ApiError, Studio, drafts,
    generate_request::{self, GenerateRequest},
};
use crate::{
    catalogue::{Catalogue, Rules},
    library::{LibraryError, connections, storyboards},
};
use rusqlite::Connection as Db;

pub(super) async fn list_storyboards(studio: &Studio) -> Result<Vec<Storyboard>, ApiError> {
    studio.read(storyboards::list).await
}

pub(super) async fn create_storyboard(studio: &Studio, name: String, shots: Vec<Shot>) -> Result<Storyboard, ApiError> {
    storyboard::check_shots(&shots)?;
    let Draft { connection_id, generation, .. } = drafts::get_draft(studio).await?;
    let generation = Generation {
        aspect_ratio: generation.aspect_ratio,
        duration_s: generation.duration_s,
        resolution: generation.resolution,
        toggles: generation.toggles,
        ..Generation::of(generation.model, String::new())
    };
    let (draft, now) = (Draft { connection_id, generation, variations: 1, shots_as: None }, studio.now());
    told(studio, studio.write(move |tx| storyboards::insert(tx, &name, &shots, &draft, now)).await?)
}

pub(super) async fn save_storyboard(
    studio: &Studio,
    id: StoryboardId,
    name: String,
    shots: Vec<Shot>,
    draft: Draft,
) -> Result<Storyboard, ApiError> {
    storyboard::check_shots(&shots)?;
    draft.generation.check_length()?;
    let now = studio.now();
    told(studio, studio.write(move |tx| storyboards::save(tx, id, &name, &shots, &draft, now)).await?)
}

pub(super) async fn duplicate_storyboard(
    studio: &Studio,
    id: StoryboardId,
    name: String,
) -> Result<Storyboard, ApiError> {
    let now = studio.now();
    let made = studio.write(move |tx| {
        let board = storyboards::get(tx, id)?;
        storyboards::insert(tx, &name, &board.shots, &board.draft, now)
    });
    told(studio, made.await?)
}

pub(super) async fn trash_storyboard(studio: &Studio, id: StoryboardId) -> Result<Storyboard, ApiError> {
    let now = studio.now();
    told(studio, studio.write(move |tx| storyboards::set_trashed(tx, id, Some(now))).await?)
}

pub(super) async fn restore_storyboard(studio: &Studio, id: StoryboardId) -> Result<Storyboard, ApiError> {
    told(studio, studio.write(move |tx| storyboards::set_trashed(tx, id, None)).await?)
}

fn told(studio: &Studio, storyboard: Storyboard) -> Result<Storyboard, ApiError> {
    studio.publish(Change::Storyboard { storyboard: Box::new(storyboard.clone()) });
    Ok(storyboard)
}

pub(super) async fn read_shots(_: &Studio, text: String) -> Result<Vec<Shot>, ApiError> {
    check_length(&text)?;
    let shots = storyboard::shots(&text);
    storyboard::check_shots(&shots)?;
    Ok(shots)
}

pub(super) async fn read_rows(_: &Studio, text: String) -> Result<Vec<Shot>, ApiError> {
    check_length(&text)?;
    let shots = storyboard::rows(&text);
    storyboard::check_shots(&shots)?;
    Ok(shots)
}

pub(super) async fn check_storyboard(
    studio: &Studio,
    shots: Vec<Shot>,
    draft: Draft,
) -> Result<StoryboardCheck, ApiError> {
    storyboard::check_shots(&shots)?;
    let (catalogue, asked) = (studio.catalogue().now(), draft.clone());
    let rules = studio.read(move |db| rules(db, &catalogue, &asked)).await?;
    let plan = Plan::of(&shots, &draft, &rules, None);
    let clip_s = draft.generation.duration_s.or_else(|| rules.usual_length());
    Ok(StoryboardCheck {
        text: storyboard::prompt(&shots),
        shots_ms: shots.iter().filter_map(|shot| shot.duration_ms).sum(),
        clip_ms: clip_s.filter(|_| plan.way == StoryboardWay::OneClip).map(|seconds| i64::from(seconds) * 1000),
        way: plan.way,
        check: generate_request::check(studio, GenerateRequest::of_parts(&draft, plan.clips, plan.sequence)).await?,
    })
}

pub(super) async fn create_storyboard_jobs(studio: &Studio, id: StoryboardId) -> Result<JobCreation, ApiError> {
    generate_request::create(studio, move |db, catalogue| {
        let Storyboard { shots, draft, .. } = storyboards::get(db, id)?;
        let plan = Plan::of(&shots, &draft, &rules(db, catalogue, &draft)?, Some(id));
        Ok(GenerateRequest::of_parts(&draft, plan.clips, plan.sequence))
    })
    .await
}

/// What the draft's model takes on the draft's connection.
fn rules(db: &Db, catalogue: &Catalogue, draft: &Draft) -> Result<Rules, LibraryError> {
    let connection = connections::list(db)?.into_iter().find(|row| Some(row.id) == draft.connection_id);
    let formats = connection.map(|row| row.formats).unwrap_or_default();
    let entry = catalogue.entry(&draft.generation.model);
    Ok(entry.rules_or_fallback(entry.choose_format(&formats, Some(&draft.generation))).into_owned())
}

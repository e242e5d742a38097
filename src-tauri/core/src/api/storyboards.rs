//! Storyboards.

use super::{ApiError, Studio};
use crate::model::{Draft, Job, Shot, Storyboard, StoryboardCheck, StoryboardId};

pub(super) async fn list_storyboards(_: &Studio) -> Result<Vec<Storyboard>, ApiError> {
    Err(ApiError::internal(&"not yet"))
}

pub(super) async fn create_storyboard(_: &Studio, _: String, _: Vec<Shot>) -> Result<Storyboard, ApiError> {
    Err(ApiError::internal(&"not yet"))
}

pub(super) async fn save_storyboard(
    _: &Studio,
    _: StoryboardId,
    _: String,
    _: Vec<Shot>,
    _: Draft,
) -> Result<Storyboard, ApiError> {
    Err(ApiError::internal(&"not yet"))
}

pub(super) async fn duplicate_storyboard(_: &Studio, _: StoryboardId, _: String) -> Result<Storyboard, ApiError> {
    Err(ApiError::internal(&"not yet"))
}

pub(super) async fn trash_storyboard(_: &Studio, _: StoryboardId) -> Result<Storyboard, ApiError> {
    Err(ApiError::internal(&"not yet"))
}

pub(super) async fn restore_storyboard(_: &Studio, _: StoryboardId) -> Result<Storyboard, ApiError> {
    Err(ApiError::internal(&"not yet"))
}

pub(super) async fn read_shots(_: &Studio, _: String) -> Result<Vec<Shot>, ApiError> {
    Err(ApiError::internal(&"not yet"))
}

pub(super) async fn check_storyboard(_: &Studio, _: Vec<Shot>, _: Draft) -> Result<StoryboardCheck, ApiError> {
    Err(ApiError::internal(&"not yet"))
}

pub(super) async fn create_storyboard_jobs(_: &Studio, _: StoryboardId) -> Result<Vec<Job>, ApiError> {
    Err(ApiError::internal(&"not yet"))
}

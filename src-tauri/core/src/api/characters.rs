//! Characters and reference packs.

use super::{ApiError, Studio};
use crate::model::{Character, CharacterCheck, CharacterDraft, CharacterForm, CharacterId, ClipId, Job};

pub(super) async fn list_characters(_: &Studio) -> Result<Vec<Character>, ApiError> {
    Ok(Vec::new())
}

pub(super) async fn check_character(_: &Studio, _: CharacterDraft) -> Result<CharacterCheck, ApiError> {
    Err(ApiError::internal(&"not yet"))
}

pub(super) async fn create_character(_: &Studio, _: CharacterDraft) -> Result<Job, ApiError> {
    Err(ApiError::internal(&"not yet"))
}

pub(super) async fn create_pack(_: &Studio, _: CharacterForm) -> Result<Character, ApiError> {
    Err(ApiError::internal(&"not yet"))
}

pub(super) async fn save_character(_: &Studio, _: CharacterId, _: CharacterForm) -> Result<Character, ApiError> {
    Err(ApiError::internal(&"not yet"))
}

pub(super) async fn remove_character(_: &Studio, _: CharacterId) -> Result<(), ApiError> {
    Err(ApiError::internal(&"not yet"))
}

pub(super) async fn restore_character(_: &Studio, _: CharacterId) -> Result<Character, ApiError> {
    Err(ApiError::internal(&"not yet"))
}

pub(super) async fn list_clips_with(_: &Studio, _: CharacterId) -> Result<Vec<ClipId>, ApiError> {
    Err(ApiError::internal(&"not yet"))
}

pub(super) async fn open_character_page(_: &Studio, _: CharacterId) -> Result<(), ApiError> {
    Err(ApiError::internal(&"not yet"))
}

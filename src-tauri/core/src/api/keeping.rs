//! What the user does with clips: favourites, tags, collections, the trash, and the way back.

use super::{ApiError, Studio};
use crate::model::*;

pub(super) async fn favour_clips(_: &Studio, _ids: Vec<ClipId>) -> Result<Receipt, ApiError> {
    Err(ApiError::internal(&"not yet"))
}

pub(super) async fn unfavour_clips(_: &Studio, _ids: Vec<ClipId>) -> Result<Receipt, ApiError> {
    Err(ApiError::internal(&"not yet"))
}

pub(super) async fn list_tags(_: &Studio) -> Result<Vec<Tag>, ApiError> {
    Err(ApiError::internal(&"not yet"))
}

pub(super) async fn tag_clips(_: &Studio, _ids: Vec<ClipId>, _name: String) -> Result<Receipt, ApiError> {
    Err(ApiError::internal(&"not yet"))
}

pub(super) async fn untag_clips(_: &Studio, _ids: Vec<ClipId>, _tag_id: TagId) -> Result<Receipt, ApiError> {
    Err(ApiError::internal(&"not yet"))
}

pub(super) async fn rename_tag(_: &Studio, _id: TagId, _name: String) -> Result<Receipt, ApiError> {
    Err(ApiError::internal(&"not yet"))
}

pub(super) async fn merge_tags(_: &Studio, _id: TagId, _into: TagId) -> Result<Receipt, ApiError> {
    Err(ApiError::internal(&"not yet"))
}

pub(super) async fn remove_tag(_: &Studio, _id: TagId) -> Result<Receipt, ApiError> {
    Err(ApiError::internal(&"not yet"))
}

pub(super) async fn list_collections(_: &Studio) -> Result<Vec<Collection>, ApiError> {
    Err(ApiError::internal(&"not yet"))
}

pub(super) async fn create_collection(
    _: &Studio,
    _name: String,
    _query: Option<Query>,
    _ids: Vec<ClipId>,
) -> Result<NewCollection, ApiError> {
    Err(ApiError::internal(&"not yet"))
}

pub(super) async fn rename_collection(_: &Studio, _id: CollectionId, _name: String) -> Result<Receipt, ApiError> {
    Err(ApiError::internal(&"not yet"))
}

pub(super) async fn save_collection_query(_: &Studio, _id: CollectionId, _query: Query) -> Result<Receipt, ApiError> {
    Err(ApiError::internal(&"not yet"))
}

pub(super) async fn move_collection(
    _: &Studio,
    _id: CollectionId,
    _before: Option<CollectionId>,
) -> Result<Receipt, ApiError> {
    Err(ApiError::internal(&"not yet"))
}

pub(super) async fn remove_collection(_: &Studio, _id: CollectionId) -> Result<Receipt, ApiError> {
    Err(ApiError::internal(&"not yet"))
}

pub(super) async fn collect_clips(
    _: &Studio,
    _id: CollectionId,
    _ids: Vec<ClipId>,
    _before: Option<ClipId>,
) -> Result<Receipt, ApiError> {
    Err(ApiError::internal(&"not yet"))
}

pub(super) async fn uncollect_clips(_: &Studio, _id: CollectionId, _ids: Vec<ClipId>) -> Result<Receipt, ApiError> {
    Err(ApiError::internal(&"not yet"))
}

pub(super) async fn get_kept(_: &Studio, _ids: Vec<ClipId>) -> Result<Kept, ApiError> {
    Err(ApiError::internal(&"not yet"))
}

pub(super) async fn trash_clips(_: &Studio, _ids: Vec<ClipId>) -> Result<Receipt, ApiError> {
    Err(ApiError::internal(&"not yet"))
}

pub(super) async fn restore_clips(_: &Studio, _ids: Vec<ClipId>) -> Result<Receipt, ApiError> {
    Err(ApiError::internal(&"not yet"))
}

pub(super) async fn delete_clips(_: &Studio, _ids: Vec<ClipId>) -> Result<u32, ApiError> {
    Err(ApiError::internal(&"not yet"))
}

pub(super) async fn empty_trash(_: &Studio) -> Result<u32, ApiError> {
    Err(ApiError::internal(&"not yet"))
}

pub(super) async fn undo(_: &Studio, _id: UndoId) -> Result<(), ApiError> {
    Err(ApiError::internal(&"not yet"))
}

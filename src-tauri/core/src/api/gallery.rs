//! Finding clips: what is asked of the index, and where the user was.

use super::{ApiError, Studio};
use crate::model::*;

pub(super) async fn find_clips(_: &Studio, _query: Query, _from: u32, _most: u32) -> Result<Found, ApiError> {
    Err(ApiError::internal(&"not yet"))
}

pub(super) async fn get_facets(_: &Studio, _query: Query) -> Result<Vec<Facet>, ApiError> {
    Err(ApiError::internal(&"not yet"))
}

pub(super) async fn count_clips(_: &Studio, _queries: Vec<Query>) -> Result<Vec<u32>, ApiError> {
    Err(ApiError::internal(&"not yet"))
}

pub(super) async fn get_view(_: &Studio) -> Result<GalleryView, ApiError> {
    Err(ApiError::internal(&"not yet"))
}

pub(super) async fn save_view(_: &Studio, _view: GalleryView) -> Result<(), ApiError> {
    Err(ApiError::internal(&"not yet"))
}

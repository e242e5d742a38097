//! Films and recipes on their way into the library.

use super::{ApiError, Studio};
use crate::model::*;

pub(super) async fn import_films(_: &Studio) -> Result<Vec<Import>, ApiError> {
    Err(ApiError::internal(&"not yet"))
}

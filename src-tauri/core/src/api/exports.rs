//! Clips on their way out of the library. What is written elsewhere is never written over.

use super::{ApiError, Studio};
use crate::model::*;

pub(super) async fn get_export_form(_: &Studio) -> Result<ExportForm, ApiError> {
    Err(ApiError::internal(&"not yet"))
}

pub(super) async fn plan_export(_: &Studio, _ids: Vec<ClipId>, _form: ExportForm) -> Result<ExportPlan, ApiError> {
    Err(ApiError::internal(&"not yet"))
}

pub(super) async fn choose_export_folder(_: &Studio) -> Result<Option<String>, ApiError> {
    Err(ApiError::internal(&"not yet"))
}

pub(super) async fn export_clips(
    _: &Studio,
    _ids: Vec<ClipId>,
    _form: ExportForm,
) -> Result<Option<ExportReport>, ApiError> {
    Err(ApiError::internal(&"not yet"))
}

pub(super) async fn reveal_exports(_: &Studio) -> Result<(), ApiError> {
    Err(ApiError::internal(&"not yet"))
}

pub(super) async fn export_contact_sheet(_: &Studio, _ids: Vec<ClipId>) -> Result<bool, ApiError> {
    Err(ApiError::internal(&"not yet"))
}

pub(super) async fn export_frame(_: &Studio, _id: ClipId, _moment: Moment) -> Result<bool, ApiError> {
    Err(ApiError::internal(&"not yet"))
}

pub(super) async fn copy_frame(_: &Studio, _id: ClipId, _moment: Moment) -> Result<(), ApiError> {
    Err(ApiError::internal(&"not yet"))
}

pub(super) async fn drag_clips(_: &Studio, _ids: Vec<ClipId>) -> Result<(), ApiError> {
    Err(ApiError::internal(&"not yet"))
}

//! Commands that organize clips: favourites, tags, collections, trash, undo.

use dailies_model::*;
use rusqlite::Transaction;

use super::{ApiError, Studio, trash as clearing};
use crate::library::{LibraryError, collections, favourites, selection_state, tags, trash, undo as recording};

/// Makes a change that can be taken back.
async fn change<T, E>(
    studio: &Studio,
    change: impl FnOnce(&Transaction<'_>) -> Result<T, E> + Send + 'static,
) -> Result<(T, UndoId), ApiError>
where
    T: Send + 'static,
    E: From<LibraryError> + Into<ApiError> + Send + 'static,
{
    let (value, inverse) = studio.write(move |tx| recording::recorded(tx, change)).await?;
    Ok((value, studio.history().keep(inverse)))
}

/// Makes a change to as many clips as it says.
async fn change_clips<E>(
    studio: &Studio,
    make: impl FnOnce(&Transaction<'_>) -> Result<usize, E> + Send + 'static,
) -> Result<Receipt, ApiError>
where
    E: From<LibraryError> + Into<ApiError> + Send + 'static,
{
    let (clips, undo) = change(studio, make).await?;
    Ok(Receipt { undo, clips: count(clips) })
}

/// Makes a change that leaves the clips as they are.
async fn change_names<E>(
    studio: &Studio,
    make: impl FnOnce(&Transaction<'_>) -> Result<(), E> + Send + 'static,
) -> Result<Receipt, ApiError>
where
    E: From<LibraryError> + Into<ApiError> + Send + 'static,
{
    change_clips(studio, |tx| make(tx).map(|()| 0)).await
}

fn count(clips: usize) -> u32 {
    u32::try_from(clips).unwrap_or(u32::MAX)
}

fn name(typed: &str) -> Result<String, ApiError> {
    organize::name(typed).ok_or_else(|| ApiError::bad_name(&"a name has 1 to 60 characters that can be seen"))
}

pub(super) async fn favorite_clips(studio: &Studio, ids: Vec<ClipId>) -> Result<Receipt, ApiError> {
    let now = studio.now();
    change_clips(studio, move |tx| favourites::favour(tx, &ids, now)).await
}

pub(super) async fn unfavorite_clips(studio: &Studio, ids: Vec<ClipId>) -> Result<Receipt, ApiError> {
    change_clips(studio, move |tx| favourites::unfavour(tx, &ids)).await
}

pub(super) async fn list_tags(studio: &Studio) -> Result<Vec<Tag>, ApiError> {
    studio.read(tags::list).await
}

pub(super) async fn tag_clips(studio: &Studio, ids: Vec<ClipId>, name: String) -> Result<Receipt, ApiError> {
    let name = self::name(&name)?;
    change_clips(studio, move |tx| tags::tag(tx, &ids, &name)).await
}

pub(super) async fn untag_clips(studio: &Studio, ids: Vec<ClipId>, tag_id: TagId) -> Result<Receipt, ApiError> {
    change_clips(studio, move |tx| tags::untag(tx, &ids, tag_id)).await
}

pub(super) async fn rename_tag(studio: &Studio, id: TagId, name: String) -> Result<Receipt, ApiError> {
    let name = self::name(&name)?;
    change_names(studio, move |tx| match tags::find(tx, &name)? {
        Some(other) if other != id => Err(ApiError::name_taken(&"another tag has this name")),
        _ => Ok(tags::rename(tx, id, &name)?),
    })
    .await
}

pub(super) async fn merge_tags(studio: &Studio, id: TagId, into: TagId) -> Result<Receipt, ApiError> {
    change_clips(studio, move |tx| tags::merge(tx, id, into)).await
}

pub(super) async fn remove_tag(studio: &Studio, id: TagId) -> Result<Receipt, ApiError> {
    change_clips(studio, move |tx| tags::remove(tx, id)).await
}

pub(super) async fn list_collections(studio: &Studio) -> Result<Vec<Collection>, ApiError> {
    studio.read(collections::list).await
}

pub(super) async fn create_collection(
    studio: &Studio,
    name: String,
    query: Option<Query>,
    ids: Vec<ClipId>,
) -> Result<NewCollection, ApiError> {
    let name = self::name(&name)?;
    if query.is_some() && !ids.is_empty() {
        return Err(ApiError::bad_request(&"a collection has a question or clips, not both"));
    }
    let made = change(studio, move |tx| {
        let id = collections::insert(tx, &name, query.as_ref())?;
        let clips = if ids.is_empty() { 0 } else { collections::collect(tx, id, &ids, None)? };
        Ok::<_, LibraryError>((collections::get(tx, id)?, clips))
    });
    let ((collection, clips), undo) = made.await?;
    Ok(NewCollection { collection, receipt: Receipt { undo, clips: count(clips) } })
}

pub(super) async fn rename_collection(studio: &Studio, id: CollectionId, name: String) -> Result<Receipt, ApiError> {
    let name = self::name(&name)?;
    change_names(studio, move |tx| collections::rename(tx, id, &name)).await
}

pub(super) async fn save_collection_query(
    studio: &Studio,
    id: CollectionId,
    query: Query,
) -> Result<Receipt, ApiError> {
    change_names(studio, move |tx| collections::save_query(tx, id, &query)).await
}

pub(super) async fn move_collection(
    studio: &Studio,
    id: CollectionId,
    before: Option<CollectionId>,
) -> Result<Receipt, ApiError> {
    change_names(studio, move |tx| collections::move_before(tx, id, before)).await
}

pub(super) async fn remove_collection(studio: &Studio, id: CollectionId) -> Result<Receipt, ApiError> {
    change_clips(studio, move |tx| collections::remove(tx, id)).await
}

pub(super) async fn collect_clips(
    studio: &Studio,
    id: CollectionId,
    ids: Vec<ClipId>,
    before: Option<ClipId>,
) -> Result<Receipt, ApiError> {
    change_clips(studio, move |tx| collections::collect(tx, id, &ids, before)).await
}

pub(super) async fn uncollect_clips(studio: &Studio, id: CollectionId, ids: Vec<ClipId>) -> Result<Receipt, ApiError> {
    change_clips(studio, move |tx| collections::uncollect(tx, id, &ids)).await
}

pub(super) async fn get_selection_state(studio: &Studio, ids: Vec<ClipId>) -> Result<SelectionState, ApiError> {
    studio.read(move |db| selection_state::get(db, &ids)).await
}

pub(super) async fn trash_clips(studio: &Studio, ids: Vec<ClipId>) -> Result<Receipt, ApiError> {
    let now = studio.now();
    change_clips(studio, move |tx| trash::trash(tx, &ids, now)).await
}

pub(super) async fn restore_clips(studio: &Studio, ids: Vec<ClipId>) -> Result<Receipt, ApiError> {
    change_clips(studio, move |tx| trash::restore(tx, &ids)).await
}

pub(super) async fn delete_clips(studio: &Studio, ids: Vec<ClipId>) -> Result<u32, ApiError> {
    clearing::delete(studio, ids).await.map(count)
}

pub(super) async fn empty_trash(studio: &Studio) -> Result<u32, ApiError> {
    clearing::empty(studio).await.map(count)
}

pub(super) async fn undo(studio: &Studio, id: UndoId) -> Result<(), ApiError> {
    let now = studio.now();
    let inverse = studio.history().get(id).ok_or(LibraryError::NotFound)?;
    studio.write(move |tx| inverse.apply(tx, now)).await?;
    studio.history().forget(id);
    Ok(())
}

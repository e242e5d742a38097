//! Commands of the gallery: search, facets, and the last view.

use dailies_model::*;
use tokio::task;

use super::{ApiError, Studio};
use crate::{
    library::{self, LibraryError},
    search::{Clock, Index, is_named},
};

/// The whole gallery is there at once, even while the index is being made.
pub(super) async fn find_clips(studio: &Studio, query: Query, from: u32, most: u32) -> Result<Found, ApiError> {
    if !studio.search().is_ready() && query == Query::default() {
        return studio.read(move |db| library::index_source::newest(db, from, most)).await;
    }
    ask(studio, move |index, clock| index.find(&query, from, most, clock)).await
}

pub(super) async fn get_facets(studio: &Studio, query: Query, words: Option<String>) -> Result<Vec<Facet>, ApiError> {
    let Some(typed) = words.filter(|words| !words.trim().is_empty()) else {
        return ask(studio, move |index, clock| index.facets(&query, clock)).await;
    };
    let names = studio.read(library::index_source::names).await?;
    let named = names.into_iter().filter(|(_, name)| is_named(name, &typed)).map(|(filter, _)| filter).collect();
    ask(studio, move |index, clock| index.facets_named(&query, clock, &typed, &named)).await
}

pub(super) async fn count_clips(studio: &Studio, queries: Vec<Query>) -> Result<Vec<u32>, ApiError> {
    ask(studio, move |index, clock| queries.iter().map(|query| index.count(query, clock)).collect()).await
}

pub(super) async fn get_view(studio: &Studio) -> Result<GalleryView, ApiError> {
    studio.read(library::view).await
}

pub(super) async fn save_view(studio: &Studio, view: GalleryView) -> Result<(), ApiError> {
    studio.write::<_, LibraryError>(move |tx| library::save_view(tx, &view)).await
}

/// Asks the index once it is made, off the async threads.
async fn ask<T: Send + 'static>(
    studio: &Studio,
    question: impl FnOnce(&Index, &Clock) -> T + Send + 'static,
) -> Result<T, ApiError> {
    studio.search().ready().await.map_err(|error| ApiError::internal(&error))?;
    let (search, clock) = (studio.search().clone(), Clock::here(studio.now()));
    let answer = task::spawn_blocking(move || question(&search.index(), &clock)).await;
    answer.map_err(|error| ApiError::internal(&error))
}

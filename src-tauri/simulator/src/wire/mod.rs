//! The wire formats: one file each, over the neutral tasks of [`crate::task`].
//!
//! A new format is a new file and a line in [`router`].

mod auth;
mod control;
mod error;
mod gate;
mod models;
mod pictures;
mod unified;
mod validate;

pub(crate) use error::ApiError;
pub(crate) use gate::{garbage, truncated};

use crate::connection::Cut;
use crate::fault::Route;
use crate::files;
use crate::state::Relay;
use axum::Router;
use axum::extract::{ConnectInfo, DefaultBodyLimit, Request, State};
use axum::middleware::{Next, from_fn_with_state};
use axum::routing::{MethodRouter, get, post};
use std::sync::Arc;

/// The most that a submit may weigh: several pictures in base64.
const BODY_LIMIT: usize = 128 << 20;

/// All paths of the relay.
pub(crate) fn router(relay: Arc<Relay>) -> Router {
    let keyed = Router::new()
        .route("/v1/models", gated(&relay, Route::Models, get(models::list)))
        .route("/v2/videos/generations", gated(&relay, Route::Submit, post(unified::submit)))
        .route("/v2/videos/generations/{task_id}", gated(&relay, Route::Poll, get(unified::poll)));
    let open = Router::new().route("/files/{name}", gated(&relay, Route::File, get(files::get)));
    keyed
        .merge(open)
        .merge(control::router())
        .fallback(async || ApiError::no_path())
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
        .with_state(relay)
}

/// A path with its fault gate outside and, but for files, the key check inside.
fn gated(relay: &Arc<Relay>, route: Route, handler: MethodRouter<Arc<Relay>>) -> MethodRouter<Arc<Relay>> {
    let handler = match route {
        Route::File => handler,
        _ => handler.layer(from_fn_with_state(Arc::clone(relay), auth::check)),
    };
    let gate = move |State(relay): State<Arc<Relay>>,
                     ConnectInfo(cut): ConnectInfo<Cut>,
                     request: Request,
                     next: Next| { gate::pass(relay, route, cut, request, next) };
    handler.layer(from_fn_with_state(Arc::clone(relay), gate))
}

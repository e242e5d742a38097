//! The wire formats: one file each, over the neutral tasks of [`crate::task`].
//!
//! A new format is a new file and a line in [`router`].

mod accept_job;
mod account;
mod auth;
mod characters;
mod chat;
mod control;
mod create;
mod error;
mod fault_layer;
mod fields;
mod local_only;
mod models;
mod openai;
mod pictures;
mod quirks;
mod rejection;
mod undocumented;
mod unified;
mod validate;

pub(crate) use error::ApiError;
pub(crate) use fault_layer::{garbage, truncated};

use crate::config::Control;
use crate::connection::Cut;
use crate::fault::Route;
use crate::files;
use crate::state::Relay;
use axum::Router;
use axum::extract::{ConnectInfo, DefaultBodyLimit, Request, State};
use axum::middleware::{Next, from_fn_with_state, map_response};
use axum::routing::{MethodRouter, delete, get, post};
use std::sync::Arc;

/// The most that a submit may weigh: several pictures in base64.
const BODY_LIMIT: usize = 128 << 20;

/// All paths of the relay.
pub(crate) fn router(relay: Arc<Relay>, control: Control) -> Router {
    let steering = match control {
        Control::Closed => Router::new(),
        Control::Open => control::router(),
    };
    formats(&relay)
        .merge(account_paths(&relay))
        .route("/files/{name}", gated(&relay, Route::File, get(files::get)))
        .merge(steering)
        .fallback(async || ApiError::no_path())
        .method_not_allowed_fallback(async || ApiError::no_method())
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
        .layer(from_fn_with_state(Arc::clone(&relay), local_only::check))
        .with_state(relay)
}

type Paths = Router<Arc<Relay>>;

fn formats(relay: &Arc<Relay>) -> Paths {
    let on = |route, handler| keyed(relay, route, handler);
    Router::new()
        .route("/v2/{scope}/generations", on(Route::Submit, post(unified::submit)))
        .route("/v2/{scope}/generations/{task_id}", on(Route::Poll, get(unified::poll)))
        .route("/v1/video/create", on(Route::Submit, post(create::submit)))
        .route("/v1/video/query", on(Route::Poll, get(create::query)))
        .route("/v1/videos", on(Route::Submit, post(openai::create)).merge(on(Route::List, get(openai::list))))
        .route("/v1/videos/{id}", on(Route::Poll, get(openai::retrieve)).merge(on(Route::List, delete(openai::delete))))
        .route("/v1/videos/{id}/content", on(Route::File, get(openai::content)))
        .route("/v1/videos/{id}/remix", on(Route::Submit, post(openai::remix)))
        .route("/v1/chat/completions", chat_gated(relay, with_key(relay, post(chat::complete))))
        .route("/sora/v1/characters", on(Route::Character, post(characters::create)))
}

/// The price list needs no key, as in the relay's software; nor do the billing paths mind a `/v1` before them.
fn account_paths(relay: &Arc<Relay>) -> Paths {
    let on = |route, handler| keyed(relay, route, handler);
    Router::new()
        .route("/v1/models", on(Route::Models, get(models::list)))
        .route("/api/pricing", gated(relay, Route::Account, get(account::pricing)))
        .route("/dashboard/billing/subscription", on(Route::Account, get(account::subscription)))
        .route("/dashboard/billing/usage", on(Route::Account, get(account::usage)))
        .route("/v1/dashboard/billing/subscription", on(Route::Account, get(account::subscription)))
        .route("/v1/dashboard/billing/usage", on(Route::Account, get(account::usage)))
}

/// A path with its fault gate outside and the key check inside.
fn keyed(relay: &Arc<Relay>, route: Route, handler: MethodRouter<Arc<Relay>>) -> MethodRouter<Arc<Relay>> {
    gated(relay, route, with_key(relay, handler))
}

fn with_key(relay: &Arc<Relay>, handler: MethodRouter<Arc<Relay>>) -> MethodRouter<Arc<Relay>> {
    handler.route_layer(from_fn_with_state(Arc::clone(relay), auth::check))
}

fn gated(relay: &Arc<Relay>, route: Route, handler: MethodRouter<Arc<Relay>>) -> MethodRouter<Arc<Relay>> {
    let gate = move |State(relay): State<Arc<Relay>>,
                     ConnectInfo(cut): ConnectInfo<Cut>,
                     request: Request,
                     next: Next| { fault_layer::pass(relay, route, cut, request, next) };
    handler.route_layer(map_response(rejection::in_our_words)).route_layer(from_fn_with_state(Arc::clone(relay), gate))
}

/// The chat path: which faults wait there depends on the model.
fn chat_gated(relay: &Arc<Relay>, handler: MethodRouter<Arc<Relay>>) -> MethodRouter<Arc<Relay>> {
    let gate =
        async |State(relay): State<Arc<Relay>>, ConnectInfo(cut): ConnectInfo<Cut>, request: Request, next: Next| {
            let (route, request) = fault_layer::sorted(request, chat::route_of).await?;
            Ok::<_, ApiError>(fault_layer::pass(relay, route, cut, request, next).await)
        };
    handler.route_layer(map_response(rejection::in_our_words)).route_layer(from_fn_with_state(Arc::clone(relay), gate))
}

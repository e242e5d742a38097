//! The browser bridge: the same commands and changes as in the window, over HTTP on 127.0.0.1, and the built page itself.
//!
//! For browser tests and the program `headless`; the shell is built without it. No CORS: only a page that it served
//! itself may call, and a call has to be JSON, which no other site's form can send.

use std::{convert::Infallible, io, path::PathBuf, sync::Arc};

use axum::{
    Json, Router,
    extract::{Request, State},
    http::{HeaderMap, HeaderName, StatusCode, header},
    middleware::{self, Next},
    response::{
        IntoResponse, Response,
        sse::{Event, KeepAlive, Sse},
    },
    routing::{get, post},
};
use dailies_core::{Studio, model::Change};
use futures::{Stream, StreamExt};
use serde::Deserialize;
use tokio::net::TcpListener;
use tokio_stream::wrappers::BroadcastStream;
use tower_http::services::ServeDir;

/// A call as it comes over the wire.
#[derive(Deserialize)]
struct Call {
    command: String,
    #[serde(default = "no_args")]
    args: serde_json::Value,
}

fn no_args() -> serde_json::Value {
    serde_json::json!({})
}

/// Serves until the listener fails or the future is dropped; with the page in `ui`, where one is given.
///
/// # Errors
/// Those of the listener.
pub async fn serve(studio: Arc<Studio>, listener: TcpListener, ui: Option<PathBuf>) -> io::Result<()> {
    let host: Arc<str> = listener.local_addr()?.to_string().into();
    let mut router = Router::new()
        .route("/call", post(call))
        .route("/events", get(events))
        .route("/drop", post(drop_files))
        .with_state(studio);
    if let Some(ui) = ui {
        router = router.fallback_service(ServeDir::new(ui));
    }
    let router = router.layer(middleware::from_fn_with_state(host, only_own_pages));
    axum::serve(listener, router).await
}

async fn only_own_pages(State(host): State<Arc<str>>, request: Request, next: Next) -> Response {
    if is_own(request.headers(), &host) { next.run(request).await } else { StatusCode::FORBIDDEN.into_response() }
}

/// A browser names the origin of every call that is not a plain read; another program names none.
fn is_own(headers: &HeaderMap, host: &str) -> bool {
    let is = |name: HeaderName, value: &str| headers.get(name).map(|given| given.as_bytes() == value.as_bytes());
    is(header::HOST, host) == Some(true) && is(header::ORIGIN, &format!("http://{host}")) != Some(false)
}

async fn call(State(studio): State<Arc<Studio>>, Json(call): Json<Call>) -> Response {
    match studio.call(&call.command, call.args).await {
        Ok(reply) => Json(reply).into_response(),
        Err(error) => (StatusCode::BAD_REQUEST, Json(error)).into_response(),
    }
}

/// Files that a test drops on the window.
#[derive(Deserialize)]
struct Dropping {
    paths: Vec<PathBuf>,
}

/// Does what the shell does when files are dragged over its window and dropped there.
async fn drop_files(State(studio): State<Arc<Studio>>, Json(dropping): Json<Dropping>) -> StatusCode {
    studio.drag_over(true);
    studio.drop_files(dropping.paths).await;
    StatusCode::NO_CONTENT
}

async fn events(State(studio): State<Arc<Studio>>) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let changes = BroadcastStream::new(studio.changes()).map(|change| {
        // A page that lagged too far behind has missed some.
        let change = change.unwrap_or(Change::Resync);
        Ok(Event::default().json_data(&change).unwrap_or_else(|_| Event::default().comment("unreadable")))
    });
    Sse::new(changes).keep_alive(KeepAlive::default())
}

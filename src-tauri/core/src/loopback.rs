//! The media server: films and pictures for the page, from 127.0.0.1 because WebKitGTK plays from nowhere else.
//!
//! Serves `GET|HEAD /{token}/clips/{id}/film|poster|strip` (`film` is the clip's own file, whatever it is),
//! `/{token}/pictures/{id}` and, as it is sent, `/{token}/prepared/{key}` with Range, to whoever knows this run's random token and names
//! this very address as Host (so no name that resolves to 127.0.0.1 gets in). Knows no other path and no command. How many it
//! serves at once, and how long it waits for what they ask, is bounded by `serve`.

mod serve;

use std::{io, path::PathBuf, sync::Arc};

use axum::{
    Router,
    extract::{Path, Request, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    middleware::{self, Next},
    response::{IntoResponse, Response},
    routing::get,
};
use dailies_model::{ClipId, PictureId};
use tokio::{net::TcpListener, task};
use tower_http::{cors::CorsLayer, limit::RequestBodyLimitLayer, services::ServeFile};

use crate::library::{Library, PreparedKey, clips, pictures};

/// The running media server; stops when dropped.
pub struct Loopback {
    url: String,
    server: task::JoinHandle<()>,
}

struct Shared {
    library: Arc<Library>,
    host: String,
    token: String,
}

impl Loopback {
    /// Starts it on this port of 127.0.0.1, for pages of these origins.
    ///
    /// # Errors
    /// When the port cannot be used.
    pub async fn start(library: Arc<Library>, origins: &[String], listener: std::net::TcpListener) -> io::Result<Self> {
        listener.set_nonblocking(true)?;
        let listener = TcpListener::from_std(listener)?;
        let host = listener.local_addr()?.to_string();
        let token = format!("{:032x}", rand::random::<u128>());
        let url = format!("http://{host}/{token}");
        let router = router(Arc::new(Shared { library, host, token }), origins);
        let server = task::spawn(async move {
            if let Err(error) = serve::serve(listener, router).await {
                tracing::error!(%error, "the media server stopped");
            }
        });
        Ok(Self { url, server })
    }

    /// Its address with the token, without a slash at the end.
    pub fn url(&self) -> String {
        self.url.clone()
    }
}

impl Drop for Loopback {
    fn drop(&mut self) {
        self.server.abort();
    }
}

fn router(shared: Arc<Shared>, origins: &[String]) -> Router {
    let origins: Vec<HeaderValue> = origins.iter().filter_map(|origin| origin.parse().ok()).collect();
    let cors = CorsLayer::new()
        .allow_origin(origins)
        .allow_methods([Method::GET, Method::HEAD])
        .allow_headers([header::RANGE]);
    Router::new()
        .route("/{token}/{shelf}/{id}", get(serve_picture))
        .route("/{token}/{shelf}/{id}/{file}", get(serve_clip))
        .layer(cors)
        // Nothing that is asked here has a body.
        .layer(RequestBodyLimitLayer::new(0))
        .layer(middleware::from_fn_with_state(shared.clone(), only_this_host))
        .with_state(shared)
}

/// A page of another site can make a browser ask 127.0.0.1 under a name of its own (DNS rebinding): not here.
async fn only_this_host(State(shared): State<Arc<Shared>>, request: Request, next: Next) -> Response {
    let named = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
    if named != Some(shared.host.as_str()) {
        return StatusCode::MISDIRECTED_REQUEST.into_response();
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS) {
        return StatusCode::METHOD_NOT_ALLOWED.into_response();
    }
    next.run(request).await
}

async fn serve_picture(
    State(shared): State<Arc<Shared>>,
    Path((token, shelf, id)): Path<(String, String, String)>,
    request: Request,
) -> Response {
    give(&shared, &token, shelf, id, None, request).await
}

async fn serve_clip(
    State(shared): State<Arc<Shared>>,
    Path((token, shelf, id, file)): Path<(String, String, String, String)>,
    request: Request,
) -> Response {
    give(&shared, &token, shelf, id, Some(file), request).await
}

async fn give(
    shared: &Shared,
    token: &str,
    shelf: String,
    id: String,
    file: Option<String>,
    request: Request,
) -> Response {
    if !is_same(token, &shared.token) {
        return StatusCode::NOT_FOUND.into_response();
    }
    let library = shared.library.clone();
    let path = task::spawn_blocking(move || find(&library, &shelf, &id, file.as_deref())).await;
    let Ok(Some(path)) = path else { return StatusCode::NOT_FOUND.into_response() };
    match ServeFile::new(path).try_call(request).await {
        Ok(response) => (headers(), response).into_response(),
        // A sound has no poster, and a film that could not be decoded has none either.
        Err(error) if error.kind() == io::ErrorKind::NotFound => StatusCode::NOT_FOUND.into_response(),
        Err(error) => {
            tracing::warn!(%error, "a file of the library could not be read");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

fn find(library: &Library, shelf: &str, id: &str, file: Option<&str>) -> Option<PathBuf> {
    match (shelf, file) {
        ("pictures", None) => {
            let picture = library.read(|db| pictures::get(db, &PictureId(id.to_owned()))).ok()?;
            Some(library.files().picture(&picture.id, picture.container))
        }
        ("prepared", None) => library.files().find_prepared(&PreparedKey::parse(id)?).map(|(path, _)| path),
        ("clips", Some(file)) => find_of_clip(library, id, file),
        _ => None,
    }
}

fn find_of_clip(library: &Library, id: &str, file: &str) -> Option<PathBuf> {
    let id = ClipId(id.parse().ok()?);
    let clip = library.read(|db| clips::file(db, id)).ok()?;
    match file {
        "film" => Some(library.files().whole(&clip)),
        "poster" => Some(library.files().poster(&clip.folder)),
        "strip" => Some(library.files().strip(&clip.folder)),
        _ => None,
    }
}

/// A clip's files never change, and its number is never given to another; other files are named by what they hold.
fn headers() -> HeaderMap {
    HeaderMap::from_iter([
        (header::CACHE_CONTROL, HeaderValue::from_static("private, max-age=31536000, immutable")),
        (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    ])
}

/// Compares in a time that does not tell where the first difference is.
fn is_same(given: &str, token: &str) -> bool {
    given.len() == token.len() && given.bytes().zip(token.bytes()).fold(0, |seen, (a, b)| seen | (a ^ b)) == 0
}

//! The connections and their keys. A key comes in here and never goes out.

use dailies_model::{Change, Connection, ConnectionId, ConnectionKind, Formats, KeyPlace, KeyRef, PlainHttp, Proxy};
use zeroize::Zeroizing;

use super::{
    ApiError, Studio, account,
    connection_route::{normalize_proxy, refuse_plain_http},
    jobs,
};
use crate::{
    http::DEMO_URL,
    library::{
        self, LibraryError,
        connections::{self, KeyRow},
    },
    relay::{last_four, normalize_base_url},
    secret::Key,
};

/// What the built-in relay's connection is called until the user renames it.
const DEMO_NAME: &str = "Demo";

pub(super) async fn list_connections(studio: &Studio) -> Result<Vec<Connection>, ApiError> {
    let rows = studio.read(connections::list).await?;
    Ok(rows.into_iter().map(|row| studio.shown(row).without_lists()).collect())
}

pub(super) async fn open_demo(studio: &Studio) -> Result<Connection, ApiError> {
    let now = studio.now();
    let id = studio
        .write(move |tx| {
            let present = connections::list(tx)?.into_iter().find(|row| row.kind == ConnectionKind::Demo);
            let id = match present {
                Some(row) => row.id,
                None => connections::insert(tx, DEMO_NAME, ConnectionKind::Demo, DEMO_URL, now)?,
            };
            use_from_now_on(tx, id)?;
            Ok::<_, LibraryError>(id)
        })
        .await?;
    publish_settings(studio).await?;
    account::test_connection(studio, id).await
}

pub(super) async fn create_connection(
    studio: &Studio,
    name: String,
    base_url: String,
    key: Option<String>,
    place: KeyPlace,
    plain_http: Option<PlainHttp>,
) -> Result<Connection, ApiError> {
    let key = key.map(Zeroizing::new).filter(|key| !key.trim().is_empty());
    let base_url = normalize_base_url(&base_url)?.base_url;
    refuse_plain_http(&base_url, plain_http.unwrap_or_default())?;
    let key = match key {
        Some(key) => Some(keep(studio, &key, place).await?),
        None => None,
    };
    let now = studio.now();
    let id = studio
        .write(move |tx| {
            let id = connections::insert(tx, named(&name, &base_url), ConnectionKind::Relay, &base_url, now)?;
            connections::allow_plain_http(tx, id, &base_url)?;
            connections::set_key(tx, id, key.as_ref())?;
            use_from_now_on(tx, id)?;
            Ok::<_, LibraryError>(id)
        })
        .await?;
    publish_settings(studio).await?;
    studio.publish_connection(id).await
}

pub(super) async fn update_connection(
    studio: &Studio,
    id: ConnectionId,
    name: String,
    base_url: String,
    plain_http: Option<PlainHttp>,
) -> Result<Connection, ApiError> {
    studio
        .write(move |tx| {
            let row = connections::get(tx, id)?;
            if row.kind == ConnectionKind::Demo {
                connections::set_address(tx, id, named(&name, DEMO_NAME), DEMO_URL)?;
                return Ok(());
            }
            let base_url = normalize_base_url(&base_url)?.base_url;
            if row.plain_http(&base_url) == Some(PlainHttp::Refuse) {
                refuse_plain_http(&base_url, plain_http.unwrap_or_default())?;
                connections::allow_plain_http(tx, id, &base_url)?;
            }
            connections::set_address(tx, id, named(&name, &base_url), &base_url)?;
            if origin(&base_url) != origin(&row.base_url) {
                connections::set_key(tx, id, None)?;
            }
            Ok::<_, ApiError>(())
        })
        .await?;
    forget_unneeded_keys(studio).await;
    studio.publish_connection(id).await
}

pub(super) async fn allow_plain_http(studio: &Studio, id: ConnectionId) -> Result<Connection, ApiError> {
    studio
        .write(move |tx| {
            let row = connections::get(tx, id)?;
            connections::allow_plain_http(tx, id, &row.base_url)
        })
        .await?;
    jobs::resume_held_by_plain_http(studio, id).await?;
    studio.publish_connection(id).await
}

pub(super) async fn set_connection_route(
    studio: &Studio,
    id: ConnectionId,
    proxy: Proxy,
    formats: Formats,
) -> Result<Connection, ApiError> {
    let proxy = normalize_proxy(proxy)?;
    studio.write(move |tx| connections::set_route(tx, id, &proxy, &formats)).await?;
    studio.publish_connection(id).await
}

pub(super) async fn set_balance_warning(
    studio: &Studio,
    id: ConnectionId,
    below_micros: Option<i64>,
) -> Result<Connection, ApiError> {
    let below_micros = below_micros.filter(|micros| *micros > 0);
    studio.write(move |tx| connections::set_warning(tx, id, below_micros)).await?;
    studio.publish_connection(id).await
}

pub(super) async fn remove_connection(studio: &Studio, id: ConnectionId) -> Result<(), ApiError> {
    let now = studio.now();
    studio
        .write(move |tx| {
            connections::remove(tx, id, now)?;
            let mut settings = library::settings(tx)?;
            if settings.connection_id == Some(id) {
                settings.connection_id = connections::list(tx)?.first().map(|row| row.id);
                library::save_settings(tx, &settings)?;
            }
            Ok::<_, LibraryError>(())
        })
        .await?;
    forget_unneeded_keys(studio).await;
    studio.publish(Change::ConnectionRemoved { id });
    publish_settings(studio).await
}

pub(super) async fn set_key(
    studio: &Studio,
    id: ConnectionId,
    key: String,
    place: KeyPlace,
) -> Result<Connection, ApiError> {
    let kept = keep(studio, &Zeroizing::new(key), place).await?;
    studio
        .write(move |tx| {
            connections::get(tx, id)?;
            connections::set_key(tx, id, Some(&kept))
        })
        .await?;
    jobs::key_arrived(studio, id).await?;
    forget_unneeded_keys(studio).await;
    studio.publish_connection(id).await
}

pub(super) async fn remove_key(studio: &Studio, id: ConnectionId) -> Result<Connection, ApiError> {
    studio.write(move |tx| connections::set_key(tx, id, None)).await?;
    forget_unneeded_keys(studio).await;
    studio.publish_connection(id).await
}

/// Deletes the keys that nothing needs any more. What fails is tried again at the next start.
pub(super) async fn forget_unneeded_keys(studio: &Studio) {
    let unneeded = studio.read(connections::unneeded_keys).await.unwrap_or_default();
    for key_ref in unneeded {
        let forgotten = match studio.secrets().delete(&key_ref).await {
            Ok(()) => studio.write(move |tx| connections::forget_key(tx, &key_ref)).await,
            Err(error) => Err(error.into()),
        };
        if let Err(error) = forgotten {
            tracing::warn!(%error, "a key that is not needed any more could not be deleted");
        }
    }
}

/// Puts a key where the user wants it, under a name of its own, so that a job goes on with the key it was sent with.
async fn keep(studio: &Studio, key: &str, place: KeyPlace) -> Result<KeyRow, ApiError> {
    let key = key.parse::<Key>()?;
    let row = KeyRow { key_ref: KeyRef(format!("{:032x}", rand::random::<u128>())), place, last_four: last_four(&key) };
    studio.secrets().put(&row.key_ref, key, place).await?;
    Ok(row)
}

fn use_from_now_on(tx: &rusqlite::Transaction<'_>, id: ConnectionId) -> Result<(), LibraryError> {
    let settings = library::settings(tx)?;
    library::save_settings(tx, &dailies_model::Settings { connection_id: Some(id), ..settings })
}

async fn publish_settings(studio: &Studio) -> Result<(), ApiError> {
    let settings = studio.read(library::settings).await?;
    studio.publish(Change::Settings { settings });
    Ok(())
}

/// A connection is called after its host until the user finds a better name.
fn named<'a>(name: &'a str, base_url: &'a str) -> &'a str {
    let name = name.trim();
    if name.is_empty() { base_url.split("://").last().unwrap_or(base_url) } else { name }
}

fn origin(base_url: &str) -> Option<url::Origin> {
    url::Url::parse(base_url).ok().map(|url| url.origin())
}

//! Commands on a connection's account: test, models, prices, balance. All requests are free.

use std::{collections::HashSet, time::Instant};

use dailies_model::{
    Balance, Connection, ConnectionId, ConnectionKind, ConnectionTest, ModelId, ModelOption, PlainHttp, Proxy,
    TestResult,
};
use zeroize::Zeroizing;

use super::{
    ApiError, Studio,
    connection_route::{normalize_proxy, refuse_plain_http},
    estimate,
};
use crate::{
    catalogue::{self, Catalogue, Entry, ModelKind},
    http::Target,
    library::{
        clips,
        connections::{self, ConnectionRow},
    },
    relay::normalize_base_url,
    secret::Key,
};

pub(super) async fn try_connection(
    studio: &Studio,
    base_url: String,
    key: String,
    proxy: Proxy,
    plain_http: Option<PlainHttp>,
) -> Result<TestResult, ApiError> {
    let key = Zeroizing::new(key);
    let base_url = normalize_base_url(&base_url)?.base_url;
    let proxy = normalize_proxy(proxy)?;
    let plain_http = plain_http.unwrap_or_default();
    refuse_plain_http(&base_url, plain_http)?;
    let key = Some(key.parse::<Key>()?);
    Ok(test(studio, &Target { base_url, key, proxy, plain_http }).await.without_lists())
}

pub(super) async fn test_connection(studio: &Studio, id: ConnectionId) -> Result<Connection, ApiError> {
    let row = studio.read(move |db| connections::get(db, id)).await?;
    let target = target(studio, &row).await?;
    let result = test(studio, &target).await;
    let balance = match &result {
        TestResult::Works { .. } => balance(studio, &row, &target).await,
        TestResult::Failed { .. } => None,
    };
    let test = ConnectionTest { tested_at: studio.now(), result };
    studio
        .write(move |tx| {
            connections::set_test(tx, id, &test)?;
            connections::set_balance(tx, id, balance.as_ref())
        })
        .await?;
    studio.publish_connection(id).await
}

pub(super) async fn refresh_balance(studio: &Studio, id: ConnectionId) -> Result<Connection, ApiError> {
    let row = studio.read(move |db| connections::get(db, id)).await?;
    let target = target(studio, &row).await?;
    if let Some(balance) = balance(studio, &row, &target).await {
        studio.write(move |tx| connections::set_balance(tx, id, Some(&balance))).await?;
    }
    studio.publish_connection(id).await
}

pub(super) async fn list_models(studio: &Studio, id: ConnectionId) -> Result<Vec<ModelOption>, ApiError> {
    let (row, made) = studio.read(move |db| Ok((connections::get(db, id)?, clips::count_by_model(db)?))).await?;
    let mut options = offered(&studio.catalogue().now(), &row);
    for option in &mut options {
        option.made = made.get(&option.id).copied().unwrap_or_default();
    }
    Ok(options)
}

/// Where a connection is spoken to now, and with what key.
pub(super) async fn target(studio: &Studio, row: &ConnectionRow) -> Result<Target, ApiError> {
    let key = match &row.key {
        Some(key) => studio.secrets().get(&key.key_ref).await?,
        None => None,
    };
    let plain_http = row.plain_http(&row.base_url).unwrap_or_default();
    Ok(Target { base_url: row.base_url.clone(), key, proxy: row.proxy.clone(), plain_http })
}

async fn test(studio: &Studio, target: &Target) -> TestResult {
    let started = Instant::now();
    let models = match studio.relay().list_models(target).await {
        Ok(models) => models,
        Err(failure) => return TestResult::Failed { failure },
    };
    let latency_ms = i64::try_from(started.elapsed().as_millis()).unwrap_or(i64::MAX);
    let (prices, lists_jobs) = tokio::join!(studio.relay().list_prices(target), studio.relay().lists_jobs(target));
    let model_count = u32::try_from(models.len()).unwrap_or(u32::MAX);
    TestResult::Works { latency_ms, model_count, models, prices: prices.ok(), lists_jobs }
}

/// What is left, where the relay tells it. The built-in relay has no account.
async fn balance(studio: &Studio, row: &ConnectionRow, target: &Target) -> Option<Balance> {
    if row.kind == ConnectionKind::Demo {
        return None;
    }
    studio.relay().balance(target, studio.now()).await.ok()
}

/// The models that a connection's composer shows: those it offers first, then those it was not seen to offer, then those
/// that it lists and nobody described. What writes text is none of them.
fn offered(catalogue: &Catalogue, row: &ConnectionRow) -> Vec<ModelOption> {
    let listed = match row.last_test.as_ref().map(|test| &test.result) {
        Some(TestResult::Works { models, .. }) => Some(models.as_slice()),
        _ => None,
    };
    let names: Option<HashSet<&ModelId>> = listed.map(|models| models.iter().collect());
    let is_listed = |id: &ModelId| names.as_ref().map(|names| names.contains(id));
    let known: HashSet<&ModelId> = catalogue.entries().iter().map(|entry| &entry.id).collect();
    let others = listed.into_iter().flatten().filter(|id| !known.contains(id) && !writes(id));
    let others: Vec<_> = others.map(|id| Entry::fallback(id.clone())).collect();
    let (mut first, last): (Vec<_>, Vec<_>) =
        catalogue.entries().iter().partition(|entry| is_listed(&entry.id) != Some(false));
    first.extend(last);
    let shown = first
        .into_iter()
        .chain(&others)
        .map(|entry| ModelOption { offered: is_listed(&entry.id), ..priced(entry, row) });
    shown.collect()
}

fn priced(entry: &Entry, row: &ConnectionRow) -> ModelOption {
    let option = catalogue::option(entry, &row.formats);
    let shortest = option.controls.durations_s.iter().copied().min();
    ModelOption { price_micros: estimate::price(row, entry, shortest), ..option }
}

fn writes(id: &ModelId) -> bool {
    matches!(catalogue::kind(id.as_str()), ModelKind::Chat { .. })
}

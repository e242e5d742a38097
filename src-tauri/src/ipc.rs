//! The page's way in and out: one command, and one event for every change.

use crate::window;
use dailies_core::api::{ApiError, Studio};
use dailies_core::model::Change;
use serde_json::Value;
use std::sync::Arc;
use tauri::{AppHandle, Emitter, State};
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;

/// The event that carries a `Change`.
const CHANGE: &str = "change";

/// Performs one command of the list in `dailies_core::api`.
#[tauri::command]
pub(crate) async fn call(studio: State<'_, Arc<Studio>>, command: String, args: Value) -> Result<Value, ApiError> {
    studio.call(&command, args).await
}

/// Sends every change to the page from now on, for as long as the studio lives.
pub(crate) fn forward_changes(app: &AppHandle, studio: &Studio) {
    let mut changes = studio.changes();
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        while let Some(change) = next(&mut changes).await {
            if let Err(error) = app.emit_to(window::MAIN, CHANGE, &change) {
                tracing::warn!(%error, "a change did not reach the page");
            }
        }
    });
}

/// The next change; `Resync` where some were missed, `None` after the last.
async fn next(changes: &mut Receiver<Change>) -> Option<Change> {
    match changes.recv().await {
        Ok(change) => Some(change),
        Err(RecvError::Lagged(_)) => Some(Change::Resync),
        Err(RecvError::Closed) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::sync::broadcast;

    #[tokio::test]
    async fn a_page_that_lags_behind_is_told_to_load_again() {
        let (sender, mut receiver) = broadcast::channel(1);
        let changes = [Change::Clips { ids: vec![] }, Change::Clips { ids: vec![] }];
        for change in changes {
            sender.send(change).unwrap();
        }
        drop(sender);
        assert_eq!(next(&mut receiver).await, Some(Change::Resync));
        assert_eq!(next(&mut receiver).await, Some(Change::Clips { ids: vec![] }));
        assert_eq!(next(&mut receiver).await, None);
    }
}

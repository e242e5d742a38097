//! `GET /v1/models`: what this relay offers.

use crate::models::{ALL, Model};
use axum::Json;
use serde_json::{Value, json};

/// When the contract's version was made, 2025-12-01; any constant would do.
const CREATED: i64 = 1_764_547_200;

pub(super) async fn list() -> Json<Value> {
    let data: Vec<_> = ALL.iter().map(listed).collect();
    Json(json!({ "success": true, "object": "list", "data": data }))
}

fn listed(model: &Model) -> Value {
    let Model { id, owner, .. } = model;
    json!({ "id": id, "object": "model", "created": CREATED, "owned_by": owner, "root": id, "parent": null })
}

//! `GET /v1/models`: what this relay offers.

use axum::Json;
use serde_json::{Value, json};

/// The video models, those of the contract's `Generation.model`.
pub(crate) const VIDEO: [&str; 14] = [
    "sora-2",
    "sora-2-pro",
    "veo2",
    "veo2-fast",
    "veo2-fast-frames",
    "veo2-fast-components",
    "veo2-pro",
    "veo3",
    "veo3-fast",
    "veo3-fast-frames",
    "veo3-pro",
    "veo3-pro-frames",
    "veo3.1",
    "veo3.1-pro",
];
const CHAT: [&str; 2] = ["gpt-4.1-mini", "gpt-4o"];

/// When the contract's version was made, 2025-12-01; any constant would do.
const CREATED: i64 = 1_764_547_200;

pub(crate) async fn list() -> Json<Value> {
    let data: Vec<_> = VIDEO.iter().chain(&CHAT).map(|id| model(id)).collect();
    Json(json!({ "success": true, "object": "list", "data": data }))
}

fn model(id: &str) -> Value {
    let owner = match id {
        _ if id.starts_with("veo") => "google",
        _ => "openai",
    };
    json!({ "id": id, "object": "model", "created": CREATED, "owned_by": owner, "root": id, "parent": null })
}

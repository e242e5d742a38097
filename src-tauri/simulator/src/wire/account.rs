//! The account (reference, section 7): prices, what may be spent, what was spent.

use crate::balance::UNLIMITED;
use crate::models::{ALL, Model, ModelKind};
use crate::state::Relay;
use axum::Json;
use axum::extract::State;
use serde_json::{Value, json};
use std::sync::Arc;

/// `GET /api/pricing`. `quota_type` 1 has a price for each job in `model_price`, 0 one by tokens in `model_ratio`.
pub(super) async fn pricing() -> Json<Value> {
    let data: Vec<_> = ALL.iter().map(priced).collect();
    Json(
        json!({ "success": true, "data": data, "group_ratio": { "default": 1 }, "usable_group": { "default": "默认分组" } }),
    )
}

fn priced(model: &Model) -> Value {
    let by_tokens = model.kind == ModelKind::Writer;
    json!({
        "model_name": model.id,
        "quota_type": u8::from(!by_tokens),
        "model_price": model.usd,
        "model_ratio": if by_tokens { 0.2 } else { 0.0 },
        "completion_ratio": if by_tokens { 4.0 } else { 0.0 },
        "enable_groups": ["default"],
        "supported_endpoint_types": model.endpoints(),
    })
}

/// `GET /dashboard/billing/subscription`.
pub(super) async fn subscription(State(relay): State<Arc<Relay>>) -> Json<Value> {
    let limit = relay.till.limit().unwrap_or(UNLIMITED);
    Json(json!({
        "object": "billing_subscription",
        "has_payment_method": true,
        "soft_limit_usd": limit,
        "hard_limit_usd": limit,
        "system_hard_limit_usd": limit,
        "access_until": 0,
    }))
}

/// `GET /dashboard/billing/usage`: in cents.
pub(super) async fn usage(State(relay): State<Arc<Relay>>) -> Json<Value> {
    Json(json!({ "object": "list", "total_usage": relay.spent_usd() * 100.0 }))
}

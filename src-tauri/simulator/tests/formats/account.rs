//! Prices and the balance.

use crate::relay::{config, error, get, json, post, start};
use dailies_simulator::{Config, Fault, Route, Simulator};
use reqwest::Response;
use serde_json::json;

async fn balance(sim: &Simulator) -> f64 {
    let limit = json(get(sim, "/dashboard/billing/subscription").await, 200).await["hard_limit_usd"].as_f64().unwrap();
    let usage = json(get(sim, "/v1/dashboard/billing/usage").await, 200).await["total_usage"].as_f64().unwrap();
    limit - usage / 100.0
}

async fn submit(sim: &Simulator) -> Response {
    let body = json!({ "model": "sora-2", "prompt": "a calm sea" });
    post(sim, "/v1/video/create").json(&body).send().await.unwrap()
}

#[tokio::test]
async fn every_model_on_offer_has_a_price() {
    let sim = start().await;
    let list = json(get(&sim, "/api/pricing").await, 200).await;
    assert_eq!((&list["success"], &list["group_ratio"]["default"]), (&json!(true), &json!(1)));
    let models = json(get(&sim, "/v1/models").await, 200).await;
    let prices = list["data"].as_array().unwrap();
    assert_eq!(prices.len(), models["data"].as_array().unwrap().len());
    for one in prices {
        let by_job = one["quota_type"] == 1 && one["model_price"].as_f64().unwrap() > 0.0;
        let by_tokens = one["quota_type"] == 0 && one["model_ratio"].as_f64().unwrap() > 0.0;
        assert!(by_job != by_tokens && one["enable_groups"] == json!(["default"]), "{one}");
    }
}

#[tokio::test]
async fn without_a_limit_the_balance_is_the_sign_for_none() {
    let sim = start().await;
    assert_eq!(balance(&sim).await, 100_000_000.0);
}

#[tokio::test]
async fn each_job_costs_its_price_until_the_balance_is_spent() {
    let sim = Simulator::start(Config { balance_usd: Some(0.3), ..config() }).await.unwrap();
    assert_eq!(submit(&sim).await.status().as_u16(), 200);
    assert!((balance(&sim).await - 0.15).abs() < 1e-9);
    assert_eq!(submit(&sim).await.status().as_u16(), 200);
    assert_eq!(error(submit(&sim).await, 429).await["type"], "insufficient_user_quota");
    assert_eq!(sim.accepted_count(), 2);
    sim.set_balance(0.2);
    assert!((balance(&sim).await - 0.2).abs() < 1e-9);
    assert_eq!(submit(&sim).await.status().as_u16(), 200);
    assert_eq!(error(submit(&sim).await, 429).await["type"], "insufficient_user_quota");
}

#[tokio::test]
async fn the_account_has_faults_of_its_own() {
    let sim = start().await;
    sim.add_fault(Fault::Status { on: Route::Account, status: 500, retry_after_s: None });
    assert_eq!(submit(&sim).await.status().as_u16(), 200);
    error(get(&sim, "/api/pricing").await, 500).await;
    json(get(&sim, "/api/pricing").await, 200).await;
}

//! The account: models on offer, prices and balance (reference section 7).

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use super::{
    answer::{Answer, Content},
    error_body::ErrorBody,
    request::Request,
    submit_outcome,
};
use dailies_model::{Balance, Charged, Failure, Meaning, ModelId, ModelPrice, Timestamp};

/// From here on a limit is none, in US dollars.
const UNLIMITED_USD: f64 = 100_000_000.0;

/// No clip costs more, and no account holds more, in US dollars; below zero there is nothing either. What says so is not
/// shown: a wrong price misleads more than none.
const HIGHEST_PRICE_USD: f64 = 10_000.0;
const HIGHEST_BALANCE_USD: f64 = 1e12;

/// The most models that are kept of a list, and the most characters of a model's name. The longest list that was seen has
/// some six hundred.
const MOST_MODELS: usize = 5_000;
const LONGEST_MODEL: usize = 200;

/// The group that a key belongs to unless somebody said otherwise.
const DEFAULT_GROUP: &str = "default";

/// `quota_type` of a model that is paid by the call; 0 is by the token, which is no price of a clip.
const BY_CALL: i64 = 1;

/// Asks for the models on offer for a key.
pub fn models_request() -> Request {
    Request::get("/v1/models".to_owned())
}

/// Asks for the prices of models.
pub fn prices_request() -> Request {
    Request::get("/api/pricing".to_owned())
}

/// Asks how much the account may spend in all.
pub fn limit_request() -> Request {
    Request::get("/dashboard/billing/subscription".to_owned())
}

/// Asks how much the account has spent.
pub fn usage_request() -> Request {
    Request::get("/dashboard/billing/usage".to_owned())
}

/// The models in the order of the answer, each once, and no more than [`MOST_MODELS`]. A page with status 200, as a web site at the same address gives it,
/// is no list.
pub fn parse_models(answer: &Answer) -> Result<Vec<ModelId>, Failure> {
    let value = told(answer, |value| value["data"].is_array())?;
    let mut seen = HashSet::new();
    Ok(entries(&value["data"], "id").map(|(id, _)| id).filter(|id| seen.insert(id.clone())).take(MOST_MODELS).collect())
}

/// What one clip of each model costs, where that is told. The price is multiplied by what the key's group pays; which group
/// that is the relay does not say, so that it is `default`, or else the cheapest that has the model.
pub fn parse_prices(answer: &Answer) -> Result<Vec<ModelPrice>, Failure> {
    let value = told(answer, |value| value["data"].is_array())?;
    let ratios: HashMap<&str, f64> = value["group_ratio"]
        .as_object()
        .into_iter()
        .flatten()
        .filter_map(|(group, ratio)| Some((group.as_str(), sensible(ratio.as_f64()?, HIGHEST_PRICE_USD)?)))
        .collect();
    let price = |(model, entry): (ModelId, &Value)| {
        let usd = entry["model_price"].as_f64()? * ratio(&ratios, &entry["enable_groups"]);
        let usd = sensible(usd, HIGHEST_PRICE_USD).filter(|_| entry["quota_type"].as_i64() == Some(BY_CALL))?;
        Some(ModelPrice { model, micros: micros(usd) })
    };
    Ok(entries(&value["data"], "model_name").filter_map(price).take(MOST_MODELS).collect())
}

/// What there was in all, in US dollars; `None` when there is no limit.
pub fn parse_limit(answer: &Answer) -> Result<Option<f64>, Failure> {
    let limit = |value: &Value| sensible(value["hard_limit_usd"].as_f64()?, HIGHEST_BALANCE_USD);
    let value = told(answer, |value| limit(value).is_some())?;
    Ok(limit(value).filter(|usd| *usd < UNLIMITED_USD))
}

/// What was used, in US dollars; the relay tells cents.
pub fn parse_usage(answer: &Answer) -> Result<f64, Failure> {
    let usage = |value: &Value| sensible(value["total_usage"].as_f64()? / 100.0, HIGHEST_BALANCE_USD);
    let value = told(answer, |value| usage(value).is_some())?;
    Ok(usage(value).unwrap_or_default())
}

/// An amount that can be true.
fn sensible(usd: f64, highest: f64) -> Option<f64> {
    (0.0..=highest).contains(&usd).then_some(usd)
}

/// What is left; never less than nothing.
pub fn balance(limit_usd: Option<f64>, used_usd: f64, checked_at: Timestamp) -> Balance {
    let left_micros = limit_usd.map(|limit| micros((limit - used_usd).max(0.0)));
    Balance { left_micros, limit_micros: limit_usd.map(micros), checked_at }
}

fn ratio(ratios: &HashMap<&str, f64>, groups: &Value) -> f64 {
    let own = groups.as_array().into_iter().flatten().filter_map(Value::as_str);
    let least = || own.filter_map(|group| ratios.get(group).copied()).reduce(f64::min);
    ratios.get(DEFAULT_GROUP).copied().or_else(least).unwrap_or(1.0)
}

#[expect(clippy::cast_possible_truncation, reason = "prices and balances are dollars, and `as` saturates")]
fn micros(usd: f64) -> i64 {
    (usd * 1e6).round() as i64
}

/// The objects of a list, with the model that each of them names.
fn entries<'a>(list: &'a Value, name: &'a str) -> impl Iterator<Item = (ModelId, &'a Value)> {
    list.as_array().into_iter().flatten().filter_map(move |entry| {
        let id = entry[name].as_str().map(str::trim).filter(|id| !id.is_empty())?;
        let is_short = id.chars().nth(LONGEST_MODEL).is_none();
        is_short.then(|| (ModelId(id.to_owned()), entry))
    })
}

/// The JSON of an answer of this shape, or why it is none.
pub(super) fn told(answer: &Answer, has_shape: impl FnOnce(&Value) -> bool) -> Result<&Value, Failure> {
    match &answer.content {
        Content::Json(value) if answer.is_success() && has_shape(value) => Ok(value),
        _ if (300..400).contains(&answer.status) => Err(submit_outcome::redirected(answer)),
        _ => Err(failure(answer)),
    }
}

fn failure(answer: &Answer) -> Failure {
    let error = ErrorBody::of(answer);
    let meaning = match ErrorBody::find(answer) {
        None if answer.is_success() => Meaning::Unreadable,
        _ => error.meaning(answer.status),
    };
    error.failure(meaning, Charged::No)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_list_without_end_is_bounded() {
        let entry = |at: usize| json!({"id": format!("model-{at}"), "model_name": format!("m-{at}"), "quota_type": 1, "model_price": 1});
        let mut list = vec![json!({"id": "x".repeat(201)}), json!({"id": "猫".repeat(200)})];
        list.extend((0..20_000).map(entry));
        let answer = Answer::json(200, json!({ "data": list }));
        let models = parse_models(&answer).unwrap();
        assert_eq!((models.len(), models[0].as_str().chars().count()), (MOST_MODELS, 200));
        assert_eq!(parse_prices(&answer).unwrap().len(), MOST_MODELS);
    }

    #[test]
    fn models_come_in_order_and_once() {
        let answer = Answer::json(
            200,
            json!({"success": true, "object": "list", "data": [
                {"id": "veo3.1", "object": "model"}, {"id": "sora-2"}, {"id": "veo3.1"}, {"id": ""}, {"name": "x"}, 7
            ]}),
        );
        assert_eq!(parse_models(&answer), Ok(vec![ModelId("veo3.1".into()), ModelId("sora-2".into())]));
    }

    #[test]
    fn an_account_may_offer_nothing() {
        assert_eq!(parse_models(&Answer::json(200, json!({"data": []}))), Ok(vec![]));
    }

    #[test]
    fn what_is_no_list_is_explained() {
        let meaning = |answer: &Answer| parse_models(answer).unwrap_err().meaning;
        assert_eq!(meaning(&Answer::json(401, json!({"error": {"message": "no such key"}}))), Meaning::Key);
        assert_eq!(meaning(&Answer::json(200, json!({"error": {"message": "invalid token"}}))), Meaning::Key);
        assert_eq!(meaning(&Answer::text(200, "<html><title>Shop</title></html>")), Meaning::Unreadable);
        assert_eq!(meaning(&Answer::text(404, "")), Meaning::Gone);
        assert_eq!(meaning(&Answer::text(301, "")), Meaning::Invalid);
    }

    fn prices(group_ratio: &Value) -> Vec<(String, i64)> {
        let answer = json!({"success": true, "group_ratio": group_ratio, "data": [
            {"model_name": "sora-2", "quota_type": 1, "model_price": 0.15, "model_ratio": 0, "enable_groups": ["vip", "svip"],
             "supported_endpoint_types": ["openai"]},
            {"model_name": "veo3.1", "quota_type": 1, "model_price": 1, "enable_groups": ["default"]},
            {"model_name": "gpt", "quota_type": 0, "model_price": 0, "model_ratio": 1.25, "enable_groups": ["default"]},
            {"model_name": "odd", "quota_type": 1}, {"quota_type": 1, "model_price": 1}, "x"
        ]});
        let prices = parse_prices(&Answer::json(200, answer)).unwrap();
        prices.into_iter().map(|price| (price.model.0, price.micros)).collect()
    }

    #[test]
    fn a_price_is_that_of_the_default_group() {
        let ratios = json!({"default": 0.5, "vip": 2, "svip": 0.1});
        assert_eq!(prices(&ratios), [("sora-2".into(), 75_000), ("veo3.1".into(), 500_000)]);
    }

    #[test]
    fn without_that_group_it_is_the_least_of_the_models_own() {
        let ratios = json!({"vip": 2, "svip": 1.5, "other": 0.1});
        assert_eq!(prices(&ratios), [("sora-2".into(), 225_000), ("veo3.1".into(), 1_000_000)]);
        assert_eq!(prices(&Value::Null)[0].1, 150_000);
    }

    #[test]
    fn what_is_left_is_the_limit_without_the_usage_in_cents() {
        let limit = parse_limit(&Answer::json(200, json!({"object": "billing_subscription", "hard_limit_usd": 20.5})));
        let usage = parse_usage(&Answer::json(200, json!({"object": "list", "total_usage": 1234.5})));
        let left = balance(limit.unwrap(), usage.unwrap(), Timestamp(7));
        let micros = (left.left_micros, left.limit_micros);
        assert_eq!((micros, left.checked_at), ((Some(8_155_000), Some(20_500_000)), Timestamp(7)));
    }

    #[test]
    fn what_cannot_be_true_is_not_shown() {
        let entry = |model: &str, price: Value| json!({"model_name": model, "quota_type": 1, "model_price": price});
        let data =
            json!([entry("a", json!(-1)), entry("b", json!(1e300)), entry("c", json!("NaN")), entry("d", json!(0.1))]);
        let answer = json!({"success": true, "data": data, "group_ratio": {"default": -3, "vip": 1e300}});
        let prices = parse_prices(&Answer::json(200, answer)).unwrap();
        assert_eq!(prices, [ModelPrice { model: ModelId("d".into()), micros: 100_000 }]);
        for limit in [json!(-5), json!(1e300), json!(null)] {
            assert!(parse_limit(&Answer::json(200, json!({ "hard_limit_usd": limit }))).is_err());
        }
        assert!(parse_usage(&Answer::json(200, json!({"total_usage": -100}))).is_err());
        assert_eq!(balance(Some(1.0), 2.0, Timestamp(0)).left_micros, Some(0));
    }

    #[test]
    fn a_very_high_limit_is_none() {
        let limit = parse_limit(&Answer::json(200, json!({"hard_limit_usd": 100_000_000}))).unwrap();
        assert_eq!((limit, balance(limit, 3.0, Timestamp(0)).left_micros), (None, None));
    }

    #[test]
    fn a_relay_that_tells_no_prices_or_balance_says_so() {
        let html = Answer::text(200, "<html><title>Shop</title></html>");
        assert_eq!(parse_prices(&html).unwrap_err().meaning, Meaning::Unreadable);
        assert_eq!(parse_limit(&html).unwrap_err().meaning, Meaning::Unreadable);
        let no = json!({"success": false, "message": "not allowed", "data": null});
        assert_eq!(parse_prices(&Answer::json(200, no)).unwrap_err().words.as_deref(), Some("not allowed"));
        assert_eq!(parse_usage(&Answer::json(404, json!({}))).unwrap_err().meaning, Meaning::Gone);
    }
}

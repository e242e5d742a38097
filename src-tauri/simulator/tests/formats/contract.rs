//! The contract as a judge: bodies made after `relay-openapi.yaml`, right and wrong, are sent to every operation of it, and each answer's
//! status, type and body must be one that it documents.

use crate::relay::{client, config, json, post, until};
use dailies_simulator::{Config, Simulator};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::strategy::Union;
use proptest::test_runner::{Config as Cases, RngAlgorithm, TestRng, TestRunner};
use reqwest::RequestBuilder;
use serde_json::{Map, Value, json};
use std::cell::RefCell;
use std::collections::BTreeMap;
use tokio::runtime::Runtime;

const CASES: u32 = 64;

/// The contract, its `nullable` turned into what JSON Schema knows.
fn contract() -> Value {
    let text = include_str!("../../relay-openapi.yaml");
    let mut whole: Value = serde_yaml_ng::from_str(text).unwrap();
    denullify(&mut whole);
    whole
}

fn denullify(value: &mut Value) {
    if let Some(fields) = value.as_object_mut()
        && fields.remove("nullable") == Some(json!(true))
        && let Some(kind) = fields.get("type").cloned()
    {
        fields.insert("type".into(), json!([kind, "null"]));
    }
    match value {
        Value::Object(fields) => fields.values_mut().for_each(denullify),
        Value::Array(list) => list.iter_mut().for_each(denullify),
        _ => {}
    }
}

fn resolved<'a>(contract: &'a Value, value: &'a Value) -> &'a Value {
    match value["$ref"].as_str() {
        Some(place) => contract.pointer(place.trim_start_matches('#')).unwrap(),
        None => value,
    }
}

/// A relay, the contract, and one operation of it.
struct Bench {
    runtime: Runtime,
    sim: Simulator,
    contract: Value,
    path: &'static str,
    method: &'static str,
    seen: RefCell<BTreeMap<u16, usize>>,
}

impl Bench {
    fn new(method: &'static str, path: &'static str) -> Self {
        let runtime = Runtime::new().unwrap();
        let sim = runtime.block_on(Simulator::start(Config { speed: 100_000.0, ..config() })).unwrap();
        Self { runtime, sim, contract: contract(), path, method, seen: RefCell::default() }
    }

    fn operation(&self) -> &Value {
        &self.contract["paths"][self.path][self.method]
    }

    /// Bodies after the operation's schema, now and then spoilt, and now and then no JSON at all.
    fn bodies(&self) -> BoxedStrategy<String> {
        let schema = &self.operation()["requestBody"]["content"]["application/json"]["schema"];
        let made = values(&self.contract, schema, "").prop_map(|body| body.to_string());
        prop_oneof![30 => made, 1 => any::<String>(), 1 => Just("{\"prompt\":".to_owned())].boxed()
    }

    /// Sends what `request` makes of each case and judges the answers; both 200 and refusals must have been seen.
    fn judge<T: std::fmt::Debug>(&self, cases: impl Strategy<Value = T>, request: impl Fn(T) -> RequestBuilder) {
        let config = Cases { cases: CASES, failure_persistence: None, max_shrink_iters: 64, ..Cases::default() };
        let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
        let run = runner.run(&cases, |case| {
            let answer = self.runtime.block_on(answer(request(case)));
            self.check(&answer).map_err(TestCaseError::fail)
        });
        run.unwrap();
    }

    fn check(&self, (status, kind, body): &(u16, String, String)) -> Result<(), String> {
        *self.seen.borrow_mut().entry(*status).or_default() += 1;
        let responses = &self.operation()["responses"];
        let class = format!("{}XX", status / 100);
        let documented = responses.get(status.to_string()).or_else(|| responses.get(&class));
        let documented = documented.ok_or(format!("{status} is not documented: {body}"))?;
        let content = &resolved(&self.contract, documented)["content"];
        let kind = kind.split(';').next().unwrap_or_default();
        let schema = &content.get(kind).ok_or(format!("{status} as {kind} is not documented: {body}"))?["schema"];
        if kind != "application/json" {
            return Ok(());
        }
        let mut schema = schema.clone();
        schema["components"] = self.contract["components"].clone();
        let validator = jsonschema::validator_for(&schema).map_err(|e| e.to_string())?;
        let value: Value = serde_json::from_str(body).map_err(|e| format!("{e}: {body}"))?;
        validator.validate(&value).map_err(|e| format!("{status}: {e}: {body}"))
    }

    fn saw(&self, statuses: &[u16]) {
        let seen = self.seen.borrow();
        assert!(statuses.iter().all(|status| seen.contains_key(status)), "{} saw {seen:?}", self.path);
    }

    fn post(&self, path: &str, body: String) -> RequestBuilder {
        post(&self.sim, path).header("content-type", "application/json").body(body)
    }

    /// A finished film's id.
    fn film(&self) -> String {
        self.runtime.block_on(async {
            let sent = post(&self.sim, "/v1/videos").json(&json!({ "prompt": "sea" })).send().await.unwrap();
            let id = json(sent, 200).await["id"].as_str().unwrap().to_owned();
            until(&self.sim, &format!("/v1/videos/{id}"), |job| job["status"] == "completed").await;
            id
        })
    }
}

async fn answer(request: RequestBuilder) -> (u16, String, String) {
    let answer = request.send().await.unwrap();
    let kind = answer.headers().get("content-type").map(|kind| kind.to_str().unwrap().to_owned());
    (answer.status().as_u16(), kind.unwrap_or_default(), answer.text().await.unwrap())
}

/// Values after a schema; one in twenty is of some other type.
fn values(contract: &Value, schema: &Value, name: &str) -> BoxedStrategy<Value> {
    let schema = resolved(contract, schema);
    let right = right(contract, schema, name);
    prop_oneof![19 => right, 1 => odd()].boxed()
}

fn odd() -> impl Strategy<Value = Value> {
    let list = [json!(null), json!(7), json!(-1.5), json!(""), json!([1]), json!({ "a": null }), json!(true)];
    select(list.to_vec())
}

fn right(contract: &Value, schema: &Value, name: &str) -> BoxedStrategy<Value> {
    if let Some(list) = schema["enum"].as_array() {
        return select(list.clone()).boxed();
    }
    if let Some(list) = schema["oneOf"].as_array() {
        return Union::new(list.iter().map(|one| right(contract, resolved(contract, one), name))).boxed();
    }
    let by_type = match schema["type"].as_str() {
        Some("object") => return object(contract, schema),
        Some("array") => return vec(values(contract, &schema["items"], name), 0..4).prop_map(Value::from).boxed(),
        Some("boolean") => any::<bool>().prop_map(Value::from).boxed(),
        Some("integer") => (-2..70_i64).prop_map(Value::from).boxed(),
        _ => text(name),
    };
    match schema.get("example") {
        Some(example) => prop_oneof![4 => Just(example.clone()), 1 => by_type].boxed(),
        None => by_type,
    }
}

fn object(contract: &Value, schema: &Value) -> BoxedStrategy<Value> {
    let required = schema["required"].as_array().cloned().unwrap_or_default();
    let properties = schema["properties"].as_object().cloned().unwrap_or_default();
    let fields = properties.into_iter().fold(Just(Map::new()).boxed(), |object, (name, schema)| {
        // A message is nothing without these, although the contract does not say so.
        let needed =
            required.contains(&json!(name)) || ["role", "content", "text", "image_url"].contains(&name.as_str());
        let share = if needed { 0.97 } else { 0.4 };
        let value = prop::option::weighted(share, values(contract, &schema, &name));
        let added = (object, value).prop_map(move |(mut object, value)| {
            value.map(|value| object.insert(name.clone(), value));
            object
        });
        added.boxed()
    });
    fields.prop_map(Value::from).boxed()
}

/// A text for a field of this name.
fn text(name: &str) -> BoxedStrategy<Value> {
    let usual = match name {
        "url" | "character_url" | "notify_hook" | "images" | "videos" => "https://example.com/a",
        "size" => "1280x720",
        "model" => "gpt-4o",
        _ => "a calm sea",
    };
    prop_oneof![6 => Just(json!(usual)), 1 => "[a-z海 ,:/]{0,12}".prop_map(Value::from)].boxed()
}

/// A part of a path: one of `known`, or anything, percent-encoded.
fn part(known: &[&str]) -> BoxedStrategy<String> {
    let known: Vec<String> = known.iter().map(|&name| name.to_owned()).collect();
    let any = any::<String>().prop_map(|text| text.bytes().map(|byte| format!("%{byte:02x}")).collect());
    prop_oneof![8 => select(known), 1 => any].boxed()
}

#[test]
fn submit_generation_answers_as_documented() {
    let bench = Bench::new("post", "/v2/{scope}/generations");
    let cases = (part(&["videos", "videos", "videos", "images", "audio"]), bench.bodies());
    bench.judge(cases, |(scope, body)| bench.post(&format!("/v2/{scope}/generations"), body));
    bench.saw(&[200, 400, 404]);
}

#[test]
fn get_generation_answers_as_documented() {
    let bench = Bench::new("get", "/v2/{scope}/generations/{task_id}");
    let mut ids = Vec::new();
    for prompt in ["a sea", "a sea [fail: error]", "a sea [slow]"] {
        let sent = post(&bench.sim, "/v2/videos/generations").json(&json!({ "model": "veo3", "prompt": prompt }));
        let told = bench.runtime.block_on(async { json(sent.send().await.unwrap(), 200).await });
        ids.push(told["task_id"].as_str().unwrap().to_owned());
    }
    let ids: Vec<_> = ids.iter().map(String::as_str).collect();
    let cases = (part(&["videos", "videos", "images", "audio"]), part(&ids));
    bench.judge(cases, |(scope, id)| client().get(format!("{}/v2/{scope}/generations/{id}", bench.sim.address())));
    bench.saw(&[200, 404]);
}

#[test]
fn create_video_answers_as_documented() {
    let bench = Bench::new("post", "/v1/video/create");
    bench.judge(bench.bodies(), |body| bench.post("/v1/video/create", body));
    bench.saw(&[200, 400]);
}

#[test]
fn remix_answers_as_documented() {
    let bench = Bench::new("post", "/v1/videos/{id}/remix");
    let film = bench.film();
    bench.judge((part(&[&film]), bench.bodies()), |(id, body)| bench.post(&format!("/v1/videos/{id}/remix"), body));
    bench.saw(&[200, 400, 404]);
}

#[test]
fn create_character_answers_as_documented() {
    let bench = Bench::new("post", "/sora/v1/characters");
    let film = bench.film();
    let example = "video_637efe22-3b6a-47ad-ab02-ee01a686a0bd";
    let bodies = (bench.bodies(), any::<bool>())
        .prop_map(move |(body, ours)| if ours { body.replace(example, &film) } else { body });
    bench.judge(bodies, |body| bench.post("/sora/v1/characters", body));
    bench.saw(&[200, 400, 404]);
}

#[test]
fn chat_answers_as_documented() {
    let bench = Bench::new("post", "/v1/chat/completions");
    bench.judge(bench.bodies(), |body| bench.post("/v1/chat/completions", body));
    bench.saw(&[200, 400]);
}

#[test]
fn list_models_answers_as_documented() {
    let mut bench = Bench::new("get", "/v1/models");
    let keyed = Config { key: Some("sk-x".into()), ..config() };
    bench.sim = bench.runtime.block_on(Simulator::start(keyed)).unwrap();
    let url = format!("{}/v1/models", bench.sim.address());
    bench.judge(part(&["sk-x", "sk-other"]), |key| client().get(&url).bearer_auth(key));
    bench.saw(&[200, 401]);
}

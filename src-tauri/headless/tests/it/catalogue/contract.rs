//! What a body may hold, by the contract: `relay-openapi.yaml` where it has the request, section 4 of the reference for
//! the OpenAI format.

use std::path::Path;

use dailies_core::{
    model::{Format, Medium, Origin},
    relay::{Body, Request},
};
use jsonschema::Validator;
use serde_json::{Value, json};

use super::Case;

/// The contract's document.
pub(super) struct Contract(Value);

/// What the requests of one model in one format must be like.
pub(super) struct Requests {
    path: &'static str,
    body: Validator,
    remix: Validator,
}

impl Contract {
    pub(super) fn read() -> Self {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../simulator/relay-openapi.yaml");
        let mut document: Value = serde_yaml_ng::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        without_nullable(&mut document);
        Self(document)
    }

    fn schema(&self, name: &str) -> Value {
        let schema = self.0["components"]["schemas"][name].clone();
        assert!(schema["properties"].is_object(), "{name}");
        strict(schema)
    }

    pub(super) fn of(&self, case: &Case<'_>) -> Requests {
        let schema = match case.format {
            Format::Unified => self.unified(case),
            Format::Create => self.create(case),
            Format::Openai => openai(case),
            Format::Chat => self.schema("ChatRequest"),
        };
        let path = match (case.format, case.entry.makes) {
            (Format::Unified, Medium::Film) => "/v2/videos/generations",
            (Format::Unified, Medium::Still) => "/v2/images/generations",
            (Format::Unified, Medium::Sound) => "/v2/audio/generations",
            (Format::Create, _) => "/v1/video/create",
            (Format::Openai, _) => "/v1/videos",
            (Format::Chat, _) => "/v1/chat/completions",
        };
        let remix = &self.0["paths"]["/v1/videos/{id}/remix"]["post"]["requestBody"]["content"]["application/json"];
        let validator = |schema: &Value| jsonschema::validator_for(schema).unwrap();
        Requests { path, body: validator(&schema), remix: validator(&strict(remix["schema"].clone())) }
    }

    /// The documents describe Sora and Veo. For any other model the lists of models and shapes are lifted, and the fields
    /// are known that clients were seen to send (section 2).
    fn unified(&self, case: &Case<'_>) -> Value {
        let mut schema = self.schema("Generation");
        if knows(&schema, case) {
            return schema;
        }
        lift(&mut schema, "model");
        lift(&mut schema, "aspect_ratio");
        let seen = [
            ("ratio", json!({ "type": "string", "pattern": "^[0-9]+:[0-9]+$" })),
            ("seed", json!({ "type": "integer", "minimum": 0 })),
            ("camerafixed", json!({ "type": "boolean" })),
            ("generate_audio", json!({ "type": "boolean" })),
            ("return_last_frame", json!({ "type": "boolean" })),
        ];
        for (field, rule) in seen {
            schema["properties"][field] = rule;
        }
        schema
    }

    /// The document describes Sora, and marks all but the character fields as required. Veo has its own fields on this
    /// path (section 3), and any other model the same fields with other lengths.
    fn create(&self, case: &Case<'_>) -> Value {
        let mut schema = self.schema("CreateVideo");
        if knows(&schema, case) {
            schema["required"] =
                json!(["images", "model", "orientation", "prompt", "size", "duration", "watermark", "private"]);
            return schema;
        }
        lift(&mut schema, "model");
        if case.entry.family == "veo" && case.entry.id.as_str() != "veo9" {
            let flag = json!({ "type": "boolean" });
            let images = json!({ "type": "array", "items": { "type": "string" }, "maxItems": 3 });
            let text = json!({ "type": "string" });
            schema["properties"] = json!({
                "model": { "type": "string", "pattern": "^veo" }, "prompt": text, "images": images,
                "aspect_ratio": { "enum": ["16:9", "9:16"] }, "enhance_prompt": flag, "enable_upsample": flag,
            });
        } else {
            lift(&mut schema, "duration");
        }
        schema
    }
}

impl Requests {
    pub(super) fn validate(&self, request: &Request) -> Result<(), String> {
        if request.path == "/v1/videos/video_1/remix" {
            return said(&self.remix, &json_of(request)?);
        }
        if request.path != self.path || request.method != "POST" {
            return Err(format!("not {}", self.path));
        }
        said(&self.body, &json_of(request)?)
    }
}

fn said(validator: &Validator, body: &Value) -> Result<(), String> {
    validator.validate(body).map_err(|error| format!("{error} at {}", error.instance_path()))
}

/// A form as the object of its fields, the file among them as its type.
fn json_of(request: &Request) -> Result<Value, String> {
    match &request.body {
        Body::Json(text) => serde_json::from_slice(text).map_err(|error| error.to_string()),
        Body::Multipart { fields, file } => {
            let mut all: serde_json::Map<_, _> =
                fields.iter().map(|(name, value)| (name.clone(), value.as_str().into())).collect();
            match all.insert(file.field.clone(), json!({ "file": file.media_type })) {
                None => Ok(all.into()),
                Some(_) => Err(format!("{} is there twice", file.field)),
            }
        }
        Body::Empty => Err("no body".to_owned()),
    }
}

/// Section 4's list. A model that nobody described may have other sizes.
fn openai(case: &Case<'_>) -> Value {
    let size = match case.entry.origin {
        Origin::Nobody => json!({ "type": "string", "pattern": "^[0-9]+x[0-9]+$" }),
        _ => json!({ "enum": ["1280x720", "720x1280", "1792x1024", "1024x1792"] }),
    };
    json!({
        "type": "object",
        "required": ["prompt", "model"],
        "additionalProperties": false,
        "properties": {
            "prompt": { "type": "string", "minLength": 1 },
            "model": { "type": "string" },
            "seconds": { "type": "string", "pattern": "^[0-9]+$" },
            "size": size,
            "input_reference": {
                "type": "object",
                "required": ["file"],
                "additionalProperties": false,
                "properties": { "file": { "enum": ["image/png", "image/jpeg", "image/webp"] } },
            },
        },
    })
}

fn knows(schema: &Value, case: &Case<'_>) -> bool {
    let models = schema["properties"]["model"]["enum"].as_array().unwrap();
    models.iter().any(|model| model == case.entry.id.as_str())
}

/// Lets a field hold any value of its type.
fn lift(schema: &mut Value, field: &str) {
    schema["properties"][field].as_object_mut().unwrap().remove("enum").unwrap();
}

fn strict(mut schema: Value) -> Value {
    schema["additionalProperties"] = false.into();
    schema
}

/// OpenAPI 3.0 says `nullable: true` where JSON Schema adds `null` to the type.
fn without_nullable(value: &mut Value) {
    if let Value::Object(map) = value {
        if map.remove("nullable") == Some(true.into()) {
            let of_type = map.remove("type").unwrap();
            map.insert("type".to_owned(), json!([of_type, "null"]));
        }
        map.values_mut().for_each(without_nullable);
    } else if let Value::Array(list) = value {
        list.iter_mut().for_each(without_nullable);
    }
}

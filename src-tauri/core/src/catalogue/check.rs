//! Checks a draft against what its model and its connection can do, before anything is sent.

use super::Entry;
use crate::model::{Connection, ConnectionKind, Draft, KeyState, Problem, Rule, TestResult};

/// The most that one press of Generate makes.
const MAX_VARIATIONS: u32 = 4;

/// Every rule that the draft breaks; empty when it may be sent. `entry` is that of the draft's model.
pub fn check(draft: &Draft, entry: &Entry, connection: Option<&Connection>) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut problem = |field: &str, rule| problems.push(Problem { field: field.to_owned(), rule });
    let generation = &draft.generation;
    let formats = connection.map(|connection| connection.formats.clone()).unwrap_or_default();
    let controls = super::option(entry, &formats).controls;

    if generation.prompt.trim().is_empty() {
        problem("prompt", Rule::Required);
    }
    if generation.model.as_str().trim().is_empty() {
        problem("model", Rule::Required);
    }
    if !(1..=MAX_VARIATIONS).contains(&u32::from(draft.variations)) {
        problem("variations", Rule::Between { min: 1, max: MAX_VARIATIONS });
    }
    if let Some(ratio) = generation.aspect_ratio.filter(|ratio| !controls.aspect_ratios.contains(ratio)) {
        tracing::debug!(%ratio, model = %entry.id, "aspect ratio refused");
        problem(
            "aspect_ratio",
            Rule::OneOf { values: controls.aspect_ratios.iter().map(ToString::to_string).collect() },
        );
    }
    let durations_s = controls.durations_s;
    if generation.duration_s.is_some_and(|seconds| !durations_s.contains(&seconds)) {
        problem("duration_s", Rule::OneOf { values: durations_s.iter().map(ToString::to_string).collect() });
    }
    match connection {
        None => problem("connection_id", Rule::Required),
        Some(connection) => {
            if connection.kind == ConnectionKind::Relay && !has_key(&connection.key) {
                problem("connection_id", Rule::NeedsKey);
            }
            if !may_offer(connection, draft) {
                problem("model", Rule::NotOffered);
            }
        }
    }
    problems
}

fn has_key(key: &KeyState) -> bool {
    matches!(key, KeyState::Keychain { .. } | KeyState::Session { .. })
}

/// A connection that was never asked, or did not answer, may offer anything.
fn may_offer(connection: &Connection, draft: &Draft) -> bool {
    match connection.last_test.as_ref().map(|test| &test.result) {
        Some(TestResult::Works { models, .. }) => models.contains(&draft.generation.model),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        catalogue::Catalogue,
        model::{ConnectionId, ConnectionTest, Formats, Generation, ModelId, Proxy, Timestamp},
    };

    fn connection() -> Connection {
        Connection {
            id: ConnectionId(1),
            name: "Harbor".to_owned(),
            kind: ConnectionKind::Relay,
            base_url: "https://relay.example".to_owned(),
            key: KeyState::Keychain { last_four: "4f2a".to_owned() },
            proxy: Proxy::System,
            formats: Formats::default(),
            last_test: None,
            balance: None,
            warn_below_micros: None,
            created_at: Timestamp(0),
        }
    }

    fn check(draft: &Draft, connection: Option<&Connection>) -> Vec<Problem> {
        super::check(draft, &Catalogue::shipped().entry(&draft.generation.model), connection)
    }

    fn draft() -> Draft {
        let generation = Generation {
            aspect_ratio: "16:9".parse().ok(),
            duration_s: Some(10),
            ..Generation::of(ModelId("sora-2".to_owned()), "a quay in the rain".to_owned())
        };
        Draft { connection_id: Some(ConnectionId(1)), generation, variations: 1 }
    }

    fn fields(draft: &Draft, connection: &Connection) -> Vec<String> {
        check(draft, Some(connection)).into_iter().map(|problem| problem.field).collect()
    }

    #[test]
    fn a_legal_draft_has_no_problem() {
        assert_eq!(check(&draft(), Some(&connection())), []);
    }

    #[test]
    fn each_broken_rule_names_its_field() {
        let mut draft = draft();
        draft.generation.prompt = "  ".to_owned();
        draft.generation.aspect_ratio = "1:1".parse().ok();
        draft.generation.duration_s = Some(25);
        draft.variations = 5;
        assert_eq!(fields(&draft, &connection()), ["prompt", "variations", "aspect_ratio", "duration_s"]);
        assert_eq!(check(&self::draft(), None)[0].field, "connection_id");
    }

    #[test]
    fn a_connection_without_its_key_is_told() {
        let lost = Connection { key: KeyState::Lost { last_four: String::new() }, ..connection() };
        assert_eq!(check(&draft(), Some(&lost)), [Problem { field: "connection_id".to_owned(), rule: Rule::NeedsKey }]);
        let demo = Connection { kind: ConnectionKind::Demo, key: KeyState::None, ..connection() };
        assert_eq!(check(&draft(), Some(&demo)), []);
    }

    #[test]
    fn a_model_that_the_relay_did_not_list_is_refused() {
        let result = TestResult::Works {
            latency_ms: 1,
            models: vec![ModelId("veo3.1".to_owned())],
            prices: None,
            lists_jobs: false,
        };
        let tested = Connection { last_test: Some(ConnectionTest { tested_at: Timestamp(0), result }), ..connection() };
        assert_eq!(fields(&draft(), &tested), ["model"]);
    }
}

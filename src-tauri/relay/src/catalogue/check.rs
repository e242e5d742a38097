//! Checks a draft against the limits of its model and its connection, before anything is sent.
//!
//! A setting that is left open breaks no rule. Pictures are judged by number, role and source; their files are not
//! read.

mod inputs;
mod settings;

use std::borrow::Cow;

use super::{Entry, Rules, rules_format};
pub use settings::nearest_length;

use dailies_model::{Connection, ConnectionKind, Draft, KeyState, Problem, Rule, TestResult};

/// The maximum number of variations per click on Generate.
const MAX_VARIATIONS: u32 = 4;

/// Returns every problem that keeps the draft from being sent, in the order of the composer. `entry` is that of the
/// draft's model. Checks the draft as it would be sent, with the words and pictures of mentioned characters filled in.
pub fn check(draft: &Draft, entry: &Entry, connection: Option<&Connection>) -> Vec<Problem> {
    let (broken, rules) = broken(draft, entry, connection);
    broken.into_iter().filter(|problem| !is_warning(problem, &rules)).collect()
}

/// Returns the problems that a relay may not object to: they are shown, and the draft can still be sent.
pub fn warnings(draft: &Draft, entry: &Entry, connection: Option<&Connection>) -> Vec<Problem> {
    let (broken, rules) = broken(draft, entry, connection);
    broken.into_iter().filter(|problem| is_warning(problem, &rules)).collect()
}

/// Returns whether a problem is only a warning, because no document says that relays reject it: the documents' own
/// storyboard does not add up, a list of models may be out of date, and limits of pictures or videos are known for few
/// models.
fn is_warning(problem: &Problem, rules: &Rules) -> bool {
    match (&problem.rule, problem.field.as_str()) {
        (Rule::ShotsSum { .. } | Rule::NotOffered, _) | (Rule::AtMost { .. }, "videos") => true,
        (Rule::AtMost { .. }, "pictures") => rules.pictures.as_ref().is_some_and(|pictures| pictures.max_is_guess),
        _ => false,
    }
}

fn broken<'a>(draft: &Draft, entry: &'a Entry, connection: Option<&Connection>) -> (Vec<Problem>, Cow<'a, Rules>) {
    let rules = entry.rules_of(rules_format(entry, &draft.generation, connection), &draft.generation);
    let generation = &rules.resolved(&draft.generation);
    let broken = [
        settings::prompt(generation, &rules, &entry.prompt),
        whole(draft),
        settings::choices(generation, &rules),
        settings::toggles(generation, &rules),
        inputs::inputs(generation, &rules),
        settings::exclusions(generation, &rules),
        way(draft, connection),
    ]
    .concat();
    (broken, rules)
}

fn problem(field: impl Into<String>, rule: Rule) -> Problem {
    Problem { field: field.into(), rule }
}

fn whole(draft: &Draft) -> Vec<Problem> {
    let mut problems = Vec::new();
    if draft.generation.model.as_str().trim().is_empty() {
        problems.push(problem("model", Rule::Required));
    }
    if !(1..=MAX_VARIATIONS).contains(&u32::from(draft.variations)) {
        problems.push(problem("variations", Rule::Between { min: 1, max: MAX_VARIATIONS }));
    }
    problems
}

/// Checks that the connection is usable and lists the model.
fn way(draft: &Draft, connection: Option<&Connection>) -> Vec<Problem> {
    let Some(connection) = connection else { return vec![problem("connection_id", Rule::Required)] };
    let mut problems = Vec::new();
    if connection.kind == ConnectionKind::Relay && !has_key(&connection.key) {
        problems.push(problem("connection_id", Rule::NeedsKey));
    }
    if !may_offer(connection, draft) {
        problems.push(problem("model", Rule::NotOffered));
    }
    problems
}

fn has_key(key: &KeyState) -> bool {
    matches!(key, KeyState::Keychain { .. } | KeyState::Session { .. })
}

/// Returns whether the connection may offer the model; one without a successful test may offer anything.
fn may_offer(connection: &Connection, draft: &Draft) -> bool {
    match connection.last_test.as_ref().map(|test| &test.result) {
        Some(TestResult::Works { models, .. }) => models.contains(&draft.generation.model),
        _ => true,
    }
}

#[cfg(test)]
mod tests;

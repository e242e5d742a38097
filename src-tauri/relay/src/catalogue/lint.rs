//! Finds mistakes in an entry that parses correctly. Each finding has a path of keys and indices.

mod rules;

use std::collections::BTreeSet;

use super::{Entry, Expected, PromptRules};
use dailies_model::{Format, Toggle};

/// The longest plausible wait or length, in seconds.
const MAX_SECONDS: u32 = 86_400;

/// A mistake and its path in the entry.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct LintFinding {
    pub(super) path: Vec<String>,
    pub(super) message: String,
}

impl LintFinding {
    pub(super) fn at<const N: usize>(path: [&str; N], message: impl Into<String>) -> Self {
        Self { path: path.map(str::to_owned).into(), message: message.into() }
    }

    /// Prepends a step to the path.
    fn under(mut self, step: &str) -> Self {
        self.path.insert(0, step.to_owned());
        self
    }
}

/// Returns all findings of an entry.
pub(super) fn lint(entry: &Entry) -> Vec<LintFinding> {
    let mut findings = texts(entry);
    if entry.formats().is_empty() {
        let message = "no format: say how the model is reached, by `[model.unified]`, `create`, `openai` or `chat`";
        findings.push(LintFinding::at(["id"], message));
    }
    findings.extend(prompt(&entry.prompt));
    let expected = entry.expected.iter().enumerate();
    findings.extend(expected.flat_map(|(index, row)| below(["expected".to_owned(), index.to_string()], time(row))));
    findings.extend(price(entry));
    findings.extend(poll(entry));
    for format in entry.formats() {
        let of_format = entry.rules(format).map(|rules| rules::lint(rules, format)).unwrap_or_default();
        findings.extend(below([super::rules::name(format)], of_format));
    }
    findings
}

/// Prepends a path to the findings of a part.
fn below<const N: usize>(path: [String; N], findings: Vec<LintFinding>) -> impl Iterator<Item = LintFinding> {
    findings.into_iter().map(move |finding| path.iter().rev().fold(finding, |finding, step| finding.under(step)))
}

fn texts(entry: &Entry) -> Vec<LintFinding> {
    let table = [
        (vec!["id"], entry.id.as_str()),
        (vec!["label", "en"], &entry.label.en),
        (vec!["label", "zh"], &entry.label.zh),
        (vec!["family"], &entry.family),
    ];
    let empty = table.into_iter().filter(|(_, text)| text.trim().is_empty());
    empty.map(|(path, _)| LintFinding { path: strings(&path), message: "it is empty".to_owned() }).collect()
}

fn strings(path: &[&str]) -> Vec<String> {
    path.iter().map(|step| (*step).to_owned()).collect()
}

fn prompt(rules: &PromptRules) -> Option<LintFinding> {
    (rules.limit == Some(0))
        .then(|| LintFinding::at(["prompt", "limit"], "a prompt of no characters cannot be written"))
}

fn time(row: &Expected) -> Vec<LintFinding> {
    let (least, most) = row.seconds;
    let mut findings = Vec::new();
    if least > most {
        findings.push(LintFinding::at(["seconds"], format!("at least {least} is more than at most {most}")));
    }
    if most > MAX_SECONDS || row.adds.values().any(|seconds| *seconds > MAX_SECONDS) {
        findings.push(LintFinding::at(["seconds"], "longer than a day"));
    }
    findings
}

fn price(entry: &Entry) -> Option<LintFinding> {
    let price = entry.price?;
    (!(0.0..=10_000.0).contains(&price.usd))
        .then(|| LintFinding::at(["price", "usd"], "a price lies between 0 and 10000 US dollars"))
}

fn poll(entry: &Entry) -> Vec<LintFinding> {
    let Some(poll) = entry.poll else { return Vec::new() };
    let outside = |value: Option<u32>, most| value.is_some_and(|value| !(1..=most).contains(&value));
    let mut findings = Vec::new();
    if outside(poll.every_s, 600) {
        findings.push(LintFinding::at(["poll", "every_s"], "it must lie between 1 and 600"));
    }
    if outside(poll.limit_min, 1440) {
        findings.push(LintFinding::at(["poll", "limit_min"], "it must lie between 1 and 1440"));
    }
    findings
}

/// Returns the first value that occurred before, with its index.
fn twice<T: Ord>(values: impl IntoIterator<Item = T>) -> Option<(usize, T)> {
    let mut seen = BTreeSet::new();
    let values: Vec<_> = values.into_iter().enumerate().collect();
    let at = values.iter().position(|(_, value)| !seen.insert(value))?;
    values.into_iter().nth(at)
}

/// Returns all toggles.
fn toggles() -> [Toggle; 8] {
    use Toggle::{EnhancePrompt, FixedCamera, Hd, Private, ReturnLastFrame, Sound, Upsample, Watermark};
    [Hd, Watermark, Private, EnhancePrompt, Upsample, Sound, FixedCamera, ReturnLastFrame]
}

/// Returns whether the format has fields, as opposed to words in the prompt.
const fn has_fields(format: Format) -> bool {
    !matches!(format, Format::Chat)
}

//! Finds mistakes in the rules of one format.

use std::collections::BTreeMap;

use dailies_model::{AspectRatio, Format};
use serde_json::Value;

use super::{LintFinding, below, has_fields, toggles, twice};
use crate::catalogue::{
    Choice, Lengths, Pictures, Rules, Size, Switch,
    rules::{name, shown},
};

/// The longest plausible clip, in seconds.
const MAX_LENGTH_S: u32 = 3600;
const MAX_PICTURES: u32 = 50;
const MAX_VIDEOS: u32 = 10;
const MAX_MB: u32 = 200;
/// Allowed deviation of a pixel size from its aspect ratio: 1792x1024 stands for 16:9 (section 4), which is 1.6 % off.
const SIZE_TOLERANCE: f64 = 0.03;

pub(super) fn lint(rules: &Rules, format: Format) -> Vec<LintFinding> {
    let part = |step: &str, findings| below([step.to_owned()], findings);
    let mut findings = Vec::new();
    if let Some(aspect) = &rules.aspect {
        findings.extend(part("aspect", choice(aspect, format)));
        findings.extend(part("aspect", ratios(aspect)));
    }
    if let Some(duration) = &rules.duration {
        findings.extend(part("duration", lengths(duration, format)));
    }
    if let Some(resolution) = &rules.resolution {
        findings.extend(part("resolution", choice(resolution, format)));
    }
    findings.extend(part("sizes", sizes(&rules.sizes)));
    if let Some(rules) = &rules.pictures {
        findings.extend(part("pictures", pictures(rules, format)));
    }
    if rules.videos > MAX_VIDEOS {
        findings.push(LintFinding::at(["videos"], format!("at most {MAX_VIDEOS}")));
    }
    for (toggle, rule) in &rules.toggles {
        findings.extend(below(["toggles".to_owned(), name(toggle)], switch(rule, format)));
    }
    for (step, rule) in [("seed", &rules.seed), ("notify_hook", &rules.notify_hook)] {
        findings.extend(rule.as_ref().and_then(|rule| field(rule, format, [step])));
    }
    for (index, exclusion) in rules.exclude.iter().enumerate() {
        findings.extend(below(["exclude".to_owned(), index.to_string()], exclude(exclusion, rules)));
    }
    findings
}

/// Checks a field's name: not empty, and not a field that the format writes itself.
fn field<const N: usize>(name: &str, format: Format, path: [&str; N]) -> Option<LintFinding> {
    let message = match name.trim() {
        "" => "the field on the wire has no name",
        "model" | "prompt" if has_fields(format) => "this field is written already",
        _ => return None,
    };
    Some(LintFinding::at(path, message))
}

fn choice(choice: &Choice, format: Format) -> Vec<LintFinding> {
    let known = |value: &String| choice.values.contains(value);
    let mut findings: Vec<_> = field(&choice.field, format, ["field"]).into_iter().collect();
    if choice.values.is_empty() {
        findings.push(LintFinding::at(["values"], "there are no values"));
    }
    let empty = choice.values.iter().position(|value| value.trim().is_empty());
    findings.extend(empty.map(|at| LintFinding::at(["values", &at.to_string()], "it is empty")));
    findings.extend(
        twice(&choice.values)
            .map(|(at, value)| LintFinding::at(["values", &at.to_string()], format!("`{value}` is there twice"))),
    );
    findings.extend(
        choice
            .wire
            .keys()
            .filter(|key| !known(key))
            .map(|key| LintFinding::at(["wire", key], format!("`{key}` is none of the values"))),
    );
    let default = choice.default.as_ref().filter(|default| !known(default));
    findings.extend(default.map(|default| LintFinding::at(["default"], format!("`{default}` is none of the values"))));
    findings
}

fn ratios(aspect: &Choice) -> Vec<LintFinding> {
    let wrong =
        aspect.values.iter().enumerate().filter_map(|(at, value)| Some((at, value.parse::<AspectRatio>().err()?)));
    wrong.map(|(at, error)| LintFinding::at(["values", &at.to_string()], error.to_string())).collect()
}

fn lengths(lengths: &Lengths, format: Format) -> Vec<LintFinding> {
    let mut findings: Vec<_> = field(&lengths.field, format, ["field"]).into_iter().collect();
    if lengths.values.is_empty() {
        findings.push(LintFinding::at(["values"], "there are no values"));
    }
    let wrong = lengths.values.iter().position(|value| !(1..=MAX_LENGTH_S).contains(value));
    findings.extend(wrong.map(|at| {
        LintFinding::at(["values", &at.to_string()], format!("a length lies between 1 and {MAX_LENGTH_S} seconds"))
    }));
    findings.extend(
        twice(&lengths.values)
            .map(|(at, value)| LintFinding::at(["values", &at.to_string()], format!("{value} is there twice"))),
    );
    let default = lengths.default.filter(|default| !lengths.values.contains(default));
    findings.extend(default.map(|default| LintFinding::at(["default"], format!("{default} is none of the values"))));
    findings
}

fn sizes(sizes: &[Size]) -> Vec<LintFinding> {
    let mut findings = Vec::new();
    for (index, size) in sizes.iter().enumerate() {
        let at = index.to_string();
        match pixels(&size.size) {
            None => {
                findings
                    .push(LintFinding::at([&at, "size"], format!("`{}` is not a size such as 1280x720", size.size)));
            }
            Some((width, height)) => {
                let aspect = f64::from(size.aspect.width) / f64::from(size.aspect.height);
                let off = (f64::from(width) / f64::from(height) / aspect - 1.0).abs();
                if off > SIZE_TOLERANCE {
                    findings.push(LintFinding::at([&at, "size"], format!("{width}x{height} is not {}", size.aspect)));
                }
            }
        }
    }
    findings.extend(
        twice(sizes.iter().map(|size| (size.aspect.width, size.aspect.height, size.hd)))
            .map(|(at, _)| LintFinding::at([&at.to_string()], "this aspect has its size already".to_owned())),
    );
    findings
}

fn pixels(size: &str) -> Option<(u16, u16)> {
    let side = |text: &str| text.parse::<u16>().ok().filter(|side| (16..=16_384).contains(side));
    let (width, height) = size.split_once('x')?;
    Some((side(width)?, side(height)?))
}

fn pictures(pictures: &Pictures, format: Format) -> Vec<LintFinding> {
    let mut findings: Vec<_> = field(&pictures.field, format, ["field"]).into_iter().collect();
    if !(1..=MAX_PICTURES).contains(&pictures.max) {
        findings.push(LintFinding::at(["max"], format!("it must lie between 1 and {MAX_PICTURES}")));
    }
    if pictures.min > pictures.max {
        findings
            .push(LintFinding::at(["min"], format!("at least {} is more than at most {}", pictures.min, pictures.max)));
    }
    if pictures.roles.is_empty() {
        findings.push(LintFinding::at(["roles"], "there are no roles: first, last or reference"));
    }
    if pictures.by.is_empty() {
        findings.push(LintFinding::at(["by"], "there is no way to send a picture: url, base64 or file"));
    }
    if !(1..=MAX_MB).contains(&pictures.max_mb) {
        findings.push(LintFinding::at(["max_mb"], format!("it must lie between 1 and {MAX_MB}")));
    }
    findings
}

fn switch(switch: &Switch, format: Format) -> Vec<LintFinding> {
    let mut findings: Vec<_> = field(&switch.field, format, ["field"]).into_iter().collect();
    if switch.written(true) == switch.written(false) {
        findings.push(LintFinding::at(["on"], "on is written as off is"));
    }
    findings
}

fn exclude(exclusion: &BTreeMap<String, Value>, rules: &Rules) -> Vec<LintFinding> {
    let mut findings = Vec::new();
    if exclusion.len() < 2 {
        findings.push(LintFinding { path: Vec::new(), message: "an exclusion names at least two settings".to_owned() });
    }
    let wrong = exclusion.iter().filter_map(|(field, value)| Some((field, setting(field, value, rules)?)));
    findings.extend(wrong.map(|(field, message)| LintFinding::at([field], message)));
    findings
}

/// Returns what is wrong with a setting of an exclusion.
pub(super) fn setting(field: &str, value: &Value, rules: &Rules) -> Option<String> {
    let of = |known: Vec<Value>| (!known.contains(value)).then(|| format!("`{}` is none of the values", shown(value)));
    match field {
        "aspect_ratio" => of(rules.aspects().iter().map(|ratio| ratio.to_string().into()).collect()),
        "duration_s" => of(rules.lengths().iter().map(|length| (*length).into()).collect()),
        "resolution" => of(rules.resolutions().iter().map(|value| value.as_str().into()).collect()),
        _ if rules.switches().iter().any(|toggle| name(toggle) == field) => of(vec![true.into(), false.into()]),
        _ if toggles().iter().any(|toggle| name(toggle) == field) => Some("this model has no such switch".to_owned()),
        _ => Some("unknown setting: aspect_ratio, duration_s, resolution or a switch".to_owned()),
    }
}

//! A storyboard prompt, `Shot 1:\nduration: 7.5sec\nScene: ...` (reference, section 2), cut into its shots.

/// One shot.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Shot {
    /// What is to be seen.
    pub(super) text: String,
    /// Its length.
    pub(super) seconds: f32,
}

/// The shots of `prompt`, fitted to `total` seconds; a plain prompt is one shot.
pub(super) fn shots(prompt: &str, total: f32) -> Vec<Shot> {
    let mut shots = parse(prompt);
    let sum: f32 = shots.iter().map(|shot| shot.seconds).sum();
    if shots.is_empty() || sum <= 0.0 {
        return vec![Shot { text: prompt.to_owned(), seconds: total }];
    }
    for shot in &mut shots {
        shot.seconds *= total / sum;
    }
    shots
}

fn parse(prompt: &str) -> Vec<Shot> {
    let mut shots: Vec<Shot> = Vec::new();
    for line in prompt.lines().map(str::trim) {
        let lower = line.to_ascii_lowercase();
        if let Some(rest) = lower.strip_prefix("shot ") {
            if rest.trim_end_matches([':', '：']).trim().parse::<u32>().is_ok() {
                shots.push(Shot { text: String::new(), seconds: 0.0 });
            }
        } else if let Some(shot) = shots.last_mut() {
            match lower.split_once([':', '：']).map(|(name, rest)| (name.trim(), rest)) {
                Some(("duration", length)) => shot.seconds = seconds(length),
                Some(("scene", _)) => shot.text = after_colon(line).to_owned(),
                _ if line.is_empty() => {}
                _ if shot.text.is_empty() => line.clone_into(&mut shot.text),
                _ => shot.text = format!("{} {line}", shot.text),
            }
        }
    }
    shots
}

fn seconds(length: &str) -> f32 {
    let number = length.trim().trim_end_matches(|c: char| !c.is_ascii_digit());
    number.parse().ok().filter(|s: &f32| s.is_finite() && *s > 0.0).unwrap_or(0.0)
}

fn after_colon(line: &str) -> &str {
    line.split_once([':', '：']).map_or(line, |(_, rest)| rest.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_references_example_is_cut_and_fitted() {
        let prompt =
            "Shot 1:\nduration: 7.5sec\nScene: a plane takes off\n\nShot 2:\nduration: 7.5sec\nScene: the plane lands";
        let cut = shots(prompt, 10.0);
        assert_eq!(cut[0], Shot { text: "a plane takes off".into(), seconds: 5.0 });
        assert_eq!(cut[1], Shot { text: "the plane lands".into(), seconds: 5.0 });
        assert_eq!(cut.len(), 2);
    }

    #[test]
    fn a_plain_prompt_is_one_shot() {
        assert_eq!(
            shots("a long shot of the sea", 15.0),
            [Shot { text: "a long shot of the sea".into(), seconds: 15.0 }]
        );
    }
}

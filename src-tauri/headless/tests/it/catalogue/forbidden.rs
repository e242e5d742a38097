//! What a case does not allow, one thing at a time, and the field where that must be said.

use dailies_core::model::{AspectRatio, Cameo, Generation, PictureRole, PictureSource, Seed, Toggle, VideoSource};

use super::{Case, allowed};

const TOGGLES: [Toggle; 8] = [
    Toggle::Hd,
    Toggle::Watermark,
    Toggle::Private,
    Toggle::EnhancePrompt,
    Toggle::Upsample,
    Toggle::Sound,
    Toggle::FixedCamera,
    Toggle::ReturnLastFrame,
];
const NO_URLS: [&str; 4] = ["", "films.example/a.mp4", "file:///etc/passwd", "ftp://films.example/a.mp4"];

/// The name of a toggle in drafts and files.
pub(super) fn name(toggle: Toggle) -> String {
    serde_json::to_value(toggle).unwrap().as_str().unwrap().to_owned()
}

/// Each forbidden thing, upon the plain generation and upon one with everything set.
pub(super) fn generations(case: &Case<'_>) -> Vec<(String, Generation)> {
    let plain = case.plain();
    let set = Generation {
        aspect_ratio: case.rules.aspects().first().copied(),
        duration_s: case.rules.lengths().first().copied(),
        resolution: case.rules.resolutions().first().cloned(),
        ..plain.clone()
    };
    let mut all = Vec::new();
    for base in [&plain, &set] {
        let mut add = |field: &str, generation| all.push((field.to_owned(), generation));
        values(case, base, &mut add);
        toggles(case, base, &mut add);
        pictures(case, base, &mut add);
        others(case, base, &mut add);
    }
    exclusions(case, &plain, &mut |field: &str, generation| all.push((field.to_owned(), generation)));
    all
}

type Add<'a> = &'a mut dyn FnMut(&str, Generation);

fn values(case: &Case<'_>, base: &Generation, add: Add<'_>) {
    for (width, height) in [(16, 9), (9, 16), (1, 1), (4, 3), (3, 4), (21, 9), (3, 2), (2, 3), (2, 1), (160, 90)] {
        let ratio = AspectRatio { width, height };
        if !case.rules.aspects().contains(&ratio) {
            add("aspect_ratio", Generation { aspect_ratio: Some(ratio), ..base.clone() });
        }
    }
    for seconds in (0..=40).filter(|seconds| !case.rules.lengths().contains(seconds)) {
        add("duration_s", Generation { duration_s: Some(seconds), ..base.clone() });
    }
    for resolution in ["480P", "720P", "720p", "780P", "1080P", "4K", ""] {
        let is_open = case.rules.resolution.as_ref().is_some_and(|known| known.open && !resolution.is_empty());
        if !is_open && !case.rules.resolutions().iter().any(|known| known == resolution) {
            add("resolution", Generation { resolution: Some(resolution.to_owned()), ..base.clone() });
        }
    }
}

fn toggles(case: &Case<'_>, base: &Generation, add: Add<'_>) {
    for toggle in TOGGLES.into_iter().filter(|toggle| !case.rules.switches().contains(toggle)) {
        for on in [true, false] {
            add(&name(toggle), Generation { toggles: [(toggle, on)].into(), ..base.clone() });
        }
    }
}

/// The problem lies at the last field in the composer's order: shape, length, resolution, switches.
fn exclusions(case: &Case<'_>, base: &Generation, add: Add<'_>) {
    for row in &case.rules.exclude {
        let mut generation = base.clone();
        let mut last = "";
        for field in ["aspect_ratio", "duration_s", "resolution"] {
            let Some(value) = row.get(field) else { continue };
            last = field;
            match field {
                "aspect_ratio" => generation.aspect_ratio = value.as_str().unwrap().parse().ok(),
                "duration_s" => generation.duration_s = value.as_u64().map(|seconds| seconds as u32),
                _ => generation.resolution = value.as_str().map(str::to_owned),
            }
        }
        let mut last = last.to_owned();
        for toggle in TOGGLES {
            if let Some(on) = row.get(&name(toggle)) {
                generation.toggles.insert(toggle, on.as_bool().unwrap());
                last = name(toggle);
            }
        }
        add(&last, generation);
    }
}

fn pictures(case: &Case<'_>, base: &Generation, add: Add<'_>) {
    use PictureRole::{First, Last, Reference};
    let mut refuse = |roles: &[PictureRole]| {
        add("pictures", Generation { pictures: allowed::pictures(roles, false), ..base.clone() });
    };
    let Some(rules) = &case.rules.pictures else {
        [First, Last, Reference].into_iter().for_each(|role| refuse(&[role]));
        return;
    };
    for role in [First, Last, Reference].into_iter().filter(|role| !rules.roles.contains(role)) {
        refuse(&[role]);
    }
    let many = |count: u32| rules.roles.last().map(|role| vec![*role; count as usize]).unwrap();
    if !rules.max_is_guess {
        refuse(&many(rules.max + 1));
        refuse(&many(rules.max + 40));
    }
    if rules.min > 0 {
        refuse(&[]);
    }
    refuse(&[First, First]);
    refuse(&[Last, First]);
    refuse(&[Reference, First]);
    if rules.roles.contains(&First) {
        refuse(&[Last]);
    }
    let takes_urls = rules.by.contains(&dailies_core::catalogue::PictureBy::Url);
    let bad = NO_URLS.into_iter().chain((!takes_urls).then_some("https://pictures.example/1.png"));
    for url in bad {
        let mut pictures = allowed::pictures(&rules.roles[..1], true);
        pictures[0].source = PictureSource::Url { url: url.to_owned() };
        add("pictures", Generation { pictures, ..base.clone() });
    }
}

fn others(case: &Case<'_>, base: &Generation, add: Add<'_>) {
    let rules = case.rules;
    for prompt in ["", " \n\t"] {
        add("prompt", Generation { prompt: prompt.to_owned(), ..base.clone() });
    }
    if rules.videos == 0 {
        let videos = vec![VideoSource::Url(allowed::video(0))];
        add("videos", Generation { videos, ..base.clone() });
    }
    for url in NO_URLS {
        add("videos", Generation { videos: vec![VideoSource::Url(url.to_owned())], ..base.clone() });
        add("cameo", Generation { cameo: Some(Cameo { url: url.to_owned(), ..allowed::cameo() }), ..base.clone() });
        add("notify_hook", Generation { notify_hook: Some(url.to_owned()), ..base.clone() });
    }
    for (start_ms, end_ms) in [(0, 999), (0, 3001), (-1, 1500), (2000, 2000), (3000, 1000)] {
        add("cameo", Generation { cameo: Some(Cameo { start_ms, end_ms, ..allowed::cameo() }), ..base.clone() });
    }
    if !rules.cameo {
        add("cameo", Generation { cameo: Some(allowed::cameo()), ..base.clone() });
    }
    if rules.seed.is_none() {
        add("seed", Generation { seed: Some(Seed(7)), ..base.clone() });
    }
    if rules.notify_hook.is_none() {
        add("notify_hook", Generation { notify_hook: Some("https://hooks.example/".to_owned()), ..base.clone() });
    }
    match case.entry.remix_rules() {
        None => add("remix_of", Generation { remix_of: allowed::remix(), ..base.clone() }),
        Some(_) => {
            let prompt = "a quay in the rain".to_owned();
            let remix = Generation { remix_of: allowed::remix(), ..Generation::of(case.entry.id.clone(), prompt) };
            add("duration_s", Generation { duration_s: Some(10), ..remix });
        }
    }
    if rules.size.is_none() {
        add("size", Generation { size: Some("1280x720".to_owned()), ..base.clone() });
    }
}

//! What the names around an address say of it.

use dailies_model::Medium;
use serde_json::Value;

use crate::relay::json;

/// Deeper than this no relay puts a result.
const MOST_DEPTH: u8 = 24;
/// How many fields beside an address are looked at.
const MOST_FIELDS: usize = 64;
/// A name that says what the result is, and one that says that something is a result.
const NAMED: i32 = 3;
const MENTIONED: i32 = 1;
/// What the type beside an address adds, or takes.
pub(super) const TYPED: i32 = 4;

/// What speaks for an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Evidence {
    pub(super) score: i32,
    /// Whether its name, its type or its ending says that it is what was asked for.
    pub(super) is_told: bool,
    /// Whether the ending of its file does.
    pub(super) is_file: bool,
    /// Lines of the picture, where its name or a field beside it tells them.
    pub(super) quality: Option<u32>,
    /// With a watermark, smaller, or in need of a key: only for want of a better one.
    pub(super) is_lesser: bool,
}

/// What surrounds a value.
#[derive(Debug, Clone)]
pub(super) struct Holder {
    /// The plain names down to here, without what counts or grades them.
    pub(super) place: String,
    medium: Medium,
    depth: u8,
    /// What the last name is worth.
    own: i32,
    /// What a name further out says of all that is in it.
    inherited: i32,
    bonus: i32,
    /// What the type beside it says: for, against, or nothing.
    typed: i32,
    quality: Option<u32>,
    is_lesser: bool,
}

const FILM: &[&str] = &["video", "videos", "film", "films", "movie", "movies", "clip", "clips", "mp4", "webm"];
const STILL: &[&str] =
    &["image", "images", "img", "imgs", "picture", "pictures", "photo", "photos", "png", "jpeg", "jpg"];
const SOUND: &[&str] =
    &["audio", "audios", "music", "song", "songs", "sound", "sounds", "voice", "speech", "mp3", "wav"];

/// Words for what a job made and for where it lies.
const RESULT: &[&str] = &[
    "url",
    "urls",
    "uri",
    "uris",
    "link",
    "links",
    "href",
    "src",
    "path",
    "file",
    "files",
    "download",
    "downloads",
    "output",
    "outputs",
    "result",
    "results",
    "data",
    "media",
    "resource",
    "resources",
    "asset",
    "assets",
    "content",
    "contents",
    "work",
    "works",
    "creation",
    "creations",
    "generation",
    "generations",
    "generated",
    "sample",
    "samples",
    "artifact",
    "artifacts",
    "item",
    "items",
    "response",
    "answer",
    "text",
    "encodings",
    "object",
    "final",
    "raw",
    // Older relays put the film of a job that succeeded into `fail_reason`.
    "reason",
];

/// Words for what is no result, whatever is asked for. Those of five letters and more also stand for what begins so.
const OTHER: &[&str] = &[
    "cover",
    "thumb",
    "thumbnail",
    "poster",
    "preview",
    "frame",
    "frames",
    "keyframe",
    "firstframe",
    "lastframe",
    "snapshot",
    "screenshot",
    "avatar",
    "icon",
    "logo",
    "banner",
    "sprite",
    "storyboard",
    "waveform",
    "input",
    "source",
    "reference",
    "ref",
    "refs",
    "remix",
    "parent",
    "previous",
    "prev",
    "next",
    "init",
    "control",
    "driving",
    "mask",
    "depth",
    "pose",
    "tail",
    "example",
    "demo",
    "template",
    "style",
    "character",
    "cameo",
    "callback",
    "webhook",
    "hook",
    "notify",
    "status",
    "state",
    "polling",
    "poll",
    "fetch",
    "query",
    "cancel",
    "delete",
    "get",
    "stream",
    "self",
    "events",
    "upload",
    "api",
    "endpoint",
    "base",
    "host",
    "domain",
    "schema",
    "docs",
    "doc",
    "documentation",
    "document",
    "help",
    "support",
    "home",
    "homepage",
    "website",
    "site",
    "web",
    "page",
    "webpage",
    "dashboard",
    "console",
    "billing",
    "invoice",
    "pay",
    "payment",
    "checkout",
    "recharge",
    "pricing",
    "upgrade",
    "terms",
    "policy",
    "license",
    "share",
    "embed",
    "player",
    "viewer",
    "editor",
    "subtitle",
    "caption",
    "captions",
    "srt",
    "vtt",
    "lyric",
    "request",
    "param",
    "params",
    "parameter",
    "argument",
    "args",
    "properties",
    "options",
    "config",
    "settings",
    "prompt",
    "negative",
    "description",
    "title",
    "user",
    "owner",
    "author",
    "creator",
    "model",
    "provider",
    "log",
    "logs",
    "error",
    "errors",
    "messages",
    "trace",
    "debug",
    "metrics",
    "usage",
    "manifest",
    "progress",
    "instructions",
    "referer",
    "bgm",
    "name",
    "filename",
    "key",
];
/// Whole names of addresses to ask at, made of harmless words.
const ASKED_AT: &[&str] = &["responseurl", "taskurl", "joburl", "detailurl", "projecturl", "editurl", "locationurl"];
/// Names of words for people: an address in them is no result. As names of objects they are harmless.
const SPOKEN: &[&str] = &["message", "msg", "note", "notice", "tip", "tips", "hint", "warning", "announcement"];
const BETTER: &[&str] =
    &["hd", "raw", "upsample", "upsampled", "upscaled", "clean", "full", "final", "high", "unwatermarked"];
const LESSER: &[&str] = &[
    "low",
    "lowres",
    "compressed",
    "small",
    "min",
    "mini",
    "proxy",
    "backup",
    "wm",
    "draft",
    "original",
    "origin",
    "unsigned",
    "watermarked",
    "thumbnail",
];
const WITHOUT: &[&str] = &["no", "non", "without", "free", "un", "remove", "removed", "clean", "unwatermarked"];
/// Where `source` is the film and no input: the files that one was encoded to.
const ENCODED: &[&str] = &["encodings", "downloads"];
/// Roles and purposes of inputs.
const INPUTS: &[&str] = &["reference", "frame", "first", "last", "input", "user", "system", "mask", "source"];
const TYPES: &[&str] =
    &["contenttype", "mimetype", "mime", "mediatype", "filetype", "type", "format", "kind", "extension"];
const QUALITIES: &[&str] = &["quality", "resolution", "definition", "rendition", "height", "profile", "label"];

impl Holder {
    /// What surrounds a whole answer.
    pub(super) const fn whole(medium: Medium) -> Self {
        Self {
            place: String::new(),
            medium,
            depth: 0,
            own: MENTIONED,
            inherited: 0,
            bonus: 0,
            typed: 0,
            quality: None,
            is_lesser: false,
        }
    }

    /// What surrounds the field of this name; `None` when nothing in it can be a result.
    pub(super) fn named(&self, name: &str, value: &Value) -> Option<Self> {
        let words = split(json::words(name));
        let plain = words.concat();
        let is = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
        let is_encoded = ENCODED.iter().any(|encoded| self.place.ends_with(encoded));
        let is_other = words.iter().any(|word| is_other(word, self.medium)) && !(is_encoded && plain == "source");
        let is_spoken = value.is_string() && SPOKEN.contains(&plain.as_str());
        if self.depth >= MOST_DEPTH || is_other || is_spoken || ASKED_AT.contains(&plain.as_str()) {
            return None;
        }
        let is_named =
            is(named(self.medium)) || words.iter().any(|word| self.medium == Medium::Film && word.contains("video"));
        let is_marked = plain.contains("watermark") || is(&["wm"]);
        let is_clean = is_marked && is(WITHOUT);
        let quality = words.iter().find_map(|word| lines(word)).or(self.quality);
        Some(Self {
            place: self.place_of(&words),
            medium: self.medium,
            depth: self.depth + 1,
            own: if is_named { NAMED } else { i32::from(is(RESULT) || is_encoded || is_clean) * MENTIONED },
            inherited: if is_named { NAMED } else { self.inherited },
            bonus: self.bonus + i32::from(is_clean || is(BETTER)),
            typed: self.typed,
            quality: if is_encoded && plain == "source" { Some(u32::MAX) } else { quality },
            is_lesser: self.is_lesser || (is_marked && !is_clean) || is(LESSER),
        })
    }

    fn place_of(&self, words: &[String]) -> String {
        let name: String = words.iter().filter(|word| !is_counted(word)).map(String::as_str).collect();
        match (self.place.is_empty(), name.is_empty()) {
            (_, true) => self.place.clone(),
            (true, false) => name,
            (false, false) => format!("{}.{name}", self.place),
        }
    }

    /// What surrounds the fields of this object; `None` when it describes an input.
    pub(super) fn of_object(&self, object: &Value) -> Option<Self> {
        let fields = object.as_object().into_iter().flatten().take(MOST_FIELDS);
        let mut holder = Self { typed: 0, ..self.clone() };
        for (name, value) in fields {
            let plain = json::words(name).concat();
            let text = value.as_str().unwrap_or_default();
            match plain.as_str() {
                "role" | "purpose" if json::words(text).iter().any(|word| INPUTS.contains(&word.as_str())) => {
                    return None;
                }
                "watermark" | "haswatermark" if *value == Value::Bool(true) => holder.is_lesser = true,
                "filename" => holder.typed = typed(super::value::ending(text), self.medium).unwrap_or(holder.typed),
                name if TYPES.contains(&name) => holder.typed = typed(text, self.medium).unwrap_or(holder.typed),
                name if QUALITIES.contains(&name) => {
                    let told = json::plain(value).and_then(|text| lines(&text.to_lowercase()));
                    holder.quality = told.or(holder.quality);
                }
                _ => {}
            }
        }
        Some(holder)
    }

    /// What speaks for an address here, `ending` being that of its file; `None` when it can be no result.
    pub(super) fn evidence(&self, ending: &str) -> Option<Evidence> {
        let by_ending = typed(ending, self.medium);
        if by_ending.is_some_and(|by_ending| by_ending < 0) {
            return None;
        }
        let named = if self.own > 0 { self.own.max(self.inherited) } else { 0 };
        let is_told = by_ending.is_some() || self.typed > 0 || named >= NAMED;
        let is_here = named > 0 || by_ending.is_some();
        // Of a film by name the type may be that of the whole task.
        let typed = if named >= NAMED { self.typed.max(0) } else { self.typed };
        is_here.then(|| Evidence {
            score: named + by_ending.unwrap_or(0) + typed + self.bonus,
            is_told,
            is_file: by_ending.is_some(),
            quality: self.quality,
            is_lesser: self.is_lesser,
        })
    }

    /// Whether a text here may speak of the result.
    pub(super) const fn may_speak(&self) -> bool {
        self.own > 0
    }

    /// Whether the names say what the result is.
    pub(super) const fn is_named(&self) -> bool {
        self.own > 0 && (self.own >= NAMED || self.inherited >= NAMED)
    }
}

const fn named(medium: Medium) -> &'static [&'static str] {
    match medium {
        Medium::Film => FILM,
        Medium::Still => STILL,
        Medium::Sound => SOUND,
    }
}

/// Whether a word says that something is not the result: an input, a picture of it, a page.
fn is_other(word: &str, medium: Medium) -> bool {
    let media = [Medium::Film, Medium::Still, Medium::Sound];
    let is_other_medium = media.iter().any(|other| *other != medium && named(*other).contains(&word));
    let stands_for =
        |other: &str| word == other || (other.len() >= 5 && (word.starts_with(other) || word.ends_with(other)));
    is_other_medium || (!RESULT.contains(&word) && OTHER.iter().any(|other| stands_for(other)))
}

/// Words with `url` apart: some relays write `videourl`.
fn split(words: Vec<String>) -> Vec<String> {
    let parts = words.into_iter().flat_map(|word| {
        let stem =
            ["urls", "url", "uri", "link"].iter().find_map(|end| Some((word.strip_suffix(end)?.to_owned(), *end)));
        match stem {
            Some((stem, end)) if !stem.is_empty() => vec![stem, end.to_owned()],
            _ => vec![word],
        }
    });
    parts.collect()
}

/// A word that tells which of several something is, or how good.
fn is_counted(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_digit()) || lines(word).is_some()
}

/// The lines of a picture that a word tells: `720p`, `4k`, `hd`, `1920x1080`.
fn lines(word: &str) -> Option<u32> {
    match word.trim() {
        "ld" => Some(360),
        "sd" => Some(480),
        "hd" => Some(720),
        "fhd" => Some(1080),
        "2k" => Some(1440),
        "4k" | "uhd" => Some(2160),
        "8k" => Some(4320),
        word => {
            let digits = word.strip_suffix('p').or_else(|| word.rsplit_once('x').map(|(_, height)| height));
            digits.unwrap_or(word).parse().ok().filter(|lines| (100..=10_000).contains(lines))
        }
    }
}

/// What a media type, a kind of file or an ending says: what was asked for, something else, or nothing.
fn typed(kind: &str, medium: Medium) -> Option<i32> {
    let kind = kind.trim().to_lowercase();
    let is_this = match medium_of(&kind)? {
        Some(other) => other == medium,
        None => false,
    };
    Some(if is_this { TYPED } else { -TYPED })
}

/// `None`: it says nothing; `Some(None)`: it is no medium at all.
fn medium_of(kind: &str) -> Option<Option<Medium>> {
    let (whole, sub) = kind.split_once('/').unwrap_or((kind, ""));
    Some(Some(match (whole, sub) {
        ("video" | "mp4" | "webm" | "mov" | "m4v", _) => Medium::Film,
        ("image" | "jpg" | "jpeg" | "png" | "webp" | "gif" | "bmp" | "avif" | "heic" | "svg", _) => Medium::Still,
        ("audio" | "mp3" | "wav" | "m4a" | "ogg" | "flac" | "aac" | "opus", _) => Medium::Sound,
        (
            "html" | "htm" | "json" | "txt" | "pdf" | "srt" | "vtt" | "ass" | "zip" | "xml" | "m3u8" | "mpd" | "md"
            | "css" | "js",
            _,
        )
        | ("text", _)
        | ("application", "json" | "pdf" | "zip" | "xml") => return Some(None),
        _ => return None,
    }))
}

//! Drives every reader of texts that we did not write with long, deep and repeated input: the time must grow as the input does,
//! and nothing may exhaust the stack.
//!
//! Only the ratio of two times is judged, each the least of many runs, so that a busy machine does not matter: four times the
//! input takes some four times as long where the work is linear, and sixteen times as long where it is quadratic.

use std::{
    hint::black_box,
    time::{Duration, Instant},
};

use dailies_media::RecipeBundle;
use dailies_model::{
    CastMember, CastPart, CharacterId, Draft, Generation, ModelId, Seed, cast, storyboard,
    wildcard::{self, Template},
};

use crate::{catalogue::Catalogue, relay, search};

/// A reader and its name.
type Reader = (&'static str, fn(&str));

const SMALL: usize = 2 * 1024;
const TIMES: usize = 4;
/// Between 4, which is linear, and 16, which is quadratic.
const MOST_RATIO: u32 = 9;
/// Differences below this say nothing.
const NOISE: Duration = Duration::from_micros(300);
const RUNS: usize = 2;
const ATTEMPTS: usize = 3;
const LARGE: usize = 64 * 1024;
/// A fraction of what threads get: recursion by the input would end the test.
const STACK: usize = 512 * 1024;

/// What is repeated.
const PIECES: &[&str] = &[
    "{a|",
    "{",
    "}",
    "|",
    "{a|b}",
    "{{a|b}|c",
    "\\{",
    "\\",
    "{\"a\":",
    "{\"a",
    "{\"a\":\"",
    "{'",
    "{“",
    "[",
    "[[model]]\n",
    "[model.",
    "a.",
    "\"",
    "\"\"",
    "'",
    "@",
    "＠",
    "@a",
    "@pip",
    "@小明",
    "@a.",
    "a@",
    "小明",
    "Shot 1:\n",
    "Shot 1:\nScene: x\n",
    "x\n",
    "duration: 5\n",
    "\t",
    "\n",
    "\r",
    " ",
    "a",
    "雨",
    "http",
    "http://",
    "https://a(",
    "(https://a.mp4)",
    "[x](https://a)",
    "![",
    "](",
    "https://a.mp4 ",
    "<",
    "success https://a ",
    "data: ",
    "data: {}\n\n",
    "data: x\n",
    "data: {\"choices\":[{\"delta\":{\"content\":\"https://a \"}}]}\n\n",
    "进度 1%\n",
    "failed\n",
    "%",
    "key=",
    "sk-a ",
    "a=b&",
    "{\"error\":",
    "</a>",
    "<script>",
    "<!--",
    "&amp;",
    "error ",
];

/// What opens something, which repeated is deep.
const NESTING: &[&str] = &["{a|", "{\"a\":", "[", "a.", "{\"a\":\"", "(https://a(", "<a>", "data: {\"error\":", "\\\""];

const READERS: &[Reader] = &[
    ("wildcards", |text| {
        let _ = black_box(Template::parse(text).map(|template| template.prompts(8)));
    }),
    ("escaped wildcards", |text| {
        black_box(wildcard::escape(text));
    }),
    ("mentions", |text| {
        black_box(cast::mentions(text, &["a", "pip", "小明"]));
    }),
    ("unknown names", |text| {
        black_box(cast::unknown_names(text, &[]));
    }),
    ("resolved names", |text| {
        black_box(cast::resolve(&named(text), 4));
    }),
    ("storyboard", |text| {
        black_box(storyboard::prompt(&storyboard::shots(text)));
    }),
    ("storyboard rows", |text| {
        black_box(storyboard::rows(text));
    }),
    ("recipe", |text| {
        let _ = black_box(RecipeBundle::from_json(text.as_bytes()));
    }),
    ("draft", |text| {
        let _ = black_box(serde_json::from_str::<Draft>(text));
    }),
    ("seed", |text| {
        let _ = black_box(serde_json::from_str::<Seed>(text));
    }),
    ("catalogue", |text| {
        let _ = black_box(Catalogue::load(text));
    }),
    ("search", search::read_terms),
];

fn named(text: &str) -> Generation {
    let part = CastPart::Pack { name: "小明".to_owned(), description: "tin".to_owned(), pictures: Vec::new() };
    let pack = CastMember { character_id: CharacterId(1), handle: "小明".to_owned(), part };
    let part = CastPart::Relay { base_url: String::new() };
    let relay = CastMember { character_id: CharacterId(2), handle: "pip".to_owned(), part };
    Generation { cast: vec![pack, relay], ..Generation::of(ModelId(String::new()), text.to_owned()) }
}

fn readers() -> impl Iterator<Item = Reader> {
    READERS.iter().chain(relay::reader_limits::READERS).copied()
}

fn repeated(piece: &str, bytes: usize) -> String {
    piece.repeat(bytes.div_ceil(piece.len()))
}

/// The least time of some runs.
fn least(read: fn(&str), text: &str, runs: usize) -> Duration {
    let run = || {
        let started = worked();
        read(text);
        worked().saturating_sub(started)
    };
    (0..runs).map(|_| run()).min().unwrap_or_default()
}

/// What this thread has worked so far. Not the time on the wall: on a busy computer a long run is always interrupted, a short one not.
#[cfg(unix)]
fn worked() -> Duration {
    use rustix::time::{ClockId, clock_gettime};
    let time = clock_gettime(ClockId::ThreadCPUTime);
    Duration::new(u64::try_from(time.tv_sec).unwrap_or(0), u32::try_from(time.tv_nsec).unwrap_or(0))
}

#[cfg(not(unix))]
fn worked() -> Duration {
    static STARTED: std::sync::LazyLock<Instant> = std::sync::LazyLock::new(Instant::now);
    STARTED.elapsed()
}

/// The two times, when their ratio is not that of linear work in any attempt.
fn too_steep(read: fn(&str), piece: &str) -> Option<(Duration, Duration)> {
    let (small, large) = (repeated(piece, SMALL), repeated(piece, SMALL * TIMES));
    let mut last = None;
    for attempt in 1..=ATTEMPTS {
        let times = (least(read, &small, RUNS * attempt * attempt), least(read, &large, RUNS * attempt * attempt));
        if times.1 <= times.0 * MOST_RATIO + NOISE {
            return None;
        }
        last = Some(times);
    }
    last
}

#[test]
fn work_grows_as_the_text_does() {
    let mut steep = Vec::new();
    for (name, read) in readers() {
        let started = Instant::now();
        for piece in PIECES {
            steep.extend(too_steep(read, piece).map(|times| format!("{name} of {piece:?}: {times:?}")));
        }
        println!("{name}: {:?}", started.elapsed());
    }
    assert!(steep.is_empty(), "{}", steep.join("\n"));
}

#[test]
fn no_text_exhausts_the_stack() {
    let reading = std::thread::Builder::new().stack_size(STACK).spawn(|| {
        for (_, read) in readers() {
            NESTING.iter().for_each(|piece| read(&repeated(piece, LARGE)));
            read(&(repeated("{a|", LARGE / 2) + &repeated("}", LARGE / 2)));
        }
    });
    reading.unwrap().join().unwrap();
}

#[test]
fn quadratic_work_is_seen() {
    fn quadratic(text: &str) {
        let mut seen = 0;
        for at in (0..text.len()).step_by(16) {
            seen += black_box(&text.as_bytes()[at..]).iter().filter(|byte| **byte == b'x').count();
        }
        black_box(seen);
    }
    assert!(too_steep(quadratic, "ab").is_some());
}

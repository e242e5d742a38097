//! Test support: drives readers of texts that we did not write with long, deep and repeated input. The time must grow as the
//! input does, and nothing may exhaust the stack.
//!
//! Only the ratio of two times is judged, each the least of many runs, so that a busy machine does not matter: four times the
//! input takes some four times as long where the work is linear, and sixteen times as long where it is quadratic.

use std::time::Duration;
#[cfg(not(unix))]
use std::time::Instant;

/// A reader and its name.
pub type Reader = (&'static str, fn(&str));

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

/// Asserts that the time of each reader grows no faster than its input, whichever piece the input repeats.
///
/// # Panics
/// Names the readers and the pieces that take too long.
pub fn assert_linear(readers: &[Reader]) {
    let mut steep = Vec::new();
    for (name, read) in readers {
        for piece in PIECES {
            steep.extend(too_steep(*read, piece).map(|times| format!("{name} of {piece:?}: {times:?}")));
        }
    }
    assert!(steep.is_empty(), "{}", steep.join("\n"));
}

/// Asserts that no nesting in a text makes a reader recurse without limit. A reader that does aborts the process.
///
/// # Panics
/// When a reader panics.
pub fn assert_flat(readers: &'static [Reader]) {
    let reading = std::thread::Builder::new().stack_size(STACK).spawn(move || {
        for (_, read) in readers {
            NESTING.iter().for_each(|piece| read(&repeated(piece, LARGE)));
            read(&(repeated("{a|", LARGE / 2) + &repeated("}", LARGE / 2)));
        }
    });
    let ended = reading.map(std::thread::JoinHandle::join);
    assert!(matches!(ended, Ok(Ok(()))), "a reader panicked");
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

#[cfg(test)]
mod tests {
    use std::hint::black_box;

    use super::*;

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
}

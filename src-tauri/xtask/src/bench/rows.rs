//! The rows: what each promises, and how it is measured. Words and numbers only.

use super::target::Target::{self, AtLeast, AtMost, Faster, Limit};

/// What is measured in one go.
pub(super) struct Row {
    pub(super) name: &'static str,
    /// Programs without which it cannot be measured.
    pub(super) needs: &'static [&'static str],
    pub(super) lines: &'static [Line],
    pub(super) how: &'static str,
}

/// One line of the table.
pub(super) struct Line {
    pub(super) name: &'static str,
    pub(super) what: &'static str,
    pub(super) against: &'static str,
    pub(super) target: Target,
    /// What stands in the way, where a target is known to be missed.
    pub(super) why: Option<&'static str>,
}

const fn line(name: &'static str, what: &'static str, against: &'static str, target: Target) -> Line {
    Line { name, what, against, target, why: None }
}

impl Line {
    const fn because(self, why: &'static str) -> Self {
        Self { why: Some(why), ..self }
    }
}

const SOFTWARE: &str = "without a graphics card the page's own thread paints each frame of a scroll, which takes half of these 50 ms and now \
                        and then more; with 1,000 clips it does so as often (see the notes): it does not come with their number";

const POSTERS: &str = "an empty window has no posters, which take some 45 MiB of the page's process; the index and the lists of clips take \
                       30 MiB of the program's";
const PASSED: &str = "a flight through 100,000 clips passes other posters all the time, one through 1,000 the same ones again; how \
                      many of them WebKit keeps is not known";

pub(super) const ROWS: &[Row] = &[
    Row {
        name: "page",
        needs: &[],
        lines: &[
            line("page.clips", "100 clips in the middle of 1,000,000", "the first 100", AtMost(1.5)),
            line("page.find", "500 ids in the middle of 1,000,000", "the first 500", AtMost(1.5)),
        ],
        how: "A library of rows only. The clips are read from SQLite by the ids that the index gives (`clips::list`), the ids \
              are asked of the search index (`find` without words). Medians of turns.",
    },
    Row {
        name: "search",
        needs: &[],
        lines: &[
            line("search.ratio", "a keystroke among 1,000,000, p95", "LIKE over the same rows, p95", Faster(50.0)),
            line("search.time", "the same, p95", "a frame", Limit(16.0)),
        ],
        how: "A rare word, a common word, two words of which the last is a prefix, and one Chinese character are typed key by \
              key; each key asks the index anew and takes the first 500 ids. The other is `LIKE '%text%'` over prompt and file \
              name, newest first, 500 ids and the count, by SQLite with the rows in its cache.",
    },
    Row {
        name: "layout",
        needs: &[],
        lines: &[
            line("layout.whole", "laying out 100,000 tiles", "1,000 tiles", AtMost(120.0)),
            line("layout.change", "what one scroll step costs, p95", "a frame", Limit(16.0)),
        ],
        how: "The page's own `layOut` and `GridView` under node, bundled by Vite. A step scrolls 100,000 tiles to a random \
              place and asks for cells, rows and headings there.",
    },
    Row {
        name: "start",
        needs: &["Xvfb"],
        lines: &[
            line("start.time", "from the process to the gallery's first paint, 100,000 clips", "no clips", AtMost(1.4)),
            line("start.memory", "memory then (PSS of all processes), 100,000 clips", "no clips", AtMost(1.3))
                .because(POSTERS),
        ],
        how: "The released program in a virtual display, started in turns. The page marks the second animation frame after its \
              first tile (or the empty gallery) is there; the process's start is the kernel's. Both libraries have the same \
              connections. Memory is read two seconds later.",
    },
    Row {
        name: "scroll",
        needs: &["Xvfb"],
        lines: &[
            line("scroll.long", "tasks over 50 ms, 100,000 clips", "none", Limit(0.0)).because(SOFTWARE),
            line("scroll.frame", "p95 frame of a flick, 100,000 clips", "1,000 clips", AtMost(1.2)),
            line(
                "scroll.leap",
                "p95 frame of a flight through all 100,000 clips",
                "as fast through 1,000",
                AtMost(1.2),
            ),
            line("scroll.memory", "memory afterwards, 100,000 clips", "1,000 clips", AtMost(1.3)).because(PASSED),
        ],
        how: "The released program in a virtual display, in turns. A flick moves the scroll position by 7,200 px a second \
              (120 a frame) from the middle of the gallery; a flight passes all clips in ten seconds, a page or more every \
              frame, to and fro where there are few. Frames are the distances of animation frames; WebKitGTK tells of no \
              long tasks, so a beat is set whenever the page's thread is free, and one that comes after more than 50 ms \
              tells of one. Memory is the PSS of all processes.",
    },
    Row {
        name: "poster",
        needs: &["ffmpeg", "ffmpegthumbnailer"],
        lines: &[
            line("poster.thumbnailer", "facts and poster of a 720p film", "ffmpegthumbnailer: a poster", Faster(3.0)),
            line("poster.ffmpeg", "facts and poster of a 720p film", "ffmpeg -frames:v 1: a poster", Faster(4.0)),
        ],
        how: "Whole processes in turns, each of which makes a picture 640 px wide: the released media child, which also reads \
              what the film is and puts its picture on the disk for sure (fsync), against programs that do not. The film: ten \
              seconds, 1280x720, H.264 High by x264, a keyframe every two seconds.",
    },
    Row {
        name: "strip",
        needs: &["ffmpeg", "taskset"],
        lines: &[line(
            "strip",
            "poster and strip of a 720p film, one core",
            "ffmpeg, one pass, the same pictures",
            Faster(2.0),
        )],
        how: "Film after film, both kept to one core by `taskset`, ffmpeg with one thread. Ours are two children, the first for \
              the poster, the second for the strip, as when a clip comes in. Its one pass makes the first frame \
              640 px wide, and ten frames from the middle of each tenth side by side, as large as ours.",
    },
    Row {
        name: "loopback",
        needs: &["curl"],
        lines: &[line("loopback", "posters from our media server", "the same from a plain file server", AtLeast(0.7))],
        how: "One curl with all addresses and one connection, in turns. The plain server is tower-http's `ServeDir` in the same \
              process; ours checks token and host and looks each clip up in SQLite.",
    },
    Row {
        name: "download",
        needs: &["curl", "sha256sum"],
        lines: &[
            line("download.time", "1 GiB fetched, hashed, synced", "curl, then sha256sum and sync", AtMost(1.1)),
            line("download.memory", "the peak of memory above that before", "", Limit(16.0)),
        ],
        how: "From `ServeDir` in a process of its own on this computer to the same disk, in turns; what the last turn left is \
              removed between them. Memory is the kernel's peak of the fetching process (`VmHWM`).",
    },
];

#[cfg(test)]
mod tests {
    use super::ROWS;

    #[test]
    fn every_line_is_named_after_its_row_and_once() {
        let mut names: Vec<&str> = ROWS.iter().flat_map(|row| row.lines).map(|line| line.name).collect();
        for row in ROWS {
            assert!(row.lines.iter().all(|line| line.name.split('.').next() == Some(row.name)), "{}", row.name);
        }
        let all = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), all);
    }
}

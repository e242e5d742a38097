//! Every keystroke of a few searches, against a scan of the same rows with LIKE.

use std::{path::Path, time::Instant};

use dailies_core::{
    library::{Library, LibraryError},
    model::{Query, Timestamp},
    search::{Clock, Index, Labels},
};

use super::{
    Done, Failure,
    figure::Figure,
    process::memory,
    rounds::{median, percentile, timed},
};

/// What is typed, key by key: rare, common, with a prefix at its end, Chinese. No two begin alike, so that no answer is kept.
const TYPED: [(&str, &str); 4] =
    [("rare", "zeppelin"), ("common", "camera"), ("prefix", "slow dolly i"), ("Chinese", "海")];

/// What the page asks for at first.
const FIRST: u32 = 500;

const SCAN: &str = "SELECT id FROM clips WHERE trashed_at IS NULL AND (prompt LIKE ?1 OR file_name LIKE ?1)
                    ORDER BY placed_at DESC, id DESC";

/// The times of one search's keystrokes, in ms, and how many clips the last one found.
#[derive(Default)]
struct Times {
    ours: Vec<f64>,
    theirs: Vec<f64>,
    found: u32,
    scanned: u32,
}

pub(crate) async fn measure(folder: &Path, rounds: usize) -> Done {
    let library = Library::open(folder)?;
    let (index, built) = build(&library)?;
    let clock = Clock::here(Timestamp(NOW));
    // The scan has the rows at hand and the room to sort them in.
    library.read(|db| Ok(db.execute_batch("PRAGMA mmap_size = 4294967296; PRAGMA cache_size = -262144")?))?;
    let (mut all, mut notes) = (Times::default(), Vec::new());
    for (kind, text) in TYPED {
        let times = type_in(&library, &index, &clock, text, rounds).await?;
        let (ours, theirs) = (percentile(&times.ours, 95), median(&times.theirs));
        let Times { found, scanned, .. } = times;
        notes.push(format!("{kind} {ours:.2} against {theirs:.0} ms ({found} and {scanned} clips)"));
        all.ours.extend(times.ours);
        all.theirs.extend(times.theirs);
    }
    let (ours, theirs) = (percentile(&all.ours, 95), percentile(&all.theirs, 95));
    let note = format!("p95 of ours against the median scan: {}", notes.join("; "));
    Figure { line: "search.ratio", ours, theirs: Some(theirs), unit: "ms", note }.say()?;
    let longest = percentile(&all.ours, 100);
    let note = format!("{built}; longest keystroke {longest:.2} ms");
    Figure { line: "search.time", ours, theirs: None, unit: "ms", note }.say()
}

/// Any time will do: no question here is about it.
const NOW: i64 = 1_795_300_000_000;

/// Also says how long it took, and what it takes of memory.
pub(crate) fn build(library: &Library) -> Result<(Index, String), Failure> {
    let (before, began) = (memory("VmRSS")?, Instant::now());
    let index = library.read(|db| Index::build(db, Labels::new(), || {}))?;
    let (took, grown) = (began.elapsed(), memory("VmRSS")? - before);
    Ok((index, format!("the index is built in {:.1} s and takes {grown:.0} MiB", took.as_secs_f64())))
}

async fn type_in(library: &Library, index: &Index, clock: &Clock, text: &str, rounds: usize) -> Result<Times, Failure> {
    let mut times = Times::default();
    let (mut found, mut scanned) = (0, 0);
    for _ in 0..rounds {
        for end in text.char_indices().map(|(at, letter)| at + letter.len_utf8()) {
            // What was asked before is forgotten: the last few answers are kept.
            for other in ["forget", "the", "last", "answers"] {
                index.find(&asking(other), 0, 1, clock);
            }
            let query = asking(&text[..end]);
            times.ours.push(timed(&mut async || keep(&mut found, index.find(&query, 0, FIRST, clock).count)).await?);
            times.theirs.push(timed(&mut async || keep(&mut scanned, scan(library, &text[..end])?)).await?);
        }
    }
    Ok(Times { found, scanned, ..times })
}

/// Notes a count, so that none is counted for nothing.
fn keep(count: &mut u32, found: u32) -> Done {
    *count = found;
    Ok(())
}

fn asking(text: &str) -> Query {
    Query { text: text.to_owned(), ..Query::default() }
}

/// Counts them all and keeps the first.
fn scan(library: &Library, text: &str) -> Result<u32, LibraryError> {
    library.read(|db| {
        let mut query = db.prepare_cached(SCAN)?;
        let mut rows = query.query([format!("%{text}%")])?;
        let (mut count, mut first) = (0, Vec::new());
        while let Some(row) = rows.next()? {
            if count < FIRST {
                first.push(row.get::<_, i64>(0)?);
            }
            count += 1;
        }
        Ok(count)
    })
}

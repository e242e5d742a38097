//! A page of clips in the middle of the gallery, against the first page.

use std::path::Path;

use dailies_core::{
    library::{Library, clips},
    model::{ClipId, Query, Timestamp},
    search::Clock,
};

use super::{
    Done,
    figure::Figure,
    rounds::{in_turns, median},
    search,
};

/// Clips of a page.
const PAGE: usize = 100;
/// Ids of a stretch of the index.
const STRETCH: u32 = 500;
/// One stretch takes less than a clock can tell.
const REPEATS: u32 = 100;

pub(crate) async fn measure(library: &Path, rounds: usize) -> Done {
    let library = Library::open(library)?;
    let ids = library.read(|db| dailies_core::library::index_source::newest(db, 0, u32::MAX))?.ids;
    let middle = ids.len() / 2;
    let (far, first) = (&ids[middle..middle + PAGE], &ids[..PAGE]);
    let read = async |page: &[ClipId]| {
        let clips = library.read(|db| clips::list(db, page))?;
        if clips.len() == PAGE { Ok(()) } else { Err("clips are missing".into()) }
    };
    let turns = in_turns(rounds, async || read(far).await, async || read(first).await).await?;
    let note = format!("row {middle} of {}", ids.len());
    let (ours, theirs) = (median(&turns.ours), Some(median(&turns.theirs)));
    Figure { line: "page.clips", ours, theirs, unit: "ms", note }.say()?;
    find(&library, middle, rounds).await
}

/// The same of the index: the gallery's first answer is kept, so that another stretch of it costs only itself.
async fn find(library: &Library, middle: usize, rounds: usize) -> Done {
    let (index, note) = search::build(library)?;
    let (everything, clock) = (Query::default(), Clock::here(Timestamp(0)));
    let middle = u32::try_from(middle)?;
    let ask = async |from: u32| {
        for _ in 0..REPEATS {
            if index.find(&everything, from, STRETCH, &clock).ids.len() < STRETCH as usize {
                return Err("clips are missing".into());
            }
        }
        Ok(())
    };
    let turns = in_turns(rounds, async || ask(middle).await, async || ask(0).await).await?;
    let each = |times: &[f64]| median(times) / f64::from(REPEATS);
    let (ours, theirs) = (each(&turns.ours), Some(each(&turns.theirs)));
    Figure { line: "page.find", ours, theirs, unit: "ms", note }.say()
}

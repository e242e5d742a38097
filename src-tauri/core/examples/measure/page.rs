//! A page of clips in the middle of the gallery, against the first page.

use std::path::Path;

use dailies_core::{
    library::{Library, clips},
    model::ClipId,
};

use super::{
    Done,
    figure::Figure,
    rounds::{in_turns, median},
};

/// Clips of a page.
const PAGE: usize = 100;

pub(crate) async fn measure(library: &Path, rounds: usize) -> Done {
    let library = Library::open(library)?;
    let ids = library.read(clips::index)?.ids;
    let middle = ids.len() / 2;
    let (far, first) = (&ids[middle..middle + PAGE], &ids[..PAGE]);
    let read = async |page: &[ClipId]| {
        let clips = library.read(|db| clips::list(db, page))?;
        if clips.len() == PAGE { Ok(()) } else { Err("clips are missing".into()) }
    };
    let turns = in_turns(rounds, async || read(far).await, async || read(first).await).await?;
    let note = format!("row {middle} of {}", ids.len());
    let (ours, theirs) = (median(&turns.ours), Some(median(&turns.theirs)));
    Figure { line: "page.clips", ours, theirs, unit: "ms", note }.say()
}

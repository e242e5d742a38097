//! A contact sheet of clips, as one picture.

use std::collections::HashMap;

use dailies_media::{self, Cell};
use dailies_model::{Clip, ClipId};

use super::{names, off_threads, write};
use crate::{
    api::{ApiError, Studio},
    library::clips,
};

/// More are no sheet.
const MOST_CELLS: usize = 200;
/// So much of a prompt may be looked at to fill a caption.
const MOST_WORD_CHARS: usize = 240;

pub(in crate::api) async fn export_contact_sheet(studio: &Studio, ids: Vec<ClipId>) -> Result<bool, ApiError> {
    if ids.is_empty() || ids.len() > MOST_CELLS {
        return Err(ApiError::bad_request(&"a contact sheet has 1 to 200 clips"));
    }
    let files = studio.files().clone();
    let cells: Vec<Cell> = studio
        .read(move |db| {
            let mut found: HashMap<_, _> = clips::list(db, &ids)?.into_iter().map(|clip| (clip.id, clip)).collect();
            let clips = ids.iter().filter_map(|id| found.remove(id));
            clips.map(|clip| Ok(cell(&clip, files.poster(&clips::file(db, clip.id)?.folder)))).collect()
        })
        .await?;
    let name = format!("contact-sheet-{}.png", jiff::Zoned::now().strftime("%Y-%m-%d"));
    let Some(place) = studio.host().choose_save_path(&name).await? else { return Ok(false) };
    off_threads(move || {
        let png = dailies_media::contact_sheet(&cells).map_err(|error| ApiError::internal(&error))?;
        write::save(&place, "png", &png).map_err(ApiError::from)
    })
    .await??;
    Ok(true)
}

fn cell(clip: &Clip, poster: std::path::PathBuf) -> Cell {
    let words: Vec<_> = names::spoken(clip).split_whitespace().map(str::to_owned).collect();
    let seconds = clip.film.duration_ms as f64 / 1000.0;
    Cell {
        poster: clip.has_pictures.then_some(poster),
        size: (clip.film.width, clip.film.height),
        number: format!("#{}", clip.id.0),
        length: if clip.film.duration_ms > 0 {
            format!("{} s", (seconds * 10.0).round() / 10.0)
        } else {
            String::new()
        },
        words: words.join(" ").chars().take(MOST_WORD_CHARS).collect(),
    }
}

//! Inspects a downloaded file with the media child: metadata, poster and strip. Inserts no rows.

use std::path::Path;

use dailies_media::{Examined, MediaChild, MediaError};
use dailies_model::{Container, Film, Medium};

/// Result of inspecting a file.
#[derive(Debug, Clone, PartialEq)]
pub struct Inspection {
    /// What it holds. Its size is not looked at.
    pub film: Film,
    /// Whether there is a poster.
    pub has_poster: bool,
    /// Whether pictures are missing for a reason that may pass: they are to be tried again.
    pub is_unfinished: bool,
    /// Whether that reason is a full or failing disk.
    pub is_disk_trouble: bool,
}

/// Inspects a file and writes poster and strip into `folder`. A file that cannot be read still becomes a clip.
pub async fn inspect(media: &MediaChild, file: &Path, folder: &Path) -> Inspection {
    let (found, mut trouble) = match media.examine(file, folder).await {
        Ok(found) => {
            let trouble = (!found.is_final).then_some(Trouble::Died);
            (found, trouble)
        }
        Err(error) => (Examined::default(), Some(Trouble::of(&error))),
    };
    let Examined { facts, poster, .. } = found;
    let is_film = facts.container.is_some_and(|container| container.medium() == Medium::Film);
    if is_film && poster.is_some() {
        trouble = trouble.or(match media.strip(file, folder).await {
            Ok(Some(_)) => None,
            Ok(None) => Some(Trouble::Died),
            Err(error) => Some(Trouble::of(&error)),
        });
    }
    let film = Film {
        container: facts.container.unwrap_or(Container::Mp4),
        width: facts.width.unwrap_or_default(),
        height: facts.height.unwrap_or_default(),
        duration_ms: facts.duration_ms.unwrap_or_default(),
        fps: facts.fps,
        video_codec: facts.video_codec,
        has_audio: facts.has_audio,
        bytes: 0,
    };
    Inspection {
        film,
        has_poster: poster.is_some(),
        is_unfinished: trouble.is_some(),
        is_disk_trouble: trouble == Some(Trouble::Disk),
    }
}

/// Temporary reasons why pictures are missing; another attempt may succeed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Trouble {
    /// The disk is full or fails, or no process can be started.
    Disk,
    /// The process ended before it was done. The film may have brought it down.
    Died,
}

impl Trouble {
    fn of(error: &MediaError) -> Self {
        tracing::warn!(%error, "a file has not all its pictures yet");
        match error {
            MediaError::File(_) | MediaError::Child(_) | MediaError::Disk(_) => Self::Disk,
            MediaError::NoFrame(_) | MediaError::Refused(_) => Self::Died,
        }
    }
}

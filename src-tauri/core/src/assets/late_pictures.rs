//! Background task that makes posters and strips which could not be made when their clips arrived, one at a time.

use std::time::{Duration, SystemTime};

use dailies_model::{Change, Timestamp};
use tokio::sync::broadcast;

use super::{
    AssetError, Assets,
    inspect::{Inspection, inspect},
};
use crate::library::{
    clips,
    missing_pictures::{self, MissingPictures},
};

/// Interval of checks for due clips.
const LOOK_EVERY: Duration = Duration::from_secs(5);
/// Delay after the first attempt; doubled after each further one.
const FIRST_WAIT_MS: i64 = 10_000;
const LONGEST_WAIT_MS: i64 = 3_600_000;
/// A clip that crashes the media child this often counts as undecodable.
const MOST_DEATHS: u32 = 6;

/// Processes due clips until it is aborted, and publishes each clip that got a poster. At the start every clip without pictures is due.
pub async fn run(assets: Assets, changes: broadcast::Sender<Change>) {
    let due = assets.write(|tx| missing_pictures::make_due(tx, now())).await;
    if let Err(error) = due {
        tracing::warn!(%error, "pictures that are missing are tried when they are due");
    }
    loop {
        match assets.read(|db| missing_pictures::next_due(db, now())).await {
            Ok(Some(missing)) => {
                if let Err(error) = make(&assets, &changes, missing).await {
                    tracing::warn!(%error, "pictures of a clip could not be made yet");
                    tokio::time::sleep(LOOK_EVERY).await;
                }
            }
            Ok(None) => tokio::time::sleep(LOOK_EVERY).await,
            Err(error) => {
                tracing::warn!(%error, "which pictures are missing is not known");
                tokio::time::sleep(LOOK_EVERY).await;
            }
        }
    }
}

async fn make(
    assets: &Assets,
    changes: &broadcast::Sender<Change>,
    MissingPictures { clip_id, file, tries }: MissingPictures,
) -> Result<(), AssetError> {
    let files = assets.files();
    let found = inspect(assets.media(), &files.whole(&file), &files.folder(&file.folder)).await;
    let wait_ms = FIRST_WAIT_MS.saturating_mul(1 << tries.min(20)).min(LONGEST_WAIT_MS);
    let clip = assets
        .write(move |tx| {
            if found.has_poster {
                missing_pictures::has_poster(tx, clip_id, &found.film)?;
            }
            match found.is_settled(tries) {
                true => missing_pictures::remove(tx, clip_id)?,
                false => missing_pictures::postpone(tx, clip_id, now().plus_ms(wait_ms))?,
            }
            found.has_poster.then(|| clips::get(tx, clip_id)).transpose()
        })
        .await?;
    if let Some(clip) = clip {
        // Fails when no page listens, which is fine.
        let _ = changes.send(Change::Clip { clip: Box::new(clip) });
    }
    Ok(())
}

impl Inspection {
    /// Whether another try would bring nothing more.
    fn is_settled(&self, tries: u32) -> bool {
        !self.is_unfinished || (!self.is_disk_trouble && tries >= MOST_DEATHS - 1)
    }
}

fn now() -> Timestamp {
    Timestamp::from(SystemTime::now())
}

#[cfg(test)]
mod tests {
    use super::*;
    use dailies_model::{Container, Film};

    fn found(is_unfinished: bool, is_disk_trouble: bool) -> Inspection {
        let film = Film {
            container: Container::Mp4,
            width: 0,
            height: 0,
            duration_ms: 0,
            fps: None,
            video_codec: None,
            has_audio: false,
            bytes: 0,
        };
        Inspection { film, has_poster: false, is_unfinished, is_disk_trouble }
    }

    #[test]
    fn what_cannot_be_decoded_is_settled_a_full_disk_never_and_a_death_after_some() {
        assert!(found(false, false).is_settled(0));
        assert!(!found(true, true).is_settled(u32::MAX));
        let tries: Vec<_> = (0..8).filter(|tries| !found(true, false).is_settled(*tries)).collect();
        assert_eq!(tries, [0, 1, 2, 3, 4]);
    }
}

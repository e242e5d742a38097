//! The gallery's clips.

use super::ApiError;
use crate::{
    api::Studio,
    library::{clips, family, jobs, kin},
    model::{Clip, ClipId, Family, FamilyTree, GalleryIndex, JobId, JobRecord},
};

pub(super) async fn get_gallery(studio: &Studio) -> Result<GalleryIndex, ApiError> {
    studio.read(clips::index).await
}

pub(super) async fn get_clips(studio: &Studio, ids: Vec<ClipId>) -> Result<Vec<Clip>, ApiError> {
    studio.read(move |db| clips::list(db, &ids)).await
}

pub(super) async fn get_family(studio: &Studio, id: ClipId) -> Result<Family, ApiError> {
    studio.read(move |db| kin::family(db, id)).await
}

pub(super) async fn get_family_tree(studio: &Studio, id: ClipId) -> Result<FamilyTree, ApiError> {
    studio.read(move |db| family::tree(db, id)).await
}

pub(super) async fn get_job_record(studio: &Studio, id: JobId) -> Result<JobRecord, ApiError> {
    studio.read(move |db| jobs::record(db, id)).await
}

pub(super) async fn reveal_clip(studio: &Studio, id: ClipId) -> Result<(), ApiError> {
    let file = studio.read(move |db| clips::file(db, id)).await?;
    Ok(studio.host().reveal(&studio.files().whole(&file))?)
}

pub(super) async fn export_clip(studio: &Studio, id: ClipId) -> Result<bool, ApiError> {
    let (clip, file) = studio.read(move |db| Ok((clips::get(db, id)?, clips::file(db, id)?))).await?;
    let Some(place) = studio.host().choose_save_path(&file_name(&clip)).await? else {
        return Ok(false);
    };
    copy_whole(&studio.files().whole(&file), &place).await?;
    Ok(true)
}

/// Copies under a temporary name first, so that a full disk leaves no half of a file behind; makes the folder.
pub(super) async fn copy_whole(film: &std::path::Path, place: &std::path::Path) -> std::io::Result<()> {
    let mut part = place.as_os_str().to_owned();
    part.push(".part");
    let part = std::path::PathBuf::from(part);
    if let Some(folder) = place.parent() {
        tokio::fs::create_dir_all(folder).await?;
    }
    let copied = match tokio::fs::copy(film, &part).await {
        Ok(_) => tokio::fs::rename(&part, place).await,
        Err(error) => Err(error),
    };
    if copied.is_err() {
        // Best effort: the error that matters is the copy's.
        let _ = tokio::fs::remove_file(&part).await;
    }
    copied
}

/// A file name out of the prompt: letters and digits of any script, at most 60 characters, and the clip's number.
fn file_name(clip: &Clip) -> String {
    let words = clip.generation.prompt.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let slug: String = words.collect::<Vec<_>>().join("-").chars().take(60).collect();
    let name = format!("{}-{}.{}", slug.trim_matches('-'), clip.id.0, clip.film.container);
    name.trim_start_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Container, Film, Generation, Medium, ModelId, Timestamp};

    fn clip(prompt: &str) -> Clip {
        let generation = Generation::of(ModelId("sora-2".to_owned()), prompt.to_owned());
        let film = Film {
            width: 0,
            height: 0,
            duration_ms: 0,
            fps: None,
            container: Container::Mp4,
            video_codec: None,
            has_audio: false,
            bytes: 0,
        };
        Clip {
            id: ClipId(7),
            job_id: None,
            batch_id: None,
            generation,
            connection_id: None,
            connection_name: None,
            remote_id: None,
            medium: Medium::Film,
            film,
            has_pictures: false,
            took_ms: None,
            cost_micros: None,
            shots: Vec::new(),
            created_at: Timestamp(0),
            placed_at: Timestamp(0),
            trashed_at: None,
            favourite_at: None,
            tags: Vec::new(),
            file_name: None,
        }
    }

    #[test]
    fn a_file_is_named_after_its_prompt() {
        assert_eq!(file_name(&clip("A quay, in the rain!")), "A-quay-in-the-rain-7.mp4");
        assert_eq!(file_name(&clip("黄昏的灯塔")), "黄昏的灯塔-7.mp4");
        assert_eq!(file_name(&clip("../../..")), "7.mp4");
        assert_eq!(file_name(&clip(&"a".repeat(200))).chars().count(), 60 + "-7.mp4".len());
    }

    #[tokio::test]
    async fn a_copy_that_fails_leaves_nothing_behind() {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("out.mp4");
        assert!(copy_whole(&folder.path().join("missing"), &place).await.is_err());
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}

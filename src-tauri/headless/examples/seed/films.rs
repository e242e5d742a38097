//! The few real films that all clips share: rendered by the demo relay's own studio, with posters and strips by our media child.

use std::{
    fs::{self, File},
    path::{Path, PathBuf},
    sync::atomic::AtomicBool,
};

use dailies_core::{
    media::MediaChild,
    model::{Container, Film},
};
use dailies_simulator::{Quality, Shape, Spec, render};
use sha2::{Digest as _, Sha256};

use super::{Failure, prompts};

/// A film that clips share.
pub(crate) struct Shared {
    /// The folder with `film.mp4`, `poster.jpg` and `strip.jpg`.
    pub(crate) folder: PathBuf,
    /// What the file holds.
    pub(crate) film: Film,
    /// Its hash.
    pub(crate) sha256: String,
}

/// One film for each scene and shape: wide ones most often, as creators make them.
const SHAPES: [Shape; 3] = [Shape::Landscape, Shape::Portrait, Shape::Square];

/// Returns the films by scene, then by shape. A folder that several programs share is filled by one of them at a time.
pub(crate) async fn make(folder: &Path) -> Result<Vec<[Shared; 3]>, Failure> {
    fs::create_dir_all(folder)?;
    let lock = File::create(folder.join("lock"))?;
    lock.lock()?;
    let child = MediaChild::new(std::env::current_exe()?);
    let mut pool = Vec::new();
    for (number, scene) in prompts::SCENES.iter().enumerate() {
        let mut films = Vec::new();
        for shape in SHAPES {
            let place = folder.join(format!("{number}-{}", films.len()));
            films.push(one(&child, scene.subjects[0].0, shape, number, place).await?);
        }
        pool.push(films.try_into().map_err(|_| "a scene lacks a shape")?);
    }
    Ok(pool)
}

/// Rendered once: whoever makes several libraries says `--films` and has them again.
async fn one(
    child: &MediaChild,
    prompt: &str,
    shape: Shape,
    number: usize,
    folder: PathBuf,
) -> Result<Shared, Failure> {
    let file = folder.join("film.mp4");
    if !file.exists() {
        fs::create_dir_all(&folder)?;
        let unfinished = folder.join("film.part");
        fs::write(&unfinished, draw(prompt, shape, number)?)?;
        fs::rename(&unfinished, &file)?;
    }
    let bytes = fs::read(&file)?;
    let facts = child.examine(&file, &folder).await?.facts;
    child.strip(&file, &folder).await?;
    let film = Film {
        width: facts.width.unwrap_or_default(),
        height: facts.height.unwrap_or_default(),
        duration_ms: facts.duration_ms.unwrap_or_default(),
        fps: facts.fps,
        container: Container::Mp4,
        video_codec: facts.video_codec,
        has_audio: facts.has_audio,
        bytes: u64::try_from(bytes.len())?,
    };
    let sha256 = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(Shared { folder, film, sha256 })
}

fn draw(prompt: &str, shape: Shape, number: usize) -> Result<Vec<u8>, Failure> {
    let spec = Spec {
        prompt: prompt.to_owned(),
        seconds: [4, 5, 6, 8][number % 4],
        shape,
        number: u64::try_from(number)?,
        opening: None,
        quality: Quality::Demo,
    };
    Ok(render(&spec, &AtomicBool::new(false))?)
}

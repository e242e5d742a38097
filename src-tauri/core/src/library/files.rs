//! The clips' files, one folder a clip under an opaque random name, and the pictures that prompts go with, each named
//! by its SHA-256. Deletes nothing.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use crate::model::{Container, Medium, PictureId};

/// Where a clip's own file lies, and what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClipFile {
    /// The clip's folder.
    pub folder: ClipFolder,
    /// What it is.
    pub medium: Medium,
    /// How it is wrapped, as its name ends.
    pub container: Container,
}

const fn stem(medium: Medium) -> &'static str {
    match medium {
        Medium::Film => "film",
        Medium::Still => "still",
        Medium::Sound => "sound",
    }
}

/// The name of a clip's folder: 32 hexadecimal digits, made at random.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClipFolder(String);

impl ClipFolder {
    /// A new name.
    pub fn random() -> Self {
        Self(format!("{:032x}", rand::random::<u128>()))
    }

    /// A name that was written down; `None` when it is none, so that no text ever leads out of the library.
    pub fn parse(name: &str) -> Option<Self> {
        let is_name = name.len() == 32 && name.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        is_name.then(|| Self(name.to_owned()))
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The folders of all clips and of all pictures.
#[derive(Debug, Clone)]
pub struct Files {
    clips: PathBuf,
    pictures: PathBuf,
}

impl Files {
    pub(super) fn open(library: &Path) -> io::Result<Self> {
        let (clips, pictures) = (library.join("clips"), library.join("pictures"));
        fs::create_dir_all(&clips)?;
        fs::create_dir_all(&pictures)?;
        Ok(Self { clips, pictures })
    }

    /// A clip's folder, which may not exist yet. A level of 256 folders keeps each of them short.
    pub fn folder(&self, clip: &ClipFolder) -> PathBuf {
        self.clips.join(&clip.0[..2]).join(&clip.0)
    }

    /// The clip's own file, once it is whole: `film.mp4`, `still.png`, `sound.mp3`.
    pub fn whole(&self, file: &ClipFile) -> PathBuf {
        self.folder(&file.folder).join(format!("{}.{}", stem(file.medium), file.container))
    }

    /// The clip's own file if it is there already, however it is wrapped.
    pub fn find_whole(&self, clip: &ClipFolder, medium: Medium) -> Option<PathBuf> {
        let entries = fs::read_dir(self.folder(clip)).ok()?;
        let mut files = entries.filter_map(|entry| Some(entry.ok()?.path()));
        files.find(|file| {
            let is_part = file.extension().is_none_or(|extension| extension == "part");
            !is_part && file.file_stem().is_some_and(|name| name == stem(medium))
        })
    }

    /// The clip's own file while it is being fetched.
    pub fn part(&self, clip: &ClipFolder, medium: Medium) -> PathBuf {
        self.folder(clip).join(format!("{}.part", stem(medium)))
    }

    /// A picture that prompts go with.
    pub fn picture(&self, id: &PictureId, container: Container) -> PathBuf {
        let shelf = id.as_str().get(..2).unwrap_or("__");
        self.pictures.join(shelf).join(format!("{id}.{container}"))
    }

    /// The poster, where one could be made.
    pub fn poster(&self, clip: &ClipFolder) -> PathBuf {
        self.folder(clip).join("poster.jpg")
    }

    /// Ten frames side by side, where they could be made.
    pub fn strip(&self, clip: &ClipFolder) -> PathBuf {
        self.folder(clip).join("strip.jpg")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_whole_file_is_found_however_it_is_wrapped() {
        let library = tempfile::tempdir().unwrap();
        let files = Files::open(library.path()).unwrap();
        let file = ClipFile { folder: ClipFolder::random(), medium: Medium::Still, container: Container::Webp };
        fs::create_dir_all(files.folder(&file.folder)).unwrap();
        fs::write(files.part(&file.folder, Medium::Still), b"half").unwrap();
        fs::write(files.poster(&file.folder), b"poster").unwrap();
        assert_eq!(files.find_whole(&file.folder, Medium::Still), None);
        fs::write(files.whole(&file), b"whole").unwrap();
        assert_eq!(files.find_whole(&file.folder, Medium::Still), Some(files.whole(&file)));
        assert_eq!(files.find_whole(&file.folder, Medium::Film), None);
    }

    #[test]
    fn only_a_name_of_ours_is_a_folder() {
        let folder = ClipFolder::random();
        assert_eq!(ClipFolder::parse(folder.as_str()), Some(folder));
        for name in ["", "..", "../../etc/passwd", "0123456789ABCDEF0123456789ABCDEF", "0123"] {
            assert_eq!(ClipFolder::parse(name), None, "{name}");
        }
    }
}

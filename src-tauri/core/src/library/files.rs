//! The clips' files: one folder a clip, under an opaque random name. Deletes nothing.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

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

/// The folder of all clips.
#[derive(Debug, Clone)]
pub struct Files {
    clips: PathBuf,
}

impl Files {
    pub(super) fn open(library: &Path) -> io::Result<Self> {
        let clips = library.join("clips");
        fs::create_dir_all(&clips)?;
        Ok(Self { clips })
    }

    /// A clip's folder, which may not exist yet. A level of 256 folders keeps each of them short.
    pub fn folder(&self, clip: &ClipFolder) -> PathBuf {
        self.clips.join(&clip.0[..2]).join(&clip.0)
    }

    /// The film, once it is whole.
    pub fn film(&self, clip: &ClipFolder) -> PathBuf {
        self.folder(clip).join("film.mp4")
    }

    /// The film while it is being fetched.
    pub fn part(&self, clip: &ClipFolder) -> PathBuf {
        self.folder(clip).join("film.mp4.part")
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
    fn only_a_name_of_ours_is_a_folder() {
        let folder = ClipFolder::random();
        assert_eq!(ClipFolder::parse(folder.as_str()), Some(folder));
        for name in ["", "..", "../../etc/passwd", "0123456789ABCDEF0123456789ABCDEF", "0123"] {
            assert_eq!(ClipFolder::parse(name), None, "{name}");
        }
    }
}

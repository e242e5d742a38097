//! The clips' files, one folder a clip under an opaque random name, and the pictures that prompts go with: each named by
//! its SHA-256, and as they are sent by a key. Deletes nothing but what can be made again, and the folders that `trash` names.

use std::{
    fs, io,
    path::{Path, PathBuf},
    time::Duration,
};

use dailies_model::{Container, Medium, PictureId};
use tokio::task;

use crate::atomic_file;

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

/// The kinds of file that pictures are sent as.
const PREPARED_CONTAINERS: [Container; 2] = [Container::Png, Container::Jpg];

/// The name of a picture as it is sent: 64 hexadecimal digits, a SHA-256 of what it is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PreparedKey(String);

impl PreparedKey {
    /// A name that was written down; `None` when it is none, so that no text ever leads out of the library.
    pub fn parse(name: &str) -> Option<Self> {
        is_hex(name, 64).then(|| Self(name.to_owned()))
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn is_hex(name: &str, digits: usize) -> bool {
    name.len() == digits && name.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
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
        is_hex(name, 32).then(|| Self(name.to_owned()))
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// How long a picture that was made ready to be sent is kept since then. It is made again when it is needed.
const PREPARED_KEPT: Duration = Duration::from_secs(7 * 24 * 3600);

/// The folders of all clips and of all pictures.
#[derive(Debug, Clone)]
pub struct Files {
    clips: PathBuf,
    pictures: PathBuf,
    prepared: PathBuf,
    incoming: PathBuf,
    dragged: PathBuf,
}

impl Files {
    pub(super) fn open(library: &Path) -> io::Result<Self> {
        let [clips, pictures, prepared, incoming, dragged] =
            ["clips", "pictures", "prepared", "incoming", "dragged"].map(|name| library.join(name));
        for folder in [&clips, &pictures, &prepared, &incoming, &dragged] {
            atomic_file::create_folder(folder)?;
        }
        remove_older(&incoming, Duration::ZERO);
        remove_older(&prepared, PREPARED_KEPT);
        Ok(Self { clips, pictures, prepared, incoming, dragged })
    }

    /// A clip's folder, which may not exist yet. A level of 256 folders keeps each of them short.
    pub fn folder(&self, clip: &ClipFolder) -> PathBuf {
        self.clips.join(&clip.0[..2]).join(&clip.0)
    }

    /// Removes a clip's folder with all that is in it, and the copies that were dragged out, for good: only for `trash`.
    pub(super) fn remove_folder(&self, clip: &ClipFolder) -> io::Result<()> {
        for folder in [self.dragged(clip), self.folder(clip)] {
            match fs::remove_dir_all(folder) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => {}
            }
        }
        Ok(())
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

    /// A new name for a file or a folder that is about to get its place. Whatever lies there at the next start is removed.
    pub fn incoming(&self) -> PathBuf {
        self.incoming.join(format!("{:032x}", rand::random::<u128>()))
    }

    /// The folder of the copies of a clip that were dragged out, which may not exist yet. They stay as long as the clip: what
    /// another program made may refer to them.
    pub fn dragged(&self, clip: &ClipFolder) -> PathBuf {
        self.dragged.join(&clip.0)
    }

    /// Gives a folder in `incoming` its place as a clip's.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn settle(&self, staged: &Path, clip: &ClipFolder) -> io::Result<()> {
        let folder = self.folder(clip);
        let shelf = self.clips.join(&clip.0[..2]);
        atomic_file::create_folder(&shelf)?;
        atomic_file::place(staged, &folder)
    }

    /// Creates a clip's folder, with its name on the disk.
    ///
    /// # Errors
    /// Those of the disk.
    pub async fn create_folder(&self, clip: &ClipFolder) -> io::Result<()> {
        let folder = self.folder(clip);
        task::spawn_blocking(move || atomic_file::create_folder(&folder)).await.map_err(io::Error::other)?
    }

    /// A picture as it is sent.
    pub fn prepared(&self, key: &PreparedKey, container: Container) -> PathBuf {
        self.prepared.join(format!("{}.{container}", key.0))
    }

    /// A picture as it is sent, if it was made already.
    pub fn find_prepared(&self, key: &PreparedKey) -> Option<(PathBuf, Container)> {
        let files = PREPARED_CONTAINERS.map(|container| (self.prepared(key, container), container));
        files.into_iter().find(|(file, _)| file.is_file())
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

/// Best effort: what stays is removed at another start.
fn remove_older(folder: &Path, age: Duration) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let made = entry.metadata().and_then(|facts| facts.modified());
        if made.is_ok_and(|made| made.elapsed().is_ok_and(|elapsed| elapsed >= age)) {
            let path = entry.path();
            let _ = if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_left_half_done_goes_at_the_next_start_and_what_was_prepared_after_a_week() {
        let library = tempfile::tempdir().unwrap();
        let files = Files::open(library.path()).unwrap();
        let key = |letter: &str| PreparedKey::parse(&letter.repeat(64)).unwrap();
        let (young, old) = (files.prepared(&key("a"), Container::Png), files.prepared(&key("b"), Container::Jpg));
        for file in [&files.incoming(), &young, &old] {
            fs::write(file, b"bytes").unwrap();
        }
        let week_ago = std::time::SystemTime::now() - PREPARED_KEPT;
        fs::File::options().write(true).open(&old).unwrap().set_modified(week_ago).unwrap();
        let files = Files::open(library.path()).unwrap();
        assert_eq!(fs::read_dir(library.path().join("incoming")).unwrap().count(), 0);
        assert_eq!(files.find_prepared(&key("a")), Some((young, Container::Png)));
        assert_eq!(files.find_prepared(&key("b")), None);
    }

    #[test]
    fn only_a_hash_is_a_key() {
        assert!(PreparedKey::parse(&"0a".repeat(32)).is_some());
        for name in ["", "..", "../../library.sqlite", &"0A".repeat(32), &"0".repeat(63), &"0".repeat(65)] {
            assert_eq!(PreparedKey::parse(name), None, "{name}");
        }
    }

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

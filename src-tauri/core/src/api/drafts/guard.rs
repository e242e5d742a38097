//! Marks on disk which draft is being checked, so that a draft that ends the program is not checked again at the next start.
//!
//! The mark outlives the process, which is all it has to: nothing is synced, so that a check stays cheap. It is the draft
//! itself; a program that finds one when it starts keeps it as a held draft until the user puts it back or removes it.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use tokio::sync::{Mutex, MutexGuard};

use dailies_model::{Draft, HeldDraft};

/// The file of the draft under check.
const MARK: &str = "draft-under-check.json";
/// The folder of the held drafts, each a file named by its number.
const HELD: &str = "held-drafts";

/// Which draft is under check.
#[derive(Debug)]
pub(in crate::api) struct Guard {
    mark: PathBuf,
    held: PathBuf,
    /// One check at a time: the mark names the one that was under way.
    turn: Mutex<()>,
}

/// A check under way. The mark goes when it is dropped.
#[derive(Debug)]
pub(super) struct Turn<'g> {
    mark: &'g Path,
    _turn: MutexGuard<'g, ()>,
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        if let Err(error) = fs::remove_file(self.mark) {
            tracing::warn!(%error, "the mark of a draft under check could not be removed");
        }
    }
}

impl Guard {
    /// Opens the guard of a library's folder. A mark that an earlier run left becomes a held draft.
    ///
    /// # Errors
    /// When the folder cannot be read or written.
    pub(in crate::api) fn open(data_dir: &Path) -> io::Result<Self> {
        let guard = Self { mark: data_dir.join(MARK), held: data_dir.join(HELD), turn: Mutex::new(()) };
        set_aside_unless(&guard.mark, fs::Metadata::is_file)?;
        set_aside_unless(&guard.held, fs::Metadata::is_dir)?;
        match fs::read(&guard.mark) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error),
            // Half a mark was not followed by a check.
            Ok(mark) if serde_json::from_slice::<Draft>(&mark).is_err() => fs::remove_file(&guard.mark)?,
            Ok(_) => {
                fs::create_dir_all(&guard.held)?;
                let last = guard.list()?.last().map_or(0, |held| held.id);
                fs::rename(&guard.mark, guard.file(last + 1))?;
            }
        }
        Ok(guard)
    }

    /// Marks a draft until the returned turn is dropped.
    pub(super) async fn begin(&self, draft: &Draft) -> io::Result<Turn<'_>> {
        let turn = self.turn.lock().await;
        fs::write(&self.mark, serde_json::to_vec(draft)?)?;
        Ok(Turn { mark: &self.mark, _turn: turn })
    }

    /// Returns the held drafts, oldest first.
    pub(super) fn list(&self) -> io::Result<Vec<HeldDraft>> {
        let entries = match fs::read_dir(&self.held) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            entries => entries?,
        };
        let mut held = Vec::new();
        for entry in entries {
            let path = entry?.path();
            let id = path.file_stem().and_then(|name| name.to_str()).and_then(|name| name.parse().ok());
            if let (Some(id), Ok(draft)) = (id, serde_json::from_slice(&fs::read(&path)?)) {
                held.push(HeldDraft { id, draft });
            }
        }
        held.sort_by_key(|held| held.id);
        Ok(held)
    }

    /// Removes a held draft; one that is not there is no error.
    pub(super) fn remove(&self, id: u32) -> io::Result<()> {
        match fs::remove_file(self.file(id)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    fn file(&self, id: u32) -> PathBuf {
        self.held.join(format!("{id}.json"))
    }
}

/// Renames what has a name of ours and is something else, a pipe for example: reading it may never end, and nothing of the
/// user's is deleted.
fn set_aside_unless(path: &Path, is_ours: fn(&fs::Metadata) -> bool) -> io::Result<()> {
    match fs::symlink_metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error),
        Ok(facts) if is_ours(&facts) => Ok(()),
        Ok(_) => {
            let is_free = |other: &PathBuf| fs::symlink_metadata(other).is_err();
            let mut names = (1_u32..).map(|number| path.with_added_extension(format!("other-{number}")));
            names.find(is_free).map_or(Ok(()), |other| fs::rename(path, other))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use dailies_model::{Generation, ModelId};

    fn draft(prompt: &str) -> Draft {
        let generation = Generation::of(ModelId("sora-2".to_owned()), prompt.to_owned());
        Draft { connection_id: None, generation, variations: 1, shots_as: None }
    }

    fn held(guard: &Guard) -> Vec<(u32, String)> {
        guard.list().unwrap().into_iter().map(|held| (held.id, held.draft.generation.prompt)).collect()
    }

    #[tokio::test]
    async fn a_check_that_ends_leaves_nothing_behind() {
        let folder = tempfile::tempdir().unwrap();
        let guard = Guard::open(folder.path()).unwrap();
        let turn = guard.begin(&draft("a quay")).await.unwrap();
        assert!(folder.path().join(MARK).exists());
        drop(turn);
        assert!(!folder.path().join(MARK).exists());
        assert_eq!(held(&Guard::open(folder.path()).unwrap()), []);
    }

    #[tokio::test]
    async fn a_draft_whose_check_never_ended_is_held_until_it_is_removed() {
        let folder = tempfile::tempdir().unwrap();
        for prompt in ["first", "second"] {
            let guard = Guard::open(folder.path()).unwrap();
            // As if the program had ended here: no destructor runs.
            std::mem::forget(guard.begin(&draft(prompt)).await.unwrap());
        }
        let guard = Guard::open(folder.path()).unwrap();
        assert_eq!(held(&guard), [(1, "first".to_owned()), (2, "second".to_owned())]);
        guard.remove(1).unwrap();
        guard.remove(1).unwrap();
        assert_eq!(held(&Guard::open(folder.path()).unwrap()), [(2, "second".to_owned())]);
    }

    #[tokio::test]
    async fn what_only_has_the_name_is_set_aside() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join(MARK)).unwrap();
        fs::write(folder.path().join(HELD), "of somebody else").unwrap();
        let guard = Guard::open(folder.path()).unwrap();
        assert_eq!(held(&guard), []);
        std::mem::forget(guard.begin(&draft("a quay")).await.unwrap());
        assert_eq!(held(&Guard::open(folder.path()).unwrap()), [(1, "a quay".to_owned())]);
        assert_eq!(fs::read(folder.path().join("held-drafts.other-1")).unwrap(), b"of somebody else");
        assert!(folder.path().join("draft-under-check.json.other-1").is_dir());
    }

    #[test]
    fn half_a_mark_holds_nothing() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(MARK), "{\"connection_id\":nu").unwrap();
        assert_eq!(held(&Guard::open(folder.path()).unwrap()), []);
        assert!(!folder.path().join(MARK).exists());
    }
}

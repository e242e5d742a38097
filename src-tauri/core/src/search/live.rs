//! The index of an open library: made in the background, and following every change from the first on.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use rusqlite::Connection;
use tokio::{sync::watch, task};

use super::index::Index;
use crate::library::{Library, LibraryError, Touched};

/// The index could not be made: nothing can be found but by looking.
#[derive(Debug, Clone, thiserror::Error)]
#[error("the index of the library could not be made: {0}")]
pub struct Unbuilt(String);

/// The index of an open library.
#[derive(Debug)]
pub struct Live {
    index: RwLock<Index>,
    /// What was touched while the index is being made; `None` once it follows by itself.
    missed: Mutex<Option<Touched>>,
    stage: watch::Sender<Stage>,
}

#[derive(Debug, Clone)]
enum Stage {
    Building,
    Ready,
    Failed(Unbuilt),
}

impl Default for Live {
    fn default() -> Self {
        Self {
            index: RwLock::default(),
            missed: Mutex::new(Some(Touched::default())),
            stage: watch::Sender::new(Stage::Building),
        }
    }
}

impl Live {
    /// Makes the index in the background. The library has to tell `follow` what is touched from before this on.
    pub fn start(self: &Arc<Self>, library: Arc<Library>) {
        let live = self.clone();
        task::spawn(async move {
            let builder = live.clone();
            let built = task::spawn_blocking(move || builder.build(&library)).await;
            let failed = |error: &dyn std::fmt::Display| {
                tracing::error!(%error, "the index could not be made");
                Stage::Failed(Unbuilt(error.to_string()))
            };
            live.stage.send_replace(match built {
                Ok(Ok(())) => Stage::Ready,
                Ok(Err(error)) => failed(&error),
                Err(error) => failed(&error),
            });
        });
    }

    /// Takes in what a transaction touched, by the connection that wrote it.
    pub fn follow(&self, db: &Connection, touched: &Touched) {
        if let Some(missed) = self.missed().as_mut() {
            missed.clips.extend(&touched.clips);
            missed.has_keeping |= touched.has_keeping;
            return;
        }
        if let Err(error) = self.index_mut().follow(db, touched) {
            tracing::error!(%error, "the index does not know what was changed");
        }
    }

    /// Whether everything can be asked.
    pub fn is_ready(&self) -> bool {
        matches!(*self.stage.borrow(), Stage::Ready)
    }

    /// Waits until everything can be asked.
    ///
    /// # Errors
    /// When the index could not be made.
    pub async fn ready(&self) -> Result<(), Unbuilt> {
        let mut stage = self.stage.subscribe();
        let stage = stage.wait_for(|stage| !matches!(stage, Stage::Building)).await;
        match stage.as_deref() {
            Ok(Stage::Failed(error)) => Err(error.clone()),
            Ok(_) => Ok(()),
            Err(error) => Err(Unbuilt(error.to_string())),
        }
    }

    /// The index as it is now; changes wait until it is given back.
    pub fn index(&self) -> RwLockReadGuard<'_, Index> {
        self.index.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Makes the index, and takes in what was touched meanwhile until nothing is left: from then on it follows by itself.
    fn build(&self, library: &Library) -> Result<(), LibraryError> {
        let mut index = Index::build(library)?;
        while let Some(touched) = self.take_missed() {
            library.read(|db| index.follow(db, &touched))?;
            let mut missed = self.missed();
            if missed.as_ref().is_some_and(Touched::is_empty) {
                *self.index_mut() = index;
                *missed = None;
                break;
            }
        }
        Ok(())
    }

    /// What was touched since this was asked last.
    fn take_missed(&self) -> Option<Touched> {
        self.missed().as_mut().map(std::mem::take)
    }

    fn missed(&self) -> MutexGuard<'_, Option<Touched>> {
        self.missed.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn index_mut(&self) -> RwLockWriteGuard<'_, Index> {
        self.index.write().unwrap_or_else(PoisonError::into_inner)
    }
}

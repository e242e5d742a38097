//! The room where clips are rendered: one thread, one clip at a time, finished files in a folder.
//!
//! A thread of its own, not the runtime's: a render may outlast the server, and nothing has to wait for it then.

use crate::clip::{Quality, Spec, render};
use crate::store::write_durably;
use crate::task::Task;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::fs;
use std::io;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;

/// How far a clip is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Progress {
    Waiting,
    Ready,
    Broken,
}

/// The studio: asks are queued, files appear.
#[derive(Debug)]
pub(crate) struct Studio {
    dir: PathBuf,
    quality: Quality,
    asks: Sender<(String, Spec)>,
    /// Clips that were asked for in this run and have no file yet; `Broken` ones stay.
    known: Arc<Mutex<HashMap<String, Progress>>>,
    closed: Arc<AtomicBool>,
}

impl Studio {
    /// Opens `dir` (made if missing) and starts the thread.
    pub(crate) fn open(dir: PathBuf, quality: Quality) -> io::Result<Self> {
        fs::create_dir_all(&dir)?;
        let (asks, waiting) = channel();
        let known = Arc::default();
        let closed = Arc::default();
        let desk = Desk { dir: dir.clone(), known: Arc::clone(&known), closed: Arc::clone(&closed) };
        thread::Builder::new().name("clips".into()).spawn(move || desk.work(&waiting))?;
        Ok(Self { dir, quality, asks, known, closed })
    }

    /// Where the clip of `task` lies once it is ready.
    pub(crate) fn path(&self, task: &Task) -> PathBuf {
        self.dir.join(format!("{}.mp4", self.key(task)))
    }

    /// Asks for the clip of `task` unless that was done, and says how far it is.
    pub(crate) fn ask(&self, task: &Task) -> Progress {
        let key = self.key(task);
        let mut known = lock(&self.known);
        if let Some(progress) = known.get(&key) {
            return *progress;
        }
        if self.path(task).is_file() {
            return Progress::Ready;
        }
        let spec = self.spec(task);
        known.insert(key.clone(), Progress::Waiting);
        if self.asks.send((key, spec)).is_ok() { Progress::Waiting } else { Progress::Broken }
    }

    fn spec(&self, task: &Task) -> Spec {
        let order = &task.order;
        let opening = order.opening.as_deref().and_then(|text| STANDARD.decode(text).ok());
        Spec {
            prompt: order.prompt.clone(),
            seconds: order.seconds,
            shape: order.shape,
            number: task.number,
            opening,
            quality: self.quality,
        }
    }

    fn key(&self, task: &Task) -> String {
        let order = &task.order;
        let digest = Sha256::new()
            .chain_update(format!("{:?} {:?} {} {}\n", self.quality, order.shape, order.seconds, task.number))
            .chain_update(&order.prompt)
            .chain_update([0])
            .chain_update(order.opening.as_deref().unwrap_or_default())
            .finalize();
        hex(&digest[..16])
    }
}

impl Drop for Studio {
    fn drop(&mut self) {
        self.closed.store(true, Ordering::Relaxed);
    }
}

/// Lower-case hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

struct Desk {
    dir: PathBuf,
    known: Arc<Mutex<HashMap<String, Progress>>>,
    closed: Arc<AtomicBool>,
}

impl Desk {
    fn work(&self, waiting: &Receiver<(String, Spec)>) {
        while let Ok((key, spec)) = waiting.recv() {
            if self.closed.load(Ordering::Relaxed) {
                return;
            }
            let made = render(&spec, &self.closed).map_err(|e| e.to_string());
            let kept =
                made.and_then(|mp4| write_durably(&self.dir, &format!("{key}.mp4"), &mp4).map_err(|e| e.to_string()));
            match kept {
                Ok(()) => drop(lock(&self.known).remove(&key)),
                Err(error) => {
                    tracing::warn!(%error, "a clip was not rendered");
                    lock(&self.known).insert(key, Progress::Broken);
                }
            }
        }
    }
}

fn lock(known: &Mutex<HashMap<String, Progress>>) -> MutexGuard<'_, HashMap<String, Progress>> {
    known.lock().unwrap_or_else(PoisonError::into_inner)
}

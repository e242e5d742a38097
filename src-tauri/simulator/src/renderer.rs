//! Renders files into a folder, on two threads: one for films, one at a time, and one for files that are made quickly.
//!
//! Threads of their own, not the runtime's: a render may outlast the server, and nothing has to wait for it then.

use crate::clip::{ClipError, Quality, Spec, jpeg, png, render, wav};
use crate::store::write_durably;
use crate::task::{Media, Task};
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

/// A file to make: its name, what it is, and of what.
type RenderRequest = (String, Media, Spec);

/// The second of a film that stands for it as a still.
const STILL_AT: f32 = 1.5;

/// Queues files for the render threads, and tells whether a file is ready.
#[derive(Debug)]
pub(crate) struct Renderer {
    dir: PathBuf,
    quality: Quality,
    films: Sender<RenderRequest>,
    quick: Sender<RenderRequest>,
    /// Files that were asked for in this run and have no file yet; `Broken` ones stay.
    known: Arc<Mutex<HashMap<String, Progress>>>,
    closed: Arc<AtomicBool>,
}

impl Renderer {
    /// Opens `dir` (made if missing) and starts the threads.
    pub(crate) fn open(dir: PathBuf, quality: Quality) -> io::Result<Self> {
        fs::create_dir_all(&dir)?;
        let desk = RenderThread { dir: dir.clone(), known: Arc::default(), closed: Arc::default() };
        let (known, closed) = (Arc::clone(&desk.known), Arc::clone(&desk.closed));
        let films = desk.clone().open("clips")?;
        let quick = desk.open("stills")?;
        Ok(Self { dir, quality, films, quick, known, closed })
    }

    /// Where the file of `task` lies once it is ready.
    pub(crate) fn path(&self, task: &Task) -> PathBuf {
        self.dir.join(self.name(task))
    }

    /// Asks for the file of `task` unless that was done, and says how far it is.
    pub(crate) fn ask(&self, task: &Task) -> Progress {
        let name = self.name(task);
        let mut known = lock(&self.known);
        if let Some(progress) = known.get(&name) {
            return *progress;
        }
        if self.path(task).is_file() {
            return Progress::Ready;
        }
        let media = task.order.media;
        let desk = if media == Media::Film { &self.films } else { &self.quick };
        known.insert(name.clone(), Progress::Waiting);
        if desk.send((name, media, self.spec(task))).is_ok() { Progress::Waiting } else { Progress::Broken }
    }

    /// What is to be rendered for `task`.
    pub(crate) fn spec(&self, task: &Task) -> Spec {
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

    fn name(&self, task: &Task) -> String {
        let order = &task.order;
        let digest = Sha256::new()
            .chain_update(format!("{:?} {:?} {} {}\n", self.quality, order.shape, order.seconds, task.number))
            .chain_update(&order.prompt)
            .chain_update([0])
            .chain_update(order.opening.as_deref().unwrap_or_default())
            .finalize();
        format!("{}.{}", hex(&digest[..16]), order.media.kind().0)
    }
}

impl Drop for Renderer {
    fn drop(&mut self) {
        self.closed.store(true, Ordering::Relaxed);
    }
}

/// Lower-case hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

#[derive(Clone)]
struct RenderThread {
    dir: PathBuf,
    known: Arc<Mutex<HashMap<String, Progress>>>,
    closed: Arc<AtomicBool>,
}

impl RenderThread {
    /// Starts a thread that makes what is asked for, in turn.
    fn open(self, name: &str) -> io::Result<Sender<RenderRequest>> {
        let (asks, waiting) = channel();
        thread::Builder::new().name(name.into()).spawn(move || self.work(&waiting))?;
        Ok(asks)
    }

    fn work(&self, waiting: &Receiver<RenderRequest>) {
        while let Ok((name, media, spec)) = waiting.recv() {
            if self.closed.load(Ordering::Relaxed) {
                return;
            }
            let made = self.make(media, &spec).map_err(|e| e.to_string());
            let kept = made.and_then(|file| write_durably(&self.dir, &name, &file).map_err(|e| e.to_string()));
            match kept {
                Ok(()) => drop(lock(&self.known).remove(&name)),
                Err(error) => {
                    tracing::warn!(%error, "a file was not made");
                    lock(&self.known).insert(name, Progress::Broken);
                }
            }
        }
    }

    fn make(&self, media: Media, spec: &Spec) -> Result<Vec<u8>, ClipError> {
        match media {
            Media::Film => render(spec, &self.closed),
            Media::Still => png(spec, STILL_AT),
            Media::Avatar => jpeg(spec, STILL_AT),
            Media::Sound => Ok(wav(spec)),
        }
    }
}

fn lock(known: &Mutex<HashMap<String, Progress>>) -> MutexGuard<'_, HashMap<String, Progress>> {
    known.lock().unwrap_or_else(PoisonError::into_inner)
}

//! Accepted tasks, in memory and, as one file each, on disk. A task is on disk for good before anyone is told that it was accepted.

use crate::task::{JobRequest, Task, TaskId};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// All accepted tasks, by id and in the order of their numbers.
#[derive(Debug)]
pub(crate) struct Store {
    dir: PathBuf,
    last: AtomicU64,
    tasks: Mutex<BTreeMap<u64, Arc<Task>>>,
}

impl Store {
    /// Opens `dir` (made if missing) and reads what was accepted before.
    pub(crate) fn open(dir: PathBuf) -> io::Result<Self> {
        fs::create_dir_all(&dir)?;
        let mut tasks = BTreeMap::new();
        for entry in fs::read_dir(&dir)? {
            let path = entry?.path();
            if path.extension().is_some_and(|e| e == "json") {
                let task: Task = serde_json::from_slice(&fs::read(&path)?)?;
                tasks.insert(task.number, Arc::new(task));
            }
        }
        let last = tasks.keys().next_back().copied().unwrap_or(0);
        Ok(Self { dir, last: AtomicU64::new(last), tasks: Mutex::new(tasks) })
    }

    /// Accepts an order durably. Blocks on the disk.
    pub(crate) fn accept(&self, order: JobRequest, body: Value, now: i64) -> io::Result<Arc<Task>> {
        let number = self.last.fetch_add(1, Ordering::Relaxed) + 1;
        let id = TaskId::random(&order, now);
        self.keep(Task { id, number, submitted_at: now, order, body, deleted: false })
    }

    /// Marks a task as deleted, durably. Blocks on the disk.
    pub(crate) fn delete(&self, task: &Task) -> io::Result<Arc<Task>> {
        self.keep(Task { deleted: true, ..task.clone() })
    }

    fn keep(&self, task: Task) -> io::Result<Arc<Task>> {
        let task = Arc::new(task);
        write_durably(&self.dir, &format!("{:08}.json", task.number), &serde_json::to_vec(&*task)?)?;
        self.lock().insert(task.number, Arc::clone(&task));
        Ok(task)
    }

    pub(crate) fn find(&self, mut is: impl FnMut(&Task) -> bool) -> Option<Arc<Task>> {
        self.lock().values().rev().find(|task| is(task)).cloned()
    }

    /// All tasks in the order of acceptance.
    pub(crate) fn all(&self) -> Vec<Arc<Task>> {
        self.lock().values().cloned().collect()
    }

    pub(crate) fn count(&self) -> usize {
        self.lock().len()
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<u64, Arc<Task>>> {
        self.tasks.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Writes a whole file under its final name or not at all, and waits until it is on the disk.
pub(crate) fn write_durably(dir: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    let part = dir.join(format!("{name}.part"));
    let mut file = File::create(&part)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(&part, dir.join(name))?;
    sync_dir(dir)
}

#[cfg(unix)]
fn sync_dir(dir: &Path) -> io::Result<()> {
    File::open(dir)?.sync_all()
}

/// Windows cannot open a folder as a file; its rename is journalled.
#[cfg(not(unix))]
fn sync_dir(_dir: &Path) -> io::Result<()> {
    Ok(())
}

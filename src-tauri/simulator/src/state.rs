//! What all handlers share, and the few acts that every wire format needs: accept, look, link.

use crate::balance::{Balance, covers};
use crate::clip::Spec;
use crate::clock::now_ms;
use crate::config::Config;
use crate::fault::Faults;
use crate::models::price;
use crate::renderer::{Progress, Renderer, hex};
use crate::store::Store;
use crate::tag::{Tag, has};
use crate::task::{JobRequest, Task, TaskId};
use crate::timeline::{Failure, Moment, Step, moment};
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::io;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// The relay behind the handlers.
#[derive(Debug)]
pub(crate) struct Relay {
    pub(crate) address: String,
    pub(crate) key: Option<String>,
    pub(crate) faults: Faults,
    pub(crate) store: Store,
    pub(crate) till: Balance,
    studio: Renderer,
    speed: f64,
    /// How many links of a task have expired.
    expired: Mutex<HashMap<TaskId, u8>>,
    /// Holds the temporary folder, where there is one.
    _scratch: Option<tempfile::TempDir>,
}

/// Why an order is not accepted.
#[derive(Debug, thiserror::Error)]
pub(crate) enum AcceptError {
    #[error("the balance does not cover it")]
    Balance,
    #[error(transparent)]
    Disk(#[from] io::Error),
}

/// What a result link leads to.
#[derive(Debug, PartialEq)]
pub(crate) enum ResultLink {
    Clip(PathBuf),
    Expired,
    Nothing,
}

impl Relay {
    pub(crate) fn open(config: &Config, address: String) -> io::Result<Self> {
        let scratch = match config.state_dir {
            Some(_) => None,
            None => Some(tempfile::Builder::new().prefix("dailies-simulator-").tempdir()?),
        };
        let dir = config.state_dir.clone().or(scratch.as_ref().map(|d| d.path().to_owned())).unwrap_or_default();
        let relay = Self {
            address,
            key: config.key.clone(),
            faults: Faults::default(),
            store: Store::open(dir.join("tasks"))?,
            till: Balance::new(config.balance_usd),
            studio: Renderer::open(dir.join("clips"), config.quality)?,
            speed: config.speed,
            expired: Mutex::default(),
            _scratch: scratch,
        };
        for task in relay.store.all() {
            if relay.moment(&task).finished_at.is_none() {
                relay.studio.ask(&task);
            }
        }
        Ok(relay)
    }

    /// Whether this is the port in the relay's address.
    pub(crate) fn listens_on(&self, port: &str) -> bool {
        self.address.rsplit_once(':').is_some_and(|(_, own)| own == port)
    }

    /// Accepts an order durably, if the balance covers it, and sets the studio to work.
    pub(crate) async fn accept(self: &Arc<Self>, order: JobRequest, body: Value) -> Result<Arc<Task>, AcceptError> {
        let relay = Arc::clone(self);
        let accepted = tokio::task::spawn_blocking(move || relay.charge(order, body));
        let task = accepted.await.map_err(io::Error::other)??;
        if moment(&task, i64::MAX, self.speed, true).step == Step::Success {
            self.studio.ask(&task);
        }
        Ok(task)
    }

    fn charge(&self, order: JobRequest, body: Value) -> Result<Arc<Task>, AcceptError> {
        let limit = self.till.limit();
        if !covers(*limit, self.spent_usd(), price(&order)) {
            return Err(AcceptError::Balance);
        }
        Ok(self.store.accept(order, body, now_ms())?)
    }

    /// What all accepted tasks cost, in US dollars.
    pub(crate) fn spent_usd(&self) -> f64 {
        self.store.all().iter().map(|task| price(&task.order)).sum()
    }

    /// Real milliseconds in the place of `ms` at speed 1, at most `most`.
    pub(crate) fn pause(&self, ms: f64, most: f64) -> Duration {
        Duration::from_secs_f64((ms / self.speed).min(most).max(0.1) / 1000.0)
    }

    /// The task as it is now.
    pub(crate) fn moment(&self, task: &Task) -> Moment {
        let now = now_ms();
        let done = moment(task, now, self.speed, true);
        if done.step != Step::Success {
            return done;
        }
        match self.studio.ask(task) {
            Progress::Ready => done,
            Progress::Waiting => moment(task, now, self.speed, false),
            Progress::Broken => Moment { step: Step::Failure(Failure::Error), ..done },
        }
    }

    /// The current link to a finished task's file.
    pub(crate) fn link(&self, task: &Task) -> String {
        let (links, ending) = (self.links(task), task.order.media.kind().0);
        format!("{}/files/{}{links:02x}.{ending}", self.address, opaque(&task.id))
    }

    /// How many links of a task have expired.
    fn links(&self, task: &Task) -> u8 {
        self.expired().get(&task.id).copied().unwrap_or(0)
    }

    /// What a task's content is under no link of its own. A tagged prompt's expires when it is first asked for.
    pub(crate) fn content(&self, task: &Task) -> ResultLink {
        if has(&task.order.prompt, Tag::FileExpired) && self.links(task) == 0 {
            self.expired().insert(task.id.clone(), 1);
            return ResultLink::Expired;
        }
        ResultLink::Clip(self.studio.path(task))
    }

    /// What was rendered for a task.
    pub(crate) fn spec(&self, task: &Task) -> Spec {
        self.studio.spec(task)
    }

    /// Lets the link of this name expire.
    pub(crate) fn expire(&self, name: &str) {
        if let Some((task, generation)) = self.linked_task(name) {
            self.expired().insert(task.id.clone(), generation.saturating_add(1));
        }
    }

    /// What a link's name leads to. A tagged prompt's first link expires when it is used.
    pub(crate) fn follow(&self, name: &str) -> ResultLink {
        let Some((task, generation)) = self.linked_task(name) else { return ResultLink::Nothing };
        if has(&task.order.prompt, Tag::FileExpired) && generation == 0 {
            self.expire(name);
        }
        match self.studio.ask(&task) {
            _ if generation < self.links(&task) => ResultLink::Expired,
            Progress::Ready => ResultLink::Clip(self.studio.path(&task)),
            _ => ResultLink::Nothing,
        }
    }

    /// The task that a link's name belongs to, and which of its links it is.
    pub(crate) fn linked_task(&self, name: &str) -> Option<(Arc<Task>, u8)> {
        let (stem, ending) = name.split_once('.').filter(|(stem, _)| stem.len() == 34 && stem.is_ascii())?;
        let (hash, generation) = stem.split_at(32);
        let task = self.store.find(|task| opaque(&task.id) == hash && task.order.media.kind().0 == ending)?;
        Some((task, u8::from_str_radix(generation, 16).ok()?))
    }

    fn expired(&self) -> MutexGuard<'_, HashMap<TaskId, u8>> {
        self.expired.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A name that tells nothing of the id.
pub(crate) fn opaque(id: &TaskId) -> String {
    hex(&Sha256::digest(&id.0)[..16])
}

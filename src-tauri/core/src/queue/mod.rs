//! The job queue: takes each job from the press of Generate to the film in the gallery, across crashes.
//!
//! `step` decides and is pure; `worker` performs what it decided, and writes each state down before it acts.
//! Not here: wire formats (`relay`), the transfer itself (`download`), pictures (`media`), tables (`library`).

mod ask;
mod attach;
mod backoff;
mod fetch;
mod link;
mod perform;
mod prepared;
mod step;
mod worker;

pub use backoff::Pace;
pub use link::abandon;
pub use prepared::{PreparedFile, prepared};
pub use step::{Conflict, Order, order, restart};
pub use worker::{Queue, Rooms};

//! The job queue: takes each job from the press of Generate to the film in the gallery, across crashes.
//!
//! `step` decides and is pure; `worker` performs what it decided, and writes each state down before it acts.
//! Not here: wire formats (`relay`), the transfer itself (`download`), pictures (`media`), tables (`library`).

mod ask;
mod attach;
mod avatars;
mod backoff;
mod characters;
mod clock;
mod examined;
mod fetch;
mod films;
mod late_pictures;
mod link;
mod perform;
mod placed;
mod prepared;
mod present_key;
mod slots;
mod step;
mod worker;

pub use backoff::Pace;
pub use examined::{Examination, examined};
pub use link::abandon;
pub use placed::{Provenance, placed};
pub use prepared::{PreparedFile, prepared};
pub use present_key::with_present_key;
pub use step::{Conflict, Order, key_arrived, order, restart, try_address};
pub use worker::{Queue, Rooms};

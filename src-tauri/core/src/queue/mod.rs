//! The job queue: takes each job from the click on Generate to the clip in the gallery, and survives crashes.
//!
//! `state_machine` decides and is pure; `executor` saves each state and then carries out the effect; `worker` schedules.
//! Not here: wire formats (`relay`), the transfer itself (`download`), pictures (`assets`), tables (`library`).

mod attachments;
mod avatar_task;
mod backoff;
mod chain;
mod character_source;
mod clock_rollback;
mod context;
mod current_key;
mod download_slots;
mod executor;
mod fetch;
mod prepare;
mod relay_calls;
mod source_videos;
mod state_machine;
mod worker;

pub use backoff::Pace;
pub use chain::abandon;
pub use context::Services;
pub use current_key::with_current_key;
pub use state_machine::{Conflict, UserAction, apply_user_action, key_arrived, restart, try_address};
pub use worker::Queue;

//! The studio's rooms together: against real files, real HTTP and the simulator.

#![expect(clippy::unwrap_used, reason = "in a test, a panic is the report")]

mod account;
mod bindings;
mod catalogue;
mod door;
mod formats;
mod key;
mod layers;
mod loopback;
mod media;
mod pictures;
mod queue;
mod restart;
mod support;

//! A relay of our own: it speaks the wire formats of the reference, renders real MP4s from the prompts, and misbehaves on request.
//!
//! It is the built-in demo relay of the program and the other side of its tests. It never imports `dailies-core`: it is written from the
//! reference alone, so that a misunderstanding on one side is caught by the other. Endpoints, prompt tags and faults: see the README.

mod balance;
mod clip;
mod clock;
mod config;
mod connection;
mod fault;
mod files;
mod models;
mod renderer;
mod server;
mod state;
mod store;
mod tag;
mod task;
mod timeline;
mod wire;
mod writing;

pub use clip::{ClipError, Quality, Shape, Spec, render, still};
pub use config::{Config, Control};
pub use fault::{Fault, Route};
pub use server::{Simulator, SimulatorError};

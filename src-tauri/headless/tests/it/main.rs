//! The studio's rooms together: against real files, real HTTP and the simulator.

#![expect(clippy::unwrap_used, reason = "in a test, a panic is the report")]

mod account;
mod bindings;
mod boundaries;
mod cases;
mod catalogue;
mod characters;
mod commands;
mod formats;
mod gallery;
mod generate_request;
#[path = "../../../media/tests/it/images.rs"]
mod images;
mod key;
mod key_echo;
mod late_pictures;
mod layers;
mod loopback;
mod organize;
mod pictures;
mod queue;
mod remix;
mod restart;
mod results;
mod scripted;
mod search;
mod storyboards;
mod support;
mod transfer;
mod whole_files;

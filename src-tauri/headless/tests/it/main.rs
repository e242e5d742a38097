//! The studio's rooms together: against real files, real HTTP and the simulator.

#![expect(clippy::unwrap_used, reason = "in a test, a panic is the report")]

mod account;
mod bindings;
mod cases;
mod catalogue;
mod characters;
mod door;
mod echo;
mod formats;
mod gallery;
mod giving;
#[path = "../../../media/tests/it/images.rs"]
mod images;
mod keeping;
mod key;
mod late_pictures;
mod layers;
mod loopback;
mod pictures;
mod press;
mod queue;
mod remix;
mod restart;
mod results;
mod scripted;
mod search;
mod storyboards;
mod support;
mod walls;
mod whole_files;

//! What the gallery needs of a finished film file: its facts, a poster and a strip of frames.
//!
//! Everything that reads the bytes of a film (demuxing, and decoding with openh264, which promises no memory safety on
//! hostile streams) runs in a **child process of the same binary**, under limits of time and memory:
//! ```text
//! MediaChild::examine --spawns--> run_if_child: mp4/webm -> facts line -> decode -> pictures -> pictures line
//! ```
//! It decodes 8-bit 4:2:0 H.264 and nothing else: any other film gets its facts and no pictures. It plays nothing,
//! writes no film, and knows no clip, job or library.

mod avc;
mod child;
mod colour;
mod decode;
mod demux;
mod facts;
mod mp4;
mod painter;
mod parent;
mod pictures;
mod protocol;
mod samples;
mod sps;
mod webm;

pub use child::run_if_child;
pub use facts::{Container, Facts};
pub use parent::{Examined, Limits, MediaChild, MediaError, Pictures};
pub use pictures::{POSTER_EDGE, STRIP_EDGE, STRIP_FRAMES};

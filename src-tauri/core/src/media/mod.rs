//! What the gallery needs of a finished file: its facts, a poster of a film or a still, and of a film a strip of frames.
//!
//! Everything that reads the bytes of a file (demuxing, and decoding with openh264, which promises no memory safety on
//! hostile streams) runs in a **child process of the same binary**, under limits of time and memory:
//! ```text
//! MediaChild::examine --spawns--> run_if_child: kind -> film | still | sound -> facts line -> decode -> pictures -> pictures line
//! ```
//! Of films it decodes 8-bit 4:2:0 H.264 and nothing else: any other gets its facts and no pictures. It plays nothing,
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
mod sound;
mod sps;
mod still;
mod webm;

pub use child::run_if_child;
pub use facts::Facts;
pub use parent::{Examined, Limits, MediaChild, MediaError, Pictures};
pub use pictures::{POSTER_EDGE, STRIP_EDGE, STRIP_FRAMES};

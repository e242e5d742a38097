//! What the gallery needs of a finished file: its facts, a poster of a film or a still, and of a film a strip of frames; and
//! what the composer needs of a picture: the first or last frame of a film, the facts of a picture, and a copy fit to be sent.
//! Of what leaves the library, the recipe behind a film (`recipe`), whether a file is there to its end (`whole`) and contact sheets (`sheet`).
//!
//! All that decodes (demuxing too, and openh264, which promises no memory safety on hostile streams) runs in a **child process
//! of the same binary**, under limits of time and memory and behind walls
//! (`confinement`): the file is its standard input, what it makes goes to its standard output, and it can open nothing else:
//! ```text
//! MediaChild::examine --spawns--> run_if_child: kind -> film | still | sound -> facts line -> decode -> poster, its line
//! MediaChild::strip, frame, prepare, look_at --spawn--> run_if_child: header -> decode -> picture, its line
//! ```
//! A film's headers are read by `mp4` (boxes, tracks, tables, fragments, edits), its frames by `decode`. Of films it decodes
//! 8-bit 4:2:0 H.264 and nothing else: any other gets its facts and no pictures. It plays nothing, writes no film, and knows no
//! clip, job or library.

mod avc;
mod bare;
mod box_tree;
mod boxes;
mod child;
mod colour;
mod confinement;
mod decode;
mod demux;
mod edits;
mod encode;
mod facts;
mod fragments;
mod frame;
mod inbox;
mod movie;
mod moving;
mod mp4;
mod painter;
mod parent;
mod pen;
mod picture;
mod pictures;
mod poster;
mod profile;
mod protocol;
mod recipe;
mod sample_entry;
mod samples;
mod sheet;
mod sound;
mod sps;
mod still;
mod webm;
mod whole;

pub use child::run_if_child;
pub use facts::{Facts, PictureFacts, Prepared, Still};
pub use parent::{Examined, Limits, MediaChild, MediaError};
pub use picture::MOST_FILE_BYTES as MOST_PICTURE_BYTES;
pub use pictures::{POSTER_EDGE, STRIP_EDGE, STRIP_FRAMES};
pub use poster::thumbnail;
pub use recipe::{
    Carrier, Enclosure, MOST_PICTURE_BYTES as MOST_ENCLOSED_BYTES, MOST_PICTURES as MOST_ENCLOSED, Parcel,
};
pub use sheet::{Cell, sheet};
pub use whole::{Completeness, completeness, file_completeness};

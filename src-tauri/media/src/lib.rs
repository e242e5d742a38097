//! What the gallery needs of a finished file: its facts, a poster of a film or a still, and of a film a strip of frames; and
//! what the composer needs of a picture: the first or last frame of a film, the facts of a picture, and a copy fit to be sent.
//! Of what leaves the library, the recipe behind a film (`recipe`), whether a file is there to its end (`completeness`) and contact sheets (`sheet`).
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

mod animation;
pub mod atomic_file;
mod avc;
mod box_tree;
mod boxes;
mod child_output;
mod colour;
mod completeness;
mod confinement;
mod contact_sheet;
mod decode;
mod demux;
mod edits;
mod encode;
mod fragments;
mod frame;
mod frame_scaler;
mod icc;
mod media_info;
mod movie;
mod mp4;
mod picture;
mod poster_sizes;
mod poster_strip;
mod protocol;
mod recipe;
mod sample_entry;
mod samples;
mod sandbox_client;
mod sandbox_worker;
mod sound;
mod sps;
mod still;
mod strip_metadata;
mod text_renderer;
mod webm;

pub use completeness::{Completeness, completeness, file_completeness};
pub use contact_sheet::{Cell, contact_sheet};
pub use media_info::{MediaInfo, PictureInfo, Prepared, StillInfo};
pub use picture::MOST_FILE_BYTES as MOST_PICTURE_BYTES;
pub use poster_sizes::thumbnail;
pub use poster_strip::{POSTER_EDGE, STRIP_EDGE, STRIP_FRAMES};
pub use recipe::{
    BundledPicture, MOST_PICTURE_BYTES as MOST_ENCLOSED_BYTES, MOST_PICTURES as MOST_ENCLOSED, RecipeBundle,
    RecipeCarrier,
};
pub use sandbox_client::{Examined, Limits, MediaChild, MediaError};
pub use sandbox_worker::run_if_child;

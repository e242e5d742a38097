//! Reads media files. For the gallery: metadata, poster, and the strip of a film. For the composer: a frame of a film,
//! the metadata of a picture, and a copy that can be sent. For exports and downloads: the recipe in a film (`recipe`),
//! whether a file is complete (`completeness`), and contact sheets (`contact_sheet`).
//!
//! All decoding and demuxing runs in a **child process of the same binary**, because openh264 does not promise memory
//! safety on hostile streams. The child has limits of time and memory and is in a sandbox (`confinement`): the file is
//! its standard input, its results go to standard output, and it cannot open anything else:
//! ```text
//! MediaChild::examine --spawns--> run_if_child: kind -> film | still | sound -> facts line -> decode -> poster, its line
//! MediaChild::strip, frame, prepare, look_at --spawn--> run_if_child: header -> decode -> picture, its line
//! ```
//! A film's headers are read by `mp4` (boxes, tracks, tables, fragments, edits), its frames by `decode`. Only 8-bit
//! 4:2:0 H.264 is decoded; other films get metadata without pictures. This crate does not play or write films, and
//! knows no clips, jobs or library.

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
mod source;
mod sps;
mod still;
mod strip_metadata;
mod text_renderer;
mod track;
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

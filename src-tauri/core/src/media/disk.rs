//! Files that are there whole or not at all. Knows nothing of what is in them.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Writes `out` under a temporary name beside it, to the disk, and only then gives it its own.
pub(super) fn put(out: &Path, bytes: &[u8]) -> io::Result<()> {
    let unfinished = unfinished(out);
    let written = write(&unfinished, bytes).and_then(|()| fs::rename(&unfinished, out));
    if written.is_err() {
        // It may not even be there.
        let _ = fs::remove_file(&unfinished);
    }
    written
}

fn write(file: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create(file)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// What `out` is called until it is whole.
fn unfinished(out: &Path) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(out.file_name().unwrap_or_default());
    name.push(".part");
    out.with_file_name(name)
}

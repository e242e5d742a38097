//! Random access to the bytes of a file through a small window, so that walking over headers costs few reads.

use std::io::{self, Read, Seek, SeekFrom};

/// Number of bytes read at once.
const WINDOW_BYTES: u64 = 4 << 10;

/// The first `length` bytes of a file.
pub(super) struct Bytes<'r, R> {
    reader: &'r mut R,
    length: u64,
    window: Vec<u8>,
    /// Position of the window in the file.
    start: u64,
}

impl<'r, R: Read + Seek> Bytes<'r, R> {
    pub(super) const fn new(reader: &'r mut R, length: u64) -> Self {
        Self { reader, length, window: Vec::new(), start: 0 }
    }

    pub(super) const fn length(&self) -> u64 {
        self.length
    }

    /// Returns up to `most` bytes at a position; fewer at the end of the file.
    pub(super) fn slice(&mut self, at: u64, most: u64) -> io::Result<&[u8]> {
        let count = most.min(self.length.saturating_sub(at));
        if at < self.start || at + count > self.start + self.window.len() as u64 {
            self.window.clear();
            self.start = at;
            self.reader.seek(SeekFrom::Start(at))?;
            let wanted = count.max(WINDOW_BYTES).min(self.length.saturating_sub(at));
            self.reader.by_ref().take(wanted).read_to_end(&mut self.window)?;
        }
        let from = (at - self.start) as usize;
        let to = self.window.len().min(from + count as usize);
        Ok(&self.window[from..to])
    }

    /// Returns the bytes at a position; `None` if the file ends before them.
    pub(super) fn array<const N: usize>(&mut self, at: u64) -> io::Result<Option<[u8; N]>> {
        Ok(self.slice(at, N as u64)?.try_into().ok())
    }

    /// Returns up to [`WINDOW_BYTES`] bytes at a position: at least one, unless the file ends there.
    pub(super) fn run(&mut self, at: u64) -> io::Result<&[u8]> {
        self.slice(at, WINDOW_BYTES)
    }
}

//! An opened media file.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek};

use dailies_model::Container;

/// An opened file. Its length limits every size in it.
pub(super) struct Source {
    pub(super) reader: BufReader<File>,
    pub(super) length: u64,
}

impl Source {
    pub(super) fn new(file: File) -> io::Result<Self> {
        let length = file.metadata()?.len();
        Ok(Self { reader: BufReader::new(file), length })
    }

    /// Reads the first bytes, at most `limit`.
    pub(super) fn head(&mut self, limit: u64) -> io::Result<Vec<u8>> {
        let mut head = Vec::new();
        self.reader.rewind()?;
        self.reader.by_ref().take(limit).read_to_end(&mut head)?;
        Ok(head)
    }

    /// Detects the format of the file.
    pub(super) fn container(&mut self) -> io::Result<Option<Container>> {
        Ok(Container::of(&self.head(Container::HEAD as u64)?))
    }
}

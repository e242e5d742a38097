//! Reads the output of a child with limits: report lines, and the bytes of one picture, which the parent writes to
//! disk. The child opens no file, so that a film that exploits the decoder can neither read nor write any.

use std::io;
use std::path::PathBuf;

use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncReadExt, BufReader};
use tokio::task;

use super::atomic_file::PendingFile;
use super::picture::MOST_FILE_BYTES;
use super::protocol::Report;

/// Maximum size of all lines of a child, in bytes.
const MOST_LINE_BYTES: u64 = 64 << 10;

/// The output of one child so far.
pub(super) struct ChildOutput {
    place: Option<PathBuf>,
    reports: Vec<Report>,
    picture: Option<PendingFile>,
    trouble: Option<io::Error>,
}

impl ChildOutput {
    /// Creates the receiver; `place` is the path of the picture, if the child makes one.
    pub(super) const fn new(place: Option<PathBuf>) -> Self {
        Self { place, reports: Vec::new(), picture: None, trouble: None }
    }

    /// Reads until the output ends, exceeds a limit, or has a picture that is not accepted. Output read so far is kept
    /// when the future is dropped.
    pub(super) async fn receive(&mut self, pipe: Option<impl AsyncRead + Unpin>) -> io::Result<()> {
        let Some(pipe) = pipe else { return Ok(()) };
        let mut pipe = BufReader::new(pipe);
        let mut left = MOST_LINE_BYTES;
        let mut line = Vec::new();
        while left > 0 {
            line.clear();
            let length = (&mut pipe).take(left).read_until(b'\n', &mut line).await?;
            left -= length as u64;
            match serde_json::from_slice(&line) {
                _ if length == 0 => return Ok(()),
                Ok(Report::File { bytes }) => {
                    if !self.take_picture(&mut pipe, bytes).await {
                        return Ok(());
                    }
                }
                Ok(report) => self.reports.push(report),
                Err(_) => {}
            }
        }
        Ok(())
    }

    /// Returns whether the picture arrived completely and was written.
    async fn take_picture(&mut self, pipe: &mut (impl AsyncRead + Unpin), bytes: u64) -> bool {
        let Some(place) = self.place.as_deref().filter(|_| bytes <= MOST_FILE_BYTES && self.picture.is_none()) else {
            return false;
        };
        match PendingFile::receive(place, &mut (&mut *pipe).take(bytes)).await {
            Ok((picture, received)) => self.picture = (received == bytes).then_some(picture),
            Err(error) => self.trouble = Some(error),
        }
        self.picture.is_some()
    }

    /// Returns the child's reports after it has ended, and gives the picture its final name. If no picture arrived, the
    /// reports about one are left out.
    pub(super) async fn finish(mut self) -> io::Result<Vec<Report>> {
        if let Some(trouble) = self.trouble {
            return Err(trouble);
        }
        let is_of_picture =
            |report: &Report| matches!(report, Report::Poster | Report::Strip | Report::Frame(_) | Report::Prepared(_));
        match (self.picture, self.place) {
            (Some(picture), Some(place)) if self.reports.iter().any(is_of_picture) => {
                task::spawn_blocking(move || picture.place(&place)).await.map_err(io::Error::other)??;
            }
            _ => self.reports.retain(|report| !is_of_picture(report)),
        }
        Ok(self.reports)
    }
}

#[cfg(test)]
mod tests {
    use std::io::ErrorKind;
    use std::path::Path;

    use super::*;

    async fn received(place: &Path, said: &[u8]) -> io::Result<Vec<Report>> {
        let mut inbox = ChildOutput::new(Some(place.to_owned()));
        inbox.receive(Some(said)).await?;
        inbox.finish().await
    }

    fn entries(folder: &Path) -> usize {
        std::fs::read_dir(folder).expect("a folder").count()
    }

    #[tokio::test]
    async fn a_picture_gets_its_name_when_all_of_it_came() {
        let folder = tempfile::tempdir().expect("a folder");
        let place = folder.path().join("poster.jpg");
        let whole = b"{\"file\":{\"bytes\":5}}\n1\n345\"poster\"\n";
        assert_eq!(received(&place, whole).await.expect("reports"), [Report::Poster]);
        assert_eq!(std::fs::read(&place).expect("the picture"), b"1\n345");
        assert_eq!(entries(folder.path()), 1);
    }

    #[tokio::test]
    async fn a_child_that_lies_or_dies_leaves_no_picture() {
        let folder = tempfile::tempdir().expect("a folder");
        let place = folder.path().join("poster.jpg");
        let endless = format!("{{\"file\":{{\"bytes\":{}}}}}\n\"poster\"\n", u64::MAX);
        for said in [
            &b"\"poster\"\n"[..],
            b"{\"file\":{\"bytes\":5}}\n123",
            b"{\"file\":{\"bytes\":5}}\n12345",
            b"{\"file\":{\"bytes\":50}}\n12345\"poster\"\n",
            endless.as_bytes(),
        ] {
            let reports = received(&place, said).await.expect("reports");
            assert!(reports.is_empty(), "{}", String::from_utf8_lossy(said));
            assert_eq!(entries(folder.path()), 0);
        }
    }

    #[tokio::test]
    async fn a_disk_that_fails_is_not_the_childs_fault() {
        let folder = tempfile::tempdir().expect("a folder");
        let place = folder.path().join("no such folder").join("poster.jpg");
        let said = b"{\"file\":{\"bytes\":1}}\n1\"poster\"\n";
        assert_eq!(received(&place, said).await.expect_err("an error").kind(), ErrorKind::NotFound);
    }

    #[tokio::test]
    async fn lines_are_bounded() {
        let folder = tempfile::tempdir().expect("a folder");
        let said = "\"poster\"\n".repeat(100_000);
        let mut inbox = ChildOutput::new(Some(folder.path().join("poster.jpg")));
        inbox.receive(Some(said.as_bytes())).await.expect("read");
        assert!(inbox.reports.len() as u64 <= MOST_LINE_BYTES / 9);
    }
}

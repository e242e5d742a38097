//! One large film fetched, hashed and brought to the disk, against curl and sha256sum.

use std::{
    fs::{self, File},
    io::{BufRead as _, BufReader, Write as _},
    path::Path,
    process::{Child, Command, Stdio},
    time::Duration,
};

use dailies_core::{
    download::{Downloader, Source},
    model::{Medium, Proxy},
};
use rand::{RngCore as _, SeedableRng as _, rngs::StdRng};

use super::{
    Done, Failure,
    figure::Figure,
    loopback,
    process::{forget_peak, memory, run},
    rounds::{in_turns_after, median, spread},
};

const FILM: &str = "large.mp4";

/// Gets it, hashes it, brings it to the disk.
const OTHERS: &str = r#"curl --silent --fail --output "$1" "$2" && sha256sum "$1" > "$1.sha256" && sync "$1""#;

/// `folder` keeps the film for the next run.
pub(crate) async fn measure(folder: &Path, bytes: u64, rounds: usize) -> Done {
    make(&folder.join(FILM), bytes)?;
    let server = Server::start(folder)?;
    let url = format!("{}/{FILM}", server.address);
    let (part, copy) = (folder.join("ours.part"), folder.join("theirs.mp4"));
    clear(folder)?;
    let downloader = Downloader::new()?;
    let source = Source {
        own_origin: Some(url.parse()?),
        url: url.clone(),
        medium: Medium::Film,
        key: None,
        secret: None,
        proxy: Proxy::Direct,
    };
    let before = memory("VmRSS")?;
    forget_peak()?;
    let ours = async || {
        let fetched = downloader.fetch(&source, &part, |_, _| ()).await?;
        if fetched.bytes == bytes { Ok(()) } else { Err(format!("{} bytes of {bytes}", fetched.bytes).into()) }
    };
    let theirs = async || run(tokio::process::Command::new("sh").args(["-c", OTHERS, "sh"]).arg(&copy).arg(&url)).await;
    let turns = in_turns_after(rounds, || clear(folder), ours, theirs).await?;
    let grown = memory("VmHWM")? - before;
    clear(folder)?;
    let note = format!("ours {}, theirs {} ms", spread(&turns.ours), spread(&turns.theirs));
    let (ours, theirs) = (median(&turns.ours), Some(median(&turns.theirs)));
    Figure { line: "download.time", ours, theirs, unit: "ms", note }.say()?;
    let note = format!("{before:.1} MiB before");
    Figure { line: "download.memory", ours: grown, theirs: None, unit: "MiB", note }.say()
}

/// Serves a folder until it is killed, and says where.
pub(crate) async fn serve(folder: &Path) -> Done {
    let address = loopback::serve(folder).await?;
    writeln!(std::io::stdout(), "{address}")?;
    tokio::time::sleep(Duration::from_secs(3600)).await;
    Ok(())
}

/// A file server in a process of its own, so that its memory is not ours.
struct Server {
    child: Child,
    address: String,
}

impl Server {
    fn start(folder: &Path) -> Result<Self, Failure> {
        let program = std::env::current_exe()?;
        let mut child = Command::new(program).arg("serve").arg(folder).stdout(Stdio::piped()).spawn()?;
        let mut address = String::new();
        BufReader::new(child.stdout.take().ok_or("no output")?).read_line(&mut address)?;
        Ok(Self { child, address: address.trim().to_owned() })
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Takes the last copies away.
fn clear(folder: &Path) -> Done {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.file_name().is_some_and(|name| name != FILM) {
            fs::remove_file(path)?;
        }
    }
    Ok(())
}

/// What begins like a film, and goes on by chance.
fn make(film: &Path, bytes: u64) -> Done {
    if fs::metadata(film).is_ok_and(|found| found.len() == bytes) {
        return Ok(());
    }
    let mut piece = vec![0; 1 << 20];
    let mut rng = StdRng::seed_from_u64(7);
    let mut file = File::create(film)?;
    for at in 0..bytes.div_ceil(1 << 20) {
        rng.fill_bytes(&mut piece);
        if at == 0 {
            piece[..16].copy_from_slice(b"\0\0\0\x10ftypisom\0\0\0\0");
        }
        file.write_all(&piece)?;
    }
    file.set_len(bytes)?;
    file.sync_all()?;
    Ok(())
}

//! The studio without a window: core, the built-in relay and the page, for browser tests and the curious.
//!
//! `headless --data DIR --port P [OPTION..]` prints its address when it listens. The options:
//!
//! - `--ui DIR`: the built page, served at `/`.
//! - `--page ORIGIN`: the origin of a development server that shows the page instead.
//! - `--speed N`: how much faster than a real relay the built-in one is; `--quality tiny`: it makes small films, for tests.
//! - `--relay URL`: a running simulator in place of the built-in relay.
//! - `--poll-ms N`: the first wait between two polls, in milliseconds; the longest is four times that.
//! - `--no-keychain`: keys are kept for the session only.
//! - `--desktop DIR`: a folder that stands in for a user at a desktop. The dialog for pictures picks the files in `DIR/pick`, in
//!   order of their names, the one for films those in `DIR/films`, and the one for folders `DIR/exports`; the clipboard holds the
//!   files in `DIR/clipboard`, and a picture that is copied is `copied.png` there; what is saved goes to `DIR/saved`, and the
//!   names of what is dragged out are the lines of `DIR/drags.txt`.
//!
//! With or without a desktop, `POST /drop {"paths": [..]}` drops files on the window that is not there.

use std::{
    io::{self, Write as _},
    net::SocketAddr,
    path::{Path, PathBuf},
    sync::Arc,
};

use dailies_core::{
    Options, Studio,
    host::{Clipboard, Host, HostError, NoDesktop},
    http,
    http::{Demo, DemoAddress},
    library, media, queue,
    secret::{Secrets, Store, forbid_dumps},
};
use dailies_simulator::{Config, Quality, Simulator};
use futures::future::{BoxFuture, ready};
use tokio::net::TcpListener;
use url::Url;

type Failure = Box<dyn std::error::Error + Send + Sync>;

const USAGE: &str = "headless --data DIR --port P [--ui DIR] [--page ORIGIN] [--speed N] [--quality tiny] [--relay URL] \
                     [--poll-ms N] [--no-keychain] [--desktop DIR]";

/// A clip of ten seconds in a little more than two.
const DEMO_SPEED: f64 = 40.0;

/// What the command line says.
struct Arguments {
    data_dir: PathBuf,
    port: u16,
    ui: Option<PathBuf>,
    page: Option<String>,
    speed: f64,
    quality: Quality,
    pace: queue::Pace,
    relay: Option<Url>,
    store: Store,
    host: Arc<dyn Host>,
}

/// A desktop whose user always does the same: with the files in this folder.
struct Folder(PathBuf);

impl Folder {
    /// What is there when it is asked for, in order of the names; nothing when there is no such folder.
    fn files(&self, name: &str) -> Result<Vec<PathBuf>, HostError> {
        let entries = match std::fs::read_dir(self.0.join(name)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            entries => entries.map_err(failed)?,
        };
        let files: io::Result<Vec<_>> = entries.map(|entry| Ok(entry?.path())).collect();
        let mut files = files.map_err(failed)?;
        files.sort();
        Ok(files)
    }
}

impl Host for Folder {
    fn has_desktop(&self) -> bool {
        true
    }

    fn reveal(&self, _: &Path) -> Result<(), HostError> {
        Err(HostError::NoDesktop)
    }

    fn open_url(&self, _: &str) -> Result<(), HostError> {
        Err(HostError::NoDesktop)
    }

    fn choose_pictures(&self) -> BoxFuture<'_, Result<Vec<PathBuf>, HostError>> {
        Box::pin(ready(self.files("pick")))
    }

    fn clipboard(&self) -> BoxFuture<'_, Result<Clipboard, HostError>> {
        Box::pin(ready(self.files("clipboard").map(Clipboard::Files)))
    }

    fn choose_save_path<'a>(&'a self, suggested: &'a str) -> BoxFuture<'a, Result<Option<PathBuf>, HostError>> {
        Box::pin(ready(Ok(Some(self.0.join("saved").join(suggested)))))
    }

    fn choose_folder(&self) -> BoxFuture<'_, Result<Option<PathBuf>, HostError>> {
        let folder = self.0.join("exports");
        let made = std::fs::create_dir_all(&folder).map(|()| Some(folder));
        Box::pin(ready(made.map_err(failed)))
    }

    fn choose_films(&self) -> BoxFuture<'_, Result<Vec<PathBuf>, HostError>> {
        Box::pin(ready(self.files("films")))
    }

    fn copy_picture(&self, png: Vec<u8>) -> BoxFuture<'_, Result<(), HostError>> {
        let folder = self.0.join("clipboard");
        let made = std::fs::create_dir_all(&folder).and_then(|()| std::fs::write(folder.join("copied.png"), png));
        Box::pin(ready(made.map_err(failed)))
    }

    fn start_drag(&self, files: Vec<PathBuf>, _: Vec<u8>) -> BoxFuture<'_, Result<(), HostError>> {
        let names = files.iter().filter_map(|file| Some(file.file_name()?.to_string_lossy() + "\n"));
        let names: String = names.collect();
        let list = std::fs::File::options().create(true).append(true).open(self.0.join("drags.txt"));
        Box::pin(ready(list.and_then(|mut list| list.write_all(names.as_bytes())).map_err(failed)))
    }
}

#[expect(clippy::needless_pass_by_value, reason = "as `map_err` hands it over")]
fn failed(error: io::Error) -> HostError {
    HostError::Failed(error.to_string())
}

fn main() -> Result<(), Failure> {
    media::run_if_child();
    forbid_dumps();
    http::install_tls();
    tracing_subscriber::fmt().with_writer(io::stderr).with_max_level(tracing::Level::WARN).init();
    let arguments = Arguments::parse(std::env::args().skip(1))?;
    tokio::runtime::Runtime::new()?.block_on(serve(arguments))
}

async fn serve(arguments: Arguments) -> Result<(), Failure> {
    let listener = TcpListener::bind(SocketAddr::from(([127, 0, 0, 1], arguments.port))).await?;
    let origin = format!("http://{}", listener.local_addr()?);
    let demo_relay = match arguments.relay {
        Some(url) => Demo::running_at(url),
        None => demo(arguments.data_dir.join("demo"), arguments.speed, arguments.quality),
    };
    let studio = Studio::open(Options {
        demo_relay: Some(demo_relay),
        data_dir: arguments.data_dir,
        secrets: Secrets::new(arguments.store),
        host: arguments.host,
        media_child: std::env::current_exe()?,
        pace: arguments.pace,
        origins: std::iter::once(origin.clone()).chain(arguments.page).collect(),
        media_listener: None,
    })
    .await?;
    announce(&origin);
    let served = tokio::select! {
        served = dailies_headless::serve(studio.clone(), listener, arguments.ui) => served,
        stopped = stopped() => stopped,
    };
    studio.close().await;
    Ok(served?)
}

/// Waits until the program is told to end.
async fn stopped() -> io::Result<()> {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let mut terminated = signal(SignalKind::terminate())?;
        tokio::select! {
            stopped = tokio::signal::ctrl_c() => stopped,
            _ = terminated.recv() => Ok(()),
        }
    }
    #[cfg(not(unix))]
    tokio::signal::ctrl_c().await
}

/// The built-in relay as in the program: with a key of this run, and without `/_sim`.
fn demo(state_dir: PathBuf, speed: f64, quality: Quality) -> Demo {
    Demo::new(move |key| {
        let state_dir = Some(state_dir.clone());
        async move {
            let wanted = Some(key.expose().to_owned());
            let config = Config { speed, state_dir, key: wanted, quality, ..Config::default() };
            let running = Simulator::start(config).await.ok()?;
            Some(DemoAddress { url: running.address().parse().ok()?, key: Some(key), running: Arc::new(running) })
        }
    })
}

#[expect(clippy::print_stdout, reason = "the address is what the caller waits for")]
fn announce(origin: &str) {
    println!("{origin}");
}

impl Arguments {
    fn parse(mut words: impl Iterator<Item = String>) -> Result<Self, Failure> {
        let mut data_dir = library::default_data_dir();
        let mut arguments = Self {
            data_dir: PathBuf::new(),
            port: 0,
            ui: None,
            page: None,
            speed: DEMO_SPEED,
            quality: Quality::Demo,
            pace: queue::Pace::RELAY,
            relay: None,
            store: Store::Os,
            host: Arc::new(NoDesktop),
        };
        while let Some(word) = words.next() {
            let mut value = || words.next().ok_or_else(|| format!("{word} needs a value; usage: {USAGE}"));
            match word.as_str() {
                "--data" => data_dir = Some(value()?.into()),
                "--port" => arguments.port = value()?.parse()?,
                "--ui" => arguments.ui = Some(value()?.into()),
                "--page" => arguments.page = Some(value()?),
                "--speed" => arguments.speed = value()?.parse()?,
                "--quality" if value()? == "tiny" => arguments.quality = Quality::Tiny,
                "--poll-ms" => arguments.pace = pace(value()?.parse()?),
                "--relay" => arguments.relay = Some(value()?.parse()?),
                "--desktop" => arguments.host = Arc::new(Folder(value()?.into())),
                "--no-keychain" => arguments.store = Store::None,
                _ => return Err(format!("{word} is not known; usage: {USAGE}").into()),
            }
        }
        arguments.data_dir = data_dir.ok_or_else(|| format!("where is the library? usage: {USAGE}"))?;
        Ok(arguments)
    }
}

fn pace(first_ms: u32) -> queue::Pace {
    let first_ms = i64::from(first_ms);
    queue::Pace { first_ms, cap_ms: first_ms * 4 }
}

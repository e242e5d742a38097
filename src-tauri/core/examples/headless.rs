//! The studio without a window: core, the built-in relay and the page, for browser tests and the curious.
//!
//! `headless --data DIR --port P [--ui DIR] [--speed N | --relay URL] [--no-keychain]` prints its address when it listens. `--speed`
//! is the built-in relay's: how much faster than a real one it is. `--relay` takes a running simulator in its place.

use std::{net::SocketAddr, path::PathBuf, sync::Arc};

use dailies_core::{
    Options, Studio, bridge, host, library, media, queue, relay,
    secret::{Secrets, Store},
};
use dailies_simulator::{Config, Quality, Simulator};
use tokio::net::TcpListener;
use url::Url;

type Failure = Box<dyn std::error::Error + Send + Sync>;

const USAGE: &str = "headless --data DIR --port P [--ui DIR] [--speed N | --relay URL] [--no-keychain]";

/// A clip of ten seconds in a little more than two.
const DEMO_SPEED: f64 = 40.0;

/// What the command line says.
struct Arguments {
    data_dir: PathBuf,
    port: u16,
    ui: Option<PathBuf>,
    speed: f64,
    relay: Option<Url>,
    store: Store,
}

fn main() -> Result<(), Failure> {
    media::run_if_child();
    relay::install_tls();
    tracing_subscriber::fmt().with_writer(std::io::stderr).with_max_level(tracing::Level::WARN).init();
    let arguments = Arguments::parse(std::env::args().skip(1))?;
    tokio::runtime::Runtime::new()?.block_on(serve(arguments))
}

async fn serve(arguments: Arguments) -> Result<(), Failure> {
    let listener = TcpListener::bind(SocketAddr::from(([127, 0, 0, 1], arguments.port))).await?;
    let origin = format!("http://{}", listener.local_addr()?);
    let (demo_relay, _demo) = match arguments.relay {
        Some(url) => (url, None),
        None => start_demo(&arguments.data_dir, arguments.speed).await?,
    };
    let studio = Studio::open(Options {
        demo_relay: Some(demo_relay),
        data_dir: arguments.data_dir,
        secrets: Secrets::new(arguments.store),
        host: Arc::new(host::NoDesktop),
        media_child: std::env::current_exe()?,
        pace: queue::Pace::RELAY,
        origins: vec![origin.clone()],
    })
    .await?;
    announce(&origin);
    let served = tokio::select! {
        served = bridge::serve(studio.clone(), listener, arguments.ui) => served,
        stopped = tokio::signal::ctrl_c() => stopped,
    };
    studio.close().await;
    Ok(served?)
}

async fn start_demo(data_dir: &std::path::Path, speed: f64) -> Result<(Url, Option<Simulator>), Failure> {
    let state_dir = Some(data_dir.join("demo"));
    let demo = Simulator::start(Config { speed, state_dir, quality: Quality::Demo, ..Config::default() }).await?;
    Ok((demo.address().parse()?, Some(demo)))
}

#[expect(clippy::print_stdout, reason = "the address is what the caller waits for")]
fn announce(origin: &str) {
    println!("{origin}");
}

impl Arguments {
    fn parse(mut words: impl Iterator<Item = String>) -> Result<Self, Failure> {
        let mut data_dir = library::default_data_dir();
        let (mut port, mut ui, mut speed, mut relay, mut store) = (0, None, DEMO_SPEED, None, Store::Os);
        while let Some(word) = words.next() {
            let mut value = || words.next().ok_or_else(|| format!("{word} needs a value; usage: {USAGE}"));
            match word.as_str() {
                "--data" => data_dir = Some(value()?.into()),
                "--port" => port = value()?.parse()?,
                "--ui" => ui = Some(value()?.into()),
                "--speed" => speed = value()?.parse()?,
                "--relay" => relay = Some(value()?.parse()?),
                "--no-keychain" => store = Store::None,
                _ => return Err(format!("{word} is not known; usage: {USAGE}").into()),
            }
        }
        let data_dir = data_dir.ok_or_else(|| format!("where is the library? usage: {USAGE}"))?;
        Ok(Self { data_dir, port, ui, speed, relay, store })
    }
}

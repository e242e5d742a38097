//! The built-in relay: the simulator on a port of this run, for a first clip without a key.

use dailies_simulator::{Config, Quality, Simulator};
use std::path::Path;
use tauri::Url;

/// A clip of several minutes comes in a few seconds: long enough to see it work, short enough to stay.
const SPEED: f64 = 40.0;

/// Starts it, with its tasks kept beside the library. The studio goes on without one.
pub(crate) async fn start(data_dir: &Path) -> Option<(Simulator, Url)> {
    let state_dir = Some(data_dir.join("demo"));
    let config = Config { port: 0, key: None, speed: SPEED, state_dir, quality: Quality::Demo, ..Config::default() };
    match Simulator::start(config).await {
        Ok(simulator) => Url::parse(&simulator.address()).ok().map(|url| (simulator, url)),
        Err(error) => {
            tracing::warn!(%error, "there is no demo relay in this run");
            None
        }
    }
}

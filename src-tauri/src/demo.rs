//! The built-in relay: the simulator on a port and with a key of this run, for a first clip without a key and without cost.

use dailies_core::http::{Demo, DemoAddress};
use dailies_simulator::{Config, Control, Quality, Simulator};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A clip of several minutes comes in a few seconds: long enough to see it work, short enough to stay.
const SPEED: f64 = 40.0;

/// It starts when it is first spoken to, with its tasks kept beside the library. The studio goes on without one.
pub(crate) fn of(data_dir: &Path) -> Demo {
    let state_dir = data_dir.join("demo");
    Demo::new(move |key| start(state_dir.clone(), key))
}

async fn start(state_dir: PathBuf, key: dailies_core::secret::Key) -> Option<DemoAddress> {
    let config = Config {
        port: 0,
        key: Some(key.expose().to_owned()),
        speed: SPEED,
        state_dir: Some(state_dir),
        quality: Quality::Demo,
        control: Control::Closed,
        balance_usd: None,
    };
    match Simulator::start(config).await {
        Ok(simulator) => {
            let url = simulator.address().parse().ok()?;
            Some(DemoAddress { url, key: Some(key), running: Arc::new(simulator) })
        }
        Err(error) => {
            tracing::warn!(%error, "the demo relay does not start");
            None
        }
    }
}

//! What a simulator is started with.

use crate::Quality;
use std::path::PathBuf;

/// Settings of one [`Simulator`](crate::Simulator).
#[derive(Debug, Clone)]
pub struct Config {
    /// Port on 127.0.0.1; 0 takes any free one.
    pub port: u16,
    /// The bearer key to insist on; `None` accepts any key and none.
    pub key: Option<String>,
    /// How many times faster than the reference's expected times (section 2) tasks finish.
    pub speed: f64,
    /// Where tasks and clips outlive the process; `None` keeps them in a temporary folder.
    pub state_dir: Option<PathBuf>,
    /// Size and frame rate of the clips.
    pub quality: Quality,
    /// US dollars that the key may spend in all; `None` has no limit.
    pub balance_usd: Option<f64>,
}

impl Default for Config {
    fn default() -> Self {
        Self { port: 0, key: None, speed: 50.0, state_dir: None, quality: Quality::Demo, balance_usd: None }
    }
}

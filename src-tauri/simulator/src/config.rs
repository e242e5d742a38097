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
    /// Whether `/_sim` is there.
    pub control: Control,
    /// US dollars that the key may spend in all; `None` has no limit.
    pub balance_usd: Option<f64>,
}

/// Whether a simulator can be steered over HTTP. In Rust it always can.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Control {
    /// There is no `/_sim`: so in the program that users get.
    Closed,
    /// Whoever reaches it may add faults and read what was submitted.
    Open,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            port: 0,
            key: None,
            speed: 50.0,
            state_dir: None,
            quality: Quality::Demo,
            control: Control::Closed,
            balance_usd: None,
        }
    }
}

//! A running simulator: binds, serves, stops.

use crate::config::Config;
use crate::connection::{Cut, CuttableListener};
use crate::fault::Fault;
use crate::state::Relay;
use crate::wire;
use serde_json::Value;
use std::io;
use std::net::Ipv4Addr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

/// Why a simulator did not start.
#[derive(Debug, thiserror::Error)]
pub enum SimulatorError {
    /// The port is taken or not allowed.
    #[error("cannot listen on 127.0.0.1:{port}: {source}")]
    Bind {
        /// The port that was asked for.
        port: u16,
        /// The system's reason.
        source: io::Error,
    },
    /// The folder of tasks and clips cannot be used.
    #[error("cannot use the state folder: {0}")]
    State(io::Error),
    /// Not a positive number.
    #[error("speed must be a number above 0, not {0}")]
    Speed(f64),
}

/// A relay on 127.0.0.1. Dropping it stops it too.
#[derive(Debug)]
pub struct Simulator {
    relay: Arc<Relay>,
    stop: oneshot::Sender<()>,
    serving: JoinHandle<()>,
}

impl Simulator {
    /// Binds and serves on the current tokio runtime.
    ///
    /// # Errors
    /// The port is taken, the state folder cannot be read or written, or the speed is not above 0.
    pub async fn start(config: Config) -> Result<Self, SimulatorError> {
        if !(config.speed.is_finite() && config.speed > 0.0) {
            return Err(SimulatorError::Speed(config.speed));
        }
        let bind = |source| SimulatorError::Bind { port: config.port, source };
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, config.port)).await.map_err(bind)?;
        let address = format!("http://{}", listener.local_addr().map_err(bind)?);
        let relay = Arc::new(Relay::open(&config, address).map_err(SimulatorError::State)?);
        let (stop, stopped) = oneshot::channel::<()>();
        let app = wire::router(Arc::clone(&relay), config.control).into_make_service_with_connect_info::<Cut>();
        let served = axum::serve(CuttableListener(listener), app).with_graceful_shutdown(async {
            // A dropped sender means stop as well.
            let _ = stopped.await;
        });
        let serving = tokio::spawn(async {
            if let Err(error) = served.await {
                tracing::warn!(%error, "serving ended");
            }
        });
        Ok(Self { relay, stop, serving })
    }

    /// The base URL, such as `http://127.0.0.1:18080`.
    pub fn address(&self) -> String {
        self.relay.address.clone()
    }

    /// Submits accepted since the state began.
    pub fn accepted_count(&self) -> usize {
        self.relay.store.count()
    }

    /// The bodies of accepted submits, in order.
    pub fn submits(&self) -> Vec<Value> {
        self.relay.store.all().iter().map(|task| task.body.clone()).collect()
    }

    /// Lets the key spend `usd` more from now on.
    pub fn set_balance(&self, usd: f64) {
        let mut limit = self.relay.till.limit();
        *limit = Some(self.relay.spent_usd() + usd);
    }

    /// Spoils the next request of the fault's route, after the faults that already wait.
    pub fn add_fault(&self, fault: Fault) {
        self.relay.faults.add(fault);
    }

    /// Forgets the faults that wait.
    pub fn clear_faults(&self) {
        self.relay.faults.clear();
    }

    /// Stops listening and lets open requests finish, for at most two seconds.
    pub async fn stop(self) {
        let _ = self.stop.send(());
        let _ = tokio::time::timeout(Duration::from_secs(2), self.serving).await;
    }
}

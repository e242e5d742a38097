//! The built-in demo relay: started at its first use, with a port and a key of this run. The program that opens the studio
//! provides it.

use std::{any::Any, fmt, sync::Arc};

use futures::future::{BoxFuture, FutureExt as _};
use tokio::sync::OnceCell;
use url::Url;

use dailies_relay::Key;

/// Where the built-in relay listens in this run.
#[derive(Clone)]
pub struct DemoAddress {
    /// Its base URL.
    pub url: Url,
    /// The key that it insists on, if on any.
    pub key: Option<Key>,
    /// What has to be kept for as long as it shall run.
    pub running: Arc<dyn Any + Send + Sync>,
}

type Start = Box<dyn Fn(Key) -> BoxFuture<'static, Option<DemoAddress>> + Send + Sync>;

/// The built-in relay, running or not.
pub struct Demo {
    start: Start,
    address: OnceCell<DemoAddress>,
}

impl Demo {
    /// One that `start` starts with a key of this run; `None` when it does not start, which is tried again when it is next
    /// spoken to.
    pub fn new<F: Future<Output = Option<DemoAddress>> + Send + 'static>(
        start: impl Fn(Key) -> F + Send + Sync + 'static,
    ) -> Self {
        Self { start: Box::new(move |key| start(key).boxed()), address: OnceCell::new() }
    }

    /// One that runs already and asks for no key.
    pub fn running_at(url: Url) -> Self {
        let address = DemoAddress { url, key: None, running: Arc::new(()) };
        Self::new(move |_| std::future::ready(Some(address.clone())))
    }

    /// Where it listens, started if it was not.
    pub(super) async fn address(&self) -> Option<&DemoAddress> {
        self.address.get_or_try_init(|| async { (self.start)(Key::random()).await.ok_or(()) }).await.ok()
    }
}

impl fmt::Debug for Demo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Demo({:?})", self.address.get().map(|address| address.url.as_str()))
    }
}

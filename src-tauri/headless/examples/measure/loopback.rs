//! Posters over our media server, against the same files from a plain one; curl fetches both.

use std::{fs, net::SocketAddr, path::Path, sync::Arc};

use axum::{Router, serve::ListenerExt as _};
use dailies_core::{
    library::{Library, clips, index_source},
    loopback::Loopback,
};
use tokio::{net::TcpListener, process::Command};
use tower_http::services::ServeDir;

use super::{
    Done, Failure,
    figure::Figure,
    process::run,
    rounds::{in_turns, median},
};

/// `posters` of them, spread over the library.
pub(crate) async fn measure(folder: &Path, posters: usize, rounds: usize) -> Done {
    let library = Arc::new(Library::open(folder)?);
    let (ours, theirs) = {
        let loopback = Loopback::start(library.clone(), &[], std::net::TcpListener::bind("127.0.0.1:0")?).await?;
        let plain = serve(folder).await?;
        let ids = library.read(|db| index_source::newest(db, 0, u32::MAX))?.ids;
        let chosen: Vec<_> = ids.iter().step_by((ids.len() / posters).max(1)).take(posters).collect();
        let folder = tempfile::tempdir()?;
        let [mine, others] = ["ours", "theirs"].map(|name| folder.path().join(name));
        fs::write(&mine, config(chosen.iter().map(|id| format!("{}/clips/{}/poster", loopback.url(), id.0))))?;
        let files = chosen.iter().map(|id| library.read(|db| clips::file(db, **id)).map(|file| file.folder));
        let files = files.collect::<Result<Vec<_>, _>>()?;
        let names = files.iter().map(|file| {
            let name = file.as_str();
            format!("{plain}/clips/{}/{name}/poster.jpg", &name[..2])
        });
        fs::write(&others, config(names))?;
        let curl =
            async |config: &Path| run(Command::new("curl").args(["--silent", "--fail", "--config"]).arg(config)).await;
        let turns = in_turns(rounds, async || curl(&mine).await, async || curl(&others).await).await?;
        let rate = |times: &[f64]| chosen.len() as f64 / median(times) * 1e3;
        (rate(&turns.ours), rate(&turns.theirs))
    };
    let note = format!("{posters} posters a run, one connection");
    Figure { line: "loopback", ours, theirs: Some(theirs), unit: "/s", note }.say()
}

/// One process of curl takes them all, by one connection.
fn config(urls: impl Iterator<Item = String>) -> String {
    urls.map(|url| format!("url = \"{url}\"\noutput = \"/dev/null\"\n")).collect()
}

/// tower-http's `ServeDir` and nothing else, with as little delay as ours, in this very process; gives back its address.
pub(crate) async fn serve(folder: &Path) -> Result<String, Failure> {
    let listener = TcpListener::bind(SocketAddr::from(([127, 0, 0, 1], 0))).await?;
    let address = format!("http://{}", listener.local_addr()?);
    let router = Router::new().fallback_service(ServeDir::new(folder));
    let undelayed = listener.tap_io(|stream| drop(stream.set_nodelay(true)));
    tokio::spawn(async move { axum::serve(undelayed, router).await });
    Ok(address)
}

//! Jobs whose finished film ends early: never filed, fetched again, and filed once it comes whole. And one that came whole, but
//! whose end cannot be written down for a while.

use std::{
    path::Path,
    sync::{Arc, Mutex},
    time::Duration,
};

use axum::{
    Json, Router,
    body::Body,
    extract::State,
    http::{HeaderMap, header},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use dailies_core::model::{Job, JobState, Meaning};
use futures::stream;
use serde_json::json;
use tokio::{net::TcpListener, sync::Notify};

use crate::{
    images::film,
    support::{Room, patiently},
};

/// How a relay serves its film.
#[derive(Clone)]
struct Serving {
    bytes: Vec<u8>,
    /// Whether it says how many bytes come.
    is_measured: bool,
    /// What it waits for before it answers.
    gate: Option<Arc<Notify>>,
}

type Served = Arc<Mutex<Serving>>;

/// A relay that finishes every job at once; its address.
async fn relay(served: &Served) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let output = format!("{address}/film.mp4?sig=it's");
    let done = json!({ "task_id": "t1", "status": "SUCCESS", "progress": "100%", "data": { "output": output } });
    let app = Router::new()
        .route("/v2/videos/generations", post(|| async { Json(json!({ "task_id": "t1", "status": "queued" })) }))
        .route("/v2/videos/generations/{id}", get(move || async move { Json(done) }))
        .route("/film.mp4", get(serve))
        .with_state(served.clone());
    tokio::spawn(async move { axum::serve(listener, app).await });
    address
}

async fn serve(State(served): State<Served>, _: HeaderMap) -> Response {
    let Serving { bytes, is_measured, gate } = served.lock().unwrap().clone();
    if let Some(gate) = gate {
        gate.notified().await;
    }
    if is_measured {
        return bytes.into_response();
    }
    let body = Body::from_stream(stream::once(async { Ok::<_, std::io::Error>(bytes) }));
    ([(header::ETAG, "\"v1\"")], body).into_response()
}

fn named(folder: &Path, wanted: &str) -> usize {
    let Ok(entries) = std::fs::read_dir(folder) else { return 0 };
    let count = |path: &Path| match path.is_dir() {
        true => named(path, wanted),
        false => {
            usize::from(path.file_stem().is_some_and(|name| name == wanted && path.extension().unwrap() != "part"))
        }
    };
    entries.map(|entry| count(&entry.unwrap().path())).sum()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_film_that_ends_early_is_never_filed_and_comes_in_once_it_is_whole() {
    let half = |name: &str| {
        let bytes = std::fs::read(film(name)).unwrap();
        bytes[..bytes.len() / 2].to_vec()
    };
    let cuts = [
        (half("faststart.mp4"), "faststart.mp4"),
        (half("moov-at-end.mp4"), "moov-at-end.mp4"),
        (half("faststart.mp4")[..100].to_vec(), "faststart.mp4"),
        (std::fs::read(film("cut.webm")).unwrap(), "vp9.webm"),
    ];
    for (cut, whole) in cuts {
        for is_measured in [false, true] {
            let served = Served::new(Mutex::new(Serving { bytes: cut.clone(), is_measured, gate: None }));
            let room = Room::open().await;
            room.connect(&relay(&served).await).await;
            let job = room.generate("dunes", 1).await.remove(0);
            let missing = room.until(&job, JobState::ResultMissing).await;
            assert_eq!(missing.failure.map(|failure| failure.meaning), Some(Meaning::CutOff));
            assert_eq!(named(&room.folder.path().join("clips"), "film"), 0);

            served.lock().unwrap().bytes = std::fs::read(film(whole)).unwrap();
            let _: Job = room.call("resume_job", json!({ "id": job.id })).await;
            let done = room.until(&job, JobState::Done).await;
            assert_eq!(room.clip_of(&done).await.film.bytes, std::fs::metadata(film(whole)).unwrap().len());
        }
    }
}

/// Another connection holds the database, as a full disk would: that is said at the job, which goes on by itself.
#[tokio::test(flavor = "multi_thread")]
async fn what_keeps_a_job_from_being_written_down_is_said_and_passes() {
    let gate = Arc::new(Notify::new());
    let bytes = std::fs::read(film("faststart.mp4")).unwrap();
    let served = Served::new(Mutex::new(Serving { bytes, is_measured: true, gate: Some(gate.clone()) }));
    let room = Room::open().await;
    room.connect(&relay(&served).await).await;
    let job = room.generate("dunes", 1).await.remove(0);
    room.until(&job, JobState::Downloading).await;

    let db = rusqlite::Connection::open(room.folder.path().join("library.sqlite")).unwrap();
    db.execute_batch("BEGIN IMMEDIATE").unwrap();
    gate.notify_one();
    patiently("the reason", async {
        while room.job(&job).await.failure.is_none_or(|failure| failure.meaning != Meaning::Disk) {
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    })
    .await;
    assert_eq!(room.job(&job).await.state, JobState::Downloading);
    db.execute_batch("ROLLBACK").unwrap();
    let done = room.until(&job, JobState::Done).await;
    assert_eq!(done.failure, None);
}

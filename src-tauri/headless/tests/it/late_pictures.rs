//! Posters and strips that could not be made when their clip came in.

#![cfg(unix)]

use std::{os::unix::fs::PermissionsExt as _, sync::Arc, time::Duration};

use dailies_core::{
    Options, Studio, host,
    model::{Change, JobState},
    queue::Pace,
    secret::{Secrets, Store},
};

use crate::support::{Room, headless, patiently, relay};

/// A media child that is killed at once for as long as `broken` is there.
fn wrapper(folder: &std::path::Path) -> std::path::PathBuf {
    let (script, broken) = (folder.join("child.sh"), folder.join("broken"));
    let text =
        format!("#!/bin/sh\n[ -e '{}' ] && kill -9 $$\nexec '{}' \"$@\"\n", broken.display(), headless().display());
    std::fs::write(&script, text).unwrap();
    std::fs::set_permissions(&script, std::fs::Permissions::from_mode(0o755)).unwrap();
    std::fs::write(broken, b"").unwrap();
    script
}

#[tokio::test(flavor = "multi_thread")]
async fn pictures_that_failed_for_a_passing_reason_are_made_later_by_themselves() {
    let (relay, tools, folder) = (relay().await, tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let studio = Studio::open(Options {
        data_dir: folder.path().to_owned(),
        demo_relay: None,
        secrets: Secrets::new(Store::None),
        host: Arc::new(host::NoDesktop),
        media_child: wrapper(tools.path()),
        pace: Pace { first_ms: 20, cap_ms: 100 },
        origins: Vec::new(),
        media_listener: None,
    })
    .await
    .unwrap();
    let room = Room { studio, folder };
    room.connect(&relay.address()).await;
    let job = room.generate("dunes", 1).await.remove(0);
    let done = room.until(&job, JobState::Done).await;
    let clip = room.clip_of(&done).await;
    assert!(!clip.has_pictures);

    let mut changes = room.studio.changes();
    std::fs::remove_file(tools.path().join("broken")).unwrap();
    let told = patiently("the pictures", async {
        loop {
            if let Ok(Change::Clip { clip }) = changes.recv().await {
                return clip;
            }
        }
    })
    .await;
    assert!(told.has_pictures && told.film.width > 0 && told.id == clip.id);
    let clips = room.folder.path().join("clips");
    let strips = std::fs::read_dir(&clips).unwrap().flat_map(|shelf| std::fs::read_dir(shelf.unwrap().path()).unwrap());
    assert!(strips.map(|clip| clip.unwrap().path().join("strip.jpg")).all(|strip| strip.exists()));
    // Nothing is due any more.
    tokio::time::sleep(Duration::from_millis(50)).await;
    assert!(room.clip_of(&done).await.has_pictures);
}

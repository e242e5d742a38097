//! The real child, seen from outside while it works. What its walls hold back is tested beside them.

use std::fs;
use std::time::Duration;

use super::{folder, media_child};

/// `status` and `limits` of a child of this test that reads media and has its walls up.
fn walled_in() -> Option<[String; 2]> {
    let own = format!("PPid:\t{}\n", std::process::id());
    fs::read_dir("/proc").expect("proc").flatten().find_map(|entry| {
        let read = |name: &str| fs::read_to_string(entry.path().join(name)).ok();
        let status = read("status").filter(|status| status.contains(&own) && status.contains("Seccomp:\t2\n"))?;
        read("cmdline").filter(|line| line.contains("media-child"))?;
        Some([status, read("limits")?])
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn a_child_works_within_its_walls() {
    let folder = folder();
    let large = folder.path().join("large.png");
    image::GrayImage::new(3_000, 3_000).save(&large).expect("written");
    let out = folder.path().to_owned();
    let working = tokio::spawn(async move { media_child().examine(&large, &out).await });
    let mut seen = None;
    while !working.is_finished() {
        seen = seen.or_else(walled_in);
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    let examined = working.await.expect("no panic").expect("an answer");
    assert!(examined.poster.is_some_and(|poster| poster.is_file()));
    let [status, limits] = seen.expect("it was never seen with its walls up");
    assert!(status.contains("NoNewPrivs:\t1\n"), "{status}");
    for limit in ["Max file size", "Max core file size", "Max processes"] {
        let line = limits.lines().find(|line| line.starts_with(limit)).expect("a limit");
        assert_eq!(line[limit.len()..].split_whitespace().next(), Some("0"), "{line}");
    }
}

//! Probes, and small files that are read into memory.

use super::*;

#[tokio::test]
async fn a_film_that_is_there_is_seen_by_its_first_bytes() {
    let stage = Stage::new();
    let url = stage.serving(WHOLE).await;
    downloader().probe(&own(&url)).await.unwrap();
    assert_eq!(stage.ranges(), [Some("bytes=0-63".to_owned())]);
    let plain = stage.serving(Serve::Unmeasured).await;
    downloader().probe(&own(&plain)).await.unwrap();
    assert_eq!(std::fs::read_dir(stage.folder.path()).unwrap().count(), 0);
}

#[tokio::test]
async fn a_film_that_is_gone_or_none_is_told() {
    let stage = Stage::new();
    let gone = stage.serving(Serve::Always(StatusCode::FORBIDDEN, "expired")).await;
    assert!(matches!(downloader().probe(&own(&gone)).await, Err(FetchError::Expired { status: 403 })));
    let page = stage.serving(Serve::Always(StatusCode::OK, "<html>Link expired</html>")).await;
    assert!(matches!(downloader().probe(&own(&page)).await, Err(FetchError::Unexpected { .. })));
    let elsewhere = downloader().probe(&stranger(page.as_str(), None)).await;
    assert!(matches!(elsewhere, Err(FetchError::Unsafe(UnsafeAddress::NotHttps))), "{elsewhere:?}");
}

#[tokio::test]
async fn a_small_picture_comes_whole_or_not_at_all() {
    const TEXT: &str = "GIF89a and a picture";
    let stage = Stage::new();
    let url = stage.serving(Serve::Always(StatusCode::OK, TEXT)).await;
    let source = Source { medium: Medium::Still, ..own(&url) };
    assert_eq!(downloader().small(&source, TEXT.len()).await.unwrap(), TEXT.as_bytes());
    assert!(matches!(downloader().small(&source, TEXT.len() - 1).await, Err(FetchError::TooLarge)));
    assert!(matches!(downloader().small(&own(&url), 100).await, Err(FetchError::Unexpected { .. })));
    assert!(stage.asked().iter().all(|request| request.authorization.is_none()));
}

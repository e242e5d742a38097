//! Responses with a content encoding that was not requested.

use super::*;
use crate::content_encoding::tests::gzip;

#[tokio::test]
async fn a_compressed_film_is_decoded_and_the_progress_counts_its_own_bytes() {
    let stage = Stage::new();
    let url = stage.serving(Serve::Encoded("gzip", gzip(&film()))).await;
    let mut seen = Vec::new();
    let fetched = downloader().fetch(&own(&url), &stage.part(), |have, total| seen.push((have, total))).await.unwrap();
    stage.assert_whole(&fetched);
    assert_eq!(seen.last(), Some(&(film().len() as u64, None)));
    assert!(!stage.meta().exists(), "it is not resumed");
}

#[tokio::test]
async fn a_film_compressed_by_brotli_is_decoded() {
    let stage = Stage::new();
    let url = stage.serving(Serve::Encoded("br", fixture("films/faststart.mp4.br"))).await;
    stage.fetch(&url).await.unwrap();
    assert!(std::fs::read(stage.part()).unwrap() == fixture("films/faststart.mp4"));
}

#[tokio::test]
async fn a_film_that_is_not_compressed_as_its_header_says_is_taken_as_it_is() {
    for coding in ["gzip", "br", "deflate"] {
        let stage = Stage::new();
        let url = stage.serving(Serve::Encoded(coding, film())).await;
        stage.assert_whole(&stage.fetch(&url).await.unwrap());
    }
}

#[tokio::test]
async fn a_compressed_film_that_breaks_off_is_fetched_from_its_beginning() {
    let stage = Stage::new();
    let half = gzip(&film())[..5000].to_vec();
    let url = stage.serving(Serve::Encoded("gzip", half)).await;
    let got = stage.fetch(&url).await;
    assert!(matches!(got, Err(FetchError::Network)), "{got:?}");
    let whole = stage.serving(Serve::Encoded("gzip", gzip(&film()))).await;
    stage.assert_whole(&stage.fetch(&whole).await.unwrap());
    assert_eq!(stage.ranges(), [None, None]);
}

#[tokio::test]
async fn what_is_left_of_a_plain_film_does_not_come_compressed() {
    let stage = Stage::new();
    stage.leave(&film()[..100], ETAG, None);
    let url = stage.serving(Serve::Encoded("gzip", gzip(&film()))).await;
    stage.assert_whole(&stage.fetch(&url).await.unwrap());
}

#[tokio::test]
async fn a_film_that_is_too_large_once_decoded_is_not_kept() {
    let stage = Stage::new();
    let url = stage.serving(Serve::Encoded("gzip", gzip(&film()))).await;
    let downloader = Downloader { most_bytes: 100_000, ..downloader() };
    let got = downloader.fetch(&own(&url), &stage.part(), |_, _| {}).await;
    assert!(matches!(got, Err(FetchError::TooLarge)), "{got:?}");
    assert_eq!(std::fs::read_dir(stage.folder.path()).unwrap().count(), 0);
}

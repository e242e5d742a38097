//! Files that end too early, with and without a matching `Content-Length`.

use super::*;

fn half() -> Vec<u8> {
    film()[..film().len() / 2].to_vec()
}

async fn assert_cut_off(stage: &Stage, url: &Url) {
    let got = stage.fetch(url).await;
    assert!(matches!(got, Err(FetchError::CutOff)), "{got:?}");
}

#[tokio::test]
async fn a_film_of_untold_length_that_ends_early_goes_on_where_it_stopped() {
    let stage = Stage::new();
    let cut = stage.serving(Serve::Prefix { bytes: half(), is_told: false }).await;
    assert_cut_off(&stage, &cut).await;
    let url = stage.serving(WHOLE).await;
    stage.assert_whole(&stage.fetch(&url).await.unwrap());
    assert_eq!(stage.ranges(), [None, Some(format!("bytes={}-", half().len()))]);
}

#[tokio::test]
async fn a_film_of_which_the_server_has_no_more_is_fetched_from_its_beginning() {
    let stage = Stage::new();
    let url = stage.serving(Serve::Prefix { bytes: half(), is_told: false }).await;
    for _ in 0..3 {
        assert_cut_off(&stage, &url).await;
    }
    assert_eq!(stage.ranges(), [None, Some(format!("bytes={}-", half().len())), None]);
}

#[tokio::test]
async fn a_length_that_agrees_does_not_make_half_a_film_whole() {
    let stage = Stage::new();
    let url = stage.serving(Serve::Prefix { bytes: half(), is_told: true }).await;
    assert_cut_off(&stage, &url).await;
    assert_eq!(std::fs::read_dir(stage.folder.path()).unwrap().count(), 0);
    let whole = stage.serving(WHOLE).await;
    stage.assert_whole(&stage.fetch(&whole).await.unwrap());
    assert_eq!(stage.ranges(), [None, None]);
}

#[tokio::test]
async fn films_of_every_kind_that_end_early_are_seen() {
    let front = fixture("films/faststart.mp4");
    let end = fixture("films/moov-at-end.mp4");
    let fragmented = fixture("films/fragmented.mp4");
    for bytes in [
        front[..100].to_vec(),
        front[..front.len() - 1].to_vec(),
        end[..end.len() / 2].to_vec(),
        end[..end.len() - 1].to_vec(),
        fragmented[..fragmented.len() / 2].to_vec(),
        fixture("films/cut.webm"),
    ] {
        for is_told in [false, true] {
            let stage = Stage::new();
            let url = stage.serving(Serve::Prefix { bytes: bytes.clone(), is_told }).await;
            assert_cut_off(&stage, &url).await;
        }
    }
}

#[tokio::test]
async fn a_part_that_was_taken_for_whole_is_fetched_again() {
    let stage = Stage::new();
    stage.leave(&half(), ETAG, Some(half().len() as u64));
    let url = stage.serving(WHOLE).await;
    assert_cut_off(&stage, &url).await;
    stage.assert_whole(&stage.fetch(&url).await.unwrap());
}

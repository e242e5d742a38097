//! Stills: their size, their poster, and headers that promise too much.

use super::*;

pub(super) const WHITE: [u8; 3] = [255, 255, 255];

fn size_facts(container: Container, (width, height): (u32, u32)) -> MediaInfo {
    MediaInfo { container: Some(container), width: Some(width), height: Some(height), ..MediaInfo::default() }
}

#[tokio::test]
async fn a_still_has_its_size_and_a_poster_and_no_strip() {
    for (name, container) in [
        ("quarters.png", Container::Png),
        ("quarters.jpg", Container::Jpg),
        ("quarters.webp", Container::Webp),
        ("quarters.gif", Container::Gif),
    ] {
        let seen = Seen::of_file(&still(name)).await;
        assert_eq!(*seen.facts(), size_facts(container, (160, 90)), "{name}");
        assert_eq!(seen.poster().dimensions(), (160, 90), "{name}");
        assert_quarters(&seen.poster(), [RED, GREEN, BLUE, GREY]);
        assert_eq!(seen.files(), ["poster.jpg"], "{name}");
    }
}

#[tokio::test]
async fn the_poster_of_a_large_still_is_small() {
    let seen = Seen::of_file(&still("large.png")).await;
    assert_eq!(seen.size(), (Some(1280), Some(720)));
    assert_eq!(seen.poster().dimensions(), (640, 360));
    assert_quarters(&seen.poster(), [RED, GREEN, BLUE, GREY]);
}

#[tokio::test]
async fn what_is_transparent_stands_on_white() {
    let seen = Seen::of_file(&still("transparent.png")).await;
    assert_quarters(&seen.poster(), [RED, WHITE, BLUE, WHITE]);
}

#[tokio::test]
async fn stills_stand_as_their_exif_says() {
    let ways = [
        (1, [RED, GREEN, BLUE, GREY]),
        (2, [GREEN, RED, GREY, BLUE]),
        (3, [GREY, BLUE, GREEN, RED]),
        (4, [BLUE, GREY, RED, GREEN]),
        (5, [RED, BLUE, GREEN, GREY]),
        (6, [BLUE, RED, GREY, GREEN]),
        (7, [GREY, GREEN, BLUE, RED]),
        (8, [GREEN, GREY, RED, BLUE]),
        (9, [RED, GREEN, BLUE, GREY]),
    ];
    for (orientation, quarters) in ways {
        let seen = Seen::of_bytes(&oriented(orientation)).await;
        let shown = if (5..=8).contains(&orientation) { (90, 160) } else { (160, 90) };
        assert_eq!(*seen.facts(), size_facts(Container::Jpg, shown), "{orientation}");
        assert_eq!(seen.poster().dimensions(), shown, "{orientation}");
        assert_quarters(&seen.poster(), quarters);
    }
}

#[tokio::test]
async fn a_still_that_would_fill_the_memory_is_refused_by_its_header() {
    let bomb = Seen::of_bytes(&claiming(16_000, 16_000)).await;
    assert_eq!(*bomb.facts(), size_facts(Container::Gif, (16_000, 16_000)));
    assert_eq!(bomb.examined.poster, None);

    let absurd = Seen::of_bytes(&claiming(65_000, 2)).await;
    assert_eq!(*absurd.facts(), MediaInfo { container: Some(Container::Gif), ..MediaInfo::default() });
    assert_eq!(absurd.examined.poster, None);
}

#[tokio::test]
async fn a_still_cut_short_keeps_its_size() {
    let whole = std::fs::read(still("large.png")).expect("a still");
    let seen = Seen::of_bytes(&whole[..whole.len() / 8]).await;
    assert_eq!(*seen.facts(), size_facts(Container::Png, (1280, 720)));
    assert_eq!(seen.examined.poster, None);
}

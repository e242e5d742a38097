//! Reads file extensions, media types and picture sizes.

use dailies_model::Medium;

/// What the type beside an address adds, or takes.
pub(super) const TYPED: i32 = 4;

/// Lines that a number alone tells.
const LINES: &[u32] = &[240, 360, 480, 540, 576, 720, 768, 1080, 1440, 2160, 4320];

/// The lines of a picture that a word tells: `720p`, `4k`, `hd`, `1920x1080`.
pub(super) fn lines(word: &str) -> Option<u32> {
    match word.trim() {
        "ld" => Some(360),
        "sd" | "md" => Some(480),
        "hd" => Some(720),
        "fhd" => Some(1080),
        "2k" => Some(1440),
        "4k" | "uhd" => Some(2160),
        "8k" => Some(4320),
        word => {
            let number = |digits: &str| digits.parse().ok().filter(|lines| (100..=10_000).contains(lines));
            match (word.strip_suffix('p'), word.split_once('x')) {
                (Some(digits), _) => number(digits),
                // The short side, however it is turned.
                (None, Some((width, height))) => {
                    number(height).map(|height| number(width).map_or(height, |w| w.min(height)))
                }
                (None, None) => number(word).filter(|lines| LINES.contains(lines)),
            }
        }
    }
}

/// What a media type, a kind of file or an ending says: what was asked for, something else, or nothing.
pub(super) fn typed(kind: &str, medium: Medium) -> Option<i32> {
    let kind = kind.trim().to_lowercase();
    let is_this = match medium_of(&kind)? {
        Some(other) => other == medium,
        None => false,
    };
    Some(if is_this { TYPED } else { -TYPED })
}

/// `None`: it says nothing; `Some(None)`: it is no medium at all.
fn medium_of(kind: &str) -> Option<Option<Medium>> {
    let (whole, sub) = kind.split_once('/').unwrap_or((kind, ""));
    Some(Some(match (whole, sub) {
        ("video" | "mp4" | "webm" | "mov" | "m4v", _) => Medium::Film,
        ("image" | "jpg" | "jpeg" | "png" | "webp" | "gif" | "bmp" | "avif" | "heic" | "svg", _) => Medium::Still,
        ("audio" | "mp3" | "wav" | "m4a" | "ogg" | "flac" | "aac" | "opus", _) => Medium::Sound,
        (
            "html" | "htm" | "json" | "txt" | "pdf" | "srt" | "vtt" | "ass" | "zip" | "xml" | "m3u8" | "mpd" | "md"
            | "css" | "js",
            _,
        )
        | ("text", _)
        | ("application", "json" | "pdf" | "zip" | "xml") => return Some(None),
        _ => return None,
    }))
}

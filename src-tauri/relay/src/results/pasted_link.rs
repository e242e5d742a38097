//! Finds the URL in text that the user pastes: alone, enclosed, in a sentence, or in JSON.

use dailies_model::Medium;
use serde_json::Value;
use url::Url;

use super::{ResultUrl, evidence::Holder, of, url_candidates};
use crate::json;

/// What ends a sentence after an address.
const ENDS: &[char] = &['。', '，', '；', '！', '、', '？'];

/// The first address of a film in a pasted text; a path is one at `relay`. `None`: it is to be taken as it is.
pub fn pasted(text: &str, relay: Option<&Url>) -> Option<String> {
    let text = text.trim().trim_end_matches(ENDS).trim_end();
    let url = in_json(text).or_else(|| in_text(text))?;
    match url.as_str() {
        path if path.starts_with('/') => Some(format!("{}{path}", relay?.as_str().trim_end_matches('/'))),
        url => Some(url.to_owned()),
    }
}

fn in_json(text: &str) -> Option<ResultUrl> {
    let answer = json::parse(text.as_bytes()).ok().filter(|answer| answer.is_object() || answer.is_array())?;
    of(&json::unfolded(&answer), Medium::Film).into_iter().next()
}

fn in_text(text: &str) -> Option<ResultUrl> {
    let holder = Holder::whole(Medium::Film).named("video_url", &Value::Null)?;
    url_candidates::addresses(text, &holder).into_iter().next().map(|(url, _)| url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_found_however_it_is_pasted() {
        const U: &str = "https://cdn.example/v?id=1";
        let relay = Url::parse("https://relay.example/").ok();
        for text in [
            U,
            " https://cdn.example/v?id=1\n",
            "\"https://cdn.example/v?id=1\"",
            "<https://cdn.example/v?id=1>",
            "[video](https://cdn.example/v?id=1)",
            "视频链接：https://cdn.example/v?id=1",
            "Link: https://cdn.example/v?id=1",
            "{\"video_url\": \"https://cdn.example/v?id=1\"}",
            "https%3A%2F%2Fcdn.example%2Fv%3Fid%3D1",
            "https:\\/\\/cdn.example\\/v?id=1",
            "https://cdn.example/v?id=1。",
            "https://cdn.example/v?id=1 https://cdn.example/other",
        ] {
            assert_eq!(pasted(text, relay.as_ref()).as_deref(), Some(U), "{text}");
        }
        for (text, url) in [
            ("//cdn.example/f.mp4", "https://cdn.example/f.mp4"),
            ("cdn.example/f.mp4", "https://cdn.example/f.mp4"),
            ("/files/film.mp4", "https://relay.example/files/film.mp4"),
            ("https://cdn.example/f.mp4?a=1&amp;b=2", "https://cdn.example/f.mp4?a=1&b=2"),
            ("https://cdn.example/f.mp4?a=1\\u0026b=2", "https://cdn.example/f.mp4?a=1&b=2"),
        ] {
            assert_eq!(pasted(text, relay.as_ref()).as_deref(), Some(url), "{text}");
        }
        for text in ["", "not an address", "file:///etc/passwd", "javascript:alert(1)"] {
            assert_eq!(pasted(text, relay.as_ref()), None, "{text}");
        }
    }
}

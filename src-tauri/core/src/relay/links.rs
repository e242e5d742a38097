//! The address of a film in a text: `✅ 视频生成成功，[点击这里](https://...mp4) 查看视频~~~` (reference section 5).

use super::outcome::ResultUrl;

/// What a film's file is called.
const FILMS: &[&str] = &[".mp4", ".webm", ".mov"];
/// What a line says that tells of a film that is ready.
const READY_MARKS: &[&str] = &["✅", "成功", "success"];

/// A web address in a text.
struct Link<'a> {
    url: &'a str,
    /// The line up to it.
    before: &'a str,
    /// Whether something follows that shows that all of it is there.
    is_whole: bool,
}

/// The film's address: the last that names a film file, or that a line of success links to. In a text that may go on
/// (`is_over` is false), one at its very end may be cut off and does not count.
pub(super) fn film(text: &str, is_over: bool) -> Option<ResultUrl> {
    let whole = || links(text).into_iter().rev().filter(|link| link.is_whole || is_over);
    let named = whole().find(Link::names_a_film);
    named.or_else(|| whole().find(|link| link.is_markdown() && link.is_ready())).and_then(|link| link.result())
}

/// The last address that a text links to, for a text that is known to be over and speaks of no failure.
pub(super) fn any(text: &str) -> Option<ResultUrl> {
    links(text).into_iter().rev().find(Link::is_markdown).and_then(|link| link.result())
}

impl Link<'_> {
    fn names_a_film(&self) -> bool {
        let path = self.url.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
        FILMS.iter().any(|film| path.ends_with(film))
    }

    /// Whether it is the target of `[..](..)`; a picture, `![..](..)`, is shown and not linked to.
    fn is_markdown(&self) -> bool {
        let label = self.before.trim_end_matches('<').strip_suffix("](").and_then(|before| before.rfind('['));
        label.is_some_and(|at| !self.before[..at].ends_with('!'))
    }

    fn is_ready(&self) -> bool {
        let line = self.before.to_lowercase();
        READY_MARKS.iter().any(|mark| line.contains(mark))
    }

    fn result(&self) -> Option<ResultUrl> {
        ResultUrl::parse(self.url)
    }
}

/// All of them, in order.
fn links(text: &str) -> Vec<Link<'_>> {
    let starts = text.match_indices("http").map(|(at, _)| at);
    let starts = starts.filter(|at| text[*at..].starts_with("https://") || text[*at..].starts_with("http://"));
    starts
        .map(|start| {
            let rest = &text[start..];
            let length = length(rest);
            let line = text[..start].rfind('\n').map_or(0, |at| at + 1);
            Link {
                url: rest[..length].trim_end_matches(['.', ',', ';', ':', '!', '?', '*', '~', '_']),
                before: &text[line..start],
                is_whole: length < rest.len(),
            }
        })
        .collect()
}

/// How far an address reaches: to the first character that it cannot hold (RFC 3986 section 2), or to the bracket that
/// closes one opened before it.
fn length(rest: &str) -> usize {
    let mut depth = 0_i32;
    let end = rest.char_indices().find(|(_, c)| {
        depth += i32::from(*c == '(') - i32::from(*c == ')');
        depth < 0
            || !c.is_ascii_graphic()
            || matches!(c, '<' | '>' | '"' | '\'' | '`' | '|' | '{' | '}' | '\\' | '^' | ']')
    });
    end.map_or(rest.len(), |(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn film(text: &str, is_over: bool) -> Option<String> {
        super::film(text, is_over).map(|url| url.as_str().to_owned())
    }

    #[test]
    fn the_link_of_the_documents_is_found() {
        let text = "✅ 视频生成成功，[点击这里](https://cdn.example/a.mp4) 查看视频~~~";
        assert_eq!(film(text, false).as_deref(), Some("https://cdn.example/a.mp4"));
    }

    #[test]
    fn a_film_is_found_wherever_its_address_stands() {
        for (text, url) in [
            ("https://cdn.example/a.mp4", "https://cdn.example/a.mp4"),
            ("看：https://cdn.example/a.mp4。", "https://cdn.example/a.mp4"),
            ("Done: <https://cdn.example/a.MP4>.", "https://cdn.example/a.MP4"),
            ("[a](https://cdn.example/a_(1).mp4?sig=x%2B#t) b", "https://cdn.example/a_(1).mp4?sig=x%2B#t"),
            ("**https://cdn.example/a.mp4**", "https://cdn.example/a.mp4"),
            (
                "[p](https://x.example/page) [a](https://cdn.example/a.mp4) [b](https://x.example/b)",
                "https://cdn.example/a.mp4",
            ),
            ("✅ 成功 [点击这里](https://cdn.example/v?id=1)", "https://cdn.example/v?id=1"),
        ] {
            assert_eq!(film(text, true).as_deref(), Some(url), "{text}");
        }
    }

    #[test]
    fn an_address_that_may_be_cut_off_does_not_count() {
        for text in
            ["https://cdn.example/a.mp4", "[a](https://cdn.example/a.mp4?sig=ab", "✅ 成功 [a](https://cdn.exam"]
        {
            assert_eq!(film(text, false), None, "{text}");
        }
        assert!(film("https://cdn.example/a.mp4\n", false).is_some());
    }

    #[test]
    fn other_links_count_only_when_nothing_more_comes() {
        let text = "> [数据预览](https://x.example/web/1)\n![poster](https://x.example/p.png)";
        assert_eq!(film(text, true), None);
        assert_eq!(any(text).unwrap().as_str(), "https://x.example/web/1");
        assert_eq!(any("see https://x.example/page"), None);
    }
}

//! The address of a film in a text: `✅ 视频生成成功，[点击这里](https://...mp4) 查看视频~~~` (reference section 5).

use super::outcome::ResultUrl;

/// What a film's file is called.
const FILMS: &[&str] = &[".mp4", ".webm", ".mov"];
/// What a line says that tells of a film that is ready.
const READY_MARKS: &[&str] = &["✅", "成功", "success"];
/// So many addresses within one are looked at, itself included.
const MOST_WITHIN: usize = 8;

/// A web address in a text.
struct Link<'a> {
    url: &'a str,
    /// Whether it is the target of `[..](..)`; a picture, `![..](..)`, is shown and not linked to.
    is_markdown: bool,
    /// Whether its line tells of success before it.
    is_ready: bool,
    /// Whether something follows that shows that all of it is there.
    is_whole: bool,
}

/// The film's address: the last that names a film file, or that a line of success links to. In a text that may go on
/// (`is_over` is false), one at its very end may be cut off and does not count.
pub(super) fn film(text: &str, is_over: bool) -> Option<ResultUrl> {
    let links = links(text);
    let whole = || links.iter().rev().filter(|link| link.is_whole || is_over);
    let named = whole().find(|link| link.names_a_film());
    named.or_else(|| whole().find(|link| link.is_markdown && link.is_ready)).and_then(Link::result)
}

/// The last address that a text links to, for a text that is known to be over and speaks of no failure.
pub(super) fn any(text: &str) -> Option<ResultUrl> {
    links(text).iter().rev().find(|link| link.is_markdown).and_then(Link::result)
}

impl Link<'_> {
    fn names_a_film(&self) -> bool {
        let path = self.url.split(['?', '#']).next().unwrap_or_default();
        let is_called = |film: &&str| path.len().checked_sub(film.len()).and_then(|at| path.get(at..));
        FILMS.iter().any(|film| is_called(film).is_some_and(|end| end.eq_ignore_ascii_case(film)))
    }

    fn result(&self) -> Option<ResultUrl> {
        ResultUrl::parse(self.url)
    }
}

/// All of them, in order. The work is linear in the length of the text.
fn links(text: &str) -> Vec<Link<'_>> {
    let mut links = Vec::new();
    for line in text.split_inclusive('\n') {
        read_line(line, &mut links);
    }
    links
}

fn read_line<'a>(line: &'a str, links: &mut Vec<Link<'a>>) {
    let lower = line.to_ascii_lowercase();
    let ready_from = READY_MARKS.iter().filter_map(|mark| Some(lower.find(mark)? + mark.len())).min();
    let (mut from, mut seen, mut label) = (0, 0, None);
    while let Some(first) = starts(&line[from..]).next().map(|at| from + at) {
        let end = first + length(&line[first..]);
        // One address may hold others: a proxy's names the one that it fetches.
        for at in starts(&line[first..end]).take(MOST_WITHIN).map(|at| first + at) {
            label = line[seen..at].rfind('[').map(|label| seen + label).or(label);
            seen = at;
            let length = length(&line[at..end]);
            links.push(Link {
                url: line[at..at + length].trim_end_matches(['.', ',', ';', ':', '!', '?', '*', '~', '_']),
                is_markdown: label.is_some_and(|label| is_target(&line[..at], label)),
                is_ready: ready_from.is_some_and(|ready| ready <= at),
                is_whole: at + length < line.len(),
            });
        }
        from = end;
    }
}

/// Where addresses begin.
fn starts(text: &str) -> impl Iterator<Item = usize> {
    let http = text.match_indices("http").map(|(at, _)| at);
    http.filter(|at| text[*at..].starts_with("https://") || text[*at..].starts_with("http://"))
}

/// Whether what follows `before` is the target of the link whose label begins at the last `[`; a picture, `![..](..)`, is shown
/// and not linked to.
fn is_target(before: &str, label: usize) -> bool {
    before.trim_end_matches('<').ends_with("](") && !before[..label].ends_with('!')
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
    fn an_address_within_another_is_found_too() {
        let text = "https://proxy.example/fetch/https://cdn.example/a.mp4 ok";
        assert_eq!(film(text, false).as_deref(), Some("https://cdn.example/a.mp4"));
        let many = "(https://cdn.example/x)".repeat(50) + "(https://cdn.example/last.mp4)";
        assert_eq!(film(&many, false).as_deref(), Some("https://cdn.example/last.mp4"));
    }

    #[test]
    fn other_links_count_only_when_nothing_more_comes() {
        let text = "> [数据预览](https://x.example/web/1)\n![poster](https://x.example/p.png)";
        assert_eq!(film(text, true), None);
        assert_eq!(any(text).unwrap().as_str(), "https://x.example/web/1");
        assert_eq!(any("see https://x.example/page"), None);
    }
}

//! Finds video links in a text: `✅ 视频生成成功，[点击这里](https://...mp4) 查看视频~~~` (reference section 5).

use std::collections::HashSet;

use super::outcome::ResultUrl;

/// What a film's file is called.
const FILMS: &[&str] = &[".mp4", ".webm", ".mov"];
/// What a line says that tells of a film that is ready.
const READY_MARKS: &[&str] = &["✅", "成功", "success"];
/// What a picture's file is called.
const PICTURES: &[&str] = &[".jpg", ".jpeg", ".png", ".webp", ".gif"];
/// How many films one text can name.
const MOST_FILMS: usize = 16;
/// So many addresses within one are looked at, itself included.
const MOST_WITHIN: usize = 8;

/// A web address in a text.
struct Link<'a> {
    url: &'a str,
    /// Whether it is the target of `[..](..)`; a picture, `![..](..)`, is shown and not linked to.
    is_markdown: bool,
    /// Whether its line tells of success before it.
    is_ready: bool,
    /// Whether the text told of success before it, on its line or above.
    is_late: bool,
    /// Whether another address is within it.
    is_outer: bool,
    /// Whether something follows that shows that all of it is there.
    is_whole: bool,
}

/// The film's address: the last that names a film file after the word of success, or that a line of success links to, or
/// that names a film file at all. In a text that may go on (`is_over` is false), one at its very end may be cut off and
/// does not count.
pub(super) fn film(text: &str, is_over: bool) -> Option<ResultUrl> {
    films(text, is_over).pop()
}

/// The addresses of all films that a text names in the best of these ways, each once.
pub(super) fn films(text: &str, is_over: bool) -> Vec<ResultUrl> {
    let mut links = links(text);
    links.retain(|link| (link.is_whole || is_over) && !link.is_called(PICTURES));
    let is_named = |link: &Link<'_>| link.is_called(FILMS);
    let has_late = links.iter().any(|link| is_named(link) && link.is_late);
    let linked = links.iter().rposition(|link| link.is_markdown && link.is_ready).filter(|_| !has_late);
    if let Some(linked) = linked {
        return links[linked].result().into_iter().collect();
    }
    let named = links.iter().filter(|link| is_named(link) && !link.is_outer && (link.is_late || !has_late));
    let mut seen = HashSet::new();
    // The last counts most.
    let mut films: Vec<_> =
        named.rev().filter(|link| seen.insert(link.url)).take(MOST_FILMS).filter_map(Link::result).collect();
    films.reverse();
    films
}

/// The last address that a text links to, for a text that is known to be over and speaks of no failure.
pub(super) fn any(text: &str) -> Option<ResultUrl> {
    links(text).iter().rev().find(|link| link.is_markdown).and_then(Link::result)
}

/// The only address in a text, for one that stands where a result does.
pub(super) fn only(text: &str) -> Option<ResultUrl> {
    let mut links = links(text).into_iter();
    let first = links.next()?;
    // A proxy's address may hold another.
    links.all(|link| link.url == first.url || first.url.contains(link.url)).then(|| first.result())?
}

impl Link<'_> {
    /// Whether the file that it names ends like one of these.
    fn is_called(&self, endings: &[&str]) -> bool {
        let path = self.url.split(['?', '#']).next().unwrap_or_default();
        let last = |ending: &&str| path.len().checked_sub(ending.len()).and_then(|at| path.get(at..));
        endings.iter().any(|ending| last(ending).is_some_and(|end| end.eq_ignore_ascii_case(ending)))
    }

    fn result(&self) -> Option<ResultUrl> {
        ResultUrl::parse(self.url)
    }
}

/// All of them, in order. The work is linear in the length of the text.
fn links(text: &str) -> Vec<Link<'_>> {
    let (mut links, mut is_late) = (Vec::new(), false);
    for line in text.split_inclusive('\n') {
        is_late = read_line(line, is_late, &mut links);
    }
    links
}

/// Reads the links of a line; whether the text told of success by its end.
fn read_line<'a>(line: &'a str, is_late: bool, links: &mut Vec<Link<'a>>) -> bool {
    let lower = line.to_ascii_lowercase();
    let ready_from = READY_MARKS.iter().filter_map(|mark| Some(lower.find(mark)? + mark.len())).min();
    let (mut from, mut seen, mut label) = (0, 0, None);
    while let Some(first) = starts(&line[from..]).next().map(|at| from + at) {
        let end = first + length(&line[first..]);
        // One address may hold others: a proxy's names the one that it fetches.
        let mut within = starts(&line[first..end]).take(MOST_WITHIN).map(|at| first + at).peekable();
        while let Some(at) = within.next() {
            label = line[seen..at].rfind('[').map(|label| seen + label).or(label);
            seen = at;
            let length = length(&line[at..end]);
            links.push(Link {
                url: line[at..at + length].trim_end_matches(['.', ',', ';', ':', '!', '?', '*', '~', '_']),
                is_markdown: label.is_some_and(|label| is_target(&line[..at], label)),
                is_ready: ready_from.is_some_and(|ready| ready <= at),
                is_late: is_late || ready_from.is_some_and(|ready| ready <= at),
                is_outer: within.peek().is_some(),
                is_whole: at + length < line.len(),
            });
        }
        from = end;
    }
    is_late || ready_from.is_some()
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
    fn what_comes_with_the_word_of_success_counts_before_the_rest() {
        for (text, url) in [
            ("✅ 成功 [视频](https://x.example/v?id=1) [封面](https://x.example/c.jpg)", "https://x.example/v?id=1"),
            (
                "原视频 https://x.example/in.mp4\n✅ 成功 [点击这里](https://x.example/v?id=1)",
                "https://x.example/v?id=1",
            ),
            ("✅ 成功 [预览](https://x.example/web/1)\n[下载](https://x.example/a.mp4)", "https://x.example/a.mp4"),
            ("in: https://x.example/in.mp4\n✅ https://x.example/a.mp4", "https://x.example/a.mp4"),
        ] {
            assert_eq!(film(text, true).as_deref(), Some(url), "{text}");
        }
    }

    #[test]
    fn several_films_are_all_named_each_once() {
        let text = "[1](https://x.example/1.mp4) [2](https://x.example/2.mp4) [1](https://x.example/1.mp4)\n";
        let films: Vec<_> = films(text, true).iter().map(|url| url.as_str().to_owned()).collect();
        assert_eq!(films, ["https://x.example/2.mp4", "https://x.example/1.mp4"]);
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

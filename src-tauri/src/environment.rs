//! What WebKitGTK reads from the environment when the first page is made, and no safe Rust can set in a program that runs already:
//! how the page is drawn, that no proxy stands before the media server, and that the page's process is walled in.

use std::env;
use std::fs;
use std::os::unix::process::CommandExt;
use std::process::{Command, Stdio};

type Setting = (&'static str, String);

/// On a machine without a graphics card WebKitGTK would draw by OpenGL in software and hand that on by DMA-BUF, which takes twice
/// as long a frame and 100 MiB more than drawing plainly. This is its own switch (what it turns off:
/// <https://blogs.igalia.com/carlosgc/2023/04/03/>).
const PLAIN_PAINTING: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";

/// WebKitGTK's own switches for its sandbox: the page's process then sees none of the user's files, by bubblewrap, and only a few
/// names on the bus, by xdg-dbus-proxy. It takes some 12 MiB in all and no measurable time of the start (Debian 12, WebKitGTK 2.50).
const SANDBOX: &str = "WEBKIT_FORCE_SANDBOX";
const NO_SANDBOX: &str = "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS";

/// Where programs look for a proxy, and for what is reached without one.
const PROXIES: [&str; 6] = ["http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"];
const EXCEPTIONS: [&str; 2] = ["no_proxy", "NO_PROXY"];
/// Where the media server is.
const THIS_COMPUTER: [&str; 3] = ["127.0.0.1", "localhost", "::1"];

/// Begins the program once more with what is missing, if anything is.
pub(crate) fn complete() {
    let get = |name: &str| env::var(name).ok();
    let missing = missing(get, has_card(), can_wall_in);
    if missing.is_empty() {
        return;
    }
    let Ok(program) = env::current_exe() else { return };
    let error = Command::new(program).args(env::args_os().skip(1)).envs(missing).exec();
    tracing::warn!(%error, "the page may be slow, without films behind a proxy, and without its own walls");
}

/// What is missing: none of it once it is set.
fn missing(get: impl Fn(&str) -> Option<String>, has_card: bool, can_wall_in: impl FnOnce() -> bool) -> Vec<Setting> {
    let mut missing = without_proxy(&get);
    if get(PLAIN_PAINTING).is_none() && !has_card {
        missing.push((PLAIN_PAINTING, "1".to_owned()));
    }
    if get(SANDBOX).is_none() && get(NO_SANDBOX).is_none() && can_wall_in() {
        missing.push((SANDBOX, "1".to_owned()));
    }
    missing
}

/// Where a proxy is set, the names of this computer are excepted, in both spellings, beside those that the user excepted.
fn without_proxy(get: impl Fn(&str) -> Option<String>) -> Vec<Setting> {
    let is_set = |name: &&str| get(name).is_some_and(|value| !value.is_empty());
    if !PROXIES.iter().any(is_set) {
        return Vec::new();
    }
    let given: Vec<String> = EXCEPTIONS.iter().filter_map(|name| get(name)).collect();
    let given: Vec<&str> = given.iter().flat_map(|list| list.split(',')).map(str::trim).collect();
    let mut names: Vec<&str> = Vec::new();
    for name in given.into_iter().chain(THIS_COMPUTER).filter(|name| !name.is_empty()) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let list = names.join(",");
    EXCEPTIONS.iter().filter(|name| get(name).as_ref() != Some(&list)).map(|name| (*name, list.clone())).collect()
}

/// Whether WebKitGTK's sandbox would work: both programs are there, and the system lets bubblewrap make its walls, which some
/// distributions forbid. With a sandbox that does not start there would be no page at all.
fn can_wall_in() -> bool {
    let runs = |program: &str, args: &[&str]| {
        let mut command = Command::new(program);
        command.args(args).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        command.status().is_ok_and(|status| status.success())
    };
    runs("xdg-dbus-proxy", &["--version"]) && runs("bwrap", &["--unshare-all", "--ro-bind", "/", "/", "true"])
}

/// Whether the kernel offers something to draw with: Linux' render nodes, or those of its guest in Windows.
fn has_card() -> bool {
    let nodes = fs::read_dir("/dev/dri").into_iter().flatten().flatten();
    let is_render_node = |name: &std::ffi::OsStr| name.to_string_lossy().starts_with("renderD");
    nodes.map(|node| node.file_name()).any(|name| is_render_node(&name)) || fs::exists("/dev/dxg").unwrap_or(false)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashMap;

    /// What is set in the end, and whether a second look finds nothing missing.
    fn completed(given: &[(&'static str, &str)], has_card: bool, can_wall_in: bool) -> HashMap<&'static str, String> {
        let mut set: HashMap<_, _> = given.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
        let found = missing(|name| set.get(name).cloned(), has_card, || can_wall_in);
        set.extend(found);
        let again = missing(|name| set.get(name).cloned(), has_card, || can_wall_in);
        assert!(again.is_empty(), "it would start for ever: {again:?}");
        set
    }

    #[test]
    fn no_proxy_stands_before_the_media_server() {
        for proxy in PROXIES {
            let set = completed(&[(proxy, "http://proxy.example:3128")], true, false);
            for exceptions in EXCEPTIONS {
                assert_eq!(set[exceptions], "127.0.0.1,localhost,::1", "{proxy}");
            }
        }
        let own = [("http_proxy", "http://proxy.example"), ("NO_PROXY", "intra.example, 127.0.0.1")];
        assert_eq!(completed(&own, true, false)["no_proxy"], "intra.example,127.0.0.1,localhost,::1");
        assert_eq!(completed(&[("http_proxy", "")], true, false).len(), 1, "there is none");
    }

    #[test]
    fn the_page_is_walled_in_where_that_works_and_the_user_does_not_forbid_it() {
        assert_eq!(completed(&[], true, true)[SANDBOX], "1");
        assert!(!completed(&[], true, false).contains_key(SANDBOX));
        assert!(!completed(&[(NO_SANDBOX, "1")], true, true).contains_key(SANDBOX));
        assert_eq!(completed(&[(SANDBOX, "0")], true, true)[SANDBOX], "0");
    }

    #[test]
    fn without_a_card_the_page_is_drawn_plainly() {
        assert_eq!(completed(&[], false, false)[PLAIN_PAINTING], "1");
        assert_eq!(completed(&[(PLAIN_PAINTING, "0")], false, false)[PLAIN_PAINTING], "0");
        assert!(completed(&[], true, false).is_empty());
    }
}

//! What the operating system must offer: on Debian and Ubuntu a list of packages, elsewhere things to look for.

use crate::process::{find, succeeds};
use std::process::Command;

/// How a need is seen to be met where there is no dpkg.
pub(crate) enum Probe {
    Library(&'static str),
    Program(&'static str),
    /// A GStreamer plugin, by an element of it.
    Element(&'static str),
    /// Nothing to look for: the program runs without it, only less well.
    None,
}

/// A thing that is needed, and the Debian packages that bring it.
pub(crate) struct Need {
    pub(crate) what: &'static str,
    pub(crate) packages: &'static [&'static str],
    pub(crate) probe: Probe,
}

const fn need(what: &'static str, packages: &'static [&'static str], probe: Probe) -> Need {
    Need { what, packages, probe }
}

/// To build the program and to show its window.
pub(crate) const PROGRAM: &[Need] = &[
    need("a C compiler and pkg-config", &["build-essential", "pkg-config", "file"], Probe::Program("pkg-config")),
    need("WebKitGTK 4.1, with headers", &["libwebkit2gtk-4.1-dev"], Probe::Library("webkit2gtk-4.1")),
    need("GTK 3, with headers", &["libgtk-3-dev"], Probe::Library("gtk+-3.0")),
    need("librsvg, with headers", &["librsvg2-dev"], Probe::Library("librsvg-2.0")),
    need("libdbus, with headers", &["libdbus-1-dev"], Probe::Library("dbus-1")),
    need("nasm (it doubles the decoder's speed)", &["nasm"], Probe::Program("nasm")),
    need("GStreamer: base", &["gstreamer1.0-plugins-base", "gstreamer1.0-tools"], Probe::Program("gst-inspect-1.0")),
    need("GStreamer: good (reads MP4)", &["gstreamer1.0-plugins-good"], Probe::Element("qtdemux")),
    need("GStreamer: H.264 and AAC", &["gstreamer1.0-libav"], Probe::Element("avdec_h264")),
    need(
        "GStreamer: WebKit's video sink",
        &["gstreamer1.0-gl", "gstreamer1.0-plugins-bad"],
        Probe::Element("h264parse"),
    ),
    need("fonts: Latin and CJK", &["fonts-noto-core", "fonts-noto-cjk"], Probe::None),
];

/// To show and drive the window where there is no display.
pub(crate) const SCREENLESS: &[Need] = &[
    need("a virtual display", &["xvfb", "xauth", "libgl1-mesa-dri"], Probe::Program("Xvfb")),
    need("pictures of a display", &["scrot"], Probe::Program("scrot")),
    need("WebKit's WebDriver", &["webkit2gtk-driver"], Probe::Program("WebKitWebDriver")),
    need("a D-Bus session", &["dbus", "dbus-x11"], Probe::Program("dbus-run-session")),
    need("a keychain", &["gnome-keyring"], Probe::Program("gnome-keyring-daemon")),
];

/// To run every check.
pub(crate) const CHECKS: &[Need] = &[need("Chromium", &["chromium"], Probe::Program("chromium"))];

/// What is measured against. Without one of them its rows are left out.
pub(crate) const RIVALS: &[Need] = &[
    need("ffmpeg", &["ffmpeg"], Probe::Program("ffmpeg")),
    need("ffmpegthumbnailer", &["ffmpegthumbnailer"], Probe::Program("ffmpegthumbnailer")),
    need("curl", &["curl"], Probe::Program("curl")),
    need("taskset", &["util-linux"], Probe::Program("taskset")),
];

/// Whether this system installs with dpkg and apt.
pub(crate) fn is_debian() -> bool {
    find("dpkg-query").is_some() && find("apt-get").is_some()
}

/// The packages of these needs that dpkg does not know as installed.
pub(crate) fn missing_packages(needs: &[&Need]) -> Vec<&'static str> {
    let wanted = needs.iter().flat_map(|need| need.packages);
    wanted.filter(|package| !is_installed(package)).copied().collect()
}

/// The needs that a look around does not find met.
pub(crate) fn missing_needs<'a>(needs: &[&'a Need]) -> Vec<&'a Need> {
    needs.iter().filter(|need| !is_met(&need.probe)).copied().collect()
}

fn is_installed(package: &str) -> bool {
    let asked = Command::new("dpkg-query").args(["-W", "-f=${db:Status-Status}", package]).output();
    asked.is_ok_and(|answer| answer.stdout == b"installed")
}

fn is_met(probe: &Probe) -> bool {
    match probe {
        Probe::Library(name) => succeeds(Command::new("pkg-config").args(["--exists", name])),
        Probe::Program(name) => find(name).is_some(),
        Probe::Element(name) => succeeds(Command::new("gst-inspect-1.0").args(["--exists", name])),
        Probe::None => true,
    }
}

//! How WebKitGTK brings the page to the screen: as it likes, but on a machine without a graphics card. There it would draw by
//! OpenGL in software and hand that on by DMA-BUF, which takes twice as long a frame and 100 MiB more than drawing plainly.

use std::env;
use std::fs;
use std::os::unix::process::CommandExt;
use std::process::Command;

/// WebKitGTK's own switch (what it turns off: <https://blogs.igalia.com/carlosgc/2023/04/03/>). It is read when the first page is made.
const PLAIN: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";

/// Begins the program once more with the switch set, where that is better and nobody has set it. Safe Rust cannot set it in a
/// program that runs already.
pub(crate) fn choose() {
    if env::var_os(PLAIN).is_some() || has_card() {
        return;
    }
    let Ok(program) = env::current_exe() else { return };
    let error = Command::new(program).args(env::args_os().skip(1)).env(PLAIN, "1").exec();
    tracing::warn!(%error, "the page is drawn more slowly than it could be");
}

/// Whether the kernel offers something to draw with: Linux' render nodes, or those of its guest in Windows.
fn has_card() -> bool {
    let nodes = fs::read_dir("/dev/dri").into_iter().flatten().flatten();
    let is_render_node = |name: &std::ffi::OsStr| name.to_string_lossy().starts_with("renderD");
    nodes.map(|node| node.file_name()).any(|name| is_render_node(&name)) || fs::exists("/dev/dxg").unwrap_or(false)
}

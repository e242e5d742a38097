//! Set-up: what is missing is installed, or named. Costs a second when nothing is.

use crate::cargo::cargo;
use crate::process::{command, find, run, succeeds};
use crate::system::{self, Need};
use crate::{display, node};
use anyhow::{Result, bail};
use std::process::Command;

/// What `run` needs: with a display only the program itself.
pub(crate) fn for_run() -> Result<()> {
    if !display::is_there() {
        return for_tour();
    }
    println!("Set-up: system packages, then the page's packages. What is there already is left alone.");
    node::check()?;
    packages(&[system::PROGRAM])
}

/// What building the program needs: for `package`, and for `dev` in a browser.
pub(crate) fn for_build() -> Result<()> {
    println!("Set-up: system packages, then the page's packages. What is there already is left alone.");
    node::check()?;
    packages(&[system::PROGRAM])
}

/// What `test` needs.
pub(crate) fn for_test() -> Result<()> {
    println!("Set-up: system packages, clippy and rustfmt, the page's packages and tauri-driver.");
    println!("What is there already is left alone.");
    node::check()?;
    packages(&[system::PROGRAM, system::SCREENLESS, system::CHECKS])?;
    rust_components()
}

/// What a tour of the window on a virtual display needs.
pub(crate) fn for_tour() -> Result<()> {
    println!("Set-up: system packages, then the page's packages. What is there already is left alone.");
    node::check()?;
    packages(&[system::PROGRAM, system::SCREENLESS])
}

/// What `bench` needs, and, if they can be had, the programs that it measures against.
pub(crate) fn for_bench() -> Result<()> {
    println!("Set-up: system packages, what is measured against, the page's packages and tauri-driver.");
    println!("What is there already is left alone.");
    node::check()?;
    packages(&[system::PROGRAM, system::SCREENLESS])?;
    if let Err(error) = packages(&[system::RIVALS]) {
        println!("Some rows will be left out: {error:#}");
    }
    Ok(())
}

fn packages(lists: &[&'static [Need]]) -> Result<()> {
    if !cfg!(target_os = "linux") {
        return Ok(());
    }
    let needs: Vec<&Need> = lists.iter().copied().flatten().collect();
    if system::is_debian() {
        return install(&system::missing_packages(&needs));
    }
    let missing = system::missing_needs(&needs);
    if missing.is_empty() {
        return Ok(());
    }
    let lines = missing.iter().map(|need| format!("  {}  (Debian: {})", need.what, need.packages.join(" ")));
    bail!("please install these with your system's tools, then try again:\n{}", lines.collect::<Vec<_>>().join("\n"))
}

fn install(packages: &[&str]) -> Result<()> {
    if packages.is_empty() {
        return Ok(());
    }
    let Some(root) = becoming_root() else {
        bail!(
            "these packages are missing, and installing them needs root. Please run\n  sudo apt-get update && sudo apt-get install -y --no-install-recommends {}",
            packages.join(" ")
        );
    };
    println!("Installing {} system packages: {}", packages.len(), packages.join(" "));
    let apt = |words: &[&str]| {
        let mut apt = command(root[0]);
        apt.args(&root[1..]).args(["apt-get", "-o", "Dpkg::Use-Pty=0"]).args(words);
        apt
    };
    run(&mut apt(&["update", "-q"]))?;
    run(apt(&["install", "-q", "-y", "--no-install-recommends"]).args(packages))
}

/// The words before `apt-get` that run it as root without asking anything; `None` where that cannot be had.
fn becoming_root() -> Option<&'static [&'static str]> {
    let is_root = Command::new("id").arg("-u").output().is_ok_and(|id| id.stdout == b"0\n");
    if is_root {
        Some(&["env", "DEBIAN_FRONTEND=noninteractive"])
    } else if find("sudo").is_some() && succeeds(Command::new("sudo").args(["-n", "true"])) {
        Some(&["sudo", "-n", "env", "DEBIAN_FRONTEND=noninteractive"])
    } else {
        None
    }
}

fn rust_components() -> Result<()> {
    for (word, component) in [("fmt", "rustfmt"), ("clippy", "clippy")] {
        if !succeeds(&mut cargo(&[word, "--version"])) {
            println!("Installing {component}");
            run(command("rustup").args(["component", "add", component]))?;
        }
    }
    Ok(())
}

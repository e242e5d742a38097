//! The page: its packages are installed when the lock file changed, it is built when its sources did.

use crate::node::npm;
use crate::place;
use crate::process::run;
use anyhow::{Context, Result};
use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};

/// What is in `ui/` and is no source of the built page.
const NOT_SOURCES: [&str; 6] = ["node_modules", "dist", "e2e", "bench", "canary", "test-results"];

/// Installs what the lock file names, unless that was done.
pub(crate) fn install() -> Result<()> {
    let lock = fs::read(place::ui().join("package-lock.json")).context("cannot read ui/package-lock.json")?;
    let stamp = Stamp("package-lock");
    if stamp.says(&lock) {
        return Ok(());
    }
    println!("Installing the page's packages (npm ci)");
    run(&mut npm(&["ci"]))?;
    stamp.write(&lock)
}

/// Builds `ui/dist`, unless it was built from these very sources.
pub(crate) fn build() -> Result<()> {
    let sources = fingerprint(&place::ui())?;
    let stamp = Stamp("dist");
    if stamp.says(sources.as_bytes()) && place::ui().join("dist/index.html").is_file() {
        println!("The page is built already.");
        return Ok(());
    }
    println!("Building the page (vite build)");
    run(&mut npm(&["run", "build"]))?;
    stamp.write(sources.as_bytes())
}

/// The address of the page's development server, which `tauri.conf.json` names for all.
pub(crate) fn dev_url() -> Result<String> {
    let config = fs::read_to_string(place::root().join("tauri.conf.json")).context("cannot read tauri.conf.json")?;
    let config: serde_json::Value = serde_json::from_str(&config)?;
    Ok(config["build"]["devUrl"].as_str().context("tauri.conf.json names no devUrl")?.to_owned())
}

/// A note in `node_modules` of what something was last made from.
struct Stamp(&'static str);

impl Stamp {
    fn path(&self) -> PathBuf {
        place::ui().join("node_modules").join(format!(".dailies-{}", self.0))
    }

    fn says(&self, made_from: &[u8]) -> bool {
        fs::read(self.path()).is_ok_and(|found| found == made_from)
    }

    fn write(&self, made_from: &[u8]) -> Result<()> {
        fs::write(self.path(), made_from).with_context(|| format!("cannot write {}", self.path().display()))
    }
}

/// Changes when a source's name or content does.
fn fingerprint(ui: &Path) -> Result<String> {
    let mut files = Vec::new();
    for entry in fs::read_dir(ui).context("cannot read ui/")? {
        let entry = entry?;
        if !NOT_SOURCES.iter().any(|name| entry.file_name() == *name) {
            collect(&entry.path(), &mut files)?;
        }
    }
    files.sort();
    let mut hasher = DefaultHasher::new();
    for file in files {
        file.strip_prefix(ui)?.hash(&mut hasher);
        fs::read(&file)?.hash(&mut hasher);
    }
    Ok(format!("{:016x}", hasher.finish()))
}

fn collect(path: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    if !path.is_dir() {
        files.push(path.to_owned());
        return Ok(());
    }
    for entry in fs::read_dir(path)? {
        collect(&entry?.path(), files)?;
    }
    Ok(())
}

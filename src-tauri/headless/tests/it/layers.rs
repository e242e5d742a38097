//! Which room may know which: read off the sources' `use crate::..` and `crate::..` paths.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

/// Room by room, what it may name. `api` is the door and the only one to know every other.
const ALLOWED: &[(&str, &[&str])] = &[
    ("atomic_file", &[]),
    ("content_encoding", &[]),
    ("host", &[]),
    // The crate `dailies_relay`, which core also calls by these names.
    ("relay", &[]),
    ("catalogue", &[]),
    ("secret", &["relay"]),
    ("library", &["atomic_file"]),
    ("http", &["catalogue", "content_encoding", "relay"]),
    ("download", &["atomic_file", "content_encoding", "secret"]),
    // `download` only hashes here.
    ("assets", &["atomic_file", "download", "library"]),
    ("queue", &["assets", "atomic_file", "catalogue", "download", "http", "library", "relay", "secret"]),
    ("loopback", &["library"]),
    ("search", &["library"]),
    (
        "api",
        &[
            "assets",
            "atomic_file",
            "catalogue",
            "download",
            "host",
            "http",
            "library",
            "loopback",
            "queue",
            "relay",
            "search",
            "secret",
        ],
    ),
    // Tests of every room that reads texts.
    ("growth", &["search"]),
];

/// The files that bring bytes to the disk or rename files by themselves, below `src-tauri`, and why. All others use `atomic_file`.
const WRITE_BY_THEMSELVES: &[(&str, &str)] = &[
    ("media/src/atomic_file.rs", "the owner"),
    ("media/src/confinement.rs", "its test tries to rename a file, and must not be able to"),
    (
        "core/src/download/part_file.rs",
        "a part grows over several runs of the program; `atomic_file` gives it its name",
    ),
    ("core/src/library/commit_counter.rs", "the counter is written over in place, after each commit"),
    ("core/src/api/drafts/guard.rs", "the mark has to outlive the process only, and is not synced"),
    ("core/src/api/exports/drag.rs", "a copy for a drag can be made again, and is not synced"),
];

/// Crates that no room may name: the studio knows no window.
const FORBIDDEN_CRATES: &[&str] = &["tauri", "wry", "tao", "gtk", "dailies_simulator"];

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../core/src")
}

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// The room that a file belongs to: its first folder, or its own name.
fn room(file: &Path) -> String {
    let inside = file.strip_prefix(source()).unwrap();
    let first = inside.components().next().unwrap().as_os_str().to_string_lossy();
    first.trim_end_matches(".rs").to_owned()
}

/// The rooms that a text names, as `crate::room` or in a `use crate::{..}` group. Comments do not count.
fn named(text: &str) -> BTreeSet<String> {
    let code: String = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
    let mut found = BTreeSet::new();
    if code.contains("dailies_relay::") {
        found.insert("relay".to_owned());
    }
    found.extend(named_after(&code, "crate::"));
    found
}

/// The first names of the paths that follow `prefix`, alone or in a group.
fn named_after(code: &str, prefix: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for after in code.split(prefix).skip(1) {
        match after.strip_prefix('{') {
            Some(group) => found.extend(group_heads(group)),
            None => found.extend(head(after)),
        }
    }
    found
}

fn head(path: &str) -> Option<String> {
    let name: String = path.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
    (!name.is_empty()).then_some(name)
}

/// The first names of the paths at the top level of a `{a::b, c::{d, e}}` group.
fn group_heads(group: &str) -> Vec<String> {
    let (mut depth, mut heads, mut start) = (0, Vec::new(), 0);
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            ',' | '}' if depth == 0 => {
                heads.extend(head(&group[start..at]));
                start = at + 1;
                if c == '}' {
                    break;
                }
            }
            '}' => depth -= 1,
            _ => {}
        }
    }
    heads
}

fn all_files() -> Vec<PathBuf> {
    let mut files = Vec::new();
    rust_files(&source(), &mut files);
    files
}

#[test]
fn no_room_knows_a_room_above_it() {
    let allowed: BTreeMap<_, _> = ALLOWED.iter().copied().collect();
    let mut broken = Vec::new();
    for file in all_files() {
        let room = room(&file);
        if room == "lib" {
            continue;
        }
        let allowed = allowed.get(room.as_str()).unwrap_or_else(|| panic!("{room} has no rule: add one to ALLOWED"));
        for other in named(&fs::read_to_string(&file).unwrap()) {
            let is_room = ALLOWED.iter().any(|(name, _)| *name == other);
            if is_room && other != room && !allowed.contains(&other.as_str()) {
                broken.push(format!("{} names {other}", file.display()));
            }
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
}

#[test]
fn the_studio_knows_no_window() {
    for file in all_files() {
        let text = fs::read_to_string(&file).unwrap();
        for name in FORBIDDEN_CRATES {
            assert!(!text.contains(&format!("{name}::")), "{} names {name}", file.display());
        }
    }
}

#[test]
fn files_are_synced_and_renamed_by_atomic_file_alone() {
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut files = Vec::new();
    rust_files(&top.join("core/src"), &mut files);
    rust_files(&top.join("media/src"), &mut files);
    let calls = ["sync_all", "sync_data", "fs::rename", ".persist"];
    let is_own_writer = |file: &PathBuf| {
        let text = fs::read_to_string(file).unwrap();
        calls.iter().any(|call| text.contains(call))
    };
    let found: BTreeSet<_> =
        files.iter().filter(|file| is_own_writer(file)).map(|file| file.strip_prefix(&top).unwrap()).collect();
    let listed: BTreeSet<_> = WRITE_BY_THEMSELVES.iter().map(|(file, _)| Path::new(file)).collect();
    assert_eq!(found, listed, "a file that must survive a crash is written by atomic_file");
}

#[test]
fn the_reader_of_paths_sees_groups_and_single_paths() {
    let text =
        "use crate::{api::Studio, library::{clips, jobs}, model::*};\n// crate::queue\nlet x = dailies_relay::Y;";
    let names: Vec<_> = named(text).into_iter().collect();
    assert_eq!(names, ["api", "library", "model", "relay"]);
}

/// Files whose types one of the others completes with `impl` blocks: together they are one type, divided by what it does.
const ONE_TYPE: &[&str] = &["core/search/index", "core/search/result_cache", "core/search/sort_orders"];

/// The modules of a folder, each with those of its neighbours that it names: in its own file by `super::`, and in every file of
/// its own folder by `prefix`, the path from the crate's root.
fn neighbours(folder: &Path, prefix: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut modules: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let (own, mut all) = (if path.is_dir() { path.join("mod.rs") } else { path.clone() }, Vec::new());
        if path.is_dir() {
            rust_files(&path, &mut all);
        }
        all.push(own.clone());
        if ["mod", "lib", "tests"].contains(&name.as_str()) || !all.iter().any(|file| file.exists()) {
            continue;
        }
        let others = modules.entry(name).or_default();
        others.extend(named_after(&program(&own), "super::"));
        let inside = all.iter().filter(|file| !file.iter().any(|part| part == "tests" || part == "tests.rs"));
        inside.for_each(|file| others.extend(named_after(&program(file), prefix)));
    }
    let names: BTreeSet<_> = modules.keys().cloned().collect();
    modules.iter_mut().for_each(|(name, others)| others.retain(|other| names.contains(other) && other != name));
    modules
}

/// The text of a file without comments and unit tests; none if there is no such file.
fn program(file: &Path) -> String {
    let text = fs::read_to_string(file).unwrap_or_default();
    let own = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
    own.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// Returns what is left when modules that name nobody who is left are taken away again and again: those of circles, and who
/// leads to them.
fn circles(mut modules: BTreeMap<String, BTreeSet<String>>) -> BTreeSet<String> {
    loop {
        let free: BTreeSet<_> =
            modules.iter().filter(|(_, others)| others.is_empty()).map(|(name, _)| name.clone()).collect();
        if free.is_empty() {
            return modules.into_keys().collect();
        }
        modules.retain(|name, _| !free.contains(name));
        modules.values_mut().for_each(|others| others.retain(|other| !free.contains(other)));
    }
}

fn folders(folder: &Path, found: &mut Vec<PathBuf>) {
    found.push(folder.to_owned());
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() && path.file_name().is_some_and(|name| name != "tests") {
            folders(&path, found);
        }
    }
}

#[test]
fn no_files_of_a_folder_need_each_other_in_a_circle() {
    let mut broken = Vec::new();
    for name in ["core", "media", "model", "relay"] {
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(name).join("src");
        let mut all = Vec::new();
        folders(&source, &mut all);
        for folder in all {
            let place = folder.strip_prefix(&source).unwrap().to_string_lossy().into_owned();
            let path: String = Path::new(&place).iter().map(|part| format!("{}::", part.to_string_lossy())).collect();
            let mut modules = neighbours(&folder, &format!("crate::{path}"));
            let is_excepted = |module: &str| ONE_TYPE.contains(&format!("{name}/{place}/{module}").as_str());
            for (module, others) in &mut modules {
                others.retain(|other| !(is_excepted(module) && is_excepted(other)));
            }
            broken.extend(circles(modules).into_iter().map(|module| format!("{name}/{place}/{module}")));
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
}

#[test]
fn a_circle_is_seen() {
    let modules = |edges: &[(&str, &str)]| {
        let mut modules: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (from, to) in edges {
            modules.entry((*to).to_owned()).or_default();
            modules.entry((*from).to_owned()).or_default().insert((*to).to_owned());
        }
        modules
    };
    assert!(circles(modules(&[("a", "b"), ("b", "c"), ("a", "c")])).is_empty());
    assert_eq!(circles(modules(&[("a", "b"), ("b", "c"), ("c", "a"), ("c", "d")])).len(), 3);
}

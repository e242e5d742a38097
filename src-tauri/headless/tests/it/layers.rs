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
    for after in code.split("crate::").skip(1) {
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

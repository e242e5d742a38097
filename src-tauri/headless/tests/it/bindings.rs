//! What is generated from the list of commands is up to date.

use std::{fs, path::Path};

use dailies_core::api;

fn written(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

#[test]
fn the_page_s_types_are_up_to_date() {
    let is_fresh = written("../../ui/src/backend/bindings.gen.ts") == api::bindings();
    assert!(is_fresh, "bindings.gen.ts is stale: run `cargo xtask bindings`");
}

#[test]
fn the_table_of_commands_is_up_to_date() {
    let is_fresh = written("../core/COMMANDS.md") == api::commands_table();
    assert!(is_fresh, "COMMANDS.md is stale: run `cargo xtask bindings`");
}

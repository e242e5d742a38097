//! Writes what follows from the list of commands: the page's types and COMMANDS.md. A test fails when they are stale.

use std::{fs, io, path::Path};

use dailies_core::api;

fn main() -> io::Result<()> {
    let core = Path::new(env!("CARGO_MANIFEST_DIR"));
    fs::write(core.join("../../ui/src/backend/bindings.gen.ts"), api::bindings())?;
    fs::write(core.join("COMMANDS.md"), api::commands_table())
}

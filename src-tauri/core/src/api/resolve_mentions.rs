//! Whom a prompt names, looked up when it is checked or sent.

use dailies_model::Generation;
use rusqlite::Connection as Db;

use crate::library::{LibraryError, characters};

/// Notes whom the prompt names, as they are now: whatever was noted before counts no more.
pub(super) fn resolve_mentions(db: &Db, generation: &mut Generation) -> Result<(), LibraryError> {
    generation.cast = characters::cast_of(db, &generation.prompt)?;
    Ok(())
}

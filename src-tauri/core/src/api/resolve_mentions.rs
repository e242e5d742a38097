//! Resolves `@mentions` of characters in a prompt, when it is checked and when it is sent.

use dailies_model::Generation;
use rusqlite::Connection as Db;

use crate::library::{LibraryError, characters};

/// Replaces the generation's cast by the characters that its prompt mentions, as they are now.
pub(super) fn resolve_mentions(db: &Db, generation: &mut Generation) -> Result<(), LibraryError> {
    generation.cast = characters::cast_of(db, &generation.prompt)?;
    Ok(())
}

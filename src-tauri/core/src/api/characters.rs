//! Characters and reference packs, as the user keeps them. How a relay makes one is in `create`.

mod create;

pub(super) use create::{check_character, create_character};

use super::{ApiError, ErrorCode, Studio};
use dailies_model::{Change, Character, CharacterForm, CharacterHome, CharacterId, ClipId, PackForm, cast::is_handle};

use crate::library::{
    characters::{self, NewCharacter},
    lineage_links,
};

/// Pictures that could not be had before are tried again.
pub(super) async fn list_characters(studio: &Studio) -> Result<Vec<Character>, ApiError> {
    studio.fetch_avatars();
    studio.read(characters::list).await
}

pub(super) async fn create_pack(studio: &Studio, form: CharacterForm) -> Result<Character, ApiError> {
    let pack = form.pack.ok_or_else(|| ApiError::bad_request(&"this says nothing of a pack"))?;
    let handle = handle(&pack)?;
    let new = NewCharacter {
        name: name(&form.name)?,
        handle: handle.clone(),
        notes: form.notes,
        tags: form.tags,
        avatar: pack.pictures.first().cloned(),
        home: home(pack),
        remote: None,
    };
    let now = studio.now();
    let made = studio.write(move |tx| {
        free(tx, &handle, None)?;
        let id = characters::insert(tx, &new, now)?;
        Ok::<_, ApiError>(characters::get(tx, id)?)
    });
    Ok(publish(studio, made.await?))
}

pub(super) async fn save_character(
    studio: &Studio,
    id: CharacterId,
    form: CharacterForm,
) -> Result<Character, ApiError> {
    let name = name(&form.name)?;
    let saved = studio.write(move |tx| {
        let mut character = characters::get(tx, id)?;
        match (&character.home, form.pack) {
            (CharacterHome::Relay { .. }, None) => {}
            (CharacterHome::Pack { .. }, Some(pack)) => {
                character.handle = handle(&pack)?;
                free(tx, &character.handle, Some(id))?;
                character.avatar = pack.pictures.first().cloned();
                character.home = home(pack);
            }
            _ => return Err(ApiError::bad_request(&"a pack has pictures and words, a relay's character has none")),
        }
        (character.name, character.notes, character.tags) = (name, form.notes, form.tags);
        characters::save(tx, &character)?;
        Ok(characters::get(tx, id)?)
    });
    Ok(publish(studio, saved.await?))
}

pub(super) async fn remove_character(studio: &Studio, id: CharacterId) -> Result<(), ApiError> {
    let now = studio.now();
    studio.write(move |tx| characters::remove(tx, id, now)).await?;
    studio.publish(Change::CharacterRemoved { id });
    Ok(())
}

pub(super) async fn restore_character(studio: &Studio, id: CharacterId) -> Result<Character, ApiError> {
    let restored = studio.write(move |tx| {
        let character = characters::get(tx, id)?;
        if matches!(character.home, CharacterHome::Pack { .. }) {
            free(tx, &character.handle, Some(id))?;
        }
        characters::restore(tx, id)?;
        Ok::<_, ApiError>(character)
    });
    Ok(publish(studio, restored.await?))
}

pub(super) async fn list_clips_with(studio: &Studio, id: CharacterId) -> Result<Vec<ClipId>, ApiError> {
    studio.read(move |db| lineage_links::clips_with(db, id)).await
}

pub(super) async fn open_character_page(studio: &Studio, id: CharacterId) -> Result<(), ApiError> {
    let page = studio.read(move |db| characters::permalink(db, id)).await?;
    // What a relay says is opened by the system: a program, a file or a mail must not be.
    let page = page.as_deref().and_then(create::web_address);
    let page = page.ok_or_else(|| ApiError::bad_request(&"it has no page"))?;
    Ok(studio.host().open_url(page.as_str())?)
}

fn publish(studio: &Studio, character: Character) -> Character {
    studio.publish(Change::Character { character: Box::new(character.clone()) });
    character
}

fn name(name: &str) -> Result<String, ApiError> {
    let name = name.trim();
    if name.is_empty() { Err(ApiError::bad_request(&"a character needs a name")) } else { Ok(name.to_owned()) }
}

fn handle(pack: &PackForm) -> Result<String, ApiError> {
    let handle = pack.handle.trim();
    let bad = || ApiError { code: ErrorCode::BadHandle, detail: "no prompt could name it".to_owned() };
    if is_handle(handle) { Ok(handle.to_owned()) } else { Err(bad()) }
}

fn free(db: &rusqlite::Connection, handle: &str, besides: Option<CharacterId>) -> Result<(), ApiError> {
    let taken = || ApiError { code: ErrorCode::HandleTaken, detail: "another character is called so".to_owned() };
    if characters::is_taken(db, handle, besides)? { Err(taken()) } else { Ok(()) }
}

fn home(pack: PackForm) -> CharacterHome {
    CharacterHome::Pack { description: pack.description, pictures: pack.pictures }
}

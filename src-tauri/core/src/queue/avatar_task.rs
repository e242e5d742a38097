//! Background task that downloads the avatars of characters that a relay made, because their URLs expire (reference
//! section 6). A temporary failure is retried at the next request; a permanently missing avatar is replaced by the poster
//! of the character's clip.

use std::{sync::Arc, time::SystemTime};

use dailies_media::MediaError;
use dailies_model::{Change, CharacterHome, FilmSource, Medium, Proxy, StoredPicture, Timestamp};

use super::context::Context;
use crate::{
    assets::{Provenance, store_picture},
    atomic_file,
    download::{FetchError, Source},
    library::{
        LibraryError,
        characters::{self, MissingAvatar},
        clips, connections,
    },
};

/// Upper limit of an avatar's file.
const MOST_BYTES: usize = 20_000_000;

/// Why an avatar could not be fetched.
#[derive(Clone, Copy, PartialEq, Eq)]
enum AvatarError {
    /// Temporary: retry later.
    Now,
    /// Permanent: use a fallback.
    ForGood,
}

/// Downloads missing avatars each time it is notified, one character at a time.
pub(super) async fn run(context: Arc<Context>) {
    loop {
        context.avatars_wanted.notified().await;
        let faceless = context.library(|library| library.read(characters::list_faceless)).await;
        for one in faceless.unwrap_or_default() {
            if let Err(error) = look_after(&context, &one).await {
                tracing::warn!(%error, character = one.character.id.0, "a character's picture could not be kept");
            }
        }
    }
}

async fn look_after(context: &Context, one: &MissingAvatar) -> Result<(), LibraryError> {
    let found = match of_relay(context, one).await {
        Err(AvatarError::ForGood) => poster(context, one).await,
        other => other,
    };
    let id = one.character.id;
    match found {
        Ok(picture) => {
            let kept = context.library(move |library| {
                library.write(|tx| {
                    characters::keep_avatar(tx, id, &picture)?;
                    characters::get(tx, id)
                })
            });
            context.publish(Change::Character { character: Box::new(kept.await?) });
            Ok(())
        }
        Err(AvatarError::ForGood) if one.avatar_url.is_some() => {
            context.library(move |library| library.write(|tx| characters::forget_avatar_url(tx, id))).await
        }
        Err(_) => Ok(()),
    }
}

/// Downloads the avatar that the relay made. The request carries no key, because the URL may be on any host.
async fn of_relay(context: &Context, one: &MissingAvatar) -> Result<StoredPicture, AvatarError> {
    let source = Source {
        url: one.avatar_url.clone().ok_or(AvatarError::ForGood)?,
        medium: Medium::Still,
        own_origin: context.services.relay.resolve(&one.base_url).await,
        key: None,
        secret: None,
        proxy: proxy(context, &one.character.home).await,
    };
    let bytes = context.services.downloader.small(&source, MOST_BYTES).await.map_err(|error| match error {
        FetchError::Expired { .. } | FetchError::Unexpected { .. } | FetchError::TooLarge | FetchError::Unsafe(_) => {
            AvatarError::ForGood
        }
        _ => AvatarError::Now,
    })?;
    keep(context, &bytes).await
}

/// Returns the proxy that the character's connection uses now.
async fn proxy(context: &Context, home: &CharacterHome) -> Proxy {
    let &CharacterHome::Relay { connection_id, .. } = home else { return Proxy::System };
    let row = context.library(move |library| library.read(|db| connections::get(db, connection_id))).await;
    row.map_or(Proxy::System, |row| row.proxy)
}

/// Returns the poster of the clip that the character was made of.
async fn poster(context: &Context, one: &MissingAvatar) -> Result<StoredPicture, AvatarError> {
    let CharacterHome::Relay { source: FilmSource::Clip { clip_id }, .. } = one.character.home else {
        return Err(AvatarError::ForGood);
    };
    let file = context.library(move |library| library.read(|db| clips::file(db, clip_id))).await;
    let file = file.map_err(|_| AvatarError::ForGood)?;
    let poster = context.services.library.files().poster(&file.folder);
    keep(context, &tokio::fs::read(poster).await.map_err(|_| AvatarError::ForGood)?).await
}

/// Stores the bytes as a picture of the library, if they are one.
async fn keep(context: &Context, bytes: &[u8]) -> Result<StoredPicture, AvatarError> {
    let (files, media) = (context.services.library.files(), &context.services.media);
    let incoming = files.incoming();
    atomic_file::receive(&incoming, &mut &*bytes).await.map_err(|_| AvatarError::Now)?;
    let now = Timestamp::from(SystemTime::now());
    store_picture(files, media, &incoming, Provenance::default(), now).await.map_err(|error| match error {
        MediaError::Refused(_) => AvatarError::ForGood,
        _ => AvatarError::Now,
    })
}

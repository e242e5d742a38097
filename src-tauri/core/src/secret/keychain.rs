//! The system's keychain, asked on a thread of its own: a locked one blocks its caller for as long as it pleases.

use std::{sync::mpsc, thread};

use tokio::sync::oneshot;
use zeroize::Zeroizing;

use super::{Key, SecretError};
use dailies_model::KeyRef;

/// The name under which the keychain files our keys; the account is the [`KeyRef`].
const SERVICE: &str = "studio.dailies";

/// What keeps keys beyond this run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Store {
    /// The system's keychain: Secret Service, macOS Keychain or Windows Credential Manager.
    Os,
    /// Nothing does: keys are kept for the session only.
    None,
}

/// One question to the keychain.
pub(super) enum Ask {
    /// Keep this key.
    Put(KeyRef, Key, Reply<()>),
    /// Give this key, if it is there.
    Get(KeyRef, Reply<Option<Key>>),
    /// Forget this key.
    Delete(KeyRef, Reply<()>),
}

/// Where the answer goes. Closed when nobody waits for it any more.
pub(super) type Reply<T> = oneshot::Sender<Result<T, SecretError>>;

/// Starts the thread that asks the keychain, one question after the other. It ends when the sender is dropped.
pub(super) fn start() -> std::io::Result<mpsc::Sender<Ask>> {
    let (sender, questions) = mpsc::channel();
    thread::Builder::new().name("keychain".to_owned()).spawn(move || questions.into_iter().for_each(serve))?;
    Ok(sender)
}

/// A question that waited behind a locked keychain until its asker gave up is not asked; and a key that was kept too
/// late is taken out again, because the user was told that it was not kept.
fn serve(ask: Ask) {
    match ask {
        Ask::Put(account, key, reply) if !reply.is_closed() => {
            if reply.send(put(&account, &key)).is_err() && delete(&account).is_err() {
                tracing::warn!("a key that was kept too late could not be taken out of the keychain");
            }
        }
        Ask::Get(account, reply) if !reply.is_closed() => drop(reply.send(get(&account))),
        Ask::Delete(account, reply) if !reply.is_closed() => drop(reply.send(delete(&account))),
        Ask::Put(..) | Ask::Get(..) | Ask::Delete(..) => {}
    }
}

fn put(account: &KeyRef, key: &Key) -> Result<(), SecretError> {
    Ok(entry(account)?.set_password(key.expose())?)
}

fn get(account: &KeyRef) -> Result<Option<Key>, SecretError> {
    match entry(account)?.get_password() {
        Ok(text) => Zeroizing::new(text)
            .parse()
            .map(Some)
            .map_err(|_| SecretError::Other("what it holds is not a key".to_owned())),
        Err(keyring::Error::NoEntry) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

fn delete(account: &KeyRef) -> Result<(), SecretError> {
    match entry(account)?.delete_credential() {
        Ok(()) | Err(keyring::Error::NoEntry) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

fn entry(account: &KeyRef) -> Result<keyring::Entry, keyring::Error> {
    keyring::Entry::new(SERVICE, account.as_str())
}

impl From<keyring::Error> for SecretError {
    /// Without a Secret Service both `PlatformFailure` and `NoStorageAccess` come, depending on what is missing.
    fn from(error: keyring::Error) -> Self {
        match error {
            keyring::Error::PlatformFailure(cause) | keyring::Error::NoStorageAccess(cause) => {
                Self::NoKeychain(cause.to_string())
            }
            keyring::Error::BadEncoding(_) => Self::Other("what it holds is not text".to_owned()),
            keyring::Error::TooLong(attribute, _) | keyring::Error::Invalid(attribute, _) => {
                Self::Other(format!("it refuses the {attribute}"))
            }
            keyring::Error::Ambiguous(_) => Self::Other("it holds several keys of one name".to_owned()),
            _ => Self::Other("it failed".to_owned()),
        }
    }
}

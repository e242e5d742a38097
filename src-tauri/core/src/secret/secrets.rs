//! The keys of this run: remembered once they were given or found, so that the keychain is asked once a run.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError, mpsc},
    time::Duration,
};

use tokio::{sync::oneshot, time::timeout};

use super::{
    Key, Store,
    keychain::{self, Ask, Reply},
};
use dailies_model::{KeyPlace, KeyRef};

/// How long a keychain may take. A locked one waits for the user's password; asking again later costs nothing.
const TIME_LIMIT: Duration = Duration::from_secs(5);

/// Why a key could not be kept or found. Holds no key.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SecretError {
    /// There is no keychain here, or it lets nobody in; a key can still be kept for the session.
    #[error("there is no keychain to use: {0}")]
    NoKeychain(String),
    /// It did not answer in time, most likely because it waits to be unlocked.
    #[error("the keychain does not answer; it may be locked")]
    Locked,
    /// It answered something else.
    #[error("the keychain cannot be used: {0}")]
    Other(String),
}

/// The keys of this run and the keychain behind them.
#[derive(Debug)]
pub struct Secrets {
    known: Mutex<HashMap<KeyRef, Key>>,
    keychain: Option<mpsc::Sender<Ask>>,
}

impl Secrets {
    /// Keys kept by `store`. Nothing is asked yet.
    pub fn new(store: Store) -> Self {
        let keychain = match store {
            Store::None => None,
            Store::Os => keychain::start()
                .inspect_err(|error| tracing::error!(%error, "the keychain's thread does not start"))
                .ok(),
        };
        Self { known: Mutex::default(), keychain }
    }

    /// Keeps a key. In the keychain it is there, or this is an error: it never falls back to memory by itself.
    pub async fn put(&self, account: &KeyRef, key: Key, place: KeyPlace) -> Result<(), SecretError> {
        if place == KeyPlace::Keychain {
            self.ask(|reply| Ask::Put(account.clone(), key.clone(), reply)).await?;
        }
        self.known().insert(account.clone(), key);
        Ok(())
    }

    /// The key of this account, from memory if it was given or found in this run. `None` when nobody has it.
    pub async fn get(&self, account: &KeyRef) -> Result<Option<Key>, SecretError> {
        if let Some(key) = self.known().get(account) {
            return Ok(Some(key.clone()));
        }
        if self.keychain.is_none() {
            return Ok(None);
        }
        let found = self.ask(|reply| Ask::Get(account.clone(), reply)).await?;
        if let Some(key) = &found {
            self.known().insert(account.clone(), key.clone());
        }
        Ok(found)
    }

    /// Whether a key is in memory: of a key kept for the session only, whether it is there at all.
    pub fn holds(&self, account: &KeyRef) -> bool {
        self.known().contains_key(account)
    }

    /// Forgets a key, here and in the keychain. One that is not there is no error.
    pub async fn delete(&self, account: &KeyRef) -> Result<(), SecretError> {
        self.known().remove(account);
        match self.keychain {
            Some(_) => self.ask(|reply| Ask::Delete(account.clone(), reply)).await,
            None => Ok(()),
        }
    }

    async fn ask<T>(&self, question: impl FnOnce(Reply<T>) -> Ask) -> Result<T, SecretError> {
        let gone = || SecretError::NoKeychain("none is in use".to_owned());
        let (reply, answer) = oneshot::channel();
        self.keychain.as_ref().ok_or_else(gone)?.send(question(reply)).map_err(|_| gone())?;
        timeout(TIME_LIMIT, answer).await.map_err(|_| SecretError::Locked)?.map_err(|_| gone())?
    }

    fn known(&self) -> std::sync::MutexGuard<'_, HashMap<KeyRef, Key>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key() -> Key {
        "sk-canary-0123456789".parse().unwrap()
    }

    fn account(name: &str) -> KeyRef {
        KeyRef(format!("test-{name}-{}", std::process::id()))
    }

    #[tokio::test]
    async fn a_session_key_is_kept_until_it_is_forgotten() {
        let (secrets, account) = (Secrets::new(Store::None), account("session"));
        assert_eq!(secrets.get(&account).await, Ok(None));
        secrets.put(&account, key(), KeyPlace::Session).await.unwrap();
        assert_eq!(secrets.get(&account).await, Ok(Some(key())));
        secrets.delete(&account).await.unwrap();
        assert_eq!(secrets.get(&account).await, Ok(None));
    }

    #[tokio::test]
    async fn without_a_keychain_nothing_pretends_to_be_one() {
        let (secrets, account) = (Secrets::new(Store::None), account("none"));
        let refused = secrets.put(&account, key(), KeyPlace::Keychain).await;
        assert!(matches!(refused, Err(SecretError::NoKeychain(_))), "{refused:?}");
        assert_eq!(secrets.get(&account).await, Ok(None));
    }

    #[tokio::test]
    async fn a_session_key_never_reaches_the_keychain() {
        let account = account("twin");
        Secrets::new(Store::Os).put(&account, key(), KeyPlace::Session).await.unwrap();
        let later = Secrets::new(Store::Os).get(&account).await;
        assert!(!matches!(later, Ok(Some(_))), "{later:?}");
    }

    /// With a keychain on this machine a key survives the run; without one that is said, and the session still works.
    #[tokio::test]
    async fn the_systems_keychain_keeps_a_key_or_says_that_it_cannot() {
        let (secrets, account) = (Secrets::new(Store::Os), account("os"));
        match secrets.put(&account, key(), KeyPlace::Keychain).await {
            Ok(()) => {
                let next_run = Secrets::new(Store::Os);
                assert_eq!(next_run.get(&account).await, Ok(Some(key())));
                next_run.delete(&account).await.unwrap();
                assert_eq!(Secrets::new(Store::Os).get(&account).await, Ok(None));
                report("a keychain answers: a key survived the run and was deleted");
            }
            Err(error @ (SecretError::NoKeychain(_) | SecretError::Locked)) => {
                assert_ne!(secrets.get(&account).await, Ok(Some(key())));
                secrets.put(&account, key(), KeyPlace::Session).await.unwrap();
                assert_eq!(secrets.get(&account).await, Ok(Some(key())));
                report(&format!("no keychain here ({error}): the session twin was verified"));
            }
            Err(error) => panic!("{error}"),
        }
    }

    fn report(path: &str) {
        use std::io::Write as _;
        writeln!(std::io::stderr(), "{path}").unwrap();
    }
}

//! Passwords of staff: what they must be, and how they are kept and compared.

use std::sync::Arc;

use argon2::{
    Argon2,
    password_hash::{self, PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use tokio::{sync::Semaphore, task};
use unicode_normalization::UnicodeNormalization;

/// Each takes 19 MiB while it is computed, and most of a core.
const AT_ONCE: usize = 2;
const SHORTEST: usize = 12;
const LONGEST_BYTES: usize = 1024;

#[derive(Debug, thiserror::Error)]
pub enum PasswordError {
    #[error("a password needs at least {SHORTEST} characters")]
    Short,
    #[error("a password has at most {LONGEST_BYTES} bytes")]
    Long,
    #[error("a password must not be the account's name")]
    Name,
    #[error("the password can't be hashed")]
    Hash(#[from] password_hash::Error),
}

/// A hash for the database, of a password that is good enough.
pub(crate) fn hash(name: &str, password: &str) -> Result<String, PasswordError> {
    let password = composed(password);
    if password.chars().count() < SHORTEST {
        return Err(PasswordError::Short);
    }
    if password.len() > LONGEST_BYTES {
        return Err(PasswordError::Long);
    }
    if password.to_lowercase().contains(name) && password.len() < name.len() + SHORTEST {
        return Err(PasswordError::Name);
    }
    let hash: PasswordHash = Argon2::default().hash_password(password.as_bytes())?;
    Ok(hash.to_string())
}

/// Vietnamese keyboards write the same letter in one sign or in several.
fn composed(password: &str) -> String {
    password.nfc().collect()
}

/// Compares, a few at a time.
#[derive(Clone, Debug)]
pub(crate) struct Passwords {
    places: Arc<Semaphore>,
    /// What is compared where there is no account, so that it takes as long.
    nobodys: Arc<str>,
}

impl Passwords {
    pub(crate) fn new() -> Result<Self, PasswordError> {
        let mut secret = [0; 32];
        getrandom::fill(&mut secret).map_err(|_| password_hash::Error::Crypto)?;
        let nobodys: PasswordHash = Argon2::default().hash_password(&secret)?;
        Ok(Self {
            places: Arc::new(Semaphore::new(AT_ONCE)),
            nobodys: nobodys.to_string().into(),
        })
    }

    /// Whether this is the password of an account's hash; of no account it never is.
    pub(crate) async fn is(&self, hash: Option<String>, password: &str) -> bool {
        if password.len() > LONGEST_BYTES {
            return false;
        }
        let Ok(place) = self.places.clone().acquire_owned().await else {
            return false;
        };
        let known = hash.is_some();
        let hash = hash.unwrap_or_else(|| self.nobodys.as_ref().to_owned());
        let password = composed(password);
        let compared = task::spawn_blocking(move || {
            let _place = place;
            PasswordHash::new(&hash)
                .is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok())
        });
        compared.await.unwrap_or_default() && known
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_password_is_itself_however_its_letters_were_composed() {
        let hash = hash("lan", "Mật khẩu của Lan").unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        let passwords = Passwords::new().unwrap();
        let decomposed: String = "Mật khẩu của Lan".nfd().collect();
        assert!(passwords.is(Some(hash.clone()), &decomposed).await);
        assert!(!passwords.is(Some(hash.clone()), "Mật khẩu của lan").await);
        assert!(!passwords.is(Some("no hash".into()), "no hash").await);
        assert!(!passwords.is(None, "Mật khẩu của Lan").await);
    }

    #[test]
    fn two_accounts_with_one_password_have_two_hashes() {
        assert_ne!(
            hash("a-1", "mot-mat-khau-dai").unwrap(),
            hash("a-2", "mot-mat-khau-dai").unwrap()
        );
    }

    #[test]
    fn what_is_guessed_at_once_is_no_password() {
        for password in ["", "mat-khau", "ậậậậậậậậậậậ", "bien-tap-lan-1", &"x".repeat(1025)] {
            assert!(hash("bien-tap-lan", password).is_err(), "{password}");
        }
    }
}

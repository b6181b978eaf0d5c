//! Accounts of staff. They are made at the command line alone, so that nobody on the network can make one.

use jiff::Timestamp;
use sqlx::AnyPool;

use super::{
    attempt,
    audit::{Action, COMMAND, Entry},
    password::{self, PasswordError},
};
use crate::clock;

#[derive(Debug, thiserror::Error)]
pub enum AccountError {
    #[error("a name has 2 to 40 signs of a-z, 0-9, '.', '-' and '_', the first of them a letter")]
    Name,
    #[error(transparent)]
    Password(#[from] PasswordError),
    #[error("there is an account {0} already")]
    Taken(String),
    #[error("there is no account {0}")]
    Unknown(String),
    #[error("the database failed")]
    Database(#[from] sqlx::Error),
}

pub(crate) struct Account {
    pub name: String,
    pub created_at: String,
}

pub(crate) async fn add(pool: &AnyPool, name: &str, password: &str) -> Result<(), AccountError> {
    check_name(name)?;
    let hash = password::hash(name, password)?;
    let mut transaction = pool.begin().await?;
    let done = sqlx::query("INSERT INTO staff (name, password, created_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING")
        .bind(name)
        .bind(hash)
        .bind(clock::stored(Timestamp::now()))
        .execute(&mut *transaction)
        .await?;
    if done.rows_affected() == 0 {
        return Err(AccountError::Taken(name.to_owned()));
    }
    Entry::new(COMMAND, Action::AccountAdded)
        .detail(name)
        .write(&mut transaction)
        .await?;
    Ok(transaction.commit().await?)
}

/// Whoever is logged in by the old password is logged out, and may try the new one at once.
pub(crate) async fn change_password(pool: &AnyPool, name: &str, password: &str) -> Result<(), AccountError> {
    let hash = password::hash(name, password)?;
    let mut transaction = pool.begin().await?;
    let done = sqlx::query("UPDATE staff SET password = $2 WHERE name = $1")
        .bind(name)
        .bind(hash)
        .execute(&mut *transaction)
        .await?;
    if done.rows_affected() == 0 {
        return Err(AccountError::Unknown(name.to_owned()));
    }
    sqlx::query("DELETE FROM staff_session WHERE staff = $1")
        .bind(name)
        .execute(&mut *transaction)
        .await?;
    Entry::new(COMMAND, Action::PasswordChanged)
        .detail(name)
        .write(&mut transaction)
        .await?;
    transaction.commit().await?;
    Ok(attempt::unlock(pool, name).await?)
}

/// With its sessions; what it did stays in the audit log.
pub(crate) async fn remove(pool: &AnyPool, name: &str) -> Result<(), AccountError> {
    let mut transaction = pool.begin().await?;
    sqlx::query("DELETE FROM staff_session WHERE staff = $1")
        .bind(name)
        .execute(&mut *transaction)
        .await?;
    let done = sqlx::query("DELETE FROM staff WHERE name = $1")
        .bind(name)
        .execute(&mut *transaction)
        .await?;
    if done.rows_affected() == 0 {
        return Err(AccountError::Unknown(name.to_owned()));
    }
    Entry::new(COMMAND, Action::AccountRemoved)
        .detail(name)
        .write(&mut transaction)
        .await?;
    Ok(transaction.commit().await?)
}

pub(crate) async fn list(pool: &AnyPool) -> Result<Vec<Account>, sqlx::Error> {
    let rows: Vec<(String, String)> = sqlx::query_as("SELECT name, created_at FROM staff ORDER BY name")
        .fetch_all(pool)
        .await?;
    Ok(rows
        .into_iter()
        .map(|(name, created_at)| Account { name, created_at })
        .collect())
}

pub(super) async fn password_hash(pool: &AnyPool, name: &str) -> Result<Option<String>, sqlx::Error> {
    sqlx::query_scalar("SELECT password FROM staff WHERE name = $1")
        .bind(name)
        .fetch_optional(pool)
        .await
}

/// Without case and signs that look like others, and never what the log calls the host itself.
fn check_name(name: &str) -> Result<(), AccountError> {
    let plain = |sign: u8| sign.is_ascii_lowercase() || sign.is_ascii_digit() || matches!(sign, b'.' | b'-' | b'_');
    let good = (2..=40).contains(&name.len())
        && name.starts_with(|first: char| first.is_ascii_lowercase())
        && name.bytes().all(plain);
    if good { Ok(()) } else { Err(AccountError::Name) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_plain_and_nobody_elses() {
        for name in ["lan", "bien-tap.2", "a_b"] {
            assert!(check_name(name).is_ok(), "{name}");
        }
        for name in [
            "",
            "a",
            "Lan",
            "lần",
            "2lan",
            "lan anh",
            "(lệnh)",
            "<b>x",
            &"a".repeat(41),
        ] {
            assert!(check_name(name).is_err(), "{name}");
        }
    }
}

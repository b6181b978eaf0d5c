//! Mail between the message it tells of and the server that takes it.

use std::{collections::HashSet, path::Path, time::Duration};

use jiff::{SignedDuration, Timestamp};
use lettre::message::Mailbox;
use sqlx::AnyPool;
use uuid::Uuid;

use super::digest;
use crate::{clock, item::Feed};

/// Of one turn.
const AT_ONCE: i64 = 50;
const LONGEST_WAIT: Duration = Duration::from_secs(3600);
/// Nobody needs to be told after that: the messages are at the desk.
const GIVEN_UP_AFTER: SignedDuration = SignedDuration::from_hours(7 * 24);

/// A message that nobody was told of.
#[derive(sqlx::FromRow)]
pub(super) struct New {
    pub receipt: String,
    pub item: String,
}

#[derive(sqlx::FromRow)]
pub(super) struct Mail {
    pub id: String,
    pub recipient: String,
    pub subject: String,
    pub body: String,
    attempts: i64,
}

/// Makes one mail for each recipient of all messages that nobody was told of, wholly or not at all. What is suspected is not
/// told of: else a flood of it would be a flood of mail.
pub(super) async fn fill(pool: &AnyPool, recipients: &[Mailbox], desk: &str, feed: &Path) -> Result<(), sqlx::Error> {
    let new: i64 = sqlx::query_scalar(
        "SELECT COUNT(*) FROM feedback \
         WHERE noticed_at IS NULL AND suspected IS NULL AND handled_at IS NULL AND erased_at IS NULL",
    )
    .fetch_one(pool)
    .await?;
    if new == 0 {
        return Ok(());
    }
    // Before the transaction, which others wait for. Without a feed no article is named, and the mail goes all the same.
    let articles: HashSet<String> = match Feed::read(feed).await {
        Some(feed) => feed.ids().collect(),
        None => HashSet::new(),
    };
    let now = clock::stored(Timestamp::now());
    let mut transaction = pool.begin().await?;
    // The write comes first: SQLite takes no lock for writing later in a transaction that began with reading.
    let told = sqlx::query(
        "UPDATE feedback SET noticed_at = $1 \
         WHERE noticed_at IS NULL AND suspected IS NULL AND handled_at IS NULL AND erased_at IS NULL",
    )
    .bind(&now)
    .execute(&mut *transaction)
    .await?;
    if told.rows_affected() == 0 {
        return Ok(());
    }
    let new: Vec<New> = sqlx::query_as("SELECT receipt, item FROM feedback WHERE noticed_at = $1 ORDER BY id")
        .bind(&now)
        .fetch_all(&mut *transaction)
        .await?;
    let body = digest::body(&new, &articles, desk);
    for recipient in recipients {
        sqlx::query(
            "INSERT INTO mail (id, recipient, subject, body, created_at, attempts, next_at) \
             VALUES ($1, $2, $3, $4, $5, 0, $5)",
        )
        .bind(Uuid::now_v7().to_string())
        .bind(recipient.to_string())
        .bind(digest::subject(new.len()))
        .bind(&body)
        .bind(&now)
        .execute(&mut *transaction)
        .await?;
    }
    transaction.commit().await
}

pub(super) async fn due(pool: &AnyPool) -> Result<Vec<Mail>, sqlx::Error> {
    let now = Timestamp::now();
    let old = sqlx::query("DELETE FROM mail WHERE created_at < $1")
        .bind(clock::stored(now - GIVEN_UP_AFTER))
        .execute(pool)
        .await?;
    if old.rows_affected() > 0 {
        let count = old.rows_affected();
        tracing::error!(
            count,
            "notices were given up, since no mail server took them for a week"
        );
    }
    sqlx::query_as("SELECT id, recipient, subject, body, attempts FROM mail WHERE next_at <= $1 ORDER BY id LIMIT $2")
        .bind(clock::stored(now))
        .bind(AT_ONCE)
        .fetch_all(pool)
        .await
}

pub(super) async fn sent(pool: &AnyPool, mail: &Mail) -> Result<(), sqlx::Error> {
    sqlx::query("DELETE FROM mail WHERE id = $1")
        .bind(&mail.id)
        .execute(pool)
        .await
        .map(drop)
}

/// Twice as long each time, up to an hour.
pub(super) async fn later(pool: &AnyPool, mail: &Mail, every: Duration) -> Result<(), sqlx::Error> {
    let doubled = 1_u32
        .checked_shl(u32::try_from(mail.attempts).unwrap_or(31).min(12))
        .unwrap_or(1);
    let wait = every.saturating_mul(doubled).min(LONGEST_WAIT.max(every));
    let wait = SignedDuration::try_from(wait).unwrap_or(SignedDuration::MAX);
    sqlx::query("UPDATE mail SET attempts = attempts + 1, next_at = $2 WHERE id = $1")
        .bind(&mail.id)
        .bind(clock::stored(Timestamp::now() + wait))
        .execute(pool)
        .await
        .map(drop)
}

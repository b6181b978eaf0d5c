//! The feedback table: a message is kept once per key, whatever arrives at the same time.

use jiff::Timestamp;
use sqlx::{AnyConnection, AnyPool};
use uuid::Uuid;

use super::{evidence::Suspicion, line::Line, receipt::receipt, submission::Submission};
use crate::clock;

#[derive(Clone, Debug)]
pub(crate) struct Store {
    pool: AnyPool,
    /// Where the database has one writer at a time.
    line: Option<Line>,
}

/// A message on its way into the table.
#[derive(Debug)]
pub(crate) struct Letter {
    pub key: String,
    pub submission: Submission,
    pub suspicion: Option<Suspicion>,
    pub now: Timestamp,
}

/// What became of a message under its key.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Kept {
    Now(String),
    Before(String),
    /// The key belongs to a message with another content.
    Otherwise,
}

#[derive(Debug, thiserror::Error)]
pub(crate) enum KeepError {
    #[error("the database failed: {0}")]
    Database(#[from] sqlx::Error),
    #[error("no free receipt number was found")]
    NoReceipt,
    #[error("nobody takes messages any more")]
    Stopped,
}

impl Store {
    pub(crate) fn new(pool: AnyPool, has_one_writer: bool) -> Self {
        Self {
            line: has_one_writer.then(|| Line::start(pool.clone())),
            pool,
        }
    }

    pub(crate) async fn keep(&self, letter: Letter) -> Result<Kept, KeepError> {
        match &self.line {
            Some(line) => line.keep(letter).await,
            None => letter.keep(&mut *self.pool.acquire().await?).await,
        }
    }

    /// What is there under this key already.
    pub(super) async fn find(&self, key: &str, submission: &Submission) -> Result<Option<Kept>, sqlx::Error> {
        find(&mut *self.pool.acquire().await?, key, submission).await
    }

    pub(crate) async fn has_receipt(&self, receipt: &str) -> Result<bool, sqlx::Error> {
        let found = sqlx::query("SELECT 1 FROM feedback WHERE receipt = $1")
            .bind(receipt)
            .fetch_optional(&self.pool)
            .await?;
        Ok(found.is_some())
    }

    pub(crate) async fn count(&self) -> Result<i64, sqlx::Error> {
        sqlx::query_scalar("SELECT COUNT(*) FROM feedback")
            .fetch_one(&self.pool)
            .await
    }

    /// What every instance signs with: whoever asks for it first makes it.
    pub(crate) async fn secret(&self, name: &str) -> Result<String, sqlx::Error> {
        let new = format!("{}{}", Uuid::new_v4().simple(), Uuid::new_v4().simple());
        sqlx::query("INSERT INTO secret (name, value) VALUES ($1, $2) ON CONFLICT DO NOTHING")
            .bind(name)
            .bind(new)
            .execute(&self.pool)
            .await?;
        sqlx::query_scalar("SELECT value FROM secret WHERE name = $1")
            .bind(name)
            .fetch_one(&self.pool)
            .await
    }
}

impl Letter {
    /// One statement decides, so no lock is needed: whoever inserts first owns the key.
    pub(super) async fn keep(&self, connection: &mut AnyConnection) -> Result<Kept, KeepError> {
        // An insert that neither went in nor left a row under the key met a taken receipt number.
        for _ in 0..8 {
            let receipt = receipt(self.now);
            if self.insert(connection, &receipt).await? {
                return Ok(Kept::Now(receipt));
            }
            if let Some(kept) = find(connection, &self.key, &self.submission).await? {
                return Ok(kept);
            }
        }
        Err(KeepError::NoReceipt)
    }

    async fn insert(&self, connection: &mut AnyConnection, receipt: &str) -> Result<bool, sqlx::Error> {
        let done = sqlx::query(
            "INSERT INTO feedback (id, idempotency_key, receipt, item, url, name, email, message, \
             content_digest, created_at, suspected) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) \
             ON CONFLICT DO NOTHING",
        )
        .bind(Uuid::now_v7().to_string())
        .bind(&self.key)
        .bind(receipt)
        .bind(&self.submission.item)
        .bind(&self.submission.url)
        .bind(&self.submission.name)
        .bind(&self.submission.email)
        .bind(&self.submission.message)
        .bind(self.submission.digest())
        .bind(clock::stored(self.now))
        .bind(self.suspicion.map(Suspicion::as_str))
        .execute(connection)
        .await?;
        Ok(done.rows_affected() == 1)
    }
}

async fn find(connection: &mut AnyConnection, key: &str, submission: &Submission) -> Result<Option<Kept>, sqlx::Error> {
    let row: Option<(String, String)> =
        sqlx::query_as("SELECT receipt, content_digest FROM feedback WHERE idempotency_key = $1")
            .bind(key)
            .fetch_optional(connection)
            .await?;
    Ok(row.map(|(receipt, digest)| {
        // Of an erased message nothing is left to compare; what comes under its key is a late retry.
        if digest.is_empty() || digest == submission.digest() {
            Kept::Before(receipt)
        } else {
            Kept::Otherwise
        }
    }))
}

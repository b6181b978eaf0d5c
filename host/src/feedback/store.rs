//! The feedback table: a message is kept once per key, whatever arrives at the same time.

use std::sync::Arc;

use jiff::Timestamp;
use sqlx::AnyPool;
use tokio::sync::Semaphore;
use uuid::Uuid;

use super::{evidence::Suspicion, receipt::receipt, submission::Submission};
use crate::clock;

#[derive(Clone, Debug)]
pub(crate) struct Store {
    pool: AnyPool,
    /// Whose turn it is to write.
    turn: Arc<Semaphore>,
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
}

impl Store {
    /// So many write at once.
    pub(crate) fn new(pool: AnyPool, writers: usize) -> Self {
        Self {
            pool,
            turn: Arc::new(Semaphore::new(writers)),
        }
    }

    /// One statement decides, so no lock is needed: whoever inserts first owns the key.
    pub(crate) async fn keep(
        &self,
        key: &str,
        submission: &Submission,
        suspicion: Option<Suspicion>,
        now: Timestamp,
    ) -> Result<Kept, KeepError> {
        // An insert that neither went in nor left a row under the key met a taken receipt number.
        for _ in 0..8 {
            let receipt = receipt(now);
            if self.insert(key, submission, suspicion, now, &receipt).await? {
                return Ok(Kept::Now(receipt));
            }
            if let Some(kept) = self.find(key, submission).await? {
                return Ok(kept);
            }
        }
        Err(KeepError::NoReceipt)
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

    async fn insert(
        &self,
        key: &str,
        submission: &Submission,
        suspicion: Option<Suspicion>,
        now: Timestamp,
        receipt: &str,
    ) -> Result<bool, sqlx::Error> {
        // Never closed.
        let _turn = self.turn.acquire().await;
        let done = sqlx::query(
            "INSERT INTO feedback (id, idempotency_key, receipt, item, url, name, email, message, \
             content_digest, created_at, suspected) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) \
             ON CONFLICT DO NOTHING",
        )
        .bind(Uuid::now_v7().to_string())
        .bind(key)
        .bind(receipt)
        .bind(&submission.item)
        .bind(&submission.url)
        .bind(&submission.name)
        .bind(&submission.email)
        .bind(&submission.message)
        .bind(submission.digest())
        .bind(clock::stored(now))
        .bind(suspicion.map(Suspicion::as_str))
        .execute(&self.pool)
        .await?;
        Ok(done.rows_affected() == 1)
    }

    pub(super) async fn find(&self, key: &str, submission: &Submission) -> Result<Option<Kept>, sqlx::Error> {
        let row: Option<(String, String)> =
            sqlx::query_as("SELECT receipt, content_digest FROM feedback WHERE idempotency_key = $1")
                .bind(key)
                .fetch_optional(&self.pool)
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
}

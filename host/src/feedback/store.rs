//! The feedback table: a message is kept once per key, whatever arrives at the same time.

use std::{fs::OpenOptions, io, path::Path, time::Duration};

use jiff::Timestamp;
use sqlx::{
    SqlitePool,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};
use uuid::Uuid;

use super::{receipt::receipt, submission::Submission};
use crate::error::Error;

#[derive(Clone, Debug)]
pub(crate) struct Store {
    pool: SqlitePool,
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

/// Readers' names and letters are for nobody else on this machine. SQLite gives the files beside it the same mode; one that
/// is there already stays as its operator wants it.
fn make_private(path: &Path) -> io::Result<()> {
    let mut new = OpenOptions::new();
    new.create(true).append(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut new, 0o600);
    new.open(path).map(drop)
}

impl Store {
    pub(crate) async fn open(path: &Path) -> Result<Self, Error> {
        make_private(path).map_err(|source| Error::Database {
            path: path.to_owned(),
            source: source.into(),
        })?;
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            // A receipt is a promise: it must survive a power cut right after it.
            .synchronous(SqliteSynchronous::Full)
            .busy_timeout(Duration::from_secs(5));
        let pool = SqlitePoolOptions::new()
            .max_connections(4)
            .acquire_timeout(Duration::from_secs(5))
            .connect_with(options)
            .await
            .map_err(|source| Error::Database {
                path: path.to_owned(),
                source,
            })?;
        sqlx::migrate!().run(&pool).await.map_err(|source| Error::Migration {
            path: path.to_owned(),
            source,
        })?;
        Ok(Self { pool })
    }

    /// One statement decides, so no lock is needed: whoever inserts first owns the key.
    pub(crate) async fn keep(&self, key: &str, submission: &Submission, now: Timestamp) -> Result<Kept, KeepError> {
        // An insert that neither went in nor left a row under the key met a taken receipt number.
        for _ in 0..8 {
            let receipt = receipt(now);
            if self.insert(key, submission, now, &receipt).await? {
                return Ok(Kept::Now(receipt));
            }
            if let Some(kept) = self.find(key, submission).await? {
                return Ok(kept);
            }
        }
        Err(KeepError::NoReceipt)
    }

    pub(crate) async fn has_receipt(&self, receipt: &str) -> Result<bool, sqlx::Error> {
        sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM feedback WHERE receipt = $1)")
            .bind(receipt)
            .fetch_one(&self.pool)
            .await
    }

    pub(crate) async fn count(&self) -> Result<i64, sqlx::Error> {
        sqlx::query_scalar("SELECT COUNT(*) FROM feedback")
            .fetch_one(&self.pool)
            .await
    }

    pub(crate) async fn close(&self) {
        self.pool.close().await;
    }

    async fn insert(
        &self,
        key: &str,
        submission: &Submission,
        now: Timestamp,
        receipt: &str,
    ) -> Result<bool, sqlx::Error> {
        let done = sqlx::query(
            "INSERT INTO feedback (id, idempotency_key, receipt, item, url, name, email, message, \
             content_digest, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) \
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
        .bind(format!("{now:.3}"))
        .execute(&self.pool)
        .await?;
        Ok(done.rows_affected() == 1)
    }

    async fn find(&self, key: &str, submission: &Submission) -> Result<Option<Kept>, sqlx::Error> {
        let row: Option<(String, String)> =
            sqlx::query_as("SELECT receipt, content_digest FROM feedback WHERE idempotency_key = $1")
                .bind(key)
                .fetch_optional(&self.pool)
                .await?;
        Ok(row.map(|(receipt, digest)| {
            if digest == submission.digest() {
                Kept::Before(receipt)
            } else {
                Kept::Otherwise
            }
        }))
    }
}

//! Work that is due from time to time, done by one instance for all that share the database.

use jiff::{SignedDuration, Timestamp};
use sqlx::AnyPool;

use crate::clock;

#[derive(Clone, Copy, Debug)]
pub(crate) enum Duty {
    Mail,
    Retention,
}

impl Duty {
    fn name(self) -> &'static str {
        match self {
            Self::Mail => "mail",
            Self::Retention => "retention",
        }
    }

    /// Whether it is due and this instance is the one to do it. If it does not say [`Duty::done`] in the time that is lent to
    /// it, another one may begin.
    pub(crate) async fn take(self, pool: &AnyPool, lent: SignedDuration) -> Result<bool, sqlx::Error> {
        let now = Timestamp::now();
        let done = sqlx::query("UPDATE duty SET next_at = $2 WHERE name = $1 AND next_at <= $3")
            .bind(self.name())
            .bind(clock::stored(now + lent))
            .bind(clock::stored(now))
            .execute(pool)
            .await?;
        Ok(done.rows_affected() == 1)
    }

    pub(crate) async fn done(self, pool: &AnyPool, again_in: SignedDuration) -> Result<(), sqlx::Error> {
        sqlx::query("UPDATE duty SET next_at = $2 WHERE name = $1")
            .bind(self.name())
            .bind(clock::stored(Timestamp::now() + again_in))
            .execute(pool)
            .await
            .map(drop)
    }
}

//! How often a login may be tried: for each name, in the database that all instances share; for each network, in memory,
//! because who asks is never written down.

use std::{
    hash::{BuildHasher, RandomState},
    net::IpAddr,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use jiff::Timestamp;
use sqlx::AnyPool;

use super::token::digest;

/// Failures without a delay.
const FREE_BY_NAME: u32 = 5;
/// A newsroom may have one address.
const FREE_BY_NETWORK: u32 = 20;
const FIRST_DELAY: i64 = 30;
const LONGEST_DELAY: i64 = 15 * 60;
/// After how long without a failure those before are forgotten.
pub(crate) const FORGOTTEN_AFTER: i64 = 24 * 60 * 60;
/// As `Rate`: networks that meet in one place share it, and nobody outside can work out which do.
const PLACES: usize = 1 << 12;

/// Failures so far; times in seconds since 1970.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Tries {
    failures: u32,
    last_at: i64,
    locked_until: i64,
}

impl Tries {
    /// One more, taken for a failure until it turns out to be none; `Err` says for how many seconds none may come.
    fn next(self, free: u32, now: i64) -> Result<Self, i64> {
        if self.locked_until > now {
            return Err(self.locked_until - now);
        }
        let before = if now - self.last_at > FORGOTTEN_AFTER {
            0
        } else {
            self.failures
        };
        let failures = before.saturating_add(1);
        let delay = match failures.checked_sub(free) {
            None => 0,
            Some(more) => (FIRST_DELAY << more.min(10)).min(LONGEST_DELAY),
        };
        Ok(Self {
            failures,
            last_at: now,
            locked_until: now + delay,
        })
    }
}

#[derive(Debug, thiserror::Error)]
pub(crate) enum AttemptError {
    #[error("too many attempts, {0:?} to wait")]
    Locked(Duration),
    #[error("the database failed: {0}")]
    Database(#[from] sqlx::Error),
}

fn locked(seconds: i64) -> AttemptError {
    AttemptError::Locked(Duration::from_secs(seconds.unsigned_abs()))
}

#[derive(Clone, Debug)]
pub(crate) struct Attempts {
    pool: AnyPool,
    hasher: RandomState,
    networks: Arc<[Mutex<Tries>]>,
}

impl Attempts {
    pub(crate) fn new(pool: AnyPool) -> Self {
        Self {
            pool,
            hasher: RandomState::new(),
            networks: (0..PLACES).map(|_| Mutex::default()).collect(),
        }
    }

    /// Counts an attempt before it is looked at, so that many at once are many. Says whether it is the one that locks the
    /// name.
    pub(crate) async fn count(&self, name: &str, network: IpAddr) -> Result<bool, AttemptError> {
        let now = Timestamp::now().as_second();
        self.by_network(network, |tries| tries.next(FREE_BY_NETWORK, now))
            .map_err(locked)?;
        let key = digest("name", name);
        // Who counts at the same moment makes the other count again; that many failures at once are their own answer.
        for _ in 0..32 {
            let before = self.find(&key).await?;
            let after = before.next(FREE_BY_NAME, now).map_err(locked)?;
            if self.replace(&key, before, after).await? {
                return Ok(after.locked_until > now);
            }
        }
        Err(locked(FIRST_DELAY))
    }

    /// They were no failures.
    pub(crate) async fn forgive(&self, name: &str, network: IpAddr) -> Result<(), sqlx::Error> {
        let _ = self.by_network(network, |_| Ok(Tries::default()));
        unlock(&self.pool, name).await
    }

    fn by_network(&self, network: IpAddr, next: impl FnOnce(Tries) -> Result<Tries, i64>) -> Result<(), i64> {
        let place = usize::try_from(self.hasher.hash_one(network)).unwrap_or_default() % PLACES;
        let Some(place) = self.networks.get(place) else {
            return Ok(());
        };
        let mut tries = place.lock().unwrap_or_else(PoisonError::into_inner);
        *tries = next(*tries)?;
        Ok(())
    }

    async fn find(&self, key: &str) -> Result<Tries, sqlx::Error> {
        let row: Option<(i64, i64, i64)> =
            sqlx::query_as("SELECT failures, last_at, locked_until FROM staff_attempt WHERE name_digest = $1")
                .bind(key)
                .fetch_optional(&self.pool)
                .await?;
        Ok(
            row.map_or_else(Tries::default, |(failures, last_at, locked_until)| Tries {
                failures: u32::try_from(failures).unwrap_or(u32::MAX),
                last_at,
                locked_until,
            }),
        )
    }

    /// Only if nobody else has done so in the meantime.
    async fn replace(&self, key: &str, before: Tries, after: Tries) -> Result<bool, sqlx::Error> {
        let done = sqlx::query(
            "INSERT INTO staff_attempt (name_digest, failures, last_at, locked_until) VALUES ($1, $2, $3, $4) \
             ON CONFLICT (name_digest) DO UPDATE SET failures = $2, last_at = $3, locked_until = $4 \
             WHERE staff_attempt.failures = $5 AND staff_attempt.last_at = $6",
        )
        .bind(key)
        .bind(i64::from(after.failures))
        .bind(after.last_at)
        .bind(after.locked_until)
        .bind(i64::from(before.failures))
        .bind(before.last_at)
        .execute(&self.pool)
        .await?;
        Ok(done.rows_affected() == 1)
    }
}

/// Forgets what was tried under a name.
pub(crate) async fn unlock(pool: &AnyPool, name: &str) -> Result<(), sqlx::Error> {
    sqlx::query("DELETE FROM staff_attempt WHERE name_digest = $1")
        .bind(digest("name", name))
        .execute(pool)
        .await
        .map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_failure_beyond_the_free_ones_takes_longer_up_to_a_limit() {
        let (mut tries, mut now, mut waits) = (Tries::default(), 1_000_000, Vec::new());
        for _ in 0..13 {
            tries = tries.next(FREE_BY_NAME, now).unwrap();
            waits.push(tries.locked_until - now);
            if tries.locked_until > now {
                assert_eq!(tries.next(FREE_BY_NAME, tries.locked_until - 1), Err(1));
            }
            now = tries.locked_until;
        }
        assert_eq!(waits, [0, 0, 0, 0, 30, 60, 120, 240, 480, 900, 900, 900, 900]);
    }

    #[test]
    fn a_day_without_a_failure_forgets_those_before() {
        let tries = Tries {
            failures: 40,
            last_at: 1_000_000,
            locked_until: 1_000_900,
        };
        let later = tries.next(FREE_BY_NAME, 1_000_001 + FORGOTTEN_AFTER).unwrap();
        assert_eq!((later.failures, later.locked_until), (1, later.last_at));
    }
}

//! How often one network may ask, counted in memory of a fixed size.

use std::{
    hash::{BuildHasher, RandomState},
    net::IpAddr,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use axum::http::{HeaderMap, HeaderName, HeaderValue, header::RETRY_AFTER};

use crate::client::{Peer, sender};

/// Two networks that meet in one place share its allowance; which ones do, nobody can work out from outside.
const PLACES: usize = 1 << 14;

/// So many requests a minute for each network, all at once or one by one.
#[derive(Clone, Debug)]
pub(crate) struct Rate(Arc<Table>);

#[derive(Debug)]
struct Table {
    /// The header of the operator's balancer that names the sender.
    trusted: Option<HeaderName>,
    start: Instant,
    per_request: Duration,
    allowance: Duration,
    hasher: RandomState,
    /// When each place has its whole allowance again, in nanoseconds after `start`.
    full_again: Box<[AtomicU64]>,
}

impl Rate {
    pub(crate) fn per_minute(count: u32, trusted: Option<HeaderName>) -> Self {
        let per_request = Duration::from_secs(60) / count.max(1);
        Self(Arc::new(Table {
            trusted,
            start: Instant::now(),
            per_request,
            allowance: per_request * count.max(1),
            hasher: RandomState::new(),
            full_again: (0..PLACES).map(|_| AtomicU64::new(0)).collect(),
        }))
    }

    /// Counts one request; `Err` says after how long the next one may come.
    pub(crate) fn admit(&self, peer: Peer, headers: &HeaderMap) -> Result<(), Duration> {
        let network = sender(peer, headers, self.0.trusted.as_ref());
        self.0.admit(network, self.0.start.elapsed())
    }
}

impl Table {
    /// One number says all: each request puts it off by its share, and it may not lie further ahead than the allowance.
    fn admit(&self, network: IpAddr, now: Duration) -> Result<(), Duration> {
        let place = usize::try_from(self.hasher.hash_one(network)).unwrap_or_default() % PLACES;
        let Some(full_again) = self.full_again.get(place) else {
            return Ok(());
        };
        let mut wait = Duration::ZERO;
        let counted = full_again.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |until| {
            let until = Duration::from_nanos(until).max(now) + self.per_request;
            wait = until.saturating_sub(now + self.allowance);
            wait.is_zero()
                .then(|| u64::try_from(until.as_nanos()).unwrap_or(u64::MAX))
        });
        counted.map(drop).map_err(|_| wait)
    }
}

/// `Retry-After` in whole seconds, never too early.
pub(crate) fn retry_after(wait: Duration) -> (HeaderName, HeaderValue) {
    (RETRY_AFTER, HeaderValue::from(wait.as_secs() + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    #[test]
    fn a_network_has_its_minutes_share_at_once_and_then_one_by_one() {
        let rate = Rate::per_minute(6, None).0;
        let reader = IpAddr::from([203, 0, 113, 9]);
        for _ in 0..6 {
            assert_eq!(rate.admit(reader, at(0)), Ok(()));
        }
        assert_eq!(rate.admit(reader, at(0)), Err(at(10)));
        assert_eq!(rate.admit(reader, at(4)), Err(at(6)), "a refusal costs nothing");
        assert_eq!(rate.admit(reader, at(10)), Ok(()));
        assert_eq!(rate.admit(reader, at(10)), Err(at(10)));
        for _ in 0..6 {
            assert_eq!(
                rate.admit(reader, at(600)),
                Ok(()),
                "an hour of silence is no larger share"
            );
        }
        assert!(rate.admit(reader, at(600)).is_err());
    }

    #[test]
    fn a_million_networks_take_no_more_memory_than_one() {
        let rate = Rate::per_minute(6, None).0;
        let mut admitted = 0;
        for network in 0..1_000_000_u32 {
            admitted += usize::from(rate.admit(IpAddr::from(network.to_be_bytes()), at(0)).is_ok());
        }
        assert_eq!(rate.full_again.len(), PLACES);
        assert!(admitted <= 6 * PLACES, "{admitted}");
    }
}

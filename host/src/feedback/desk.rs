//! Where messages arrive: whose forms may send them, what a program has to do first, and what is kept as suspected.

use std::{sync::Arc, time::Instant};

use axum::http::{HeaderMap, HeaderValue, header::ORIGIN};
use jiff::Timestamp;

use super::{
    evidence::{Evidence, Suspicion},
    problem::Problem,
    proof::Puzzle,
    receipt::is_receipt,
    store::{Kept, Letter, Store},
    submission::Submission,
};
use crate::{
    config::{BaseUrl, Config, Origin, ProofOfWork},
    metrics::Metrics,
};

#[derive(Clone)]
pub(crate) struct Desk {
    store: Store,
    origins: Arc<[Origin]>,
    policy: ProofOfWork,
    puzzle: Arc<Puzzle>,
    metrics: Metrics,
}

/// Who sends: only a script can be asked for a proof.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    Script,
    Form,
}

impl Desk {
    pub(crate) async fn open(
        config: &Config,
        store: Store,
        base: &BaseUrl,
        origins: &[Origin],
        metrics: Metrics,
    ) -> Result<Self, sqlx::Error> {
        let secret = store.secret("proof").await?;
        // A form on a page of our own needs no CORS.
        let own = Origin::try_from(base).ok();
        Ok(Self {
            store,
            origins: origins.iter().cloned().chain(own).collect(),
            policy: config.proof_of_work,
            puzzle: Arc::new(Puzzle::new(&secret, config.proof_bits)),
            metrics,
        })
    }

    /// Browsers ask before they send JSON, but not before they send a form, and some sent JSON by `sendBeacon` unasked: the
    /// origin is looked at here too. Programs that are no browsers send none.
    pub(super) fn check_origin(&self, headers: &HeaderMap) -> Result<(), Problem> {
        if headers.get_all(ORIGIN).iter().all(|origin| self.admits(origin)) {
            Ok(())
        } else {
            Err(Problem::origin())
        }
    }

    fn admits(&self, origin: &HeaderValue) -> bool {
        self.origins.iter().any(|known| known.as_header() == origin)
    }

    /// Keeps it, unless a proof has to come first: nothing that gets a receipt is thrown away.
    pub(super) async fn take(
        &self,
        key: &str,
        submission: &Submission,
        evidence: &Evidence,
        way: Way,
    ) -> Result<Kept, Problem> {
        let now = Timestamp::now();
        let mut suspicion = evidence.suspicion;
        if self.policy.asks(suspicion.is_some()) {
            let proof = evidence.proof.as_ref();
            match way {
                Way::Script if !proof.is_some_and(|proof| self.puzzle.is_solved(key, proof, now)) => {
                    return self.before_a_proof(key, submission, now).await;
                }
                Way::Script => {}
                Way::Form => suspicion = suspicion.or(Some(Suspicion::NoProof)),
            }
        }
        let start = Instant::now();
        let kept = self
            .store
            .keep(Letter {
                key: key.to_owned(),
                submission: submission.clone(),
                suspicion,
                now,
            })
            .await;
        self.metrics.kept_after(start.elapsed());
        let kept = kept.map_err(unavailable)?;
        self.metrics.received(&kept, suspicion);
        Ok(kept)
    }

    /// What is stored already needs no proof: a challenge may have gone stale while its answer was under way.
    async fn before_a_proof(&self, key: &str, submission: &Submission, now: Timestamp) -> Result<Kept, Problem> {
        let known = self.store.find(key, submission).await;
        let known = known.map_err(|error| unavailable(error.into()))?;
        let kept = known.ok_or_else(|| Problem::proof_required(self.puzzle.challenge(key, now)))?;
        self.metrics.received(&kept, None);
        Ok(kept)
    }

    pub(super) async fn has_receipt(&self, receipt: &str) -> Result<bool, sqlx::Error> {
        Ok(is_receipt(receipt) && self.store.has_receipt(receipt).await?)
    }

    pub(super) fn count_refusal(&self, problem: &Problem) {
        self.metrics.refused(problem.kind());
    }
}

fn unavailable(error: super::store::KeepError) -> Problem {
    tracing::error!(%error, "a message could not be stored");
    Problem::unavailable()
}

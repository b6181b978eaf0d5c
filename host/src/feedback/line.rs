//! Messages in line for a database with one writer: all that wait are stored together, and wait for the disk once.

use std::mem;

use sqlx::AnyPool;
use tokio::sync::{mpsc, oneshot};

use super::store::{KeepError, Kept, Letter};

/// Stored together at most; as many may stand in line before others wait for a place in it.
const TOGETHER: usize = 64;

/// Ends when its last clone is dropped.
#[derive(Clone, Debug)]
pub(super) struct Line(mpsc::Sender<Waiting>);

#[derive(Debug)]
struct Waiting {
    letter: Letter,
    answer: oneshot::Sender<Result<Kept, KeepError>>,
}

impl Line {
    pub(super) fn start(pool: AnyPool) -> Self {
        let (line, mut head) = mpsc::channel(TOGETHER);
        tokio::spawn(async move {
            let mut waiting = Vec::new();
            while head.recv_many(&mut waiting, TOGETHER).await > 0 {
                store(&pool, mem::take(&mut waiting)).await;
            }
        });
        Self(line)
    }

    pub(super) async fn keep(&self, letter: Letter) -> Result<Kept, KeepError> {
        let (answer, answered) = oneshot::channel();
        let sent = self.0.send(Waiting { letter, answer }).await;
        sent.map_err(|_| KeepError::Stopped)?;
        answered.await.map_err(|_| KeepError::Stopped)?
    }
}

/// What spoils it for all is tried again one by one, so that each gets its own answer.
async fn store(pool: &AnyPool, waiting: Vec<Waiting>) {
    match together(pool, &waiting).await {
        Ok(kept) => {
            for (one, kept) in waiting.into_iter().zip(kept) {
                // Who went away asks again under the same key.
                let _ = one.answer.send(Ok(kept));
            }
        }
        Err(_) => {
            for one in waiting {
                let kept = alone(pool, &one.letter).await;
                let _ = one.answer.send(kept);
            }
        }
    }
}

async fn together(pool: &AnyPool, waiting: &[Waiting]) -> Result<Vec<Kept>, KeepError> {
    let mut transaction = pool.begin().await?;
    let mut kept = Vec::with_capacity(waiting.len());
    for one in waiting {
        kept.push(one.letter.keep(&mut transaction).await?);
    }
    // No receipt before it is on disk.
    transaction.commit().await?;
    Ok(kept)
}

async fn alone(pool: &AnyPool, letter: &Letter) -> Result<Kept, KeepError> {
    letter.keep(&mut *pool.acquire().await?).await
}

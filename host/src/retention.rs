//! What is kept too long is deleted: readers' messages after the days that the operator set, keys once no retry can come any
//! more, sessions and failed logins that are over, notices that nobody sends.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use sqlx::AnyPool;
use tokio::{sync::watch, time::timeout};

use crate::{
    clock,
    duty::Duty,
    staff::{Action, Entry, FORGOTTEN_AFTER, IDLE, LONGEST},
};

/// A form gives a message up after 14 days; until then, and for as long again, its key must be known.
const KEY_DAYS: u32 = 30;
/// A host that sends mail gives a notice up after seven; this is for those of which mail was taken away.
const MAIL_DAYS: u32 = 8;
const EVERY: SignedDuration = SignedDuration::from_hours(1);
const LENT: SignedDuration = SignedDuration::from_mins(10);
/// How often each instance looks whether it is its turn.
const LOOK: Duration = Duration::from_secs(60);

/// From the start on, until told to stop.
pub(crate) async fn keep(pool: AnyPool, keep_days: u32, mut stopped: watch::Receiver<bool>) {
    loop {
        if let Err(error) = turn(&pool, keep_days).await {
            tracing::error!(%error, "what is kept too long could not be deleted");
        }
        if timeout(LOOK, stopped.wait_for(|stop| *stop)).await.is_ok() {
            return;
        }
    }
}

async fn turn(pool: &AnyPool, keep_days: u32) -> Result<(), sqlx::Error> {
    if Duty::Retention.take(pool, LENT).await? {
        expire(pool, keep_days, crate::staff::HOST).await?;
        Duty::Retention.done(pool, EVERY).await?;
    }
    Ok(())
}

/// Says how many messages it deleted. Done twice at once it does the same as once.
pub(crate) async fn expire(pool: &AnyPool, keep_days: u32, actor: &str) -> Result<u64, sqlx::Error> {
    let now = Timestamp::now();
    let before = |age: SignedDuration| clock::stored(now - age);
    let mut transaction = pool.begin().await?;
    let done = sqlx::query(
        "UPDATE feedback SET item = '', url = NULL, name = '', email = NULL, message = '', content_digest = '', \
         erased_at = $1 WHERE erased_at IS NULL AND created_at < $2",
    )
    .bind(before(SignedDuration::ZERO))
    .bind(before(clock::days(keep_days)))
    .execute(&mut *transaction)
    .await?;
    let count = done.rows_affected();
    if count > 0 {
        let detail = format!("{count} phản hồi lưu quá {keep_days} ngày");
        let entry = Entry::new(actor, Action::Expired).detail(&detail);
        entry.write(&mut transaction).await?;
    }
    transaction.commit().await?;
    sqlx::query("DELETE FROM feedback WHERE erased_at IS NOT NULL AND created_at < $1")
        .bind(before(clock::days(KEY_DAYS)))
        .execute(pool)
        .await?;
    sqlx::query("DELETE FROM staff_session WHERE created_at < $1 OR used_at < $2")
        .bind(before(LONGEST))
        .bind(before(IDLE))
        .execute(pool)
        .await?;
    sqlx::query("DELETE FROM staff_attempt WHERE last_at < $1")
        .bind(now.as_second() - FORGOTTEN_AFTER)
        .execute(pool)
        .await?;
    let unsent = sqlx::query("DELETE FROM mail WHERE created_at < $1")
        .bind(before(clock::days(MAIL_DAYS)))
        .execute(pool)
        .await?;
    if unsent.rows_affected() > 0 {
        let count = unsent.rows_affected();
        tracing::error!(count, "notices were given up, since nobody has sent them");
    }
    Ok(count)
}

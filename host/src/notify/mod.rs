//! Tells the newsroom by mail that there are new messages: how many, their receipts and pages at the desk, the articles that our
//! feed has, and nothing of who wrote them or what.
//!
//! Messages become mail in one transaction, and mail leaves the database only when a server has taken it: a server that is down
//! loses nothing. If the host ends between the two, the same mail is sent again, under the same Message-ID.
//!
//! - `config`: by which server, to whom; `digest`: the words; `outbox`: what waits; `post`: the server

mod config;
mod digest;
mod outbox;
mod post;

use std::{path::PathBuf, time::Duration};

use jiff::SignedDuration;
use lettre::message::Mailbox;
use sqlx::AnyPool;
use tokio::{
    sync::watch,
    time::{Instant, timeout},
};

pub use self::config::{MailConfig, SmtpUrl};
use self::post::{Post, Refusal};
use crate::{
    config::{BaseUrl, Config},
    duty::Duty,
};

/// How often each instance looks whether it is its turn, at least.
const LOOK: Duration = Duration::from_secs(15);
/// For one turn, of which sending takes no more than the first half.
const LENT: Duration = Duration::from_secs(300);

#[derive(Debug, thiserror::Error)]
pub(crate) enum NotifyError {
    #[error("the database failed: {0}")]
    Database(#[from] sqlx::Error),
    #[error("an address or a server can't be used: {0}")]
    Post(#[from] post::PostError),
}

/// Who is told, and by whom.
pub(crate) struct Notifier {
    pool: AnyPool,
    post: Post,
    recipients: Vec<Mailbox>,
    desk: String,
    /// Which articles there are.
    feed: PathBuf,
    every: Duration,
}

impl Notifier {
    /// `None`: the operator wants no mail.
    pub(crate) fn new(config: &Config, pool: AnyPool, base: &BaseUrl) -> Result<Option<Self>, NotifyError> {
        let mail = &config.mail;
        let (Some(url), Some(from)) = (&mail.smtp_url, &mail.mail_from) else {
            return Ok(None);
        };
        let host = base.as_url().host_str().unwrap_or("localhost");
        Ok(Some(Self {
            pool,
            post: Post::new(url, from.clone(), host)?,
            recipients: mail.mail_to.clone(),
            desk: format!("{}{}", base.as_url(), crate::staff::PLACE),
            feed: config.sample.join("feed.json"),
            every: mail.mail_every,
        }))
    }

    /// Until told to stop.
    pub(crate) async fn keep(self, mut stopped: watch::Receiver<bool>) {
        let look = self.every.min(LOOK);
        loop {
            if let Err(error) = self.turn().await {
                tracing::error!(%error, "the newsroom could not be told of new messages");
            }
            if timeout(look, stopped.wait_for(|stop| *stop)).await.is_ok() {
                return;
            }
        }
    }

    async fn turn(&self) -> Result<(), NotifyError> {
        let lent = SignedDuration::try_from(LENT).unwrap_or(SignedDuration::MAX);
        if Duty::Mail.take(&self.pool, lent).await? {
            outbox::fill(&self.pool, &self.recipients, &self.desk, &self.feed).await?;
            self.send().await?;
            let every = SignedDuration::try_from(self.every).unwrap_or(SignedDuration::MAX);
            Duty::Mail.done(&self.pool, every).await?;
        }
        Ok(())
    }

    async fn send(&self) -> Result<(), NotifyError> {
        let latest = Instant::now() + LENT / 2;
        for mail in outbox::due(&self.pool).await? {
            if Instant::now() > latest {
                break;
            }
            match self.post.send(&mail).await {
                Ok(()) => outbox::sent(&self.pool, &mail).await?,
                // Neither the address nor the server's words, which may repeat it.
                Err(Refusal::ByServer(code)) => {
                    tracing::error!(code, "a mail server refused a notice; it is tried again");
                    outbox::later(&self.pool, &mail, self.every).await?;
                }
                Err(Refusal::NoServer(error)) => {
                    tracing::error!(%error, "no mail server takes notices; they are kept");
                    outbox::later(&self.pool, &mail, self.every).await?;
                    break;
                }
            }
        }
        Ok(())
    }
}

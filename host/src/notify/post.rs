//! The operator's mail server.

use std::time::Duration;

use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    address::AddressError,
    message::{
        Mailbox,
        header::{ContentType, Header, HeaderName, HeaderValue},
    },
    transport::smtp::{self, extension::ClientId},
};

use super::{config::SmtpUrl, outbox::Mail};

/// For each step of the conversation with it.
const PATIENCE: Duration = Duration::from_secs(20);

#[derive(Debug, thiserror::Error)]
pub(crate) enum PostError {
    #[error("the mail server's address can't be read")]
    Server(#[source] smtp::Error),
}

/// Why a mail was not taken.
pub(super) enum Refusal {
    /// The server's answer, or 0 for a mail that can't be written.
    ByServer(u16),
    NoServer(smtp::Error),
}

pub(super) struct Post {
    server: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

impl Post {
    /// `host` is who we say we are.
    pub(super) fn new(url: &SmtpUrl, from: Mailbox, host: &str) -> Result<Self, PostError> {
        let server = AsyncSmtpTransport::<Tokio1Executor>::from_url(url.as_str())
            .map_err(PostError::Server)?
            .hello_name(ClientId::Domain(host.to_owned()))
            .timeout(Some(PATIENCE))
            .build();
        Ok(Self { server, from })
    }

    pub(super) async fn send(&self, mail: &Mail) -> Result<(), Refusal> {
        let message = self.letter(mail).ok_or(Refusal::ByServer(0))?;
        match self.server.send(message).await {
            Ok(_) => Ok(()),
            Err(error) => Err(match error.status() {
                Some(code) => Refusal::ByServer(code.into()),
                None => Refusal::NoServer(error),
            }),
        }
    }

    fn letter(&self, mail: &Mail) -> Option<Message> {
        let to: Result<Mailbox, AddressError> = mail.recipient.parse();
        Message::builder()
            .from(self.from.clone())
            .to(to.ok()?)
            // The same however often it is sent.
            .message_id(Some(format!("<{}@{}>", mail.id, self.from.email.domain())))
            .subject(&mail.subject)
            .header(AutoSubmitted)
            .header(ContentType::TEXT_PLAIN)
            .body(mail.body.clone())
            .ok()
    }
}

/// RFC 3834: nobody's holiday answers it.
#[derive(Clone)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

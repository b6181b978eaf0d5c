//! Why the host could not start or stop, told to its operator.

use std::{io, net::SocketAddr};

use crate::staff::{AccountError, PasswordError};

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("can't listen on {address}")]
    Listen { address: SocketAddr, source: io::Error },
    #[error("can't open the feedback database {name}")]
    Database { name: String, source: sqlx::Error },
    #[error("can't bring the feedback database {name} up to date")]
    Migration {
        name: String,
        source: sqlx::migrate::MigrateError,
    },
    #[error("can't count the feedback received so far")]
    Count(#[source] sqlx::Error),
    #[error("can't keep passwords")]
    Passwords(#[source] PasswordError),
    #[error(transparent)]
    Account(#[from] AccountError),
    #[error("the two passwords differ")]
    PasswordsDiffer,
    #[error("can't use the terminal")]
    Terminal(#[source] io::Error),
    #[error("can't write the export")]
    Export(#[source] io::Error),
    #[error("can't delete what is kept too long")]
    Expire(#[source] sqlx::Error),
    #[error("can't send mail")]
    Mail(#[source] Box<dyn std::error::Error + Send + Sync>),
    #[error("a server ended with an error")]
    Server(#[source] io::Error),
}

//! Why there is no feed.

use crate::article::digits;
use std::fmt;

/// Why there is no feed. Each has its code in the embed contract.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FeedError {
    /// The element names no feed, or something that is no web address.
    Missing,
    /// No answer: network, CORS, time-out, or a server in trouble.
    Unreachable(String),
    /// The server knows of no such feed (404, 410).
    NotFound(u16),
    /// An answer that is no feed; says what it was instead.
    Invalid(String),
    /// A feed without one item that can be read.
    Empty,
}

impl FeedError {
    /// The code in `tinbai:error`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Missing => "feed-missing",
            Self::Unreachable(_) => "feed-unreachable",
            Self::NotFound(_) => "feed-not-found",
            Self::Invalid(_) => "feed-invalid",
            Self::Empty => "feed-empty",
        }
    }

    /// Whether trying again may help.
    pub fn is_worth_a_retry(&self) -> bool {
        !matches!(self, Self::Missing)
    }
}

impl fmt::Display for FeedError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => f.write_str("no web address of a feed was given"),
            Self::Unreachable(cause) => {
                f.write_str("the feed could not be fetched: ")?;
                f.write_str(cause)
            }
            Self::NotFound(status) => {
                f.write_str("there is no feed at this address: HTTP ")?;
                f.write_str(&digits((*status).into()))
            }
            Self::Invalid(what) => {
                f.write_str("this is not a JSON Feed: ")?;
                f.write_str(what)
            }
            Self::Empty => f.write_str("the feed has no item that can be shown"),
        }
    }
}

impl std::error::Error for FeedError {}

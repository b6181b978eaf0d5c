//! The reference host, in two origins: a newspaper that serves the widget's build, a feed and its
//! articles and receives feedback, and a portal that embeds the widget with one script tag.
//!
//! - `config`: the command line, and the addresses the public sees
//! - `server`: binds, serves and stops both origins
//! - `newspaper`: the routes of the newspaper's origin
//!   - `files`: the build and the sample feed, with how each may be cached and shared
//!   - `article`, `item`: an item of the feed as a plain page
//!   - `feedback`: a reader's message, stored once, answered with a receipt
//!   - `staff`: the newsroom's desk, behind a login
//! - `database`: where messages are kept, SQLite or PostgreSQL
//! - `notify`: mail to the newsroom; `retention`: what is kept too long goes; `duty`: one instance does so for all
//! - `command`: what an operator does beside serving
//! - `portal`: the routes of the portal's origin
//! - `connections`: what a connection may cost; `rate`, `client`: how often who may ask
//! - `health`, `metrics`: what an operator's machines ask
//! - `html`, `headers`, `clock`: what those share

mod article;
mod client;
mod clock;
mod command;
mod config;
mod connections;
mod database;
mod duty;
mod error;
mod feedback;
mod files;
mod headers;
mod health;
mod html;
mod item;
mod metrics;
mod newspaper;
mod notify;
mod portal;
mod rate;
mod retention;
mod server;
mod staff;

pub use command::{Cli, Command, run as perform};
pub use config::{BaseUrl, Config, DatabaseUrl, Origin, ProofOfWork};
pub use error::Error;
pub use notify::{MailConfig, SmtpUrl};
pub use server::{Running, Site, serve};

//! The command line, with an environment variable behind every option.

use std::{fmt, net::SocketAddr, num::NonZeroU32, path::PathBuf, str::FromStr, time::Duration};

use axum::http::{HeaderName, HeaderValue};
use clap::{Parser, ValueEnum};
use url::Url;

use crate::notify::MailConfig;

/// Serves a newspaper (the widget, a feed, feedback) and a portal that embeds it.
#[derive(Clone, Debug, Parser)]
#[command(name = "tinbai-host", version)]
pub struct Config {
    /// The widget's build
    #[arg(long, env = "TINBAI_DIST", value_name = "DIR", default_value = "dist")]
    pub dist: PathBuf,
    /// The folder with feed.json and anh/
    #[arg(long, env = "TINBAI_SAMPLE", value_name = "DIR", default_value = "sample")]
    pub sample: PathBuf,
    /// The SQLite file that keeps feedback; made if it is missing
    #[arg(
        long,
        env = "TINBAI_DATABASE",
        value_name = "PATH",
        default_value = "tinbai.sqlite",
        global = true
    )]
    pub database: PathBuf,
    /// A PostgreSQL instead, as postgres://USER:PASSWORD@HOST/DATABASE; several hosts may share it
    #[arg(
        long,
        env = "DATABASE_URL",
        value_name = "URL",
        hide_env_values = true,
        global = true
    )]
    pub database_url: Option<DatabaseUrl>,
    /// Where the newspaper listens (port 0: any free one)
    #[arg(long, env = "TINBAI_LISTEN", default_value = "127.0.0.1:8787")]
    pub listen: SocketAddr,
    /// Where the portal listens (port 0: any free one)
    #[arg(long, env = "TINBAI_PORTAL_LISTEN", default_value = "127.0.0.1:8788")]
    pub portal_listen: SocketAddr,
    /// Where Prometheus finds /metrics; for the operator's own network, not for the public [default: nowhere]
    #[arg(long, env = "TINBAI_METRICS_LISTEN", value_name = "ADDRESS")]
    pub metrics_listen: Option<SocketAddr>,
    /// The newspaper's public address [default: http://127.0.0.1:PORT]
    #[arg(long, env = "TINBAI_NEWSPAPER_URL", value_name = "URL")]
    pub newspaper_url: Option<BaseUrl>,
    /// The portal's public address [default: http://localhost:PORT, another site than the newspaper]
    #[arg(long, env = "TINBAI_PORTAL_URL", value_name = "URL")]
    pub portal_url: Option<BaseUrl>,
    /// An origin whose pages may send feedback; repeatable [default: the portal's and the newspaper's]
    #[arg(long, env = "TINBAI_ALLOW_ORIGIN", value_name = "ORIGIN", value_delimiter = ',')]
    pub allow_origin: Vec<Origin>,
    /// After how many days a message is deleted
    #[arg(
        long,
        env = "TINBAI_KEEP_DAYS",
        value_name = "DAYS",
        default_value = "365",
        global = true
    )]
    pub keep_days: NonZeroU32,
    #[command(flatten)]
    pub mail: MailConfig,
    /// How many messages one address may send in a minute; of IPv6, one /64
    #[arg(long, env = "TINBAI_FEEDBACK_PER_MINUTE", value_name = "COUNT", default_value = "30")]
    pub feedback_per_minute: NonZeroU32,
    /// Of whom a proof of work is asked: of nobody, of those who look like programs, or of everyone but ordinary forms
    #[arg(long, env = "TINBAI_PROOF_OF_WORK", value_name = "WHOM", default_value = "suspected")]
    pub proof_of_work: ProofOfWork,
    /// How much work it is: each bit doubles it
    #[arg(long, env = "TINBAI_PROOF_BITS", value_name = "BITS", default_value = "16", value_parser = clap::value_parser!(u32).range(1..=24))]
    pub proof_bits: u32,
    /// How many requests of any kind one address may make in a minute
    #[arg(
        long,
        env = "TINBAI_REQUESTS_PER_MINUTE",
        value_name = "COUNT",
        default_value = "1200"
    )]
    pub requests_per_minute: NonZeroU32,
    /// Behind a balancer: the header whose last address is the reader's, as the balancer itself wrote it (such as
    /// x-forwarded-for). Only where nobody can reach this host past the balancer [default: none is trusted]
    #[arg(long, env = "TINBAI_CLIENT_HEADER", value_name = "NAME")]
    pub client_header: Option<HeaderName>,
    /// Within how many seconds the head of a request must be here, the whole of it answered, and some of an answer taken
    #[arg(long, env = "TINBAI_TIME_LIMIT", value_name = "SECONDS", default_value = "10", value_parser = seconds)]
    pub time_limit: Duration,
}

fn seconds(text: &str) -> Result<Duration, String> {
    match text.parse() {
        Ok(count @ 1..=600) => Ok(Duration::from_secs(count)),
        _ => Err("must be a whole number from 1 to 600".into()),
    }
}

impl Config {
    /// For tests: both origins on free loopback ports, everything else as it is by default.
    pub fn on_free_ports(dist: impl Into<PathBuf>, sample: impl Into<PathBuf>, database: impl Into<PathBuf>) -> Self {
        let free_port = SocketAddr::from(([127, 0, 0, 1], 0));
        Self {
            dist: dist.into(),
            sample: sample.into(),
            database: database.into(),
            database_url: None,
            listen: free_port,
            portal_listen: free_port,
            metrics_listen: None,
            newspaper_url: None,
            portal_url: None,
            allow_origin: Vec::new(),
            keep_days: NonZeroU32::MIN.saturating_add(364),
            mail: MailConfig::default(),
            feedback_per_minute: NonZeroU32::MIN.saturating_add(29),
            proof_of_work: ProofOfWork::Suspected,
            proof_bits: 16,
            requests_per_minute: NonZeroU32::MIN.saturating_add(1199),
            client_header: None,
            time_limit: Duration::from_secs(10),
        }
    }
}

impl Config {
    /// As its operator knows it, without what must stay secret.
    pub fn database_name(&self) -> String {
        match &self.database_url {
            Some(url) => url.to_string(),
            None => self.database.display().to_string(),
        }
    }
}

/// Of whom a proof of work is asked before a message is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ProofOfWork {
    Never,
    /// Of who fills in what nobody sees, or is quicker than a hand.
    Suspected,
    Always,
}

impl ProofOfWork {
    pub(crate) fn asks(self, is_suspected: bool) -> bool {
        match self {
            Self::Never => false,
            Self::Suspected => is_suspected,
            Self::Always => true,
        }
    }
}

/// Where a PostgreSQL is. Written out without user, password and options.
#[derive(Clone, PartialEq, Eq)]
pub struct DatabaseUrl(Url);

impl DatabaseUrl {
    pub(crate) fn as_url(&self) -> &Url {
        &self.0
    }
}

impl FromStr for DatabaseUrl {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let url = Url::parse(text).map_err(|error| error.to_string())?;
        if !matches!(url.scheme(), "postgres" | "postgresql") {
            return Err("must begin with postgres://; an SQLite file is named by --database".into());
        }
        Ok(Self(url))
    }
}

impl fmt::Display for DatabaseUrl {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let port = self.0.port().map_or_else(String::new, |port| format!(":{port}"));
        let host = self.0.host_str().unwrap_or_default();
        write!(out, "postgres://{host}{port}{}", self.0.path())
    }
}

impl fmt::Debug for DatabaseUrl {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "DatabaseUrl({self})")
    }
}

/// An absolute http(s) address that ends with `/`, so that joining never drops its last folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaseUrl(Url);

impl BaseUrl {
    pub fn as_url(&self) -> &Url {
        &self.0
    }
}

impl FromStr for BaseUrl {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut url = Url::parse(text).map_err(|error| error.to_string())?;
        if !matches!(url.scheme(), "http" | "https") {
            return Err("must begin with http:// or https://".into());
        }
        if url.query().is_some() || url.fragment().is_some() {
            return Err("must not have a query or a fragment".into());
        }
        if !url.path().ends_with('/') {
            url.set_path(&format!("{}/", url.path()));
        }
        Ok(Self(url))
    }
}

/// What a browser sends as `Origin`: scheme, host and port, nothing else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin(HeaderValue);

impl Origin {
    pub(crate) fn as_header(&self) -> &HeaderValue {
        &self.0
    }
}

impl FromStr for Origin {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let base = BaseUrl::from_str(text)?;
        if base.as_url().path() != "/" {
            return Err("an origin has no path".into());
        }
        Self::try_from(&base)
    }
}

impl TryFrom<&BaseUrl> for Origin {
    type Error = String;

    fn try_from(base: &BaseUrl) -> Result<Self, Self::Error> {
        HeaderValue::from_str(&base.as_url().origin().ascii_serialization())
            .map(Self)
            .map_err(|error| error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_public_address_keeps_its_last_folder_when_joined() {
        let base: BaseUrl = "https://bao.example/tinbai".parse().unwrap();
        assert_eq!(
            base.as_url().join("feed.json").unwrap().as_str(),
            "https://bao.example/tinbai/feed.json"
        );
    }

    #[test]
    fn a_databases_password_is_written_nowhere() {
        let text = "postgres://toasoan:mat-khau@csdl.example:5433/tinbai?sslmode=verify-full&password=mat-khau";
        let url: DatabaseUrl = text.parse().unwrap();
        for written in [url.to_string(), format!("{url:?}")] {
            assert!(written.contains("postgres://csdl.example:5433/tinbai"), "{written}");
            assert!(
                !written.contains("mat-khau") && !written.contains("toasoan"),
                "{written}"
            );
        }
    }

    #[test]
    fn another_kind_of_database_is_refused() {
        for text in ["mysql://may/tinbai", "sqlite:tinbai.sqlite", "tinbai.sqlite"] {
            assert!(text.parse::<DatabaseUrl>().is_err(), "{text}");
        }
    }

    #[test]
    fn an_origin_is_written_as_browsers_write_it() {
        for (written, sent) in [
            ("https://Cong.Example/", "https://cong.example"),
            ("https://cong.example:443", "https://cong.example"),
            ("http://localhost:8788", "http://localhost:8788"),
        ] {
            assert_eq!(written.parse::<Origin>().unwrap().as_header(), sent);
        }
    }

    #[test]
    fn what_is_not_an_origin_is_refused_at_the_command_line() {
        for text in [
            "cong.example",
            "ftp://cong.example",
            "https://cong.example/a",
            "*",
            "null",
        ] {
            assert!(text.parse::<Origin>().is_err(), "{text}");
        }
    }
}

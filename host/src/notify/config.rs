//! By which server mail goes, from whom, to whom and how often.

use std::{fmt, net::IpAddr, str::FromStr, time::Duration};

use clap::Args;
use lettre::message::Mailbox;
use url::Url;

#[derive(Args, Clone, Debug)]
pub struct MailConfig {
    /// The server that mail to the newsroom goes through, as smtps://USER:PASSWORD@HOST or smtp://HOST:587?tls=required
    /// [default: no mail]
    #[arg(
        long,
        env = "TINBAI_SMTP_URL",
        value_name = "URL",
        hide_env_values = true,
        requires = "mail_from",
        requires = "mail_to"
    )]
    pub smtp_url: Option<SmtpUrl>,
    /// From whom it comes, such as "Tòa soạn <phan-hoi@bao.example>"
    #[arg(long, env = "TINBAI_MAIL_FROM", value_name = "ADDRESS")]
    pub mail_from: Option<Mailbox>,
    /// Who is told of new messages; repeatable
    #[arg(long, env = "TINBAI_MAIL_TO", value_name = "ADDRESS", value_delimiter = ',')]
    pub mail_to: Vec<Mailbox>,
    /// How often at most, in seconds; what came in between is one mail
    #[arg(
        long,
        env = "TINBAI_MAIL_EVERY",
        value_name = "SECONDS",
        default_value = "600",
        value_parser = seconds
    )]
    pub mail_every: Duration,
}

impl Default for MailConfig {
    fn default() -> Self {
        Self {
            smtp_url: None,
            mail_from: None,
            mail_to: Vec::new(),
            mail_every: Duration::from_secs(600),
        }
    }
}

fn seconds(text: &str) -> Result<Duration, String> {
    match text.parse() {
        Ok(count @ 1..=86_400) => Ok(Duration::from_secs(count)),
        _ => Err("must be a whole number from 1 to 86400".into()),
    }
}

/// Written out without user and password.
#[derive(Clone, PartialEq, Eq)]
pub struct SmtpUrl(Url);

impl SmtpUrl {
    pub(crate) fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

impl FromStr for SmtpUrl {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let url = Url::parse(text).map_err(|error| error.to_string())?;
        let tls = match (url.scheme(), url.query()) {
            ("smtps", None) | ("smtp", Some("tls=required")) => true,
            ("smtp", None) => false,
            _ => return Err("must be smtps://HOST, smtp://HOST?tls=required or smtp://HOST".into()),
        };
        let host = url
            .host_str()
            .filter(|host| !host.is_empty())
            .ok_or("must name a host")?;
        let address = host.trim_matches(['[', ']']).parse::<IpAddr>();
        let here = host == "localhost" || address.is_ok_and(|address| address.is_loopback());
        if url.password().is_some() && !tls && !here {
            return Err("would send the password readable; write smtps:// or ?tls=required".into());
        }
        Ok(Self(url))
    }
}

impl fmt::Debug for SmtpUrl {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            out,
            "SmtpUrl({}://{})",
            self.0.scheme(),
            self.0.host_str().unwrap_or_default()
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_servers_password_is_written_nowhere() {
        let url: SmtpUrl = "smtps://toasoan:mat-khau@thu.example:465".parse().unwrap();
        assert_eq!(format!("{url:?}"), "SmtpUrl(smtps://thu.example)");
    }

    #[test]
    fn no_password_goes_over_the_network_readable() {
        assert!("smtp://a:b@thu.example".parse::<SmtpUrl>().is_err());
        for url in [
            "smtp://a:b@thu.example:587?tls=required",
            "smtp://a:b@127.0.0.1:25",
            "smtp://a:b@[::1]:25",
            "smtp://thu.example",
        ] {
            assert!(url.parse::<SmtpUrl>().is_ok(), "{url}");
        }
        for url in [
            "http://thu.example",
            "smtp://thu.example?tls=opportunistic",
            "thu.example",
        ] {
            assert!(url.parse::<SmtpUrl>().is_err(), "{url}");
        }
    }
}

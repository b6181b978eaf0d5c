//! Which content coding a client gets, out of those that there are (RFC 9110, 12.5.3).

use axum::http::{HeaderMap, header::ACCEPT_ENCODING};

/// From the one that is best for a client to the one that all understand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Coding {
    Brotli,
    Gzip,
    Identity,
}

impl Coding {
    /// What `Content-Encoding` calls it; nothing was done to identity.
    pub(super) fn name(self) -> Option<&'static str> {
        match self {
            Self::Brotli => Some("br"),
            Self::Gzip => Some("gzip"),
            Self::Identity => None,
        }
    }

    fn is_called(self, name: &str) -> bool {
        match self {
            Self::Brotli => name.eq_ignore_ascii_case("br"),
            Self::Gzip => name.eq_ignore_ascii_case("gzip") || name.eq_ignore_ascii_case("x-gzip"),
            Self::Identity => name.eq_ignore_ascii_case("identity"),
        }
    }
}

/// `None`: the client takes none of them, which has to be said and not overruled.
pub(super) fn choose(headers: &HeaderMap, available: impl IntoIterator<Item = Coding>) -> Option<Coding> {
    let members = members(headers);
    let mut best = None;
    for coding in available {
        let weight = weight(members.as_deref(), coding);
        // Of two that are wanted alike, the one that is named first here.
        if weight > best.map_or(0, |(weight, _)| weight) {
            best = Some((weight, coding));
        }
    }
    best.map(|(_, coding)| coding)
}

/// How much a coding is wanted: 0 not at all, 1 where nothing was said, else 2 to 1001.
fn weight(members: Option<&[(String, u16)]>, coding: Coding) -> u16 {
    let said = members.unwrap_or_default();
    let named = said.iter().find(|(name, _)| coding.is_called(name));
    match named.or_else(|| said.iter().find(|(name, _)| name == "*")) {
        Some((_, 0)) => 0,
        Some((_, quality)) => quality + 1,
        // Without a word about it, what is plain is acceptable and what is coded is not. A client that sends no header
        // at all would have to take anything, but may be a script that can't.
        None => u16::from(coding == Coding::Identity),
    }
}

fn members(headers: &HeaderMap) -> Option<Vec<(String, u16)>> {
    headers.contains_key(ACCEPT_ENCODING).then(|| {
        headers
            .get_all(ACCEPT_ENCODING)
            .iter()
            .filter_map(|line| line.to_str().ok())
            .flat_map(|line| line.split(','))
            .filter_map(member)
            .collect()
    })
}

fn member(text: &str) -> Option<(String, u16)> {
    let mut parts = text.split(';').map(str::trim);
    let name = parts.next().filter(|name| !name.is_empty())?;
    // A weight that can't be read is no reason to send what may not be understood.
    let quality = parts.next().map_or(Some(1000), quality).unwrap_or(0);
    Some((name.to_owned(), quality))
}

/// `q=0.5` as 500: one digit, and at most three after the point.
fn quality(parameter: &str) -> Option<u16> {
    let (name, value) = parameter.split_once('=')?;
    let (whole, fraction) = value.trim().split_once('.').unwrap_or((value.trim(), ""));
    if !name.trim().eq_ignore_ascii_case("q") || fraction.len() > 3 || !fraction.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let thousandths: u16 = format!("{fraction:0<3}").parse().ok()?;
    match (whole, thousandths) {
        ("0", _) => Some(thousandths),
        ("1", 0) => Some(1000),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    const ALL: [Coding; 3] = [Coding::Brotli, Coding::Gzip, Coding::Identity];

    fn chosen(accepted: &str) -> Option<&'static str> {
        let headers = HeaderMap::from_iter([(ACCEPT_ENCODING, HeaderValue::from_str(accepted).unwrap())]);
        choose(&headers, ALL).map(|coding| coding.name().unwrap_or("plain"))
    }

    #[test]
    fn a_client_gets_the_smallest_of_what_it_wants_most() {
        for (accepted, wanted) in [
            ("gzip, deflate, br, zstd", Some("br")),
            ("gzip, deflate", Some("gzip")),
            ("deflate, zstd", Some("plain")),
            ("br;q=0.5, gzip", Some("gzip")),
            ("br;q=0.001", Some("br")),
            ("BR", Some("br")),
            ("x-gzip", Some("gzip")),
            ("br ; q=1.000 , gzip;q=1", Some("br")),
            ("identity, gzip;q=0.5", Some("plain")),
            ("identity;q=0.5, gzip;q=0.5", Some("gzip")),
            ("", Some("plain")),
        ] {
            assert_eq!(chosen(accepted), wanted, "{accepted}");
        }
    }

    #[test]
    fn what_is_refused_is_not_sent_and_a_star_speaks_for_the_rest() {
        for (accepted, wanted) in [
            ("br;q=0, gzip;q=0", Some("plain")),
            ("br;q=0.0, *", Some("gzip")),
            ("*", Some("br")),
            ("*;q=0.5, identity", Some("plain")),
            ("gzip, *;q=0", Some("gzip")),
            ("identity;q=0", None),
            ("*;q=0", None),
            ("deflate, identity;q=0", None),
            ("identity;q=0, *", Some("br")),
            ("*;q=0, identity;q=0.1", Some("plain")),
        ] {
            assert_eq!(chosen(accepted), wanted, "{accepted}");
        }
    }

    #[test]
    fn a_weight_that_can_not_be_read_wants_nothing() {
        for accepted in [
            "br;q=2",
            "br;q=0.1234",
            "br;q=-1",
            "br;q=",
            "br;quality=1",
            "br;q=1.5",
            "br;q=+.5",
        ] {
            assert_eq!(chosen(accepted), Some("plain"), "{accepted}");
        }
    }

    #[test]
    fn several_lines_are_one_list_and_without_one_it_is_plain() {
        let mut headers = HeaderMap::new();
        assert_eq!(choose(&headers, ALL), Some(Coding::Identity));
        headers.append(ACCEPT_ENCODING, HeaderValue::from_static("gzip"));
        headers.append(ACCEPT_ENCODING, HeaderValue::from_static("br"));
        assert_eq!(choose(&headers, ALL), Some(Coding::Brotli));
        assert_eq!(choose(&headers, [Coding::Gzip, Coding::Identity]), Some(Coding::Gzip));
    }
}

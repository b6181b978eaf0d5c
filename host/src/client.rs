//! Who asks, as far as limits need to know: a network, never written down anywhere.

use std::net::{IpAddr, Ipv6Addr, SocketAddr};

use axum::http::{HeaderMap, HeaderName};

/// The other end of the connection: a reader, or the operator's own balancer.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Peer(pub IpAddr);

/// The network of who sent this request. A header counts only if the operator named it, and of it only the last address:
/// what stands before was sent by the client and may say anything.
pub(crate) fn sender(peer: Peer, headers: &HeaderMap, trusted: Option<&HeaderName>) -> IpAddr {
    let told = trusted.and_then(|name| {
        let last = headers.get_all(name).iter().next_back()?.to_str().ok()?;
        address(last.rsplit(',').next()?.trim())
    });
    network(told.unwrap_or(peer.0))
}

/// Balancers write an address alone, or with its port.
fn address(text: &str) -> Option<IpAddr> {
    let alone = text.parse().ok();
    alone.or_else(|| text.parse().map(|with_port: SocketAddr| with_port.ip()).ok())
}

/// A subscriber has one address of IPv4, or 2⁶⁴ of IPv6.
pub(crate) fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => Ipv6Addr::from_bits(address.to_bits() & (!0 << 64)).into(),
        address => address,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    const PEER: Peer = Peer(IpAddr::V4(std::net::Ipv4Addr::new(192, 0, 2, 1)));

    fn sent(lines: &[&'static str]) -> HeaderMap {
        let name = HeaderName::from_static("x-forwarded-for");
        lines
            .iter()
            .map(|line| (name.clone(), HeaderValue::from_static(line)))
            .collect()
    }

    #[test]
    fn of_a_trusted_header_only_the_last_address_counts() {
        let name = HeaderName::from_static("x-forwarded-for");
        for (lines, wanted) in [
            (&["203.0.113.9"][..], "203.0.113.9"),
            (&["10.0.0.1, 203.0.113.9"], "203.0.113.9"),
            (&["10.0.0.1", "198.51.100.7,203.0.113.9"], "203.0.113.9"),
            (&["203.0.113.9:4711"], "203.0.113.9"),
            (&["[2001:db8::1]:4711"], "2001:db8::"),
            (&["203.0.113.9, unknown"], "192.0.2.1"),
            (&["203.0.113.9,"], "192.0.2.1"),
            (&[], "192.0.2.1"),
        ] {
            let found = sender(PEER, &sent(lines), Some(&name));
            assert_eq!(found.to_string(), wanted, "{lines:?}");
        }
    }

    #[test]
    fn a_header_that_nobody_named_says_nothing() {
        assert_eq!(sender(PEER, &sent(&["203.0.113.9"]), None), PEER.0);
    }

    #[test]
    fn a_network_is_one_address_of_ipv4_and_half_of_an_ipv6_one() {
        for (address, wanted) in [
            ("203.0.113.9", "203.0.113.9"),
            ("::ffff:203.0.113.9", "203.0.113.9"),
            ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ] {
            assert_eq!(network(address.parse().unwrap()).to_string(), wanted);
        }
    }
}
